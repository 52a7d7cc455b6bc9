// Sentences about ways and wishes.

import type { AmountRange, CourseId, DateRange } from "../../generated/certificate_planner.js";
import type {
  Binding,
  Obstacle,
  Proposals,
  Relaxation,
  Slack,
  UnknownDeadline,
  Way,
  WaySession,
  Wish,
  Wishes,
} from "../../generated/certificate_planner_proposals.js";
import { totalStatus } from "../cost-view.js";
import { dateStatus } from "../course-answers.js";
import { messages as common } from "../language.js";
import { messages } from "./messages.js";
import { tracksOf } from "../requirement-groups.js";
import {
  type Context,
  courseName,
  courseOf,
  optionalSession,
  programTitle,
  sessionName,
} from "../wording/context.js";
import { date, optionalDate, span, when } from "../wording/date.js";
import { type Message, fill, never } from "../wording/fill.js";
import { about, aside, clauses, conjunction, facts, items, sentences } from "../wording/list.js";
import { amount, amountRange } from "../wording/money.js";
import { notCurrent, runStatus, weakest } from "../wording/source.js";

const DAY_MILLISECONDS = 24 * 3_600_000;

/** Which of the ways a way is. */
export type Kind = "earliest" | "cheapest" | "lightest";

/** A way with every name is the only one. */
const ALL_KINDS = 3;

/** Its names as one title, such as “Earliest, cheapest”; only what is proven is called the best. */
export function kindText(kinds: readonly Kind[], { proven, ways }: Proposals): string {
  const [first, ...others] = kinds.map((kind) => messages.kind[kind]);
  if (kinds.length === ALL_KINDS) return proven ? messages.kind.only : messages.kind.found;
  if (first === undefined) return ways.length > 2 ? messages.kind.between : messages.kind.other;
  const title = items([first, ...others.map((other) => other.toLocaleLowerCase(common.locale))]);
  return proven ? title : fill(messages.kind.of_found, { kinds: title });
}

/** When the certificate comes; a date is only named where every certificate has one. */
export function whenText(context: Context, { undated, completion, assessment }: Way): string {
  if (undated > 0) return fill(messages.undated, { count: undated });
  const { courses, program } = assessment;
  const status = weakest(courses.flatMap((course) => dateStatus(context, course) ?? []));
  const text = when(context, completion, program.verdict);
  return notCurrent(status, text) ?? text;
}

/** A range as briefly as it can be said among others of its kind. */
function shortWhen(context: Context, range: DateRange): string {
  const { from, to, basis } = range;
  if (to !== "open" || typeof from === "string") return when(context, range, "on_course");
  const text = fill(messages.short.open, { from: date(context, from.at) });
  return basis === "projected" ? fill(messages.short.projected, { when: text }) : text;
}

/** The day on which the certificate comes at the earliest, where that is known. */
export function dayOf({ undated, completion: { from } }: Way): string | undefined {
  return undated > 0 || typeof from === "string" ? undefined : from.at.slice(0, 10);
}

/** When the certificate comes, in few words. */
export function shortWhenText(context: Context, way: Way): string {
  return way.undated > 0 ? messages.undated_short : shortWhen(context, way.completion);
}

export function costText({ assessment, to_pay, unpublished_fees }: Way): string {
  const { cost, courses } = assessment;
  const text = amountRange(to_pay, cost.currency, unpublished_fees);
  return notCurrent(totalStatus(cost, courses), text) ?? text;
}

/** How much is studied at the busiest time. */
type Load = Pick<Way, "peak_hours" | "peak_unstated" | "undated_sessions">;

/** What is studied, and how much of it at the busiest time. */
export type Studied = Load & Pick<Way, "unlisted"> & {
  sessions: readonly Pick<WaySession, "course" | "from">[];
};

export function hoursText(context: Context, way: Studied): string {
  const courses = way.sessions.map((session) => courseOf(context, session.course));
  const status = weakest(courses.flatMap((course) => course?.hours_per_week?.status ?? []));
  const text = statedHours(way);
  // Hours that no course states are no least.
  const isLeast = isLeastLoad(way) && way.peak_hours > 0;
  return loadText(way, notCurrent(status, text) ?? text, isLeast);
}

export function atOnceText(way: Way): string {
  return loadText(way, String(way.courses_at_once));
}

/** Of what no source lists nothing is known. */
function loadText(way: Studied, load: string, isLeast = isLeastLoad(way)): string {
  if (way.sessions.length === 0 && way.unlisted.length > 0) return messages.load.none;
  return isLeast ? fill(messages.load.at_least, { load }) : load;
}

/** Whether the load is known in part, and leaves something out that may add to it. */
export function isLeastLoad({ sessions, undated_sessions, unlisted }: Studied): boolean {
  const leavesOut = undated_sessions > 0 || unlisted.length > 0;
  return leavesOut && sessions.length > 0;
}

/** What is said of sessions that the load counts by themselves, because they have no dates. */
export function notCountedText(way: Way): string | undefined {
  const count = way.undated_sessions;
  if (way.unlisted.length > 0) return messages.load.unlisted;
  if (count === 0) return undefined;
  if (count === way.sessions.length) return messages.load.remark;
  return fill(messages.load.some, { count });
}

function hoursOfAnother(way: Load): string {
  const isLeast = way.undated_sessions > 0 && way.peak_hours > 0;
  return isLeast ? fill(messages.load.at_least, { load: statedHours(way) }) : statedHours(way);
}

function statedHours({ peak_hours, peak_unstated }: Load): string {
  if (peak_unstated > 0 && peak_hours === 0) {
    return fill(messages.hours_only, { count: peak_unstated });
  }
  const hours = fill(messages.hours, { count: peak_hours });
  if (peak_unstated === 0) return hours;
  return fill(messages.hours_and, { hours, count: peak_unstated });
}

/** What matters of a way, in one phrase. */
export function factsText(context: Context, way: Way): string {
  return fill(isLeastLoad(way) ? messages.facts_at_least : messages.facts, {
    when: whenText(context, way),
    cost: costText(way),
    hours: hoursText(context, way),
  });
}

export function trackTitle(context: Context, id: string): string {
  const tracks = tracksOf(context.program.requirement.value);
  return tracks.find((track) => track.id === id)?.title ?? id;
}

/** From when to when, with a word on the source where that is not the platform as it is today. */
function spanText(context: Context, session: WaySession): string | undefined {
  const { course, run, from, to, under_way } = session;
  // What is under way is studied from today on, but it did not start today.
  const dates = under_way ? span(undefined, to) : span(from, to);
  return notCurrent(runStatus(courseOf(context, course), run), dates);
}

/** The closing dates that nobody states. */
export function deadlinesText(
  context: Context,
  deadlines: readonly UnknownDeadline[],
): string | undefined {
  if (deadlines.length === 0) return undefined;
  const said = deadlines.map(({ course, run, closing }) =>
    fill(messages.deadline[closing], {
      course: courseName(context, course),
      run: optionalSession(context, run),
    }),
  );
  return clauses(said);
}

/** What stands in for a session that is not known. */
function noSessionText(context: Context, { unknown_deadlines }: WaySession): string {
  const deadlines = deadlinesText(context, unknown_deadlines);
  if (deadlines === undefined) return messages.session.none;
  return fill(messages.session.not_counted_on, { deadlines });
}

/** The session of a way with its dates and hours. */
export function sessionText(context: Context, session: WaySession, way?: Way): string {
  const words = messages.session;
  const { run, hours, projected, failed, under_way } = session;
  const status = courseOf(context, session.course)?.hours_per_week?.status;
  const dates = spanText(context, session);
  const parts = [
    optionalSession(context, run) ??
      (dates === undefined ? noSessionText(context, session) : undefined),
    dates ?? (run === undefined ? undefined : words.undated),
    hours === undefined ? words.no_hours : notCurrent(status, fill(words.hours, { count: hours })),
    under_way ? words.under_way : undefined,
    failed ? words.failed : undefined,
    projected ? words.projected : undefined,
    way !== undefined && isAfter(way, session) ? words.after : undefined,
  ];
  return facts(parts);
}

/** Whether a session begins when the certificate is there: it is in the way for another reason. */
function isAfter(way: Way, { from }: WaySession): boolean {
  const day = dayOf(way);
  return day !== undefined && from !== undefined && from > day;
}

/** The sessions by when they are, each time with its courses. */
export function sessionTimes(
  context: Context,
  sessions: readonly WaySession[],
): { times: string; courses: string }[] {
  const words = messages.session;
  const lines = new Map<string, string[]>();
  for (const session of sessions) {
    const { run, projected, under_way } = session;
    const dates = spanText(context, session);
    const times = [
      optionalSession(context, run),
      dates ?? (run === undefined ? noSessionText(context, session) : words.undated),
      projected ? words.projected : undefined,
      under_way ? words.under_way : undefined,
    ].filter((part) => part !== undefined);
    const line = facts(times);
    const course = session.failed ? aside(session.course, words.failed) : session.course;
    lines.set(line, [...(lines.get(line) ?? []), course]);
  }
  return [...lines].map(([times, courses]) => ({ times, courses: items(courses) }));
}

/** The dates of a session, where it is told from others by them. */
export function datesText(context: Context, session: WaySession): string {
  const words = messages.session;
  const { run, projected, failed } = session;
  const dates =
    spanText(context, session) ??
    (run === undefined ? noSessionText(context, session) : about(run, words.undated));
  const parts = [dates, projected ? words.projected : undefined, failed ? words.failed : undefined];
  return facts(parts);
}

/** A wish as the learner made it. */
export function wishText(context: Context, wishes: Wishes, wish: Wish, currency: string): string {
  const words = messages.wish;
  const count = (message: Message, number = 0, values = {}) =>
    fill(message, { count: number, ...values });
  const course = (id: CourseId | undefined) => (id === undefined ? "" : courseName(context, id));
  switch (wish.wish) {
    case "start_from":
      return fill(words.start_from, { date: optionalDate(context, wishes.start_from) });
    case "ready_by":
      return fill(words.ready_by, { date: optionalDate(context, wishes.ready_by) });
    case "hours_per_week":
      return count(words.hours_per_week, wishes.hours_per_week);
    case "hours_between": {
      const between = wishes.hours_between?.[wish.index];
      const dates = {
        from: optionalDate(context, between?.from),
        to: optionalDate(context, between?.to),
      };
      return count(words.hours_between, between?.hours, dates);
    }
    case "courses_at_once":
      return count(words.courses_at_once, wishes.courses_at_once);
    case "budget":
      return fill(words.budget, { amount: amount(wishes.budget ?? "0", currency) });
    case "track":
      return fill(words.track, { track: trackTitle(context, wishes.track ?? "") });
    case "without_track": {
      const track = trackTitle(context, wishes.without_tracks?.[wish.index] ?? "");
      return fill(words.without_track, { track });
    }
    case "with_course":
      return fill(words.with_course, { course: course(wishes.with_courses?.[wish.index]) });
    case "without_course":
      return fill(words.without_course, { course: course(wishes.without_courses?.[wish.index]) });
    case "pinned": {
      const pinned = wishes.pinned?.[wish.index];
      const session = pinned && sessionName(context, pinned.run);
      return fill(words.pinned, { session, course: course(pinned?.course) });
    }
    case "published_only":
      return words.published_only;
    case "failures": {
      const expected = wishes.failures?.[wish.index];
      return count(words.failures, expected?.times, { course: course(expected?.course) });
    }
    case "certificate_margin":
      return count(words.certificate_margin, wishes.certificate_margin_days);
    default:
      return never(wish);
  }
}

/** What would do in place of a wish. */
export function relaxedText(
  context: Context,
  wishes: Wishes,
  { wish }: Obstacle,
  instead: Relaxation,
  currency: string,
): string {
  const words = messages.relaxed;
  switch (instead.type) {
    case "without":
      return words.without;
    case "amount": {
      const before = amount(wishes.budget ?? "0", currency);
      return fill(words.budget, { amount: amount(instead.amount, currency), before });
    }
    case "day": {
      const isStart = wish.wish === "start_from";
      const before = isStart ? wishes.start_from : wishes.ready_by;
      const distance = before === undefined ? undefined : distanceText(before, instead.day);
      const message = isStart ? words.start_from : words.ready_by;
      return fill(message, { date: date(context, instead.day), distance });
    }
    case "number":
      return numberText(context, wishes, wish, instead.number);
    default:
      return never(instead);
  }
}

function numberText(context: Context, wishes: Wishes, wish: Wish, number: number): string {
  const words = messages.relaxed;
  switch (wish.wish) {
    case "hours_between": {
      const between = wishes.hours_between?.[wish.index];
      const from = optionalDate(context, between?.from);
      const to = optionalDate(context, between?.to);
      return fill(words.hours_between, { number, before: between?.hours, from, to });
    }
    case "courses_at_once":
      return fill(words.courses_at_once, { number, before: wishes.courses_at_once });
    case "certificate_margin":
      return fill(words.margin, { number, before: wishes.certificate_margin_days });
    case "failures": {
      const expected = wishes.failures?.[wish.index];
      const course = expected?.course;
      return fill(words.failures, { course, number, before: expected?.times });
    }
    default:
      return fill(words.hours, { number, before: wishes.hours_per_week });
  }
}

/** How far two days lie apart, in the unit that says it best. */
function distanceText(one: string, other: string): string {
  const words = messages.distance;
  const days = Math.abs(Date.parse(one) - Date.parse(other)) / DAY_MILLISECONDS;
  const [message, count] =
    days < 60
      ? [words.day, days]
      : days < 730
        ? [words.month, Math.round(days / 30.44)]
        : [words.year, Math.round(days / 365.25)];
  return fill(message, { count });
}

/** Why the certificate does not come earlier; courses without a session are said in one. */
export function bindingTexts(
  context: Context,
  wishes: Wishes,
  bindings: readonly Binding[],
  currency: string,
): string[] {
  const listed = (type: "date_not_stated" | "may_not_count" | "not_published") => {
    const courses = bindings.flatMap((one) =>
      one.type === type ? courseName(context, one.course) : [],
    );
    const text = messages.binding[type];
    return courses.length === 0 ? [] : [fill(text, { courses: conjunction(courses) })];
  };
  const deadlines = deadlinesText(
    context,
    bindings.flatMap((one) => (one.type === "deadline_not_published" ? one.deadline : [])),
  );
  const said = new Set(["not_published", "date_not_stated", "may_not_count", "deadline_not_published"]);
  const others = bindings.filter(({ type }) => !said.has(type));
  return [
    ...listed("not_published"),
    ...listed("date_not_stated"),
    ...listed("may_not_count"),
    ...(deadlines === undefined
      ? []
      : [fill(messages.binding.deadline_not_published, { deadlines })]),
    ...others.map((one) => bindingText(context, wishes, one, currency)),
  ];
}

function bindingText(
  context: Context,
  wishes: Wishes,
  binding: Binding,
  currency: string,
): string {
  const words = messages.binding;
  switch (binding.type) {
    case "wishes": {
      const texts = binding.wishes.map((wish) => wishText(context, wishes, wish, currency));
      const isDated = typeof binding.earliest.from !== "string";
      return fill(texts.length > 1 ? words.wishes : words.wish, {
        wish: conjunction(texts),
        when: isDated ? shortWhen(context, binding.earliest) : undefined,
      });
    }
    case "no_earlier_session": {
      const { run, ends, terms, projected } = binding;
      const forms = words.no_earlier_session;
      return fill(projected ? forms.projected : forms.published, {
        course: courseName(context, binding.course),
        run: optionalSession(context, run),
        ends: optionalDate(context, ends),
        terms: terms.length === 0 ? undefined : conjunction(terms),
      });
    }
    case "own_pace":
      return fill(words.own_pace, {
        course: courseName(context, binding.course),
        from: optionalDate(context, binding.from),
        to: optionalDate(context, binding.to),
      });
    case "not_together": {
      const courses = binding.courses.map((course) => courseName(context, course));
      return fill(words.not_together, { courses: conjunction(courses) });
    }
    case "needs_first":
      return fill(binding.stated ? words.needs_first : words.may_need_first, {
        course: courseName(context, binding.course),
        run: optionalSession(context, binding.run),
        first: courseName(context, binding.first),
        when: shortWhen(context, binding.first_from),
      });
    case "not_published":
    case "date_not_stated":
    case "may_not_count":
      return fill(words[binding.type], { courses: courseName(context, binding.course) });
    case "not_counted_on":
    case "not_dated": {
      const runs = binding.runs.map((run) => sessionName(context, run));
      return fill(words[binding.type], {
        course: courseName(context, binding.course),
        runs: conjunction(runs),
      });
    }
    case "program_certificate":
      return fill(words.program_certificate, { program: programTitle(context, binding.program) });
    case "deadline_not_published": {
      const deadlines = deadlinesText(context, [binding.deadline]);
      return fill(words.deadline_not_published, { deadlines });
    }
    case "another_way":
      return fill(words.another_way, {
        when: shortWhen(context, binding.earliest),
        cost: amountRange(binding.to_pay, currency),
        hours: hoursOfAnother(binding),
      });
    default:
      return never(binding);
  }
}

/** What failing a course once would mean. */
export function slackText(
  context: Context,
  wishes: Wishes,
  slack: Slack,
  currency: string,
): string {
  const words = messages.slack;
  if (slack.completion === undefined) {
    return slack.attempts_used === true ? words.attempts_used : words.none;
  }
  const values = {
    days: slack.days_later,
    when: shortWhen(context, slack.completion),
    extra: extraText(slack.extra, currency),
  };
  const { heavier } = slack;
  const missed = slack.missed?.map((wish) => wishText(context, wishes, wish, currency)) ?? [];
  const time = heavier === undefined ? undefined : fill(messages.hours, { count: heavier });
  return sentences([
    fill(formOf(slack), values),
    ...(time === undefined ? [] : [fill(words.heavier, { time: fill(messages.load.at_least, { load: time }) })]),
    ...(slack.taken.length === 0 ? [] : [fill(words.taken, { sessions: items(slack.taken.map((one) => named(context, one))) })]),
    ...(missed.length === 0 ? [] : [fill(words.missed, { wishes: items(missed) })]),
  ]);
}

/** A session with its course, as briefly as can be. */
function named(context: Context, { course, run }: WaySession): string {
  const session = optionalSession(context, run) ?? messages.session.none;
  return fill(messages.session.line, { course: courseName(context, course), session });
}

function formOf({ completion, days_later }: Slack): Message {
  const words = messages.slack;
  if (days_later === 0) return words.not_later;
  if (completion?.from === "unknown") return words.unknown;
  return days_later === undefined ? words.undated : words.later;
}

/** What is to be paid beyond the way as it is. */
function extraText(extra: AmountRange | undefined, currency: string): string {
  const words = messages.slack;
  if (extra === undefined) return words.extra_unknown;
  const { low, high } = extra;
  if (high === undefined) {
    const more = { amount: amount(low, currency) };
    return Number(low) === 0 ? words.extra_unknown : fill(words.extra_at_least, more);
  }
  if (Number(high) === 0) return words.extra_none;
  return fill(words.extra, { amount: amountRange(extra, currency) });
}

export function listed(texts: readonly string[]): string {
  return conjunction(texts);
}
