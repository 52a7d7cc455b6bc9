// What the plan costs: the sums, then fee by fee.

import { type TemplateResult, html, nothing } from "lit";
import type {
  AmountRange,
  CostAssessment,
  CostKind,
  CostLine,
  CourseAssessment,
  Moment,
  PlanFile,
  Status,
} from "../generated/certificate_planner.js";
import type { Editor } from "./editor.js";
import { fold } from "./fold.js";
import { label, messages } from "./language.js";
import { pictureOf } from "./picture-place.js";
import { runsOf } from "./plan.js";
import { reasonList } from "./reason-view.js";
import { dataLine } from "./source-view.js";
import { type Context, courseName, courseOf, optionalSession } from "./wording/context.js";
import { deadlineAndDistance } from "./wording/date.js";
import { fill } from "./wording/fill.js";
import { clauses, facts } from "./wording/list.js";
import { amountRange, isNothing } from "./wording/money.js";
import { notCurrent, runStatus, weakest } from "./wording/source.js";

/** The height of the picture of the payments. */
const ROOM = { across: 12, down: 12 };

const KINDS = ["paid", "wasted", "to_pay", "to_add"] as const;

/** The total as one phrase. */
export function totalText(cost: CostAssessment): string {
  return sumText(cost, cost.total, KINDS);
}

/** What is still to pay as one phrase. */
export function toPayText(cost: CostAssessment): string {
  return sumText(cost, cost.to_pay, ["to_pay"]);
}

/** The sums that make up the total, each with its name; those that are nothing are left out. */
export function sumsOf(cost: CostAssessment): [name: string, sum: string][] {
  return KINDS.filter((kind) => !isNothing(cost[kind])).map((kind) => [
    label[kind],
    // What is paid in vain is paid.
    sumText(cost, cost[kind], kind === "paid" ? ["paid", "wasted"] : [kind]),
  ]);
}

export function sums(cost: CostAssessment): TemplateResult {
  return html`<dl class="sums">
    ${sumsOf(cost).map(
      ([name, sum]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${sum}</dd>
        </div>`,
    )}
  </dl>`;
}

/** A sum, with a word on the fees in it that are not published. */
export function sumText(cost: CostAssessment, range: AmountRange, kinds: readonly CostKind[]): string {
  const unpublished = cost.lines
    .filter((line) => kinds.includes(line.kind) && line.amount.high === undefined)
    .reduce((count, line) => count + line.count, 0);
  return amountRange(range, cost.currency, unpublished);
}

/** How far the fees in the total can be relied on that do not come from the learner. */
export function totalStatus(
  cost: CostAssessment,
  assessed: readonly CourseAssessment[],
): Status | undefined {
  return weakest(cost.lines.flatMap((line) => lineStatus(line, assessed) ?? []));
}

/** How far the fee of a line can be relied on that does not come from the learner. */
export function lineStatus(line: CostLine, assessed: readonly CourseAssessment[]): Status | undefined {
  const isFigure = line.amount.high !== undefined && line.kind !== "paid" && line.kind !== "wasted";
  if (!isFigure) return undefined;
  const fees = assessed.filter(({ course }) => line.courses.includes(course));
  return weakest(fees.flatMap(({ fee }) => (fee.sources ?? []).map(({ status }) => status)));
}

export function costView(
  editor: Editor,
  cost: CostAssessment,
  assessed: readonly CourseAssessment[],
): TemplateResult | typeof nothing {
  if (cost.lines.length === 0 && cost.reasons.length === 0) return nothing;
  const { context } = editor;
  const lines = html`${pictureOf(editor, (picture) => picture.money(editor, cost), ROOM)}
    <ul class="lines">
      ${cost.lines.map((line) => lineView(editor, cost, line, assessed))}
    </ul>
    ${reasonList(context, cost.reasons, undefined, editor)} ${dataLine(context)}`;
  return html`<section part="costs">${fold(editor, label.fees, lines)}</section>`;
}

/** Whether the day by which a line is to be paid is projected from earlier years (rule C6). */
export function isProjected({ courses, due, run }: CostLine, sessions: Editor["sessions"]): boolean {
  const [course] = courses;
  if (course === undefined || due === undefined) return false;
  return sessions(course).some((session) => session.run === run && session.projected);
}

/** Whether a line is paid, or is to be. */
export function kindText({ kind, amount: { low, high } }: CostLine): string {
  return messages.cost_kind[kind === "paid" && low !== high ? "paid_unstated" : kind];
}

/** What a line is paid for. */
export function lineName(context: Context, { courses, count, bundle }: CostLine): string {
  const [first = messages.fee_line.unknown, ...more] = courses.map((id) => courseName(context, id));
  if (bundle) return messages.fee_line.bundle;
  return more.length === 0 ? first : fill(messages.fee_line.choice, { count, size: courses.length });
}

function lineView(
  { context, sessions }: Editor,
  cost: CostAssessment,
  line: CostLine,
  assessed: readonly CourseAssessment[],
): TemplateResult {
  const { courses, due } = line;
  const status = lineStatus(line, assessed);
  const run = line.run;
  const dates = runStatus(courseOf(context, courses[0] ?? ""), run);
  const names = courses.map((course) => courseName(context, course));
  const remarks = [
    optionalSession(context, line.run),
    kindText(line),
    due && fill(messages.fee_line.due, { date: notCurrent(dates, deadlineAndDistance(context, due)) }),
    isProjected(line, sessions) ? messages.when.projected : undefined,
    names.length > 1 ? clauses(names) : undefined,
  ].filter((remark) => remark !== undefined);
  return html`<li>
    <span>${lineName(context, line)}</span>
    <b>${notCurrent(status, amountRange(line.amount, cost.currency))}</b>
    <span class="remark">${facts(remarks)}</span>
  </li>`;
}

export function isPaid({ kind }: CostLine): boolean {
  return kind === "paid" || kind === "wasted";
}

/** By when a line of the costs is due, or when it was paid, where that is known. */
export function paymentDate(plan: PlanFile, line: CostLine): Moment | undefined {
  if (!isPaid(line)) return line.due;
  if (line.bundle) return plan.bundle?.on;
  const [course] = line.courses;
  const runs = course === undefined ? [] : runsOf(plan, course);
  return runs.find(({ run, payment }) => run === line.run && payment === "paid")?.paid_on;
}
