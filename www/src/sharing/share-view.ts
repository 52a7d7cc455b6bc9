// A link to the plan: to copy, to send, to scan.

import { qrScript } from "#files";
import { type TemplateResult, html, nothing } from "lit";
import { checkbox } from "../fields.js";
import { LINK, type Keeper, type PlansDesk } from "../keeping/keeper.js";
import { label, messages } from "../keeping/messages.js";
import { LANGUAGE, type Language, languageFor } from "../page-language.js";
import { changePlan } from "../plan.js";
import { fill } from "../wording/fill.js";
import { sentences } from "../wording/list.js";
import { textOfPlan } from "./link.js";
import type { Code, codeOf } from "./qr.js";

export class Share {
  private isWithoutIncome = false;
  private isCode = false;
  /** Makes codes, once that was loaded; null where that failed. */
  private codeOf?: typeof codeOf | null;

  constructor(private readonly keeper: Keeper) {}

  view(desk: PlansDesk, saveFile: () => void): TemplateResult {
    return html`<section class="panel" part="share" aria-labelledby="share-title">
      <h3 id="share-title">${label.share}</h3>
      ${this.content(desk, saveFile)}
    </section>`;
  }

  private content({ editor, catalog }: PlansDesk, saveFile: () => void): TemplateResult {
    const { share } = messages;
    const instead = (why: string) =>
      html`<p>${why}</p>
        <button type="button" @click=${saveFile}>${label.save_instead}</button>`;
    if (location.protocol === "file:") return instead(share.from_file);
    const { plan } = editor;
    const hasIncome = plan.income !== undefined || plan.country !== undefined;
    const given =
      hasIncome && this.isWithoutIncome
        ? changePlan(plan, { income: undefined, country: undefined })
        : plan;
    const text = textOfPlan(given, catalog.file);
    if (text === undefined) return instead(share.impossible);
    const page = `${location.origin}${location.pathname}${location.search}`;
    const link = `${page}#${LINK}=${text}${chosenLanguage(this.keeper.host.language())}`;
    const count = fill(share.length, { count: link.length });
    return html`<p class="hint">
        ${sentences(hasIncome && !this.isWithoutIncome ? [share.hint, share.income] : [share.hint])}
      </p>
      ${hasIncome ? this.incomeBox() : nothing}
      <div class="field">
        <label for="share-link">${label.link}</label>
        <textarea
          id="share-link"
          readonly
          rows="4"
          spellcheck="false"
          dir="ltr"
          aria-describedby="share-length"
          .value=${link}
          @focus=${(event: FocusEvent) => selectAll(event.target)}
        ></textarea>
        <span class="hint" id="share-length">${count}</span>
      </div>
      <div class="tools">
        <button type="button" @click=${() => void this.copy(link)}>${label.copy}</button>
        ${
          "share" in navigator
            ? html`<button type="button" @click=${() => send(link)}>${label.send}</button>`
            : nothing
        }
        <button
          type="button"
          aria-expanded=${this.isCode ? "true" : "false"}
          @click=${() => this.toggleCode()}
        >
          ${this.isCode ? label.qr_hide : label.qr}
        </button>
      </div>
      ${this.isCode ? this.code(link) : nothing}`;
  }

  private incomeBox(): TemplateResult {
    return checkbox({
      id: "share-without-income",
      label: label.without_income,
      value: this.isWithoutIncome,
      change: (value) => {
        this.isWithoutIncome = value;
        this.keeper.update();
      },
    });
  }

  private async copy(link: string): Promise<void> {
    const { share } = messages;
    try {
      await navigator.clipboard.writeText(link);
      this.keeper.tell(share.copied);
    } catch {
      const field = this.keeper.host.element.renderRoot.querySelector("#share-link");
      if (field instanceof HTMLElement) field.focus();
      selectAll(field);
      this.keeper.tell(share.not_copied);
    }
  }

  private toggleCode(): void {
    this.isCode = !this.isCode;
    if (this.isCode) void this.loadCode();
    this.keeper.update();
  }

  private async loadCode(): Promise<void> {
    if (this.codeOf) return;
    try {
      const script = await qrScript();
      this.codeOf = script.codeOf;
    } catch {
      this.codeOf = null;
    }
    this.keeper.update();
  }

  private code(link: string): TemplateResult | typeof nothing {
    if (this.codeOf === undefined) return nothing;
    const made = this.codeOf === null ? undefined : madeOf(this.codeOf, link);
    if (made === undefined) {
      const { qr_missing, too_long_for_qr } = messages.share;
      return html`<p role="status">${this.codeOf === null ? qr_missing : too_long_for_qr}</p>`;
    }
    return html`<svg
      class="qr"
      role="img"
      aria-label=${label.qr_of}
      viewBox="0 0 ${made.size} ${made.size}"
      shape-rendering="crispEdges"
    >
      <rect width=${made.size} height=${made.size} fill="#fff" />
      <path d=${made.path} fill="#000" />
    </svg>`;
  }
}

/** Who chose a language that is not the browser's gives the plan on in it, which its reader can change. */
function chosenLanguage(spoken: Language): string {
  const isNamed = new URLSearchParams(location.search).has(LANGUAGE);
  return isNamed || spoken === languageFor(navigator.languages) ? "" : `&${LANGUAGE}=${spoken}`;
}

/** The code, unless the text is longer than any code can hold. */
function madeOf(make: typeof codeOf, link: string): Code | undefined {
  try {
    return make(link);
  } catch {
    return undefined;
  }
}

function send(url: string): void {
  // Whoever closes the list of receivers has not failed.
  navigator.share({ url }).catch(() => {});
}

function selectAll(field: EventTarget | null): void {
  if (field instanceof HTMLTextAreaElement) field.select();
}
