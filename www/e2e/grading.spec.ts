// What a grading policy of the catalog brings to the page.
import { type Locator, type Page, expect, test } from "@playwright/test";
import type {} from "../src/certificate-planner.js";
import { card, courseAnswer, openPage, setPlan } from "./planner.js";

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
