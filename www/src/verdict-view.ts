// A verdict as a sign and a word: never by its color alone.

import { type TemplateResult, html } from "lit";
import type { Verdict } from "../generated/certificate_planner.js";
import { messages } from "./language.js";

const signs: Record<Verdict, string> = {
  earned: "M4 8.5l2.7 2.7L12 5.6",
  on_course: "M4 8h8M8.8 4.8L12 8l-3.2 3.2",
  needs_change: "M8 4v5M8 11.4v.6",
  not_reachable: "M5 5l6 6M11 5l-6 6",
  undetermined: "M6 6.2a2 2 0 1 1 2.8 1.9c-.5.3-.8.6-.8 1.2M8 11.6v.4",
};

/** The sign with its word. */
export function verdictMark(verdict: Verdict): TemplateResult {
  return html`<span class="mark ${verdict}">${verdictSign(verdict)}${messages.verdict[verdict]}</span>`;
}

/** The sign alone, for a place where the word stands beside or is read aloud. */
export function verdictSign(verdict: Verdict): TemplateResult {
  return html`<svg class="sign ${verdict}" viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="7.2" />
    <path d=${signs[verdict]} />
  </svg>`;
}
