// A plan as a file on the reader's device, and back.

import type { PlanFile } from "../../generated/certificate_planner.js";
import { messages } from "./messages.js";
import { jsonText } from "../json-text.js";
import { fill } from "../wording/fill.js";

/** No plan comes near: the rules read four times as much at most. */
const BYTES_MAX = 1_000_000;

/** What a file holds: a plan, something else that the page may open, or why it is neither. */
export type Given =
  | { type: "plan"; plan: PlanFile; name: string }
  | { type: "catalog" }
  | { type: "refused"; text: string };

/** Looks into a file. Whether the plan can be read as a whole, the rules say. */
export async function readGiven(file: File): Promise<Given> {
  const { name, size } = file;
  const refused = (why: keyof typeof messages.file): Given => ({
    type: "refused",
    text: fill(messages.file[why], { name }),
  });
  const text = size > BYTES_MAX * 4 ? "" : await file.text().catch(() => undefined);
  if (text === undefined) return refused("unreadable");
  if (size > BYTES_MAX * 4) return refused("too_large");
  const value = parsed(text);
  if (value === undefined) return refused("not_json");
  if (isCatalog(value)) return { type: "catalog" };
  if (size > BYTES_MAX) return refused("too_large");
  if (typeof value !== "object" || value === null || !("program" in value)) return refused("no_plan");
  if (typeof value.program !== "string") return refused("no_plan");
  return { type: "plan", plan: JSON.parse(text), name: name.replace(/\.json$/i, "") };
}

const CATALOG_KEYS = ["programs", "results", "req_tree", "curricula"];
const RECORD_KEYS = ["readable_id", "courseware_id", "courseruns", "course_runs", "course_codes", "uuid"];

/** A catalog names programs; records of a platform are lists, or pages of results. */
function isCatalog(value: unknown): boolean {
  if (!Array.isArray(value)) return hasSome(value, CATALOG_KEYS);
  const known = [...CATALOG_KEYS, ...RECORD_KEYS];
  return value.some((one) => (Array.isArray(one) ? isCatalog(one) : hasSome(one, known)));
}

function hasSome(value: unknown, keys: readonly string[]): boolean {
  return typeof value === "object" && value !== null && keys.some((key) => key in value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Offers a plan as a file, such as the command line reads it too. */
export function savePlan(plan: PlanFile, name: string): void {
  saveText(`${jsonText(plan, 2)}\n`, name);
}

/** Offers a text as a file. */
export function saveText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  // What file systems do not take in a name is left out.
  link.download = `${name.replaceAll(/[^\p{L}\p{N} _.-]+/gu, "").trim() || "plan"}.json`;
  link.click();
  // The browser reads it after this turn.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
