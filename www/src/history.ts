// What was, so that every change can be undone: of the plan, and of the wishes.

import type { PlanFile } from "../generated/certificate_planner.js";

export interface History<T = PlanFile> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The input that made the last change: typing on in it is one change. */
  readonly input?: string;
}

/** Longer than anyone steps back. */
const PAST_MAX = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

export function record<T>(history: History<T>, present: T, input?: string): History<T> {
  const goesOn = input !== undefined && input === history.input;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-PAST_MAX);
  return { past, present, future: [], input };
}

export function undo<T>({ past, present, future }: History<T>): History<T> | undefined {
  const earlier = past.at(-1);
  return (
    earlier && { past: past.slice(0, -1), present: earlier, future: [present, ...future] }
  );
}

export function redo<T>({ past, present, future }: History<T>): History<T> | undefined {
  const [later, ...rest] = future;
  return later && { past: [...past, present], present: later, future: rest };
}
