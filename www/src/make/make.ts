// “Make a catalog”: texts are checked while they are written, and the planner shows what they say.

import { LitElement, type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
// What this script and the page have in common stands in one file, so that neither holds it twice.
import "../planner-view.js";
import { Failure, fetchText, givenFiles } from "../engine.js";
import { prepare, speak } from "../language.js";
import { problemsPart } from "../later.js";
import type { Language } from "../page-language.js";
import { speakWithPage } from "../page-words.js";
import type { Doubt, Place } from "../problems-view.js";
import { failureText } from "../wording/failure.js";
import { fill } from "../wording/fill.js";
import { CATALOG_NAME, Checked, SCHEMA } from "./checked.js";
import { type Schema, meaningOf } from "./meaning.js";
import { label, messages } from "./messages.js";
import type { Span } from "./places.js";
import { type Text, keep, kept, newText } from "./texts.js";
import { hint, outcome } from "./words.js";

/** How long typing must rest before the text is read. */
const REST_MILLISECONDS = 400;

const EXAMPLE = "example-catalog.json";

/** The page: texts on one side, and the planner with the catalog that they are on the other. */
class CatalogMaker extends LitElement {
  static override properties = {
    language: { state: true },
    texts: { state: true },
    former: { state: true },
    asOf: { state: true },
    checked: { state: true },
    failure: { state: true },
    isKept: { state: true },
    isOver: { state: true },
    schema: { state: true },
    isShown: { state: true },
  };

  /** The language that is spoken, once it was loaded. */
  private language?: Language;
  private texts: readonly Text[] = [];
  /** What stood here before it was replaced. */
  private former?: readonly Text[];
  /** The day on which records were served, where it was stated. */
  private asOf?: string;
  /** What was read last, of the texts as they were then. */
  private checked?: Checked;
  private failure?: Failure;
  private isKept = true;
  /** Whether files are held over the page. */
  private isOver = false;
  /** What the keys mean, once it was needed and loaded. */
  private schema?: Schema;
  /** Whether the preview shows a catalog. */
  private isShown = false;

  private download = "";
  private shown = "";
  private task = 0;
  private resting?: number;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("dragover", this.onOver);
    this.addEventListener("dragleave", this.onOut);
    this.addEventListener("drop", this.onDrop);
    void this.begin();
  }

  private async begin(): Promise<void> {
    await speakWithPage("make", (language) => {
      this.language = language;
    });
    // A text with nothing in it, so that there is a place to write.
    const before = kept();
    this.texts = before.length === 0 ? [this.written("")] : before;
    await this.check();
  }

  private written(text: string): Text {
    const day = new Date().toISOString().slice(0, "2026-11-21".length);
    return newText(fill(messages.text, { number: this.texts.length + 1 }), text, day);
  }

  private readonly onOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    this.isOver = true;
  };

  private readonly onOut = (): void => {
    this.isOver = false;
  };

  private readonly onDrop = (event: DragEvent): void => {
    this.isOver = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    // A text that is dropped goes where it was dropped.
    if (files.length === 0) return;
    event.preventDefault();
    void this.open(files);
  };

  /** Puts the texts of files in place of what is there. */
  private async open(files: readonly File[]): Promise<void> {
    await this.attempt(async () => {
      const given = await givenFiles(files);
      this.replace(given.map(({ name, text, asOf }) => newText(name, text, asOf)));
    });
  }

  private async openExample(): Promise<void> {
    await this.attempt(async () => {
      const url = new URL(EXAMPLE, document.baseURI);
      this.replace([this.named(EXAMPLE, await fetchText(url.href))]);
    });
  }

  /** Puts the catalog that was made of records in place of them, to write on from there. */
  private edit(catalog: string): void {
    this.replace([this.named(CATALOG_NAME, catalog)]);
  }

  private named(name: string, text: string): Text {
    return { ...this.written(text), name };
  }

  private replace(texts: readonly Text[]): void {
    const isWritten = this.texts.some(({ text }) => text.trim() !== "");
    this.former = isWritten ? this.texts : undefined;
    this.put(texts);
  }

  private put(texts: readonly Text[]): void {
    this.asOf = undefined;
    this.texts = texts;
    void this.check();
    void this.updateComplete.then(() => {
      const area = this.area(0);
      area?.setSelectionRange(0, 0);
      area?.focus();
    });
  }

  private write(key: number, text: string): void {
    this.texts = this.texts.map((known) => (known.key === key ? { ...known, text } : known));
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => void this.check(), REST_MILLISECONDS);
  }

  private addText(): void {
    this.texts = [...this.texts, this.written("")];
    void this.updateComplete.then(() => this.area(this.texts.length - 1)?.focus());
  }

  private dropText(key: number): void {
    this.former = this.texts;
    this.put(this.texts.filter((text) => text.key !== key));
  }

  /** Reads the texts as they are now, and shows what comes of them. */
  private async check(): Promise<void> {
    window.clearTimeout(this.resting);
    this.isKept = keep(this.texts);
    this.task += 1;
    const task = this.task;
    const texts = this.texts.filter(({ text }) => text.trim() !== "");
    await this.attempt(async () => {
      const checked = texts.length === 0 ? undefined : await Checked.of(texts, this.asOf, this.spoken());
      // Unless another text was written meanwhile.
      if (task === this.task) await this.take(checked);
    });
  }

  private async take(checked: Checked | undefined): Promise<void> {
    this.checked = checked;
    URL.revokeObjectURL(this.download);
    if (checked === undefined) return;
    const { reading, catalog } = checked;
    this.download = URL.createObjectURL(new Blob([catalog], { type: "application/json" }));
    if (reading.problems.length > 0 || checked.unknownZone !== undefined) void this.loadSchema();
    if (reading.open !== undefined && !this.lacksProgram()) await this.preview(reading.open.text);
  }

  private async preview(text: string): Promise<void> {
    if (text === this.shown) return;
    this.shown = text;
    // The planner lays itself out by the room that it has.
    this.isShown = true;
    await Promise.all([this.updateComplete, customElements.whenDefined("certificate-planner")]);
    // What was planned in it is kept for a file of the same name.
    const file = new File([text], CATALOG_NAME, { type: "application/json" });
    await this.querySelector("certificate-planner")?.openFiles([file]);
  }

  /** Loads what the keys mean, which is a help and no more. */
  private async loadSchema(): Promise<void> {
    if (this.schema !== undefined) return;
    const url = new URL(SCHEMA, document.baseURI);
    const text = await fetchText(url.href).catch(() => "{}");
    this.schema = JSON.parse(text);
  }

  /** Does something that may fail, and says so if it does; what was written stays. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      this.failure = undefined;
      await work();
    } catch (reason) {
      await prepare(this.spoken()).catch(() => {});
      this.failure = reason instanceof Failure ? reason : new Failure("no_module");
    }
  }

  private area(at: number): HTMLTextAreaElement | undefined {
    return this.querySelectorAll("textarea")[at];
  }

  private spoken(): Language {
    return this.language ?? "en";
  }

  protected override performUpdate(): void {
    // The planner beside it may have spoken since.
    speak(this.spoken());
    // What was said to readers without script.
    if (!this.hasUpdated && this.shouldUpdate()) this.replaceChildren();
    super.performUpdate();
  }

  /** Nothing is shown without words. */
  protected override shouldUpdate(): boolean {
    return this.language !== undefined;
  }

  protected override render(): TemplateResult {
    return html`<div class="maker">
      <section aria-labelledby="texts-title" class=${this.isOver ? "over" : ""}>
        <h2 id="texts-title">${label.texts}</h2>
        ${this.opening()} ${this.failureView()}
        ${repeat(
          this.texts,
          ({ key }) => key,
          (text, at) => this.textView(text, at),
        )}
        ${this.more()} ${this.outcomeView()}
      </section>
      <section aria-labelledby="preview-title">
        <h2 id="preview-title">${label.preview}</h2>
        ${this.previewNote()}
        <div ?hidden=${!this.isShown || this.lacksProgram()}>
          <certificate-planner lang=${this.spoken()}></certificate-planner>
        </div>
      </section>
    </div>`;
  }

  private opening(): TemplateResult {
    const changed = ({ currentTarget }: Event) => {
      if (!(currentTarget instanceof HTMLInputElement)) return;
      const files = [...(currentTarget.files ?? [])];
      if (files.length > 0) void this.open(files);
      // So that the same file can be opened again after it was mended.
      currentTarget.value = "";
    };
    return html`<p>${messages.intro}</p>
      <div class="acts">
        <label class="file">
          <span>${label.open}</span>
          <input type="file" accept=".json,application/json" multiple @change=${changed} />
        </label>
        <button type="button" @click=${() => void this.openExample()}>${label.example}</button>
        ${
          this.former === undefined
            ? nothing
            : html`<button type="button" @click=${() => this.back()}>${label.back}</button>`
        }
      </div>`;
  }

  private back(): void {
    const { former } = this;
    if (former === undefined) return;
    this.former = this.texts;
    this.put(former);
  }

  private failureView(): TemplateResult | typeof nothing {
    if (this.failure === undefined) return nothing;
    return html`<p class="failure" role="alert">${failureText(this.failure)}</p>`;
  }

  private textView({ key, name, text }: Text, at: number): TemplateResult {
    const id = `text-${key}`;
    const typed = ({ currentTarget }: Event) => {
      if (currentTarget instanceof HTMLTextAreaElement) this.write(key, currentTarget.value);
    };
    return html`<div class="text-of">
      <label for=${id}>${name}</label>
      ${
        this.texts.length === 1
          ? nothing
          : html`<button type="button" aria-label=${fill(label.remove_of, { name })} @click=${() => this.dropText(key)}>
            ${label.remove}
          </button>`
      }
      <textarea
        id=${id}
        class="code"
        dir="ltr"
        rows=${at === 0 ? 24 : 12}
        wrap="off"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        .value=${live(text)}
        @input=${typed}
      ></textarea>
    </div>`;
  }

  private more(): TemplateResult {
    return html`<div class="acts">
      <button type="button" @click=${() => this.addText()}>${label.add}</button>
      ${
        this.isKept
          ? nothing
          : html`<p class="small">${messages.not_kept}</p>`
      }
    </div>`;
  }

  private outcomeView(): TemplateResult {
    const { checked } = this;
    const text = checked === undefined ? messages.outcome.nothing : outcome(checked.reading, doubtsOf(checked).length);
    return html`<div class="outcome">
      <p role="status">${text}</p>
      ${checked === undefined ? nothing : this.details(checked)}
    </div>`;
  }

  private details(checked: Checked): TemplateResult {
    const { reading, catalog, name } = checked;
    const { problems, notes = [], made } = reading;
    const advice = hint(reading, this.texts.length);
    const beside = (place: Place) => this.beside(checked, place);
    return html`${advice === undefined ? nothing : html`<p>${advice}</p>`}
      ${made === undefined ? nothing : this.servedOn(checked)}
      <div class="acts">
        <a class=${reading.open === undefined ? "button" : "button main"} href=${this.download} download=${name}>${label.download}</a>
        ${
          made === undefined
            ? nothing
            : html`<button type="button" @click=${() => this.edit(catalog)}>${label.edit}</button>`
        }
      </div>
      ${problemsPart.it?.problemList(inOrder(checked, problems), inOrder(checked, [...notes, ...doubtsOf(checked)]), beside)}`;
  }

  /** Records do not say when they were served. */
  private servedOn({ day }: Checked): TemplateResult {
    const changed = ({ currentTarget }: Event) => {
      if (!(currentTarget instanceof HTMLInputElement) || currentTarget.value === "") return;
      this.asOf = currentTarget.value;
      void this.check();
    };
    return html`<div class="field">
      <label for="as-of">${label.served_on}</label>
      <input id="as-of" type="date" .value=${live(this.asOf ?? day)} @change=${changed} aria-describedby="as-of-hint" />
      <p class="small" id="as-of-hint">${messages.served_on_hint}</p>
    </div>`;
  }

  /** The way to a place, and what its key means. */
  private beside(checked: Checked, place: Place): unknown {
    const found = checked.find(place);
    return html`${found === undefined ? nothing : this.wayTo(found.text, found.span, place)}
      ${this.meaning(place)}`;
  }

  private wayTo(text: Text, span: Span, { path }: Place): TemplateResult {
    const { line, column } = span;
    const name = fill(label.go_to_of, { line, column, place: path || label.stopped });
    return html`<button type="button" aria-label=${name} @click=${() => this.goTo(text, span)}>
      ${fill(label.go_to, { line, column })}
    </button>`;
  }

  private meaning(place: Place): TemplateResult | typeof nothing {
    if (this.schema === undefined || "remark" in place) return nothing;
    const { path } = place;
    const fault = "fault" in place ? place.fault : undefined;
    const key = fault?.type === "missing_key" ? fault.key : undefined;
    const whole = key === undefined ? path : path === "" ? key : `${path}.${key}`;
    const meaning = meaningOf(this.schema, whole);
    if (meaning === undefined) return nothing;
    const words = fill(messages.meaning, { key: whole.replace(/.*\./, "") });
    // The schema is in English, whatever the page speaks.
    return html`<p class="small">${words} <span lang="en" dir="ltr">${meaning}</span></p>`;
  }

  /** Puts the cursor at a place and brings it into sight. */
  private goTo({ key }: Text, { start, end, line, column }: Span): void {
    const area = this.querySelector<HTMLTextAreaElement>(`#text-${key}`);
    if (area === null) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    const height = Number.parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (line - 1) * height - area.clientHeight / 3);
    // Every letter is as wide as another, and a text that no line is broken in is as wide as its longest line.
    const longest = Math.max(1, ...area.value.split("\n").map(({ length }) => length));
    area.scrollLeft = Math.max(0, (column * area.scrollWidth) / longest - area.clientWidth / 2);
    area.scrollIntoView({ block: "nearest" });
  }

  /** Whether the catalog is one of courses alone, as records of courses make it. */
  private lacksProgram(): boolean {
    return this.checked?.reading.open?.file.programs.length === 0;
  }

  private previewNote(): TemplateResult | typeof nothing {
    if (this.lacksProgram()) return html`<p>${messages.no_program}</p>`;
    if (!this.isShown) return html`<p>${messages.not_yet}</p>`;
    if (this.checked?.reading.open !== undefined) return nothing;
    return html`<p>${messages.last_one}</p>`;
  }
}

/** What no rule of the format forbids, and is of no use to the browser. */
function doubtsOf({ unknownZone }: Checked): Doubt[] {
  if (unknownZone === undefined) return [];
  return [{ path: "time_zone", text: fill(messages.unknown_zone, { zone: unknownZone }) }];
}

/** In the order of the texts; what is of a whole text comes first. */
function inOrder<P extends Place>(checked: Checked, places: readonly P[]): P[] {
  const rank = (place: P): [number, number] => {
    const found = checked.find(place);
    return found === undefined ? [0, 0] : [checked.texts.indexOf(found.text), found.span.start];
  };
  const ranked = places.map((place) => ({ place, rank: rank(place) }));
  ranked.sort((one, other) => one.rank[0] - other.rank[0] || one.rank[1] - other.rank[1]);
  return ranked.map(({ place }) => place);
}

customElements.define("catalog-maker", CatalogMaker);
