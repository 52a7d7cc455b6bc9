// Where facts come from, in words.

import type {
  CourseFile,
  Instant,
  PartialDate,
  RunId,
  SourceId,
  Status,
} from "../../generated/certificate_planner.js";
import { messages } from "../language.js";
import type { Context } from "./context.js";
import { fill } from "./fill.js";
import { dateFormat, written } from "./format.js";
import { clauses } from "./list.js";

/** A source as it is shown. */
export interface SourceText {
  title: string;
  url?: string;
  /** Its date and how far it can be relied on. */
  remark: string;
}

export function sourceText(context: Context, id: SourceId, status?: Status): SourceText {
  const source = context.catalog.sources.find((candidate) => candidate.id === id);
  const words = [
    source?.date === undefined ? messages.source_undated : partialDate(source.date),
    ...(isOld(source?.date, context.now) ? [messages.data.old_source] : []),
    ...(status === undefined ? [] : [messages.status[status]]),
  ];
  return { title: source?.title ?? id, url: source?.url, remark: clauses(words) };
}

/** Whether all of a year, a month or a day lies more than a year back. */
export function isOld(date: PartialDate | undefined, now: Instant): boolean {
  if (date === undefined) return false;
  // The same day a year ago, cut to what is known of the date.
  const year = Number(now.slice(0, 4)) - 1;
  const limit = `${year}${now.slice(4, "2026-11-21".length)}`;
  return date < limit.slice(0, date.length);
}

/** A figure with a word on its source, where that is not the platform as it is today. */
export function notCurrent(status: Status | undefined, figure: string | undefined) {
  if (figure === undefined || status === undefined || status === "current") return figure;
  return fill(messages.figure, { figure, remark: messages.not_current[status] });
}

/** How far the dates of a session can be relied on. */
export function runStatus(
  course: CourseFile | undefined,
  run: RunId | undefined,
): Status | undefined {
  return course?.runs?.find((known) => known.id === run)?.status;
}

/** The least reliable of several. */
export function weakest(statuses: readonly Status[]): Status | undefined {
  const order: Status[] = ["historic", "secondary", "current"];
  return order.find((status) => statuses.includes(status));
}

/** A year, a month or a day. */
export function partialDate(date: PartialDate): string {
  const format: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
  if (date.length > 4) format.month = date.length > 7 ? "short" : "long";
  if (date.length > 7) format.day = "numeric";
  return written(dateFormat(format), date);
}
