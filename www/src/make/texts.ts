// The texts that are written or opened: one catalog, or the records of a platform.

/** One text and where it came from. */
export interface Text {
  /** Tells it from every other text of this visit. */
  key: number;
  /** The name of its file, or of one that was written here. */
  name: string;
  text: string;
  /** The day of its file, or the day on which it was written: the nearest to the day of its facts. */
  day: string;
}

const PLACE = "certificate-planner:make";

let last = 0;

export function newText(name: string, text: string, day: string): Text {
  last += 1;
  return { key: last, name, text, day };
}

/** Keeps the texts until the tab is closed; says whether there was room for them. */
export function keep(texts: readonly Text[]): boolean {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(texts));
    return true;
  } catch {
    // What was kept before is not what stands on the page any more.
    forget();
    return false;
  }
}

/** The texts that were kept, each under a new key. */
export function kept(): Text[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isText).map(renewed) : [];
  } catch {
    return [];
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // Where nothing may be kept, nothing is.
  }
}

function renewed({ name, text, day }: Text): Text {
  return newText(name, text, day);
}

function isText(stored: unknown): stored is Text {
  if (typeof stored !== "object" || stored === null) return false;
  return ["name", "text", "day"].every((key) => typeof Reflect.get(stored, key) === "string");
}
