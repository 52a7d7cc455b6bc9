// Formats of dates and numbers. To make one takes longer than to assess a plan, so each is made once.

import { messages } from "../language.js";

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** The zone in which times are written: a format stays with the one in which it was made. */
let zone = "";

/** Has times written in the zone in which the reader is now. */
export function followZone(): void {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (timeZone !== zone) dates.clear();
  zone = timeZone;
}

export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dates, options, () => new Intl.DateTimeFormat(messages.locale, options));
}

/** So many moments are kept in one format at most. */
const TEXTS_MAX = 1_000;

/** Spaces at which a date would be torn: between its day and its month, and before a zone. */
const WITHIN = / (?=\p{L}|\d{1,2},)/gu;

/** What was written: every answer names the same moments again, and to write one takes long. */
const texts = new WeakMap<Intl.DateTimeFormat, Map<string, string>>();

/** A moment in a format of dates, which no line breaks within its day. */
export function written(format: Intl.DateTimeFormat, moment: string): string {
  const known = texts.get(format) ?? new Map<string, string>();
  texts.set(format, known);
  const text =
    known.get(moment) ?? format.format(new Date(moment)).replace(WITHIN, "\u00a0");
  if (known.size > TEXTS_MAX) known.clear();
  known.set(moment, text);
  return text;
}

export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numbers, options, () => new Intl.NumberFormat(messages.locale, options));
}

function kept<T>(known: Map<string, T>, options: object, make: () => T): T {
  const key = `${messages.locale} ${JSON.stringify(options)}`;
  const format = known.get(key) ?? make();
  known.set(key, format);
  return format;
}
