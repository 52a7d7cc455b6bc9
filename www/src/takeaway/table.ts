// Costs and dates as a table for spreadsheets (RFC 4180).

import type { Assessment, CostLine } from "../../generated/certificate_planner.js";
import { isProjected, kindText, paymentDate } from "../cost-view.js";
import { type Context, courseOf } from "../wording/context.js";
import { isDay } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { clauses, items } from "../wording/list.js";
import { sourceText } from "../wording/source.js";
import type { Answered, Event } from "./events.js";
import { messages } from "./messages.js";

/** Spreadsheets know by it that the letters are in UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";

type Column = keyof (typeof messages)["column"];
type Row = Partial<Record<Column, string>>;

const COLUMNS: readonly Column[] = [
  "kind",
  "course",
  "title",
  "session",
  "what",
  "from",
  "to",
  "low",
  "high",
  "currency",
  "remark",
];

/** The whole file: first the fees with their sum, then what has a date. */
export function table(answered: Answered, events: readonly Event[]): string {
  const { cost } = answered.assessment;
  const total = {
    kind: messages.kind.cost,
    what: messages.total,
    low: cost.total.low,
    high: cost.total.high,
    currency: cost.currency,
  };
  const rows: Row[] = [
    ...cost.lines.map((line) => costRow(answered, line)),
    total,
    ...events.map((event) => eventRow(answered, event)),
  ];
  const cells = rows.map((row) => COLUMNS.map((column) => row[column] ?? ""));
  const head = COLUMNS.map((column) => messages.column[column]);
  return BYTE_ORDER_MARK + [head, ...cells].map(line).join("");
}

function costRow({ context, plan, assessment, sessions }: Answered, line: CostLine): Row {
  const { courses, count, run, kind, amount, due } = line;
  const [only, ...more] = courses;
  const isOne = only !== undefined && more.length === 0;
  const any = fill(messages.any_of, { count, courses: items(courses) });
  return {
    kind: messages.kind.cost,
    course: isOne ? only : courses.length === 0 ? undefined : any,
    title: isOne ? courseOf(context, only)?.title : undefined,
    session: run,
    what: kindText(line),
    from: paymentDate(plan, line),
    // What is not published is no amount, and least of all nothing.
    low: amount.high === undefined && Number(amount.low) === 0 ? undefined : amount.low,
    high: amount.high,
    currency: assessment.cost.currency,
    remark: clauses([
      ...(amount.high === undefined ? [messages.not_published] : []),
      ...(due !== undefined && isDay(due) ? [messages.detail.no_time] : []),
      ...(isProjected(line, sessions) ? [messages.detail.projected] : []),
      ...(kind === "to_pay" || kind === "to_add" ? feeSources(context, assessment, line) : []),
    ]),
  };
}

/** Where the fees of a line come from, each source once. */
function feeSources(context: Context, { courses }: Assessment, line: CostLine): string[] {
  const fees = courses.filter(({ course }) => line.courses.includes(course));
  const texts = fees.flatMap(({ fee }) =>
    (fee.sources ?? []).map(({ source, status }) => {
      const { title, remark, url } = sourceText(context, source, status);
      return fill(messages.detail.source, { title, remark, url: url ?? "" }).trim();
    }),
  );
  return [...new Set(texts)];
}

function eventRow({ context }: Answered, event: Event): Row {
  const { kind, course, run, title, from, to, details } = event;
  return {
    kind: messages.kind[kind],
    course,
    title: course === undefined ? context.program.title : courseOf(context, course)?.title,
    session: run,
    what: title,
    from,
    to,
    remark: clauses(details),
  };
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** A cell in quotes where it needs them. What a spreadsheet would compute is made plain text. */
export function cell(text: string): string {
  const plain = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
