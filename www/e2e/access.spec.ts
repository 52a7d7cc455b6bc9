// Every state of the page passes the accessibility checks: in both directions of writing, light, dark
// and in forced colors, on a wide and on a small screen, with text twice as large.
import { type Page, expect, test } from "@playwright/test";
import type {} from "../src/certificate-planner-element.js";
import { NOW, expectAccessible } from "./planner.js";

/** A state of the page, reached from the one before. */
type Step = readonly [state: string, reach: (page: Page) => Promise<void>];

const STEPS: readonly Step[] = [
  ["the example", async () => {}],
  [
    "a plan of one's own",
    async (page) => {
      await page.locator(".example button").nth(1).click();
      await expect(page.locator(".example")).toHaveCount(0);
    },
  ],
  [
    "a session that is open",
    async (page) => {
      await page.locator("details.session > summary").first().click();
    },
  ],
  [
    "an input that cannot be read",
    async (page) => {
      const amount = page.locator(".form input[inputmode=decimal]").filter({ visible: true }).first();
      await amount.fill("?");
      await expect(amount).toHaveAttribute("aria-invalid", "true");
    },
  ],
  [
    "everything that can be unfolded",
    async (page) => {
      const folded = page.locator(".answer-side details:not([open]) > summary");
      // What is unfolded may hold more.
      for (let count = await folded.count(); count > 0; count = await folded.count()) {
        await folded.first().click();
      }
    },
  ],
  [
    "the plans",
    async (page) => {
      await page.locator("#open-plans").click();
      await expect(page.locator("[part=plans]")).toBeVisible();
    },
  ],
  [
    "a file that is no plan",
    async (page) => {
      const file = { name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{") };
      await page.locator("[part=plans] input[type=file]").setInputFiles(file);
      await expect(page.locator(".notice")).toBeVisible();
    },
  ],
  [
    "a link with its code",
    async (page) => {
      await page.locator("#open-share").click();
      await page.locator("[part=share] button[aria-expanded], [part=share] .tools button").last().click();
      await expect(page.locator("[part=share]")).toBeVisible();
    },
  ],
  [
    "what can be taken along",
    async (page) => {
      await page.locator("[part=take-away] > button").click();
      await expect(page.locator("[part=take-away] .entries")).toBeVisible();
    },
  ],
  [
    "the best ways",
    async (page) => {
      await page.locator(".views button").nth(1).click();
      await expect(page.locator("article.way").first()).toBeVisible();
      await page.locator("article.way button[aria-expanded]").first().click();
    },
  ],
];

async function open(page: Page, language: string): Promise<void> {
  page.setDefaultTimeout(15_000);
  await page.clock.setFixedTime(NOW);
  await page.goto(`./?lang=${language}`);
  await expect(page.locator(".example button").first()).toBeVisible();
}

const looks = [
  { language: "en", width: 1280, colorScheme: "dark", forcedColors: "none" },
  { language: "ar", width: 320, colorScheme: "light", forcedColors: "none" },
  { language: "en", width: 768, colorScheme: "light", forcedColors: "active" },
] as const;

for (const { language, width, colorScheme, forcedColors } of looks) {
  const name = `${language}, ${width} px, ${forcedColors === "active" ? "forced colors" : colorScheme}`;
  test(`every state passes the accessibility checks: ${name}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, forcedColors });
    await open(page, language);
    for (const [state, reach] of STEPS) {
      await test.step(state, async () => {
        await reach(page);
        await expectAccessible(page);
        await expectNothingWider(page);
        await expectLargeTargets(page);
      });
    }
  });
}

test("text of twice the size loses nothing", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 640, height: 900 });
  await open(page, "en");
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  for (const [state, reach] of STEPS) {
    await test.step(state, async () => {
      await reach(page);
      await expectNothingWider(page);
    });
  }
});

test("who wants less motion sees none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "en");
  for (const [, reach] of STEPS.slice(1)) {
    await reach(page);
    const moving = await page.evaluate(() =>
      document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 1).length,
    );
    expect(moving).toBe(0);
  }
});

async function expectNothingWider(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
}

/** What is pressed is at least 24 pixels wide and high; links within a text are let off (WCAG 2.5.8). */
async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.locator("certificate-planner").evaluate((element) => {
    const all = element.shadowRoot?.querySelectorAll<HTMLElement>("button, summary, select, input") ?? [];
    return [...all].flatMap((one) => {
      if (!one.checkVisibility({ visibilityProperty: true })) return [];
      // A box or a dot is pressed by its label too.
      const target = one.closest("label") ?? one;
      const { width, height } = target.getBoundingClientRect();
      const isSmall = width > 1 && (width < 23.5 || height < 23.5);
      return isSmall ? [`${width}×${height} ${one.outerHTML.slice(0, 120)}`] : [];
    });
  });
  expect(small).toEqual([]);
}
