// Course by course: whether, when and why.

import { type TemplateResult, html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type {
  CourseAssessment,
  Currency,
  RunAssessment,
  Status,
} from "../generated/certificate_planner.js";
import { catalogText } from "./catalog-text.js";
import type { Editor } from "./editor.js";
import { domId } from "./fields.js";
import { label, messages } from "./language.js";
import { reasonList } from "./reason-view.js";
import { sourceLine } from "./source-view.js";
import { verdictMark } from "./verdict-view.js";
import { type Context, courseName, courseOf, optionalSession } from "./wording/context.js";
import { when } from "./wording/date.js";
import { type Message, fill } from "./wording/fill.js";
import { counted, items } from "./wording/list.js";
import { amountRange, money } from "./wording/money.js";
import { notCurrent, runStatus, weakest } from "./wording/source.js";

export function courseAnswers(
  editor: Editor,
  courses: readonly CourseAssessment[],
  currency: Currency,
): TemplateResult | typeof nothing {
  if (courses.length === 0) return nothing;
  const planned = courses.filter((course) => course.runs.length > 0);
  const others = courses.filter((course) => course.runs.length === 0);
  return html`<section part="courses">
    <h3>${label.by_course}</h3>
    ${planned.map((course) => keyed(course.course, courseAnswer(editor, course, currency)))}
    ${
      others.length === 0
        ? nothing
        : html`<details>
          <summary>${counted(label.not_in_plan, others.length)}</summary>
          ${others.map((course) => keyed(course.course, courseAnswer(editor, course, currency)))}
        </details>`
    }
  </section>`;
}

export function courseAnswer(
  editor: Editor,
  answer: CourseAssessment,
  currency: Currency,
): TemplateResult {
  const { context, isNarrow } = editor;
  const [only, ...more] = answer.runs;
  const hasOne = only !== undefined && more.length === 0;
  const reasons = hasOne ? [...only.reasons, ...answer.reasons] : answer.reasons;
  // What goes well can be looked up; what does not is there to be read.
  const isFine = answer.verdict === "earned" || answer.verdict === "on_course";
  const heading = domId(`answer/${answer.course}`);
  const reasonsOf = fill(messages.of_course, { label: label.reasons, course: answer.course });
  return html`<article class="answer" aria-labelledby=${heading}>
    <header>
      <h4 id=${heading}>${catalogText(courseName(context, answer.course))}</h4>
      ${verdictMark(answer.verdict)}
    </header>
    ${whenLine(context, answer, dateStatus(context, answer))} ${feeLine(answer, currency)}
    <details class="about" ?open=${!isFine && !isNarrow}>
      <summary aria-label=${reasonsOf}>${label.reasons}</summary>
      ${reasonList(context, reasons, answer.course, editor)}
      ${hasOne ? nothing : answer.runs.map((run, index) => runAnswer(editor, answer, run, index))}
      ${feeSources(context, answer)}
    </details>
  </article>`;
}

function runAnswer(
  editor: Editor,
  answer: CourseAssessment,
  run: RunAssessment,
  index: number,
): TemplateResult {
  const { context } = editor;
  const name =
    optionalSession(context, run.run) ?? fill(messages.session.ordinal, { number: index + 1 });
  return html`<section class="run">
    <header>
      <h5>${name}</h5>
      ${verdictMark(run.verdict)}
    </header>
    ${answer.counted_run === index ? html`<p class="remark">${label.counts}</p>` : nothing}
    ${whenLine(context, run, runStatus(courseOf(context, answer.course), run.run))} ${reasonList(context, run.reasons, items([answer.course, name]), editor)}
  </section>`;
}

function whenLine(
  context: Context,
  answer: CourseAssessment | RunAssessment,
  dates: Status | undefined,
): TemplateResult | typeof nothing {
  const { certificate, verdict, ...rest } = answer;
  if (verdict === "needs_change" || verdict === "not_reachable") return nothing;
  // What stands against a session stands there whatever else is open, such as whether an audit can still be upgraded.
  const earnsNone =
    "runs" in rest
      ? rest.counted_run === undefined
      : rest.reasons.some(({ effect }) => effect === "against");
  if (verdict === "undetermined" && earnsNone) return nothing;
  const text = when(context, certificate, verdict);
  // The date of a certificate that is held comes from the learner.
  const isFromCatalog = verdict !== "earned" && certificate.from !== "unknown";
  const said = isFromCatalog ? notCurrent(dates, text) : text;
  return html`<p class="remark">${fill(label.certificate_of, { when: said })}</p>`;
}

/** How far the dates can be relied on that decide when the certificate of a course comes. */
export function dateStatus(context: Context, answer: CourseAssessment): Status | undefined {
  if (answer.verdict === "earned") return undefined;
  const run = answer.runs[answer.counted_run ?? 0];
  return runStatus(courseOf(context, answer.course), run?.run);
}

function feeLine(course: CourseAssessment, currency: Currency): TemplateResult | typeof nothing {
  if (course.verdict === "earned" || course.verdict === "not_reachable") return nothing;
  return html`<p class="remark">${feeText(course, currency)}</p>`;
}

/** The fee with what it rests on. */
export function feeText(
  course: CourseAssessment,
  currency: Currency,
  words: { fee: Message; fee_of: Message } = messages.label,
): string {
  const { amount, basis, last_known } = course.fee;
  const known = last_known === undefined ? undefined : money(last_known);
  const status = weakest((course.fee.sources ?? []).map((cited) => cited.status));
  const isElsewhere = basis === "other_currency" && known !== undefined;
  const text = isElsewhere ? known : amountRange(amount, currency);
  const said = amount.high === undefined ? text : notCurrent(status, text);
  const values = { amount: said, basis: fill(messages.fee_basis[basis], { last_known: known }) };
  // A remark on the source says already that the figure is the catalog's.
  const isRemarked = basis === "catalog" && said !== text;
  return fill(isRemarked ? words.fee : words.fee_of, values);
}

function feeSources(context: Context, { fee }: CourseAssessment): TemplateResult[] {
  return (fee.sources ?? []).map(
    ({ source, status }) =>
      html`<p class="remark">${label.fee_source} ${sourceLine(context, source, status)}</p>`,
  );
}
