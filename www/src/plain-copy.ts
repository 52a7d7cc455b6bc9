// What is kept of a value from outside: no page can change it later, and nothing in it acts.

/** How deep a value may be; a plan is five deep. */
const DEPTH_MAX = 32;

/**
 * A copy of plain data, as JSON would make it, but without `toJSON`, which some pages add to every
 * array. What is no plain data, or refers to itself, is null.
 */
export function plainCopy<T>(value: T): T;
export function plainCopy(value: unknown): unknown {
  try {
    return copy(value, 0);
  } catch {
    return null;
  }
}

function copy(value: unknown, depth: number): unknown {
  if (depth > DEPTH_MAX) throw new RangeError("too deep");
  if (typeof value !== "object" || value === null) return isPlain(value) ? value : null;
  if (Array.isArray(value)) return Array.from(value, (one) => copy(one, depth + 1));
  const entries = Object.entries(value).filter(([, one]) => isPlain(one));
  return Object.fromEntries(entries.map(([key, one]) => [key, copy(one, depth + 1)]));
}

function isPlain(value: unknown): boolean {
  return value === null || ["object", "string", "number", "boolean"].includes(typeof value);
}
