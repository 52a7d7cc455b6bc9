// Points in time and ranges of them, in words.

import type { DateRange, Instant, Moment, Verdict } from "../../generated/certificate_planner.js";
import { messages, perLocale } from "../language.js";
import type { Context } from "./context.js";
import { fill } from "./fill.js";
import { dateFormat, written } from "./format.js";
import { aside } from "./list.js";

const HOUR_MILLISECONDS = 3_600_000;

// With the month as a word, since readers of one language order its number in two ways.
const DAY = { year: "numeric", month: "short", day: "numeric" } as const;
const CLOCK = { hour: "numeric", minute: "2-digit" } as const;
const TIME = { ...CLOCK, timeZoneName: "short" } as const;

/** The zone in which catalogs write their moments. */
const PUBLISHED_IN = "UTC";

const day = () => dateFormat(DAY);
// A day without a time belongs to no zone: it must be the same day for every reader.
const plainDay = () => dateFormat({ ...DAY, timeZone: "UTC" });
const distance = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));

/** Whether only the day is known. */
export function isDay(moment: Moment): boolean {
  return moment.length === 10;
}

/** The moment itself: an instant with its time and zone, a day as that day. */
export function date(context: Context, moment: Moment): string {
  if (isDay(moment)) return written(plainDay(), moment);
  const local = localTime(moment);
  const { time_zone } = context.catalog;
  const platform = elsewhere(moment, time_zone ?? PUBLISHED_IN);
  if (platform === undefined) return local;
  const { both_zones, published } = messages.when;
  return fill(time_zone === undefined ? published : both_zones, { local, platform });
}

/** An instant by the reader's clock. */
export function localTime(moment: Instant): string {
  return written(dateFormat({ ...DAY, ...TIME }), moment);
}

export function optionalDate(context: Context, moment: Moment | undefined): string | undefined {
  return moment === undefined ? undefined : date(context, moment);
}

/** A moment by which something must be done; that its time is not known is said. */
export function deadline(context: Context, moment: Moment): string {
  const text = date(context, moment);
  return isDay(moment) ? fill(messages.when.time_not_published, { day: text }) : text;
}

export function optionalDeadline(context: Context, moment: Moment | undefined): string | undefined {
  return moment === undefined ? undefined : deadline(context, moment);
}

/** A deadline with how far it is, as in "in 12 days". */
export function deadlineAndDistance(context: Context, moment: Moment): string {
  const values = { date: deadline(context, moment), distance: howFar(context, moment) };
  return fill(messages.when.with_distance, values);
}

/** Dates of a session, as short as they can be. */
export function span(start: Moment | undefined, end: Moment | undefined): string | undefined {
  const short = (moment: Moment) => written(isDay(moment) ? plainDay() : day(), moment);
  if (start !== undefined && end !== undefined) {
    return fill(messages.when.range, { start: short(start), end: short(end) });
  }
  if (start !== undefined) return fill(messages.when.start_only, { start: short(start) });
  return end === undefined ? undefined : fill(messages.when.end_only, { end: short(end) });
}

/** When a certificate comes, in words. */
export function when(context: Context, range: DateRange, verdict: Verdict): string {
  if (verdict === "needs_change" || verdict === "not_reachable") return messages.when.never;
  const past = verdict === "earned" ? pastDate(context, range) : undefined;
  if (past !== undefined) return past;
  const text = rangeText(context, range);
  return range.basis === "projected" && range.from !== "unknown"
    ? aside(text, messages.when.projected)
    : text;
}

function pastDate(context: Context, { from }: DateRange): string | undefined {
  if (typeof from === "string") return messages.when.held;
  const since = { from: date(context, from.at) };
  return new Date(from.at) <= new Date(context.now) ? fill(messages.when.since, since) : undefined;
}

function rangeText(context: Context, { from, to, basis }: DateRange): string {
  const words = messages.when;
  const end = typeof to === "string" ? undefined : date(context, to.at);
  if (typeof from === "string")
    return end === undefined ? words.unknown : fill(words.until, { to: end });
  const start = date(context, from.at);
  const values = { from: start, to: end };
  if (to === "open") return fill(words.open, values);
  if (to === "unknown") return fill(words.end_unknown, values);
  const typical = basis === "typical";
  if (start === end) return fill(typical ? words.exact_typical : words.exact, values);
  return fill(typical ? words.between_typical : words.between, values);
}

/**
 * The moment in another zone, without its day where that is the reader's too; undefined where the clocks of both
 * say the same. A browser knows the zones that it has, and a catalog may name another.
 */
function elsewhere(moment: Instant, timeZone: string): string | undefined {
  const differs = (format: Intl.DateTimeFormatOptions) =>
    written(dateFormat(format), moment) !== written(dateFormat({ ...format, timeZone }), moment);
  try {
    if (!differs({ ...DAY, ...CLOCK })) return undefined;
    return written(dateFormat({ ...(differs(DAY) && DAY), ...TIME, timeZone }), moment);
  } catch {
    return undefined;
  }
}

function howFar({ now, catalog }: Context, moment: Moment): string {
  const hours = (Date.parse(moment) - Date.parse(now)) / HOUR_MILLISECONDS;
  if (!isDay(moment) && Math.abs(hours) < 24) {
    const isNear = Math.abs(hours) < 1;
    return distance().format(Math.trunc(isNear ? hours * 60 : hours), isNear ? "minute" : "hour");
  }
  // A day without a time is a day of the platform.
  const day = (at: Moment) => (isDay(at) ? at : isDay(moment) ? dayIn(catalog.time_zone, at) : localDay(at));
  const days = (Date.parse(day(moment)) - Date.parse(day(now))) / HOUR_MILLISECONDS / 24;
  if (Math.abs(days) < 100) return distance().format(days, "day");
  // Nobody is to think that more time is left than there is.
  if (Math.abs(days) < 730) return distance().format(Math.trunc(days / 30.44), "month");
  return distance().format(Math.trunc(days / 365.25), "year");
}

/** The day that it then is in a zone, as `YYYY-MM-DD`. */
function dayIn(timeZone: string | undefined, at: Instant): string {
  try {
    // It is written so in Swedish.
    return new Intl.DateTimeFormat("sv", { timeZone: timeZone ?? PUBLISHED_IN }).format(new Date(at));
  } catch {
    return at.slice(0, "2026-11-21".length);
  }
}

/** The day that it then is for the reader, as `YYYY-MM-DD`. */
export function localDay(instant: Instant): string {
  const at = new Date(instant);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
