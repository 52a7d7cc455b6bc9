// The inputs of the form: each with its label, its hint and what is wrong with it.

import { type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Editor } from "./editor.js";
import { messages, perLocale } from "./language.js";

/** One of several values; `undefined` is "not sure". */
export interface Option<V extends string> {
  value: V | undefined;
  label: string;
  /** The language of a label that a catalog has. */
  lang?: string;
}

interface Field {
  id: string;
  label: string;
  hint?: string;
  /** What tells the field from others of the same label, for a reader who hears it alone. */
  of?: string;
}

interface ChoiceField<V extends string> extends Field {
  value: V | undefined;
  options: readonly Option<V>[];
  change(value: V | undefined): void;
}

interface TextField<T> extends Field {
  value: T | undefined;
  /** The value of a text, or nothing where the text is none. */
  parse(text: string): T | undefined;
  /** What is wrong with a text that is no value. */
  problem: string | ((text: string) => string);
  maxLength?: number;
  change(value: T | undefined): void;
}

function labelText({ label, of }: Pick<Field, "label" | "of">): TemplateResult {
  return html`${label}${of === undefined ? nothing : html`<span class="unseen">${messages.separator.colon}${of}</span>`}`;
}

/** Every word of a kind as options, with "not sure" last. */
export function optionsOf<const V extends string>(
  values: readonly V[],
  labels: Record<NoInfer<V>, string>,
  notSure: string = messages.label.not_sure,
): Option<V>[] {
  const known: Option<V>[] = values.map((value) => ({ value, label: labels[value] }));
  return [...known, { value: undefined, label: notSure }];
}

/** A button that opens files; the browser's own speaks another language than the page. */
export function fileButton(field: {
  id: string;
  /** The id of what says what the files are for. */
  name: string;
  /** The id of a hint. */
  hint?: string;
  changed(event: Event): void;
}): TemplateResult {
  const { id, name, hint, changed } = field;
  return html`<span class="file">
    <span id="${id}-button" aria-hidden="true">${messages.label.choose_files}</span>
    <input
      id=${id}
      type="file"
      accept=".json"
      multiple
      aria-labelledby="${name} ${id}-button"
      aria-describedby=${hint ?? nothing}
      @change=${changed}
    />
  </span>`;
}

/** Radio buttons. */
export function choice<V extends string>(field: ChoiceField<V>): TemplateResult {
  const { id, hint, value, options, change } = field;
  return html`<fieldset class="field" id=${id} aria-describedby=${hintId(id, hint)}>
    <legend>${labelText(field)}</legend>
    ${hintLine(id, hint)}
    <div class="options">
      ${options.map(
        (option) => html`<label class="option"
          ><input
            type="radio"
            name=${id}
            .checked=${live(option.value === value)}
            @change=${() => change(option.value)}
          /><span lang=${option.lang ?? nothing}>${option.label}</span></label
        >`,
      )}
    </div>
  </fieldset>`;
}

/** A list to choose from. */
export function select<V extends string>(
  field: ChoiceField<V> & { groups?: readonly { label: string; options: readonly Option<V>[] }[] },
): TemplateResult {
  const { id, hint, value, options, groups = [], change } = field;
  const all = [...options, ...groups.flatMap((group) => group.options)];
  const at = (option: Option<V>) => all.indexOf(option);
  const item = (option: Option<V>) =>
    html`<option value=${at(option)} ?selected=${option.value === value}>${option.label}</option>`;
  const selected = all.findIndex((option) => option.value === value);
  return html`<div class="field choice">
    <label for=${id}>${labelText(field)}</label>
    ${hintLine(id, hint)}
    <select
      id=${id}
      aria-describedby=${hintId(id, hint)}
      .value=${live(String(selected))}
      @change=${(event: Event) => change(all[Number(textOf(event))]?.value)}
    >
      ${options.map(item)}
      ${groups
        .filter((group) => group.options.length > 0)
        .map((group) => html`<optgroup label=${group.label}>${group.options.map(item)}</optgroup>`)}
    </select>
  </div>`;
}

/** A text that stands for a value. While it is none, the value is not known. */
export function textField<T extends string | number>(
  editor: Editor,
  field: TextField<T>,
  kind: "decimal" | "text" = "decimal",
): TemplateResult {
  const { id, hint, value, parse, problem, maxLength, change } = field;
  const draft = editor.draft(id);
  const isWrong = draft !== undefined && draft.trim() !== "" && parse(draft.trim()) === undefined;
  const typed = (event: Event) => {
    const text = textOf(event);
    editor.setDraft(id, text);
    change(text.trim() === "" ? undefined : parse(text.trim()));
  };
  const left = () => {
    if (!isWrong) editor.setDraft(id, undefined);
  };
  return html`<div class="field">
    <label for=${id}>${labelText(field)}</label>
    ${hintLine(id, hint)}
    <input
      id=${id}
      type="text"
      maxlength=${maxLength ?? nothing}
      inputmode=${kind}
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${isWrong ? "true" : "false"}
      aria-describedby=${isWrong ? `${domId(id)}-problem` : hintId(id, hint)}
      .value=${live(draft ?? String(value ?? ""))}
      @input=${typed}
      @blur=${left}
    />
    ${
      isWrong
        ? html`<span class="wrong" id="${domId(id)}-problem"
            >${typeof problem === "string" ? problem : problem(draft.trim())}</span
          >`
        : nothing
    }
  </div>`;
}

/** A day of the calendar. */
export function dateField(field: {
  id: string;
  label: string;
  of?: string;
  value: string | undefined;
  change(value: string | undefined): void;
}): TemplateResult {
  const { id, value, change } = field;
  return html`<div class="field">
    <label for=${id}>${labelText(field)}</label>
    <input
      id=${id}
      type="date"
      .value=${live(value?.slice(0, 10) ?? "")}
      @change=${(event: Event) => change(textOf(event) || undefined)}
    />
  </div>`;
}

export function checkbox(field: {
  id: string;
  label: string;
  of?: string;
  value: boolean;
  change(value: boolean): void;
}): TemplateResult {
  const { id, value, change } = field;
  return html`<label class="option alone"
    ><input
      id=${id}
      type="checkbox"
      .checked=${live(value)}
      @change=${() => change(!value)}
    /><span>${labelText(field)}</span></label
  >`;
}

/** The percentage that a text stands for. */
export function parsePercent(text: string): number | undefined {
  const plain = latin(text).replace(/^%\s*/, "");
  const number = /^\d{1,3}([.,]\d+)?\s*%?$/.test(plain)
    ? Number.parseFloat(plain.replace(",", "."))
    : Number.NaN;
  return number <= 100 ? number : undefined;
}

/** The text with Latin digits and signs in place of Arabic and of wide ones. */
function latin(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll("٫", ".")
    .replaceAll(/[٬\u2066-\u2069\u200e\u200f\u061c]/g, "")
    .replaceAll("٪", "%");
}

/** Whether a comma stands before the decimals in the language that is spoken. */
const hasDecimalComma = perLocale((locale) =>
  new Intl.NumberFormat(locale)
    .formatToParts(0.5)
    .some(({ type, value }) => type === "decimal" && value === ","),
);

/** The whole part in thousands, and the decimals after a point or a comma. */
const NUMBER = /^(\d{1,12}|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/;

/**
 * Where a comma stands before three digits, it divides thousands, unless nothing stands before, or
 * the language has it before decimals. There, points divide thousands if they can do nothing else.
 */
function parseNumber(text: string, decimalsMax: number): [string, string] | undefined {
  const plain = latin(text).replace(/^\$\s*/, "").replaceAll(/[\s'’]/g, " ");
  const isThousands = hasDecimalComma()
    ? /^[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$/.test(plain)
    : /^[1-9]\d{0,2}(?:,\d{3})+$/.test(plain);
  const divider = hasDecimalComma() ? "." : ",";
  const match = NUMBER.exec(isThousands ? plain.replaceAll(divider, "") : plain);
  const [, whole, decimals = ""] = match ?? [];
  if (whole === undefined || decimals.length > decimalsMax) return undefined;
  return [whole.replaceAll(/[ ,]/g, ""), decimals];
}

/** No real amount has more digits, and the rules read none above. */
const AMOUNT_MAX = 1_000_000_000;

/** The decimal amount that a text stands for. */
export function parseAmount(text: string): string | undefined {
  const [whole, decimals = ""] = parseNumber(text, 2) ?? [];
  if (whole === undefined || Number(whole) >= AMOUNT_MAX) return undefined;
  return `${whole}.${decimals.padEnd(2, "0")}`;
}

/** What keeps a text from being an amount. */
export function amountProblem(text: string): string {
  const { amount, amount_negative, amount_decimals, amount_large } = messages.hint;
  if (/^[-−]/.test(text)) return amount_negative;
  const [whole] = parseNumber(text, 12) ?? [];
  if (whole === undefined) return amount;
  return Number(whole) >= AMOUNT_MAX ? amount_large : amount_decimals;
}

/** The rate above 0 that a text stands for. */
export function parseRate(text: string): string | undefined {
  const [whole, decimals = ""] = parseNumber(text, 6) ?? [];
  if (whole === undefined || Number(whole) >= AMOUNT_MAX) return undefined;
  const rate = decimals === "" ? whole : `${whole}.${decimals}`;
  return Number(rate) > 0 ? rate : undefined;
}

/** What keeps a text from being a rate. */
export function rateProblem(text: string): string {
  const hasMore = parseNumber(text, 6) === undefined && parseNumber(text, 12) !== undefined;
  return hasMore ? messages.hint.rate_decimals : messages.hint.rate;
}

export function textOf(event: Event): string {
  const input = event.currentTarget;
  return input instanceof HTMLInputElement || input instanceof HTMLSelectElement ? input.value : "";
}

/** An id that other attributes can refer to: those are lists, divided by spaces. */
export function domId(id: string): string {
  return id.replaceAll(/\s/g, "_");
}

function hintId(id: string, hint: string | undefined): string | typeof nothing {
  return hint === undefined ? nothing : `${domId(id)}-hint`;
}

function hintLine(id: string, hint: string | undefined): TemplateResult | typeof nothing {
  return hint === undefined
    ? nothing
    : html`<span class="hint" id="${domId(id)}-hint">${hint}</span>`;
}
