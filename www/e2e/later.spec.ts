// Parts of the page that are loaded once nothing else is to do, or when they are asked for before.
import { type Page, type Request, expect, test } from "@playwright/test";
import { answer, card, open, part, planned, setPlan } from "./planner.js";

const PARTS = ["problems", "reasons", "session"];

/** Lets no file of a part through, until it is told to. */
async function block(page: Page, name: string): Promise<() => void> {
  let isBlocked = true;
  await page.route(`**/certificate-planner-${name}.js*`, (route) =>
    isBlocked ? route.abort() : route.continue(),
  );
  return () => {
    isBlocked = false;
  };
}

test("what is rarely used is loaded without being asked for, once the answer is there", async ({
  page,
}) => {
  const asked: string[] = [];
  let hadAnswer = true;
  page.on("request", (request: Request) => {
    const [, name = ""] = /certificate-planner-(\w+)\.js/.exec(request.url()) ?? [];
    if (PARTS.includes(name)) asked.push(name);
  });
  // The rules come late, and with them the answer.
  await page.route("**/certificate_planner_bg.wasm", async (route) => {
    await new Promise((go) => setTimeout(go, 700));
    hadAnswer &&= asked.length === 0;
    await route.continue();
  });
  await open(page, "two-courses.json");
  await expect.poll(() => [...asked].sort()).toEqual(PARTS);
  expect(hadAnswer).toBe(true);
  await expect(answer(page).getByRole("heading").first()).toBeVisible();
});

test("fields of a session that cannot be loaded say so, and come when they are asked for again", async ({
  page,
}) => {
  const release = await block(page, "session");
  await open(page, "two-courses.json");
  const course = card(page, "D1x");
  await course.getByRole("button", { name: "Add a session of D1x" }).click();
  await expect(course).toContainText("certificate-planner-session.js could not be loaded.");
  release();
  await course.getByRole("button", { name: "Try again" }).click();
  await expect(course.getByLabel("Session", { exact: false }).first()).toBeVisible();
  await course.getByRole("radio", { name: "A score" }).check();
});

for (const hasFailed of [false, true]) {
  const when = hasFailed ? "after that was tried" : "when they are needed";
  test(`an answer waits for the words of its reasons, and says where they cannot be loaded, ${when}`, async ({
    page,
  }) => {
    const release = await block(page, "reasons");
    const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("-reasons.js"));
    await open(page, "two-courses.json");
    if (hasFailed) await failed;
    const runs = [planned("3T2026", { state: "in_progress", result: undefined, score: 40 })];
    await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs }] });
    await expect(answer(page)).toContainText("certificate-planner-reasons.js could not be loaded.");
    await expect(answer(page)).toContainText("Take it with you");
    await expect(answer(page)).toContainText("certificate-planner-reasons.js could not be loaded.");
    release();
    await answer(page).getByRole("button", { name: "Try again" }).click();
    await expect(answer(page)).toContainText(/score.* 40%.* is below the passing score/);
    await expect(answer(page)).not.toContainText("could not be loaded");
  });
}

test("what is wrong with a plan is said once the words for it can be loaded", async ({ page }) => {
  const release = await block(page, "problems");
  await open(page, "two-courses.json");
  const twice = [planned("3T2026"), planned("3T2026")];
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: twice }] });
  await expect(page.locator(".answer-side")).toContainText(
    "certificate-planner-problems.js could not be loaded.",
  );
  release();
  await page.locator(".answer-side").getByRole("button", { name: "Try again" }).click();
  await expect(part(page, "problems")).toContainText("This is in the plan twice.");
});
