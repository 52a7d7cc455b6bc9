// The sentences of the page, which is for those who publish programs and in English only.

import type { Reading } from "../engine.js";

/** What came of the texts, in a sentence or two. */
export function outcome(reading: Reading): string {
  const { open, problems, notes, made } = reading;
  const wrong = problems.filter(({ severity }) => severity === "problem").length;
  const doubtful = problems.length - wrong + (notes?.length ?? 0);
  if (open === undefined) {
    const doubts = doubtful === 0 ? "" : ` and ${counted(doubtful, "warning")}`;
    return `The catalog cannot be used yet: ${counted(wrong, "problem")}${doubts}.`;
  }
  const { courses, programs } = open.file;
  const size = `${counted(programs.length, "program")} and ${counted(courses.length, "course")}`;
  const begin =
    made === undefined ? `The catalog can be used: ${size}.` : `A catalog was made of the records: ${size}.`;
  const end = doubtful === 0 ? "Nothing is wrong." : `${counted(doubtful, "warning")} to look at.`;
  return `${begin} ${end}`;
}

/** What kind of text this may be, where it is no catalog at all. */
export function hint({ open, problems }: Reading, texts: number): string | undefined {
  const [first] = problems;
  if (open !== undefined) {
    return texts > 1 ? "A catalog is one text, so only the first one is read." : undefined;
  }
  if (first?.fault.type === "not_json") {
    return "A comma too many, one that is missing, or a quote that is not closed is the usual reason.";
  }
  const isElse = problems.length > 1 && problems.every(({ path, fault }) => isMissing(path, fault.type));
  if (!isElse) return undefined;
  return "This is JSON, but neither a catalog nor a record of MITx Online or edX that we know. Start from the small example to see what a catalog has.";
}

function isMissing(path: string, type: string): boolean {
  return (path === "" && type === "missing_key") || (type === "unknown_key" && !/[.[]/.test(path));
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
