// The page on which an owner of pages chooses what the planner shows there, and copies the lines for it.

import { LANGUAGES } from "../../generated/languages.js";
import { type Offer, coursesOf, offersOf, offersOfSite } from "./catalogs.js";
import { type Wanted, linesOf, tagOf } from "./snippet.js";

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
/** Counts what the owner did: only what the last of it began is shown. */
let task = 0;
/** What is shown in the preview. */
let shown = "";

function find<T extends HTMLElement>(id: string, type: abstract new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new TypeError(id);
}

/** The value of a group of radio buttons. */
function chosen(group: string): string {
  return String(new FormData(form).get(group));
}

const NO_ADDRESS = "Give the address of the catalog: it begins with “https:”.";

function fillIn(select: HTMLSelectElement, first: string, texts: readonly string[]): void {
  const options = [first, ...texts].map((text, place) => new Option(text, String(place)));
  select.replaceChildren(...options);
}

/** Offers the programs of the catalog that is chosen, and then their courses. */
async function offerPrograms(): Promise<void> {
  const isOwn = chosen("source") === "own";
  find("address-field", HTMLElement).hidden = !isOwn;
  offers = [];
  addressNote.textContent = "";
  const url = isOwn ? address.value.trim() : "";
  const isWrong = isOwn && !isAddress(url);
  address.ariaInvalid = String(isWrong && url !== "");
  if (isWrong) {
    addressNote.textContent = NO_ADDRESS;
  } else {
    const now = task;
    const found = await (isOwn ? offersOf(url) : offersOfSite(SITE)).catch(() => undefined);
    if (now !== task) return;
    offers = found ?? [];
    if (found === undefined) addressNote.textContent = unreadable(isOwn);
  }
  const first = isOwn ? "The first one of the catalog" : "All: the reader chooses";
  fillIn(program, first, offers.map(({ title }) => title));
  await offerCourses();
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && /^(localhost|127\.0\.0\.1)$/.test(hostname));
}

function unreadable(isOwn: boolean): string {
  return isOwn
    ? "No catalog can be read there, so its programs are not listed. Is the address right, and does its host send the header “Access-Control-Allow-Origin: *”?"
    : "The list of programs could not be loaded. Reload the page to try again.";
}

async function offerCourses(): Promise<void> {
  const offer = offers[program.selectedIndex - 1];
  const now = task;
  const courses = offer === undefined ? [] : await coursesOf(offer).catch(() => []);
  if (now !== task) return;
  fillIn(course, "The whole program", courses.map(({ title }) => `One course: ${title}`));
  courses.forEach((one, place) => {
    const option = course.options[place + 1];
    if (option !== undefined) option.value = one.course;
  });
  course.disabled = courses.length === 0;
}

function wanted(): Wanted {
  const offer = offers[program.selectedIndex - 1];
  const own = chosen("source") === "own" && isAddress(address.value.trim());
  return {
    site: SITE,
    kind: chosen("kind") === "frame" ? "frame" : "element",
    catalog: offer?.catalog ?? (own ? address.value.trim() : undefined),
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
  hosting.hidden = all.kind === "frame";
  const text = isMissing ? "" : linesOf(all);
  if (text === shown) return;
  shown = text;
  lines.value = text;
  copied.textContent = "";
  if (isMissing) {
    preview.replaceChildren(NO_ADDRESS);
    return;
  }
  const { name, attributes } = tagOf(all);
  const element = document.createElement(name);
  for (const [key, value] of attributes) element.setAttribute(key, value);
  element.classList.toggle("fixed", !all.grows);
  preview.replaceChildren(element);
}

async function onChange({ target }: Event): Promise<void> {
  task += 1;
  const now = task;
  const isOther = target === address || (target instanceof HTMLInputElement && target.name === "source");
  if (isOther) await offerPrograms();
  else if (target === program) await offerCourses();
  if (now === task) show();
}

async function copy(): Promise<void> {
  // What is said again is heard again only if it was gone.
  copied.textContent = "";
  try {
    await navigator.clipboard.writeText(lines.value);
    copied.textContent = "Copied. Paste the lines where the planner is to stand.";
  } catch {
    lines.focus();
    lines.select();
    copied.textContent = "This browser does not let the page copy. The lines are selected: copy them with Ctrl+C or ⌘C.";
  }
}

/** Says whether pages of other sites may load the element from this host. */
async function sayHosting(): Promise<void> {
  const response = await fetch(`${SITE}certificate-planner.js`, { method: "HEAD" });
  const isOpen = response.headers.get("access-control-allow-origin") === "*";
  hosting.textContent = isOpen
    ? "The host of this site lets pages of every other site load the element."
    : "The host of this site does not send the header “Access-Control-Allow-Origin: *”, so the element works on pages of this site alone. A frame works on every page.";
}

async function begin(): Promise<void> {
  const own = LANGUAGES.map(({ code, name }) => new Option(name, code));
  language.replaceChildren(new Option("As the page or the browser", ""), ...own);
  form.addEventListener("change", (event) => void onChange(event));
  form.addEventListener("submit", (event) => event.preventDefault());
  find("copy", HTMLButtonElement).addEventListener("click", () => void copy());
  sayHosting().catch(() => {});
  await offerPrograms();
  show();
}

void begin();
