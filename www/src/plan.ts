// Changes to a plan. A plan is never altered: each change makes a new one.

import type {
  Action,
  CourseId,
  PlanFile,
  PlannedCourseFile,
  PlannedRunFile,
  ProgramId,
  RunId,
} from "../generated/certificate_planner.js";
import { jsonText } from "./json-text.js";

export const FORMAT = 1;

export function emptyPlan(program: ProgramId): PlanFile {
  return { format: FORMAT, program };
}

/** Whether the plan says anything yet. */
export function isEmpty(plan: PlanFile): boolean {
  // What is set aside says nothing of the learner.
  const saysNothing = ["format", "program", "set_aside"];
  return Object.keys(plan).every((key) => saysNothing.includes(key));
}

export function plannedCourse(plan: PlanFile, course: CourseId): PlannedCourseFile {
  return plan.courses?.find((planned) => planned.course === course) ?? { course };
}

export function runsOf(plan: PlanFile, course: CourseId): PlannedRunFile[] {
  return plannedCourse(plan, course).runs ?? [];
}

const sessionKeys = new WeakMap<PlannedRunFile, string>();
let keysGiven = 0;

/** A name for each session of a course that stays its own whatever is changed around it. */
export function runKeys(runs: readonly PlannedRunFile[]): string[] {
  const given = runs.map((run) => keyOf(run));
  return given.map((key, at) => (given.indexOf(key) === at ? key : `${key}-${at}`));
}

function keyOf(run: PlannedRunFile): string {
  const known = sessionKeys.get(run);
  if (known !== undefined) return known;
  keysGiven += 1;
  const key = `s${keysGiven}`;
  sessionKeys.set(run, key);
  return key;
}

/** Changes statements of the plan as a whole; one that is set to `undefined` is dropped. */
export function changePlan(plan: PlanFile, change: Partial<PlanFile>): PlanFile {
  return withoutUndefined({ ...plan, ...change });
}

export function changeCourse(
  plan: PlanFile,
  course: CourseId,
  change: Partial<PlannedCourseFile>,
): PlanFile {
  const changed = withoutUndefined({ ...plannedCourse(plan, course), ...change });
  const says = Object.entries(changed).some(
    ([key, value]) => key !== "course" && !(Array.isArray(value) && value.length === 0),
  );
  const others = plan.courses ?? [];
  const known = others.some((planned) => planned.course === course);
  const courses = known
    ? others.flatMap((planned) => (planned.course !== course ? [planned] : says ? [changed] : []))
    : [...others, changed];
  return changePlan(plan, { courses: courses.length === 0 ? undefined : courses });
}

export function addRun(plan: PlanFile, course: CourseId, run: PlannedRunFile): PlanFile {
  return changeCourse(plan, course, { runs: [...runsOf(plan, course), run] });
}

export function removeRun(plan: PlanFile, course: CourseId, index: number): PlanFile {
  return changeCourse(plan, course, { runs: runsOf(plan, course).filter((_, at) => at !== index) });
}

export function changeRun(
  plan: PlanFile,
  course: CourseId,
  index: number,
  change: Partial<PlannedRunFile>,
): PlanFile {
  const runs = runsOf(plan, course).map((run, at) => {
    if (at !== index) return run;
    const changed = withoutContradiction({ ...run, ...change });
    sessionKeys.set(changed, keyOf(run));
    return changed;
  });
  return changeCourse(plan, course, { runs });
}

/** The plan with a warning set aside, or brought back. */
export function setAside(plan: PlanFile, warning: string, isAside: boolean): PlanFile {
  const others = (plan.set_aside ?? []).filter((other) => other !== warning);
  const set_aside = isAside ? [...others, warning] : others;
  return changePlan(plan, { set_aside: set_aside.length === 0 ? undefined : set_aside });
}

/** The plan with a step taken that was advised; nothing where that changes no plan. */
export function takeStep(plan: PlanFile, action: Action): PlanFile | undefined {
  const taken = afterStep(plan, action);
  return jsonText(taken) === jsonText(plan) ? undefined : taken;
}

function afterStep(plan: PlanFile, action: Action): PlanFile {
  switch (action.type) {
    case "upgrade":
    case "pay":
    case "enroll":
    case "take_later_run":
      return withCertificateTrack(plan, action.course, action.run);
    case "enroll_in_program":
      return changePlan(plan, { program_enrollment: "will_enroll" });
    case "verify_photo_id":
      return changePlan(plan, { photo_id: "will_verify" });
    case "drop_overlapping_run":
      return removeRun(plan, action.course, runIndex(plan, action.course, action.run));
    case "add_courses":
      // Where there is a choice left, the learner makes it.
      return action.count < action.courses.length
        ? plan
        : action.courses.reduce(
            (changed, course) => withCertificateTrack(changed, course, undefined),
            plan,
          );
    case "buy_program":
    case "choose_track":
    case "ask_which_courses":
    case "ask_course_team":
    case "ask_support":
    case "ask_if_offered":
    case "earn_program":
      return plan;
  }
}

/** Where a session stands in the plan, or -1. */
export function runIndex(plan: PlanFile, course: CourseId, run: RunId | undefined): number {
  return runsOf(plan, course).findIndex((planned) => planned.run === run);
}

/** The plan without the statements at these places, such as `courses[0].runs[1].run`. */
export function withoutPlaces(plan: PlanFile, paths: readonly string[]): PlanFile | undefined {
  const runs = new Set<string>();
  const courses = new Set<number>();
  const dropped = new Set<string>();
  for (const path of paths) {
    const { course, run, key } = placeOf(path);
    if (course !== undefined && run !== undefined) runs.add(`${course}/${run}`);
    else if (course !== undefined) courses.add(course);
    else if (key === undefined || key === "program" || key === "format") return undefined;
    else dropped.add(key);
  }
  const kept = Object.entries(plan).filter(([key]) => key !== "courses" && !dropped.has(key));
  return {
    ...Object.fromEntries(kept),
    format: plan.format,
    program: plan.program,
    courses: (plan.courses ?? []).flatMap((planned, at) =>
      courses.has(at)
        ? []
        : planned.runs === undefined
          ? [planned]
          : [{ ...planned, runs: planned.runs.filter((_, run) => !runs.has(`${at}/${run}`)) }],
    ),
  };
}

/** What a path of the plan points at. */
export function placeOf(path: string): { course?: number; run?: number; key?: string } {
  const match = /^courses\[(\d+)\](?:\.runs\[(\d+)\])?/.exec(path);
  if (match === null) return { key: /^\w+/.exec(path)?.[0] };
  const run = match[2] === undefined ? undefined : Number(match[2]);
  return { course: Number(match[1]), run };
}

function withCertificateTrack(plan: PlanFile, course: CourseId, run: RunId | undefined): PlanFile {
  const index = runIndex(plan, course, run);
  const known = runsOf(plan, course)[index];
  const payment = known?.payment === "paid" ? "paid" : "will_pay";
  if (known !== undefined) return changeRun(plan, course, index, { mode: "verified", payment });
  const planned: PlannedRunFile = {
    state: "planned",
    mode: "verified",
    payment,
    result: "will_pass",
  };
  return addRun(plan, course, run === undefined ? planned : { run, ...planned });
}

/** The rules refuse statements that cannot both be true, so a change drops what it contradicts. */
function withoutContradiction(run: PlannedRunFile): PlannedRunFile {
  const { state } = run;
  const isPaidTrack = run.mode !== undefined && run.mode !== "audit";
  const result =
    (state === "planned" && run.result === "passed") ||
    (state === "finished" && run.result === "will_pass") ||
    (run.exam_taken === false && run.result === "will_pass")
      ? undefined
      : run.result;
  const payment = isPaidTrack ? run.payment : undefined;
  const certificate = state === "planned" ? undefined : run.certificate;
  return withoutUndefined({
    ...run,
    result,
    payment,
    paid_amount: payment === "paid" ? run.paid_amount : undefined,
    paid_on: payment === "paid" ? run.paid_on : undefined,
    certificate,
    certificate_on: certificate === "held" ? run.certificate_on : undefined,
    exam_score: run.exam_taken === false ? undefined : run.exam_score,
  });
}

function withoutUndefined<T extends object>(value: T): T {
  const copy = { ...value };
  for (const key of keys(copy)) {
    if (copy[key] === undefined) delete copy[key];
  }
  return copy;
}

function keys<T extends object>(value: T): Array<keyof T> {
  const names: Array<keyof T> = [];
  for (const name in value) names.push(name);
  return names;
}
