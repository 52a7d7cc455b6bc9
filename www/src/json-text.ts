// Values as JSON text, on whatever page: some make JSON their own way, and the rules have the remedy.

import { jsonText as textOf } from "../../src/tape.js";

/** A value as JSON text; empty where there is none. */
export function jsonText(value: unknown, space?: number): string {
  return textOf(value, space) ?? "";
}

/** One text for all values that say the same, in whatever order their keys stand. */
export function canonical(value: unknown): string {
  return jsonText(ordered(value));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]);
}
