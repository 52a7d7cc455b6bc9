// Writes the pages for readers without script: node write-pages.mjs BUNDLE MODULE DIST.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const [bundle, module, dist] = argv.slice(2);
if (bundle === undefined || module === undefined || dist === undefined) {
  throw new Error("Name the bundled maker of pages, the module and the folder of the site.");
}

/** @type {typeof import("../src/pages.ts")} */
const { pagesOf } = await import(pathToFileURL(bundle).href);
/** @type {{ catalogs: { file: string }[] }} */
const { catalogs } = JSON.parse(readFileSync(join(dist, "catalogs/index.json"), "utf8"));
const texts = catalogs.map(({ file }) => readFileSync(join(dist, "catalogs", file), "utf8"));
const frame = readFileSync(join(dist, "index.html"), "utf8");
const { index, programs } = pagesOf(readFileSync(module), frame, texts);
writeFileSync(join(dist, "index.html"), index);
mkdirSync(join(dist, "programs"), { recursive: true });
for (const [name, text] of programs) writeFileSync(join(dist, "programs", name), text);
