// What a reader takes along: read back by others than those who wrote it.
import { readFile } from "node:fs/promises";
import { type Browser, type Page, expect, test } from "@playwright/test";
import ICAL from "ical.js";
import type { PlanFile, PlannedRunFile } from "../generated/certificate_planner.js";
import { LANGUAGES } from "../generated/languages.js";
import { NOW, answer, expectAccessible, open, openPage, planned, setPlan } from "./planner.js";

const plan: Omit<PlanFile, "format"> = {
  program: "two-courses",
  program_enrollment: "verified",
  courses: [
    { course: "D1x", runs: [planned("3T2026", { state: "in_progress" })] },
    { course: "D2x", runs: [planned("2T2026")] },
  ],
};

async function openTakeAway(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Take it with you" }).click();
  await expect(page.getByRole("heading", { name: "Take it with you" })).toBeFocused();
}

async function take(page: Page, name: string): Promise<{ file: string; text: string }> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name }).click();
  const download = await coming;
  return { file: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

function eventsOf(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
}

function event(all: readonly ICAL.Event[], uid: string): ICAL.Event {
  const found = all.find((one) => one.uid === `${uid}-two-courses@certificate-planner`);
  if (found === undefined) throw new Error(`${uid}: ${all.map((one) => one.uid).join(" ")}`);
  return found;
}

function alarms(of: ICAL.Event): string[] {
  return of.component
    .getAllSubcomponents("valarm")
    .map((alarm) => String(alarm.getFirstPropertyValue("trigger")));
}

function status(of: ICAL.Event): unknown {
  return of.component.getFirstPropertyValue("status");
}

test("the calendar is read back by a parser that is not ours", async ({ page }) => {
  await open(page, "two-courses.json");
  await setPlan(page, plan);
  await openTakeAway(page);
  await expectAccessible(page);
  const { file, text } = await take(page, "Calendar file");
  expect(file).toBe("certificate-plan-two-courses.ics");
  const events = eventsOf(text);

  // Published with its time, so it is that instant everywhere.
  const pay = event(events, "deadline-pay-D1x-3T2026");
  expect(pay.startDate.isDate).toBe(false);
  expect(pay.startDate.zone.tzid).toBe("UTC");
  expect(pay.startDate.toJSDate().toISOString()).toBe("2026-12-01T23:59:00.000Z");
  expect(alarms(pay)).toEqual(["-P7D", "-P1D"]);
  expect(pay.description).toContain("Fee: $300");
  expect(pay.description).toContain("The course pages of the test");

  // Published as a day, so it is that day everywhere; the end is the day after.
  const later = event(events, "deadline-pay-D2x-2T2026");
  expect(later.startDate.isDate).toBe(true);
  expect(later.startDate.toString()).toBe("2027-03-01");
  expect(later.endDate.toString()).toBe("2027-03-02");
  expect(alarms(later)).toEqual(["-P6DT15H", "-PT15H"]);
  expect(later.description).toContain("The time of day is not published.");

  expect(event(events, "starts-D1x-3T2026").startDate.toString()).toBe("2026-09-01");
  const ends = event(events, "ends-D1x-3T2026");
  expect(ends.startDate.toJSDate().toISOString()).toBe("2026-12-15T23:59:00.000Z");
  expect(ends.description).toContain("a proctored exam, whose date is not published here");
  expect(status(ends)).toBe("CONFIRMED");

  // After the end of its session, and no end is promised.
  const certificate = event(events, "certificate-D1x");
  expect(certificate.startDate.toJSDate().toISOString()).toBe("2026-12-15T23:59:00.000Z");
  expect(status(certificate)).toBe("TENTATIVE");
  expect(alarms(certificate)).toEqual([]);

  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  for (const { component } of events) {
    expect(component.getFirstPropertyValue("dtstamp")?.toString()).toBe("2026-11-21T12:00:00Z");
  }
  // Taken again, it is the same file: a calendar puts it in place of the first.
  expect((await take(page, "Calendar file")).text).toBe(text);
});

/** The calendar as a reader in a time zone gets it, without the words that tell their own time. */
async function calendarIn(browser: Browser, timezoneId: string): Promise<string> {
  const context = await browser.newContext({ timezoneId, serviceWorkers: "block" });
  const page = await context.newPage();
  await open(page, "two-courses.json");
  await setPlan(page, plan);
  await openTakeAway(page);
  const { text } = await take(page, "Calendar file");
  await context.close();
  return text.replaceAll(/DESCRIPTION:.*\r\n( .*\r\n)*/g, "");
}

test("the calendar is the same in two time zones", async ({ browser }) => {
  const kolkata = await calendarIn(browser, "Asia/Kolkata");
  const honolulu = await calendarIn(browser, "Pacific/Honolulu");
  expect(kolkata).toBe(honolulu);
  expect(eventsOf(kolkata).length).toBeGreaterThan(5);
});

/** Opens the catalog of two courses with another title for the first. */
async function openTitled(page: Page, title: string): Promise<void> {
  const fixture = new URL("fixtures/two-courses.json", import.meta.url);
  const catalog = JSON.parse(await readFile(fixture, "utf8"));
  catalog.courses[0].title = title;
  await page.clock.setFixedTime(NOW);
  await page.route("**/catalogs/*.json", (route) => {
    const isIndex = route.request().url().endsWith("index.json");
    const programs = [{ id: "two-courses", title: "Program of Two Courses" }];
    const index = { catalogs: [{ file: "two.json", programs }] };
    return route.fulfill({ json: isIndex ? index : catalog });
  });
  await openPage(page);
  await setPlan(page, plan);
  await openTakeAway(page);
}

test("any title comes through a calendar whole, in lines that are short enough", async ({ page }) => {
  const title = `Data; "One", a\\b ${"数据科学 и статистика 📈 ".repeat(9).trim()}`;
  await openTitled(page, title);
  const { text } = await take(page, "Calendar file");
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of text.split("\r\n")) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    // A letter that is cut in two would not come back.
    expect(line).not.toContain("\ufffd");
  }
  expect(event(eventsOf(text), "starts-D1x-3T2026").description).toContain(`D1x ${title}\n`);
});

/** Reads a table as RFC 4180 has it. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of text.matchAll(cells)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

test("what is paid has the day on which it was in the table", async ({ page }) => {
  await openTitled(page, "Data");
  const paid = planned("3T2026", { state: "in_progress", payment: "paid", paid_on: "2026-10-05" });
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [paid] }] });
  const { text } = await take(page, "Costs and dates as a table");
  const row = rowsOf(text.slice(1)).find(([kind, course]) => kind === "cost" && course === "D1x");
  expect(row?.slice(4, 6)).toEqual(["Paid", "2026-10-05"]);
});

test("costs and dates come as a table in which nothing is a formula", async ({ page }) => {
  await openTitled(page, '=HYPERLINK("https://example.org","x")');
  const { file, text } = await take(page, "Costs and dates as a table");
  expect(file).toBe("certificate-plan-two-courses.csv");
  expect(text.startsWith("\ufeff")).toBe(true);
  const [head, ...rows] = rowsOf(text.slice(1));
  expect(head?.slice(0, 3)).toEqual(["Kind", "Course", "Title"]);
  expect(rows.every((row) => row.length === head?.length)).toBe(true);
  const injected = rows.filter((row) => row.some((cell) => /^[=+\-@\t\r]/.test(cell)));
  expect(injected).toEqual([]);

  const first = rows.find(([kind, course]) => kind === "cost" && course === "D1x");
  // Its session, what it is, when it is due, and how much at least and at most.
  expect(first?.slice(2, 10)).toEqual([
    `'=HYPERLINK("https://example.org","x")`,
    "3T2026",
    "To pay, as planned",
    "2026-12-01T23:59:00Z",
    "",
    "300.00",
    "300.00",
    "USD",
  ]);
  const total = rows.find((row) => row[4] === "In all");
  expect(total?.slice(7, 10)).toEqual(["600.00", "600.00", "USD"]);
  const ends = rows.find((row) => row[4] === "D1x ends");
  expect(ends?.[5]).toBe("2026-12-15T23:59:00Z");
});

test("a fee that is not published is an empty cell, and no zero", async ({ page }) => {
  await openPage(page);
  await openTakeAway(page);
  const { text } = await take(page, "Costs and dates as a table");
  const capstone = rowsOf(text).find(([kind, course]) => kind === "cost" && course === "DS.CFx");
  expect(capstone?.slice(7, 9)).toEqual(["", ""]);
  expect(capstone?.at(-1)).toMatch(/^not published/);
});

test("the plan is copied as text", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "two-courses.json");
  await setPlan(page, plan);
  await openTakeAway(page);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(answer(page).getByText("Copied.")).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("Program of Two Courses\nYou will earn the program credential");
  expect(text).toContain("How much: $600");
  expect(text).toMatch(/- D1x Data One: On course\. Session 3T2026\. Certificate: on or after Dec\s15/);
  expect(text).toContain("- D1x: Pay the fee of session 3T2026. Deadline: Dec");
  expect(text).toMatch(/- D1x, 3T2026: \$300, To pay, as planned, due by Dec\s1, 2026/);
  expect(text).toMatch(/Facts as of Nov\s20, 2026\./);
});

test("where the browser does not copy, the text is there to be copied by hand", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await open(page, "two-courses.json");
  await setPlan(page, plan);
  await openTakeAway(page);
  await page.getByRole("button", { name: "Copy as text" }).click();
  const text = page.getByRole("textbox", { name: "The plan as text" });
  await expect(text).toBeFocused();
  const isSelected = await text.evaluate(
    (area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart === area.value.length,
  );
  expect(isSelected).toBe(true);
  await expectAccessible(page);
});

const dedp: Omit<PlanFile, "format"> = {
  program: "program-v1:MITx+DEDP",
  program_enrollment: "will_enroll",
  income: { amount: "25000", currency: "USD" },
  courses: ["14.100x", "14.310x", "JPAL102x", "14.740x", "14.750x"].map((course, at) => ({
    course,
    runs: [planned(at < 2 ? "1T2027" : "3T2027")],
  })),
};

/** Every course with a fee that nobody has published. */
const pom: Omit<PlanFile, "format"> = {
  program: "mitx-pom",
  program_enrollment: "will_enroll",
  courses: ["2.830.1x", "2.830.2x", "2.854.1x", "2.854.2x", "2.961.1x", "2.961.2x", "15.762x", "15.763x"].map(
    (course) => ({
      course,
      runs: [{ state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" }],
    }),
  ),
};

/** The same where each has a session without dates, so that more is asked of each. */
const pomInSessions: Omit<PlanFile, "format"> = {
  ...pom,
  courses: Object.entries({
    "2.830.1x": "2T2026",
    "2.830.2x": "3T2026",
    "2.854.1x": "3T2026",
    "2.854.2x": "1T2027",
    "2.961.1x": "3T2026",
    "2.961.2x": "1T2027",
    "15.762x": "1T2027",
    "15.763x": "2T2026",
  }).map(([course, run]) => ({
    course,
    runs: [{ run, state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" }],
  })),
};

/** A plan in which every course is expected to be failed once and taken again. */
function failedOnce(plan: Omit<PlanFile, "format">, first?: string, second?: string): Omit<PlanFile, "format"> {
  const run = { state: "planned", mode: "verified", payment: "will_pay" } as const;
  const runs: PlannedRunFile[] = [
    { ...run, run: first, result: "not_passed" },
    { ...run, run: second, result: "will_pass" },
  ];
  return { ...plan, courses: plan.courses?.map(({ course }) => ({ course, runs })) ?? [] };
}

for (const format of ["A4", "Letter"]) {
  test(`on ${format} paper it is one or two pages`, async ({ page }) => {
    await openPage(page);
    await expect(page.locator(".timeline-picture")).toBeVisible();
    expect(await pages(page, format)).toBeLessThanOrEqual(2);
    await setPlan(page, dedp);
    await expect(answer(page)).toContainText("On course");
    // The sheet for paper comes with the picture.
    await expect(page.locator(".timeline-picture")).toBeVisible();
    expect(await pages(page, format)).toBeLessThanOrEqual(2);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("button")).toHaveCount(0);
    await expect(page.locator(".timeline-picture")).toBeVisible();
    await expect(page.locator(".money-picture")).toBeVisible();
    await page.emulateMedia({ media: null });
    await setPlan(page, pom);
    await expect(answer(page)).toContainText("8 fees not known");
    expect(await pages(page, format)).toBeLessThanOrEqual(2);
  });
}

test("it is no more in a language with longer words", async ({ page }) => {
  for (const language of ["es", "fr", "pt"]) {
    await page.clock.setFixedTime(NOW);
    await page.goto(`./?lang=${language}`);
    await expect(page.locator("#program")).toBeVisible();
    await setPlan(page, dedp);
    await expect(page.locator(".timeline-picture")).toBeVisible();
    expect(await pages(page, "Letter"), language).toBeLessThanOrEqual(2);
    await setPlan(page, pomInSessions);
    expect(await pages(page, "Letter"), `${language}, without dates`).toBeLessThanOrEqual(2);
    for (const plan of [failedOnce(dedp, "1T2027", "3T2027"), failedOnce(pom)]) {
      await setPlan(page, plan);
      await expect(page.locator(".run").nth(8)).toBeAttached();
      await expect(page.locator(".timeline-picture")).toBeVisible();
      expect(await pages(page, "Letter"), `${language}, ${plan.program} twice`).toBeLessThanOrEqual(2);
    }
  }
});

async function pages(page: Page, format: string): Promise<number> {
  const pdf = (await page.pdf({ format })).toString("latin1");
  const count = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(count).toBeGreaterThan(0);
  return count;
}

test("what is projected from earlier years is said to be so in the text and in the table", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page);
  await setPlan(page, {
    program: "program-v1:MITx+DEDP",
    courses: [{ course: "14.100x", runs: [planned("1T2027")] }],
  });
  await openTakeAway(page);
  // The term of 2024 ended enrollment on February 13 and payment on February 28.
  const projected = "(time not published); projected from earlier years, not announced";
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByText("Copied.", { exact: true }).first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const text = copied.replaceAll("\u00a0", " ");
  expect(text).toContain("- 14.100x: Enroll in session Spring 2027 (1T2027)");
  expect(text).toContain(`Start: Jan 16, 2027. Deadline: Feb 13, 2027 ${projected}.`);
  expect(text).toContain(`- 14.100x: Pay the fee of session Spring 2027 (1T2027). Deadline: Feb 28, 2027 ${projected}.`);
  expect(text).toMatch(/^- 14\.100x, Spring 2027 \(1T2027\): .*, due by Feb 28, 2027 \(time not published\); projected from/m);

  const { text: table } = await take(page, "Costs and dates as a table");
  const fee = table.split("\r\n").find((line) => line.startsWith("cost,14.100x"));
  expect(fee).toContain("2027-02-28");
  expect(fee).toContain("The time of day is not published.; Projected from earlier years, not announced.");
});

/** A course that is expected to be failed in a projected session, and taken again. */
const twice: Omit<PlanFile, "format"> = {
  ...dedp,
  courses: [
    { course: "14.310x", runs: [planned("1T2027")] },
    { course: "JPAL102x", runs: [planned("1T2027", { result: "not_passed" }), planned("2T2027")] },
  ],
};

for (const { code } of LANGUAGES) {
  test(`a fee that is due by a projected date is tentative and says so: ${code}`, async ({ page }) => {
    await page.clock.setFixedTime(NOW);
    await page.goto(`./?lang=${code}`);
    await expect(page.locator("#program")).toBeVisible();
    await setPlan(page, twice);
    await page.locator('[part="take-away"] button').click();
    const saved = async (id: string) => {
      const coming = page.waitForEvent("download");
      await page.locator(id).click();
      return readFile(await (await coming).path(), "utf8");
    };
    const events = eventsOf(await saved("#take-calendar"));
    const of = (id: string) => events.find(({ uid }) => uid.startsWith(`${id}-1T2027-`));
    const [fee, start] = [of("deadline-pay-JPAL102x"), of("starts-JPAL102x")];
    if (fee === undefined || start === undefined) throw new Error(events.map(({ uid }) => uid).join(" "));
    expect(fee.startDate.toString()).toBe("2027-02-28");
    expect(status(fee)).toBe("TENTATIVE");
    // With the mark of the session itself, whose lines say which it is and that it is projected.
    const mark = /\s?[(（][^()（）]*[)）]$/.exec(start.summary)?.[0] ?? "none";
    expect(fee.summary.endsWith(mark)).toBe(true);
    const lines = start.description.split("\n").filter((line) => fee.description.split("\n").includes(line));
    expect(lines.some((line) => line.includes("1T2027"))).toBe(true);
    // Beside the name of the course, the session and the source.
    expect(lines).toHaveLength(4);
    const due = rowsOf((await saved("#take-table")).slice(1)).find((row) => row[4] === fee.summary);
    expect(due?.at(-1)).toContain(lines[2]);
  });
}

test("the text names each session with its fee, and what is paid, to pay and not planned yet", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page);
  await setPlan(page, twice);
  await openTakeAway(page);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByText("Copied.", { exact: true }).first()).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("How much: $2,100\nTo pay: $1,050\nNot planned yet: $1,050\n");
  const course = "- JPAL102x Designing and Running Randomized Evaluations:";
  expect(text).toContain(`${course} Expect not to pass. Session Spring 2027 (1T2027).`);
  expect(text).toContain(`${course} Not settled yet. Session Summer 2027 (2T2027).`);
  expect(text).toContain("- JPAL102x, Spring 2027 (1T2027): $350, To pay, as planned, due by");
  expect(text).toContain("- JPAL102x, Summer 2027 (2T2027): $350, To pay, as planned\n");
});
