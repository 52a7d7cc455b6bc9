// The page within a frame: one element, as the address of the frame asks for it. It keeps nothing, and tells
// the page around it nothing but its size.

import "./guard.js";
import "@open-iframe-resizer/core";
import type english from "../../generated/lang/frame.en.js";
import { messagesScript } from "#files";
import type { PlannerFailure } from "../certificate-planner-element.js";
import { languageFor } from "../page-language.js";
import { type Fault, askedBy } from "./query.js";

const { attributes, faults } = askedBy(new URL(document.baseURI));
const root = document.documentElement;
const place = document.getElementById("planner") ?? document.body;
const theme = attributes.get("theme");
if (theme !== undefined) root.classList.add(theme);
if (!faults.includes("catalog")) show();
else root.classList.add("works");
void sayAll();

/** Puts the element in place; what was there is shown until it works. */
function show(): void {
  const planner = document.createElement("certificate-planner");
  for (const [name, value] of attributes) planner.setAttribute(name, value);
  planner.append(...place.childNodes);
  planner.addEventListener("language-change", ({ detail }) => {
    root.lang = detail.tag;
    root.dir = detail.direction;
    root.classList.add("works");
  });
  planner.addEventListener("error", (event) => {
    if (event instanceof CustomEvent && isRefused(event.detail)) void say("refused");
  });
  place.append(planner);
}

/** Whether a catalog of another origin was not to be had: a sandboxed frame is of no origin itself. */
function isRefused({ kind, subject }: PlannerFailure): boolean {
  const isElsewhere = URL.canParse(subject) && new URL(subject).origin !== self.origin;
  return kind === "unreachable" && isElsewhere && attributes.has("catalog");
}

async function sayAll(): Promise<void> {
  for (const fault of faults) await say(fault);
}

/** Says above the element what is wrong, in the language that was asked for. */
async function say(what: Fault | "refused"): Promise<void> {
  const language = languageFor([attributes.get("lang") ?? "", ...navigator.languages]);
  const script = await messagesScript(`frame.${language}`, "");
  const messages = script.default as typeof english;
  const id = `note-${what}`;
  if (document.getElementById(id) !== null) return;
  const note = document.createElement("p");
  note.id = id;
  note.className = "note";
  note.setAttribute("role", "alert");
  note.textContent = messages[what];
  place.before(note);
}
