// Texts that are put together.

import { messages, perLocale } from "../language.js";
import { apart, fill } from "./fill.js";

const conjunctions = perLocale(
  (locale) => new Intl.ListFormat(locale, { type: "conjunction" }),
);

const disjunctions = perLocale(
  (locale) => new Intl.ListFormat(locale, { type: "disjunction" }),
);

/** As in "a, b and c": each of them stands apart, and the words between them set the direction. */
export function conjunction(texts: readonly string[]): string {
  return conjunctions().format(texts.map(apart));
}

/** As in "a, b or c". */
export function disjunction(texts: readonly string[]): string {
  return disjunctions().format(texts.map(apart));
}

/** As in "a, b". */
export function items(texts: readonly string[]): string {
  return texts.map(apart).join(messages.separator.items);
}

/** As in "a; b". */
export function clauses(texts: readonly string[]): string {
  return texts.map(apart).join(messages.separator.clauses);
}

/** Sentences, one after the other. */
export function sentences(texts: readonly string[]): string {
  return texts.join(messages.separator.sentences);
}

/** Facts in one line, as far as they are known. */
export function facts(texts: readonly (string | undefined)[]): string {
  return texts
    .filter((text) => text !== undefined)
    .map(apart)
    // No line begins with the point between them.
    .join("\u00a0· ");
}

/** What is said of something. */
export function about(subject: string, text: string): string {
  return fill(messages.about, { subject, text });
}

/** A text with a remark on it. */
export function aside(text: string, remark: string): string {
  return fill(messages.figure, { figure: text, remark });
}

/** A title with how many stand under it. */
export function counted(title: string, count: number): string {
  return fill(messages.figure, { figure: title, remark: count });
}

/** A title before what stands under it in the same line. */
export function heading(title: string): string {
  return fill(messages.heading, { title });
}
