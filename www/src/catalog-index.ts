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
    return entries(index, "catalogs").flatMap((catalog) =>
      entries(catalog, "programs").map((program) => ({
        url: new URL(word(catalog, "file"), url).href,
        program: word(program, "id"),
        title: word(program, "title"),
        platform: platform(catalog),
      })),
    );
  } catch {
    throw new Failure("unreadable_index", url);
  }
}

/** The programs of a catalog that stands alone. */
export function choicesOf({ file }: OpenCatalog, url: string): Choice[] {
  const { platform } = file;
  return file.programs.map(({ id, title }) => ({ url, program: id, title, platform }));
}

function entries(value: unknown, key: string): unknown[] {
  const found = property(value, key);
  if (!Array.isArray(found)) throw new TypeError(key);
  return found;
}

function word(value: unknown, key: string): string {
  const found = property(value, key);
  if (typeof found !== "string") throw new TypeError(key);
  return found;
}

function platform(catalog: unknown): Platform | undefined {
  const found = property(catalog, "platform");
  return found === "mitx_online" || found === "edx" || found === "other" ? found : undefined;
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) throw new TypeError(key);
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
