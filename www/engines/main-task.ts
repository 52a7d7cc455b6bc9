// The main task on the catalog of two courses, and the answer that is worked out by hand.
import { expect } from "@playwright/test";
import { KEY, type Stage } from "./stage.js";

/** A program of two courses, of which each costs 300 USD. */
export const TWO_COURSES = "catalog=/catalogs/two-courses.json";

/**
 * Adds the session of D1x that is running, as paid for and with a score of 72.
 *
 * It ends on December 15, 2026 and the passing score is 60, so the course is on course. The program needs
 * the second course too, which is not planned: 300 USD to pay, and as much not planned yet.
 */
export async function stateOneCourse(stage: Stage): Promise<void> {
  await stage.click("button", "Add a session of D1x");
  await stage.choose("Session", "3T2026");
  await stage.click("label", "Certificate (paid)");
  await stage.click("label", "Will pay");
  await stage.click("label", "A score");
  await stage.type("Course score in %", "72");
}

/** The same by the keys alone. */
export async function stateByKeys(stage: Stage): Promise<void> {
  await stage.tabTo("Add a session of D1x");
  await stage.press([KEY.enter]);
  // The list has the focus then.
  await stage.see("label", "Session");
  await stage.press(["3"]);
  await stage.see("summary", "3T2026");
  // In each group the answer that is given has the focus first; what is wanted stands above it.
  const choose = async (given: string, steps: number) => {
    await stage.tabTo(given);
    await stage.press(Array<string>(steps).fill(KEY.up));
  };
  await choose("Not sure", 1);
  await choose("Not sure", 2);
  await choose("Not known", 1);
  await stage.tabTo("Course score in %");
  await stage.press([..."72"]);
}

export async function expectOneCourse(stage: Stage): Promise<void> {
  await stage.see("[part~=verdict]", "Needs a change");
  await stage.see("[part~=courses] article", "On course");
  const course = await stage.run(({ textOf, within }) =>
    within("[part~=courses] article").map(textOf).find((text) => text.startsWith("D1x")),
  );
  expect(course).toContain("On course");
  const verdict = await stage.run(({ textOf, within }) => within("[part~=verdict] .facts").map(textOf));
  expect(verdict.join(" ")).toContain("How much $600 To pay $300 Not planned yet $300");
  const when = "on or after Dec 15, 2026";
  expect(course).toContain(when);
}
