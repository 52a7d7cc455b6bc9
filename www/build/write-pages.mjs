// Writes the pages for readers without script: node write-pages.mjs BUNDLE MODULE DIST ALONE.
// ALONE is the file for the page that has no other pages beside it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const [bundle, module, dist, alone] = argv.slice(2);
if (bundle === undefined || module === undefined || dist === undefined || alone === undefined) {
  throw new Error("Name the bundled maker of pages, the module, the folder and the file.");
}

/** @type {typeof import("../src/pages.ts")} */
const { pagesOf } = await import(pathToFileURL(bundle).href);
/** @type {{ catalogs: { file: string }[] }} */
const { catalogs } = JSON.parse(readFileSync(join(dist, "catalogs/index.json"), "utf8"));
const texts = catalogs.map(({ file }) => readFileSync(join(dist, "catalogs", file), "utf8"));
const frame = readFileSync(join(dist, "index.html"), "utf8");
const pages = pagesOf(readFileSync(module), frame, texts);
// Space before a line means nothing to a browser, and every reader loads this page.
writeFileSync(join(dist, "index.html"), pages.index.replace(/\n +/g, "\n"));
writeFileSync(alone, pages.alone);
mkdirSync(join(dist, "programs"), { recursive: true });
for (const [name, text] of pages.programs) writeFileSync(join(dist, "programs", name), text);
