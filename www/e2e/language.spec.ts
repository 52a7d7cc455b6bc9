// The language of the page: how it is chosen, switched and kept.
import { type Page, expect, test } from "@playwright/test";
import { LANGUAGES } from "../generated/languages.js";
import english from "../generated/lang/en.js";
import type {} from "../src/certificate-planner-element.js";
import { languageFor } from "../src/page-language.js";
import { NOW } from "./planner.js";

/** The translations that there are. */
const others = LANGUAGES.filter(({ code }) => code !== "en");

async function open(page: Page, address = "./"): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto(address);
  await expect(page.locator("#answer-side h2")).toBeVisible();
}

function words(page: Page) {
  return page.locator("certificate-planner .words");
}

/** The files of messages that the page asks for from now on. */
function asksFor(page: Page): Set<string> {
  const files = new Set<string>();
  page.on("request", (request) => {
    const [, file] = /\/lang\/(.*)\.js/.exec(request.url()) ?? [];
    if (file !== undefined) files.add(file);
  });
  return files;
}

function planOf(page: Page) {
  return page.evaluate(() => document.querySelector("certificate-planner")?.plan);
}

/** The languages of the message files that were asked for. */
function languagesOf(files: ReadonlySet<string>): string[] {
  return [...new Set([...files].map((file) => file.replace(/^.*\./, "")))].sort();
}

test("the words around the element are those of the messages", async ({ browser }) => {
  // Without script they are as the file has them.
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto("./");
  const texts = await page.locator("[data-message]").evaluateAll((elements) =>
    elements.map((element) => {
      const text = element instanceof HTMLMetaElement ? element.content : element.textContent;
      return [element.getAttribute("data-message") ?? "", text ?? ""] as const;
    }),
  );
  expect(texts.length).toBeGreaterThan(4);
  for (const [key, text] of texts) expect(Object.entries(english.page)).toContainEqual([key, text]);
  await page.close();
});

test("a browser that asks for no language of the page gets English, and nothing else", async ({
  browser,
}) => {
  const page = await browser.newPage({ locale: "fi-FI" });
  const files = asksFor(page);
  await open(page);
  await expect(words(page)).toHaveAttribute("lang", "en-US");
  await expect(words(page)).toHaveAttribute("dir", "ltr");
  // The picture comes after the first answer, and other parts once nothing else is to do.
  await expect.poll(() => files.has("picture.en")).toBe(true);
  expect(languagesOf(files)).toEqual(["en"]);
  await page.close();
});

test("the first language that there is, in its script, is spoken", () => {
  expect(languageFor(["fi", "en-GB"])).toBe("en");
  expect(languageFor(["no tag", "en"])).toBe("en");
  expect(languageFor([])).toBe("en");
  for (const { code, tag } of others) expect(languageFor(["fi", tag, "en"])).toBe(code);
  // Who reads traditional characters is not given simplified ones.
  if (others.some(({ code }) => code === "zh")) {
    expect(languageFor(["zh-CN"])).toBe("zh");
    expect(languageFor(["zh-TW", "en"])).toBe("en");
  }
});

test("words around the element speak its language, whichever script comes first", async ({ browser }) => {
  const { tag, direction } = others.find(({ code }) => code === "ar") ?? others[0] ?? { tag: "", direction: "" };
  const context = await browser.newContext({ locale: tag });
  const page = await context.newPage();
  await page.route("**/certificate-planner-page.js", async (route) => {
    await expect(words(page)).toHaveAttribute("lang", tag);
    await route.continue();
  });
  await open(page);
  await expect(page.locator("html")).toHaveAttribute("lang", tag);
  await expect(page.locator("html")).toHaveAttribute("dir", direction);
  await context.close();
});

for (const { code, tag, name, direction } of others) {
  test(`${name}: the browser, the address and an earlier choice lead to it`, async ({ browser }) => {
    test.slow();
    const context = await browser.newContext({ locale: tag });
    const page = await context.newPage();
    const files = asksFor(page);
    await open(page);
    await expect(words(page)).toHaveAttribute("lang", tag);
    await expect(words(page)).toHaveAttribute("dir", direction);
    await expect(page.locator("html")).toHaveAttribute("lang", tag);
    await expect(page.locator("html")).toHaveAttribute("dir", direction);
    await expect(page.locator("h1")).not.toHaveText(english.page.title);
    await expect.poll(() => files.has(`picture.${code}`)).toBe(true);
    expect(languagesOf(files)).toEqual([code]);

    // The address counts more than the browser, and what is chosen more than what was there before.
    await open(page, "./?lang=en");
    await expect(page.locator("h1")).toHaveText(english.page.title);
    await page.locator("#language").selectOption(code);
    await expect(words(page)).toHaveAttribute("lang", tag);
    expect(new URL(page.url()).searchParams.get("lang")).toBe(code);
    await context.close();
  });

  test(`${name}: switching keeps the plan and the focus, and is remembered`, async ({ page }) => {
    const files = asksFor(page);
    await open(page);
    await page.locator(".example button").nth(1).click();
    await page.locator(".views button").nth(1).click();
    await expect(page.locator("article.way").first()).toBeVisible();
    await page.locator(".views button").first().click();
    const before = await planOf(page);
    await page.locator("#language").focus();
    await page.locator("#language").selectOption(code);
    await expect(words(page)).toHaveAttribute("lang", tag);
    await expect(page.locator("#language")).toBeFocused();
    await expect(page.locator("#language")).toHaveValue(code);
    expect(await planOf(page)).toEqual(before);
    // The parts that were opened come along.
    for (const part of ["", "picture.", "ways."]) expect([...files]).toContain(`${part}${code}`);
    expect(languagesOf(files)).toEqual([code, "en"].sort());
    files.clear();
    await open(page);
    await expect(words(page)).toHaveAttribute("lang", tag);
    await expect.poll(() => files.has(`picture.${code}`)).toBe(true);
    expect(languagesOf(files)).toEqual([code]);
  });

  test(`${name}: where it cannot be loaded, the page stays and says so`, async ({ page }) => {
    await open(page);
    const isBlocked = { value: true };
    await page.route(`**/lang/${code}.js*`, (route) =>
      isBlocked.value ? route.abort() : route.continue(),
    );
    await page.locator("#language").selectOption(code);
    await expect(page.locator(".language [role=alert]")).toHaveText(english.label.language_missing);
    await expect(page.locator("#language")).toHaveValue("en");
    await expect(words(page)).toHaveAttribute("lang", "en-US");
    isBlocked.value = false;
    await page.locator("#language").selectOption(code);
    await expect(words(page)).toHaveAttribute("lang", tag);
    await expect(page.locator(".language [role=alert]")).toHaveCount(0);
  });

  test(`${name}: two elements on a page speak each its own`, async ({ page }) => {
    await open(page, "./?lang=en");
    await page.evaluate((lang) => {
      const other = document.createElement("certificate-planner");
      other.setAttribute("catalogs", "catalogs/index.json");
      other.setAttribute("lang", lang);
      document.querySelector("main")?.append(other);
      // It is loaded when it comes near the part of the page that is seen.
      other.scrollIntoView();
    }, tag);
    const [first, second] = [page.locator(".words").first(), page.locator(".words").nth(1)];
    await expect(second).toHaveAttribute("lang", tag);
    await expect(second.locator("#program")).toBeVisible();
    // A change here, after the other has spoken, is in the language from here.
    await page.locator(".example button").nth(1).click();
    await expect(first.locator("label[for=program]")).toHaveText(english.label.choose_program);
    await expect(second.locator("label[for=program]")).not.toHaveText(english.label.choose_program);
  });
}

test("storage that is blocked costs nothing but the memory of it", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await open(page);
  await expect(words(page)).toHaveAttribute("lang", "en-US");
});
