// Measures pages by Lighthouse, as it does by default: a telephone of middle price with a slow connection.
// Prints a line for each page: node measure.mjs TIMES URL…
import { argv, env } from "node:process";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [times, ...urls] = argv.slice(2);
if (times === undefined || urls.length === 0) throw new Error("Name how often, and the addresses of the pages.");

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const METRICS = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "total-blocking-time",
  "cumulative-layout-shift",
  "interactive",
];

const chrome = await launch({
  chromePath: env["CHROMIUM"],
  chromeFlags: ["--headless=new", "--no-sandbox"],
});
try {
  for (const url of urls) {
    const rounds = [];
    for (let round = 0; round < Number(times); round += 1) rounds.push(await measured(url));
    const median = (read) => {
      const sorted = rounds.map(read).sort((left, right) => left - right);
      return sorted[Math.floor(sorted.length / 2)];
    };
    const scores = CATEGORIES.map((id) => median(({ categories }) => Math.round(categories[id].score * 100)));
    const metrics = METRICS.map((id) => median(({ audits }) => audits[id].numericValue));
    const missed = new Set(rounds.flatMap(shortfalls));
    console.log(JSON.stringify({ url, scores, metrics, missed: [...missed] }));
  }
} finally {
  await chrome.kill();
}

async function measured(url) {
  const result = await lighthouse(url, { port: chrome.port, logLevel: "error" });
  if (result === undefined) throw new Error(`Lighthouse says nothing of ${url}.`);
  return result.lhr;
}

/** What keeps a score below 100 and is no measure of time, which differs from run to run. */
function shortfalls({ categories, audits }) {
  const refs = CATEGORIES.slice(1).flatMap((id) => categories[id].auditRefs);
  const weighed = refs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]);
  return weighed.filter(({ score }) => score !== null && score < 1).map(({ id }) => id);
}
