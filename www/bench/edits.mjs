// Edits a plan ten thousand times, as a learner types, and prints what the page holds in memory as it goes:
// node edits.mjs URL.
import { argv } from "node:process";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";

const [url] = argv.slice(2);
if (url === undefined) throw new Error("Name the address of the page.");

const EDITS = 10_000;
const LOOKS = 10;

/** @typedef {{ heap: number, wasm: number, nodes: number, listeners: number }} Held */

const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage({ locale: "en-US" });
  await page.addInitScript(keepMemories);
  await page.goto(url);
  await page.locator(".example button").nth(1).click();
  await page.locator("details.session > summary").first().click();
  const score = page.locator(".form input[inputmode=decimal]").filter({ visible: true }).first();
  await score.waitFor();
  const client = await page.context().newCDPSession(page);
  /** @type {Held[]} */
  const looks = [];
  for (let look = 0; look <= LOOKS; look += 1) {
    if (look > 0) await edit(look);
    await client.send("HeapProfiler.collectGarbage");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await client.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => {
      /** @type {WebAssembly.Memory[]} */
      const memories = Reflect.get(window, "memories");
      return memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    });
    looks.push({ heap: usedSize, wasm, nodes, listeners: jsEventListeners });
  }
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  console.log("| edits | JavaScript | WebAssembly | nodes | listeners |\n|---|---|---|---|---|");
  for (const [index, { heap, wasm, nodes, listeners }] of looks.entries()) {
    const edits = ((index * EDITS) / LOOKS).toLocaleString("en-US");
    console.log(`| ${edits} | ${megabytes(heap)} | ${megabytes(wasm)} | ${nodes} | ${listeners} |`);
  }
  const [, first, ...later] = looks;
  const last = later.at(-1);
  if (first && last) {
    const each = (last.heap - first.heap) / (EDITS - EDITS / LOOKS);
    console.log(`from the first thousand to the last: ${each.toFixed(1)} bytes an edit`);
  }
  // What was typed last is what is shown and kept.
  const typed = await score.inputValue();
  if (typed !== numberOf(LOOKS, EDITS / LOOKS - 1)) throw new Error(`The last edit is lost: ${typed}.`);

  /** @param {number} look */
  async function edit(look) {
    for (let index = 0; index < EDITS / LOOKS; index += 1) {
      await score.fill(numberOf(look, index));
    }
  }
} finally {
  await browser.close();
}

/** Keeps the memory of each module that the page starts, which nothing else shows. */
function keepMemories() {
  const { instantiate, instantiateStreaming } = WebAssembly;
  /** @type {WebAssembly.Memory[]} */
  const memories = [];
  Object.assign(window, { memories });
  const kept = (/** @type {any} */ result) => {
    const { memory } = (result.instance ?? result).exports;
    if (memory instanceof WebAssembly.Memory) memories.push(memory);
    return result;
  };
  Object.assign(WebAssembly, {
    instantiate: (/** @type {any[]} */ ...given) => Reflect.apply(instantiate, WebAssembly, given).then(kept),
    instantiateStreaming: (/** @type {any[]} */ ...given) =>
      Reflect.apply(instantiateStreaming, WebAssembly, given).then(kept),
  });
}

/**
 * @param {number} look
 * @param {number} index
 */
function numberOf(look, index) {
  return String(((look * 37 + index * 13) % 9_999) / 100);
}
