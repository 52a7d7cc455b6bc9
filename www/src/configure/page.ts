// The page on which an owner of pages chooses what the planner shows there, and copies the lines for it.

import { LANGUAGES } from "../../generated/languages.js";
import { messagesScript } from "#files";
import { speakWithPage } from "../page-words.js";
import { fill } from "../wording/fill.js";
import { NoCatalog, type Offer, type OfferedCourse, coursesOf, offersOf, offersOfSite } from "./catalogs.js";
import { messages } from "./messages.js";
import { ENGLISH, type Wanted, type WithoutScript, linesOf, tagOf } from "./snippet.js";

const SITE = new URL(".", document.baseURI).href;

const form = find("choices", HTMLFormElement);
const address = find("address", HTMLInputElement);
const addressNote = find("address-note", HTMLElement);
const program = find("program", HTMLSelectElement);
const course = find("course", HTMLSelectElement);
const theme = find("theme", HTMLSelectElement);
const language = find("language", HTMLSelectElement);
const grows = find("grows", HTMLInputElement);
const opens = find("opens", HTMLInputElement);
const lines = find("lines", HTMLTextAreaElement);
const copied = find("copied", HTMLElement);
const hosting = find("hosting", HTMLElement);
const preview = find("preview", HTMLElement);

/** What the options of `program` stand for, but for the first, which leaves the choice open. */
let offers: readonly Offer[] = [];
/** What the options of `course` stand for, likewise. */
let courses: readonly OfferedCourse[] = [];
/** What is said beside the choices, by the names of its messages. */
let said: {
  address?: "no_address" | "unreadable" | "no_catalog" | "broken" | "site_unreadable";
  copied?: "copied" | "not_copied";
  /** Whether pages of other sites may load the element, once that is known. */
  hosting?: "host_open" | "host_closed";
} = {};
/** Counts what the owner did: only what the last of it began is shown. */
let task = 0;
/** What stands in the lines in words. */
let words: WithoutScript = ENGLISH;
/** What is shown in the preview. */
let shown: string | undefined;

function find<T extends HTMLElement>(id: string, type: abstract new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new TypeError(id);
}

/** The value of a group of radio buttons. */
function chosen(group: string): string {
  return String(new FormData(form).get(group));
}

/** Has as many options as there are texts; one that is chosen stays so in another language. */
function fillIn(select: HTMLSelectElement, texts: readonly string[], values: readonly string[]): void {
  const { selectedIndex } = select;
  select.replaceChildren(...texts.map((text, place) => new Option(text, values[place] ?? String(place))));
  select.selectedIndex = Math.max(0, Math.min(selectedIndex, texts.length - 1));
}

/** Says all that the script says, in the language of the page. */
function say(): void {
  const isOwn = chosen("source") === "own";
  const first = isOwn ? messages.first_program : messages.any_program;
  fillIn(program, [first, ...offers.map(({ title }) => title)], []);
  const titles = courses.map(({ title }) => fill(messages.one_course, { title }));
  fillIn(course, [messages.whole_program, ...titles], ["", ...courses.map((one) => one.course)]);
  course.disabled = courses.length === 0;
  const codes = LANGUAGES.map(({ code }) => code);
  fillIn(language, [messages.language_as_page, ...LANGUAGES.map(({ name }) => name)], ["", ...codes]);
  sayNotes();
}

/** What stands in texts as it is written in every language. */
const WRITTEN = {
  scheme: "https:",
  header: "Access-Control-Allow-Origin: *",
  control: "Ctrl+C",
  command: "⌘C",
};

function sayNotes(): void {
  const text = (key: (typeof said)[keyof typeof said] | "frame_own") =>
    key === undefined ? "" : fill(messages[key], WRITTEN);
  addressNote.textContent = text(said.address);
  copied.textContent = text(said.copied);
  const isFrame = chosen("kind") === "frame";
  hosting.textContent = text(isFrame ? "frame_own" : said.hosting);
  // The programs of this site are within the page that stands in a frame where it cannot have them otherwise.
  hosting.hidden = isFrame && chosen("source") !== "own";
}

/** Says one thing more, or one thing otherwise. */
function note(more: typeof said): void {
  said = { ...said, ...more };
  sayNotes();
}

/** Offers the programs of the catalog that is chosen, and then their courses. */
async function offerPrograms(): Promise<void> {
  const isOwn = chosen("source") === "own";
  find("address-field", HTMLElement).hidden = !isOwn;
  offers = [];
  courses = [];
  note({ address: undefined });
  const url = isOwn ? address.value.trim() : "";
  const isWrong = isOwn && !isAddress(url);
  address.ariaInvalid = String(isWrong && url !== "");
  if (isWrong) {
    note({ address: "no_address" });
  } else {
    const now = task;
    let fault: typeof said.address;
    const found = await (isOwn ? offersOf(url) : offersOfSite(SITE)).catch((reason: unknown) => {
      const own = reason instanceof NoCatalog ? "no_catalog" : "unreadable";
      fault = isOwn ? own : "site_unreadable";
      return [];
    });
    if (now !== task) return;
    offers = found;
    note({ address: fault });
  }
  // Of another list, nothing is chosen yet.
  program.selectedIndex = 0;
  say();
  await offerCourses();
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(hostname));
}

async function offerCourses(): Promise<void> {
  const offer = offers[program.selectedIndex - 1];
  const now = task;
  const found = offer === undefined ? [] : await coursesOf(offer).catch(() => []);
  if (now !== task) return;
  courses = found;
  course.selectedIndex = 0;
  say();
}

function wanted(): Wanted {
  const offer = offers[program.selectedIndex - 1];
  const own = chosen("source") === "own" && isAddress(address.value.trim());
  return {
    site: SITE,
    kind: chosen("kind") === "frame" ? "frame" : "element",
    catalog: offer?.catalog ?? (own ? address.value.trim() : undefined),
    isOwn: own,
    program: offer?.program,
    course: course.selectedIndex > 0 ? course.value : undefined,
    theme: theme.value === "" ? undefined : theme.value,
    language: language.value === "" ? undefined : language.value,
    grows: grows.checked,
    opens: opens.checked,
  };
}

/** Shows the lines and what they make, where a catalog can be meant. */
function show(): void {
  const all = wanted();
  const isMissing = chosen("source") === "own" && all.catalog === undefined;
  find("copy", HTMLButtonElement).disabled = isMissing;
  find("frame-choices", HTMLElement).hidden = all.kind !== "frame";
  sayNotes();
  const text = isMissing ? "" : linesOf(all, words);
  if (text === shown) return;
  shown = text;
  lines.value = text;
  note({ copied: undefined });
  if (isMissing) {
    preview.replaceChildren(fill(messages.no_address, WRITTEN));
    return;
  }
  const { name, attributes } = tagOf(all);
  const element = document.createElement(name);
  for (const [key, value] of attributes) element.setAttribute(key, value);
  element.classList.toggle("fixed", !all.grows);
  preview.replaceChildren(element);
}

/** Takes the words in the language that is chosen for the planner. */
async function takeWords(): Promise<void> {
  const code = language.value;
  const script = code === "" ? undefined : messagesScript(`configure.${code}`, "");
  const found = await script?.catch(() => undefined);
  // Unless another one was chosen meanwhile.
  if (code === language.value) words = (found?.default as typeof messages | undefined) ?? ENGLISH;
}

async function onChange({ target }: Event): Promise<void> {
  task += 1;
  const now = task;
  const isOther = target === address || (target instanceof HTMLInputElement && target.name === "source");
  if (isOther) await offerPrograms();
  else if (target === program) await offerCourses();
  else if (target === language) await takeWords().then(show);
  if (now === task) show();
}

async function copy(): Promise<void> {
  // What is said again is heard again only if it was gone.
  note({ copied: undefined });
  try {
    await navigator.clipboard.writeText(lines.value);
    note({ copied: "copied" });
  } catch {
    lines.focus();
    lines.select();
    note({ copied: "not_copied" });
  }
}

/** Says of a catalog of one's own that the planner refuses it. */
function onFailure(event: Event): void {
  const isRefused = event instanceof CustomEvent && event.detail.kind === "unreadable";
  if (isRefused && said.address === undefined) note({ address: "broken" });
}

/** Says whether pages of other sites may load the element from this host. */
async function sayHosting(): Promise<void> {
  const response = await fetch(`${SITE}certificate-planner.js`, { method: "HEAD" });
  const isOpen = response.headers.get("access-control-allow-origin") === "*";
  note({ hosting: isOpen ? "host_open" : "host_closed" });
}

/** Says all, in the preview too, which speaks the language of the page where no other one is chosen. */
function sayAll(): void {
  say();
  shown = undefined;
  show();
}

async function begin(): Promise<void> {
  await speakWithPage("configure", sayAll);
  form.addEventListener("change", (event) => void onChange(event));
  form.addEventListener("submit", (event) => event.preventDefault());
  preview.addEventListener("error", onFailure);
  find("copy", HTMLButtonElement).addEventListener("click", () => void copy());
  sayHosting().catch(() => {});
  await offerPrograms();
  show();
}

void begin();
