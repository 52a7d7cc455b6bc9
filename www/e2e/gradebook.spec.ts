// What is entered into a gradebook is kept beside its plan, and nowhere else.
import { readFile } from "node:fs/promises";
import { type Locator, type Page, expect, test } from "@playwright/test";
import { card, openBook, openPage } from "./planner.js";

const KEPT = "kept on this device beside your plan";
const NOT_KEPT = "goes when the page is closed";

/** Makes a plan that is kept, and opens the gradebook of its only session. */
async function begin(page: Page): Promise<Locator> {
  await openPage(page);
  await page.getByLabel("Program", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Put 14.740x into my plan" }).click();
  await expect(page.locator(".keeping")).toContainText("is kept on this device.");
  return openBook(page, "14.740x");
}

async function again(page: Page): Promise<Locator> {
  await page.reload();
  await expect(card(page, "14.740x").locator(".session")).toHaveCount(1);
  return openBook(page, "14.740x");
}

const coursework = (book: Locator) => book.getByLabel("Coursework");
const exam = (book: Locator) => book.getByLabel("Proctored exam");

/** The texts of all gradebooks that are kept. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.entries(localStorage).flatMap(([name, text]) =>
      name.startsWith("certificate-planner:scores:") ? String(text) : [],
    ),
  );
}

test("what was entered is there again when the page is opened again", async ({ page }) => {
  const book = await begin(page);
  await expect(book).toContainText(KEPT);
  await coursework(book).fill("81");
  await exam(book).fill("18/50");
  const opened = await again(page);
  await expect(coursework(opened)).toHaveValue("81");
  await expect(exam(opened)).toHaveValue("18/50");
  // 0.3 × 81 + 0.7 × 36 = 49.5, shown as 50.
  await expect(opened).toContainText("The platform would show 50%");
  // What was undone is kept as well.
  await exam(opened).fill("90");
  await opened.getByRole("button", { name: "Undo" }).click();
  await expect(exam(opened)).toHaveValue("18/50");
  await expect(exam(await again(page))).toHaveValue("18/50");
});

test("weights of the learner's own are kept with the scores", async ({ page }) => {
  await openPage(page);
  const choice = page.getByLabel("Program", { exact: true });
  const option = choice.locator("option").filter({ hasText: /in Finance/ });
  await choice.selectOption((await option.textContent()) ?? "");
  await page.getByRole("button", { name: "Add a session of 15.415.1x" }).click();
  const book = await openBook(page, "15.415.1x");
  await book.getByLabel("Weight in %").first().fill("40");
  await book.getByLabel("How many").first().fill("2");
  await book.getByLabel("Weight in %").nth(1).fill("60");
  await book.getByLabel("Passing score in %").fill("60");
  await book.getByLabel("Coursework 2").fill("90");
  // 0 and 90 of two, × 0.4.
  await expect(book).toContainText("The platform would show 18%");
  await page.reload();
  const opened = await openBook(page, "15.415.1x");
  await expect(opened.getByLabel("Coursework 1")).toHaveValue("");
  await expect(opened.getByLabel("Coursework 2")).toHaveValue("90");
  await expect(opened.getByLabel("Passing score in %")).toHaveValue("60");
  await expect(opened).toContainText("The platform would show 18%");
});

test("two tabs with the same gradebook do not overwrite each other", async ({ page, context }) => {
  const book = await begin(page);
  await coursework(book).fill("10");
  const other = await context.newPage();
  await openPage(other);
  const theirs = await openBook(other, "14.740x");
  await expect(coursework(theirs)).toHaveValue("10");
  await coursework(book).fill("81");
  await expect(coursework(theirs)).toHaveValue("81");
  await exam(theirs).fill("36");
  await expect(exam(book)).toHaveValue("36");
  // What the other tab wrote is a change like any other.
  await book.getByRole("button", { name: "Undo" }).click();
  await expect(exam(book)).toHaveValue("");
  await expect(coursework(book)).toHaveValue("81");
  await expect(exam(theirs)).toHaveValue("");
});

test("a tab that was not told of a change elsewhere adds to it", async ({ page, context }) => {
  const book = await begin(page);
  await coursework(book).fill("10");
  const other = await context.newPage();
  await other.addInitScript(() => {
    window.addEventListener("storage", (event) => event.stopImmediatePropagation(), true);
  });
  await openPage(other);
  const theirs = await openBook(other, "14.740x");
  await coursework(book).fill("81");
  await exam(theirs).fill("36");
  await expect(coursework(theirs)).toHaveValue("81");
  await expect(exam(await again(page))).toHaveValue("36");
  await expect(coursework(card(page, "14.740x"))).toHaveValue("81");
});

test("where storage is blocked, the gradebook works on and says that it keeps nothing", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await openPage(page);
  await page.getByLabel("Program", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Put 14.740x into my plan" }).click();
  const book = await openBook(page, "14.740x");
  await expect(book).toContainText(NOT_KEPT);
  await coursework(book).fill("81");
  await expect(book).toContainText("The platform would show 24%");
  await expect(page.getByText("does not let this page keep anything")).toBeVisible();
});

test("neither a link nor a saved file holds what was entered", async ({ page }) => {
  const book = await begin(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = page.getByLabel("Link to this plan");
  const before = await link.inputValue();
  await coursework(book).fill("81");
  await expect(book).toContainText("The platform would show 24%");
  expect(await kept(page)).toHaveLength(1);
  expect(await link.inputValue()).toBe(before);
  await page.getByRole("button", { name: "Your plans" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).click();
  const text = await readFile(await (await coming).path(), "utf8");
  expect(text).toContain("14.740x");
  expect(text).not.toContain("81");
});

test("a copy of a plan has its gradebooks, and a deleted plan leaves none", async ({ page }) => {
  const book = await begin(page);
  await coursework(book).fill("81");
  await page.getByRole("button", { name: "Your plans" }).click();
  await page.getByRole("button", { name: "Duplicate “My plan”" }).click();
  await expect(page.locator(".keeping")).toContainText("“Copy of My plan” is kept on this device.");
  const copy = card(page, "14.740x").locator(".gradebook");
  await expect(coursework(copy)).toHaveValue("81");
  await coursework(copy).fill("90");
  await page.getByRole("button", { name: "Show “My plan”" }).click();
  await expect(coursework(copy)).toHaveValue("81");
  await page.getByRole("button", { name: "Delete “My plan”" }).click();
  expect(await kept(page)).toEqual([expect.stringContaining("90")]);
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(coursework(copy)).toHaveValue("81");
  expect(await kept(page)).toHaveLength(2);
});

test("everything is forgotten with the plans", async ({ page }) => {
  const book = await begin(page);
  await coursework(book).fill("81");
  expect(await kept(page)).toHaveLength(1);
  await page.getByRole("button", { name: "Your plans" }).click();
  await page.getByRole("button", { name: "Forget everything…" }).click();
  await page.getByRole("button", { name: "Forget everything", exact: true }).click();
  await expect(page.locator(".session")).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("in an example nothing is kept until the plan is", async ({ page }) => {
  await openPage(page);
  await expect(page.getByText("This is an example.")).toBeVisible();
  const book = await openBook(page, "6.86x");
  await expect(book).toContainText(NOT_KEPT);
  await book.getByRole("textbox").first().fill("77");
  await expect(book).toContainText("The platform would show");
  expect(await kept(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep and edit" }).click();
  await expect(book).toContainText(KEPT);
  expect(await kept(page)).toEqual([expect.stringContaining("77")]);
});

for (const [what, text] of [
  ["of a later version", '{"version":9,"scores":{"coursework":[81]}}'],
  ["that is broken", '{"version":1,"scores":[{"at":0,"points":[{"earned":"x"'],
] as const) {
  test(`a kept gradebook ${what} stays as it is`, async ({ page }) => {
    const first = await begin(page);
    await coursework(first).fill("12");
    await page.evaluate((changed) => {
      const name = Object.keys(localStorage).find((one) => one.includes(":scores:"));
      if (name !== undefined) localStorage.setItem(name, changed);
    }, text);
    const book = await again(page);
    await expect(coursework(book)).toHaveValue("");
    await expect(book).toContainText(NOT_KEPT);
    await coursework(book).fill("50");
    await expect(book).toContainText("The platform would show 15%");
    expect(await kept(page)).toEqual([text]);
  });
}

test("Ctrl+Z takes back changes of scores and of the plan in turn", async ({ page }) => {
  const book = await begin(page);
  const enrolled = page.getByRole("group", { name: "Are you enrolled in the program itself?" });
  await coursework(book).fill("81");
  await enrolled.getByLabel("Yes, paid").check();
  await coursework(book).fill("82");
  await page.locator("h1").click();
  await page.keyboard.press("Control+z");
  await expect(coursework(book)).toHaveValue("81");
  await expect(enrolled.getByLabel("Yes, paid")).toBeChecked();
  await page.keyboard.press("Control+z");
  await expect(enrolled.getByLabel("Yes, paid")).not.toBeChecked();
  await expect(coursework(book)).toHaveValue("81");
  await page.keyboard.press("Control+z");
  await expect(coursework(book)).toHaveValue("");
  for (let count = 0; count < 3; count += 1) await page.keyboard.press("Control+Shift+z");
  await expect(coursework(book)).toHaveValue("82");
  await expect(enrolled.getByLabel("Yes, paid")).toBeChecked();
});

test("Ctrl+Z takes back the score that was entered last, also when nothing has the focus", async ({ page }) => {
  const book = await begin(page);
  await coursework(book).fill("81");
  await exam(book).fill("40");
  await page.locator("h1").click();
  await page.keyboard.press("Control+z");
  await expect(exam(book)).toHaveValue("");
  await expect(coursework(book)).toHaveValue("81");
  await page.keyboard.press("Control+Shift+z");
  await expect(exam(book)).toHaveValue("40");
  for (let count = 0; count < 2; count += 1) await page.keyboard.press("Control+z");
  await expect(coursework(book)).toHaveValue("");
  // What was done before is the plan's.
  await page.keyboard.press("Control+z");
  await expect(card(page, "14.740x").locator(".session")).toHaveCount(0);
});
