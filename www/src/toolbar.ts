// What can be done with the plan, or with the wishes, as a whole.

import { type TemplateResult, html, nothing } from "lit";
import { type History, redo, undo } from "./history.js";
import { label } from "./language.js";

/** A step through what was. */
export type Step = <T>(history: History<T>) => History<T> | undefined;

export function toolbar<T>(
  history: History<T>,
  travel: (step: Step) => void,
  clear: (() => void) | undefined,
  { prefix = "", clearText = label.clear }: { prefix?: string; clearText?: string } = {},
): TemplateResult {
  const button = (id: string, text: string, keys: string, others: readonly unknown[], step: Step) =>
    html`<button
      type="button"
      id="${prefix}${id}"
      class="quiet"
      aria-keyshortcuts=${keys}
      aria-disabled=${others.length === 0}
      @click=${() => travel(step)}
    >
      ${text}
    </button>`;
  return html`<div class="tools">
    ${button("undo", label.undo, "Control+Z", history.past, undo)}
    ${button("redo", label.redo, "Control+Shift+Z Control+Y", history.future, redo)}
    ${
      clear === undefined
        ? nothing
        : html`<button type="button" class="quiet" @click=${clear}>${clearText}</button>`
    }
  </div>`;
}

/** Says that the plan is an example, and offers to clear it or to go on with it. */
export function exampleNote(clear: () => void, keep: () => void): TemplateResult {
  return html`<div class="example">
    <p><b>${label.example}</b> ${label.example_hint}</p>
    <div class="tools">
      <button type="button" @click=${clear}>${label.example_clear}</button>
      <button type="button" @click=${keep}>${label.example_keep}</button>
    </div>
  </div>`;
}
