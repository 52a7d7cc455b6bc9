// Times from an input to the painted answer on the page: node input.mjs URL.
import { argv } from "node:process";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";

const [url] = argv.slice(2);
if (url === undefined) throw new Error("Name the address of the page.");

const ROUNDS = 41;

const plan = {
  format: 1,
  program: "program-v1:MITx+DEDP",
  program_enrollment: "will_enroll",
  income: { amount: "25000", currency: "USD" },
  courses: ["14.100x", "14.310x", "JPAL102x", "14.740x", "14.750x"].map((course) => ({
    course,
    runs: [
      { run: "1T2027", state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" },
    ],
  })),
};

const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.clock.setFixedTime("2026-11-21T12:00:00Z");
  await page.goto(url);
  await page.getByLabel("Program", { exact: true }).waitFor();
  const element = page.locator("certificate-planner");
  await element.evaluate((planner, file) => Object.assign(planner, { plan: file }), plan);
  // The picture comes after the first answer, and the fields of a session when it is opened.
  await page.locator(".timeline-picture").waitFor({ state: "attached" });
  for (const at of [0, 1]) await page.locator("details.session > summary").nth(at).click();
  await page.locator('details.session input[name$="/result"]').first().waitFor({ state: "attached" });
  const client = await page.context().newCDPSession(page);
  for (const rate of [1, 4]) {
    await client.send("Emulation.setCPUThrottlingRate", { rate });
    const times = await element.evaluate(timed, ROUNDS);
    const speed = rate === 1 ? "at full speed" : `at a ${rate}th of the speed`;
    for (const [what, sorted] of Object.entries(times)) {
      sorted.sort((left, right) => left - right);
      const at = (/** @type {number} */ share) =>
        (sorted[Math.floor(share * (ROUNDS - 1))] ?? 0).toFixed(1);
      console.log(`input to ${what} ${speed}: median ${at(0.5)} ms, least ${at(0)}, most ${at(1)}`);
    }
  }
} finally {
  await browser.close();
}

/**
 * Changes an expected result back and forth, each time once all is at rest; gives the milliseconds until
 * the answer is painted, with its verdict, its date and its next steps, and until all that explains it is.
 * @param {Element} planner
 * @param {number} rounds
 */
async function timed(planner, rounds) {
  const root = planner.shadowRoot;
  const inputs = root?.querySelectorAll('details.session input[name$="/result"]');
  const choices = [...(inputs ?? [])].slice(0, 2);
  const painted = () =>
    new Promise((/** @type {(at: number) => void} */ resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(undefined);
      });
    });
  let changes = 0;
  const options = { subtree: true, childList: true, characterData: true, attributes: true };
  if (root) new MutationObserver((all) => (changes += all.length)).observe(root, options);
  /** When the last change was painted, after which nothing moves for a while. */
  const atRest = async () => {
    let last = performance.now();
    for (let still = 0; still < 12; still += 1) {
      const before = changes;
      const at = await painted();
      if (changes > before) [last, still] = [at, 0];
    }
    return last;
  };
  const answers = [];
  const explained = [];
  for (let round = 0; round < rounds; round += 1) {
    await atRest();
    const start = performance.now();
    const input = choices[(round + 1) % 2];
    if (!(input instanceof HTMLInputElement)) throw new Error("The page has no such input.");
    input.click();
    answers.push((await painted()) - start);
    explained.push((await atRest()) - start);
  }
  return { "painted answer": answers, "all that explains it": explained };
}
