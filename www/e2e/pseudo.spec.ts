// The page in a language that is made of English: what has no brackets there is in no message file.
import { readFileSync, readdirSync } from "node:fs";
import { type Page, expect, test } from "@playwright/test";
import { scriptOf } from "../languages/compile.mjs";
import { CLOSE, OPEN, pseudo } from "../languages/pseudo.mjs";
import { SOURCE, readLanguages } from "../languages/read.mjs";
import { NOW, setPlan } from "./planner.js";

const english = readLanguages().get(SOURCE) ?? new Map<string, object>();

/** Has the page speak what is made of English, from left to right or from right to left. */
async function speakPseudo(page: Page, direction: "ltr" | "rtl"): Promise<void> {
  await page.route("**/lang/*.js*", async (route) => {
    const [, part = ""] = /\/(?:([\w-]+)\.)?en\.js/.exec(route.request().url()) ?? [];
    const messages = pseudo(english.get(part) ?? {});
    const spoken = part === "" ? { ...messages, direction } : messages;
    const body = scriptOf(spoken, "en-US");
    await route.fulfill({ contentType: "text/javascript", body });
  });
}

async function openPseudo(page: Page, direction: "ltr" | "rtl" = "ltr"): Promise<void> {
  await speakPseudo(page, direction);
  await page.clock.setFixedTime(NOW);
  await page.goto("./?lang=en");
  await expect(page.locator("#program")).toBeVisible();
  await expect(page.locator("#answer-side h2")).toBeVisible();
}

async function openEverything(page: Page): Promise<void> {
  await page.locator("certificate-planner").evaluate((element) => {
    const closed = () => element.shadowRoot?.querySelectorAll("details:not([open])") ?? [];
    for (const part of closed()) if (part instanceof HTMLDetailsElement) part.open = true;
  });
  // What was opened is shown now, and the words of the rules are loaded.
  await page.waitForLoadState("networkidle");
}

/** What a reader sees or hears: each text with what it stands in. */
async function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const names = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt", "label"];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot !== null) look(element.shadowRoot);
        if (/^(style|script|noscript|meta|link)$/.test(element.localName)) continue;
        const isSlotted = element.getRootNode() === document && element.closest("certificate-planner");
        // The browser has the names of the countries.
        if (element.matches("#country option:not(:first-child)")) continue;
        // Places of a catalog, what its schema says of them, and a frame as the lines for it have it
        // are in no language of the page.
        if (element.closest("code, .problems [lang=en], #preview iframe") !== null) continue;
        // What stood there before the script is not shown to anybody any more.
        if (isSlotted && !element.checkVisibility()) continue;
        for (const name of names) texts.push(element.getAttribute(name) ?? "");
        if (!element.checkVisibility() && element.localName !== "option") continue;
        if (isSlotted && element.localName !== "certificate-planner") continue;
        // A message around a link is one all the same.
        if (element.querySelector(":scope > [data-place]") !== null) {
          texts.push(element.textContent ?? "");
          continue;
        }
        for (const node of element.childNodes) {
          // An address is shown by words of its own.
          const address = element instanceof HTMLAnchorElement ? element.href : "";
          const isAddress = (text: string) => text.split(/[\W_]+/).every((word) => address.includes(word));
          if (node instanceof Text && (address === "" || !isAddress(node.data))) {
            texts.push(node.data.trim());
          }
        }
      }
    };
    look(document);
    return [...new Set([document.title, ...texts])].filter((text) => text !== "");
  });
}

/** Every text of the built-in catalogs and of the example, and the names of their files, the longest first. */
const catalogTexts = [
  ...readdirSync(new URL("../catalogs/", import.meta.url)).map((file) => `../catalogs/${file}`),
  "../example-catalog.json",
]
  .flatMap((file) => {
    const text = readFileSync(new URL(file, import.meta.url), "utf8");
    const strings = [file.replace(/.*\//, "")];
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === "string" && value.length > 1) strings.push(value);
      return value;
    });
    return strings;
  })
  .sort((left, right) => right.length - left.length);

/** What `Intl` writes: days, times with their zones, distances, currencies and countries. */
const WRITTEN =
  /\bin \d+ (?:day|week|month|quarter|year)s?\b|\b\d+ (?:day|week|month|year)s? ago\b|\b(?:today|tomorrow|yesterday)\b|\b(?:next|last) (?:month|year)\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:AM|PM|UTC|GMT|E[SD]T)\b|\bA?\$|\b[A-Z]{3}\b/g;

/** What is left of a text without messages and without what the catalogs say. */
function foreign(text: string): string {
  let rest = text.replace(/[\u2066-\u2069]/g, "");
  // Messages stand in messages, so the inner ones go first.
  const message = new RegExp(`${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`, "g");
  while (message.test(rest)) rest = rest.replace(message, " ");
  if (!/\p{L}{2}/u.test(rest)) return "";
  for (const known of catalogTexts) rest = rest.replaceAll(known, " ");
  // What an address begins with is in no language either.
  rest = rest.replace(WRITTEN, " ").replaceAll("https://", " ");
  return /\p{L}{2}/u.test(rest) ? rest.trim() : "";
}

/** Each language is called as it calls itself. */
const NAMES = new Set(
  [...readLanguages().values()].map((parts) => {
    const { language = "" }: { language?: string } = parts.get("") ?? {};
    return language;
  }),
);

async function expectAllFromMessages(page: Page): Promise<void> {
  const texts = await textsOf(page);
  expect(texts.filter((text) => text.includes(OPEN)).length).toBeGreaterThan(15);
  const strange = texts.filter((text) => foreign(text) !== "" && !NAMES.has(text));
  expect(strange.map((text) => `${foreign(text)} <- ${text}`)).toEqual([]);
}

/** No text of what is at an element is cut off, and nothing is wider than the window. */
async function expectNothingClipped(page: Page, place = "certificate-planner"): Promise<void> {
  const clipped = await page.locator(place).evaluate((element) => {
    const all = [...(element.shadowRoot ?? element).querySelectorAll<HTMLElement>("*")];
    const visible = all.filter((one) => one.checkVisibility() && one.closest(".unseen, .skip, .payments thead") === null);
    const cut = visible.filter((one) => {
      const hidden = getComputedStyle(one).overflowX !== "visible";
      // The words of a field for files are the browser's, and are not shown.
      return hidden && !one.matches("select, textarea, input[type=file]") && one.scrollWidth > one.clientWidth + 1;
    });
    const drawn = visible.filter((one) => one.localName === "text").filter((one) => {
      const box = one.closest("svg")?.getBoundingClientRect();
      const own = one.getBoundingClientRect();
      return box !== undefined && (own.left < box.left - 1 || own.right > box.right + 1);
    });
    return [...cut, ...drawn].map((one) => one.outerHTML.slice(0, 200));
  });
  expect(clipped).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
}

// Each direction and each width is there once.
for (const [direction, width] of [
  ["ltr", 1280],
  ["rtl", 320],
] as const) {
  test(`every text of the page is a message, ${direction} at ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await openPseudo(page, direction);
    await openEverything(page);
    await expectAllFromMessages(page);
    await expectNothingClipped(page);
    await page.locator(".example button").first().click();
    await expectAllFromMessages(page);
  });

  test(`every text of the best ways is a message, ${direction} at ${width} pixels`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await openPseudo(page, direction);
    await setPlan(page, { program: "program-v1:MITx+DEDP", income: { amount: "25000.00", currency: "USD" } });
    await page.locator(".views button").nth(1).click();
    await expect(page.locator("article.way").first()).toBeVisible();
    await page.locator("article.way button[aria-expanded]").first().click();
    await expect(page.locator("article.way.shown ol, article.way.shown ul").first()).toBeVisible();
    await page.locator("article.way input[type=checkbox]").first().check();
    await openEverything(page);
    await expectAllFromMessages(page);
    await expectNothingClipped(page);
  });

  test(`every text of what is kept, shared, worked out and taken along is a message, ${direction} at ${width} pixels`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await openPseudo(page, direction);
    const expectMessages = async () => {
      await expectAllFromMessages(page);
      await expectNothingClipped(page);
    };
    // An income, so that sharing asks whether to leave it out; a session with a score to work out.
    const finished = { run: "1T2024", state: "finished", mode: "verified", payment: "paid" } as const;
    await setPlan(page, {
      program: "program-v1:MITx+DEDP",
      income: { amount: "25000.00", currency: "USD" },
      courses: [{ course: "14.310x", runs: [{ ...finished, result: "will_pass" }] }],
    });
    // The fields of a session follow once nothing else is to do.
    await expect(async () => {
      await openEverything(page);
      await expect(page.locator(".gradebook").first()).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expectMessages();

    await page.locator("#open-share").click();
    await expect(page.locator("#share-link")).toBeVisible();
    await page.locator(".panel button[aria-expanded]").click();
    await expect(page.locator("svg.qr")).toBeVisible();
    await expectMessages();

    await page.locator("#open-plans").click();
    const tools = page.locator(".plans li .tools");
    await expect(tools).toHaveCount(1);
    // Another plan to compare with, a name that is asked for, and a question before all is forgotten.
    // What a host page set is not kept; its copy is, and the copy of that.
    await tools.locator("button").nth(1).click();
    await expect(tools.locator("button")).toHaveCount(3);
    await tools.locator("button").nth(1).click();
    await expect(tools).toHaveCount(2);
    await page.locator(".plans input[type=checkbox]").first().check();
    await expectMessages();
    await page.locator(".plans input[type=checkbox]").last().check();
    await expect(page.locator(".side-by-side table")).toBeVisible();
    await page.locator(".plans li").first().locator(".tools button").nth(1).click();
    await expect(page.locator("#plan-name")).toBeVisible();
    await page.locator("#forget").click();
    await expectMessages();
    // The plan that is shown is deleted, which a notice says.
    await page.locator(".plans li.shown .tools button").last().click();
    await expect(page.locator(".keeping .notice").first()).toContainText(OPEN);
    await expectMessages();

    await page.locator("[part=take-away] button").click();
    await expect(page.locator("[part=take-away] h3")).toBeVisible();
    await expectMessages();
  });

  test(`every text of the other pages is a message, ${direction} at ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await speakPseudo(page, direction);
    await page.clock.setFixedTime(NOW);
    const expectMessages = async () => {
      await expectAllFromMessages(page);
      await expectNothingClipped(page, "body");
    };

    await page.goto("./accessibility.html?lang=en");
    await expect(page.locator("h1")).toContainText(OPEN);
    await expectMessages();

    await page.goto("./configure.html?lang=en");
    // What is far below is loaded when it comes near.
    await page.locator("#preview").scrollIntoViewIfNeeded();
    await expect(page.locator("#preview #program")).toBeVisible();
    await expectMessages();
    await page.locator("#choices #program").selectOption({ index: 1 });
    await expect(page.locator("#course")).toBeEnabled();
    await page.locator("#copy").click();
    await expect(page.locator("#copied")).toContainText(OPEN);
    await expectMessages();
    await page.locator("[name=kind]").last().check();
    await page.locator("[name=source]").last().check();
    await expect(page.locator("#address-note")).toContainText(OPEN);
    await expectMessages();
    await page.locator("#address").fill("https://localhost:1/none.json");
    await page.locator("#address").blur();
    await expect(page.locator("#address-note")).toContainText("*");
    await expectMessages();

    await page.goto("./make.html?lang=en");
    const area = page.locator("textarea").first();
    await expect(area).toBeVisible();
    await expectMessages();
    await page.locator(".acts button").first().click();
    await expect(page.locator("catalog-maker certificate-planner #answer-side h2")).toBeVisible();
    await expectMessages();
    const text = await area.inputValue();
    await area.fill(text.replace('"fee"', '"fees"').replace("2027-01-26", "2027-13-26"));
    await expect(page.locator(".problems [lang=en]").first()).toBeVisible();
    await expectMessages();
    await area.fill("{,");
    await expect(page.locator(".problems li")).toHaveCount(1);
    await page.locator(".acts button").last().click();
    await expect(page.locator("textarea")).toHaveCount(2);
    await expectMessages();
    // A record leaves the day open on which it was served.
    const record = "../../tests/records/mitxonline/dedp-2024-programs.json";
    await area.fill(readFileSync(new URL(record, import.meta.url), "utf8"));
    await expect(page.locator("#as-of")).toBeVisible();
    expect((await textsOf(page)).filter((one) => one.includes("served"))).toEqual([]);
    await expectNothingClipped(page, "body");
  });
}

test("what cannot be loaded or read is said in messages", async ({ page }) => {
  await page.route("**/catalogs/mitx-sds.json", (route) => route.fulfill({ status: 404 }));
  await speakPseudo(page, "ltr");
  await page.goto("./?lang=en");
  await expect(page.locator("[part=failure]")).toContainText(OPEN);
  const texts = await textsOf(page);
  expect(texts.filter((text) => foreign(text) !== "" && !NAMES.has(text))).toEqual([]);
});
