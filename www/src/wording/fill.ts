// Fills the {places} of a message.

import { messages, perLocale } from "../language.js";

/** What stands in the places of a message; what is undefined is not known. */
export type Values = Readonly<Record<string, string | number | undefined>>;

/** A text as it stands in the file, or what the build made of one whose words depend on numbers. */
type Text = string | (((values: Values) => string) & { places?: readonly string[] });

/** One text, or several: the first whose places can all be filled is used. */
export type Message = Text | readonly Text[];

const PLACE = /\{(\w+)\}/;

/** Letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const ISOLATED = /[\u2066-\u2068]/;

const LETTER = /\p{L}/u;

const numbers = perLocale((locale) => new Intl.NumberFormat(locale));

/** Has the browser read what it needs for numbers, which takes far longer than to write one. */
export function prepareNumbers(): void {
  numbers().format(0);
}

/** The text for these values. */
export function fill(message: Message, values: Values = {}): string {
  const texts = isSeveral(message) ? message : [message];
  const isWhole = (text: Text) => placesOf(text).every((name) => values[name] !== undefined);
  const text = texts.find(isWhole) ?? texts.at(-1) ?? "";
  if (typeof text === "string") return partsOf(text).map(filledWith(values)).join("");
  const entries = Object.entries(values).map(([name, value]) => [name, counted(value)] as const);
  return text(Object.fromEntries(entries));
}

function isSeveral(message: Message): message is readonly Text[] {
  return Array.isArray(message);
}

function placesOf(text: Text): readonly string[] {
  if (typeof text === "function") return text.places ?? [];
  return partsOf(text).filter((_, at) => isPlace(at));
}

/** Texts that were taken apart: each answer fills the same ones again. */
const apartTexts = new Map<string, readonly string[]>();

/** A text as what stands between its places and, at every second one, the name of a place. */
function partsOf(text: string): readonly string[] {
  const parts = apartTexts.get(text) ?? text.split(PLACE);
  apartTexts.set(text, parts);
  return parts;
}

function isPlace(at: number): boolean {
  return at % 2 === 1;
}

function filledWith(values: Values): (part: string, at: number) => string {
  return (part, at) => (isPlace(at) ? shown(values[part]) : part);
}

/** A number stays one, so that the words can depend on it. */
function counted(value: string | number | undefined): string | number {
  return typeof value === "number" ? value : shown(value);
}

function shown(value: string | number | undefined): string {
  if (value === undefined) return "…";
  return apart(typeof value === "number" ? numbers().format(value) : value);
}

/**
 * A text that keeps its own direction among words of the other one, so that a course id or an
 * amount stays readable.
 */
export function apart(text: string): string {
  const isMixed = messages.direction === "rtl" || RIGHT_TO_LEFT.test(text);
  if (!isMixed || text === "") return text;
  // What is put together of texts that stand apart has no letter that shows its direction.
  const isOurs = messages.direction === "rtl" && ISOLATED.test(text) && !LETTER.test(bareOf(text));
  return `${isOurs ? "\u2067" : "\u2068"}${text}\u2069`;
}

/** A text without what stands apart in it. */
function bareOf(text: string): string {
  const bare = text.replaceAll(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, "");
  return bare === text ? text : bareOf(bare);
}

/** Makes the compiler list every variant of a type: a new one has no sentence yet. */
export function never(value: never): never {
  throw new TypeError(`No sentence for ${JSON.stringify(value)}`);
}
