// What the page loads of a message file: its messages, compiled, and their types.

import { fileURLToPath } from "node:url";
import MessageFormat from "@messageformat/core";
import compileModule from "@messageformat/core/lib/compile-module.js";
import { buildSync } from "esbuild";
import { contentsOf } from "./read.mjs";

const packages = fileURLToPath(new URL("..", import.meta.url));

/**
 * A module with the messages of one part. A message without plurals stays the text that it is; the
 * others become functions, written by the library.
 *
 * @param {unknown} messages
 * @param {string} locale
 */
function moduleOf(messages, locale) {
  /** @type {Record<string, string>} */
  const compiled = {};
  /** @type {(value: unknown, isOneOfSeveral?: boolean) => string} */
  const written = (value, isOneOfSeveral = false) => {
    if (Array.isArray(value)) {
      return `[${value.map((/** @type {unknown} */ one) => written(one, true)).join(",")}]`;
    }
    if (typeof value === "object" && value !== null) {
      /** @type {string[]} */
      const fields = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${written(one)}`);
      return `{${fields.join(",")}}`;
    }
    const text = String(value);
    const { isPlain, places } = contentsOf(text);
    if (isPlain) return JSON.stringify(text);
    const name = `m${Object.keys(compiled).length}`;
    compiled[name] = text;
    // The first of several texts is chosen whose places can all be filled.
    return isOneOfSeveral ? `places(m.${name},${JSON.stringify(places)})` : `m.${name}`;
  };
  const tree = written(messages);
  const functions = compileModule(new MessageFormat(locale), compiled);
  return `${functions.replace("export default", "const m =")};
const places = (message, places) => Object.assign(message, { places });
export default ${tree};`;
}

/**
 * The messages as one script without imports.
 *
 * @param {unknown} messages
 * @param {string} locale
 */
export function scriptOf(messages, locale) {
  const { outputFiles } = buildSync({
    stdin: { contents: moduleOf(messages, locale), resolveDir: packages },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
  });
  return outputFiles[0]?.text ?? "";
}

/** The messages of a language, with those of English where one is not there yet. */
export function withEnglish(/** @type {any} */ english, /** @type {any} */ messages) {
  if (typeof english !== "object" || english === null || Array.isArray(english)) {
    return messages ?? english;
  }
  /** @type {Record<string, unknown>} */
  const whole = {};
  for (const key of Object.keys(english)) whole[key] = withEnglish(english[key], messages?.[key]);
  return whole;
}

/** The type of a message, by whether it has places to fill. */
export function typeOf(/** @type {unknown} */ value) {
  if (Array.isArray(value)) return "Message";
  if (typeof value !== "object" || value === null) {
    return contentsOf(String(value)).places.length === 0 ? "string" : "Message";
  }
  /** @type {string[]} */
  const fields = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${typeOf(one)};`);
  return `{ ${fields.join("\n")} }`;
}
