// How much a plan asks for at its busiest time.

import type { CourseId, PlanFile } from "../../generated/certificate_planner.js";
import type { OpenCatalog } from "../engine.js";
import { runsOf } from "../plan.js";
import { type Context, courseOf } from "../wording/context.js";

/** A session to study, with its dates as far as they are known. */
export interface Study {
  course: CourseId;
  run?: string;
  from?: string;
  to?: string;
  projected: boolean;
}

/** Like a way that is found: a course that states no hours counts like the one that states most. */
export interface Load {
  sessions: Study[];
  peak_hours: number;
  /** How many courses at that time state no hours. */
  peak_unstated: number;
  /** How many sessions are counted in no week, since their dates are not known. */
  undated_sessions: number;
  unlisted: string[];
}

/** The sessions of a plan that are under way or to come. */
export function studiesOf(context: Context, catalog: OpenCatalog, plan: PlanFile): Study[] {
  const listed = catalog.sessions(plan.program, context.now);
  return (plan.courses ?? []).flatMap(({ course }) =>
    runsOf(plan, course)
      .filter(({ state, left }) => state !== "finished" && left === undefined)
      .map(({ run }) => {
        const { sessions = [] } = listed.find((one) => one.course === course) ?? {};
        const known = sessions.find((session) => session.run === run);
        const stated = courseOf(context, course)?.runs?.find(({ id }) => id === run);
        const end = known?.end ?? (stated?.end === "none" ? undefined : stated?.end);
        return {
          course,
          ...(run !== undefined && { run }),
          ...definedDates(known?.start ?? stated?.start, end),
          projected: known?.projected ?? false,
        };
      }),
  );
}

function definedDates(from: string | undefined, to: string | undefined): { from?: string; to?: string } {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** The most hours a week at any time, over the sessions with dates. */
export function loadOf(context: Context, catalog: OpenCatalog, plan: PlanFile): Load {
  const hoursOf = (course: CourseId) => courseOf(context, course)?.hours_per_week?.value.max;
  const most = Math.max(0, ...catalog.file.courses.map(({ id }) => hoursOf(id) ?? 0));
  const sessions = studiesOf(context, catalog, plan);
  const loads = sessions.map(({ from }) => {
    const at = sessions.filter((one) => from !== undefined && isDuring(one, from));
    const unstated = at.filter(({ course }) => hoursOf(course) === undefined).length;
    const hours = at.reduce((sum, { course }) => sum + (hoursOf(course) ?? most), 0);
    return { peak_hours: hours, peak_unstated: unstated };
  });
  const none = { peak_hours: 0, peak_unstated: 0 };
  const isLess = (one: typeof none, other: typeof none) =>
    one.peak_hours - other.peak_hours || one.peak_unstated - other.peak_unstated;
  const peak = loads.reduce((one, other) => (isLess(one, other) < 0 ? other : one), none);
  const undated = sessions.filter(({ from, to }) => from === undefined || to === undefined);
  return { sessions, ...peak, undated_sessions: undated.length, unlisted: [] };
}

/** Every busiest time begins with a session, so the first days are enough to look at. */
function isDuring({ from, to }: Study, at: string): boolean {
  if (from === undefined || to === undefined) return false;
  return from.slice(0, 10) <= at.slice(0, 10) && at.slice(0, 10) <= to.slice(0, 10);
}
