// Sources and addresses as links.

import { type TemplateResult, html } from "lit";
import type { SourceId, Status } from "../generated/certificate_planner.js";
import type { Context } from "./wording/context.js";
import { messages } from "./language.js";
import { fill } from "./wording/fill.js";
import { isOld, partialDate, sourceText } from "./wording/source.js";

/** A link to another site, or the bare text where the address is none that may be followed. */
export function link(url: string | undefined, text: string): TemplateResult {
  return url?.startsWith("https://")
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`${text}`;
}

/** A source with its date and how far it can be relied on. */
export function sourceLine(context: Context, id: SourceId, status?: Status): TemplateResult {
  const { title, url, remark } = sourceText(context, id, status);
  return html`<span class="source"><bdi lang="en">${link(url, title)}</bdi> <span>(${remark})</span></span>`;
}

/** The day of the data that a figure is made of. */
export function dataLine({ catalog, now }: Context): TemplateResult {
  const { fresh, old } = messages.data;
  const text = fill(isOld(catalog.as_of, now) ? old : fresh, { date: partialDate(catalog.as_of) });
  return html`<p class="remark data">${text}</p>`;
}

/** Names for several addresses, by their paths where they share a site. */
export function siteNames(urls: readonly string[]): string[] {
  const named = urls.map((url) => {
    const site = siteOf(url);
    const words = pathWords(url);
    const shared = urls.filter((other) => siteOf(other) === site).length > 1;
    return shared && words !== "" ? fill(messages.label.source_on, { site, words }) : site;
  });
  return named.map((name, at) =>
    named.indexOf(name) === named.lastIndexOf(name)
      ? name
      : fill(messages.label.source_number, { site: name, number: at + 1 }),
  );
}

/** The words at the end of an address's path. */
function pathWords(url: string): string {
  const last = URL.canParse(url) ? new URL(url).pathname.split("/").filter(Boolean).at(-1) : "";
  const words = (last ?? "").replace(/\.\w+$/, "").replaceAll(/[-_]+/g, " ");
  return /[a-z]{3}/i.test(words) && !words.includes("%") ? words : "";
}

/** The site of an address, which tells a reader enough. */
export function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
