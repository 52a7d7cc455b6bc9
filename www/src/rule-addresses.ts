// Where the rules are stated: loaded when a reader asks why.

import type { Platform, Rule } from "../generated/certificate_planner.js";
import { addresses } from "../generated/rule-addresses.js";

/** The addresses that state a rule for a platform, best first. */
export function addressesOf(rule: Rule, platform: Platform): readonly string[] {
  return addresses[rule][platform];
}
