// A link holds the whole plan: it opens beside the reader's own, and nothing in it can do harm.
import { readFile } from "node:fs/promises";
import { type Browser, type Page, expect, test } from "@playwright/test";
import type { CatalogFile, PlanFile } from "../generated/certificate_planner.js";
import { BitReader, BitWriter } from "../src/sharing/bits.js";
import { planOfText, textOfPlan } from "../src/sharing/link.js";
import { movedSince, snapshotForm } from "../src/sharing/snapshot.js";
import { madePlan, numbersFrom } from "./made-plans.js";
import { NOW, card, open, openPage, planned } from "./planner.js";

const own = { name: "Add a session of D2x" };

function banner(page: Page) {
  return page.locator(".keeping .example");
}

function notice(page: Page) {
  return page.locator(".keeping .notice");
}

async function catalogOf(name: string): Promise<CatalogFile> {
  return JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"));
}

const twoCourses = () => catalogOf("fixtures/two-courses.json");

const shared: PlanFile = {
  format: 1,
  program: "two-courses",
  courses: [{ course: "D1x", runs: [planned("3T2026", { state: "in_progress" })] }],
};

async function linkOf(plan: PlanFile): Promise<string> {
  return `#plan=${textOfPlan(plan, await twoCourses())}`;
}

/** Follows a link within the page that is open. */
async function follow(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

async function share(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  return page.getByRole("textbox", { name: "Link to this plan" }).inputValue();
}

/** A reader of their own, with nothing kept. */
async function reader(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.clock.setFixedTime(NOW);
  return page;
}

test("a link shows the plan to another reader, who can keep it", async ({ page, browser }) => {
  await openPage(page);
  await page.getByLabel("Program", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Put 14.740x into my plan" }).click();
  const link = await share(page);
  expect(link.length).toBeLessThan(200);
  const other = await reader(browser);
  await other.goto(link);
  await expect(banner(other)).toContainText("This is a plan that was shared with you.");
  await expect(banner(other)).toContainText("The catalog says the same");
  await expect(card(other, "14.740x")).toContainText("Certificate (paid)");
  await banner(other).getByRole("button", { name: "Keep as mine" }).click();
  await expect(other.locator(".keeping")).toContainText("“Shared plan” is kept on this device.");
  expect(new URL(other.url()).hash).toBe("");
  await other.reload();
  await expect(card(other, "14.740x")).toContainText("Certificate (paid)");
  await expect(banner(other)).toHaveCount(0);
  await other.close();
});

test("the link is copied, or marked where the browser refuses", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page);
  const link = await share(page);
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(notice(page)).toContainText("The link is copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(notice(page)).toContainText("copy it yourself");
  await expect(page.getByRole("textbox", { name: "Link to this plan" })).toBeFocused();
});

test("the plan never goes to a server, and scripts for it are loaded when asked for", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await openPage(page);
  expect(asked.filter((url) => /plans|qr/.test(url))).toEqual([]);
  const link = await share(page);
  expect(asked.filter((url) => url.includes("-plans.js"))).toHaveLength(1);
  expect(asked.filter((url) => url.includes("-qr.js"))).toEqual([]);
  await page.getByRole("button", { name: "Show it as a QR code" }).click();
  await expect(page.getByRole("img", { name: "QR code of this plan’s link" })).toBeVisible();
  const text = link.replace(/.*#plan=/, "");
  await page.goto("about:blank");
  await page.goto(link);
  await expect(banner(page)).toBeVisible();
  expect(asked.filter((url) => url.includes(text) && !url.includes("#"))).toEqual([]);
});

test("income and country can be left out of a link", async ({ page }) => {
  await open(page, "five-courses.json");
  await page.getByLabel("Yearly income").fill("25000");
  const long = await share(page);
  await expect(page.locator(".panel")).toContainText("Your income or country is in it too.");
  await page.getByRole("checkbox", { name: "Leave out my income and country" }).check();
  const field = page.getByRole("textbox", { name: "Link to this plan" });
  await expect(field).not.toHaveValue(long);
  await page.goto("about:blank");
  await page.goto(long);
  await expect(page.getByLabel("Yearly income")).toHaveValue("25000");
});

test("a shared plan stands beside the reader's own, and the way back is one press", async ({
  page,
}) => {
  await open(page, "two-courses.json");
  await page.getByRole("button", own).click();
  await follow(page, await linkOf(shared));
  await expect(banner(page)).toBeVisible();
  await expect(card(page, "D1x")).toContainText("In progress");
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
  await banner(page).getByRole("button", { name: "Back to my plan" }).click();
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  await expect(banner(page)).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe("");
  // What was done before can still be undone.
  await page.keyboard.press("Control+z");
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
});

test("a link to a plan of a catalog that the reader opened from a file is opened, whichever comes first", async ({
  page,
}) => {
  await openPage(page);
  const file = new URL("fixtures/two-courses.json", import.meta.url).pathname;
  const link = await linkOf(shared);
  // The link first: its catalog is not there yet.
  await follow(page, link);
  await expect(notice(page)).toContainText("If you have its catalog as a file, open that first.");
  await page.getByLabel("Or your own catalog").setInputFiles(file);
  await expect(card(page, "D1x")).toContainText("In progress");
  await expect(notice(page)).toHaveCount(0);
  // Nothing of the reader's own is said to be kept beside it, as there is nothing.
  await expect(banner(page)).not.toContainText("kept beside it");
  await banner(page).getByRole("button", { name: "Back to my plan" }).click();
  // The catalog first, which stays open.
  await page.getByLabel("Program", { exact: true }).selectOption({ label: "Program of Two Courses" });
  await expect(card(page, "D1x")).not.toContainText("In progress");
  await follow(page, link.replace("plan=", "plan%3D"));
  await expect(card(page, "D1x")).toContainText("In progress");
  await expect(banner(page)).toBeVisible();
});

test("a link can name its language too, which stays when the plan goes", async ({ page }) => {
  await open(page, "two-courses.json");
  const link = await linkOf(shared);
  await follow(page, link.replace("#", "#lang=en&"));
  await expect(card(page, "D1x")).toContainText("In progress");
  await banner(page).getByRole("button", { name: "Back to my plan" }).click();
  await expect(card(page, "D1x").locator(".session")).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe("#lang=en");
});

test("whoever looks at the plan of another comes back to the program of their own", async ({ page }) => {
  await openPage(page);
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption({ index: 2 });
  const title = await program.locator("option:checked").textContent();
  await page.getByRole("button", { name: /^Add a session of/ }).first().click();
  await expect(page.locator(".session")).toHaveCount(1);
  await page.waitForTimeout(500);
  const plan: PlanFile = { format: 1, program: "program-v1:MITx+DEDP", courses: [{ course: "14.740x", runs: [planned("1T2027")] }] };
  const dedp = await catalogOf("../catalogs/mitx-dedp.json");
  // What ends a sentence is no part of the link.
  await follow(page, `#plan=${textOfPlan(plan, dedp)}.)`);
  await expect(card(page, "14.740x")).toContainText("Certificate (paid)");
  await page.goto(page.url().replace(/#.*/, ""));
  await page.reload();
  await expect(program.locator("option:checked")).toHaveText(title ?? "");
  await expect(page.locator(".session")).toHaveCount(1);
  await follow(page, `#plan=${textOfPlan(plan, dedp)}`);
  await banner(page).getByRole("button", { name: "Back to my plan" }).click();
  await expect(program.locator("option:checked")).toHaveText(title ?? "");
  await expect(page.locator(".session")).toHaveCount(1);
});

test("a language that was chosen goes with the link, and the reader can change it", async ({ page, browser }) => {
  await openPage(page);
  await page.getByLabel("Program", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Put 14.740x into my plan" }).click();
  expect(await share(page)).not.toContain("lang");
  await page.locator("#language").selectOption("es");
  await expect(page.locator("#share-link")).toHaveValue(/&lang=es$/);
  const other = await reader(browser);
  await other.goto(await page.locator("#share-link").inputValue());
  await expect(other.locator("html")).toHaveAttribute("lang", "es");
  await expect(card(other, "14.740x")).toBeVisible();
  await other.locator("#language").selectOption("en");
  await expect(banner(other)).toContainText("This is a plan that was shared with you.");
  await other.close();
});

test("what is said of a link is in sight, and going back in the browser leaves the shared plan", async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await open(page, "two-courses.json");
  await page.getByRole("button", own).click();
  await card(page, "D2x").scrollIntoViewIfNeeded();
  await follow(page, await linkOf(shared));
  await expect(banner(page).locator("p").first()).toBeInViewport();
  await page.goBack();
  await expect(banner(page)).toHaveCount(0);
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  await page.goForward();
  await expect(banner(page)).toBeVisible();
});

test("a shared plan that is changed becomes a plan of the reader's", async ({ page }) => {
  await open(page, "two-courses.json");
  await page.getByRole("button", own).click();
  await expect(page.locator(".keeping")).toContainText("“My plan” is kept");
  await follow(page, await linkOf(shared));
  await expect(banner(page)).toBeVisible();
  await page.getByRole("button", own).click();
  await expect(page.locator(".keeping")).toContainText("“Shared plan” is kept on this device.");
  await page.getByRole("button", { name: "Your plans" }).click();
  await expect(page.locator(".plans > li")).toHaveCount(2);
});

test("a link that is cut, of a later version or hostile leaves the own plan as it is", async ({
  page,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => errors.push(dialog.message()));
  await open(page, "two-courses.json");
  await page.getByRole("button", own).click();
  const link = await linkOf(shared);
  const bad: [string, string][] = [
    [link.slice(0, -5), "This link is cut or changed"],
    [`${link}A`, "This link is cut or changed"],
    ["#plan=", "This link is cut or changed"],
    ["#plan=1<img src=x onerror=alert(1)>", "This link is cut or changed"],
    ["#plan=1__proto__", "This link is cut or changed"],
    [`#plan=1${"A".repeat(50_000)}`, "This link is cut or changed"],
    [link.replace("=1", "=l"), "This link is cut or changed"],
    ["#plan=2AAAA", "made by a later version of this page"],
    [await linkOf({ format: 1, program: "<b>elsewhere</b>" }), "“<b>elsewhere</b>”, which is not offered"],
    [await linkOf({ ...shared, track: "" }), "The plan of this link cannot be read."],
  ];
  for (const [hash, sentence] of bad) {
    await follow(page, hash);
    await expect(notice(page)).toContainText(sentence);
    await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
    await expect(banner(page)).toHaveCount(0);
    await notice(page).getByRole("button", { name: "Close" }).click();
  }
  // The same when the page is opened with it.
  await page.goto("about:blank");
  await page.goto(`./${link.slice(0, -5)}`);
  await expect(notice(page)).toContainText("This link is cut or changed");
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  expect(errors).toEqual([]);
});

test("made plans, whole or changed, never break the page", async ({ page }) => {
  test.slow();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await open(page, "two-courses.json");
  await page.getByRole("button", own).click();
  await expect(page.locator(".keeping")).toContainText("“My plan” is kept");
  const random = numbersFrom(4);
  const catalog = await twoCourses();
  for (let count = 0; count < 40; count += 1) {
    const text = textOfPlan({ ...madePlan(random), program: "two-courses" }, catalog) ?? "";
    const at = Math.floor(random() * text.length);
    const hash = count % 2 === 0 ? text : text.slice(0, at) + text.slice(at + 1);
    await follow(page, `#plan=${hash}`);
    await expect(banner(page).or(notice(page)).first()).toBeVisible();
    await follow(page, "");
  }
  await page.goto("about:blank");
  await page.goto("./");
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  expect(errors).toEqual([]);
});

test("what the catalog says otherwise since the link was made is said", async ({ page }) => {
  const then = await twoCourses();
  const [first, second] = then.courses;
  if (first === undefined || second === undefined) throw new Error("Two courses are needed.");
  const [run] = first.runs ?? [];
  if (run === undefined) throw new Error("A session is needed.");
  const older: CatalogFile = {
    ...then,
    as_of: "2026-06-01",
    courses: [
      {
        ...first,
        runs: [{ ...run, end: "2026-12-01" }, { ...run, id: "2T2026" }],
        fee: { value: { amount: "250.00", currency: "USD" }, source: "page", status: "current" },
      },
      second,
    ],
  };
  const plan: PlanFile = {
    format: 1,
    program: "two-courses",
    courses: [{ course: "D1x", runs: [planned("3T2026", { state: "in_progress" }), planned("2T2026")] }],
  };
  await open(page, "two-courses.json");
  await follow(page, `#plan=${textOfPlan(plan, older)}`);
  await expect(banner(page)).toContainText("facts of Jun 1, 2026, now of Nov 20, 2026");
  await expect(banner(page).getByRole("listitem")).toHaveText([
    "the fee of D1x Data One",
    "the dates of session 3T2026 of D1x Data One",
    "session 2T2026 of D1x Data One: the catalog no longer lists it",
  ]);
});

test("that a program or a course is no longer offered since the link was made is said", async ({ page }) => {
  const now = await twoCourses();
  const offered = { value: true, source: "page", status: "current" } as const;
  const older: CatalogFile = {
    ...now,
    programs: now.programs.map((program) => ({ ...program, offered })),
    courses: now.courses.map((course) => ({ ...course, offered })),
  };
  const retired: CatalogFile = {
    ...older,
    programs: older.programs.map((program) => ({ ...program, offered: { ...offered, value: false } })),
    courses: older.courses.map((course) => ({ ...course, offered: { ...offered, value: course.id === "D2x" } })),
  };
  const texts = [textOfPlan(shared, older), textOfPlan(shared, retired)].map((text) => text ?? "");
  const links = texts.map((text) => {
    const linked = planOfText(text);
    if (typeof linked === "string") throw new Error(linked);
    return linked.snapshot;
  });
  const [before, after] = links;
  if (before === undefined || after === undefined) throw new Error("Two links are needed.");
  expect(movedSince(shared, before, retired)).toEqual([
    { type: "offered" },
    { type: "course_offered", course: "D1x" },
  ]);
  expect(movedSince(shared, after, retired)).toEqual([]);
  // A link of before it was in there says nothing of it.
  const { offers: _, ...earlier } = before;
  const writer = new BitWriter();
  snapshotForm(shared).write(writer, earlier);
  const read = snapshotForm(shared).read(new BitReader(writer.done()));
  expect(read).toEqual(earlier);
  expect(movedSince(shared, read, retired)).toEqual([]);
  await open(page, "two-courses.json");
  await follow(page, `#plan=${texts[1]}`);
  await expect(banner(page).getByRole("listitem")).toHaveText([
    "whether the program is still offered",
    "whether D1x Data One is still offered",
  ]);
});
