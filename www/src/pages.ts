// The pages that are made when the site is built: the program tables, for readers without script.

import { initSync } from "../generated/certificate_planner.js";
import english from "../generated/lang/en.js";
import ownEnglish from "../generated/lang/pages.en.js";
import { provide } from "./language.js";
import { type ProgramFacts, factsOf, fileName } from "./pages/facts.js";
import { programPage } from "./pages/program.js";
import { summary } from "./pages/summary.js";

/** Where the table of the programs goes in the page. */
const PLACE = "<!-- programs -->";

/** The page with its table, and the page of each program by its name. */
export interface Pages {
  index: string;
  /** The page without links to the others, for who has that page alone. */
  alone: string;
  programs: Map<string, string>;
}

/** Makes all pages of the page's frame and the catalogs, in the order of their index. */
export function pagesOf(module: BufferSource, frame: string, catalogs: readonly string[]): Pages {
  provide("", "en", english);
  provide("pages", "en", ownEnglish);
  initSync({ module });
  const facts = catalogs.flatMap(factsOf);
  if (!frame.includes(PLACE)) throw new Error(`The page has no place for its table: ${PLACE}`);
  // A function, since a text may have signs that mean something to replace.
  const index = frame.replace(PLACE, () => summary(facts, true).text);
  const alone = frame.replace(PLACE, () => summary(facts, false).text);
  const named = facts.map((one): [string, ProgramFacts] => [fileName(one.context.program), one]);
  const programs = new Map(named.map(([name, one]) => [name, programPage(one).text]));
  if (programs.size < named.length) throw new Error("Two programs have the same file name.");
  return { index, alone, programs };
}
