// Plans are kept on the device, and nothing of them is lost: not by another tab, a full disk or a file.
import { readFile } from "node:fs/promises";
import { type Download, type Page, expect, test } from "@playwright/test";
import { card, expectAccessible, open, openPage, setPlan } from "./planner.js";

/** The line that says where the plan is. */
function line(page: Page) {
  return page.locator(".keeping > .tools");
}

function plans(page: Page) {
  return page.getByRole("region", { name: "Your plans" });
}

function item(page: Page, name: string) {
  return plans(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: new RegExp(`^${name}( |$)`) }) });
}

/** Adds the first session of a course, which makes an empty plan one that is kept. */
async function addSession(page: Page, course = "D1x"): Promise<void> {
  await page.getByRole("button", { name: `Add a session of ${course}` }).click();
  await expect(card(page, course).locator(".session")).toHaveCount(1);
}

async function keptLine(page: Page, name = "My plan"): Promise<void> {
  await expect(line(page)).toContainText(`“${name}” is kept on this device.`);
}

/** Every text that is kept, by its name. */
function stored(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => ({ ...localStorage }));
}

/** Puts a text where the plan for the two courses is kept, before the page is opened. */
async function keepText(page: Page, id: string, text: string): Promise<void> {
  await page.addInitScript(
    ([name, value]) => {
      const place = encodeURIComponent(new URL("catalogs/two-courses.json", document.baseURI).pathname);
      const shown = `certificate-planner:shown:${place}:two-courses`;
      if (localStorage.getItem(shown) !== null) return;
      localStorage.setItem(shown, name);
      localStorage.setItem(`certificate-planner:plan:${place}:${name}`, value);
    },
    [id, text] as const,
  );
}

async function contentOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}

function fileOf(name: string, text: string) {
  return { name, mimeType: "application/json", buffer: Buffer.from(text) };
}

test("a plan is there again when the page is opened again", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Program", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Put 14.740x into my plan" }).click();
  await keptLine(page);
  await page.reload();
  // The program that was shown last, too.
  await expect(card(page, "14.740x")).toContainText("Certificate (paid)");
  await keptLine(page);
});

test("what is undone and done again at once is kept as it is shown", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Program", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Put 14.740x into my plan" }).click();
  await keptLine(page);
  // Both before what was undone would be written.
  await page.locator("certificate-planner").evaluate((element) => {
    for (const id of ["undo", "redo"]) element.shadowRoot?.querySelector<HTMLElement>(`#${id}`)?.click();
  });
  await expect(card(page, "14.740x")).toContainText("Certificate (paid)");
  await page.reload();
  await expect(card(page, "14.740x")).toContainText("Certificate (paid)");
});

test("an example is not kept until the reader makes it theirs", async ({ page }) => {
  await openPage(page);
  await expect(page.getByText("This is an example.")).toBeVisible();
  expect(Object.keys(await stored(page)).filter((key) => key.includes(":plan:"))).toEqual([]);
  // Nor by looking at another program.
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption({ index: 1 });
  await expect(card(page, "14.740x")).toBeVisible();
  await program.selectOption({ index: 0 });
  await page.getByRole("button", { name: "Keep and edit" }).waitFor();
  await page.reload();
  await expect(page.getByText("This is an example.")).toBeVisible();
  expect(Object.keys(await stored(page)).filter((key) => key.includes(":plan:"))).toEqual([]);
  await page.getByRole("button", { name: "Keep and edit" }).click();
  await keptLine(page);
  await page.reload();
  await keptLine(page);
  await expect(page.getByText("This is an example.")).toHaveCount(0);
});

test("what was typed a moment ago is kept when the page is left", async ({ page }) => {
  await open(page, "five-courses.json");
  await page.getByLabel("Yearly income").fill("25000");
  await page.reload();
  await expect(page.getByLabel("Yearly income")).toHaveValue("25000");
});

test("a plan that the first version of this page kept still opens", async ({ page }) => {
  const text = await readFile(new URL("fixtures/kept-1.json", import.meta.url), "utf8");
  await keepText(page, "0mwqcvpc0-0001-abc", text);
  await open(page, "two-courses.json");
  await expect(card(page, "D1x")).toContainText("In progress");
  await keptLine(page);
  await addSession(page, "D2x");
  const plan = async () => Object.values(await stored(page)).find((one) => one.includes("D2x"));
  await expect.poll(plan).toContain('"version":2');
  // The same plan goes on, with its next revision.
  expect(JSON.parse((await plan()) ?? "")).toMatchObject({ id: "0mwqcvpc0-0001-abc", revision: 8 });
});

for (const [why, text, sentence] of [
  ["cut off", '{"version":2,"revision":1,"plan":{"format":1,"pro', "cannot be read"],
  ["no plan", '{"version":2,"revision":1,"plan":{"program":17,"courses":true}}', "cannot be read"],
  ["of a later version", '{"version":99,"all":"new"}', "of a later version of this page"],
] as const) {
  test(`a kept text that is ${why} is said so, offered and left alone`, async ({ page }) => {
    await keepText(page, "bad", text);
    await open(page, "two-courses.json");
    const notice = page.locator(".notice");
    await expect(notice).toContainText(sentence);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      notice.getByRole("button", { name: "Save what is stored as a file" }).click(),
    ]);
    expect(text).toContain((await contentOf(download)).slice(1, -1));
    await addSession(page);
    await keptLine(page);
    const left = Object.entries(await stored(page)).find(([key]) => key.endsWith(":bad"));
    expect(left?.[1]).toBe(text);
    await page.reload();
    await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  });
}

for (const [why, block] of [
  [
    "refused",
    () => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    },
  ],
  [
    "absent",
    () => {
      Object.defineProperty(window, "localStorage", { value: null });
    },
  ],
] as const) {
  test(`where storage is ${why}, the page works on and says so`, async ({ page }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.addInitScript(block);
    await open(page, "two-courses.json");
    const notice = page.locator(".notice");
    await expect(notice).toContainText("Your browser does not let this page keep anything");
    await addSession(page);
    await line(page).getByRole("button", { name: "Your plans" }).click();
    await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
    await expect(plans(page).getByRole("listitem")).toHaveCount(2);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      notice.getByRole("button", { name: "Save the plan as a file" }).click(),
    ]);
    expect(JSON.parse(await contentOf(download))).toMatchObject({ courses: [{ course: "D1x" }] });
    expect(errors).toEqual([]);
  });
}

test("where there is no room left, the page works on, says so, and keeps again later", async ({
  page,
}) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    Object.assign(window, { makeRoom: () => (Storage.prototype.setItem = set) });
  });
  await addSession(page, "D2x");
  const notice = page.locator(".notice");
  await expect(notice).toContainText("There is no room left to keep your plan on this device");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    notice.getByRole("button", { name: "Save the plan as a file" }).click(),
  ]);
  expect(await contentOf(download)).toContain("D2x");
  // What was kept before is still there.
  expect(Object.values(await stored(page)).join()).toContain("D1x");
  await page.evaluate(() => Reflect.get(window, "makeRoom")());
  await page.getByRole("button", { name: "Undo" }).click();
  await keptLine(page);
  await expect(notice).toHaveCount(0);
});

test.describe("in two tabs", () => {
  test("a change in one is said in the other, which can show it", async ({ page, context }) => {
    await open(page, "two-courses.json");
    await addSession(page);
    await keptLine(page);
    const other = await context.newPage();
    await open(other, "two-courses.json");
    await expect(card(other, "D1x").locator(".session")).toHaveCount(1);
    await addSession(other, "D2x");
    const notice = page.locator(".notice");
    await expect(notice).toContainText("“My plan” was changed in another tab.");
    await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
    await notice.getByRole("button", { name: "Show that one" }).click();
    await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
    await expect(notice).toHaveCount(0);
    // What was here can be had back.
    await page.keyboard.press("Control+z");
    await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
  });

  test("the plan here can be kept as a copy", async ({ page, context }) => {
    await open(page, "two-courses.json");
    await addSession(page);
    await keptLine(page);
    const other = await context.newPage();
    await open(other, "two-courses.json");
    await addSession(other, "D2x");
    await page.getByRole("button", { name: "Keep this one as a copy" }).click();
    await keptLine(page, "Copy of My plan");
    await line(page).getByRole("button", { name: "Your plans" }).click();
    await expect(plans(page).getByRole("listitem")).toHaveCount(2);
    await item(page, "My plan").getByRole("button", { name: /^Show/ }).click();
    await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  });

  test("changes in both are both kept", async ({ page, context }) => {
    await open(page, "two-courses.json");
    await addSession(page);
    await keptLine(page);
    const other = await context.newPage();
    await open(other, "two-courses.json");
    await addSession(other, "D2x");
    await expect(page.locator(".notice")).toContainText("was changed in another tab");
    // The reader does not choose but goes on.
    await page.getByRole("button", { name: "Add a session of D1x" }).click();
    await expect(page.locator(".notice")).toContainText(
      "“My plan” was changed in another tab as well. What you have here is kept as “Copy of My plan”.",
    );
    const kept = Object.entries(await stored(page)).flatMap(([key, text]) =>
      key.includes(":plan:") ? JSON.parse(text).plan.courses : [],
    );
    // Two sessions of the first course in one plan, a session of each course in the other.
    expect(kept.map(({ course, runs }) => [course, runs.length])).toEqual(
      expect.arrayContaining([
        ["D1x", 2],
        ["D1x", 1],
        ["D2x", 1],
      ]),
    );
    expect(kept).toHaveLength(3);
  });

  test("a plan that is deleted in one stays in the other", async ({ page, context }) => {
    await open(page, "two-courses.json");
    await addSession(page);
    await keptLine(page);
    const other = await context.newPage();
    await open(other, "two-courses.json");
    await line(other).getByRole("button", { name: "Your plans" }).click();
    await plans(other).getByRole("button", { name: "Delete “My plan”" }).click();
    const notice = page.locator(".notice");
    await expect(notice).toContainText("“My plan” was deleted in another tab. It is still here.");
    await expect(line(page)).not.toContainText("“My plan” is kept on this device.");
    await notice.getByRole("button", { name: "Keep it" }).click();
    await keptLine(page);
    await page.reload();
    await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  });
});

test("an element that is not asked to keep keeps nothing, and shows no link", async ({ page }) => {
  await page.route("./", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(" keep ", " ") });
  });
  await open(page, "two-courses.json");
  await addSession(page);
  await expect(line(page)).toContainText("This plan is not kept");
  await expect(line(page).getByRole("button", { name: "Share" })).toHaveCount(0);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  await expect(plans(page).getByRole("listitem")).toHaveCount(2);
  expect(await stored(page)).toEqual({});
});

test("plans for another catalog are not shown, and each comes back with its own", async ({
  page,
}) => {
  await open(page, "two-courses.json", "five-courses.json");
  await addSession(page);
  await keptLine(page);
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption({ index: 1 });
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await expect(plans(page).getByRole("listitem")).toHaveCount(1);
  await expect(plans(page).getByRole("listitem")).toContainText("not kept yet");
  await addSession(page, "E1x");
  await keptLine(page);
  await program.selectOption({ index: 0 });
  await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  await expect(plans(page).getByRole("listitem")).toHaveCount(1);
});

test("a plan that a host page sets does not replace the learner's", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await setPlan(page, { program: "two-courses", courses: [{ course: "D2x", runs: [{ state: "planned" }] }] });
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  await page.reload();
  await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
});

test("plans are renamed, duplicated and deleted, and all of it can be undone", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  const names = plans(page).getByRole("listitem").getByRole("heading");
  await plans(page).getByRole("button", { name: "Rename “My plan”" }).click();
  const name = plans(page).getByLabel("Name");
  await expect(name).toBeFocused();
  await name.fill("Slowly");
  await name.press("Enter");
  await expect(names).toHaveText([/^\s*Slowly/]);
  await keptLine(page, "Slowly");
  await plans(page).getByRole("button", { name: "Duplicate “Slowly”" }).click();
  await expect(names).toHaveText([/^\s*Slowly/, /^\s*Copy of Slowly\s+shown here/]);
  await addSession(page, "D2x");
  await plans(page).getByRole("button", { name: "Delete “Copy of Slowly”" }).click();
  await expect(names).toHaveText([/^\s*Slowly\s+shown here/]);
  await expect(page.locator(".notice")).toContainText("“Copy of Slowly” is deleted.");
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
  // Back, step by step: the plan, its session, the copy, the name.
  await page.keyboard.press("Control+z");
  await expect(names).toHaveText([/^\s*Slowly/, /^\s*Copy of Slowly\s+shown here/]);
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(names).toHaveText([/^\s*Slowly\s+shown here/]);
  await page.keyboard.press("Control+z");
  await expect(names).toHaveText([/^\s*My plan/]);
  await page.keyboard.press("Control+z");
  await expect(card(page, "D1x").locator(".session")).toHaveCount(0);
  // And forth again.
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("Control+Shift+z");
  await expect(names).toHaveText([/^\s*Slowly\s+shown here/]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(names).toHaveText([/^\s*Slowly/, /^\s*Copy of Slowly\s+shown here/]);
  await page.reload();
  await keptLine(page, "Copy of Slowly");
});

test("a name is marked when it is to be changed, and may be long", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Rename “My plan”" }).click();
  const name = plans(page).getByRole("textbox", { name: "Name" });
  await expect(name).toHaveAccessibleDescription("At most 120 characters.");
  await expect(name).toBeFocused();
  // A press into it puts the cursor there.
  const marked = () => name.evaluate((input: HTMLInputElement) => (input.selectionEnd ?? 0) - (input.selectionStart ?? 0));
  expect(await marked()).toBe("My plan".length);
  await name.blur();
  await name.click();
  expect(await marked()).toBe(0);
  await name.press("ControlOrMeta+a");
  const field = await name.boundingBox();
  const save = await plans(page).getByRole("button", { name: "Save the name" }).boundingBox();
  expect((save?.y ?? 0) - (field?.y ?? 0) - (field?.height ?? 0)).toBeGreaterThanOrEqual(8);
  // As long as its list.
  const list = await plans(page).getByRole("list").boundingBox();
  expect(field?.width).toBeGreaterThan((list?.width ?? 0) * 0.9);
  const long = "Everything that I have to remember of the plan in which I begin in spring and am done in 2028";
  await page.keyboard.type(long);
  await page.keyboard.press("Enter");
  await keptLine(page, long);
  await plans(page).getByRole("button", { name: /^Duplicate/ }).click();
  for (const box of await plans(page).getByRole("checkbox").all()) await box.check();
  // Where its table is narrow, the long name stands in the headings alone.
  await page.setViewportSize({ width: 320, height: 640 });
  const table = plans(page).getByRole("table");
  await expect(table.getByRole("columnheader", { name: long }).first()).toBeVisible();
  const titles = await table.getByRole("cell").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-title")));
  expect(new Set(titles)).toEqual(
    new Set(["Everything that I have t…done in 2028", "Copy of Everything that…done in 2028"]),
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test("whoever undoes faster than plans are written gets no second copy", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  const names = plans(page).getByRole("listitem").getByRole("heading");
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  await addSession(page, "D2x");
  await plans(page).getByRole("button", { name: "Delete “Copy of My plan”" }).click();
  await expect(names).toHaveText([/^\s*My plan\s+shown here/]);
  /** Presses the keys at once, and waits until everything is written. */
  const travel = async (steps: number, shiftKey: boolean): Promise<void> => {
    await page.evaluate(
      ([count, isShifted]) => {
        const key = { key: "z", ctrlKey: true, shiftKey: isShifted, bubbles: true };
        for (let step = 0; step < count; step += 1) {
          document.body.dispatchEvent(new KeyboardEvent("keydown", key));
        }
      },
      [steps, shiftKey] as const,
    );
    // Longer than changes rest before they are written.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  };
  const kept = async () => Object.keys(await stored(page)).filter((key) => key.includes(":plan:"));
  // The deletion, the second session and the copy.
  await travel(3, false);
  await expect(names).toHaveText([/^\s*My plan\s+shown here/]);
  expect(await kept()).toHaveLength(1);
  await travel(3, true);
  await expect(names).toHaveText([/^\s*My plan\s+shown here/]);
  expect(await kept()).toHaveLength(1);
  await travel(1, false);
  await expect(names).toHaveText([/^\s*My plan/, /^\s*Copy of My plan\s+shown here/]);
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  expect(await kept()).toHaveLength(2);
});

test("a plan that was left and shown again is one with the plan that undo comes back to", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  const names = plans(page).getByRole("listitem").getByRole("heading");
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  await plans(page).getByRole("button", { name: "Show “My plan”" }).click();
  await addSession(page, "D2x");
  await keptLine(page);
  await plans(page).getByRole("button", { name: "Show “Copy of My plan”" }).click();
  await expect(names).toHaveText([/^\s*My plan/, /^\s*Copy of My plan\s+shown here/]);
  // The copy goes, and the plan before it goes on as it is kept now.
  await page.keyboard.press("Control+z");
  await expect(names).toHaveText([/^\s*My plan\s+shown here/]);
  await card(page, "D2x").getByRole("button", { name: /^Remove/ }).click();
  await keptLine(page);
  await expect(names).toHaveText([/^\s*My plan\s+shown here/]);
  await expect(page.locator(".notice")).toHaveCount(0);
});

test("a deleted plan can be put back by a button", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Delete “My plan”" }).click();
  await expect(card(page, "D1x").locator(".session")).toHaveCount(0);
  await page.locator(".notice").getByRole("button", { name: "Put it back" }).click();
  await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  await keptLine(page);
});

test("that a plan is back is said, also where another one is shown", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  await plans(page).getByRole("button", { name: "Delete “My plan”" }).click();
  await expect(page.getByRole("status").filter({ hasText: "“My plan” is deleted." })).toHaveCount(1);
  await page.locator("h1").click();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("status").filter({ hasText: "“My plan” is back." })).toHaveCount(1);
});

test("up to three plans are compared, and what differs stands out", async ({ page }) => {
  test.slow();
  await open(page, "two-courses.json");
  await addSession(page);
  await card(page, "D1x").getByLabel(/^Session:/).selectOption({ index: 1 });
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  await addSession(page, "D2x");
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  for (const name of ["My plan", "Copy of My plan"]) {
    await plans(page).getByRole("checkbox", { name: `Compare “${name}”` }).check();
  }
  const table = plans(page).getByRole("table", { name: "Side by side" });
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  for (const row of ["Answer", "Certificate", "In all", "Still to pay", "Time at most"]) {
    await expect(table.getByRole("rowheader", { name: new RegExp(`^${row}`) })).toHaveCount(1);
  }
  const second = table.getByRole("row").filter({ hasText: "D2x Data Two" });
  await expect(second).toContainText("differs");
  await expect(second.getByRole("cell").first()).toHaveText("not in the plan");
  const first = table.getByRole("row").filter({ hasText: "D1x Data One" });
  await expect(first).not.toContainText("differs");
  // Dates as the catalog states them: the session of the first course.
  await expect(first.getByRole("cell").first()).toContainText("3T2026");
  await plans(page).getByRole("checkbox", { name: "Compare “Copy of My plan (2)”" }).check();
  await expect(table.getByRole("columnheader")).toHaveCount(4);
  await expectAccessible(page);
  await table.getByRole("button", { name: "Leave out “My plan”" }).click();
  await expect(table.getByRole("columnheader")).toHaveCount(3);
});

test("a fourth plan is not compared, and that is said", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  for (let count = 0; count < 3; count += 1) {
    await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  }
  const boxes = plans(page).getByRole("checkbox");
  await expect(boxes).toHaveCount(4);
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await boxes.nth(3).click();
  await expect(boxes.nth(3)).not.toBeChecked();
  await expect(page.locator(".notice")).toContainText("Three plans fit side by side.");
});

test("undo leaves a text alone while it is typed", async ({ page }) => {
  await open(page, "five-courses.json");
  await addSession(page, "E1x");
  const income = page.getByLabel("Yearly income");
  await income.pressSequentially("25");
  await page.keyboard.press("Control+z");
  // The browser took back what was typed there, a letter or all at once; the plan has what was done before.
  await expect(income).not.toHaveValue("25");
  await expect(card(page, "E1x").locator(".session")).toHaveCount(1);
  await income.blur();
  await page.locator("certificate-planner").getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(card(page, "E1x").locator(".session")).toHaveCount(0);
  await page.keyboard.press("Meta+Shift+z");
  await expect(card(page, "E1x").locator(".session")).toHaveCount(1);
});

test("a plan is saved as a file and opened from one, beside the others", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    plans(page).getByRole("button", { name: "Save as a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("My plan.json");
  const text = await contentOf(download);
  expect(JSON.parse(text)).toMatchObject({ format: 1, program: "two-courses" });
  await addSession(page, "D2x");
  await keptLine(page);
  await plans(page).getByLabel("Open a plan from a file").setInputFiles(fileOf("before.json", text));
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
  await keptLine(page, "before");
  await expect(plans(page).getByRole("listitem")).toHaveCount(2);
});

test("a bad file changes nothing and is said in a sentence", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  const input = plans(page).getByLabel("Open a plan from a file");
  const notice = page.locator(".notice");
  const files: [string, string, string][] = [
    ["empty.json", "", "it is not JSON"],
    ["cut.json", '{"format": 1, "program": "two-c', "it is not JSON"],
    ["other.json", '{"hello": "world"}', "it does not say for which program"],
    ["text.json", '"only a text"', "it does not say for which program"],
    ["nothing.json", "null", "it does not say for which program"],
    ["list.json", "[]", "it does not say for which program"],
    ["plans.json", '[{"format": 1, "program": "two-courses"}]', "it does not say for which program"],
    ["large.json", JSON.stringify({ program: "x".repeat(1_000_001) }), "too large for a plan"],
    ["away.json", '{"format": 1, "program": "elsewhere"}', "program “elsewhere”, which is not offered"],
    ["later.json", '{"format": 9, "program": "two-courses"}', "another version of the format"],
    ["odd.json", '{"format": 1, "program": "two-courses", "courses": 3}', "These places must be mended"],
  ];
  for (const [name, text, sentence] of files) {
    await input.setInputFiles(fileOf(name, text));
    await expect(notice).toContainText(sentence);
    await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
    await keptLine(page);
    await notice.getByRole("button", { name: "Close" }).click();
  }
  await expect(plans(page).getByRole("listitem")).toHaveCount(1);
});

test("a plan or a catalog can be dropped on the page", async ({ page }) => {
  await open(page, "two-courses.json");
  const plan = { format: 1, program: "two-courses", courses: [{ course: "D2x", runs: [{ state: "planned" }] }] };
  await drop(page, "dropped.json", JSON.stringify(plan));
  await expect(card(page, "D2x").locator(".session")).toHaveCount(1);
  await keptLine(page, "dropped");
  const catalog = await readFile(new URL("fixtures/five-courses.json", import.meta.url), "utf8");
  await drop(page, "five.json", catalog);
  await expect(card(page, "E1x")).toBeVisible();
  await drop(page, "photo.json", "\u0000\u0001");
  await expect(page.locator(".notice")).toContainText("“photo.json” is no plan");
});

async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.locator("h1").evaluate(
    (place, [fileName, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      const init = { dataTransfer, bubbles: true, cancelable: true };
      place.dispatchEvent(new DragEvent("dragover", init));
      place.dispatchEvent(new DragEvent("drop", init));
    },
    [name, text] as const,
  );
}

test("everything is forgotten in one place, after a question", async ({ page }) => {
  await open(page, "two-courses.json", "five-courses.json");
  await addSession(page);
  await keptLine(page);
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption({ index: 1 });
  await addSession(page, "E1x");
  await keptLine(page);
  await page.evaluate(() => localStorage.setItem("of-another-page", "stays"));
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Forget everything…" }).click();
  await expect(plans(page)).toContainText("2 plans that this page keeps on this device are removed");
  await plans(page).getByRole("button", { name: "Cancel" }).click();
  await keptLine(page);
  await plans(page).getByRole("button", { name: "Forget everything…" }).click();
  await plans(page).getByRole("button", { name: "Forget everything", exact: true }).click();
  await expect(page.locator(".notice")).toContainText("Removed: 2 plans");
  expect(await stored(page)).toEqual({ "of-another-page": "stays" });
  await expect(card(page, "E1x").locator(".session")).toHaveCount(0);
  await program.selectOption({ index: 0 });
  await expect(card(page, "D1x").locator(".session")).toHaveCount(0);
});

test("the panels are accessible and fit a small screen, in the dark", async ({ page }) => {
  test.slow();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  await openPage(page);
  await page.getByRole("button", { name: "Keep and edit" }).click();
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  for (const box of await plans(page).getByRole("checkbox").all()) await box.check();
  await plans(page).getByRole("button", { name: "Forget everything…" }).click();
  await expect(plans(page).getByRole("table")).toBeVisible();
  await expectAccessible(page);
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await wider()).toBeLessThanOrEqual(0);
  await plans(page).getByRole("button", { name: "Rename “My plan”" }).click();
  await expectAccessible(page);
  await line(page).getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Show it as a QR code" }).click();
  await expect(page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  await expectAccessible(page);
  expect(await wider()).toBeLessThanOrEqual(0);
});

test("no two plans have one name, whichever way they came", async ({ page }) => {
  await open(page, "two-courses.json");
  await addSession(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await plans(page).getByRole("button", { name: "Duplicate “My plan”" }).click();
  await plans(page).getByRole("button", { name: "Rename “Copy of My plan”" }).click();
  await plans(page).getByRole("textbox", { name: "Name" }).fill("My plan");
  await page.keyboard.press("Enter");
  await expect(plans(page).getByRole("heading", { name: /^My plan \(2\)/ })).toHaveCount(1);
  // A plan keeps the name that it has.
  await plans(page).getByRole("button", { name: "Rename “My plan (2)”" }).click();
  await page.keyboard.press("Enter");
  await expect(plans(page).getByRole("heading", { name: /^My plan \(2\)/ })).toHaveCount(1);
  const plan = '{"format":1,"program":"two-courses","courses":[]}';
  for (const name of ["From a friend", "From a friend \\(2\\)"]) {
    await plans(page).locator("input[type=file]").setInputFiles(fileOf("From a friend.json", plan));
    await expect(plans(page).getByRole("heading", { name: new RegExp(`^${name} shown here`) })).toHaveCount(1);
  }
});

test("a plan for a program that is offered no more is said to be, and can be taken along", async ({ page }) => {
  const text = JSON.stringify({
    version: 2,
    revision: 1,
    name: "Autumn",
    plan: { format: 1, program: "old-program", courses: [] },
  });
  await page.addInitScript((kept) => {
    if (localStorage.length > 0) return;
    const placeOf = (file: string) => encodeURIComponent(new URL(file, document.baseURI).pathname);
    const place = placeOf("catalogs/two-courses.json");
    localStorage.setItem(`certificate-planner:page:${placeOf("catalogs/index.json")}`, "old-program");
    localStorage.setItem(`certificate-planner:shown:${place}:old-program`, "autumn");
    localStorage.setItem(`certificate-planner:plan:${place}:autumn`, kept);
  }, text);
  await open(page, "two-courses.json");
  const notice = page.locator(".notice");
  await expect(notice).toContainText("“Autumn” is for the program “old-program”, which is not offered here any more.");
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    notice.getByRole("button", { name: "Save what is stored as a file" }).click(),
  ]);
  expect(JSON.parse(await contentOf(download))).toEqual({ format: 1, program: "old-program", courses: [] });
  await addSession(page);
  await page.reload();
  // It is said once, and stands in the list.
  await keptLine(page);
  await expect(notice).toHaveCount(0);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await expect(item(page, "Autumn")).toContainText("for a program that is not offered here any more: old-program");
  const buttons = item(page, "Autumn").getByRole("button");
  await expect(buttons).toHaveText(["Rename", "Save as a file", "Delete"]);
});

test("what is said of a plan in the list is told apart", async ({ page }) => {
  await open(page, "two-courses.json");
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await expect(plans(page).getByRole("heading", { name: "My plan shown here · not kept yet" })).toBeVisible();
});

/** Keeps texts before the page is opened the first time: each by its name, with the place of a file in `{…}`. */
async function keepTexts(page: Page, texts: Record<string, string>): Promise<void> {
  await page.addInitScript((kept) => {
    if (localStorage.length > 0) return;
    const placeOf = (_: string, file: string) =>
      encodeURIComponent(file.startsWith("file:") ? file : new URL(file, document.baseURI).pathname);
    for (const [name, text] of Object.entries(kept)) {
      localStorage.setItem(`certificate-planner:${name.replace(/\{(.*)\}/, placeOf)}`, text);
    }
  }, texts);
}

function keptText(program: string, more: object = {}): string {
  return JSON.stringify({ version: 2, revision: 1, by: "", ...more, plan: { format: 1, program, courses: [] } });
}

test("a plan of a catalog that is offered no more is listed, can be saved, deleted and put back", async ({ page }) => {
  await keepTexts(page, {
    "plan:{catalogs/old.json}:0a": keptText("old-program", { name: "Autumn" }),
    "scores:{catalogs/old.json}:0a:O1x 1T2026": "a gradebook",
    // What lies elsewhere on the host is of another page.
    "plan:{/elsewhere/old.json}:0b": keptText("old-program", { name: "Not of this page" }),
    "plan:{file:my.json}:0c": keptText("my-program"),
  });
  await open(page, "two-courses.json");
  await line(page).getByRole("button", { name: "Your plans" }).click();
  const gone = item(page, "Autumn");
  await expect(gone).toContainText(
    "for the program “old-program” of the catalog “old.json”. That catalog is not offered here any more.",
  );
  await expect(item(page, "My plan .my-program.")).toContainText("“my.json”, which was opened from a file. Open that file again");
  await expect(plans(page)).not.toContainText("Not of this page");
  // No catalog has the program, so there is nothing to open.
  await expect(gone.getByRole("button")).toHaveText(["Save as a file", "Delete"]);
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    gone.getByRole("button", { name: "Save as a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Autumn.json");
  expect(JSON.parse(await contentOf(download))).toEqual({ format: 1, program: "old-program", courses: [] });
  const before = await stored(page);
  await gone.getByRole("button", { name: "Delete" }).click();
  await expect(gone).toHaveCount(0);
  expect(Object.keys(await stored(page)).filter((key) => key.includes("old.json") && !key.includes("elsewhere"))).toEqual([]);
  await page.locator(".notice").getByRole("button", { name: "Put it back" }).click();
  await expect(gone).toHaveCount(1);
  expect(Object.keys(await stored(page)).sort()).toEqual(Object.keys(before).sort());
});

test("a plan of a catalog that is gone is opened where another catalog has its program", async ({ page }) => {
  await keepTexts(page, {
    "plan:{catalogs/old.json}:0a": JSON.stringify({
      version: 2,
      revision: 3,
      by: "",
      name: "Autumn",
      plan: { format: 1, program: "two-courses", courses: [{ course: "D1x", runs: [{ run: "3T2026", state: "in_progress" }] }] },
    }),
    "scores:{catalogs/old.json}:0a:D1x 3T2026": "a gradebook",
  });
  await open(page, "two-courses.json");
  await expect(card(page, "D1x").locator(".session")).toHaveCount(0);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  await expect(item(page, "Autumn")).toContainText("for the program “Program of Two Courses”");
  await item(page, "Autumn").getByRole("button", { name: "Open a copy" }).click();
  await expect(card(page, "D1x")).toContainText("In progress");
  await keptLine(page, "Autumn");
  // Its gradebook comes with it, and what was kept before stays.
  const books = async () => Object.keys(await stored(page)).filter((key) => key.includes(":scores:"));
  await expect.poll(books).toHaveLength(2);
  await expect(plans(page).getByRole("heading", { name: "Autumn" })).toHaveCount(2);
});

for (const [older, newer] of [["first", "second"], ["second", "first"]]) {
  test(`of catalogs that had the same program, the plan that was changed last is told: in the ${newer}`, async ({ page }) => {
    await keepTexts(page, {
      "page:{catalogs/index.json}": "old-program",
      [`shown:{catalogs/${older}.json}:old-program`]: "0a",
      [`plan:{catalogs/${older}.json}:0a`]: keptText("old-program", { name: "Spring", changed: "2026-03-01T12:00:00Z" }),
      [`shown:{catalogs/${newer}.json}:old-program`]: "0b",
      [`plan:{catalogs/${newer}.json}:0b`]: keptText("old-program", { name: "Autumn", changed: "2026-09-01T12:00:00Z" }),
      // What lies elsewhere on the host is of another page.
      "shown:{/elsewhere/third.json}:old-program": "0c",
      "plan:{/elsewhere/third.json}:0c": keptText("old-program", { name: "Third", changed: "2026-11-01T12:00:00Z" }),
    });
    await open(page, "two-courses.json");
    await expect(page.locator(".notice")).toContainText("“Autumn” is for the program “old-program”");
  });
}

test("plans without a name are told apart by their programs", async ({ page }) => {
  await keepTexts(page, {
    "plan:{catalogs/mitx-dedp.json}:0a": keptText("program-v1:MITx+DEDP"),
    "plan:{catalogs/mitx-dedp.json}:0b": keptText("program-v1:MITx+DEDP-Public-Policy"),
    "plan:{catalogs/mitx-dedp.json}:0c": keptText("program-v1:MITx+DEDP"),
    "shown:{catalogs/mitx-dedp.json}:program-v1:MITx+DEDP": "0a",
    "page:{catalogs/index.json}": "program-v1:MITx+DEDP",
  });
  await openPage(page);
  await keptLine(page);
  await line(page).getByRole("button", { name: "Your plans" }).click();
  const other =
    "My plan (MITx MicroMasters Program in Data, Economics, and Design of Policy: Public Policy)";
  const headings = plans(page).getByRole("listitem").getByRole("heading");
  await expect(headings).toHaveText([/^\s*My plan\s+shown here\s*$/, new RegExp(other.replace(/[()]/g, "\\$&")), /My plan \(2\)/]);
  await expect(plans(page).getByRole("button", { name: `Show “${other}”` })).toBeVisible();
  // What is renamed begins from the name alone.
  await plans(page).getByRole("button", { name: `Rename “${other}”` }).click();
  await expect(plans(page).getByLabel("Name", { exact: true })).toHaveValue("My plan");
});
