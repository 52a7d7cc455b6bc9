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
    times.sort((left, right) => left - right);
    const at = (/** @type {number} */ share) => (times[Math.floor(share * (ROUNDS - 1))] ?? 0).toFixed(1);
    const speed = rate === 1 ? "at full speed" : `at a ${rate}th of the speed`;
    console.log(`input to painted answer ${speed}: median ${at(0.5)} ms, least ${at(0)}, most ${at(1)}`);
  }
} finally {
  await browser.close();
}

/**
 * Changes an expected result back and forth; gives the milliseconds until each answer is painted.
 * @param {Element} planner
 * @param {number} rounds
 * @returns {Promise<number[]>}
 */
async function timed(planner, rounds) {
  const inputs = planner.shadowRoot?.querySelectorAll('details.session input[name$="/result"]');
  const choices = [...(inputs ?? [])].slice(0, 2);
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(undefined);
      });
    });
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    await painted();
    const start = performance.now();
    const input = choices[(round + 1) % 2];
    if (!(input instanceof HTMLInputElement)) throw new Error("The page has no such input.");
    input.click();
    times.push((await painted()) - start);
  }
  return times;
}
