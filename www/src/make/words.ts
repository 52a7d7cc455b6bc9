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

/** What may help where the problems alone do not say it: of so many texts, what was made of them. */
export function hint({ open, problems, made }: Reading, texts: number): string | undefined {
  if (open !== undefined) {
    const isAlone = texts === 1 || made !== undefined;
    return isAlone ? undefined : "A catalog is one text, so only the first one is read.";
  }
  if (problems.some(({ fault }) => fault.type === "not_json")) {
    return "A comma too many, one that is missing, or a quote that is not closed is the usual reason.";
  }
  const isMissing = (key: string) =>
    problems.some(({ path, fault }) => path === "" && fault.type === "missing_key" && fault.key === key);
  const isList = problems.some(({ path, fault }) => path === "" && fault.type === "wrong_type");
  if (!isList && !(isMissing("courses") && isMissing("programs"))) return undefined;
  return "This is JSON, but neither a catalog nor a record of MITx Online or edX. The small example shows what a catalog has.";
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
