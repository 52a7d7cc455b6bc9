// Sources and addresses as links.

import { type TemplateResult, html } from "lit";
import type { SourceId, Status } from "../generated/certificate_planner.js";
import type { Context } from "./wording/context.js";
import { sourceText } from "./wording/source.js";

/** A link to another site, or the bare text where the address is none that may be followed. */
export function link(url: string | undefined, text: string): TemplateResult {
  return url?.startsWith("https://")
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`${text}`;
}

/** A source with its date and how far it can be relied on. */
export function sourceLine(context: Context, id: SourceId, status?: Status): TemplateResult {
  const { title, url, remark } = sourceText(context, id, status);
  return html`<span class="source">${link(url, title)} <span>(${remark})</span></span>`;
}

/** The site of an address, which tells a reader enough. */
export function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
