// What the random user found, each as the few steps that are enough for it.
import { readFile } from "node:fs/promises";
import { type Page, expect, test } from "@playwright/test";
import type { CatalogFile } from "../generated/certificate_planner.js";
import { textOfPlan } from "../src/sharing/link.js";
import { answer, card, open, planned, setPlan } from "./planner.js";

/** Every plan that is kept. */
function keptPlans(page: Page) {
  return page.evaluate(() =>
    Object.entries(localStorage).flatMap(([name, text]) =>
      name.includes(":plan:") ? JSON.parse(text).plan : [],
    ),
  );
}

test("a change that is undone before it is written is not written", async ({ page }) => {
  await open(page, "two-courses.json");
  const add = page.getByRole("button", { name: "Add a session of D1x" });
  await add.click();
  await expect(page.locator(".keeping")).toContainText("is kept on this device.");
  // Faster than plans are written.
  await page.locator("certificate-planner").evaluate((element) => {
    const press = (id: string) => {
      const button = element.shadowRoot?.querySelector(`[id="${id}"]`);
      if (button instanceof HTMLElement) button.click();
    };
    press("D2x/add");
    press("undo");
  });
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
  await page.reload();
  await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
  expect(await keptPlans(page)).toMatchObject([{ courses: [{ course: "D1x" }] }]);
});

test("a reader who comes to another time zone reads times in it", async ({ browser }) => {
  // A zone that a test is given stays.
  const context = await browser.newContext({ timezoneId: undefined });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const turnTo = (timezoneId: string) => session.send("Emulation.setTimezoneOverride", { timezoneId });
  await turnTo("America/New_York");
  await open(page, "two-courses.json");
  await setPlan(page, { program: "two-courses", courses: [{ course: "D1x", runs: [planned("3T2026")] }] });
  const printed = answer(page).locator(".printed");
  await expect(printed).toContainText("Nov 21, 2026, 7:00 AM EST");
  await turnTo("Pacific/Kiritimati");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(printed).toContainText("Nov 22, 2026, 2:00 AM GMT+14");
  await context.close();
});

test("a plan of the reader's own comes back by reloading, though a link was opened before it", async ({
  page,
}) => {
  await open(page, "two-courses.json");
  const catalog: CatalogFile = JSON.parse(
    await readFile(new URL("fixtures/two-courses.json", import.meta.url), "utf8"),
  );
  const shared = { format: 1, program: "two-courses", courses: [{ course: "D2x", runs: [planned("2T2026")] }] };
  await page.evaluate((link) => location.assign(link), `#plan=${textOfPlan(shared, catalog)}`);
  await expect(page.getByText("This is a plan that was shared with you.")).toBeVisible();
  const own = { ...shared, courses: [{ course: "D1x", runs: [planned("3T2026")] }] };
  await page.getByRole("button", { name: "Your plans" }).click();
  const file = { name: "own.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(own)) };
  await page.getByLabel("Open a plan from a file").setInputFiles(file);
  await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  await page.reload();
  await expect(card(page, "D1x").locator(".session")).toHaveCount(1);
  await expect(card(page, "D2x").locator(".session")).toHaveCount(0);
});
