// The module that finds the best ways, in a script of its own: loaded when it is asked for.

import init, { type InitInput, readCatalog } from "../../generated/certificate_planner_proposals.js";
import type { ModuleSource } from "./source.js";

export { readCatalog };

/** Loads the module, once. */
export async function start(source: ModuleSource | Promise<ModuleSource>): Promise<void> {
  await init({ module_or_path: source as InitInput | Promise<InitInput> });
}
