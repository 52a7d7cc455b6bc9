// Reasons, each with the rule, the sources and the way to help.

import { type TemplateResult, html, nothing } from "lit";
import type { Effect, Reason } from "../generated/certificate_planner.js";
import type english from "../generated/lang/rules.en.js";
import { addressesOf } from "./engine.js";
import { label, listenTo, loadPart, messages } from "./language.js";
import type { Language } from "./page-language.js";
import { link, siteNames, siteOf, sourceLine } from "./source-view.js";
import type { Context } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { about, heading } from "./wording/list.js";
import { reasonText } from "./wording/reason.js";

/** The rules in words: loaded when a reader asks why. */
let rules: typeof english | undefined;

listenTo<typeof english>("rules", (all) => {
  rules = all;
});

/** Loads the words of the rules; without them a rule has its number and where it is stated. */
export async function loadRules(language: Language): Promise<void> {
  await loadPart("rules", language);
}

const BY_WEIGHT: readonly Effect[] = ["against", "open", "for", "note"];

/** Reasons with the weightiest first. */
export function reasonList(
  context: Context,
  reasons: readonly Reason[],
  of?: string,
): TemplateResult | typeof nothing {
  if (reasons.length === 0) return nothing;
  const sorted = BY_WEIGHT.flatMap((effect) =>
    reasons.filter((reason) => reason.effect === effect),
  );
  return html`<ul class="reasons">
    ${sorted.map((reason) => reasonView(context, reason, of))}
  </ul>`;
}

function reasonView(context: Context, reason: Reason, of: string | undefined): TemplateResult {
  const text = reasonText(context, reason.because);
  const subject = of === undefined ? text : about(of, text);
  return html`<li class=${reason.effect}>
    <span class="effect" aria-hidden="true"></span>
    <span class="unseen">${messages.effect[reason.effect]}${messages.separator.colon}</span>
    <span>${text}</span>
    <details class="why">
      <summary>${label.why}<span class="unseen"> ${subject}</span></summary>
      ${whyView(context, reason)}
    </details>
  </li>`;
}

function whyView(context: Context, reason: Reason): TemplateResult {
  const sources = reason.sources ?? [];
  const addresses = addressesOf(reason.rule, context.catalog.platform);
  const names = siteNames(addresses);
  return html`<p>
      <b>${fill(label.rule, { rule: reason.rule })}</b> ${rules?.[reason.rule]}
      ${addresses.length === 0 ? nothing : `${label.stated_at} `}${addresses.map(
        (url, at) => html`${at === 0 ? nothing : messages.separator.items}${link(url, names[at] ?? siteOf(url))}`,
      )}
    </p>
    ${
      sources.length === 0
        ? nothing
        : html`<p>${heading(label.sources)}</p>
          <ul>
            ${sources.map(
              ({ source, status }) => html`<li>${sourceLine(context, source, status)}</li>`,
            )}
          </ul>`
    }`;
}
