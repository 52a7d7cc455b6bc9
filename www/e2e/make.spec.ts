// “Make a catalog”: what is written, dropped or opened is checked, shown by the planner and saved.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Locator, type Page, expect, test } from "@playwright/test";
import type {} from "../src/certificate-planner-element.js";
import { NOW, answer, card, courseAnswer, expectAccessible, part } from "./planner.js";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const record = (name: string) => file(`../../tests/records/${name}`);
const EXAMPLE = file("../example-catalog.json");
const FROM_README = file("fixtures/ritx-project-management.json");

const V2 = ["mitxonline/dedp-2024-programs.json", "mitxonline/dedp-2024-courses.json"].map(record);

async function openMaker(page: Page): Promise<void> {
  await page.clock.install({ time: NOW });
  await page.goto("./make.html");
  await expect(area(page)).toBeVisible();
}

function area(page: Page): Locator {
  return page.getByRole("textbox").first();
}

/** What came of the text. */
function outcome(page: Page): Locator {
  return page.locator(".outcome").getByRole("status");
}

function preview(page: Page): Locator {
  return page.locator("certificate-planner");
}

function items(page: Page): Locator {
  return page.locator(".outcome .problems > li");
}

async function begin(page: Page): Promise<string> {
  await openMaker(page);
  await page.getByRole("button", { name: "Start from a small example" }).click();
  await expect(outcome(page)).toHaveText(
    "The catalog can be used: 1 program and 3 courses. Nothing is wrong.",
  );
  await expect(answer(page)).toContainText("Example Program in Data");
  return await area(page).inputValue();
}

async function openFiles(page: Page, ...paths: string[]): Promise<void> {
  await openMaker(page);
  await page.getByLabel("Open files").setInputFiles(paths);
}

async function downloaded(page: Page): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the catalog" }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** What is marked in the text that has the focus. */
function marked(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    return at instanceof HTMLTextAreaElement ? at.value.slice(at.selectionStart, at.selectionEnd) : "";
  });
}

test("the page starts without an error, and with nothing to check", async ({ page }) => {
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", ({ message }) => errors.push(message));
  await openMaker(page);
  await expect(outcome(page)).toHaveText("Nothing to check yet.");
  await expect(preview(page)).toBeHidden();
  await expectAccessible(page);
  await begin(page);
  expect(errors).toEqual([]);
});

test("the foot of the planner leads to it, and it leads back", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("contentinfo").getByRole("link", { name: "Make a catalog" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Make a catalog");
  await page.getByRole("link", { name: "The planner" }).click();
  await expect(page.getByLabel("Program", { exact: true })).toBeVisible();
});

test("the example is shown by the planner and saved as it is", async ({ page }) => {
  const text = await begin(page);
  expect(text).toBe(await readFile(EXAMPLE, "utf8"));
  await expect(card(page, "EX.1x")).toBeVisible();
  const saved = await downloaded(page);
  expect(saved).toEqual({ name: "example-catalog.json", text });
});

test("problems are listed while one writes, with their place, and go when they are mended", async ({
  page,
}) => {
  const text = await begin(page);
  await area(page).fill(text.replace('"fee"', '"fees"').replace("2027-01-26", "2027-13-26"));
  await expect(outcome(page)).toHaveText("The catalog cannot be used yet: 2 problems.");
  const [key, date] = [items(page).nth(0), items(page).nth(1)];
  await expect(key).toContainText("courses[0].fees");
  await expect(date.locator("code")).toHaveText("courses[0].runs[0].start");
  await expect(date).toContainText("This should be a day or an instant");
  // What the key means stands beside it, as the schema says it.
  await expect(date).toContainText("“start” means: The first day of the course.");
  await date.getByRole("button", { name: "Go to line 20, column 20" }).click();
  expect(await marked(page)).toBe('"2027-13-26"');
  const scrolled = await area(page).evaluate((element) => element.scrollTop);
  expect(scrolled).toBeLessThan(20 * 30);
  // Nothing is lost meanwhile: the planner shows what could be used last.
  await expect(page.getByText("This is the last catalog that could be used.")).toBeVisible();
  await expect(card(page, "EX.1x")).toBeVisible();
  await area(page).fill(text.replace("Describing Data", "Seeing Data"));
  await expect(outcome(page)).toContainText("Nothing is wrong.");
  await expect(items(page)).toHaveCount(0);
  await expect(card(page, "EX.1x")).toContainText("Seeing Data");
});

test("a key that is missing says what it means", async ({ page }) => {
  const text = await begin(page);
  await area(page).fill(text.replace('"platform": "mitx_online",', ""));
  await expect(outcome(page)).toHaveText("The catalog cannot be used yet: 1 problem.");
  await expect(items(page)).toContainText("The key “platform” is missing.");
  await expect(items(page)).toContainText("“platform” means: The platform, whose rules apply");
});

test("a warning leaves the catalog usable and is listed with its place", async ({ page }) => {
  const text = await begin(page);
  const twice = '{ "kind": "course", "course": "EX.3x" }';
  await area(page).fill(text.replace(twice, `${twice}, ${twice}`));
  await expect(outcome(page)).toHaveText(
    "The catalog can be used: 1 program and 3 courses. 1 warning to look at.",
  );
  await expect(items(page)).toContainText("The course EX.3x stands here twice and counts twice.");
  await page.getByRole("button", { name: /^Go to line/ }).click();
  expect(await marked(page)).toContain("EX.3x");
  await expectAccessible(page);
});

test("what the author of a usable catalog may not mean is listed with its place", async ({ page }) => {
  const { courses, programs, ...rest } = JSON.parse(await begin(page));
  const fact = (value: unknown, status: string) => ({ value, source: "page", status });
  const ended = { ...courses[0], offered: fact(false, "current"), runs: [] };
  const tiers = { currency: "USD", tiers: [{ income_from: "0", fee: "250.00" }] };
  const old = { ...programs[0], income_tiers: fact(tiers, "historic") };
  const doubtful = { ...rest, courses: [ended, ...courses.slice(1)], programs: [old] };
  await area(page).fill(JSON.stringify(doubtful, null, 2));
  await expect(outcome(page)).toHaveText(
    "The catalog can be used: 1 program and 3 courses. 3 warnings to look at.",
  );
  const said = [
    ["courses[0].runs", "No session is published", "[]"],
    ["programs[0].requirement", "EX.1x", '"value"'],
    ["programs[0].income_tiers.status", "These fees are old.", '"historic"'],
  ] as const;
  await expect(items(page).locator("code")).toHaveText(said.map(([path]) => path));
  for (const [path, text, value] of said) {
    const item = items(page).filter({ has: page.getByText(path, { exact: true }) });
    await expect(item).toContainText(text);
    await item.getByRole("button", { name: /^Go to line/ }).click();
    expect(await marked(page)).toContain(value);
  }
});

test("a place is found by its very key, and of two keys by the one that counts", async ({ page }) => {
  const text = await begin(page);
  await area(page).fill(text.replace('"title": "Example University"', '"title": "A", "title": "B", "a.b[0]": 7'));
  await expect(outcome(page)).toHaveText("The catalog cannot be used yet: 2 problems.");
  const places = [
    ["The key “title” stands here twice.", '"B"'],
    ["The format has no key “a.b[0]” here.", "7"],
  ] as const;
  for (const [said, value] of places) {
    const item = items(page).filter({ hasText: said });
    await item.getByRole("button", { name: /^Go to line 4/ }).click();
    expect(await marked(page)).toBe(value);
  }
});

for (const [name, text, said] of [
  ["what is no JSON", '{\n  "format": 1,,\n}', "Reading stopped at line 2, column 15."],
  ["JSON that is something else", "{}", "neither a catalog nor a record of MITx Online or edX"],
  ["a list", "[]", "neither a catalog nor a record of MITx Online or edX"],
] as const) {
  test(`${name} is refused with what may help`, async ({ page }) => {
    await openMaker(page);
    await area(page).fill(text);
    await expect(outcome(page)).toContainText("The catalog cannot be used yet");
    await expect(page.locator(".outcome")).toContainText(said);
    await expect(preview(page)).toBeHidden();
    expect(await area(page).inputValue()).toBe(text);
  });
}

test("where reading stopped is counted in letters, also after letters of several bytes", async ({
  page,
}) => {
  await openMaker(page);
  await area(page).fill('{\n  "title": "Économie – 经济学",,\n}');
  await page.getByRole("button", { name: /^Go to line 2, column 29/ }).click();
  expect(await marked(page)).toBe(",");
});

test("a text that is too long is refused, and a file that is too large leaves the text", async ({
  page,
}) => {
  // A browser lays out a line of this length slowly.
  test.slow();
  const text = await begin(page);
  const buffer = Buffer.alloc(4_000_001, " ");
  await page.getByLabel("Open files").setInputFiles({ name: "big.json", mimeType: "application/json", buffer });
  await expect(page.getByRole("alert")).toHaveText(
    "The file big.json is larger than 4 MB and is not read.",
  );
  expect(await area(page).inputValue()).toBe(text);
  await area(page).fill(`[${" ".repeat(4_000_000)}]`);
  await expect(items(page)).toContainText("At most 4,000,000 are read.");
});

test("a text that the browser cannot keep is said to be lost with the tab", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await begin(page);
  await expect(page.getByText("The text is too large to be kept in this tab.")).toBeVisible();
});

test("records of MITx Online become a catalog that can be saved and written on", async ({ page }) => {
  await openFiles(page, ...V2);
  await expect(outcome(page)).toHaveText(
    "A catalog was made of the records: 2 programs and 8 courses. 14 warnings to look at.",
  );
  // A note leads to its record among the two.
  const note = items(page).filter({ hasText: "No record describes the course 68." });
  await note.getByRole("button", { name: /^Go to line/ }).click();
  expect(await marked(page)).toBe("68");
  await expect(page.getByLabel("dedp-2024-programs.json", { exact: true })).toBeFocused();
  // The day on which they were served is asked for, and goes into the catalog.
  await page.getByLabel("The day on which the records were served").fill("2024-06-07");
  await expect(answer(page).first()).toContainText("Jun 7, 2024");
  const saved = await downloaded(page);
  expect(saved.name).toBe("catalog.json");
  const catalog: { $schema: string; as_of: string; programs: object[] } = JSON.parse(saved.text);
  expect(catalog).toMatchObject({ $schema: "catalog.schema.json", as_of: "2024-06-07" });
  expect(saved.text).toBe(`${JSON.stringify(catalog, null, 2)}\n`);
  // The choice of a program is the planner's own.
  const programs = page.getByLabel("Program", { exact: true });
  await programs.selectOption({ index: 1 });
  await expect(programs.locator("option:checked")).toContainText("Public Policy");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Edit this catalog" }).click();
  await expect(area(page)).toHaveValue(saved.text);
  await expect(page.getByRole("textbox", { name: "catalog.json" })).toBeFocused();
  await expect(outcome(page)).toContainText("The catalog can be used: 2 programs and 8 courses.");
  await page.getByRole("button", { name: "Back to the text before" }).click();
  await expect(page.getByLabel("dedp-2024-courses.json", { exact: true })).toBeVisible();
});

for (const [name, path, size] of [
  ["the first version of MITx Online", "mitxonline/shapes-v1-program.json", "1 program"],
  ["edX of 2017", "edx/iimbx-entrepreneurship-2017.json", "1 program"],
  ["edX as of now", "edx/iux-accounting.json", "1 program"],
] as const) {
  test(`a record of ${name} becomes a catalog`, async ({ page }) => {
    await openFiles(page, record(path));
    await expect(outcome(page)).toContainText(`A catalog was made of the records: ${size}`);
    await expect(part(page, "verdict")).toBeVisible();
    const catalog: object = JSON.parse((await downloaded(page)).text);
    expect(catalog).toMatchObject({ format: 1 });
  });
}

test("records of courses alone have no program to show, and what is lacking is said", async ({ page }) => {
  await openFiles(page, record("edx/mitx-courses.json"));
  await expect(outcome(page)).toContainText("A catalog was made of the records: 0 programs and 2 courses.");
  await expect(page.getByText("The catalog has no program yet, so there is nothing to show.")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.locator("certificate-planner")).toBeHidden();
  // With a program it is there.
  await area(page).fill(await readFile(FROM_README, "utf8"));
  await expect(part(page, "verdict")).toBeVisible();
});

test("records are asked for one text after the other where they are pasted", async ({ page }) => {
  const [programs = "", courses = ""] = await Promise.all(V2.map((path) => readFile(path, "utf8")));
  await openMaker(page);
  await area(page).fill(programs);
  await expect(outcome(page)).toContainText("A catalog was made of the records");
  await page.getByRole("button", { name: "Add another text" }).click();
  await expect(page.getByLabel("Text 2", { exact: true })).toBeFocused();
  await page.getByLabel("Text 2", { exact: true }).fill("{");
  // The one that is broken is named by the place that it leads to.
  await expect(page.locator(".outcome")).toContainText("This is not JSON.");
  await page.getByRole("button", { name: /^Go to line 1, column 2/ }).click();
  await expect(page.getByLabel("Text 2", { exact: true })).toBeFocused();
  await page.getByLabel("Text 2", { exact: true }).fill(courses);
  await expect(outcome(page)).toContainText("2 programs and 8 courses");
  await page.getByRole("button", { name: "Remove Text 2" }).click();
  await expect(area(page)).toBeFocused();
  await expect(page.getByRole("button", { name: "Remove Text 2" })).toHaveCount(0);
});

test("files are dropped anywhere on the texts, and what was there can be had back", async ({ page }) => {
  const before = await begin(page);
  const text = await readFile(FROM_README, "utf8");
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], "own.json", { type: "application/json" }));
    return transfer;
  }, text);
  await page.locator("catalog-maker").dispatchEvent("drop", { dataTransfer: data });
  await expect(page.getByRole("textbox", { name: "own.json" })).toHaveValue(text);
  await expect(answer(page)).toContainText("Project Management");
  await page.getByRole("button", { name: "Back to the text before" }).click();
  await expect(area(page)).toHaveValue(before);
  await expect(answer(page)).toContainText("Example Program in Data");
});

test("the text is kept in the tab, and undone by its own field", async ({ page }) => {
  const text = await begin(page);
  await area(page).press("End");
  await page.keyboard.type(" x");
  await expect(outcome(page)).toContainText("The catalog cannot be used yet");
  await page.reload();
  await expect(area(page)).toHaveValue(text.replace("{", "{ x"));
  await page.keyboard.press("Tab");
  await area(page).focus();
  await page.keyboard.type("yz");
  await expect(area(page)).toHaveValue(/yz/);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(area(page)).not.toHaveValue(/yz/);
});

test("the plan in the preview stays while the catalog is written", async ({ page }) => {
  const text = await begin(page);
  await page.getByRole("button", { name: /Add a session of EX.1x/ }).click();
  await expect(card(page, "EX.1x")).toContainText("Planned");
  await area(page).fill(text.replace("Example Program in Data", "Data for All"));
  await expect(answer(page)).toContainText("Data for All");
  await expect(card(page, "EX.1x")).toContainText("Planned");
});

test("markup in a catalog stays text", async ({ page }) => {
  const text = await begin(page);
  const title = '<img src=x onerror=\\"document.title=1\\"><b>Data</b>';
  await area(page).fill(
    text.replace("Describing Data", title).replace('"source": "calendar"', '"source": "<i>calendar</i>"'),
  );
  await expect(items(page).first()).toContainText("<i>calendar</i>");
  await expect(page.locator(".outcome i")).toHaveCount(0);
  await area(page).fill(text.replace("Describing Data", title));
  await expect(card(page, "EX.1x")).toContainText("<b>Data</b>");
  await expect(page.locator("img")).toHaveCount(0);
  await expect(page.locator("b").filter({ hasText: /^Data$/ })).toHaveCount(0);
  expect(await page.title()).toBe("Make a catalog for the Certificate Planner");
});

test("problems stand in the order of the text, and only what can be used is offered first", async ({ page }) => {
  await openMaker(page);
  const text = await readFile(new URL("fixtures/three-faults.json", import.meta.url), "utf8");
  const { programs, courses, ...rest } = JSON.parse(text);
  await area(page).fill(JSON.stringify({ ...rest, programs, courses }, null, 2));
  const places = () => items(page).locator("code").allTextContents();
  await expect.poll(places).toEqual([
    "programs[0].requirement.value.of[1].course",
    "courses[0].colour",
    "courses[1].runs[0].end",
  ]);
  const download = page.getByRole("link", { name: "Download the catalog" });
  const groundOf = () => download.evaluate((link) => getComputedStyle(link).backgroundColor);
  expect(await groundOf()).toBe("rgba(0, 0, 0, 0)");
  await page.getByRole("button", { name: "Start from a small example" }).click();
  await expect(outcome(page)).toContainText("Nothing is wrong.");
  expect(await groundOf()).not.toBe("rgba(0, 0, 0, 0)");
});

test("a time zone that the browser does not know is remarked, with its place", async ({ page }) => {
  const text = await begin(page);
  const named = text.replace('"format": 1,', '"format": 1,\n  "time_zone": "America/New_Yorck",');
  await area(page).fill(named);
  await expect(outcome(page)).toContainText("1 warning to look at.");
  const remark = items(page).first();
  await expect(remark.locator("code")).toHaveText("time_zone");
  await expect(remark).toContainText("Warning: This browser knows no time zone “America/New_Yorck”");
  // What the key means stands beside it, as the schema says it.
  await expect(remark).toContainText("“time_zone” means: The IANA name of the platform's time zone");
  await remark.getByRole("button", { name: /^Go to line \d+, column \d+: time_zone$/ }).click();
  expect(await marked(page)).toBe('"America/New_Yorck"');
  await page.getByRole("combobox", { name: "Language" }).selectOption("es");
  await expect(remark).toContainText("no conoce ninguna zona horaria «America/New_Yorck»");
  await area(page).fill(named.replace("New_Yorck", "New_York"));
  await expect(items(page)).toHaveCount(0);
});

test("everything can be done by keyboard", async ({ page }) => {
  await openMaker(page);
  const at = (locator: Locator) => expect(locator).toBeFocused();
  await page.getByLabel("Open files").focus();
  await page.keyboard.press("Tab");
  await at(page.getByRole("button", { name: "Start from a small example" }));
  await page.keyboard.press("Enter");
  // The cursor stands at the begin of what is to be written on.
  await at(area(page));
  await expect(outcome(page)).toContainText("Nothing is wrong.");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Delete");
  await expect(outcome(page)).toContainText("The catalog cannot be used yet: 1 problem.");
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const download = page.getByRole("link", { name: "Download the catalog" });
  for (const next of [button("Add another text"), download, button(/^Go to line/)]) {
    await page.keyboard.press("Tab");
    await at(next);
  }
  await page.keyboard.press("Enter");
  await at(area(page));
});

test("it fits a small screen and passes the accessibility checks, light and dark", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const text = await begin(page);
  await area(page).fill(text.replace('"fee"', '"fees"').replaceAll("2027", "20277"));
  await expect(items(page).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});

test("a catalog written from README alone is checked and shown", async ({ page }) => {
  await openFiles(page, FROM_README);
  // It states no session to come.
  await expect(outcome(page)).toHaveText(
    "The catalog can be used: 1 program and 3 courses. 3 warnings to look at.",
  );
  const held = { state: "finished", certificate: "held", certificate_on: "2025-06-01" };
  const courses = ["project-management-life-cycle", "best-practices"];
  const plan = (done: string[]) => ({
    format: 1,
    program: "ritx-project-management",
    courses: done.map((course) => ({ course, runs: [held] })),
  });
  const set = (done: string[]) =>
    preview(page).evaluate((element, file) => Object.assign(element, { plan: file }), plan(done));
  await set(courses);
  await expect(part(page, "verdict")).toContainText("This plan does not earn the program credential.");
  // The fee of 2021 is no fee of today.
  await expect(courseAnswer(page, "best-practices")).toContainText("Earned");
  await expect(answer(page)).toContainText("not published");
  await set([...courses, "international-project-management"]);
  await expect(part(page, "verdict")).toContainText("You have earned the program credential.");
});
