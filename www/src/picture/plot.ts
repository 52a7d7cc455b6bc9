// What the timeline shows, gathered from catalog, plan and assessment. Nothing is decided here.

import type {
  Assessment,
  CourseAssessment,
  CourseFile,
  CourseId,
  DateRange,
  HoursRange,
  Moment,
  PlanFile,
  PlannedRunFile,
  RunAssessment,
  RunFile,
  RunId,
  Session,
  Stated,
  Verdict,
} from "../../generated/certificate_planner.js";
import { runsOf } from "../plan.js";
import { type Context, courseOf } from "../wording/context.js";
import { isDay, localDay } from "../wording/date.js";
import { DAY_MILLISECONDS, type Extent, extentOf, timeOf } from "./axis.js";

/** One session of the plan. */
export interface Bar {
  course: CourseId;
  run?: RunId;
  state: PlannedRunFile["state"];
  from?: Moment;
  to?: Moment;
  /** Whether a source says that the session has no end. */
  endless: boolean;
  enrollmentEnd?: Stated;
  upgradeDeadline?: Stated;
  certificate: DateRange;
  verdict: Verdict;
  projected: boolean;
  left: boolean;
  failed: boolean;
  selfPaced: boolean;
  hours?: HoursRange;
}

/** The sessions of one course. */
export interface Row {
  course: CourseId;
  verdict: Verdict;
  bars: Bar[];
  /** Whether it has a proctored exam; its date stands in no source. */
  exam?: boolean;
  /** When the program certificate comes if the course is failed once. */
  slack?: DateRange;
}

/** A stretch of whole days with the same load. */
export interface Stretch {
  from: number;
  /** Where the day after the last one begins. */
  to: number;
  min: number;
  max: number;
  /** How many sessions in it state no hours. */
  unstated: number;
}

export interface Plot {
  extent: Extent;
  rows: Row[];
  certificate: DateRange;
  verdict: Verdict;
  load: Stretch[];
}

/** What a picture is drawn of. */
export interface Subject {
  plan: PlanFile;
  assessment: Assessment;
  sessions(course: CourseId): readonly Session[];
  /** From when to when sessions are studied, where that was worked out. */
  spans?: readonly { course: CourseId; run?: RunId; from?: Moment; to?: Moment; failed: boolean }[];
  /** When the program certificate comes, where that was worked out apart. */
  certificate?: DateRange;
  slack?: readonly { course: CourseId; completion?: DateRange }[];
}

/** How far back the picture reaches: what was long ago would press the rest together. */
const PAST_DAYS = 400;

/** How long a date range is drawn that has no end. */
const OPEN_DAYS = 75;

export function plotOf(context: Context, subject: Subject): Plot | undefined {
  const rows = subject.assessment.courses
    .flatMap((course) => rowOf(context, subject, course) ?? [])
    .sort((one, other) => firstTime(one) - firstTime(other));
  if (rows.length === 0) return undefined;
  const { verdict } = subject.assessment.program;
  const certificate = subject.certificate ?? subject.assessment.program.certificate;
  const now = Date.parse(context.now);
  const bars = rows.flatMap((row) => row.bars);
  const times = [
    now,
    ...bars.flatMap((bar) => [bar.from, bar.to, bar.enrollmentEnd, bar.upgradeDeadline].flatMap(known)),
    ...[{ certificate, verdict }, ...bars].flatMap((one) => {
      const { from, to } = coming(one) ?? {};
      return [from, to].filter((time) => time !== undefined);
    }),
    ...rows.flatMap(({ slack }) => (slack === undefined ? [] : (drawn(slack)?.from ?? []))),
  ];
  const earliest = now - PAST_DAYS * DAY_MILLISECONDS;
  const extent = extentOf(times.map((time) => Math.max(time, earliest)));
  return { extent, rows, certificate, verdict, load: loadOf(bars, extent.to) };
}

function known(moment: Stated | undefined): number[] {
  return moment === undefined || moment === "none" ? [] : [timeOf(moment)];
}

/** From when to when a date range is drawn, and whether it fades because it has no end. */
export function drawn(range: DateRange): { from: number; to: number; isOpen: boolean } | undefined {
  const { from, to } = range;
  if (typeof from === "string") return undefined;
  const begin = timeOf(from.at);
  if (typeof to === "string") {
    return { from: begin, to: begin + OPEN_DAYS * DAY_MILLISECONDS, isOpen: true };
  }
  return { from: begin, to: Math.max(timeOf(to.at), begin), isOpen: false };
}

/** From when to when a certificate is drawn: not at all where none comes with this plan, as the table says. */
export function coming(of: Pick<Bar, "certificate" | "verdict"> & { failed?: boolean }): ReturnType<typeof drawn> {
  const comes = of.verdict !== "needs_change" && of.verdict !== "not_reachable" && of.failed !== true;
  return comes ? drawn(of.certificate) : undefined;
}

function rowOf(context: Context, subject: Subject, answer: CourseAssessment): Row | undefined {
  const course = courseOf(context, answer.course);
  const runs = runsOf(subject.plan, answer.course);
  if (runs.length === 0) return undefined;
  const bars = runs.map((run, at) => barOf(context, subject, answer, run, at));
  return {
    course: answer.course,
    verdict: answer.verdict,
    bars,
    exam: course?.proctored_exam?.value,
    slack: subject.slack?.find((one) => one.course === answer.course)?.completion,
  };
}

function barOf(
  context: Context,
  { sessions, spans = [] }: Subject,
  answer: CourseAssessment,
  run: PlannedRunFile,
  at: number,
): Bar {
  const course = courseOf(context, answer.course);
  const listed = course?.runs?.find((known) => known.id === run.run);
  const session = sessions(answer.course).find((known) => known.run === run.run);
  const span = spans.find((one) => one.course === answer.course && one.run === run.run);
  const assessed = answer.runs[at];
  // Where a session goes on for others, the learner's own is over once it is passed.
  const own = run.passed_on ?? (run.state === "finished" ? run.certificate_on : undefined);
  const end = session?.end ?? (listed?.end === "none" ? own : listed?.end);
  return {
    course: answer.course,
    run: run.run,
    state: run.state,
    from: span?.from ?? session?.start ?? listed?.start,
    to: span?.to ?? end,
    endless: span?.to === undefined && end === undefined && listed?.end === "none",
    enrollmentEnd: session?.enrollment_end ?? listed?.enrollment_end,
    upgradeDeadline: session?.upgrade_deadline ?? listed?.upgrade_deadline,
    certificate: assessed?.certificate ?? answer.certificate,
    verdict: assessed === undefined ? answer.verdict : verdictOf(answer, assessed),
    projected: session?.projected ?? assessed?.certificate.basis === "projected",
    left: run.left !== undefined,
    failed: span?.failed ?? (run.result === "not_passed" && run.state !== "finished"),
    selfPaced: pacingOf(course, listed) === "self_paced",
    hours: course?.hours_per_week?.value,
  };
}

/**
 * What stands against a session as it is planned stands there whatever else is open: an audit earns no
 * certificate, though it is not known whether it can still be upgraded (rule A2).
 */
function verdictOf(answer: CourseAssessment, { verdict, reasons }: RunAssessment): Verdict {
  const earnsNone = answer.counted_run === undefined || reasons.some(({ effect }) => effect === "against");
  return verdict === "undetermined" && earnsNone ? "needs_change" : verdict;
}

function pacingOf(course: CourseFile | undefined, run: RunFile | undefined) {
  return run?.pacing ?? course?.pacing?.value;
}

function firstTime({ bars }: Row): number {
  const times = bars.flatMap((bar) => {
    const [start] = [...known(bar.from), ...known(bar.to)];
    return start ?? coming(bar)?.from ?? [];
  });
  return times.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...times);
}

/** The day of a moment, as the reader has it. */
function dayOf(moment: Moment): number {
  return timeOf(isDay(moment) ? moment : localDay(moment));
}

/** The load that the picture shows; what was studied long before stands in the table alone. */
export function loadInSight({ load, extent }: Plot): Stretch[] {
  return load.filter(({ to }) => to > extent.from);
}

/** The hours of all sessions at once, from each beginning or end to the next; a session takes its last day, too. */
function loadOf(bars: readonly Bar[], endOfPicture: number): Stretch[] {
  const dated = bars.flatMap(({ from, to, endless, state, left, hours }) => {
    const last = to !== undefined ? dayOf(to) + DAY_MILLISECONDS : undefined;
    const end = last ?? (endless && state !== "finished" ? endOfPicture : undefined);
    return from === undefined || end === undefined || left ? [] : [{ from: dayOf(from), to: end, hours }];
  });
  const edges = [...new Set(dated.flatMap(({ from, to }) => [from, to]))].sort(
    (one, other) => one - other,
  );
  return edges.slice(1).flatMap((to, at) => {
    const from = edges[at] ?? to;
    const running = dated.filter((bar) => bar.from < to && bar.to > from);
    if (running.length === 0) return [];
    const sum = (end: "min" | "max") =>
      running.reduce((hours, bar) => hours + (bar.hours?.[end] ?? 0), 0);
    const unstated = running.filter(({ hours }) => hours === undefined).length;
    return [{ from, to, min: sum("min"), max: sum("max"), unstated }];
  });
}
