// The package, in browsers, in their workers and wherever files are fetched.

import { type LoadOptions, type Planner, load } from "./planner.js";

export type * from "../../generated/certificate_planner_proposals.js";
export type { Answer, Catalog, CatalogReading, LoadOptions, ModuleSource, Planner } from "./planner.js";

/**
 * Loads the rules, once however often it is called.
 *
 * @throws Error where the module cannot be loaded, with the reason as its `cause`; the next call tries again.
 */
export function loadPlanner(options: LoadOptions = {}): Promise<Planner> {
  return load(options, (source) => source);
}
