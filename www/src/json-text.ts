// Values as JSON text on whatever page: some have given every array a `toJSON` of their own, which makes text
// of it that is no JSON.

/** A value as JSON text; empty where there is none. */
export function jsonText(value: unknown, space?: number): string {
  return JSON.stringify(bare(value), undefined, space) ?? "";
}

/** A copy of plain data that inherits nothing from the page. */
export function bare<T>(value: T): T;
export function bare(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy: object = Array.isArray(value) ? value.map(bare) : mapped(value);
  return Object.setPrototypeOf(copy, null);
}

function mapped(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bare(one)]));
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
