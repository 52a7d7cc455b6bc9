// The message files: which languages and parts there are, and what their messages hold.

import { readFileSync, readdirSync } from "node:fs";
import { parse } from "@messageformat/parser";

export const SOURCE = "en";

const folder = new URL("../src/messages/", import.meta.url);

/** `ways.en.json` is the part `ways` in English; `en.json` is the page itself. */
const NAME = /^(?:(\w[\w-]*)\.)?([a-z]{2})\.json$/;

/** What each language has: its code and its parts by name; the page itself is the part "". */
export function readLanguages() {
  /** @type {Map<string, Map<string, object>>} */
  const languages = new Map([[SOURCE, new Map()]]);
  for (const file of readdirSync(folder).sort()) {
    const [, part = "", code] = NAME.exec(file) ?? [];
    if (code === undefined) continue;
    const parts = languages.get(code) ?? new Map();
    languages.set(code, parts.set(part, JSON.parse(readFileSync(new URL(file, folder), "utf8"))));
  }
  return languages;
}

/** The file of a part in a language, as the page loads it. */
export function fileOf(/** @type {string} */ part, /** @type {string} */ code) {
  return part === "" ? code : `${part}.${code}`;
}

/**
 * What a message is made of: its places, and the cases of its plurals.
 *
 * @param {string} text
 */
export function contentsOf(text) {
  const places = new Set();
  /** @type {{ arg: string; keys: string[] }[]} */
  const plurals = [];
  let isPlain = true;
  const read = (/** @type {import("@messageformat/parser").Token[]} */ tokens) => {
    for (const token of tokens) {
      if (token.type === "content") continue;
      if (token.type === "octothorpe") continue;
      places.add(token.arg);
      if (token.type === "argument") continue;
      isPlain = false;
      if (!("cases" in token)) continue;
      const keys = token.cases.map(({ key }) => key);
      if (token.type === "plural") plurals.push({ arg: token.arg, keys });
      for (const { tokens: inner } of token.cases) read(inner);
    }
  };
  read(parse(text));
  return { places: [...places].map(String).sort(), plurals, isPlain };
}
