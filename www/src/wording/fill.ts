// Fills the {places} of a message.

import messages from "../messages/en.json" with { type: "json" };

/** What stands in the places of a message; what is undefined is not known. */
export type Values = Readonly<Record<string, string | number | undefined>>;

/** One text, or several: the first whose places can all be filled is used. */
export type Message = string | readonly string[];

const PLACE = /\{(\w+)\}/g;

/** The text for these values. */
export function fill(message: Message, values: Values = {}): string {
  const texts = typeof message === "string" ? [message] : message;
  const known = (text: string) =>
    [...text.matchAll(PLACE)].every(([, name]) => values[name ?? ""] !== undefined);
  const text = texts.find(known) ?? texts.at(-1) ?? "";
  return text.replace(PLACE, (_, name: string) => String(values[name] ?? "…"));
}

const plurals = new Intl.PluralRules(messages.locale);

/** The form of a message for this count. */
export function plural<T extends Message>(forms: { one: T; other: T }, count: number): T {
  return plurals.select(count) === "one" ? forms.one : forms.other;
}

/** Makes the compiler list every variant of a type: a new one has no sentence yet. */
export function never(value: never): never {
  throw new TypeError(`No sentence for ${JSON.stringify(value)}`);
}
