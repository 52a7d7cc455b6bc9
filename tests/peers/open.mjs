// Opens each page of a bench several times, each time as a new reader, and prints what they measured:
// node open.mjs TIMES URL…
import { createRequire } from "node:module";
import { argv, env } from "node:process";

const { chromium } = createRequire(new URL("../../www/package.json", import.meta.url))("@playwright/test");
const { launchOptions } = await import("../../www/e2e/chromium.mjs");

const [times, ...urls] = argv.slice(2);
if (urls.length === 0 || env.CHROMIUM === undefined) throw new Error("Name how often, and the pages.");

const browser = await chromium.launch(launchOptions);
try {
  for (let time = 0; time < Number(times); time += 1) {
    for (const url of urls) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url);
      for (const line of await page.evaluate(() => window.measured)) {
        console.log(JSON.stringify({ url, ...JSON.parse(line) }));
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
}
