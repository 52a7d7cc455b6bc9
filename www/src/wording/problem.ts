// Sentences for what is wrong with a catalog or a plan.

import type { Fault } from "../../generated/certificate_planner.js";
import { fill, never } from "./fill.js";
import { conjunction } from "./list.js";
import { label, messages } from "./problem-messages.js";

/** What is wrong, in one sentence. */
export function faultText(fault: Fault): string {
  const words = messages.fault;
  switch (fault.type) {
    case "not_json":
      return fill(words.not_json, { line: fault.line, column: fault.column });
    case "too_long": {
      const values = { bytes: fault.bytes, bytes_max: fault.bytes_max };
      return fill(words.too_long, values);
    }
    case "too_deep":
      return fill(words.too_deep, { depth_max: fault.depth_max });
    case "too_many": {
      const values = { count: fault.count, count_max: fault.count_max };
      return fill(words.too_many, values);
    }
    case "text_too_long":
      return fill(words.text_too_long, { bytes_max: fault.bytes_max });
    case "wrong_type": {
      const expected = messages.expected[fault.expected];
      return fill(words.wrong_type, { expected, found: fault.found || undefined });
    }
    case "missing_key":
      return fill(words.missing_key, { key: fault.key });
    case "unknown_key":
      return fill(words.unknown_key, { key: fault.key, accepted: listed(fault.accepted) });
    case "unknown_word":
      return fill(words.unknown_word, { word: fault.word, accepted: listed(fault.accepted) });
    case "unknown_format":
      return fill(words.unknown_format, { supported: fault.supported });
    case "duplicate_key":
      return fill(words.duplicate_key, { key: fault.key });
    case "nobody_can_meet":
      return fill(words.nobody_can_meet, { courses: listed(fault.courses) });
    case "duplicate_id":
      return fill(words.duplicate_id, { id: fault.id });
    case "unknown_id":
      return fill(words.unknown_id, { kind: messages.id_kind[fault.kind], id: fault.id });
    case "reversed_dates":
      return fill(words.reversed_dates, { earlier: fault.earlier, later: fault.later });
    case "number_larger_than_group":
      return fill(words.number_larger_than_group, { number: fault.number, size: fault.size });
    case "course_twice":
      return fill(words.course_twice, { course: fault.course });
    case "program_cycle":
      return fill(words.program_cycle, { programs: conjunction(fault.programs) });
    case "prerequisite_cycle":
      return fill(words.prerequisite_cycle, { courses: conjunction(fault.courses) });
    case "parts_do_not_add_up":
      return fill(words.parts_do_not_add_up, { sum: fault.hundredths / 100 });
    case "contradiction":
      return fill(words.contradiction, { left: fault.left, right: fault.right });
    case "out_of_range":
      return fill(words.out_of_range, { min: fault.min, max: fault.max });
    case "reversed_range":
    case "empty_group":
    case "unreadable_group":
    case "number_zero":
    case "nobody_passes":
    case "tiers_not_rising":
    case "no_coming_run":
    case "no_program":
    case "historic_tiers":
    case "not_https":
      return words[fault.type];
    default:
      return never(fault);
  }
}

/** The same to who fills in a form, which names its fields otherwise than a file does. */
export function formFaultText(fault: Fault): string {
  if (fault.type !== "contradiction") return faultText(fault);
  const names: Readonly<Record<string, string>> = label.fields;
  const { left, right } = fault;
  return faultText({ ...fault, left: names[left] ?? left, right: names[right] ?? right });
}

function listed(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : conjunction(words);
}
