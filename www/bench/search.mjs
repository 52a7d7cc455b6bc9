// Times the search in Node.js: node search.mjs SCRIPT MODULE, the bundled `search.ts` and its module.
import { readFile } from "node:fs/promises";
import { argv, version } from "node:process";
import { pathToFileURL } from "node:url";

const [script, module] = argv.slice(2);
if (script === undefined || module === undefined) throw new Error("Name the script and the module.");

const { timeSearch } = await import(pathToFileURL(script).href);
console.log(`Node.js ${version}`);
for (const line of await timeSearch(await readFile(module))) console.log(line);
