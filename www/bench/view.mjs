// Loads the element on a page of another site, at a quarter of the speed, and prints how long the main
// thread was kept at a time: node view.mjs URL.
import { argv } from "node:process";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";

const [url] = argv.slice(2);
if (url === undefined) throw new Error("Name the address of the page.");

const ROUNDS = 5;

/** What a browser calls a long task. */
const LONG_MILLISECONDS = 50;

const PROGRAM = "program-v1:MITx+DEDP";

/** What a page asks of the element: attributes, and a plan. */
const PAGES = {
  "nothing stated": { program: PROGRAM },
  "five courses planned": {
    plan: {
      format: 1,
      program: PROGRAM,
      courses: ["14.100x", "14.310x", "JPAL102x", "14.740x", "14.750x"].map((course) => ({
        course,
        runs: [
          { run: "1T2027", state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" },
        ],
      })),
    },
  },
  "one course": { course: "14.310x" },
};

/** A part of a trace: microseconds of its thread, of which others on the machine take nothing. */
/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, tdur?: number, args: any }} Entry */

const browser = await chromium.launch(launchOptions);
try {
  for (const [name, asked] of Object.entries(PAGES)) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await tasksOf(asked));
    rounds.sort((left, right) => (left[0] ?? 0) - (right[0] ?? 0));
    const median = rounds[Math.floor(ROUNDS / 2)] ?? [];
    const long = median.filter((task) => task > LONG_MILLISECONDS).length;
    const longest = median.slice(0, 4).map((task) => task.toFixed(0)).join(", ");
    console.log(
      `loading the element, ${name}, at a 4th of the speed: ${long} tasks over ${LONG_MILLISECONDS} ms; the longest ${longest} ms`,
    );
  }
} finally {
  await browser.close();
}

/**
 * The milliseconds of each task of the main thread while the element loads, the longest first.
 * @param {object} asked
 * @returns {Promise<number[]>}
 */
async function tasksOf(asked) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route("**/host", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Host</title><main><h1>Host</h1></main></html>`,
    }),
  );
  await page.goto(`${url}host`);
  // Playwright brings scripts of its own when it is first asked, which would be counted otherwise.
  await page.locator("main").evaluate(() => {});
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  /** @type {Entry[]} */
  const entries = [];
  client.on("Tracing.dataCollected", ({ value }) => entries.push(.../** @type {Entry[]} */ (/** @type {unknown} */ (value))));
  const traceConfig = { includedCategories: ["toplevel"] };
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await page.evaluate((asked) => {
    const element = document.createElement("certificate-planner");
    // The script is not there yet; it takes up what was set before.
    Object.assign(element, { catalog: "catalogs/mitx-dedp.json", ...asked });
    document.querySelector("main")?.append(element);
    const script = document.createElement("script");
    script.type = "module";
    script.src = "certificate-planner.js";
    document.head.append(script);
  }, asked);
  await page.locator("[part~=courses], [part~=costs] table").first().waitFor({ state: "attached" });
  // What comes when nothing else is to do is loaded within a second.
  await page.waitForTimeout(4_000);
  const ended = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await ended;
  await page.close();
  return tasks(entries);
}

/**
 * @param {readonly Entry[]} entries
 * @returns {number[]}
 */
function tasks(entries) {
  const mains = entries.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isMain = (/** @type {Entry} */ { pid, tid }) => mains.some((main) => main.pid === pid && main.tid === tid);
  const own = entries.filter((entry) => entry.name === "ThreadControllerImpl::RunTask" && isMain(entry));
  return own.map(({ tdur = 0 }) => tdur / 1_000).sort((left, right) => right - left);
}
