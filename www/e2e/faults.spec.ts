// What a reader sees when things break, and that the plan is still there. Storage that is refused, full or
// corrupt is in keeping.spec.ts, a damaged version in offline.spec.ts, a slow and a missing catalog in
// mended.spec.ts, and every catalog cut off everywhere in tests/broken_catalogs.rs.
import { readFile } from "node:fs/promises";
import { type Page, expect, test } from "@playwright/test";
import type { CatalogFile, PlanFile } from "../generated/certificate_planner.js";
import type { CertificatePlanner } from "../src/certificate-planner-element.js";
import { NOW, answer, card, open, openPage, part, planned } from "./planner.js";
import { Site } from "./site.js";

const CATALOG = new URL("fixtures/two-courses.json", import.meta.url);

/** Both courses on the Certificate track, as one who is enrolled in the program plans them. */
const PLAN: PlanFile = {
  format: 1,
  program: "two-courses",
  program_enrollment: "verified",
  photo_id: "approved",
  courses: [
    { course: "D1x", runs: [planned("3T2026")] },
    { course: "D2x", runs: [planned("2T2026")] },
  ],
};

/** Has a plan kept before the page is opened. */
async function keep(page: Page, plan: PlanFile = PLAN): Promise<void> {
  await keepText(page, JSON.stringify({ version: 2, revision: 1, by: "", plan }));
}

async function keepText(page: Page, text: string): Promise<void> {
  await page.addInitScript((kept) => {
    const place = encodeURIComponent(new URL("catalogs/two-courses.json", document.baseURI).pathname);
    const shown = `certificate-planner:shown:${place}:two-courses`;
    if (localStorage.getItem(shown) !== null) return;
    localStorage.setItem(shown, "mine");
    localStorage.setItem(`certificate-planner:plan:${place}:mine`, kept);
  }, text);
}

/** The plans that are kept. */
function keptPlans(page: Page): Promise<PlanFile[]> {
  return page.evaluate(() =>
    Object.entries(localStorage).flatMap(([name, text]) =>
      name.includes(":plan:") ? JSON.parse(text).plan : [],
    ),
  );
}

async function expectPlanShown(page: Page): Promise<void> {
  await expect(card(page, "D1x").locator(".session > summary")).toContainText("3T2026");
  await expect(card(page, "D2x").locator(".session > summary")).toContainText("2T2026");
}

/** Whatever nothing caught. */
function thrownBy(page: Page): string[] {
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  return thrown;
}

async function readCatalog(): Promise<CatalogFile> {
  return JSON.parse(await readFile(CATALOG, "utf8"));
}

/** Opens the page with this catalog in place of that of the tests. */
async function openWith(page: Page, catalog: object): Promise<void> {
  await page.route("**/catalogs/two-courses.json", (route) => route.fulfill({ json: catalog }));
  // Of two that answer a request, the one that was named later counts.
  await page.route("**/catalogs/index.json", (route) => {
    const programs = [{ id: "two-courses", title: "Program of Two Courses" }];
    return route.fulfill({ json: { catalogs: [{ file: "two-courses.json", programs }] } });
  });
  await openPage(page);
}

test("a catalog cut off at any percent is refused at a place, and the plan stays", async ({ page }) => {
  const thrown = thrownBy(page);
  await keep(page);
  await open(page, "two-courses.json");
  const text = await readFile(new URL("../catalogs/mitx-dedp.json", import.meta.url), "utf8");
  const seen = await page.locator("certificate-planner").evaluate(async (element: CertificatePlanner, whole) => {
    const bytes = new TextEncoder().encode(whole);
    const texts: string[] = [];
    for (let percent = 0; percent < 100; percent += 1) {
      const file = new File([bytes.slice(0, (bytes.length * percent) / 100)], "cut.json");
      await element.openFiles([file]);
      await new Promise(requestAnimationFrame);
      const problems = element.shadowRoot?.querySelector("[part='problems']");
      texts.push((problems?.textContent ?? "").replaceAll(/\s+/g, " "));
    }
    return texts;
  }, text);
  // The words for it are loaded at the first of them.
  for (const one of seen.slice(1)) {
    expect(one).toContain("This catalog cannot be used yet Your plan is kept.");
    expect(one).toMatch(/This is not JSON\. Reading stopped at line [\d,]+, column [\d,]+\./);
  }
  await page.getByRole("button", { name: "Back to Program of Two Courses" }).click();
  await expectPlanShown(page);
  expect(await keptPlans(page)).toEqual([PLAN]);
  expect(thrown).toEqual([]);
});

for (const [why, fulfill, wayBack] of [
  ["missing", { status: 404 }, "Try again"],
  ["a page in their place", { contentType: "text/html", body: "<!doctype html><p>Not found</p>" }, "Try again"],
  // A module that has nothing of what the script calls; browsers do not ask for a script twice.
  ["of another version", { contentType: "application/wasm", body: Buffer.from("\0asm\x01\0\0\0") }, "Reload"],
] as const) {
  test(`rules that are ${why} are said not to start, and nothing is lost`, async ({ page }) => {
    const thrown = thrownBy(page);
    await keep(page);
    const module = "**/certificate_planner_bg.wasm";
    await page.route(module, (route) => route.fulfill(fulfill));
    await page.clock.setFixedTime(NOW);
    await openWithoutRules(page);
    await page.unroute(module);
    if (wayBack === "Reload") await page.reload();
    else await page.getByRole("button", { name: wayBack }).click();
    await expectPlanShown(page);
    expect(thrown).toEqual([]);
  });
}

test("rules that the policy of the page forbids are said not to start, and nothing is lost", async ({
  page,
}) => {
  const thrown = thrownBy(page);
  await keep(page);
  await page.clock.setFixedTime(NOW);
  await page.route("./", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(" 'wasm-unsafe-eval'", "");
    await route.fulfill({ response, body });
  });
  await openWithoutRules(page);
  expect(thrown).toEqual([]);
  await page.unroute("./");
  await page.reload();
  await expectPlanShown(page);
});

/** Opens the page where its rules do not start. */
async function openWithoutRules(page: Page): Promise<void> {
  await open(page, "two-courses.json");
  await expect(page.getByRole("alert")).toContainText(
    "This browser could not start the planner. Reload the page, or use a current browser.",
  );
  expect(await keptPlans(page)).toEqual([PLAN]);
}

test("storage that is emptied under two tabs takes no plan that is shown", async ({ page, context }) => {
  await keep(page);
  await open(page, "two-courses.json");
  await expectPlanShown(page);
  const other = await context.newPage();
  await open(other, "two-courses.json");
  await expectPlanShown(other);
  await other.evaluate(() => localStorage.clear());
  const notice = page.locator(".notice");
  await expect(notice).toContainText("“My plan” was deleted in another tab. It is still here.");
  await notice.getByRole("button", { name: "Keep it" }).click();
  expect(await keptPlans(page)).toEqual([PLAN]);
  // The tab that emptied it keeps its own plan with the next change, beside that one.
  await card(other, "D1x").getByRole("button", { name: "Add a session of D1x" }).click();
  await other.reload();
  await expect(card(other, "D1x").locator(".session")).toHaveCount(2);
  expect(await keptPlans(page)).toHaveLength(2);
});

test("what is kept of programs and plans that are gone is passed over", async ({ page }) => {
  const thrown = thrownBy(page);
  await page.addInitScript(() => {
    const place = encodeURIComponent(new URL("catalogs/two-courses.json", document.baseURI).pathname);
    const index = encodeURIComponent(new URL("catalogs/index.json", document.baseURI).pathname);
    localStorage.setItem(`certificate-planner:shown:${place}:two-courses`, "gone");
    localStorage.setItem(`certificate-planner:page:${index}`, "gone");
    localStorage.setItem(`certificate-planner:plan:${place}:`, "\u0000");
  });
  await open(page, "two-courses.json");
  await expect(answer(page)).toContainText("Add what you have done or intend.");
  await page.getByRole("button", { name: "Add a session of D1x" }).click();
  await expect(page.locator(".keeping")).toContainText("“My plan” is kept on this device.");
  expect(thrown).toEqual([]);
});

test.describe("with a server that breaks off", () => {
  test.use({ serviceWorkers: "allow" });

  test("a catalog that comes in half is said not to be loaded, and can be tried again", async ({ page }) => {
    const site = await Site.start();
    site.faults.set("catalogs/mitx-sds.json", "cut");
    await page.clock.setFixedTime(NOW);
    await page.goto(site.url);
    await expect(page.getByRole("alert")).toContainText(
      /The file \S+mitx-sds\.json could not be loaded\. Check your connection, then try again\./,
    );
    site.faults.clear();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(part(page, "verdict")).toBeVisible();
    await site.remove();
  });

  test("a service worker that is killed while it updates leaves version and plan as they were", async ({
    page,
  }) => {
    const site = await Site.start();
    await page.clock.setFixedTime(NOW);
    await page.goto(site.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.getByRole("button", { name: "Keep and edit" }).click();
    const sessions = card(page, "DS.CFx").locator(".session");
    const before = await sessions.count();
    await page.getByRole("button", { name: "Add a session of DS.CFx" }).click();
    await expect(page.locator(".keeping")).toContainText("“My plan” is kept on this device.");
    const plans = await keptPlans(page);
    await site.publish("index.html", (text) => text.replace("<body>", '<body class="newer">'));
    site.faults.set("index.html", "held");
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const found = new Promise((resolve) => registration.addEventListener("updatefound", resolve));
      await registration.update().catch(() => {});
      await found;
    });
    const session = await page.context().newCDPSession(page);
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    const expectPlan = async (isNewer: boolean) => {
      await expect(sessions).toHaveCount(before + 1);
      await expect(page.locator("body.newer")).toHaveCount(isNewer ? 1 : 0);
      expect(await keptPlans(page)).toEqual(plans);
    };
    // The server still does not send the new page, so this is the old version, whole.
    await page.reload();
    await expectPlan(false);
    site.faults.clear();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByRole("status").filter({ hasText: "A new version" }).getByRole("button", { name: "Reload" }).click();
    await expectPlan(true);
    await site.remove();
  });
});

// In 1970 every session is to come, on a leap day two of four years later and in 2100 all are over.
for (const [now, sentence] of [
  ["1970-01-01T00:00:00Z", "You will earn the program credential if everything goes as planned."],
  ["2028-02-29T23:59:59Z", "This plan does not earn the program credential."],
  ["2100-02-28T23:59:59Z", "This plan does not earn the program credential."],
] as const) {
  test(`with the clock at ${now} the plan is answered and kept`, async ({ page }) => {
    const thrown = thrownBy(page);
    await keep(page);
    await open(page, "two-courses.json");
    await expect(part(page, "verdict")).toContainText("if everything goes as planned");
    await page.clock.setFixedTime(now);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(part(page, "verdict")).toContainText(sentence);
    await page.reload();
    await expect(part(page, "verdict")).toContainText(sentence);
    await expectPlanShown(page);
    // A change at that time is kept beside nothing else.
    await card(page, "D1x").getByRole("button", { name: "Add a session of D1x" }).click();
    await page.reload();
    await expect(card(page, "D1x").locator(".session")).toHaveCount(2);
    expect(await keptPlans(page)).toHaveLength(1);
    expect(thrown).toEqual([]);
  });
}

/** Deadlines around the change to and from summer time in New York, as they are called there and elsewhere. */
const DEADLINES = [
  {
    at: "2027-03-14T06:59:00Z",
    in: {
      "America/New_York": "Mar 14, 2027, 1:59 AM EST",
      "Pacific/Kiritimati": "Mar 14, 2027, 8:59 PM GMT+14 (1:59 AM EST on the platform)",
      "Etc/GMT+12": "Mar 13, 2027, 6:59 PM GMT-12 (Mar 14, 2027, 1:59 AM EST on the platform)",
    },
  },
  {
    at: "2027-03-14T07:00:00Z",
    in: {
      "America/New_York": "Mar 14, 2027, 3:00 AM EDT",
      "Pacific/Kiritimati": "Mar 14, 2027, 9:00 PM GMT+14 (3:00 AM EDT on the platform)",
      "Etc/GMT+12": "Mar 13, 2027, 7:00 PM GMT-12 (Mar 14, 2027, 3:00 AM EDT on the platform)",
    },
  },
  {
    at: "2027-11-07T05:30:00Z",
    in: {
      "America/New_York": "Nov 7, 2027, 1:30 AM EDT",
      "Pacific/Kiritimati": "Nov 7, 2027, 7:30 PM GMT+14 (1:30 AM EDT on the platform)",
      "Etc/GMT+12": "Nov 6, 2027, 5:30 PM GMT-12 (Nov 7, 2027, 1:30 AM EDT on the platform)",
    },
  },
  {
    at: "2027-11-07T06:30:00Z",
    in: {
      "America/New_York": "Nov 7, 2027, 1:30 AM EST",
      "Pacific/Kiritimati": "Nov 7, 2027, 8:30 PM GMT+14 (1:30 AM EST on the platform)",
      "Etc/GMT+12": "Nov 6, 2027, 6:30 PM GMT-12 (Nov 7, 2027, 1:30 AM EST on the platform)",
    },
  },
] as const;

for (const zone of ["America/New_York", "Pacific/Kiritimati", "Etc/GMT+12"] as const) {
  test.describe(`in the zone ${zone}`, () => {
    test.use({ timezoneId: zone });

    test("deadlines on days of 23 and 25 hours and on a leap day are the right ones", async ({ page }) => {
      const inAudit = planned("1T2027", { state: "in_progress", mode: "audit", payment: undefined });
      const courses = MOMENTS.map((_, at) => ({ course: `T${at}x`, runs: [inAudit] }));
      await keep(page, { ...PLAN, courses });
      await openWith(page, await withDeadlines());
      const next = part(page, "next");
      for (const { in: shown } of DEADLINES) await expect(next).toContainText(`By ${shown[zone]}`);
      await expect(next).toContainText("By Feb 29, 2028 (time not published)");
      expect(await keptPlans(page)).toHaveLength(1);
    });
  });
}

const MOMENTS = [...DEADLINES.map(({ at }) => at), "2028-02-29"];

/** The catalog with a course for each of these moments, until which it can be paid. */
async function withDeadlines(): Promise<CatalogFile> {
  const catalog = await readCatalog();
  const courses = MOMENTS.map((moment, at) => {
    const [course] = structuredClone(catalog.courses);
    const [run] = course?.runs ?? [];
    if (course === undefined || run === undefined) throw new Error("The catalog has no session.");
    const dates = { start: "2026-11-01", end: "2028-06-01", enrollment_end: moment, upgrade_deadline: moment };
    return { ...course, id: `T${at}x`, runs: [{ ...run, id: "1T2027", ...dates }] };
  });
  const of = courses.map(({ id }) => ({ kind: "course" as const, course: id }));
  const programs = catalog.programs.map((program) => ({
    ...program,
    requirement: { ...program.requirement, value: { kind: "all_of" as const, of } },
  }));
  return { ...catalog, courses, programs };
}

test("a plan of five megabytes is refused in a sentence, whoever brings it", async ({ page }) => {
  const thrown = thrownBy(page);
  await keep(page);
  await open(page, "two-courses.json");
  await page.locator("certificate-planner").evaluate((element) => {
    const courses = [{ course: "D1x".repeat(1_700_000) }];
    Object.assign(element, { plan: { format: 1, program: "two-courses", courses } });
  });
  const problems = part(page, "problems");
  await expect(problems).toContainText("This plan cannot be read");
  await expect(problems).toContainText("The page keeps the plan that it had.");
  await expect(problems).toContainText(/The file is 5,100,\d{3} bytes long\. At most 4,000,000 are read\./);
  await expectPlanShown(page);
  expect(await keptPlans(page)).toEqual([PLAN]);
  expect(thrown).toEqual([]);
});

test("a kept text of five megabytes is left as it is, and a plan is kept beside it", async ({ page }) => {
  const thrown = thrownBy(page);
  await page.addInitScript(() => {
    const place = encodeURIComponent(new URL("catalogs/two-courses.json", document.baseURI).pathname);
    const shown = `certificate-planner:shown:${place}:two-courses`;
    if (localStorage.getItem(shown) !== null) return;
    const courses = [{ course: "D1x".repeat(1_600_000) }];
    const plan = { format: 1, program: "two-courses", courses };
    localStorage.setItem(shown, "large");
    const text = JSON.stringify({ version: 2, revision: 1, by: "", plan });
    localStorage.setItem(`certificate-planner:plan:${place}:large`, text);
  });
  await open(page, "two-courses.json");
  await expect(page.locator(".notice")).toContainText(
    "A plan that was kept here cannot be read. It is left as it is, and everything else works.",
  );
  await page.getByRole("button", { name: "Add a session of D1x" }).click();
  await expect(page.locator(".keeping")).toContainText("“My plan” is kept on this device.");
  expect(await keptPlans(page)).toHaveLength(2);
  expect(thrown).toEqual([]);
});

/** The catalog with so many courses more. */
async function withMoreCourses(count: number): Promise<CatalogFile> {
  const catalog = await readCatalog();
  const more = Array.from({ length: count }, (_, at) => ({ id: `M${at}x`, title: `More ${at}` }));
  return { ...catalog, courses: [...catalog.courses, ...more] };
}

test("a catalog of 10,000 courses is refused in a sentence, and one of 5,000 is answered", async ({
  page,
}) => {
  const thrown = thrownBy(page);
  await keep(page);
  await openWith(page, await withMoreCourses(9_998));
  await expect(part(page, "problems")).toContainText("Your plan is kept.");
  await expect(part(page, "problems")).toContainText("The list has 10,000 entries. At most 5,000 are read.");
  expect(await keptPlans(page)).toEqual([PLAN]);
  await openWith(page, await withMoreCourses(4_998));
  await expect(part(page, "verdict")).toContainText("if everything goes as planned");
  await expectPlanShown(page);
  expect(thrown).toEqual([]);
});

test("a plan of 10,000 courses is refused in a sentence", async ({ page }) => {
  const thrown = thrownBy(page);
  await keep(page);
  await open(page, "two-courses.json");
  await page.locator("certificate-planner").evaluate((element) => {
    const courses = Array.from({ length: 10_000 }, (_, at) => ({ course: `M${at}x` }));
    Object.assign(element, { plan: { format: 1, program: "two-courses", courses } });
  });
  await expect(part(page, "problems")).toContainText("This plan cannot be read");
  await expectPlanShown(page);
  expect(await keptPlans(page)).toEqual([PLAN]);
  expect(thrown).toEqual([]);
});
