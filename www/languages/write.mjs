// Compiles the message files for the page: `generated/lang/` gets a script for each language and
// part, `generated/lang/*.d.ts` the types of the English ones, `generated/languages.ts` the list.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { scriptOf, typeOf, withEnglish } from "./compile.mjs";
import { SOURCE, fileOf, readLanguages } from "./read.mjs";

/** The parts that only pages beside the planner's own say. */
const OF_OTHER_PAGES = ["accessibility", "configure", "make"];

const generated = new URL("../generated/", import.meta.url);

function write(/** @type {string} */ file, /** @type {string} */ text) {
  writeFileSync(new URL(file, generated), text);
}

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
  // For the page that has all of them within itself, but for those of the pages beside it.
  const parts = [...english.keys()].filter((part) => !OF_OTHER_PAGES.includes(part));
  const files = [...languages.keys()].flatMap((code) => parts.map((part) => fileOf(part, code)));
  const scripts = files.map((file) => `  ${JSON.stringify(file)}: () => import("./lang/${file}.js"),`);
  write("all-languages.d.ts", `export declare const SCRIPTS: Record<string, () => Promise<{ default: object }>>;\n`);
  write("all-languages.js", `export const SCRIPTS = {\n${scripts.join("\n")}\n};\n`);
  write(
    "languages.ts",
    `/** A language of the page: its code, its tag on pages, what it calls itself. */
export interface LanguageEntry {
  code: string;
  tag: string;
  name: string;
  direction: "ltr" | "rtl";
}

export const LANGUAGES: readonly LanguageEntry[] = ${JSON.stringify(list, undefined, 2)};
`,
  );
