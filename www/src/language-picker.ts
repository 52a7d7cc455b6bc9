// The choice of a language, each named in itself.

import { type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { textOf } from "./fields.js";
import { LANGUAGES } from "../generated/languages.js";
import { label } from "./language.js";
import type { Language } from "./page-language.js";

export function languagePicker(
  chosen: Language,
  isMissing: boolean,
  choose: (language: Language) => void,
): TemplateResult | typeof nothing {
  if (LANGUAGES.length < 2) return nothing;
  const changed = (event: Event) => {
    const language = LANGUAGES.find(({ code }) => code === textOf(event));
    if (language !== undefined) choose(language.code);
  };
  return html`<div class="language">
    <label for="language">${label.language}</label>
    <select id="language" .value=${live(chosen)} @change=${changed}>
      ${LANGUAGES.map(
        ({ code, tag, name, direction }) =>
          html`<option value=${code} lang=${tag} dir=${direction} ?selected=${code === chosen}>
            ${name}
          </option>`,
      )}
    </select>
    ${isMissing ? html`<p role="alert">${label.language_missing}</p>` : nothing}
  </div>`;
}
