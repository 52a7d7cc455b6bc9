// A calendar file as RFC 5545 has it.

import type { Instant, Moment } from "../../generated/certificate_planner.js";
import { isDay } from "../wording/date.js";
import type { Event } from "./events.js";

/** The most octets of a line without its end (section 3.1). */
const LINE_OCTETS_MAX = 75;

const DAY_MILLISECONDS = 24 * 3_600_000;

/** A week and a day before an instant. */
const REMINDERS = ["-P7D", "-P1D"];
/** At nine in the morning, a week and a day before a day. */
const REMINDERS_OF_DAY = ["-P6DT15H", "-PT15H"];

/** The whole file; `owner` tells the events of one plan from those of another. */
export function calendar(
  name: string,
  owner: string,
  events: readonly Event[],
  now: Instant,
): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Certificate Planner//Certificate Planner//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, owner, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(event: Event, owner: string, now: Instant): string[] {
  const { id, kind, title, from, to, isTentative, details, url } = event;
  const reminders = isDay(from) ? REMINDERS_OF_DAY : REMINDERS;
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(`${id}-${owner}@certificate-planner`)}`,
    `DTSTAMP:${stamp(now)}`,
    ...span(from, to),
    `SUMMARY:${escaped(title)}`,
    ...(details.length === 0 ? [] : [`DESCRIPTION:${escaped(details.join("\n"))}`]),
    ...addressLine(url),
    `STATUS:${isTentative ? "TENTATIVE" : "CONFIRMED"}`,
    // Nothing of it keeps its reader from other appointments.
    "TRANSP:TRANSPARENT",
    ...(kind === "deadline" ? reminders.flatMap((before) => reminder(before, title)) : []),
    "END:VEVENT",
  ];
}

/** An address as browsers write it, in which no line can end; none where it leads elsewhere than to `https:`. */
function addressLine(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { protocol, href } = new URL(url);
  return protocol === "https:" ? [`URL:${href}`] : [];
}

function reminder(before: string, title: string): string[] {
  return [
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:${before}`,
    "END:VALARM",
  ];
}

/** A day is a day in every zone; an instant is written in UTC. */
function span(from: Moment, to: Moment | undefined): string[] {
  if (!isDay(from)) {
    return [`DTSTART:${stamp(from)}`, ...(to === undefined ? [] : [`DTEND:${stamp(to)}`])];
  }
  // The end of days is the day after the last one (section 3.6.1).
  const after = new Date(Date.parse(to ?? from) + DAY_MILLISECONDS).toISOString().slice(0, 10);
  return [`DTSTART;VALUE=DATE:${digits(from)}`, `DTEND;VALUE=DATE:${digits(after)}`];
}

function stamp(instant: Instant): string {
  return `${digits(new Date(instant).toISOString().slice(0, 19))}Z`;
}

function digits(text: string): string {
  return text.replaceAll(/[-:]/g, "");
}

/** Text as a value (section 3.3.11); other control characters have no place in one. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n?|\n/g, "\\n")
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, " ");
}

/** A line in pieces that are short enough, none of which ends within a letter. */
export function folded(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const letter of line) {
    const more = new TextEncoder().encode(letter).length;
    if (octets + more > LINE_OCTETS_MAX) {
      pieces.push(piece);
      // A further piece begins with a space, which is not part of the text.
      piece = " ";
      octets = 1;
    }
    piece += letter;
    octets += more;
  }
  return [...pieces, piece].join("\r\n");
}
