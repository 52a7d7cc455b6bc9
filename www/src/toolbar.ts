// What can be done with the plan as a whole.

import { type TemplateResult, html, nothing } from "lit";
import { type History, redo, undo } from "./history.js";
import messages from "./messages/en.json" with { type: "json" };

const label = messages.label;

/** A step through the plans that were. */
export type Step = (history: History) => History | undefined;

export function toolbar(
  history: History,
  travel: (step: Step) => void,
  clear: (() => void) | undefined,
): TemplateResult {
  const button = (id: string, text: string, keys: string, plans: readonly unknown[], step: Step) =>
    html`<button
      type="button"
      id=${id}
      class="quiet"
      aria-keyshortcuts=${keys}
      aria-disabled=${plans.length === 0}
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
        : html`<button type="button" class="quiet" @click=${clear}>${label.clear}</button>`
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
