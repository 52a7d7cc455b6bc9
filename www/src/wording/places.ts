// Fills the {places} of a message.

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
