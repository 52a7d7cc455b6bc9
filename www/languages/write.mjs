// Compiles the message files for the page: `generated/lang/` gets a script for each language and
// part, `generated/lang/*.d.ts` the types of the English ones, `generated/languages.ts` the list.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import MessageFormat from "@messageformat/core";
import compileModule from "@messageformat/core/compile-module.js";
import { buildSync } from "esbuild";
import { SOURCE, contentsOf, fileOf, readLanguages } from "./read.mjs";

const generated = new URL("../generated/", import.meta.url);

/**
 * A module with the messages of one part. A message without plurals stays the text that it is; the
 * others become functions, written by the library.
 *
 * @param {unknown} messages
 * @param {string} locale
 */
export function moduleOf(messages, locale) {
  /** @type {Record<string, string>} */
  const compiled = {};
  const written = (/** @type {unknown} */ value, isOneOfSeveral = false) => {
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
    stdin: { contents: moduleOf(messages, locale), resolveDir: new URL("..", generated).pathname },
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
function withEnglish(/** @type {any} */ english, /** @type {any} */ messages) {
  if (typeof english !== "object" || english === null || Array.isArray(english)) {
    return messages ?? english;
  }
  /** @type {Record<string, unknown>} */
  const whole = {};
  for (const key of Object.keys(english)) whole[key] = withEnglish(english[key], messages?.[key]);
  return whole;
}

/** The type of a message, by whether it has places to fill. */
function typeOf(/** @type {unknown} */ value) {
  if (Array.isArray(value)) return "Message";
  if (typeof value !== "object" || value === null) {
    return contentsOf(String(value)).places.length === 0 ? "string" : "Message";
  }
  /** @type {string[]} */
  const fields = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${typeOf(one)};`);
  return `{ ${fields.join("\n")} }`;
}

function write(/** @type {string} */ file, /** @type {string} */ text) {
  writeFileSync(new URL(file, generated), text);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  rmSync(new URL("lang/", generated), { recursive: true, force: true });
  mkdirSync(new URL("lang/", generated), { recursive: true });
  const languages = readLanguages();
  const english = languages.get(SOURCE) ?? new Map();
  const list = [];
  for (const [code, parts] of languages) {
    const { locale, direction, language } = withEnglish(english.get(""), parts.get(""));
    list.push({ code, tag: new Intl.Locale(locale).baseName, name: language, direction });
    for (const [part, messages] of english) {
      const text = scriptOf(withEnglish(messages, parts.get(part)), locale);
      write(`lang/${fileOf(part, code)}.js`, text);
    }
  }
  for (const [part, messages] of english) {
    const type = typeOf(messages);
    write(
      `lang/${fileOf(part, SOURCE)}.d.ts`,
      `import type { Message } from "../../src/wording/fill.js";
declare const messages: ${type};
export default messages;
`,
    );
  }
  // For the page that has all of them within itself.
  const files = [...languages.keys()].flatMap((code) =>
    [...english.keys()].map((part) => fileOf(part, code)),
  );
  const scripts = files.map((file) => `  ${JSON.stringify(file)}: () => import("./lang/${file}.js"),`);
  write("all-languages.d.ts", `export declare const SCRIPTS: Record<string, () => Promise<{ default: object }>>;\n`);
  write("all-languages.js", `export const SCRIPTS = {\n${scripts.join("\n")}\n};\n`);
  write(
    "languages.ts",
    `export const LANGUAGES = ${JSON.stringify(list, undefined, 2)} as const;\n`,
  );
}
