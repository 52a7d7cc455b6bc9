// What a grading policy of the catalog brings to the page.
import { type Locator, type Page, expect, test } from "@playwright/test";
import type {} from "../src/certificate-planner-element.js";
import {
  card,
  courseAnswer,
  expectAccessible,
  openBook,
  openPage,
  planned,
  setPlan,
} from "./planner.js";

/** The card of a course of a published program, with a finished session whose score is asked for. */
async function asked(page: Page, title: RegExp, program: string, id: string): Promise<Locator> {
  await openPage(page);
  const choice = page.getByLabel("Program", { exact: true });
  const option = choice.locator("option").filter({ hasText: title });
  await choice.selectOption((await option.textContent()) ?? "");
  const course = card(page, id);
  await expect(course).toBeVisible();
  await setPlan(page, {
    program,
    courses: [
      {
        course: id,
        runs: [{ run: "1T2024", state: "finished", mode: "verified", payment: "paid" }],
      },
    ],
  });
  await course.getByText("Finished").first().click();
  await course.getByRole("radio", { name: "A score" }).check();
  return course;
}

test("a course with two parts asks for both and weighs them", async ({ page }) => {
  const course = await asked(page, /International/, "program-v1:MITx+DEDP", "14.310x");
  // The lowest cutoff of the policy is the passing score.
  await expect(course).toContainText("passing score 50%");
  await course.getByLabel("Coursework score in %").fill("100");
  // 0.3 × 100 + 0.7 × 27 = 48.9 and 0.3 × 100 + 0.7 × 29 = 50.3.
  await course.getByLabel("Proctored exam score in %").fill("27");
  await expect(courseAnswer(page, "14.310x")).toContainText("Needs a change");
  await course.getByLabel("Proctored exam score in %").fill("29");
  await expect(courseAnswer(page, "14.310x")).toContainText("Earned");
});

test("a course whose policy has no such parts asks for one score", async ({ page }) => {
  const course = await asked(page, /Statistics/, "mitx-sds", "6.431x");
  await expect(course).toContainText("passing score 60%");
  await expect(course.getByLabel("Course score in %")).toBeVisible();
  await expect(course.getByLabel("Coursework score in %")).toHaveCount(0);
});

test("the gradebook says the score and what the exam needs, and puts both into the plan", async ({
  page,
}) => {
  await openPage(page);
  await setPlan(page, {
    program: "program-v1:MITx+DEDP",
    courses: [
      {
        course: "14.310x",
        runs: [{ run: "1T2024", state: "finished", mode: "verified", payment: "paid" }],
      },
    ],
  });
  const book = await openBook(page, "14.310x");
  await expect(book).toContainText("How the course is graded, by the catalog");
  await book.getByLabel("Coursework in %").fill("81");
  // 0.3 × 81 = 24.3, shown as 24; 49.45 rounds to 50, so 25.15 of 70 is needed: 35.93.
  await expect(book).toContainText("The platform would show 24%");
  await expect(book).toContainText("You need at least 35.93% on the Proctored exam.");
  await book.getByLabel("Proctored exam in %").fill("18/50");
  // 24.3 + 0.7 × 36 = 49.5, shown as 50.
  await expect(book).toContainText("The platform would show 50%");
  await expect(book).toContainText("This passes.");
  await book.getByRole("button", { name: /^Put 81% for the coursework and 36% for the exam into my plan/ }).click();
  await expect(courseAnswer(page, "14.310x")).toContainText("Earned");
  const plan = await page
    .locator("certificate-planner")
    .evaluate((element) => Reflect.get(element, "plan"));
  expect(plan.courses[0].runs[0]).toMatchObject({ coursework_score: 81, exam_score: 36 });
  await page.locator("#undo").click();
  await expect(courseAnswer(page, "14.310x")).not.toContainText("Earned");
});

test("where no source states how a course is graded, the weights are the learner's own", async ({
  page,
}) => {
  await openPage(page);
  await setPlan(page, {
    program: "program-v1:MITxT+FIN",
    courses: [{ course: "15.415.1x", runs: [planned("1T2027", { state: "in_progress" })] }],
  });
  const book = await openBook(page, "15.415.1x");
  await expect(book).toContainText("your own and no fact of the catalog");
  await book.getByLabel("Weight in %").first().fill("40");
  await book.getByLabel("How many").first().fill("5");
  await book.getByLabel("Lowest dropped").first().fill("1");
  await book.getByLabel("Weight in %").nth(1).fill("50");
  await book.getByLabel("Coursework 1").fill("7/10");
  await book.getByLabel("Coursework 2").fill("90");
  // (70 + 90) / 4 × 0.4 = 16: the lowest is dropped, and what is not done counts 0.
  await expect(book).toContainText("The platform would show 16%");
  await expect(book).toContainText("Whether it passes is not known");
  await expect(book).toContainText("they add up to 90");
  await book.getByLabel("Weight in %").nth(1).fill("60");
  await book.getByLabel("Passing score in %").fill("60");
  // 59.45 rounds to 60. At 80 on average, with 70 dropped, coursework is 82.5 and adds 33: 26.45 of 60.
  await expect(book).toContainText("at least 44.09% on the Exam, if the rest goes on as it is so far");
  // With 16 and nothing more: 43.45 of 60.
  await expect(book).toContainText("If you do nothing else: at least 72.42% on the Exam.");
  // 16 + 0.2 x + 0.6 x: 43.45 of 80.
  await expect(book).toContainText("Or at least 54.32% on everything that is left.");
  // What was entered is undone step by step, by the button and by the keys; the plan stays.
  await book.getByRole("button", { name: "Undo" }).click();
  await expect(book.getByLabel("Passing score in %")).toHaveValue("");
  await page.keyboard.press("Control+z");
  await expect(book.getByLabel("Weight in %").nth(1)).toHaveValue("50");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+y");
  await expect(book.getByLabel("Weight in %").nth(1)).toHaveValue("60");
  await expect(book.getByLabel("Passing score in %")).toHaveValue("60");
  await expect(page.locator("#undo")).toHaveAttribute("aria-disabled", "true");
  await book.getByLabel("Coursework 1").fill("11/10");
  await expect(book).toContainText("A percentage from 0 to 100, or points such as 17/20.");
});

for (const scheme of ["light", "dark", "forced"] as const) {
  test(`the gradebook is accessible: ${scheme}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width: 320, height: 900 });
    await page.emulateMedia(
      scheme === "forced" ? { forcedColors: "active" } : { colorScheme: scheme },
    );
    await openPage(page);
    await setPlan(page, {
      program: "mitx-sds",
      courses: [{ course: "6.86x", runs: [planned("1T2027")] }],
    });
    const book = await openBook(page, "6.86x");
    await book.getByRole("textbox").first().fill("80");
    await expect(book).toContainText("The platform would show");
    await expectAccessible(page);
  });
}
