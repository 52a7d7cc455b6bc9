// The list of catalogs that a page offers.

import type { Platform, ProgramId } from "../generated/certificate_planner.js";
import { Failure, type OpenCatalog, fetchText } from "./engine.js";

/** A program that can be chosen, and the catalog that has it. */
export interface Choice {
  url: string;
  program: ProgramId;
  title: string;
  /** The platform, where the list says it; choices are grouped by it. */
  platform?: Platform;
}

/** Fetches the list of catalogs, in its order. */
export async function fetchIndex(url: string): Promise<Choice[]> {
  const text = await fetchText(url);
  try {
    const index: unknown = JSON.parse(text);
    return entries(index, "", "catalogs").flatMap(([catalog, at]) =>
      entries(catalog, at, "programs").map(([program, within]) => ({
        url: new URL(word(catalog, at, "file"), url).href,
        program: word(program, within, "id"),
        title: word(program, within, "title"),
        platform: platform(catalog),
      })),
    );
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : "";
    console.error(`${url}: ${reason}`);
    throw new Failure("unreadable_index", url, reason);
  }
}

/** The programs of a catalog that stands alone. */
export function choicesOf({ file }: OpenCatalog, url: string): Choice[] {
  const { platform } = file;
  return file.programs.map(({ id, title }) => ({ url, program: id, title, platform }));
}

/** What a list has, each with the place where it stands. */
function entries(value: unknown, at: string, key: string): [entry: unknown, at: string][] {
  const found = property(value, key);
  if (!Array.isArray(found)) throw new TypeError(`${at}${key} is no list.`);
  return found.map((entry, place) => [entry, `${at}${key}[${place}].`]);
}

function word(value: unknown, at: string, key: string): string {
  const found = property(value, key);
  if (typeof found !== "string") throw new TypeError(`${at}${key} is no text.`);
  return found;
}

function platform(catalog: unknown): Platform | undefined {
  const found = property(catalog, "platform");
  return found === "mitx_online" || found === "edx" || found === "other" ? found : undefined;
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
