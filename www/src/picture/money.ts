// Payments along time: what is paid, what falls due when, and what it comes to.

import { type TemplateResult, html, nothing, svg } from "lit";
import type {
  Amount,
  AmountRange,
  CostAssessment,
  CostLine,
  Moment,
  PlanFile,
} from "../../generated/certificate_planner.js";
import { isPaid, isProjected, lineName, paymentDate, sumText, totalText } from "../cost-view.js";
import type { Editor } from "../editor.js";
import { messages as common } from "../language.js";
import { type Context, courseOf, optionalSession } from "../wording/context.js";
import { date, deadlineAndDistance } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { dateFormat } from "../wording/format.js";
import { clauses } from "../wording/list.js";
import { amount, amountRange } from "../wording/money.js";
import { notCurrent, runStatus } from "../wording/source.js";
import { messages } from "./messages.js";
import { type Extent, extentOf, lettersOf, place, ticks, timeOf } from "./axis.js";
import { hatching, stripes, swatch } from "./timeline.js";

/** One line of the costs, and what has been added up with it. */
interface Payment {
  line: CostLine;
  at?: Moment;
  /** All lines up to this one, and what they come to. */
  upTo: CostLine[];
  running: AmountRange;
}

/** The part of the picture that is kept for what has no date, in percent. */
const UNDATED = 20;

/** Beyond this share of the width a text ends where it belongs, and does not begin there. */
const LATE = 75;

/** How wide an amount, and a letter of a named day, are at most, in percent of a narrow picture. */
const ROOM_FOR_AMOUNT = 12;
const ROOM_FOR_LETTER = 3.2;

/** The payments in the order of their dates; what has none comes last, unless it is paid. */
export function paymentsOf(plan: PlanFile, cost: CostAssessment): Payment[] {
  const rank = (line: CostLine, at: Moment | undefined) =>
    at !== undefined ? timeOf(at) : isPaid(line) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const dated = cost.lines
    .map((line) => ({ line, at: paymentDate(plan, line) }))
    .sort((one, other) => {
      const [left, right] = [rank(one.line, one.at), rank(other.line, other.at)];
      return left < right ? -1 : left > right ? 1 : 0;
    });
  return dated.map(({ line, at }, index) => {
    const upTo = dated.slice(0, index + 1).map((one) => one.line);
    return { line, at, upTo, running: sumOf(upTo) };
  });
}

/** Amounts are decimal; they are added in hundredths, so that nothing is rounded. */
function cents(value: Amount): bigint {
  const [whole = "0", decimals = ""] = value.split(".");
  return BigInt(`${whole}${decimals.padEnd(2, "0").slice(0, 2)}`);
}

function decimal(value: bigint): Amount {
  const digits = value.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function sumOf(lines: readonly CostLine[]): AmountRange {
  const low = lines.reduce((sum, line) => sum + cents(line.amount.low), 0n);
  let high: bigint | undefined = 0n;
  for (const line of lines) {
    const most = line.amount.high;
    high = high === undefined || most === undefined ? undefined : high + cents(most);
  }
  return { low: decimal(low), ...(high === undefined ? {} : { high: decimal(high) }) };
}

export function moneyFigure({ context, plan, sessions }: Editor, cost: CostAssessment): TemplateResult {
  const payments = paymentsOf(plan, cost);
  const name = fill(messages.money.name, {
    paid: amountRange(cost.paid, cost.currency),
    total: totalText(cost),
  });
  return html`<div class="money-picture" role="img" aria-label=${name}>
      ${chart(context, cost, payments, sessions)}
    </div>
    ${legend(cost, payments, sessions)}`;
}

/** A part of what the payments come to at least: of one kind, and always at the same height. */
interface Band {
  kind: "paid" | "to_pay" | "projected";
  from: number;
  to: number;
}

interface Step {
  from: number;
  to: number;
  bands: readonly Band[];
  low: number;
  high: number;
  isOpen: boolean;
}

function chart(
  context: Context,
  cost: CostAssessment,
  payments: readonly Payment[],
  sessions: Editor["sessions"],
): TemplateResult {
  const now = Date.parse(context.now);
  const dated = payments.filter(({ at }) => at !== undefined);
  const hasUndated = payments.some(({ at, line }) => at === undefined && !isPaid(line));
  const close = extentOf([now, ...dated.flatMap(({ at }) => (at === undefined ? [] : timeOf(at)))]);
  // What is paid last needs room for its step.
  const extent = { ...close, to: close.to + (close.to - close.from) * (hasUndated ? 0.02 : 0.12) };
  const right = hasUndated ? 100 - UNDATED : 100;
  const along = (time: number) => (place(extent, time) * right) / 100;
  // Where nothing but an unknown price is to be drawn, that fills the picture.
  const most = Number(cost.total.high ?? cost.total.low) * (cost.total.high === undefined ? 1.15 : 1) || 1;
  const steps = stepsOf(payments, sessions, along, right);
  const share = (value: number) => Math.round((value / most) * 1000) / 10;
  const block = (step: Step, low: number, high: number, kind: string, paint?: string) =>
    high <= low
      ? nothing
      : svg`<rect class=${kind} fill=${paint ?? nothing} x="${step.from}%" width="${Math.round((step.to - step.from) * 100) / 100}%"
          y="${100 - share(high)}%" height="${share(high) - share(low)}%" />`;
  const top = totalText(cost);
  return html`<p class="load-title" aria-hidden="true">${fill(messages.money.total, { total: top })}</p>
    <svg class="money" height="11.25em" aria-hidden="true">
    <defs>
      ${hatching("money")} ${stripes("money")}
      <linearGradient id="money-fade" x2="0" y1="1" y2="0">
        <stop class="fade-money" offset="0" />
        <stop class="fade-money faded" offset="1" />
      </linearGradient>
    </defs>
    <svg y="1.25em" height="8em" overflow="visible">
      ${steps.map(
        (step) => svg`${step.bands.map(({ kind, from, to }) =>
          block(step, from, to, kind === "paid" ? "paid" : "low", kind === "projected" ? "url(#money-stripes)" : undefined),
        )}
          ${block(step, step.low, step.high, "high", "url(#money-hatch)")}
          ${step.isOpen ? block(step, step.high, most, "open", "url(#money-fade)") : nothing}`,
      )}
      <line class="base" x1="0" x2="100%" y1="100%" y2="100%" />
      <line class="now" x1="${along(now)}%" x2="${along(now)}%" y1="0" y2="100%" />
    </svg>
    ${levels(cost, steps, share)} ${names(context, extent, along, hasUndated ? right : undefined)}
  </svg>`;
}

/** What it comes to, on each step that is wide enough. */
function levels(
  cost: CostAssessment,
  steps: readonly Step[],
  share: (value: number) => number,
): TemplateResult {
  return svg`<svg y="1.25em" height="8em" overflow="visible">
    ${steps.map(({ from, to, low, high, isOpen }) => {
      // A range or an open sum would not fit; the table has them.
      const isPlain = low > 0 && low === high && !isOpen;
      if (!isPlain || to - from < ROOM_FOR_AMOUNT) return nothing;
      // Where the picture ends, an amount ends with its step.
      const isLate = from > LATE;
      return svg`<text class="level" x="${isLate ? to : from}%" dx=${isLate ? -4 : 4} text-anchor=${isLate ? "end" : "start"}
        y="${100 - share(low)}%" dy="-0.35em">${amount(low.toFixed(2), cost.currency)}</text>`;
    })}
  </svg>`;
}

/** The days beneath; the end is kept for what has no date. */
function names(
  context: Context,
  extent: Extent,
  along: (time: number) => number,
  undated: number | undefined,
): TemplateResult {
  const now = along(Date.parse(context.now));
  const format = dateFormat({ timeZone: "UTC", year: "numeric", month: "short" });
  const widthOf = (text: string) => lettersOf(text) * ROOM_FOR_LETTER;
  // It stands out by thicker letters.
  const today = widthOf(messages.label.today) * 1.2;
  const end = undated === undefined ? 100 : 100 - widthOf(messages.label.no_date_short);
  // It begins at its line; where that leaves no room, its middle or its end is there.
  const anchor = now > LATE ? "end" : now + today > end ? "middle" : "start";
  const before = { start: 0, middle: today / 2, end: today }[anchor];
  const taken = [{ from: now - before, to: now - before + today }];
  const named = ticks(extent, 5).flatMap(({ time }) => {
    const from = along(time);
    const text = format.format(new Date(time));
    const to = from + widthOf(text);
    // A name needs room to the others and to the end.
    if (to > end || taken.some((other) => from < other.to && other.from < to)) return [];
    taken.push({ from, to });
    return [{ at: from, text }];
  });
  return svg`<text class="tick today" x="${now}%" y="10.55em" text-anchor=${anchor}>${messages.label.today}</text>
    ${named.map(
      ({ at, text }) => svg`<line class="month" x1="${at}%" x2="${at}%" y1="8.75em" y2="9.15em" />
        <text class="tick" x="${at}%" y="10.55em">${text}</text>`,
    )}
    ${
      undated === undefined
        ? nothing
        : svg`<line class="month" x1="${undated}%" x2="${undated}%" y1="0.75em" y2="9.05em" />
          <text class="tick" x="100%" y="10.55em" text-anchor="end">${messages.label.no_date_short}</text>`
    }`;
}

function stepsOf(
  payments: readonly Payment[],
  sessions: Editor["sessions"],
  along: (time: number) => number,
  right: number,
): Step[] {
  const all: Step[] = [];
  let from = 0;
  let sum: Omit<Step, "from" | "to"> = { bands: [], low: 0, high: 0, isOpen: false };
  for (const { line, at, running } of payments) {
    const start = at !== undefined ? along(timeOf(at)) : isPaid(line) ? 0 : right;
    if (start > from) all.push({ ...sum, from, to: start });
    from = start;
    const low = Number(running.low);
    sum = {
      bands: stacked(sum.bands, isPaid(line) ? "paid" : isExpected(line, sessions) ? "projected" : "to_pay", low),
      low,
      high: Math.max(low, Number(running.high ?? running.low)),
      isOpen: running.high === undefined,
    };
  }
  all.push({ ...sum, from, to: 100 });
  return all;
}

/** Up to where the payments come with one more, which stands on those before it: nothing moves from step to step. */
function stacked(bands: readonly Band[], kind: Band["kind"], to: number): readonly Band[] {
  const top = bands.at(-1);
  if (top?.kind === kind) return [...bands.slice(0, -1), { ...top, to }];
  return [...bands, { kind, from: top?.to ?? 0, to }];
}

/** Whether a line is to be paid by a date that is projected. */
function isExpected(line: CostLine, sessions: Editor["sessions"]): boolean {
  return !isPaid(line) && isProjected(line, sessions);
}

function legend(
  cost: CostAssessment,
  payments: readonly Payment[],
  sessions: Editor["sessions"],
): TemplateResult {
  const words = messages.money;
  const isRange = payments.some(({ running: { low, high } }) => high !== undefined && high !== low);
  const entries: Array<[boolean, TemplateResult, string]> = [
    [payments.some(({ line }) => isPaid(line) && Number(line.amount.low) > 0), swatch("paid"), words.paid_legend],
    [payments.some(({ line }) => !isPaid(line) && Number(line.amount.low) > 0), swatch("low"), words.low_legend],
    [payments.some(({ line }) => isExpected(line, sessions) && Number(line.amount.low) > 0), swatch("low", "stripes"), words.projected_legend],
    [isRange, swatch("high", "hatch"), words.high_legend],
    [cost.total.high === undefined, swatch("open", "fade-money"), words.open_legend],
  ];
  return html`<ul class="legend" aria-hidden="true">
    ${entries
      .filter(([occurs]) => occurs)
      .map(([, drawing, text]) => html`<li>${drawing}<span>${text}</span></li>`)}
  </ul>`;
}

/** Each payment with what all up to it come to. */
export function moneyTable({ context, plan, sessions }: Editor, cost: CostAssessment): TemplateResult {
  const words = messages.money;
  const heads = [words.when, words.what, words.amount, words.running];
  const cell = (at: number, text: unknown) =>
    html`<td role="cell"><span class="cell-title" aria-hidden="true">${heads[at]}</span><span>${text}</span></td>`;
  // Roles are written out, because a table that is laid out otherwise loses its own.
  return html`<table class="payments" role="table" aria-label=${messages.label.payments}>
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${paymentsOf(plan, cost).map((payment) => {
        const { line, running, upTo } = payment;
        const name = lineName(context, line);
        const session = optionalSession(context, line.run);
        return html`<tr role="row">
          ${cell(0, whenPaid(context, payment, isProjected(line, sessions)))}
          ${cell(1, session === undefined ? name : html`${name} <span class="remark">${session}</span>`)}
          ${cell(2, amountRange(line.amount, cost.currency, line.amount.high === undefined ? line.count : 0))}
          ${cell(3, sumText({ ...cost, lines: upTo }, running, upTo.map(({ kind }) => kind)))}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function whenPaid(context: Context, { line, at }: Payment, projected: boolean): string {
  const words = messages.money;
  if (isPaid(line)) {
    return at === undefined ? words.paid_undated : fill(words.paid, { date: date(context, at) });
  }
  if (line.kind === "to_add" && at === undefined) return words.to_add;
  if (at === undefined) return words.due_undated;
  const status = runStatus(courseOf(context, line.courses[0] ?? ""), line.run);
  const due = fill(words.due, { date: notCurrent(status, deadlineAndDistance(context, at)) });
  return projected ? clauses([due, common.when.projected]) : due;
}
