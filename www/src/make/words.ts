// What came of the texts, in words.

import type { Reading } from "../engine.js";
import { fill } from "../wording/fill.js";
import { messages } from "./messages.js";

/** What came of the texts, in a sentence or two; `doubts` are those that are not in the reading. */
export function outcome(reading: Reading, doubts: number): string {
  const { open, problems, notes, made } = reading;
  const wrong = problems.filter(({ severity }) => severity === "problem").length;
  const doubtful = problems.length - wrong + (notes?.length ?? 0) + doubts;
  const { count, outcome: words } = messages;
  if (open === undefined) {
    const problems = fill(count.problems, { count: wrong });
    const warnings = doubtful === 0 ? undefined : fill(count.warnings, { count: doubtful });
    return fill(words.unusable, { problems, warnings });
  }
  const courses = fill(count.courses, { count: open.file.courses.length });
  const programs = fill(count.programs, { count: open.file.programs.length });
  const size = fill(made === undefined ? words.usable : words.made, { programs, courses });
  const all = { outcome: size, count: doubtful };
  return fill(doubtful === 0 ? words.right : words.doubtful, all);
}

/** What may help where the problems alone do not say it: of so many texts, what was made of them. */
export function hint({ open, problems, made }: Reading, texts: number): string | undefined {
  if (open !== undefined) {
    const isAlone = texts === 1 || made !== undefined;
    return isAlone ? undefined : messages.hint.first_text;
  }
  if (problems.some(({ fault }) => fault.type === "not_json")) {
    return messages.hint.not_json;
  }
  const isMissing = (key: string) =>
    problems.some(({ path, fault }) => path === "" && fault.type === "missing_key" && fault.key === key);
  const isList = problems.some(({ path, fault }) => path === "" && fault.type === "wrong_type");
  if (!isList && !(isMissing("courses") && isMissing("programs"))) return undefined;
  return messages.hint.other_json;
}
