// What a learner enters into the gradebook of one session, and how it is read from a text.

import type { AssignmentTypeFile } from "../../generated/certificate_planner.js";

/** More kinds of work than these no course has. */
export const TYPES_MAX = 12;

/** The most pieces of one kind of work. */
export const COUNT_MAX = 100;

/** A score as points. */
export interface Points {
  earned: number;
  possible: number;
}

/** One kind of graded work, as the catalog or the learner states it. */
export interface Kind {
  name: string;
  weight?: number;
  count: number;
  drops: number;
  part?: AssignmentTypeFile["part"];
}

/** What a learner has entered for one session. */
export interface Book {
  kinds?: Kind[];
  passing?: number;
  /** Scores by the place of their kind. */
  scores: ReadonlyMap<number, readonly (Points | undefined)[]>;
}

/** The scores of one kind of work, as they stand in a text. */
interface Scores {
  at: number;
  name: string | undefined;
  points: (Points | undefined)[];
}

/** A gradebook from a text; nothing where the text is anything else. */
export function parseBook(
  text: string,
  version: number,
): (Omit<Book, "scores"> & { scores: Scores[] }) | undefined {
  const file = parsed(text);
  if (file?.["version"] !== version) return undefined;
  const kinds = listOf(file["kinds"] ?? [], kindOf, TYPES_MAX);
  const scores = listOf(file["scores"], scoresOf, TYPES_MAX);
  const passing = file["passing"];
  const isPassing = passing === undefined || isPercent(passing);
  if (kinds === undefined || scores === undefined || !isPassing) return undefined;
  return {
    ...(file["kinds"] === undefined ? {} : { kinds }),
    ...(passing === undefined ? {} : { passing }),
    scores,
  };
}

type Fields = Record<string, unknown>;

function parsed(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

/** Every item as it is read, where each can be. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined, most: number): T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const items = value.flatMap((item: unknown) => read(item) ?? []);
  return items.length === value.length ? items : undefined;
}

function kindOf(value: unknown): Kind | undefined {
  const { name, weight, count, drops } = fieldsOf(value) ?? {};
  if (typeof name !== "string" || !isCount(count) || !isCount(drops)) return undefined;
  if (weight === undefined) return { name, count, drops };
  return isPercent(weight) ? { name, weight, count, drops } : undefined;
}

function scoresOf(value: unknown): Scores | undefined {
  const { at, name, points } = fieldsOf(value) ?? {};
  // What is not done is left open; a list has no other way to say so.
  const read = listOf(points, (item) => ({ is: item === null ? undefined : pointsOf(item), item }), COUNT_MAX);
  if (!isCount(at) || read === undefined) return undefined;
  if (read.some(({ is, item }) => is === undefined && item !== null)) return undefined;
  return { at, name: typeof name === "string" ? name : undefined, points: read.map(({ is }) => is) };
}

function pointsOf(value: unknown): Points | undefined {
  const { earned, possible } = fieldsOf(value) ?? {};
  if (typeof earned !== "number" || typeof possible !== "number") return undefined;
  return earned >= 0 && possible > 0 && earned <= possible ? { earned, possible } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= COUNT_MAX;
}

function isPercent(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 100;
}
