// Opens pages of the bench in Chromium and prints what they measured: node open.mjs URL…
import { argv } from "node:process";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";

const urls = argv.slice(2);
if (urls.length === 0) throw new Error("Name the addresses of the bench.");

const browser = await chromium.launch(launchOptions);
try {
  console.log(`Chromium ${browser.version()}`);
  for (const url of urls) {
    const page = await browser.newPage();
    await page.goto(url);
    // Without isolation the clock of the page is too coarse for calls this short.
    if (!(await page.evaluate(() => crossOriginIsolated))) {
      throw new Error("The bench must be served isolated from other origins.");
    }
    for (const line of await page.evaluate(() => window.measured)) console.log(line);
    await page.close();
  }
} finally {
  await browser.close();
}
