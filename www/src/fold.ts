// A section of the answer that has to be opened where the page is narrow.

import { type TemplateResult, html } from "lit";
import type { Editor } from "./editor.js";

/** What a reader looks up: on a narrow page it would part the first words from the last. */
export function fold(
  { isNarrow }: Editor,
  title: string,
  content: TemplateResult,
): TemplateResult {
  const heading = html`<h3>${title}</h3>`;
  return isNarrow
    ? html`<details class="fold">
        <summary>${heading}</summary>
        ${content}
      </details>`
    : html`${heading} ${content}`;
}
