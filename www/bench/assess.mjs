// Opens the bench in Chromium and prints what it measured: node assess.mjs URL.
import { argv } from "node:process";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";

const [url] = argv.slice(2);
if (url === undefined) throw new Error("Name the address of the bench.");

const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  await page.goto(url);
  // Without isolation the clock of the page is too coarse for calls this short.
  if (!(await page.evaluate(() => crossOriginIsolated))) {
    throw new Error("The bench must be served isolated from other origins.");
  }
  const timing = await page.evaluate(() => window.timing);
  console.log(JSON.stringify({ browser: browser.version(), ...timing }));
  console.log(
    `One assessment: median ${timing.medianMicroseconds} µs, 95 in 100 within ` +
      `${timing.percentile95Microseconds} µs (${timing.calls} calls after ` +
      `${timing.callsToWarmUp} to warm up).`,
  );
} finally {
  await browser.close();
}
