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
  await book.getByLabel("Coursework").fill("81");
  // 0.3 × 81 = 24.3, shown as 24; 49.45 rounds to 50, so 25.15 of 70 is needed: 35.93.
  await expect(book).toContainText("The platform would show 24%");
  await expect(book).toContainText("You need at least 35.93% on the Proctored exam.");
  await book.getByLabel("Proctored exam").fill("18/50");
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

/** The gradebook of a course of the statistics program, whose policy has seven kinds of work. */
async function openStatistics(page: Page): Promise<Locator> {
  await openPage(page);
  await setPlan(page, {
    program: "mitx-sds",
    courses: [{ course: "6.86x", runs: [planned("1T2027")] }],
  });
  return openBook(page, "6.86x");
}

test("what holds only if the rest goes on is said with that condition", async ({ page }) => {
  const book = await openStatistics(page);
  await book.getByLabel(/^Lecture exercises/).fill("100 90 80 17/20");
  await book.getByLabel("Homework 0").fill("85");
  await book.getByLabel("Homework 1").fill("17/20");
  await book.getByLabel("Projects 1").fill("85,5");
  await book.getByLabel("Midterm exam").fill("55");
  await expect(book).toContainText("The platform would show 22%");
  const needs = book.locator(".needs").getByRole("listitem");
  await expect(needs).toHaveText([
    "Any score on the Project 0 is enough, if the rest goes on as it is so far.",
    "If you do nothing else, no score on the Project 0 is enough.",
    "Any score on the Final exam is enough, if the rest goes on as it is so far.",
    "If you do nothing else, no score on the Final exam is enough.",
    /^Or at least [\d.]+% on everything that is left\.$/,
  ]);
  // How many are not done is apart from which are dropped.
  await expect(book).toContainText("adds 3.55%; 15 not done; dropped: numbers 17, 18, 19");
  await expect(book).toContainText("adds 2.55%; 4 not done; dropped: number 5");
  // The lowest come in the order of the assignments.
  await book.getByLabel(/^Lecture exercises/).fill("10 90 5 90 0" + " 90".repeat(14));
  await expect(book).toContainText("dropped: numbers 1, 3, 5");
});

test("where all else is done, what the last one needs has no condition", async ({ page }) => {
  const book = await openStatistics(page);
  await book.getByLabel(/^Lecture exercises/).fill("50 ".repeat(19));
  const others = book.locator(".scores > .field").getByRole("textbox");
  const count = await others.count();
  for (let at = 0; at < count - 1; at += 1) await others.nth(at).fill("50");
  // 0.8 × 50 = 40, so 19.45 of 20 is needed: 97.25.
  await expect(book.locator(".needs")).toHaveText("You need at least 97.25% on the Final exam.");
});

test("fields of scores stand in rows, and what is wrong stands below its own", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const book = await openStatistics(page);
  await expect(book.locator(".scores label").filter({ hasText: "%" })).toHaveCount(0);
  await expect(book).toContainText("Homework: 12%, 5 of them, the lowest one dropped");
  const box = async (name: string) => {
    const found = await book.getByLabel(name).boundingBox();
    return found ?? { y: 0, height: 0 };
  };
  await book.getByLabel("Homework 2").fill("abc");
  const problem = book.getByText("A percentage from 0 to 100, or points such as 17/20.");
  await expect(problem).toHaveCount(1);
  const wrong = await box("Homework 2");
  expect((await box("Homework 0")).y).toBe(wrong.y);
  expect((await box("Homework 1")).y).toBe(wrong.y);
  const below = (await problem.boundingBox())?.y ?? 0;
  expect(below).toBeGreaterThanOrEqual(wrong.y + wrong.height);
  expect(below).toBeLessThan((await box("Homework 3")).y);
});

for (const scheme of ["dark", "forced"] as const) {
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
