// The pictures of the plan, the tables beside them, and what else the answer shows.
import { readFile } from "node:fs/promises";
import { type Locator, type Page, expect, test } from "@playwright/test";
import type { PlannedCourseFile } from "../generated/certificate_planner.js";
import { answer, expectAccessible, open, openPage, part, planned, setPlan } from "./planner.js";

const PROGRAM = "program-v1:MITx+DEDP";

/** An earned course, and four sessions that nobody has announced yet. */
const DEDP = {
  program: PROGRAM,
  program_enrollment: "will_enroll",
  income: { amount: "25000", currency: "USD" },
  courses: [
    {
      course: "14.100x",
      runs: [
        {
          run: "1T2026",
          state: "finished",
          mode: "verified",
          payment: "paid",
          paid_amount: "350.00",
          paid_on: "2026-02-20",
          certificate: "held",
          certificate_on: "2026-06-01",
        },
      ],
    },
    { course: "14.310x", runs: [planned("1T2027")] },
    { course: "JPAL102x", runs: [planned("1T2027")] },
    { course: "14.740x", runs: [planned("2T2027")] },
    { course: "14.750x", runs: [planned("3T2027")] },
  ] satisfies PlannedCourseFile[],
} as const;

async function openPlan(page: Page, plan: Parameters<typeof setPlan>[1] = DEDP): Promise<void> {
  await openPage(page);
  await setPlan(page, plan);
  await expect(timeline(page).locator(".timeline-picture")).toBeAttached();
}

function timeline(page: Page): Locator {
  return part(page, "timeline");
}

/** The value beside a name, in the group of rows of a session. */
function fact(page: Page, group: RegExp, name: string): Locator {
  const rows = timeline(page).locator("tbody").filter({
    has: page.getByRole("rowheader", { name: group }),
  });
  return rows.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
}

test("the timeline says what it shows, and a table says the same", async ({ page }) => {
  await openPlan(page);
  const picture = timeline(page).getByRole("img", { name: /^Timeline from / });
  await expect(picture).toHaveAccessibleName(/: 5 courses\. .*on or after Jan\s14, 2028/);
  // All five are projected: that of 2026 is no choice any more, but its dates are known.
  await expect(picture.locator(".across .session-bar")).toHaveCount(5);
  await expect(picture.locator(".across .session-bar.projected")).toHaveCount(5);
  await expect(picture.locator(".across .mark-upgrade")).toHaveCount(4);
  await expect(picture.locator(".across")).toContainText("projected");
  await expect(timeline(page).getByRole("table")).toHaveCount(0);
  await timeline(page).getByText("The timeline as a table").click();
  const spring = /^14\.310x .* Spring 2027 \(1T2027\)$/;
  await expect(fact(page, spring, "Dates")).toContainText("Jan 16, 2027 to May 4, 2027, projected");
  // From Nov 21 to Feb 28 it is 99 days.
  await expect(fact(page, spring, "Upgrade deadline")).toContainText(
    "Feb 28, 2027 (time not published), in 99 days",
  );
  await expect(fact(page, spring, "Exam")).toContainText("its date is not published");
  await expect(fact(page, spring, "Certificate")).toContainText("no end is promised");
  // Two courses of 12 to 14 hours in spring, one in each term after that.
  const spell = page.getByRole("rowheader", { name: "Jan 16, 2027 to May 4, 2027", exact: true });
  const load = timeline(page).getByRole("row").filter({ has: spell });
  await expect(load).toContainText("24 to 28");
});

test.describe("in another zone than the platform", () => {
  test.use({ timezoneId: "Europe/Berlin" });

  test("a deadline is said in both zones, with how far it is", async ({ page }) => {
    await open(page, "five-courses.json");
    await setPlan(page, {
      program: "five-courses",
      courses: [{ course: "E1x", runs: [planned("1T2027")] }],
    });
    await timeline(page).getByText("The timeline as a table").click();
    // 23:59 UTC is the evening of February 28 in New York and the night of March 1 in Berlin.
    const both = "Mar 1, 2027, 12:59 AM GMT+1 (Feb 28, 2027, 6:59 PM EST on the platform), in 3 months";
    await expect(fact(page, /^E1x/, "Upgrade deadline")).toContainText(both);
    await part(page, "costs").getByText("The payments as a table").click();
    await expect(part(page, "costs").getByRole("table")).toContainText(`due ${both}`);
  });
});

test("in a narrow window time runs downwards", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPlan(page);
  await timeline(page).getByRole("heading").click();
  await expect(timeline(page).locator("svg.down")).toBeVisible();
  await expect(timeline(page).locator(".across")).toBeHidden();
  await expect(timeline(page).locator("svg.down .session-bar.projected")).toHaveCount(5);
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > 320);
  expect(isTooWide).toBe(false);
  await page.setViewportSize({ width: 768, height: 640 });
  await expect(timeline(page).locator(".across")).toBeVisible();
  await expect(timeline(page).locator("svg.down")).toBeHidden();
});

test("payments stand in the order of their dates and add up to the total", async ({ page }) => {
  await openPlan(page);
  const costs = part(page, "costs");
  await expect(costs.getByRole("img", { name: /^Payments along time: \$350 paid, \$1,750/ })).toBeVisible();
  await costs.getByText("The payments as a table").click();
  const rows = costs.getByRole("table").getByRole("row");
  // $350 for each course at an income of $25,000.
  const sums = ["$350", "$700", "$1,050", "$1,400", "$1,750"];
  await expect(rows).toHaveCount(sums.length + 1);
  for (const [at, sum] of sums.entries()) {
    await expect(rows.nth(at + 1).getByRole("cell").last()).toContainText(sum);
  }
  await expect(rows.nth(1)).toContainText("paid Feb 20, 2026");
  await expect(rows.nth(2)).toContainText("due Feb 28, 2027 (time not published), in 99 days");
});

test("what has no price or no date is said, not drawn as nothing", async ({ page }) => {
  await openPage(page);
  // The example: the fee of the capstone is not published, and $600 of the rest are paid.
  const costs = part(page, "costs");
  await expect(costs.getByRole("img", { name: /at least \$1,200; 1 fee not known/ })).toBeVisible();
  await expect(costs.locator(".legend")).toContainText("a price is not known");
  await costs.getByText("The payments as a table").click();
  const last = costs.getByRole("table").getByRole("row").last();
  await expect(last.getByRole("cell").last()).toContainText("at least $1,200; 1 fee not known");
  await expect(last).toContainText("no due date published");
  // A session that is not chosen has no bar, and the picture says why.
  await expect(timeline(page).locator(".across")).toContainText("session not chosen");
});

test("the requirement reads as people say it", async ({ page }) => {
  await openPlan(page, { ...DEDP, courses: DEDP.courses.slice(0, 4) });
  const tree = part(page, "requirement");
  await expect(tree).toContainText("Core courses: all 3 of these complete as planned");
  await expect(tree).toContainText("14.100x Microeconomics earned");
  await expect(tree).toContainText("planned for Spring 2027 (1T2027)");
  await expect(tree).toContainText("Elective courses: 2 of these 4 one more needed");
  const missing = tree.locator("li").filter({ hasText: "Missing: one of these" }).last();
  await expect(missing).toContainText("14.750x");
  await expect(missing).not.toContainText("14.740x");
});

test("what is planned and not settled is not missing", async ({ page }) => {
  const electives = ["14.740x", "14.750x"].map((course): PlannedCourseFile => ({
    course,
    runs: [{ run: "1T2027", state: "planned", mode: "verified", payment: "will_pay" }],
  }));
  await openPlan(page, { ...DEDP, courses: [...DEDP.courses.slice(0, 3), ...electives] });
  const tree = part(page, "requirement");
  await expect(tree).toContainText("Elective courses: 2 of these 4 in your plan, not settled");
  await expect(tree).toContainText(/14\.740x [^.]+\sin your plan, not settled/);
  await expect(tree).not.toContainText("Missing");
});

test("of the electives of Public Policy one is advanced", async ({ page }) => {
  await openPage(page);
  const choice = page.getByLabel("Program", { exact: true });
  const option = choice.locator("option").filter({ hasText: "Public Policy" });
  await choice.selectOption((await option.textContent()) ?? "");
  await expect(part(page, "requirement")).toContainText(/2 of these \d, one advanced/);
});

test("a warning is set aside, kept in the plan, brought back, and all of it undone", async ({
  page,
}) => {
  await openPlan(page);
  const verdict = part(page, "verdict");
  const text = "It generally comes right after the last course certificate";
  const warning = verdict.locator(".reasons > li").filter({ hasText: text });
  await warning.getByText("Why?").click();
  await warning.getByRole("button", { name: "Set aside" }).click();
  await expect(warning).toBeHidden();
  const aside = verdict.getByText("Set aside (1)");
  await expect(aside).toBeFocused();
  const plan = () => page.locator("certificate-planner").evaluate((it) => Reflect.get(it, "plan"));
  expect((await plan()).set_aside).toHaveLength(1);
  // The answer is the same.
  await expect(verdict).toContainText("On or after Jan 14, 2028", { ignoreCase: true });
  await aside.click();
  await warning.getByText("Why?").click();
  await warning.getByRole("button", { name: "Bring back" }).click();
  await expect(verdict.getByText("Set aside (1)")).toHaveCount(0);
  await expect(warning).toBeVisible();
  expect((await plan()).set_aside).toBeUndefined();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(verdict.getByText("Set aside (1)")).toBeVisible();
});

test("what the credential is not is said with its source, and how old the data are", async ({
  page,
}) => {
  await openPlan(page);
  const about = answer(page).locator("section.small");
  for (const text of ["Not an admission", "Not credit by itself", "Not a job"]) {
    await expect(about).toContainText(text);
  }
  await expect(about.getByRole("link", { name: /top 4 FAQ/ })).toHaveAttribute("href", /^https:/);
  await expect(about).toContainText("Harvard Extension School");
  for (const name of ["verdict", "timeline", "costs"]) {
    await expect(part(page, name)).toContainText("Data as of Nov 21, 2026.");
  }
  // A year and a day later; the plan that is shown already is not opened anew.
  await page.clock.setFixedTime("2027-11-22T12:00:00Z");
  await setPlan(page, { program: DEDP.program });
  await setPlan(page, DEDP);
  await expect(part(page, "costs")).toContainText("Data as of Nov 21, 2026, more than a year ago");
});

test("timeline and payments are printed", async ({ page }) => {
  await openPlan(page);
  await page.emulateMedia({ media: "print" });
  await expect(timeline(page).locator(".across")).toBeVisible();
  await expect(part(page, "costs").locator("svg.money")).toBeVisible();
  await expect(part(page, "costs")).toContainText("$");
});

// Light, each width and both directions of writing are looked through with every state of the page.
for (const [scheme, width] of [["dark", 320], ["forced", 1280]] as const) {
  test(`the pictures are accessible: ${scheme}, ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia(
      scheme === "forced" ? { forcedColors: "active" } : { colorScheme: scheme },
    );
    await openPlan(page);
    if (width === 320) {
      for (const name of ["timeline", "requirement", "costs"]) {
        await part(page, name).getByRole("heading").first().click();
      }
    }
    await timeline(page).getByText("The timeline as a table").click();
    await part(page, "costs").getByText("The payments as a table").click();
    await expect(timeline(page).getByRole("table")).toBeVisible();
    await expectAccessible(page);
  });
}

test("nothing moves when the picture comes or the answer changes", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, "value"));
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.setViewportSize({ width: 1280, height: 900 });
  await openPage(page);
  await expect(timeline(page).locator(".timeline-picture")).toBeAttached();
  const shifted = () =>
    page.evaluate(() => (Reflect.get(window, "shifts") as number[]).reduce((sum, one) => sum + one, 0));
  expect(await shifted()).toBeLessThan(0.01);
  await page.getByText("Certificate (paid)").first().isVisible();
  const session = page.locator(".form article").filter({ hasText: "6.86x" }).locator("details").first();
  await session.locator("summary").first().click();
  const choices = session.getByRole("group", { name: /^Expected result/ });
  const before = await shifted();
  const place = await choices.boundingBox();
  await choices.getByLabel("Expect not to pass").check();
  await expect(part(page, "verdict")).toContainText("Needs a change");
  expect(await choices.boundingBox()).toEqual(place);
  // Only the answer may grow, which is the answer to the input.
  expect((await shifted()) - before).toBeLessThan(0.25);
});

test("what is projected from earlier years has its dates, and is said to be so wherever it is due", async ({ page }) => {
  await openPage(page);
  await setPlan(page, {
    program: "program-v1:MITx+DEDP",
    courses: [{ course: "14.100x", runs: [planned("1T2027")] }],
  });
  await timeline(page).getByText("The timeline as a table").click();
  const enrollment = timeline(page).getByRole("row", { name: /^Enrollment ends/ });
  await expect(enrollment).toContainText("Feb 13, 2027 (time not published)");

  const costs = part(page, "costs");
  await costs.getByText("Fee by fee").click();
  const remark = "projected from earlier years, not announced";
  await expect(costs.locator(".lines > li").first()).toContainText(remark);
  await costs.getByText("The payments as a table").click();
  await expect(costs.getByRole("row", { name: /^due Feb 28, 2027/ })).toContainText(remark);
});

test("what is to be paid by a projected date is set apart from what is announced", async ({ page }) => {
  await openPlan(page);
  const costs = part(page, "costs");
  const striped = costs.locator('.money .low[fill="url(#money-stripes)"]');
  // Each of the two terms adds its own to the sum of what is projected; all of it is.
  await expect(striped).toHaveCount(3);
  await expect(costs.locator(".legend")).toContainText("Striped: due by a date projected from earlier years");
  await open(page, "two-courses.json");
  await setPlan(page, { program: "two-courses", courses: [{ course: "D2x", runs: [planned("2T2026")] }] });
  await expect(costs.locator(".money .low").first()).toBeVisible();
  await expect(striped).toHaveCount(0);
  await expect(costs.locator(".legend")).not.toContainText("Striped");
});

test("what the legend shows is painted though the picture above is folded, in the colors of its own", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPage(page);
  await part(page, "costs").locator("summary").first().click();
  const open = part(page, "costs").locator(".legend li").filter({ hasText: "a price is not known" });
  await expect(open).toBeVisible();
  const [paint, color] = await open.locator("svg").evaluate((drawing) => {
    const name = drawing.querySelector("rect")?.getAttribute("fill")?.slice("url(#".length, -1) ?? "";
    const root = drawing.getRootNode();
    const found = root instanceof ShadowRoot ? root.getElementById(name) : null;
    const stop = drawing.querySelector("stop");
    return [found !== null && drawing.contains(found), stop && getComputedStyle(stop).stopColor];
  });
  expect(paint).toBe(true);
  const inPicture = part(page, "costs").locator("#money-fade stop").first();
  expect(color).toBe(await inPicture.evaluate((stop) => getComputedStyle(stop).stopColor));
});

test("a payment of which the amount is not known is drawn as what is not known, and not as paid", async ({ page }) => {
  await open(page, "two-courses.json");
  const catalog = JSON.parse(await readFile(new URL("fixtures/two-courses.json", import.meta.url), "utf8"));
  for (const course of catalog.courses) delete course.fee;
  await page.route("**/catalogs/two-courses.json", (route) => route.fulfill({ json: catalog }));
  await page.reload();
  const costs = part(page, "costs");
  const legend = costs.locator(".legend");
  const run = { run: "3T2026", state: "in_progress", mode: "verified", payment: "paid" } as const;
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [run] }] });
  await expect(legend).toContainText("a price is not known");
  await expect(legend).not.toContainText("Paid");
  await expect(costs.locator(".money .paid")).toHaveCount(0);
  // What the legend names is there to see.
  await expect(costs.locator(".money .open").first()).toHaveAttribute("height", "100%");
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [{ ...run, paid_amount: "120.00" }] }] });
  await expect(legend).toContainText("Paid");
  await expect(costs.locator(".money .paid").first()).toBeAttached();
});

test("no certificate is drawn for a session that is failed, nor one of a program that the plan does not earn", async ({ page }) => {
  await openPage(page);
  const failed = { run: "1T2026", state: "finished", mode: "verified", payment: "paid", result: "not_passed", certificate: "not_issued" } as const;
  await setPlan(page, {
    program: PROGRAM,
    courses: [
      { course: "14.100x", runs: [failed] },
      { course: "14.740x", runs: [planned("2T2027")] },
      { course: "14.750x", runs: [planned("3T2027", { result: "not_passed" })] },
    ],
  });
  const picture = timeline(page).locator(".across");
  await expect(picture.locator(".session-bar")).toHaveCount(3);
  // That of 14.740x alone.
  await expect(picture.locator("[class^=mark-expected]")).toHaveCount(1);
  await expect(picture.locator("[class^=mark-program]")).toHaveCount(0);
  await expect(timeline(page).locator(".legend")).toContainText("Certificate expected");
  await expect(timeline(page).locator(".legend")).not.toContainText("Program certificate");
  await expect(picture.locator(".row-title").last()).toContainText("no date with this plan");
  // The table says the same.
  await timeline(page).getByText("The timeline as a table").click();
  await expect(fact(page, /^14.750x/, "Certificate")).toContainText("no date with this plan");
  await setPlan(page, { program: PROGRAM, courses: [{ course: "14.750x", runs: [planned("3T2027", { result: "not_passed" })] }] });
  await expect(picture.locator(".session-bar")).toHaveCount(1);
  await expect(timeline(page).locator(".legend")).not.toContainText("Certificate expected");
});

test("a sign that is not drawn is not in the legend", async ({ page }) => {
  await openPage(page);
  const course = "14.310x";
  const run = { state: "finished", certificate: "held" } as const;
  // Its date is not stated, so it has no place along time.
  await setPlan(page, { program: PROGRAM, courses: [{ course, runs: [run] }, { course: "14.740x", runs: [planned("2T2027")] }] });
  const legend = timeline(page).locator(".legend");
  await expect(timeline(page).locator(".across")).toContainText("earned, date not stated");
  await expect(timeline(page).locator(".mark-held")).toHaveCount(0);
  await expect(legend).not.toContainText("Certificate held");
  await setPlan(page, { program: PROGRAM, courses: [{ course, runs: [{ ...run, certificate_on: "2026-06-01" }] }] });
  await expect(legend).toContainText("Certificate held");
});

/** A course that is expected to be failed in a projected session, and taken again in one that no list has. */
const TWICE = {
  program: PROGRAM,
  program_enrollment: "will_enroll",
  income: { amount: "25000", currency: "USD" },
  courses: [
    { course: "14.310x", runs: [planned("1T2027")] },
    { course: "JPAL102x", runs: [planned("1T2027", { result: "not_passed" }), planned("2T2027")] },
    { course: "14.73x", runs: [planned("2T2027")] },
  ] satisfies PlannedCourseFile[],
} as const;

test("no certificate is promised for an audit, though it is open whether it can be upgraded", async ({ page }) => {
  await openPage(page);
  const run = planned("3T2026", { state: "in_progress", mode: "audit", payment: undefined });
  await setPlan(page, { program: PROGRAM, courses: [{ course: "14.100x", runs: [run] }] });
  await expect(timeline(page).locator(".across .session-bar")).toHaveCount(1);
  await expect(timeline(page).locator("[class^=mark-expected], .tail")).toHaveCount(0);
  await expect(timeline(page).locator(".legend")).not.toContainText("Certificate expected");
  await timeline(page).getByText("The timeline as a table").click();
  await expect(fact(page, /^14\.100x/, "Certificate")).toContainText("no date with this plan");
  // Where a second session earns it, the first one still does not.
  await setPlan(page, { program: PROGRAM, courses: [{ course: "14.100x", runs: [run, planned("1T2027")] }] });
  await expect(timeline(page).locator(".across [class^=mark-expected]")).toHaveCount(1);
  // What is merely open may come.
  const open = planned("3T2026", { state: "in_progress", mode: undefined, payment: undefined });
  await setPlan(page, { program: PROGRAM, courses: [{ course: "14.100x", runs: [open] }] });
  await expect(timeline(page).locator(".across [class^=mark-expected]")).toHaveCount(1);
});

test("the hours a week end with the last day of a session", async ({ page }) => {
  await openPage(page);
  await timeline(page).getByText("The timeline as a table").click();
  const hours = timeline(page).locator("tbody").last().getByRole("rowheader");
  // Of the two sessions in spring one ends a day later.
  await expect(hours).toHaveText([
    "Hours a week by time",
    "Sep 1, 2026 to Dec 22, 2026",
    "Jan 19, 2027 to Jan 25, 2027",
    "Jan 26, 2027 to May 16, 2027",
    "May 17, 2027",
  ]);
});

test("a course that is taken twice says of each session what is to be known, at every width", async ({ page }) => {
  await openPlan(page, TWICE);
  const row = timeline(page).locator(".across .row-title").filter({ hasText: "JPAL102x" });
  await expect(row).toContainText("Spring 2027 (1T2027) expected to fail, projected");
  await expect(row).toContainText("Summer 2027 (2T2027) no dates published");
  await expect(timeline(page).locator(".across .mark-failed")).toHaveCount(1);
  const legend = timeline(page).locator(".legend");
  await expect(legend.getByText("expected to fail", { exact: true })).toBeVisible();
  await timeline(page).getByText("The timeline as a table").click();
  const spring = /^JPAL102x .* Spring 2027 \(1T2027\)$/;
  await expect(fact(page, spring, "Dates")).toContainText("Jan 16, 2027 to May 4, 2027, expected to fail, projected");
  // As of the other course in the same term.
  for (const group of [spring, /^14\.310x/]) {
    await expect(fact(page, group, "Enrollment ends")).toContainText("Feb 13, 2027");
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await timeline(page).getByRole("heading").click();
  await expect(timeline(page).locator(".down .mark-failed")).toBeVisible();
  await expect(legend.getByText("JPAL102x · Spring 2027 (1T2027): expected to fail, projected")).toBeVisible();
  await expect(legend.getByText("JPAL102x · Summer 2027 (2T2027): no dates published")).toBeVisible();
});

test("a session that is expected to be failed has its sign in forced colors, too", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openPlan(page, TWICE);
  const colors = (selector: string) =>
    timeline(page).locator(selector).first().evaluate((sign) => [getComputedStyle(sign).fill, getComputedStyle(sign).stroke]);
  expect(await colors(".across .mark-failed")).toEqual(await colors(".across [class^=mark-expected]"));
});

test("what is remarked follows the name of its row, and no remark is broken", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openPlan(page, TWICE);
  const rows = await timeline(page).locator(".across .row-name").evaluateAll((names) =>
    names.map((name) => {
      const remarks = [...name.querySelectorAll(".row-remark")];
      const line = Number.parseFloat(getComputedStyle(name).lineHeight);
      return remarks.every((remark) => remark.getBoundingClientRect().height < line * 1.5);
    }),
  );
  expect(rows).toEqual([true, true, true, true]);
  const last = timeline(page).locator(".across .row-title").last();
  await expect(last.locator(".row-name")).toHaveText("program credential no date with this plan");
  await expect(last.locator("b")).toHaveCSS("font-weight", "600");
});

test("what is paid by a projected date stays in its place when more is added up", async ({ page }) => {
  await openPlan(page, TWICE);
  const striped = part(page, "costs").locator('.money .low[fill="url(#money-stripes)"]');
  // From the projected day on, and beneath what has no date.
  await expect(striped).toHaveCount(2);
  const places = await striped.evaluateAll((all) => all.map((one) => [one.getAttribute("y"), one.getAttribute("height")]));
  expect(places[0]).toEqual(places[1]);
});

test("on paper the sessions of a course stand apart", async ({ page }) => {
  await openPlan(page, TWICE);
  const sessions = part(page, "courses").locator(".run");
  await page.emulateMedia({ media: "print" });
  await expect(sessions).toHaveCount(2);
  const gap = await sessions.last().evaluate((session) => {
    const above = session.previousElementSibling?.lastElementChild?.getBoundingClientRect().bottom ?? 0;
    return (session.querySelector("h5")?.getBoundingClientRect().top ?? 0) - above;
  });
  expect(gap).toBeGreaterThan(6);
});

test("deadlines that do not exist, a session without an end and the last minutes are told apart", async ({ page }) => {
  const upgrade = async (now: string) => {
    await page.clock.setFixedTime(now);
    await page.reload();
    await expect(page.locator("#program")).toBeVisible();
    await setPlan(page, {
      program: "own-pace",
      courses: [
        { course: "P1x", runs: [{ run: "open", state: "in_progress", mode: "verified", payment: "paid", result: "will_pass" }] },
        { course: "P2x", runs: [{ run: "fall", state: "in_progress", mode: "audit", result: "will_pass" }] },
      ],
    });
    const timeline = part(page, "timeline");
    await timeline.getByText("The timeline as a table").click();
    const table = timeline.getByRole("table");
    const fact = (course: string, name: string) =>
      table.locator("tbody").filter({ hasText: course }).getByRole("row").filter({ hasText: name });
    await expect(fact("P1x", "Upgrade deadline")).toContainText("none");
    // 8 to 10 hours of the one without an end and 2 to 4 of the other.
    await expect(timeline).toContainText("up to 14 h");
    return fact("P2x", "Upgrade deadline");
  };
  await open(page, "own-pace.json");
  // It closes at 04:59 UTC.
  await expect(await upgrade("2026-11-23T05:30:00Z")).toContainText("31 minutes ago");
  await expect(await upgrade("2026-11-23T04:57:30Z")).toContainText("in 1 minute");
  await expect(await upgrade("2026-11-22T12:00:00Z")).toContainText("in 16 hours");
});

test("a certificate from before the picture stands at its edge like a session from before it", async ({ page }) => {
  await openPlan(page, {
    program: "program-v1:MITxT+SCM",
    courses: [
      {
        course: "CTL.SC0x",
        runs: [{ state: "finished", mode: "verified", payment: "paid", certificate: "held", certificate_on: "2022-05-01" }],
      },
      { course: "CTL.SC1x", runs: [{ state: "in_progress", mode: "verified", payment: "paid" }] },
    ],
  });
  const timeline = part(page, "timeline");
  const earlier = timeline.locator(".mark-earlier");
  await expect(earlier).not.toHaveCount(0);
  await expect(timeline).toContainText("session not stated");
});

test("a session without an end is over for who has passed it", async ({ page }) => {
  await open(page, "own-pace.json");
  await setPlan(page, {
    program: "own-pace",
    courses: [
      {
        course: "P1x",
        runs: [{ run: "open", state: "finished", mode: "verified", payment: "paid", result: "passed", passed_on: "2026-06-20" }],
      },
    ],
  });
  const timeline = part(page, "timeline");
  await timeline.getByText("The timeline as a table").click();
  await expect(timeline.getByRole("table")).toContainText("Jan 1, 2026 to Jun 20, 2026");
  // A deadline that does not exist has no sign.
  await expect(timeline.locator(".legend")).not.toContainText("Upgrade deadline");
});
