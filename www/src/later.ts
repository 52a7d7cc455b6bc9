// Parts of the page that are rarely used: loaded once nothing else is to do, or when they are asked for.

import { type TemplateResult, html } from "lit";
import { compactScript, problemsScript, reasonsScript, sessionScript } from "#files";
import type { Fault } from "../generated/certificate_planner.js";
import { Failure } from "./engine.js";
import { isSpoken, label, loadPart } from "./language.js";
import type { Language } from "./page-language.js";
import { failureText } from "./wording/failure.js";

/** A script with the messages that it speaks. */
export class Later<T> {
  /** Whether a view was made that lacks the part. */
  isMissed = false;
  #script?: T;
  #begun?: Promise<T>;
  #language?: Language;
  #failures = 0;

  constructor(
    /** The name of its messages, and of its script. */
    private readonly part: string,
    private readonly load: (search: string) => Promise<T>,
  ) {}

  /** The script, once it was loaded with the language that is spoken; null where that failed. */
  get it(): T | null | undefined {
    if (this.#script !== undefined && isSpoken(this.part)) return this.#script;
    return this.#begun === undefined && this.#failures > 0 ? null : undefined;
  }

  /** Loads the part; where that failed before, once more. */
  ask(language: Language): Promise<T> {
    if (this.#begun !== undefined && this.#language === language) return this.#begun;
    // Browsers do not try the same address again.
    const search = this.#failures === 0 ? "" : `again=${this.#failures}`;
    const script = this.#script ?? this.load(search);
    const begun = Promise.all([script, loadPart(this.part, language)]).then(
      ([loaded]) => {
        this.#script = loaded;
        return loaded;
      },
      () => {
        this.#failures += 1;
        if (this.#begun === begun) this.#begun = undefined;
        throw this.#failure();
      },
    );
    this.#begun = begun;
    this.#language = language;
    return begun;
  }

  /** What the part shows, or that it is not there yet. */
  view(show: (script: T) => unknown, again: () => void): unknown {
    const { it } = this;
    if (it) return show(it);
    return it === undefined ? html`<p role="status">${label.loading}</p>` : this.#missing(again);
  }

  #failure(): Failure {
    return new Failure("unreachable", `certificate-planner-${this.part}.js`);
  }

  #missing(again: () => void): TemplateResult {
    return html`<p>${failureText(this.#failure())}</p>
      <button type="button" @click=${again}>${label.try_again}</button>`;
  }
}

/** What is wrong with a file or with the plan. */
export const problemsPart = new Later("problems", problemsScript);

/** The fields of a session, which is a line until it is opened. */
export const sessionPart = new Later("session", sessionScript);

/** What is shown where one course is asked about. */
export const compactPart = new Later("compact", compactScript);

/** Sentences for reasons that few plans have. */
export const reasonsPart = new Later("reasons", reasonsScript);

/** What is wrong in a form, in one sentence, for who has loaded the part that says it. */
export function faultText(fault: Fault): string {
  return problemsPart.it?.formFaultText(fault) ?? label.problems_plan;
}
