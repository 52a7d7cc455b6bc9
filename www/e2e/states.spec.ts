// What is shown before there is an answer, or where there can be none.
import { expect, test } from "@playwright/test";
import type {} from "../src/certificate-planner-element.js";
import { answer, card, expectAccessible, open, openPage, part } from "./planner.js";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test.use({ colorScheme });

    test("the example can be seen, and cleared", async ({ page }) => {
      test.slow();
      await openPage(page);
      await expect(page.getByText("This is an example.")).toBeVisible();
      await expect(part(page, "verdict")).toContainText("program credential");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Clear it" }).click();
      await expect(page.getByText("This is an example.")).toBeHidden();
      await expect(answer(page)).toContainText("Add what you have done or intend.");
      await expectAccessible(page);
    });

    test("everything that can be opened is accessible", async ({ page }) => {
      test.slow();
      await openPage(page);
      await page.locator("certificate-planner").evaluate((element) => {
        for (const details of element.shadowRoot?.querySelectorAll("details") ?? []) {
          details.open = true;
        }
      });
      await expectAccessible(page);
    });

    test("a catalog with three faults names each with its place", async ({ page }) => {
      await open(page, "three-faults.json");
      const problems = part(page, "problems").getByRole("listitem");
      await expect(problems).toHaveCount(3);
      await expect(problems.filter({ hasText: "courses[0]" })).toContainText("“colour”");
      await expect(problems.filter({ hasText: "courses[1].runs[0].end" })).toContainText(
        "“end” is before “start”",
      );
      await expect(
        problems.filter({ hasText: "programs[0].requirement.value.of[1].course" }),
      ).toContainText("“D9x”");
      await expectAccessible(page);
    });
  });
}

test("the example can be kept and edited", async ({ page }) => {
  await openPage(page);
  await page.getByRole("button", { name: "Keep and edit" }).click();
  await expect(page.getByText("This is an example.")).toBeHidden();
  await expect(card(page, "6.431x")).toContainText("Certificate held");
});

test("a program that was bought as a whole is stated with its day", async ({ page }) => {
  await openPage(page);
  await page.getByRole("button", { name: "Keep and edit" }).click();
  const bundle = page.getByRole("group", { name: "The program bought as a whole" });
  const stated = () =>
    page.locator("certificate-planner").evaluate((element) => Reflect.get(element, "plan").bundle);
  await bundle.getByLabel("Bought", { exact: true }).check();
  await page.getByLabel("Bought on").fill("2026-11-01");
  expect(await stated()).toEqual({ payment: "paid", on: "2026-11-01" });
  await expect(part(page, "costs")).toContainText("The program as a whole");
  // When it was bought says nothing of when it will be.
  await bundle.getByLabel("I will buy it").check();
  await expect(page.getByLabel("To be bought on")).toHaveValue("");
  expect(await stated()).toEqual({ payment: "will_pay" });
  await bundle.getByLabel("Not sure").check();
  expect(await stated()).toBeUndefined();
  await expect(page.getByLabel("To be bought on")).toHaveCount(0);
  await expectAccessible(page);
});

test("a broken catalog loses nothing of the plan for another", async ({ page }) => {
  await open(page, "two-courses.json", "three-faults.json");
  await card(page, "D1x").getByRole("button", { name: "Add a session of D1x" }).click();
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption({ index: 1 });
  await expect(part(page, "problems")).toBeVisible();
  await program.selectOption({ index: 0 });
  await expect(card(page, "D1x").getByLabel(/^Session:/)).toBeVisible();
});

test("a program that nobody knows is named, and another can be chosen", async ({ page }) => {
  await open(page, "two-courses.json");
  await page.locator("certificate-planner").evaluate((element) => {
    element.setAttribute("program", "no-such-program");
  });
  await expect(answer(page)).toContainText("There is no program “no-such-program” here.");
  await page.getByLabel("Program", { exact: true }).selectOption("Program of Two Courses");
  await expect(part(page, "verdict")).toBeVisible();
});

test("a catalog that is not there is said so, in words", async ({ page }) => {
  await page.route("**/catalogs/index.json", (route) => route.fulfill({ status: 404 }));
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("is not there");
  // What stands inside the element is for readers without the planner.
  await expect(page.getByText("take a session on the Certificate (paid)")).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it is and why it does not work", async ({ page }) => {
    await page.goto("./");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Certificate Planner");
    // A search by text leaves out what stands in this element.
    await expect(page.locator("noscript p")).toBeVisible();
  });
});

test("every published program can be chosen, and its answer has no gap", async ({ page }) => {
  test.slow();
  await openPage(page);
  const program = page.getByLabel("Program", { exact: true });
  const titles = await program.locator("option").allTextContents();
  expect(titles.length).toBeGreaterThan(5);
  const chosen = () =>
    page.evaluate(() => document.querySelector("certificate-planner")?.plan?.program);
  for (const title of titles.slice(1)) {
    const before = await chosen();
    await program.selectOption(title);
    await expect.poll(chosen, title).not.toBe(before);
    await expect(part(page, "verdict")).toBeVisible();
    const shown = await page.locator("certificate-planner").evaluate((element) => {
      for (const part of element.shadowRoot?.querySelectorAll("details") ?? []) part.open = true;
      return element.shadowRoot?.querySelector(".page")?.textContent ?? "";
    });
    expect(shown, title).not.toMatch(/…|\{\w+\}|undefined|NaN|Invalid|\[object/);
  }
});

test("a program that cannot be earned says so before anything is stated", async ({ page }) => {
  await openPage(page);
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption({ label: "IUx MicroMasters Program in Accounting" });
  await expect(part(page, "verdict")).toContainText("The program credential cannot be earned.");
  // No price is not the price nothing.
  await expect(part(page, "verdict")).not.toContainText("How much");
});

test("a narrow page begins with verdict, money and next steps; the rest can be opened", async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPage(page);
  await expect(part(page, "verdict")).toContainText("How much");
  const tree = part(page, "requirement").locator(".tree");
  await expect(tree).toBeHidden();
  await part(page, "requirement").getByRole("heading", { name: "What the program needs" }).click();
  await expect(tree).toBeVisible();
});
