// The package in Node.js, which fetches no files of the disk.

import { readFile } from "node:fs/promises";
import { type LoadOptions, type Planner, load } from "./planner.js";
import type { ModuleSource } from "./source.js";

/** As in index.ts, whose declarations hold here too. */
export function loadPlanner(options: LoadOptions = {}): Promise<Planner> {
  return load(options, read);
}

async function read(source: ModuleSource): Promise<ModuleSource> {
  const isAddress = typeof source === "string" || source instanceof URL;
  return isAddress && String(source).startsWith("file:") ? await readFile(new URL(source)) : source;
}
