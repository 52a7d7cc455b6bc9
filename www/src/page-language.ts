// Which language to speak, and what a reader of our own page has chosen: in the address, or earlier on
// this device.

import { LANGUAGES } from "../generated/languages.js";

/** The code of a language, by which its files are named. */
export type Language = string;

const STORED = "certificate-planner:language";

/** What names a language in an address. */
export const LANGUAGE = "lang";

/** What was chosen, with what counts most first. */
export function chosenLanguages(): string[] {
  const { search, hash } = window.location;
  const named = [search, hash].map((part) => new URLSearchParams(part.slice(1)).get(LANGUAGE));
  return [...named, stored()].filter((tag) => tag !== null);
}

/** Keeps the choice on this device, and in the address where it names a language. */
export function remember(language: Language): void {
  try {
    window.localStorage.setItem(STORED, language);
  } catch {
    // Where nothing may be stored, the choice holds until the page is left.
  }
  const url = new URL(window.location.href);
  for (const part of ["search", "hash"] as const) {
    const values = new URLSearchParams(url[part].slice(1));
    if (!values.has(LANGUAGE)) continue;
    values.set(LANGUAGE, language);
    url[part] = values.toString();
  }
  if (url.href !== window.location.href) window.history.replaceState(null, "", url);
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/** The first of the wanted languages that there is; English where none is. */
export function languageFor(tags: readonly string[]): Language {
  const known = tags.map((tag) => LANGUAGES.find((one) => written(one.tag) === written(tag))?.code);
  return known.find((code) => code !== undefined) ?? "en";
}

/** The language and the script of a tag: "zh-CN" is Chinese in simplified characters. */
function written(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script ?? ""}`;
  } catch {
    return "";
  }
}
