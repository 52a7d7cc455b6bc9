// Reasons, each with the rule, the sources and the way to help.

import { rulesScript } from "#files";
import { type TemplateResult, html, nothing } from "lit";
import type { Because, Effect, Reason } from "../generated/certificate_planner.js";
import type english from "../generated/lang/rules.en.js";
import type { Editor } from "./editor.js";
import { label, listenTo, loadPart, messages } from "./language.js";
import type { Language } from "./page-language.js";
import { setAside } from "./plan.js";
import { link, siteNames, siteOf, sourceLine } from "./source-view.js";
import type { Context } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { about, counted, heading } from "./wording/list.js";
import { reasonText } from "./wording/reason.js";

/** The rules in words: loaded when a reader asks why. */
let rules: typeof english | undefined;

listenTo<typeof english>("rules", (all) => {
  rules = all;
});

/** Where the rules are stated, loaded with them. */
let stated: Awaited<ReturnType<typeof rulesScript>> | undefined;

/** Loads the words of the rules and where they are stated; without them a rule has its number. */
export async function loadRules(language: Language): Promise<void> {
  const addresses = async () => {
    stated = await rulesScript();
  };
  await Promise.allSettled([loadPart("rules", language), addresses()]);
}

const BY_WEIGHT: readonly Effect[] = ["against", "open", "for", "note"];

/** A reason with its sentence. */
type Told = readonly [string, Reason];

/** Reasons with the weightiest first; with an editor, the learner can set warnings aside. */
export function reasonList(
  context: Context,
  reasons: readonly Reason[],
  of?: string,
  editor?: Editor,
): TemplateResult | typeof nothing {
  if (reasons.length === 0) return nothing;
  const sorted = BY_WEIGHT.flatMap((effect) =>
    reasons.filter((reason) => reason.effect === effect),
  );
  const texts = new Map<string, Reason>();
  for (const reason of sorted) {
    const text = reasonText(context, reason.because);
    // Two reasons that read the same are one to a reader.
    if (!texts.has(text)) texts.set(text, reason);
  }
  const aside = editor?.plan.set_aside ?? [];
  const isAside = ([, { because }]: Told) => aside.length > 0 && aside.includes(warningOf(because, of));
  const all = [...texts];
  const put = all.filter(isAside);
  const shown = put.length === 0 ? all : all.filter((told) => !isAside(told));
  const list = (some: readonly Told[]) => html`<ul class="reasons">
    ${some.map((told) => reasonView(context, told, of, editor))}
  </ul>`;
  return html`${list(shown)}
  ${
    put.length === 0
      ? nothing
      : html`<details class="about">
          <summary id=${`aside/${of ?? ""}`}>
            ${counted(messages.warning.set_aside_these, put.length)}${
              of === undefined
                ? nothing
                : html`<span class="unseen">${messages.separator.colon}${of}</span>`
            }
          </summary>
          ${list(put)}
        </details>`
  }`;
}

/** The name of a warning: what changes in it makes it another one, which is shown again. */
function warningOf(because: Because, of = ""): string {
  let sum = 5381;
  for (const letter of `${of} ${JSON.stringify(because)}`) {
    sum = (Math.imul(sum, 33) + (letter.codePointAt(0) ?? 0)) >>> 0;
  }
  return `${because.type}:${sum.toString(36)}`;
}

/** Sets a warning aside, or brings it back. */
function asideButton(
  editor: Editor,
  reason: Reason,
  of = "",
  subject: string,
): TemplateResult {
  const warning = warningOf(reason.because, of);
  const isAside = editor.plan.set_aside?.includes(warning) === true;
  const { set_aside, bring_back } = messages.warning;
  const turn = () => {
    editor.change(setAside(editor.plan, warning, !isAside));
    // The button that was pressed is elsewhere now.
    editor.focus(isAside ? `why/${of}/${warning}` : `aside/${of}`);
  };
  return html`<button type="button" class="quiet" @click=${turn}>
    ${isAside ? bring_back : set_aside}<span class="unseen">${messages.separator.colon}${subject}</span>
  </button>`;
}

function reasonView(
  context: Context,
  [text, reason]: Told,
  of: string | undefined,
  editor: Editor | undefined,
): TemplateResult {
  const why = `why/${of ?? ""}/${warningOf(reason.because, of)}`;
  const subject = of === undefined ? text : about(of, text);
  return html`<li class=${reason.effect}>
    <span class="effect" aria-hidden="true"></span>
    <span class="unseen">${messages.effect[reason.effect]}${messages.separator.colon}</span>
    <span>${text}</span>
    <details class="why">
      <summary id=${why}>${label.why}<span class="unseen"> ${subject}</span></summary>
      ${whyView(context, reason)}
      ${editor === undefined || reason.effect === "for" ? nothing : asideButton(editor, reason, of, subject)}
    </details>
  </li>`;
}

function whyView(context: Context, reason: Reason): TemplateResult {
  const sources = reason.sources ?? [];
  const addresses = stated?.addressesOf(reason.rule, context.catalog.platform) ?? [];
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
