// Takes pictures of the page: node screenshots.mjs URL FOLDER DOCS. Those in DOCS are for the README.
// `cargo xtask screenshots` runs it.
import { join } from "node:path";
import { argv } from "node:process";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";

const widths = [320, 768, 1280];
const schemes = /** @type {const} */ (["light", "dark"]);

/** The pictures are of this day, so that two of them differ only where the page does. */
const NOW = "2026-11-21T12:00:00Z";

/** @typedef {import("@playwright/test").Page} Page */

const dedp = {
  format: 1,
  program: "program-v1:MITx+DEDP",
  income: { amount: "25000", currency: "USD" },
};
const finance = { format: 1, program: "program-v1:MITxT+FIN" };
const needsChange = {
  ...dedp,
  courses: ["14.100x", "14.310x", "JPAL102x", "14.740x"].map((course) => ({
    course,
    runs: [
      {
        run: "1T2027",
        state: "planned",
        mode: "verified",
        payment: "will_pay",
        result: "will_pass",
      },
    ],
  })),
};

/**
 * Puts a plan in place of the example.
 * @param {Page} page
 * @param {object} plan
 */
async function setPlan(page, plan) {
  await page
    .locator("certificate-planner")
    .evaluate((element, file) => Object.assign(element, { plan: file }), plan);
}

/**
 * Opens the section with the best ways for a plan.
 * @param {Page} page
 * @param {object} [plan]
 */
async function openWays(page, plan) {
  if (plan !== undefined) await setPlan(page, plan);
  await page.getByRole("button", { name: "Find the best way" }).click();
  await page.getByRole("heading", { name: "The best ways" }).waitFor();
}

/**
 * Shows everything about a way.
 * @param {Page} page
 * @param {number} number
 */
async function details(page, number) {
  const button = page.getByRole("button", { name: `Details of way ${number}` });
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  await page.getByText("Why not earlier").waitFor();
}

/**
 * What to show, by the name of its picture.
 * @type {Record<string, (page: Page) => Promise<void>>}
 */
const views = {
  start: async () => {},
  ways: (page) => openWays(page, dedp),
  "ways-of-example": (page) => openWays(page),
  "ways-details": async (page) => {
    await openWays(page, dedp);
    await details(page, 2);
  },
  "ways-compared": async (page) => {
    await openWays(page, dedp);
    await details(page, 1);
    await page.getByRole("button", { name: "Start a term later" }).click();
    await page.getByRole("columnheader", { name: /^A term later/ }).waitFor();
    await page.getByRole("checkbox", { name: "Compare way 4" }).check();
  },
  "ways-none": async (page) => {
    await openWays(page, dedp);
    await page.getByLabel("Hours a week at most").fill("14");
    await page.getByLabel("Certificate by").fill("2027-12-01");
    await page.getByRole("heading", { name: "No way fits all of this" }).waitFor();
  },
  "ways-more-wishes": async (page) => {
    await openWays(page, finance);
    await page.getByText("More wishes").click();
    await page.getByRole("button", { name: "Add such a time" }).click();
    await page.locator(".wish-course").first().click();
  },
  "fewest-changes": async (page) => {
    await setPlan(page, needsChange);
    await page.getByRole("button", { name: "Find the fewest changes" }).click();
    await page.getByRole("button", { name: "Make all of them" }).waitFor();
  },
};

/**
 * What the README shows: one window each.
 * @type {{name: string, width: number, height: number, colorScheme: "light" | "dark", search?: string, prepare: (page: Page) => Promise<void>}[]}
 */
const shown = [
  {
    name: "answer",
    width: 1280,
    height: 1000,
    colorScheme: "light",
    prepare: async (page) => {
      await page.getByRole("heading", { name: "Your plan along time" }).click();
      await scrollAnswer(page, "timeline");
    },
  },
  {
    name: "ways",
    width: 1280,
    height: 1000,
    colorScheme: "light",
    prepare: async (page) => {
      await openWays(page, dedp);
      await details(page, 2);
    },
  },
  { name: "dark", width: 768, height: 900, colorScheme: "dark", prepare: async () => {} },
  {
    name: "arabic",
    width: 320,
    height: 640,
    colorScheme: "light",
    search: "?lang=ar",
    prepare: async (page) => {
      await page.locator("#answer-side h2").scrollIntoViewIfNeeded();
    },
  },
];

/**
 * Scrolls the answer to one of its parts.
 * @param {Page} page
 * @param {string} part
 */
async function scrollAnswer(page, part) {
  await page.locator(`[part="${part}"]`).evaluate((section) => section.scrollIntoView());
  await page.evaluate(() => scrollTo(0, 0));
}

const [url, folder, docs] = argv.slice(2);
if (url === undefined || folder === undefined || docs === undefined) {
  throw new Error("Name the address of the page and the two folders of the pictures.");
}

const browser = await chromium.launch(launchOptions);
for (const width of widths) {
  for (const colorScheme of schemes) {
    for (const [name, prepare] of Object.entries(views)) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      await page.clock.setFixedTime(NOW);
      await page.goto(url, { waitUntil: "networkidle" });
      await prepare(page);
      const path = join(folder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
      await page.close();
    }
  }
}
for (const { name, width, height, colorScheme, search, prepare } of shown) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height } });
  await page.clock.setFixedTime(NOW);
  await page.goto(`${url}${search ?? ""}`, { waitUntil: "networkidle" });
  await prepare(page);
  await page.screenshot({ path: join(docs, `${name}.png`) });
  await page.close();
}
await browser.close();
