// Sentences for what was dropped from records, or is doubtful in them.

import type english from "../../generated/lang/import.en.js";
import type { RecordNote } from "../engine.js";
import { listenTo } from "../language.js";
import { type Values, fill } from "./fill.js";
import { items } from "./list.js";

let messages: typeof english;

listenTo<typeof english>("import", (all) => {
  messages = all;
});

export function remarkText({ remark, more }: RecordNote): string {
  const { type, ...values } = remark;
  const text = fill(messages.remark[type], valuesOf(values));
  return more === 0 ? text : fill(messages.more_places, { text, count: more });
}

function valuesOf(values: object): Values {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [name, items(value.map(String))] as const;
    return [name, typeof value === "string" ? value : undefined] as const;
  });
  return Object.fromEntries(entries);
}
