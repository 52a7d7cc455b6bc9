// Takes pictures of the page: node screenshots.mjs URL FOLDER. `cargo xtask screenshots` runs it.
import { join } from "node:path";
import { argv } from "node:process";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";

const widths = [320, 768, 1280];
const schemes = /** @type {const} */ (["light", "dark"]);

/**
 * What to show, by the name of its picture.
 * @type {Record<string, (page: import("@playwright/test").Page) => Promise<void>>}
 */
const views = {
  start: async () => {},
};

const [url, folder] = argv.slice(2);
if (url === undefined || folder === undefined) {
  throw new Error("Name the address of the page and the folder of the pictures.");
}

const browser = await chromium.launch(launchOptions);
for (const width of widths) {
  for (const colorScheme of schemes) {
    for (const [name, prepare] of Object.entries(views)) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      await page.goto(url, { waitUntil: "networkidle" });
      await prepare(page);
      const path = join(folder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
      await page.close();
    }
  }
}
await browser.close();
