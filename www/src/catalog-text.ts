// Texts of a catalog, which stay in their own language.

import { type TemplateResult, html } from "lit";

/** A title or a note of a catalog: catalogs are in English, whatever the page speaks. */
export function catalogText(text: string): TemplateResult {
  return html`<bdi lang="en">${text}</bdi>`;
}
