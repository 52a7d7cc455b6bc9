// The words of a page beside the planner’s own, such as “Make a catalog”, in the language of the reader,
// who can choose another one there.
//
// It runs before anything is shown: no words of another language come first, and nothing moves.

import { LANGUAGES } from "../generated/languages.js";
import { type Language, chosenLanguages, languageFor, remember } from "./page-language.js";

declare global {
  interface DocumentEventMap {
    /** The page may speak another language than before, which its root names. */
    "page-language": Event;
  }
}

/** The words around; the rest of a message file is for the script of its page. */
type Words = Readonly<Record<string, string>>;

/** The language of the file. */
const WRITTEN = "en";

/** How long nothing is shown while words are on their way. */
const WAIT_MILLISECONDS = 3_000;

const PLACE = /\{(\w+)\}/;

const root = document.documentElement;
const script = document.currentScript;
const loaded = new Map<Language, Words>();
/** How often a file could not be loaded: browsers do not try the same address again. */
const failures = new Map<Language, number>();

let spoken: Language = WRITTEN;
let wanted = languageFor([...chosenLanguages(), ...navigator.languages]);

/** Loads the words of a language; nothing where that fails. */
async function load(language: Language): Promise<Words | undefined> {
  const known = loaded.get(language);
  if (known !== undefined || !(script instanceof HTMLScriptElement)) return known;
  const url = new URL(`lang/${script.dataset["messages"]}.${language}.js`, script.src);
  const failed = failures.get(language);
  if (failed !== undefined) url.search = `again=${failed}`;
  try {
    const { page }: { page: Words } = (await import(url.href)).default;
    loaded.set(language, page);
    return page;
  } catch {
    failures.set(language, (failed ?? 0) + 1);
    return undefined;
  }
}

async function turnTo(language: Language): Promise<void> {
  wanted = language;
  const [words] = await Promise.all([load(language), read]);
  // Unless another one was chosen meanwhile.
  if (wanted !== language) return;
  wanted = words === undefined ? spoken : language;
  spoken = wanted;
  if (words !== undefined) say(words);
  showPicker(words === undefined);
  turn();
}

/** Has all that the page says in the language that is spoken. */
function turn(): void {
  name(spoken);
  root.classList.remove("coming");
  document.dispatchEvent(new Event("page-language"));
}

/** Says on the root which language the page is in, so that all is laid out in its direction. */
function name(language: Language): void {
  const entry = LANGUAGES.find(({ code }) => code === language);
  root.lang = entry?.tag ?? WRITTEN;
  root.dir = entry?.direction ?? "ltr";
}

function say(words: Words): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-message]")) {
    const text = words[element.dataset["message"] ?? ""];
    if (text === undefined) continue;
    if (element instanceof HTMLMetaElement) element.content = text;
    else fillIn(element, text);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.ariaLabel = words[element.dataset["label"] ?? ""] ?? element.ariaLabel;
  }
}

/** Puts a text into an element; what stands in it, such as a link, goes to its place in the text. */
function fillIn(element: HTMLElement, text: string): void {
  const inside = [...element.querySelectorAll<HTMLElement>("[data-place]")];
  const parts = text.split(PLACE).map((part, at) => {
    // At every second one stands the name of a place.
    if (at % 2 === 0) return part;
    return inside.find(({ dataset }) => dataset["place"] === part) ?? "";
  });
  element.replaceChildren(...parts);
}

/** Shows the choice of a language, and whether the one that was chosen last could not be loaded. */
function showPicker(isMissing: boolean): void {
  const select = document.querySelector<HTMLSelectElement>("#page-language");
  if (select === null) return;
  if (select.options.length === 0) {
    select.append(...LANGUAGES.map(optionOf));
    select.addEventListener("change", () => {
      remember(select.value);
      void turnTo(select.value);
    });
  }
  select.value = wanted;
  const note = document.querySelector<HTMLElement>(".language [role=alert]");
  note?.remove();
  if (!isMissing) return;
  const alert = document.createElement("span");
  alert.role = "alert";
  alert.textContent = loaded.get(spoken)?.["language_missing"] ?? "";
  select.after(alert);
}

function optionOf({ code, tag, name: text, direction }: (typeof LANGUAGES)[number]): HTMLOptionElement {
  const option = new Option(text, code);
  option.lang = tag;
  option.dir = direction;
  return option;
}

/** Resolves once the whole file was read. */
const read = new Promise<void>((resolve) => {
  const look = () => document.readyState === "loading" || resolve();
  document.addEventListener("readystatechange", look);
  look();
});

// Words in the language of the file are there already.
root.classList.toggle("coming", wanted !== WRITTEN);
name(wanted);
window.setTimeout(() => {
  if (root.classList.contains("coming")) turn();
}, WAIT_MILLISECONDS);
void turnTo(wanted);
