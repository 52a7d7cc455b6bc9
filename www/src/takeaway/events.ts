// What of a plan has a date: deadlines, sessions and expected certificates.

import type {
  Assessment,
  Citation,
  CourseId,
  DateRange,
  Moment,
  PlanFile,
  Remedy,
  RunId,
  Session,
} from "../../generated/certificate_planner.js";
import { isProjected } from "../cost-view.js";
import type { Editor } from "../editor.js";
import { type Context, courseName, courseOf, credential, sessionName } from "../wording/context.js";
import { isDay, when } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { amountRange, isNothing } from "../wording/money.js";
import { partialDate, runStatus, sourceText } from "../wording/source.js";
import { actionText } from "../wording/step.js";
import { messages } from "./messages.js";

export type Kind = "deadline" | "session" | "certificate";

/** Something with a date; a day stays a day, and an instant an instant. */
export interface Event {
  /** The same for the same thing, whenever the plan is taken away again. */
  id: string;
  kind: Kind;
  title: string;
  from: Moment;
  /** The last moment of a range, in the form of `from`. */
  to?: Moment;
  /** Whether it may come otherwise. */
  isTentative: boolean;
  /** What is to be known of it, one sentence each. */
  details: string[];
  course?: CourseId;
  run?: RunId;
  url?: string;
}

/** A plan with its answer. */
export interface Answered {
  context: Context;
  plan: PlanFile;
  assessment: Assessment;
  sessions: Editor["sessions"];
}

/** Everything with a date, by that date. */
export function eventsOf(answered: Answered): Event[] {
  const events = [
    ...deadlines(answered),
    ...payments(answered),
    ...sessions(answered),
    ...certificates(answered),
  ];
  return events.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** How actions are named that settle a fee: to upgrade is to pay. */
function subject({ action }: Remedy): string {
  const type = action.type === "upgrade" ? "pay" : action.type;
  const course = "course" in action ? action.course : "";
  const run = "run" in action ? (action.run ?? "") : "";
  return [type, course, run].filter((word) => word !== "").join("-");
}

function deadlines({ context, assessment }: Answered): Event[] {
  const words = messages.event;
  return assessment.next.flatMap((step): Event[] => {
    const { action, by, fee, projected } = step;
    if (by === undefined) return [];
    const course = "course" in action ? action.course : undefined;
    const run = "run" in action ? action.run : undefined;
    const name = course === undefined ? undefined : courseName(context, course);
    const text = actionText(context, action);
    const title =
      name === undefined
        ? fill(words.deadline_of_program, { action: text })
        : fill(words.deadline, { course: course, action: text });
    const amount =
      fee === undefined || isNothing(fee) ? [] : [amountRange(fee, assessment.cost.currency)];
    return [
      {
        id: `deadline-${subject(step)}`,
        kind: "deadline",
        title: projected ? fill(words.projected, { title }) : title,
        from: by,
        isTentative: projected || isDoubtful(context, course, run),
        details: [
          ...(name === undefined ? [] : [name]),
          ...sessionLine(context, run),
          ...amount.map((text) => fill(messages.detail.fee, { amount: text })),
          ...(isDay(by) ? [messages.detail.no_time] : []),
          ...(projected ? [messages.detail.projected] : []),
          ...sourcesOf(context, course, run),
        ],
        course,
        run,
        url: urlOf(context, course),
      },
    ];
  });
}

/** Fees with a date that no step speaks of. */
function payments({ context, assessment, sessions }: Answered): Event[] {
  const spoken = assessment.next.map(subject);
  return assessment.cost.lines.flatMap((line): Event[] => {
    const { due, run, amount, kind } = line;
    const course = line.courses[0];
    if (due === undefined || course === undefined || kind !== "to_pay") return [];
    const id = ["pay", course, run ?? ""].filter((word) => word !== "").join("-");
    if (spoken.includes(id)) return [];
    const { currency } = assessment.cost;
    const projected = isProjected(line, sessions);
    const title = fill(messages.event.payment, { course });
    return [
      {
        id: `deadline-${id}`,
        kind: "deadline",
        title: projected ? fill(messages.event.projected, { title }) : title,
        from: due,
        isTentative: projected || isDoubtful(context, course, run),
        details: [
          courseName(context, course),
          ...sessionLine(context, run),
          fill(messages.detail.fee, { amount: amountRange(amount, currency) }),
          ...(isDay(due) ? [messages.detail.no_time] : []),
          ...(projected ? [messages.detail.projected] : []),
          ...sourcesOf(context, course, run),
        ],
        course,
        run,
        url: urlOf(context, course),
      },
    ];
  });
}

/** The beginnings and ends of the sessions that are planned or under way. */
function sessions(answered: Answered): Event[] {
  const { context, plan } = answered;
  return (plan.courses ?? []).flatMap(({ course, runs = [] }) =>
    runs.flatMap((planned): Event[] => {
      if (planned.state === "finished" || planned.left !== undefined) return [];
      const session = answered.sessions(course).find(({ run }) => run === planned.run);
      if (session === undefined) return [];
      const exam = courseOf(context, course)?.proctored_exam?.value === true;
      const more = exam && planned.exam_taken !== false ? [messages.detail.exam] : [];
      return [
        sessionEvent(context, course, session, "starts", session.start, []),
        sessionEvent(context, course, session, "ends", session.end, more),
      ].flatMap((event) => event ?? []);
    }),
  );
}

function sessionEvent(
  context: Context,
  course: CourseId,
  { run, projected }: Session,
  what: "starts" | "ends",
  moment: Moment | undefined,
  more: readonly string[],
): Event | undefined {
  if (moment === undefined) return undefined;
  const title = fill(messages.event[what], { course });
  return {
    id: `${what}-${course}-${run}`,
    kind: "session",
    title: projected ? fill(messages.event.projected, { title }) : title,
    from: moment,
    isTentative: projected || isDoubtful(context, course, run),
    details: [
      courseName(context, course),
      ...sessionLine(context, run),
      ...more,
      ...(projected ? [messages.detail.projected] : []),
      ...sourcesOf(context, course, run),
    ],
    course,
    run,
    url: urlOf(context, course),
  };
}

function certificates({ context, assessment }: Answered): Event[] {
  const { program } = assessment;
  const courses = assessment.courses.flatMap(({ course, verdict, certificate, runs, counted_run }) => {
    if (verdict !== "on_course") return [];
    const run = runs[counted_run ?? 0]?.run;
    const title = fill(messages.event.certificate, { course });
    const id = `certificate-${course}`;
    const details = [courseName(context, course), ...sourcesOf(context, course, run)];
    const event = certificateEvent(context, id, title, certificate, details);
    return event === undefined ? [] : [{ ...event, course, run, url: urlOf(context, course) }];
  });
  if (program.verdict !== "on_course") return courses;
  const named = { credential: credential(context), program: context.program.title };
  const title = fill(messages.event.program_certificate, named);
  const last = certificateEvent(context, "program-certificate", title, program.certificate, []);
  return last === undefined ? courses : [...courses, { ...last, url: context.program.url }];
}

/** No platform promises the day of a certificate, so it is always tentative. */
function certificateEvent(
  context: Context,
  id: string,
  title: string,
  range: DateRange,
  details: readonly string[],
): Event | undefined {
  if (typeof range.from === "string") return undefined;
  const from = range.from.at;
  const to = typeof range.to === "string" ? undefined : range.to.at;
  // A range needs two ends of one form.
  const isRange = to !== undefined && to !== from && isDay(to) === isDay(from);
  return {
    id,
    kind: "certificate",
    title,
    from,
    to: isRange ? to : undefined,
    isTentative: true,
    details: [
      fill(messages.detail.when, { when: when(context, range, "on_course") }),
      ...details,
      fill(messages.detail.as_of, { date: partialDate(context.catalog.as_of) }),
    ],
  };
}

/** Whether the platform itself does not state the dates of a session, or not any more. */
function isDoubtful(
  context: Context,
  course: CourseId | undefined,
  run: RunId | undefined,
): boolean {
  if (course === undefined) return false;
  const status = runStatus(courseOf(context, course), run);
  return status !== undefined && status !== "current";
}

function sessionLine(context: Context, run: RunId | undefined): string[] {
  if (run === undefined) return [];
  return [fill(messages.detail.session, { session: sessionName(context, run) })];
}

function urlOf(context: Context, course: CourseId | undefined): string | undefined {
  return course === undefined ? context.program.url : courseOf(context, course)?.url;
}

/** The source of the dates of a session: its own, or that of the term it is projected from. */
function sourcesOf(
  context: Context,
  course: CourseId | undefined,
  run: RunId | undefined,
): string[] {
  if (course === undefined || run === undefined) return [];
  const listed = courseOf(context, course)?.runs?.find(({ id }) => id === run);
  const cited: Citation | undefined =
    listed ?? context.catalog.terms?.find(({ id }) => run.startsWith(id));
  if (cited === undefined) return [];
  const { title, remark, url } = sourceText(context, cited.source, cited.status);
  return [fill(messages.detail.source, { title, remark, url: url ?? "" }).trim()];
}
