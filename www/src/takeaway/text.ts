// The plan and its answer as plain text.

import type { Moment, PlannedRunFile, RunAssessment } from "../../generated/certificate_planner.js";
import { isProjected, kindText, lineStatus, sumsOf, totalStatus, totalText } from "../cost-view.js";
import { messages as common } from "../language.js";
import { runsOf } from "../plan.js";
import { type Context, courseName, credential, optionalSession } from "../wording/context.js";
import { deadline, localTime, when } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { about, clauses, items, sentences } from "../wording/list.js";
import { amountRange } from "../wording/money.js";
import { notCurrent, partialDate } from "../wording/source.js";
import { actionText } from "../wording/step.js";
import type { Answered } from "./events.js";
import { messages } from "./messages.js";

/** What fits into a message: whether, when, how much, course by course, and what is next. */
export function text(answered: Answered): string {
  const { context, assessment } = answered;
  const { program, cost } = assessment;
  const named = { credential: credential(context) };
  const parts = [
    [
      context.program.title,
      fill(common.program_verdict[program.verdict], named),
      fill(messages.line.when, { when: when(context, program.certificate, program.verdict) }),
      fill(messages.line.how_much, {
        amount: notCurrent(totalStatus(cost, assessment.courses), totalText(cost)),
      }),
      ...sumsOf(cost).map(([name, sum]) => about(name, sum)),
    ],
    section(messages.heading.courses, courseLines(answered)),
    section(messages.heading.next, stepLines(answered)),
    section(messages.heading.costs, costLines(answered)),
    [
      fill(messages.detail.as_of, { date: partialDate(context.catalog.as_of) }),
      sentences([common.not.admission, common.not.credit, common.not.job]),
      fill(common.when.now, { now: localTime(context.now) }),
    ],
  ];
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`)];
}

/** The session of each course that counts; beside it, the others of the plan with what comes of them. */
function courseLines({ context, plan, assessment }: Answered): string[] {
  const { line } = messages;
  return assessment.courses.flatMap(({ course, verdict, certificate, runs, counted_run = 0 }) => {
    const isDated = verdict === "on_course" || verdict === "earned" || verdict === "undetermined";
    const planned = runsOf(plan, course);
    return runs.map((run, at) => {
      const isCounted = at === counted_run;
      return fill(isCounted && isDated ? line.course : line.course_without_date, {
        course: courseName(context, course),
        verdict: isCounted ? common.verdict[verdict] : outcome(run, planned[at]),
        session: optionalSession(context, run.run),
        when: when(context, certificate, verdict),
      });
    });
  });
}

/** What comes of a session that does not count: as the learner says, or else as it is answered. */
function outcome({ verdict }: RunAssessment, planned: PlannedRunFile | undefined): string {
  if (planned?.left !== undefined) return common.leaving[planned.left];
  if (planned?.result !== "not_passed") return common.verdict[verdict];
  return planned.state === "finished" ? common.result.not_passed : common.result.will_not_pass;
}

function stepLines({ context, assessment }: Answered): string[] {
  return assessment.next.map(({ action, by, projected }) => {
    const values = { action: actionText(context, action), date: dueText(context, by, projected) };
    if (!("course" in action)) return fill(messages.line.step_by, values);
    return fill(messages.line.step, { ...values, course: action.course });
  });
}

/** By when, and that nobody has announced it where that is so. */
function dueText(context: Context, by: Moment | undefined, projected: boolean): string | undefined {
  if (by === undefined) return undefined;
  return clauses([deadline(context, by), ...(projected ? [common.when.projected] : [])]);
}

function costLines({ context, assessment: { cost, courses: assessed }, sessions }: Answered): string[] {
  return cost.lines.map((line) => {
    const { courses, count, run, amount, due } = line;
    const [first = common.fee_line.unknown, ...more] = courses;
    const any = fill(messages.any_of, { count, courses: items(courses) });
    const session = optionalSession(context, run);
    return fill(messages.line.cost, {
      name: items([more.length === 0 ? first : any, ...(session === undefined ? [] : [session])]),
      amount: notCurrent(lineStatus(line, assessed), amountRange(amount, cost.currency)),
      kind: kindText(line),
      date: dueText(context, due, isProjected(line, sessions)),
    });
  });
}
