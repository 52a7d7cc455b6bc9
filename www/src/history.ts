// The plans that were, so that every change can be undone.

import type { PlanFile } from "../generated/certificate_planner.js";

export interface History {
  readonly past: readonly PlanFile[];
  readonly plan: PlanFile;
  readonly future: readonly PlanFile[];
  /** The input that made the last change: typing on in it is one change. */
  readonly input?: string;
}

/** Longer than anyone steps back. */
const PAST_MAX = 200;

export function begin(plan: PlanFile): History {
  return { past: [], plan, future: [] };
}

export function record(history: History, plan: PlanFile, input?: string): History {
  const goesOn = input !== undefined && input === history.input;
  const past = goesOn ? history.past : [...history.past, history.plan].slice(-PAST_MAX);
  return { past, plan, future: [], input };
}

export function undo({ past, plan, future }: History): History | undefined {
  const earlier = past.at(-1);
  return earlier && { past: past.slice(0, -1), plan: earlier, future: [plan, ...future] };
}

export function redo({ past, plan, future }: History): History | undefined {
  const [later, ...rest] = future;
  return later && { past: [...past, plan], plan: later, future: rest };
}
