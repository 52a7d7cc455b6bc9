// What must hold when things go wrong: bad plans, slow and missing catalogs, rejected text.
import { expect, test } from "@playwright/test";
import type {} from "../src/certificate-planner-element.js";
import { amountProblem, parseAmount, parsePercent, parseRate } from "../src/fields.js";
import "./english.js";
import { messages, provide, speak } from "../src/language.js";
import { siteNames } from "../src/source-view.js";
import {
  NOW,
  answer,
  card,
  courseAnswer,
  expectAccessible,
  open,
  openPage,
  part,
  planned,
  setPlan,
} from "./planner.js";

test("a rejected score goes with its session", async ({ page }) => {
  await open(page, "two-courses.json");
  const course = card(page, "D1x");
  const add = course.getByRole("button", { name: "Add a session of D1x" });
  await add.click();
  await course.getByRole("radio", { name: "A score" }).check();
  await course.getByLabel("Course score in %").fill("abc");
  await course.getByRole("button", { name: /^Remove/ }).click();
  await add.click();
  await course.getByRole("radio", { name: "A score" }).check();
  await expect(course.getByLabel("Course score in %")).toHaveValue("");
});

test("a session that is in the plan is not offered again, and twice is said in words", async ({
  page,
}) => {
  await open(page, "two-courses.json");
  const twice = [planned("3T2026"), planned("3T2026")];
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: twice }] });
  const problem = part(page, "problems").getByRole("listitem");
  await expect(problem).toContainText("D1x");
  await expect(problem).toContainText("This is in the plan twice.");
  // The rest has its answer all the same.
  await expect(part(page, "verdict")).toBeVisible();
  await expectAccessible(page);
  await problem.getByRole("button", { name: "Go there" }).click();
  await expect(card(page, "D1x").getByLabel(/^Session:/).last()).toBeFocused();

  await setPlan(page, {
    program: "two-courses",
    courses: [{ course: "D1x", runs: [planned("3T2026"), { state: "planned" }] }],
  });
  await card(page, "D1x").locator(".session").last().locator("> summary").click();
  const list = card(page, "D1x").getByLabel(/^Session:/).last();
  await expect(list.locator("option", { hasText: "3T2026" })).toHaveCount(0);
});

test("a very long tag does not make the page wide", async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 700 });
  await open(page, "two-courses.json");
  await setPlan(page, {
    program: "two-courses",
    courses: [{ course: "D1x", runs: [planned("x".repeat(3000))] }],
  });
  await expect(part(page, "verdict")).toBeVisible();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

for (const [name, plan] of [
  ["a text", "abc"],
  ["a list", []],
  ["wrong shapes", { format: 1, program: "two-courses", courses: [{ course: 5, runs: "x" }] }],
] as const) {
  test(`a plan that is ${name} is said to be none`, async ({ page }) => {
    const thrown: string[] = [];
    page.on("pageerror", (error) => thrown.push(error.message));
    await open(page, "two-courses.json");
    await page
      .locator("certificate-planner")
      .evaluate((element, file) => Object.assign(element, { plan: file }), plan);
    await expect(part(page, "problems")).toContainText("This plan cannot be read");
    await expect(part(page, "problems").getByRole("listitem").first()).toBeVisible();
    await card(page, "D1x").getByRole("button", { name: "Add a session of D1x" }).click();
    await expect(part(page, "problems")).toHaveCount(0);
    expect(thrown).toEqual([]);
  });
}

test("a plan set before the script was loaded is shown", async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return;
      const element = document.querySelector("certificate-planner");
      const plan = {
        format: 1,
        program: "two-courses",
        courses: [{ course: "D1x", runs: [{ run: "3T2026", state: "planned" }] }],
      };
      if (element !== null) Object.assign(element, { plan });
    });
  });
  await open(page, "two-courses.json");
  await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
});

test("a plan for an unknown program is said so, and another program can be chosen", async ({
  page,
}) => {
  await open(page, "two-courses.json");
  await setPlan(page, { program: "gone" });
  await expect(answer(page)).toContainText("There is no program “gone” here.");
  await page.getByLabel("Program", { exact: true }).selectOption("Program of Two Courses");
  await expect(part(page, "verdict")).toBeVisible();
  await expect(card(page, "D1x")).toBeVisible();
});

test("a catalog that fails stays named until it is tried again", async ({ page }) => {
  await open(page, "two-courses.json", "five-courses.json");
  let isThere = false;
  await page.route("**/catalogs/five-courses.json", async (route) => {
    if (isThere) await route.fallback();
    else await route.fulfill({ status: 500 });
  });
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption("Program of Five Courses");
  await expect(page.getByRole("alert")).toContainText("Program of Five Courses");
  await expect(program.locator("option:checked")).toHaveText("Program of Five Courses");
  await expect(card(page, "D1x")).toHaveCount(0);
  // A minute, or a look at another page, takes nothing back.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("alert")).toBeVisible();
  isThere = true;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(card(page, "E1x")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a slow catalog is said to be loading", async ({ page }) => {
  await open(page, "two-courses.json", "five-courses.json");
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/catalogs/five-courses.json", async (route) => {
    await held;
    await route.fallback();
  });
  await page.getByLabel("Program", { exact: true }).selectOption("Program of Five Courses");
  await expect(answer(page)).toContainText("Loading…");
  await expect(card(page, "D1x")).toHaveCount(0);
  release();
  await expect(card(page, "E1x")).toBeVisible();
});

test("an attribute that goes, or names a missing file, leaves no old form", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, "two-courses.json");
  const element = page.locator("certificate-planner");
  await element.evaluate((planner) => planner.setAttribute("catalog", "catalogs/none.json"));
  await element.evaluate((planner) => planner.removeAttribute("catalogs"));
  await expect(page.getByRole("alert")).toContainText("is not there");
  await expect(card(page, "D1x")).toHaveCount(0);
  await element.evaluate((planner) => planner.removeAttribute("catalog"));
  await expect(page.getByRole("alert")).toContainText("No catalog is named.");
  expect(asked.filter((path) => path.endsWith("/null"))).toEqual([]);
});

test("undo by keyboard keeps the focus inside", async ({ page }) => {
  await open(page, "two-courses.json");
  const course = card(page, "D1x");
  await course.getByRole("button", { name: "Add a session of D1x" }).click();
  await expect(course.getByLabel(/^Session:/)).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(course.locator(".session")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Control+y");
  await expect(course.locator(".session")).toHaveCount(1);
});

test("an income in another currency leads to its rate", async ({ page }) => {
  await open(page, "five-courses.json");
  await page.getByLabel("Yearly income").fill("25 000");
  await page.getByLabel("Currency").selectOption({ label: "EUR" });
  const missing = part(page, "missing").getByRole("listitem").filter({ hasText: "EUR" });
  await missing.getByRole("button", { name: "Answer" }).click();
  const rate = page.getByLabel("How many EUR for 1 USD");
  await expect(rate).toBeFocused();
  await rate.fill("0");
  await expect(rate).toHaveAccessibleDescription("Give a number above 0, such as 1.25.");
  await rate.fill("0,92");
  await expect(rate).toHaveAttribute("aria-invalid", "false");
  await expect(part(page, "missing").filter({ hasText: "EUR" })).toHaveCount(0);
});

test("a fee that is not published can be said without a session", async ({ page }) => {
  await openPage(page);
  for (const title of await page.getByLabel("Program", { exact: true }).locator("option").all()) {
    await page.getByLabel("Program", { exact: true }).selectOption((await title.textContent()) ?? "");
    const clear = page.getByRole("button", { name: /^Clear/ });
    if ((await clear.count()) > 0) await clear.click();
    const fee = part(page, "missing").getByRole("listitem").filter({ hasText: "What does this" });
    if ((await fee.count()) === 0) continue;
    await fee.first().getByRole("button", { name: "Answer" }).click();
    await expect(page.getByLabel(/^Price on the course page/).first()).toBeVisible();
    expect(
      await page.evaluate(
        () => document.querySelector("certificate-planner")?.shadowRoot?.activeElement?.id,
      ),
    ).toMatch(/\/fee$/);
    return;
  }
  throw new Error("Every fee is published.");
});

test("the answer is one step away on a narrow page", async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 700 });
  await open(page, "two-courses.json");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Go to the answer" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(answer(page).getByRole("heading", { level: 2 })).toBeFocused();
  await expect(page.getByRole("region", { name: "Your plan" })).toBeVisible();
});

for (const language of ["en", "es", "fr", "pt", "zh", "ar"]) {
  test(`every summary and button has a name of its own in ${language}`, async ({ page }) => {
    await page.clock.setFixedTime(NOW);
    await page.goto(`./?lang=${language}`);
    await expect(page.locator("#program")).toBeVisible();
    await expect(page.locator(".keeping button").first()).toBeVisible();
    const names = await page.locator("certificate-planner").evaluate((element) => {
      for (const part of element.shadowRoot?.querySelectorAll("details") ?? []) part.open = true;
      const named = [
        ...(element.shadowRoot?.querySelectorAll("summary, button, fieldset > legend") ?? []),
      ];
      return named.map((one) => (one.getAttribute("aria-label") ?? one.textContent ?? "").trim());
    });
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
}

test("an amount is read as people of many countries write it", () => {
  const read = ["25,000", "25 000", "$350", "1,234.50", "0,92", "12,5"].map(parseAmount);
  expect(read).toEqual(["25000.00", "25000.00", "350.00", "1234.50", "0.92", "12.50"]);
  expect(["1.234", "-5", "a", "2,5000", "9999999999"].map(parseAmount)).toEqual(
    Array.from({ length: 5 }),
  );
  expect(amountProblem("-5")).toBe(messages.hint.amount_negative);
  expect(amountProblem("1.234")).toBe(messages.hint.amount_decimals);
  expect(["0,92", "1.123456", "26,000", "0"].map(parseRate)).toEqual([
    "0.92",
    "1.123456",
    "26000",
    undefined,
  ]);
});

test("an amount is read as the language of the page writes it", () => {
  // In Spanish 1.234,50 is one thousand two hundred thirty-four and a half, and 1,234 has decimals.
  provide("", "es", { ...messages, locale: "es" });
  speak("es");
  expect(["1.234,50", "350,00", "1.234.567", "25 000", "0,92"].map(parseAmount)).toEqual([
    "1234.50",
    "350.00",
    "1234567.00",
    "25000.00",
    "0.92",
  ]);
  expect(["1,234", "1.234", "1.234,567"].map(parseAmount)).toEqual([undefined, undefined, undefined]);
  expect(["1,234", "1.234"].map(parseRate)).toEqual(["1.234", "1.234"]);
  speak("en");
  expect(parseRate("1,234")).toBe("1234");
  // Digits and signs of Arabic, and the wide ones of Chinese and Japanese.
  expect(["٣٥٠", "١٬٢٣٤٫٥٠", "３５０"].map(parseAmount)).toEqual(["350.00", "1234.50", "350.00"]);
  expect(["٥٩٫٥٪", "%60", "60 %"].map(parsePercent)).toEqual([59.5, 60, 60]);
});

test("two addresses of one site have names of their own", () => {
  expect(siteNames(["https://a.org/x/one-fact.html", "https://a.org/other", "https://b.org/"])).toEqual(
    ["a.org: one fact", "a.org: other", "b.org"],
  );
  expect(siteNames(["https://a.org/1", "https://a.org/2"])).toEqual([
    "a.org, source 1",
    "a.org, source 2",
  ]);
});

test("on paper there are reasons and a date, and nothing to press", async ({ page }) => {
  await openPage(page);
  // The answer comes part by part.
  await expect(answer(page)).toContainText("Take it with you");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(answer(page).getByText(/^Printed on Nov\s21, 2026/)).toBeVisible();
  await expect(answer(page).getByRole("button")).toHaveCount(0);
  await expect(answer(page).getByText("Why?").first()).toBeHidden();
  await expect(answer(page).getByText("You hold the course certificate.").first()).toBeVisible();
});

test("of an audit no part of the answer says when its certificate comes", async ({ page }) => {
  await openPage(page);
  await setPlan(page, {
    program: "mitx-sds",
    courses: [
      { course: "6.431x", runs: [{ run: "3T2026", state: "in_progress", mode: "audit", result: "will_pass" }] },
    ],
  });
  const own = courseAnswer(page, "6.431x");
  await expect(own).toContainText("Audit (free) earns no certificate");
  await expect(own).not.toContainText("Certificate: ");
  await part(page, "timeline").getByText("The timeline as a table").click();
  await expect(part(page, "timeline").getByRole("table")).toContainText("no date with this plan");
});
