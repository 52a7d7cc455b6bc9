// How the page looks, as far as it can be measured.
import { type Page, expect, test } from "@playwright/test";
import { answer, openPage, planned, setPlan } from "./planner.js";

const PLAN = {
  program: "program-v1:MITx+DEDP",
  courses: [
    { course: "14.100x", runs: [{ state: "finished", certificate: "held", certificate_on: "2026-06-01" }] },
    { course: "14.310x", runs: [planned("1T2027")] },
  ],
} satisfies Parameters<typeof setPlan>[1];

/** How large the letters of these are, each size once. */
function sizesOf(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).fontSize))]);
}

test("words that stand back are smaller than others", async ({ page }) => {
  await openPage(page);
  await setPlan(page, PLAN);
  expect(await sizesOf(page, ".form p.hint")).toEqual(["14px"]);
  expect(await sizesOf(page, ".steps .remark")).toEqual(["14px"]);
  expect(await sizesOf(page, ".course > .facts")).toEqual(["14px"]);
  expect(await sizesOf(page, ".steps > li > p:not([class])")).toEqual(["16px"]);
});

for (const [direction, language] of [
  ["right", "en"],
  ["left", "ar"],
] as const) {
  for (const width of [320, 1280]) {
    test(`time runs to the ${direction} in ${language}, at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.clock.setFixedTime("2026-11-21T12:00:00Z");
      await page.goto(`./?lang=${language}`);
      await expect(page.locator("#program")).toBeVisible();
      await setPlan(page, PLAN);
      const timeline = answer(page).or(page.locator("#answer-side")).locator('[part="timeline"]');
      if (width === 320) await timeline.locator("summary").first().click();
      const at = async (mark: string) => {
        const box = await timeline.locator(`.timeline-picture .${mark}:visible`).first().boundingBox();
        return box?.x ?? Number.NaN;
      };
      await expect(timeline.locator(".timeline-picture .mark-held:visible")).toHaveCount(1);
      // The certificate that is held is long ago, and that of the course which stands first.
      const [held, expected] = [await at("mark-held"), await at("mark-expected")];
      if (direction === "right") expect(held).toBeLessThan(expected);
      else expect(held).toBeGreaterThan(expected);
    });
  }
}

test("the whole title of a program can be read on a small screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPage(page);
  const choice = page.getByLabel("Program", { exact: true });
  const heightOf = async () => (await choice.boundingBox())?.height ?? 0;
  await choice.selectOption({ label: "18.03x Differential Equations (MITx Online Series)" });
  const short = await heightOf();
  await choice.selectOption({ index: 1 });
  // It has twice as many letters.
  expect(await heightOf()).toBeGreaterThan(short + 16);
});

test("on a small screen nothing of the tables without script is beside it", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto("./programs/mitx-dedp.html");
  const table = page.locator(".scroll");
  await expect(table).toBeVisible();
  const hidden = await table.locator("td").evaluateAll((cells) =>
    cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth).length,
  );
  expect(hidden).toBe(0);
  // It is a table all the same.
  await expect(page.getByRole("table").first().getByRole("row").nth(1).getByRole("cell")).toHaveCount(2);
  await context.close();
});
