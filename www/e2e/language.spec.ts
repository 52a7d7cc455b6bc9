// The language of the page: how it is chosen, switched and kept.
import { type Page, expect, test } from "@playwright/test";
import { LANGUAGES } from "../generated/languages.js";
import english from "../generated/lang/en.js";
import type {} from "../src/certificate-planner-element.js";
import { languageFor } from "../src/page-language.js";
import { SOURCE, readLanguages } from "../languages/read.mjs";
import { NOW, expectAccessible } from "./planner.js";

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

/** The pages beside the planner’s own, each with the part of the messages that it says. */
const otherPages = ["accessibility", "configure", "make"] as const;

const englishOf = readLanguages().get(SOURCE) ?? new Map<string, object>();

/** The words around in English. */
function wordsOf(part: string): Readonly<Record<string, string>> {
  const { page = {} }: { page?: Record<string, string> } = englishOf.get(part) ?? {};
  return page;
}

/** What has words on the page, by their keys; what stands in a text is named by its place. */
function textsAround(page: Page): Promise<[string, string][]> {
  return page.locator("[data-message], [data-label]").evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { dataset } = element instanceof HTMLElement ? element : { dataset: {} };
      const found: [string, string][] = [];
      const { message, label } = dataset as Record<string, string | undefined>;
      if (label !== undefined) found.push([label, element.ariaLabel ?? ""]);
      if (message === undefined) return found;
      const copy = element.cloneNode(true);
      if (!(copy instanceof HTMLElement)) return found;
      for (const one of copy.querySelectorAll<HTMLElement>("[data-place]")) {
        one.replaceWith(`{${one.dataset["place"]}}`);
      }
      const text = copy instanceof HTMLMetaElement ? copy.content : (copy.textContent ?? "");
      return [...found, [message, text]];
    }),
  );
}

for (const part of otherPages) {
  test(`${part}: the words of the file are those of the messages`, async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`./${part}.html`);
    const texts = await textsAround(page);
    const { language_missing: _, ...words } = wordsOf(part);
    expect(Object.fromEntries(texts)).toEqual(words);
    // Without script, there is no choice.
    await expect(page.locator("#page-language")).toBeHidden();
    await page.close();
  });

  // All languages come by the same way; these are written in other scripts, one of them from the right.
  for (const { code, tag, name, direction } of others.filter(({ code }) => /^(ar|zh)$/.test(code))) {
    test(`${part} in ${name}: the browser leads to it, and every page has the choice`, async ({ browser }) => {
      test.slow();
      const context = await browser.newContext({ locale: tag });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      const files = asksFor(page);
      await page.clock.setFixedTime(NOW);
      await page.goto(`./${part}.html`);
      await expect(page.locator("h1")).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      await expect(page.locator("html")).toHaveAttribute("dir", direction);
      const words = new Map(Object.entries(wordsOf(part)));
      const kept = ["program", "planner"];
      const same = (await textsAround(page)).filter(([key, text]) => words.get(key) === text);
      expect(same.filter(([key]) => !kept.includes(key))).toEqual([]);
      expect(languagesOf(files)).toEqual([code]);

      // What is chosen here holds on the planner’s own page, and in an address that names a language.
      await page.locator("#page-language").selectOption("en");
      await expect(page.locator("html")).toHaveAttribute("lang", "en-US");
      await expect(page).toHaveTitle(words.get("title") ?? "");
      await open(page);
      await expect(page.locator("h1")).toHaveText(english.page.title);
      await page.goto(`./${part}.html?lang=${code}`);
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      await page.locator("#page-language").selectOption("en");
      await expect(page).toHaveTitle(words.get("title") ?? "");
      expect(new URL(page.url()).searchParams.get("lang")).toBe("en");
      expect(complaints).toEqual([]);
      await context.close();
    });
  }

  test(`${part}: nothing moves while the words of another language come`, async ({ browser }) => {
    const context = await browser.newContext({ locale: "ar", viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      Object.assign(window, { moved: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          Object.assign(window, { moved: Reflect.get(window, "moved") + Reflect.get(entry, "value") });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.route("**/lang/*.js*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.goto(`./${part}.html`);
    await expect(page.locator("h1")).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => Reflect.get(window, "moved"))).toBeLessThan(0.01);
    await context.close();
  });

  test(`${part}: a language that cannot be loaded leaves the page as it is`, async ({ page }) => {
    const isBlocked = { value: true };
    await page.route(`**/lang/${part}.ar.js*`, (route) =>
      isBlocked.value ? route.abort() : route.continue(),
    );
    // The address asks for it, so English is what there is.
    await page.goto(`./${part}.html?lang=ar`);
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en-US");
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    // The script of the page says the same as the words around it.
    if (part === "make") await expect(page.locator("#texts-title")).toHaveText("Your catalog or records");
    if (part === "configure") await expect(page.locator("#course")).toHaveText("The whole program");
    await page.locator("#page-language").selectOption("es");
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    await page.locator("#page-language").selectOption("ar");
    await expect(page.locator(".language [role=alert]")).not.toBeEmpty();
    await expect(page.locator("#page-language")).toHaveValue("es");
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    isBlocked.value = false;
    await page.locator("#page-language").selectOption("ar");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.locator(".language [role=alert]")).toHaveCount(0);
  });

  test(`${part}: words that do not come keep nobody waiting for long`, async ({ page }) => {
    const held: (() => void)[] = [];
    await page.route(`**/lang/${part}.ar.js*`, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve));
      await route.continue();
    });
    await page.goto(`./${part}.html?lang=ar`, { waitUntil: "commit" });
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    if (part === "make") await expect(page.locator("#texts-title")).toHaveText("Your catalog or records");
    for (const release of held) release();
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    if (part === "make") await expect(page.locator("#texts-title")).not.toHaveText("Your catalog or records");
  });

  for (const width of [320, 1280]) {
    test(`${part} in Arabic is accessible and no wider than ${width} pixels`, async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width, height: 900 });
      await page.clock.setFixedTime(NOW);
      await page.goto(`./${part}.html?lang=ar`);
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await expect(page.locator("h1")).toBeVisible();
      if (part === "make") await page.locator(".acts button").first().click();
      if (part !== "accessibility") {
        await page.locator("certificate-planner").scrollIntoViewIfNeeded();
        await expect(page.locator("#answer-side h2")).toBeVisible();
      }
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}

test("“Make a catalog” keeps the text and the plan when it speaks another language", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await page.goto("./make.html?lang=en");
  await page.getByRole("button", { name: "Start from a small example" }).click();
  await expect(page.locator("#answer-side h2")).toBeVisible();
  const area = page.locator("textarea");
  const broken = (await area.inputValue()).replace('"fee"', '"fees"');
  await area.fill(broken);
  const item = page.locator(".outcome .problems li");
  await expect(item).toContainText("The format has no key “fees” here.");
  const before = await planOf(page);
  const catalog = (lang: string): { fault: { unknown_key: string[] } } =>
    readLanguages().get(lang)?.get("problems") as never;
  await page.locator("#page-language").focus();
  for (const { code, tag } of others) {
    await page.locator("#page-language").selectOption(code);
    await expect(page.locator("html")).toHaveAttribute("lang", tag);
    const [said = ""] = (catalog(code).fault.unknown_key[1] ?? "").split("{key}");
    await expect(item).toContainText(said.trim());
    // A second sentence of another language would be none of this one.
    await expect(page.locator(".outcome")).not.toContainText("catalog cannot be used");
    await expect(words(page)).toHaveAttribute("lang", tag);
    await expect(page.locator("#page-language")).toBeFocused();
  }
  expect(await area.inputValue()).toBe(broken);
  await expect(area).toHaveAttribute("dir", "ltr");
  expect(await planOf(page)).toEqual(before);
});

test("lines for other pages stay as they are in every language, with what was chosen", async ({ page }) => {
  await page.clock.setFixedTime(NOW);
  await page.goto("./configure.html?lang=en");
  await page.locator("#choices #program").selectOption({ index: 2 });
  await expect(page.locator("#course")).toBeEnabled();
  await page.locator("#course").selectOption({ index: 1 });
  const lines = page.locator("#lines");
  await expect(lines).toHaveValue(/course=/);
  const before = await lines.inputValue();
  const course = await page.locator("#course").inputValue();
  await page.locator("#page-language").selectOption("ar");
  await expect(page.locator("#preview .words")).toHaveAttribute("dir", "rtl");
  await expect(lines).toHaveValue(before);
  await expect(lines).toHaveAttribute("dir", "ltr");
  await expect(page.locator("#course")).toHaveValue(course);
  await expect(page.locator("#choices #program option").nth(2)).toBeAttached();
  expect(await page.locator("#choices #program").evaluate((select: HTMLSelectElement) => select.selectedIndex)).toBe(2);
});

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
