// A way as a card: its facts in brief, and on request everything about it.

import { type TemplateResult, html, nothing } from "lit";
import type { Moment, PlanFile } from "../../generated/certificate_planner.js";
import type { Proposals, Slack, Way, Wishes } from "../../generated/certificate_planner_proposals.js";
import { canonical } from "../json-text.js";
import { messages as common } from "../language.js";
import { label, messages } from "./messages.js";
import type { Editor } from "../editor.js";
import { verdictMark } from "../verdict-view.js";
import { type Context, courseName, credential } from "../wording/context.js";
import { date, deadlineAndDistance } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { facts } from "../wording/list.js";
import { amountRange, isNothing } from "../wording/money.js";
import type { Subject } from "../picture/plot.js";
import { reasonText } from "../wording/reason.js";
import { actionText, unknownText } from "../wording/step.js";
import { type Explained, kindsOf } from "./search.js";
import { timeline } from "./timeline.js";
import {
  atOnceText,
  bindingTexts,
  costText,
  factsText,
  hoursText,
  isLeastLoad,
  kindText,
  notCountedText,
  sessionTimes,
  slackText,
  trackTitle,
  whenText,
} from "./words.js";
import { type WhatIf, ifFailed } from "./what-if.js";

export interface CardDesk {
  editor: Editor;
  proposals: Proposals;
  wishes: Wishes;
  at: number;
  isShown: boolean;
  explained: Explained;
  isCompared: boolean;
  whatIfs: readonly WhatIf[];
  show(isShown: boolean): void;
  choose(plan: Way["plan"]): void;
  compare(isCompared: boolean): void;
  ask(whatIf: WhatIf): void;
}

export function wayCard(desk: CardDesk, way: Way): TemplateResult {
  const { editor, proposals, at, isShown } = desk;
  const { context } = editor;
  const number = at + 1;
  const kinds = kindsOf(proposals, at);
  const isPlan = isSame(way.plan, editor.plan);
  return html`<article class="way ${isShown ? "shown" : ""}" id="way-${at}" tabindex="-1">
    <header>
      <h3><span class="badge">${number}</span> ${kindText(kinds, proposals)}</h3>
      <label class="option"
        ><input
          type="checkbox"
          .checked=${desk.isCompared}
          @change=${(event: Event) => {
            const input = event.currentTarget;
            if (input instanceof HTMLInputElement) desk.compare(input.checked);
          }}
        /><span aria-hidden="true">${label.compare}</span
        ><span class="unseen">${fill(label.compare_of, { number })}</span></label
      >
    </header>
    ${wayFacts(context, way)}
    ${
      isShown
        ? nothing
        : html`<ul class="times">
            ${sessionTimes(context, way.sessions).map(
              ({ times, courses }) => html`<li><b>${courses}</b> <span>${times}</span></li>`,
            )}
          </ul>`
    }
    ${way.assessment.program.verdict === "on_course" ? nothing : verdictMark(way.assessment.program.verdict)}
    <div class="tools">
      ${
        isPlan
          ? html`<p class="remark">${label.in_plan}</p>`
          : html`<button type="button" @click=${() => desk.choose(way.plan)}>
              ${label.choose}<span class="unseen">${common.separator.colon}${fill(label.number, { number })}</span>
            </button>`
      }
      ${saferButton(desk, way, number)}
      <button
        type="button"
        class="quiet"
        aria-expanded=${isShown}
        aria-label=${fill(label.show_of, { number })}
        @click=${() => desk.show(!isShown)}
      >
        ${label.show}
      </button>
    </div>
    ${isShown ? details(desk, way) : nothing}
  </article>`;
}

/** Date, cost and load, as everywhere a way is named. */
export function wayFacts(context: Context, way: Way): TemplateResult {
  const { track } = way.plan;
  const facts: Array<[string, string]> = [
    [label.when, whenText(context, way)],
    [label.to_pay, costText(way)],
    [isLeastLoad(way) ? label.hours_heaviest : label.hours_peak, hoursText(context, way)],
    [label.at_once, atOnceText(way)],
    ...(track === undefined ? [] : [[label.track_of, trackTitle(context, track)] as [string, string]]),
  ];
  const notCounted = notCountedText(way);
  return html`<dl class="way-facts">
      ${facts.map(
        ([name, text]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    ${notCounted === undefined ? nothing : html`<p class="remark">${notCounted}</p>`}`;
}

function details(desk: CardDesk, way: Way): TemplateResult {
  const { editor, explained, wishes, whatIfs, ask } = desk;
  const { context } = editor;
  const { currency } = way.assessment.cost;
  const slack = explained?.slack ?? [];
  const others = slack.filter((one) => !way.sessions.some(({ course }) => course === one.course));
  const compare = (one: Slack) => {
    const whatIf = ifFailed(one);
    return whatIf && (() => ask(whatIf));
  };
  return html`${risks(context, way)} ${unsettled(editor, way)}
    <section>
      <h4>${label.sessions}</h4>
      ${editor.picture?.timeline(editor, alongTime(editor, way, slack), `way-${desk.at}`)}
      ${timeline(context, way, slack, { wishes, again: takenAgain(editor), compare })}
    </section>
    ${explained === undefined ? html`<p class="remark">${label.looking_one}</p>` : nothing}
    ${textList(
      label.holds,
      [
        ...bindingTexts(context, wishes, explained?.binding ?? [], currency),
        ...(explained?.proven === false ? [messages.stopped.early] : []),
      ],
    )}
    ${textList(
      label.slack,
      others.map((one) =>
        fill(messages.slack.of, {
          course: courseName(context, one.course),
          text: slackText(context, wishes, one, currency),
        }),
      ),
    )}
    ${nextDated(desk, way)}
    ${
      whatIfs.length === 0
        ? nothing
        : html`<section>
            <h4>${label.what_if}</h4>
            <div class="choices">
              ${whatIfs.map(
                (whatIf) =>
                  html`<button type="button" @click=${() => ask(whatIf)}>${whatIf.text}</button>`,
              )}
            </div>
          </section>`
    }`;
}

/** What the picture of a way is drawn of. */
function alongTime({ sessions }: Editor, way: Way, slack: readonly Slack[]): Subject {
  const unknown = { from: "unknown", to: "unknown", basis: way.completion.basis } as const;
  return {
    plan: way.plan,
    assessment: way.assessment,
    sessions,
    spans: way.sessions,
    slack,
    // A date is only named where every certificate has one.
    certificate: way.undated > 0 ? unknown : way.completion,
  };
}

/** Why a course is taken though its certificate was earned, by course. */
function takenAgain({ context, assessment }: Editor): Map<string, string> {
  const reasons = (assessment?.program.reasons ?? []).map(({ because }) => because);
  return new Map(
    reasons.flatMap((because) =>
      because.type === "certificate_too_old" ? [[because.course, reasonText(context, because)]] : [],
    ),
  );
}

/** What may go otherwise than hoped. */
export function riskTexts(context: Context, way: Way): string[] {
  const name = (course: string) => courseName(context, course);
  return [
    ...way.tight
      .filter(({ close }) => close)
      .map(({ first, then, days }) =>
        fill(messages.risk.tight, { first: name(first), then: name(then), days }),
      ),
    ...way.against_recommended.map(({ first, then }) =>
      fill(messages.risk.order, { first: name(first), then: name(then) }),
    ),
    ...way.unlisted.map((title) => fill(messages.risk.unlisted, { title })),
    ...way.assessment.program.reasons.flatMap(({ because }) =>
      because.type === "certificate_counts_until" ? reasonText(context, because) : [],
    ),
  ];
}

/** Puts the way into the plan on which no certificate comes too late. */
function saferButton(desk: CardDesk, way: Way, number: number): TemplateResult | typeof nothing {
  const { safer } = way;
  if (safer === undefined) return nothing;
  const text = fill(messages.risk.safer, {
    days: safer.days,
    facts: factsText(desk.editor.context, { ...way, ...safer }),
  });
  return html`<p class="remark">${text}</p>
    <button type="button" class="quiet" @click=${() => desk.choose(safer.plan)}>
    ${label.choose_safer}<span class="unseen">${common.separator.colon}${fill(label.number, { number })}</span>
  </button>`;
}

function risks(context: Context, way: Way): TemplateResult | typeof nothing {
  return textList(label.risks, riskTexts(context, way));
}

/** A verdict that is not settled, with what would settle it. */
export function unsettled({ context }: Editor, way: Way): TemplateResult | typeof nothing {
  const { program, missing } = way.assessment;
  if (program.verdict !== "undetermined") return nothing;
  const alone = missing.filter(({ settles }) => settles > 0);
  // Where no fact settles it alone, all of them together do.
  const facts = (alone.length === 0 ? missing : alone).map(({ fact }) => {
    const text = unknownText(context, fact);
    const course = "course" in fact ? courseName(context, fact.course) : undefined;
    return course === undefined ? text : fill(messages.risk.fact, { course, fact: text });
  });
  return html`<section>
    <p>${fill(messages.risk.verdict, { credential: credential(context) })}</p>
    <ul class="texts">
      ${facts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </section>`;
}

function nextDated({ editor, explained }: CardDesk, way: Way): TemplateResult | typeof nothing {
  const steps = explained?.next ?? [];
  const { context } = editor;
  if (steps.length === 0) return nothing;
  return html`<section>
    <h4>${label.next}</h4>
    <ol class="texts">
      ${steps.map(({ action, by, fee, projected }, at) => {
        const isOwn = explained?.days_of_the_way.includes(at) === true;
        const remarks = [
          by && (isOwn ? ownDay(context, by) : fill(common.label.by, { date: deadlineAndDistance(context, by) })),
          fee && !isNothing(fee)
            ? fill(common.label.fee, { amount: amountRange(fee, way.assessment.cost.currency) })
            : undefined,
          projected ? messages.session.projected : undefined,
        ].filter((remark) => remark !== undefined);
        const course = "course" in action ? courseName(context, action.course) : undefined;
        return html`<li>
          ${course === undefined ? nothing : html`<span class="eyebrow">${course}</span>`}
          ${actionText(context, action)}
          ${remarks.length === 0 ? nothing : html`<span class="remark">${facts(remarks)}</span>`}
        </li>`;
      })}
    </ol>
  </section>`;
}

/** A day that no source states has no time that is not published. */
function ownDay(context: Context, by: Moment): string {
  return fill(label.by_way, { date: date(context, by) });
}

function textList(title: string, texts: readonly string[]): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`<section>
    <h4>${title}</h4>
    <ul class="texts">
      ${texts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </section>`;
}

/** Whether two plans say the same, in whatever order. */
export function isSame(one: PlanFile, other: PlanFile): boolean {
  return canonical(one) === canonical(other);
}
