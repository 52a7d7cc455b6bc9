// Whether, when and for how much: plans whose answers are worked out by hand.
import { readFile } from "node:fs/promises";
import { type Locator, type Page, expect, test } from "@playwright/test";
import type { CatalogFile } from "../generated/certificate_planner.js";
import type {} from "../src/certificate-planner-element.js";
import { answer, card, courseAnswer, held, open, openPage, part, planned, setPlan } from "./planner.js";

test("an audit learner with 95 % is told how to earn the certificate", async ({ page }) => {
  await open(page, "two-courses.json");
  const course = card(page, "D1x");
  await course.getByRole("button", { name: "Add a session of D1x" }).click();
  await course.getByLabel(/^Session:/).selectOption({ index: 1 });
  await course.getByRole("radio", { name: "Audit (free)" }).check();
  await course.getByRole("radio", { name: "A score" }).check();
  await course.getByLabel("Course score in %").fill("95");

  const whether = courseAnswer(page, "D1x");
  await expect(whether).toContainText("Needs a change");
  await expect(whether).toContainText("Audit (free) earns no certificate, whatever the score.");
  const upgrade = part(page, "next").getByRole("listitem").filter({ hasText: "Upgrade session" });
  await expect(upgrade).toContainText("to the Certificate (paid) enrollment track");
  // The deadline is an instant in UTC: the learner and the platform are both in New York.
  await expect(upgrade).toContainText("By Dec 1, 2026, 6:59 PM EST, in 10 days");
  await expect(upgrade).toContainText("Fee: $300");

  await course.getByRole("radio", { name: "Certificate (paid)" }).check();
  await course.getByRole("radio", { name: "Will pay" }).check();
  await expect(courseAnswer(page, "D1x")).toContainText("On course");
  await expect(part(page, "next")).not.toContainText("Upgrade session");
});

test("an advised step can be put into the plan, and taken back", async ({ page }) => {
  await open(page, "two-courses.json");
  const audit = planned("3T2026", { state: "in_progress", mode: "audit", payment: undefined });
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [audit] }] });
  await expect(courseAnswer(page, "D1x")).toContainText("Needs a change");
  const upgrade = part(page, "next").getByRole("listitem").filter({ hasText: "Upgrade session" });
  await upgrade.getByRole("button", { name: "Put into my plan" }).click();
  await expect(courseAnswer(page, "D1x")).toContainText("On course");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(courseAnswer(page, "D1x")).toContainText("Needs a change");
});

test("an income of exactly 25,000 USD pays 350 for each of five courses", async ({ page }) => {
  await open(page, "five-courses.json");
  await setPlan(page, {
    program: "five-courses",
    program_enrollment: "verified",
    courses: ["E1x", "E2x", "E3x", "E4x", "E5x"].map((course) => ({
      course,
      runs: [planned("1T2027")],
    })),
  });
  await expect(part(page, "verdict")).toContainText("$1,250 to $5,000");
  await page.getByLabel("Yearly income").fill("25,000");
  await expect(part(page, "verdict")).toContainText("On course");
  await expect(part(page, "verdict")).toContainText("$1,750");
  await expect(courseAnswer(page, "E1x")).toContainText("Fee: $350 (for your income)");
  await page.getByLabel("Yearly income").fill("24999.99");
  await expect(part(page, "verdict")).toContainText("$1,250");
});

test("two courses of different program tracks are not enough", async ({ page }) => {
  await open(page, "tracks.json");
  await setPlan(page, {
    program: "tracks",
    program_enrollment: "verified",
    courses: [held("C1x"), held("C2x"), held("A1x"), held("B1x")],
  });
  await expect(part(page, "verdict")).toContainText("Needs a change");
  await expect(courseAnswer(page, "A1x")).toContainText("Earned");
  const capstone = courseAnswer(page, "CAPx");
  await expect(capstone).toContainText("Needs a change");
  await expect(capstone).toContainText("This course is not in your plan.");
  await expect(part(page, "requirement")).toContainText("One program track as a whole");

  await setPlan(page, {
    program: "tracks",
    program_enrollment: "verified",
    courses: [held("C1x"), held("C2x"), held("A1x"), held("A2x"), held("CAPx")],
  });
  await expect(part(page, "verdict")).toContainText("You have earned the program credential.");
});

/** What is said of the nodes whose lines begin so. */
function remark(page: Page, start: string): Locator {
  const node = part(page, "requirement").locator(".node").filter({ hasText: new RegExp(`^\\s*${start}`) });
  return node.locator(".state");
}

test("what the plan has is not called missing, also where it is open", async ({ page }) => {
  await openPage(page);
  const courses = (...ids: string[]) => ids.map((course) => ({ course, runs: [{ state: "planned" } as const] }));
  await setPlan(page, { program: "mitx-sds", courses: courses("6.431x", "6.86x", "18.6501x", "6.419x") });
  const open = "in your plan, not settled";
  await expect(remark(page, "Core courses")).toHaveText(open);
  // The track with the planned courses stands in front, though none is chosen.
  await expect(remark(page, "One program track")).toHaveText(open);
  await expect(remark(page, "General Track")).toHaveText(open);
  await expect(remark(page, "General Track")).toBeVisible();
  await expect(part(page, "requirement")).toContainText("Other program tracks (3)");
  await setPlan(page, { program: "mitx-sds", courses: courses("6.431x", "18.6501x") });
  await expect(remark(page, "Core courses")).toHaveText("one more needed");
  await expect(remark(page, "General Track")).toHaveText("one more needed");
  await expect(remark(page, "6\\.86x")).toHaveText("missing");
  await setPlan(page, { program: "mitx-sds", courses: courses("DS.CFx") });
  await expect(remark(page, "Core courses")).toHaveText("missing");
  await expect(remark(page, "One program track")).toHaveText(/^missing/);
  await expect(part(page, "requirement")).toContainText("Other program tracks (4)");
  // One of the three is audited.
  const [audited, ...others] = courses("14.100x", "14.310x", "JPAL102x");
  await setPlan(page, {
    program: "program-v1:MITx+DEDP",
    courses: [{ course: audited?.course ?? "", runs: [{ state: "planned", mode: "audit" }] }, ...others],
  });
  await expect(remark(page, "Core courses")).toHaveText("in your plan, needs a change");
});

test("a reason that two groups have in common is said once", async ({ page }) => {
  await openPage(page);
  // Two program tracks have the same choice of two courses.
  await setPlan(page, {
    program: "mitx-sds",
    courses: [{ course: "14.310Fx", runs: [{ state: "planned" }] }],
  });
  const reasons = part(page, "verdict").locator(".reasons > li > span:not([class])");
  await expect(reasons.first()).toBeVisible();
  const texts = await reasons.allTextContents();
  expect(texts.filter((text) => text.includes("14.310Fx (which one counts"))).toHaveLength(1);
  expect(new Set(texts).size).toBe(texts.length);
});

test("a self-paced course brings its certificate in days, a proctored exam with no promise", async ({
  page,
}) => {
  await open(page, "two-courses.json");
  const passed = planned("2T2026", {
    state: "in_progress",
    payment: "paid",
    result: "passed",
    passed_on: "2026-11-21",
  });
  const running = planned("3T2026", { state: "in_progress", payment: "paid" });
  await setPlan(page, {
    program: "two-courses",
    program_enrollment: "verified",
    courses: [
      { course: "D1x", runs: [running] },
      { course: "D2x", runs: [passed] },
    ],
  });
  await expect(courseAnswer(page, "D2x")).toContainText(
    "typically Nov 22, 2026 to Nov 23, 2026, sometimes longer",
  );
  await expect(courseAnswer(page, "D1x")).toContainText(
    "on or after Dec 15, 2026, 6:59 PM EST; no end is promised",
  );
  // The program certificate follows the last of the two.
  await expect(part(page, "verdict")).toContainText(
    "On or after Dec 15, 2026, 6:59 PM EST; no end is promised",
    { ignoreCase: true },
  );
});

test("all five certificates without enrollment in the program need one more step", async ({
  page,
}) => {
  await open(page, "five-courses.json");
  await setPlan(page, {
    program: "five-courses",
    program_enrollment: "not_enrolled",
    courses: ["E1x", "E2x", "E3x", "E4x", "E5x"].map(held),
  });
  await expect(part(page, "verdict")).toContainText("Needs a change");
  await expect(part(page, "verdict")).toContainText("You are not enrolled in the program itself.");
  const enroll = part(page, "next")
    .getByRole("listitem")
    .filter({ hasText: "Enroll in the program" });
  await enroll.getByRole("button", { name: "Put into my plan" }).click();
  await expect(part(page, "verdict")).not.toContainText("Needs a change");
});

test("a missing fact leads to the input that takes it", async ({ page }) => {
  await open(page, "two-courses.json");
  const unsaid = {
    run: "3T2026",
    state: "in_progress",
    mode: "verified",
    payment: "paid",
  } as const;
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [unsaid] }] });
  const missing = part(page, "missing").getByRole("listitem").filter({ hasText: "Did you pass" });
  await missing.getByRole("button", { name: "Answer" }).click();
  const result = card(page, "D1x").getByRole("group", { name: "Expected result" });
  await expect(result.getByRole("radio", { name: "Not known" })).toBeFocused();
});

test("every reason names its rule and its sources", async ({ page }) => {
  await open(page, "two-courses.json");
  const running = planned("3T2026", { state: "in_progress", payment: "paid" });
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [running] }] });
  const course = courseAnswer(page, "D1x");
  await expect(course).toContainText("On course");
  await course.getByText("Reasons", { exact: true }).click();
  const released = course.getByRole("listitem").filter({ hasText: "proctored exam takes time" });
  await released.getByText("Why?").click();
  await expect(released).toContainText("Rule C1");
  const source = released.getByRole("link", { name: "The course pages of the test" });
  await expect(source).toHaveAttribute("href", "https://example.org/courses");
  await expect(released).toContainText("Nov 1, 2026; stated by the platform");
});

test("the page says a change to its host, and only a change made in it", async ({ page }) => {
  await open(page, "two-courses.json");
  await page.evaluate(() => {
    document.body.addEventListener("assessment-change", (event) => {
      document.title = `heard ${event.detail.program.verdict}`;
    });
  });
  await setPlan(page, { program: "two-courses", program_enrollment: "not_enrolled" });
  await expect(answer(page)).toContainText("You are not enrolled in the program itself.");
  await expect(page).toHaveTitle("Certificate Planner");
  await card(page, "D1x").getByRole("button", { name: "Add a session of D1x" }).click();
  await expect(page).toHaveTitle(/^heard \w+/);
});

test.describe("for a learner in Tokyo", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("a deadline is shown in both time zones, and a day stays that day", async ({ page }) => {
    await open(page, "two-courses.json");
    const unpaid = planned("3T2026", { state: "in_progress", mode: "audit", payment: undefined });
    const selfPaced = planned("2T2026", { state: "in_progress" });
    await setPlan(page, {
      program: "two-courses",
      courses: [
        { course: "D1x", runs: [unpaid] },
        { course: "D2x", runs: [selfPaced] },
      ],
    });
    await expect(part(page, "next")).toContainText(
      "By Dec 2, 2026, 8:59 AM GMT+9 (Dec 1, 2026, 6:59 PM EST on the platform)",
    );
    await expect(part(page, "next")).toContainText("Mar 1, 2027 (time not published)");
  });
});

test.describe("of a catalog that names no zone", () => {
  const by = (page: Page) => part(page, "next");

  async function openUnnamed(page: Page): Promise<void> {
    const text = await readFile(new URL("fixtures/five-courses.json", import.meta.url), "utf8");
    const catalog: CatalogFile = JSON.parse(text);
    delete catalog.time_zone;
    await open(page, "five-courses.json");
    await page.route("**/five-courses.json", (route) => route.fulfill({ json: catalog }));
    await page.reload();
    await setPlan(page, {
      program: "five-courses",
      courses: [
        { course: "E1x", runs: [planned("1T2027", { state: "in_progress", mode: "audit", payment: undefined })] },
      ],
    });
  }

  test.describe("to the east", () => {
    test.use({ timezoneId: "Europe/Berlin" });

    test("a deadline is shown as it is published too", async ({ page }) => {
      await openUnnamed(page);
      // The deadline is 23:59 UTC on February 28, the night of March 1 there.
      const both = "Mar 1, 2027, 12:59 AM GMT+1 (published as Feb 28, 2027, 11:59 PM UTC)";
      await expect(by(page)).toContainText(both);
    });
  });

  test.describe("on the same day", () => {
    test.use({ timezoneId: "America/New_York" });

    test("the day is said once", async ({ page }) => {
      await openUnnamed(page);
      await expect(by(page)).toContainText("Feb 28, 2027, 6:59 PM EST (published as 11:59 PM UTC)");
    });
  });

  test.describe("where the clocks say the same", () => {
    test.use({ timezoneId: "Europe/London" });

    test("it is said once", async ({ page }) => {
      await openUnnamed(page);
      await expect(by(page)).toContainText("Feb 28, 2027, 11:59 PM GMT");
      await expect(by(page)).not.toContainText("published as");
    });
  });
});

test("an element of its own can show one catalog", async ({ page }) => {
  await open(page, "two-courses.json", "tracks.json");
  await page.evaluate(() => {
    const element = document.createElement("certificate-planner");
    element.catalog = "catalogs/tracks.json";
    document.querySelector("certificate-planner")?.replaceWith(element);
  });
  await expect(page.getByLabel("Program", { exact: true })).toContainText("Program of Two Tracks");
  await expect(part(page, "verdict")).toContainText("Add what you have done or intend.");
  await page.getByRole("radio", { name: "Policy Track" }).check();
  await expect(card(page, "B1x")).toBeVisible();
  await expect(card(page, "A1x")).toBeHidden();
});

test("another program shows its own choices, whatever was chosen before", async ({ page }) => {
  await open(page, "two-courses.json", "five-courses.json");
  const first = page.locator("article.course").first();
  await first.getByRole("button", { name: /^Add a session/ }).click();
  await first.getByLabel(/^Session:/).selectOption({ label: "Another session" });
  await first.getByLabel("Session tag").fill("9T2020");
  await page.getByLabel("Program", { exact: true }).selectOption("Program of Five Courses");
  await expect(card(page, "E1x")).toBeVisible();
  await first.getByRole("button", { name: /^Add a session/ }).click();
  const session = first.getByLabel(/^Session:/);
  const chosen = session.locator("option:checked");
  await expect(chosen).toHaveText("Not chosen yet");
  await session.selectOption({ index: 1 });
  await page.getByLabel("Program", { exact: true }).selectOption("Program of Two Courses");
  await expect(first.getByLabel("Session tag")).toHaveValue("9T2020");
  await expect(chosen).toHaveText("Another session");
  await page.getByLabel("Program", { exact: true }).selectOption("Program of Five Courses");
  await expect(chosen).toHaveText("1T2027: Jan 26, 2027 to May 16, 2027");
});

test("the start of a session is told without saying that it is to come", async ({ page }) => {
  await open(page, "two-courses.json");
  // It started half a year ago, and enrollment in it is open until March.
  await setPlan(page, { program: "two-courses", courses: [{ course: "D2x", runs: [planned("2T2026")] }] });
  const step = part(page, "next").getByRole("listitem").filter({ hasText: "Enroll in session 2T2026" });
  await expect(step).toContainText("enrollment track. Start: May\u00a01, 2026.");
});

test("a change is answered before it is explained, and on paper both at once", async ({ page }) => {
  await open(page, "two-courses.json");
  const audit = planned("3T2026", { state: "in_progress", mode: "audit", payment: undefined });
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [audit] }] });
  const upgrade = part(page, "next").getByRole("listitem").filter({ hasText: "Upgrade session" });
  await expect(upgrade).toBeVisible();
  const seen = await upgrade.getByRole("button", { name: "Put into my plan" }).evaluate(async (button) => {
    const root = button.getRootNode();
    if (!(root instanceof ShadowRoot) || !(button instanceof HTMLElement)) throw new Error("It is within the planner.");
    const read = () => ({
      answered: !root.querySelector(".course .answer")?.textContent?.includes("Needs a change"),
      explained: !root.querySelector('[part="next"]')?.textContent?.includes("Upgrade session"),
    });
    button.click();
    // What changes in a turn has changed after its microtasks.
    for (let waited = 0; waited < 20; waited += 1) await Promise.resolve();
    return read();
  });
  expect(seen).toEqual({ answered: true, explained: false });
  await expect(upgrade).toHaveCount(0);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(upgrade).toBeVisible();
  const printed = await upgrade.getByRole("button", { name: "Put into my plan" }).evaluate((button) => {
    const root = button.getRootNode();
    if (!(root instanceof ShadowRoot) || !(button instanceof HTMLElement)) throw new Error("It is within the planner.");
    button.click();
    window.dispatchEvent(new Event("beforeprint"));
    const text = root.querySelector('[part="next"]')?.textContent ?? "";
    window.dispatchEvent(new Event("afterprint"));
    return text;
  });
  expect(printed).not.toContain("Upgrade session");
});
