// What keeps a translation from being one: whatever is said here is wrong with it.

import { contentsOf } from "./read.mjs";

/**
 * @param {unknown} english
 * @param {unknown} messages
 * @param {string} locale
 * @param {string} at
 * @returns {string[]}
 */
export function problemsOf(english, messages, locale, at = "") {
  if (typeof english === "string") {
    return typeof messages === "string"
      ? problemsOfText(english, messages, locale).map((problem) => `${at}: ${problem}`)
      : [`${at}: there should be a text`];
  }
  if (!isNested(english) || !isNested(messages) || Array.isArray(english) !== Array.isArray(messages)) {
    return [`${at}: there should be ${Array.isArray(english) ? "a list" : "an object"}`];
  }
  const keys = Object.keys(english);
  const others = Object.keys(messages);
  return [
    ...keys.filter((key) => !others.includes(key)).map((key) => `${at}.${key}: is missing`),
    ...others.filter((key) => !keys.includes(key)).map((key) => `${at}.${key}: is not in English`),
    ...keys
      .filter((key) => others.includes(key))
      .flatMap((key) => problemsOf(english[key], messages[key], locale, `${at}.${key}`)),
  ];
}

/** @returns {value is Record<string, unknown>} */
function isNested(/** @type {unknown} */ value) {
  return typeof value === "object" && value !== null;
}

function problemsOfText(
  /** @type {string} */ english,
  /** @type {string} */ text,
  /** @type {string} */ locale,
) {
  if (text.includes("'")) return ["a straight apostrophe stands in it"];
  /** @type {ReturnType<typeof contentsOf>} */
  let contents;
  try {
    contents = contentsOf(text);
  } catch (reason) {
    return [`cannot be read: ${reason instanceof Error ? reason.message : reason}`];
  }
  if (text.trim() === "" && english.trim() !== "") return ["is empty"];
  const problems = [];
  const wanted = contentsOf(english).places.join(", ");
  const found = contents.places.join(", ");
  if (found !== wanted) problems.push(`has the places [${found}] and should have [${wanted}]`);
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const { arg, keys } of contents.plurals) {
    const missing = forms.filter((form) => !keys.includes(form)).sort();
    if (missing.length > 0) problems.push(`the plural of ${arg} lacks ${missing.join(", ")}`);
  }
  return problems;
}
