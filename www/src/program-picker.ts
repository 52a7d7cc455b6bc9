// The list of programs, grouped by their platforms.

import { type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Choice } from "./catalog-index.js";
import { textOf } from "./fields.js";
import { fileButton } from "./fields.js";
import { label, messages } from "./language.js";

export function programPicker(
  choices: readonly Choice[],
  chosen: Choice | undefined,
  choose: (choice: Choice) => void,
): TemplateResult {
  const selected = chosen === undefined ? -1 : choices.indexOf(chosen);
  const changed = (event: Event) => {
    const choice = choices[Number(textOf(event))];
    if (choice !== undefined) choose(choice);
  };
  const item = (choice: Choice, at: number) =>
    html`<option value=${at} lang="en" dir="auto" ?selected=${at === selected}>${choice.title}</option>`;
  return html`<div class="field choice picker">
    <label for="program">${label.choose_program}</label>
    <select id="program" .value=${live(String(selected))} @change=${changed}>
      ${selected < 0 ? html`<option value="-1" selected>${label.choose_first}</option>` : nothing}
      ${platformsOf(choices).map((platform) => {
        const options = choices.map((choice, at) =>
          choice.platform === platform ? item(choice, at) : nothing,
        );
        return platform === undefined
          ? options
          : html`<optgroup label=${messages.platform[platform]}>${options}</optgroup>`;
      })}
    </select>
  </div>`;
}

/** Where a reader opens files of their own. */
export function filePicker(open: (files: readonly File[]) => void): TemplateResult {
  const changed = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    open([...(target.files ?? [])]);
    // So that the same file can be opened again after it was mended.
    target.value = "";
  };
  return html`<div class="field">
    <span class="hint" id="files-label">${label.own_catalog}</span>
    ${fileButton({ id: "files", name: "files-label", changed })}
  </div>`;
}

function platformsOf(choices: readonly Choice[]): Choice["platform"][] {
  return [...new Set(choices.map((choice) => choice.platform))];
}
