// A language that nobody speaks, made of English: each message in brackets, with accents, and longer
// by two fifths. On a page that speaks it, what has no brackets is no message, and what is cut off would be
// cut off in a language with longer words too.

import { parse } from "@messageformat/parser";

export const OPEN = "⟦";
export const CLOSE = "⟧";

const ACCENTS = new Map(
  Object.entries({ a: "á", e: "é", i: "î", o: "ö", u: "ü", c: "ç", n: "ñ", s: "š", y: "ý", z: "ž" }),
);

/** What is no text for readers, at the top of the file of the page. */
const KEPT = ["locale", "direction", "language", "separator"];

/**
 * The messages of a part, in that language.
 *
 * @param {object} messages
 * @returns {object}
 */
export function pseudo(messages) {
  const entries = Object.entries(messages);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, KEPT.includes(key) ? value : inside(value)]),
  );
}

/** @returns {unknown} */
function inside(/** @type {unknown} */ value) {
  if (typeof value === "string") return whole(value);
  if (Array.isArray(value)) return value.map(inside);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inside(one)]));
}

/** @typedef {import("@messageformat/parser").Token} Token */

function whole(/** @type {string} */ text) {
  const tokens = parse(text);
  const isWords = tokens.some((token) => token.type !== "argument" && hasLetters(token));
  return isWords ? `${OPEN}${written(tokens)}${CLOSE}` : text;
}

function hasLetters(/** @type {Token} */ token) {
  return token.type !== "content" || /\p{L}/u.test(token.value);
}

function written(/** @type {Token[]} */ tokens) {
  /** @type {string[]} */
  const texts = tokens.map((token) => {
    if (token.type === "content") return accented(token.value);
    if (token.type === "octothorpe") return "#";
    if (!("cases" in token)) return `{${token.arg}}`;
    const cases = token.cases.map(({ key, tokens: inner }) => `${key} {${written(inner)}}`);
    return `{${token.arg}, ${token.type}, ${cases.join(" ")}}`;
  });
  return texts.join("");
}

/** Longer words at each end of a word's vowels, so that lines can still be broken where they were. */
function accented(/** @type {string} */ text) {
  const letters = [...text].map((letter) => ACCENTS.get(letter) ?? letter);
  let owed = 0;
  return letters
    .map((letter) => {
      if (!/\p{L}/u.test(letter)) return letter;
      owed += 0.4;
      if (owed < 1 || !/[áéîöü]/.test(letter)) return letter;
      const longer = letter.repeat(1 + Math.floor(owed));
      owed %= 1;
      return longer;
    })
    .join("");
}
