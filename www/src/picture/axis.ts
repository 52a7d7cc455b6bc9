// Time along one side of a picture: where a moment lies, and which days are named.

import type { Moment } from "../../generated/certificate_planner.js";

export const DAY_MILLISECONDS = 24 * 3_600_000;

/** The span of time that a picture shows, in milliseconds. */
export interface Extent {
  from: number;
  to: number;
}

export function timeOf(moment: Moment): number {
  return Date.parse(moment);
}

/** A span that holds all of these, with some room at its ends. */
export function extentOf(times: readonly number[]): Extent {
  const from = Math.min(...times);
  const to = Math.max(...times);
  const room = Math.max((to - from) * 0.02, 7 * DAY_MILLISECONDS);
  return { from: from - room, to: to + room };
}

/** Where a moment lies, in percent; what lies outside stands at the edge. */
export function place({ from, to }: Extent, time: number): number {
  const share = (time - from) / Math.max(to - from, 1);
  return Math.round(Math.min(Math.max(share, 0), 1) * 10_000) / 100;
}

/** How many letters of Latin a text is as wide as: one of Chinese is as wide as two. */
export function lettersOf(text: string): number {
  return text.replaceAll(/[\u2e80-\uffef]/g, "--").length;
}

export interface Tick {
  time: number;
  isYear: boolean;
}

/** Months between named days, so that no more than `most` stand side by side. */
const STEPS = [1, 2, 3, 6, 12, 24, 48];

export function ticks({ from, to }: Extent, most: number): Tick[] {
  const months = (to - from) / (30.44 * DAY_MILLISECONDS);
  const step = STEPS.find((count) => months / count <= most) ?? 120;
  const first = new Date(from);
  // Counted from January of a year that every step divides alike.
  const start = Math.ceil(
    ((first.getUTCFullYear() - 2000) * 12 + first.getUTCMonth() + 1 / 32) / step,
  );
  const all: Tick[] = [];
  for (let at = start; ; at += 1) {
    const month = at * step;
    const time = Date.UTC(2000, month, 1);
    if (time > to) return all;
    if (time >= from) all.push({ time, isYear: month % 12 === 0 });
  }
}
