// The language that is spoken. Views are made at once, so each element speaks its own before it does.

import type english from "../generated/lang/en.js";
import { messagesScript } from "#files";
import type { Language } from "./page-language.js";

/** The messages of the page, in the language that is spoken. */
export let messages: typeof english;

/** Those among them that name things on the page. */
export let label: (typeof english)["label"];

/** What takes the messages of a part when another language is spoken. */
type Listener = (messages: never) => void;

const listeners = new Map<string, Listener>();

/** What was loaded or is being loaded, by part and language. */
const loading = new Map<string, Promise<void>>();
const loaded = new Map<string, object>();

/** The parts that are shown, so that another language needs them too. */
const wanted = new Set([""]);

/** How often a file could not be loaded: browsers do not try the same address again. */
const failures = new Map<string, number>();

let spoken: Language = "en";

/** Has the messages of a part given to `listen`, now and whenever another language is spoken. */
export function listenTo<T extends object>(part: string, listen: (messages: T) => void): void {
  listeners.set(part, listen);
  speak(spoken);
}

listenTo<typeof english>("", (all) => {
  messages = all;
  label = all.label;
});

/** Speaks a language from now on: all that is loaded of it. */
export function speak(language: Language): void {
  spoken = language;
  for (const [part, listen] of listeners) {
    const known = loaded.get(fileOf(part, language));
    // A part listens to its own messages alone.
    if (known !== undefined) listen(known as never);
  }
}

/** Whether the messages of a part are there in the language that is spoken. */
export function isSpoken(part: string): boolean {
  return loaded.has(fileOf(part, spoken));
}

/** Loads the messages of a part. */
export async function loadPart(part: string, language: Language): Promise<void> {
  wanted.add(part);
  await load(part, language);
}

/** Loads all that is needed to speak a language. */
export async function prepare(language: Language): Promise<void> {
  const missing = () => [...wanted].filter((part) => !loaded.has(fileOf(part, language)));
  // Another part may be wanted meanwhile.
  while (missing().length > 0) await Promise.all(missing().map((part) => load(part, language)));
}

function load(part: string, language: Language): Promise<void> {
  const file = fileOf(part, language);
  const known = loading.get(file);
  if (known !== undefined) return known;
  const begun = fetchMessages(file).then(
    (messages) => provide(part, language, messages),
    (reason: unknown) => {
      loading.delete(file);
      failures.set(file, (failures.get(file) ?? 0) + 1);
      throw reason;
    },
  );
  loading.set(file, begun);
  return begun;
}

async function fetchMessages(file: string): Promise<object> {
  const failed = failures.get(file);
  const module = await messagesScript(file, failed === undefined ? "" : `again=${failed}`);
  return module.default;
}

/** Gives messages that need not be loaded. */
export function provide(part: string, language: Language, messages: object): void {
  const file = fileOf(part, language);
  loaded.set(file, messages);
  loading.set(file, Promise.resolve());
  speak(spoken);
}

function fileOf(part: string, language: Language): string {
  return part === "" ? language : `${part}.${language}`;
}

/** Something that is made once for each language, such as a format of dates. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const { locale } = messages;
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}
