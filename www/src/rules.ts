// The rules in words: loaded only when a reader asks why.

import type { Rule } from "../generated/certificate_planner.js";
import messages from "./messages/rules.en.json" with { type: "json" };

export function textOfRule(rule: Rule): string {
  return messages[rule];
}
