// What a plan is answered with, and what keeps the planner from its work: for all who ask it.

import type { Assessment, Problem } from "../generated/certificate_planner.js";

/** The assessment of a plan, or the problems that keep the plan from being read. */
export type Answer = { assessment: Assessment } | { problems: Problem[] };

/** What a reader is told when a file cannot be had. */
export type FailureKind =
  | "unreachable"
  | "missing"
  | "server_error"
  | "timeout"
  | "too_large"
  | "unreadable_index"
  | "no_module"
  | "stopped"
  | "nothing_named"
  | "unknown_program"
  | "unknown_course";
