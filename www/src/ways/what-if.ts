// What would come of it if one thing were otherwise.

import type { CourseId } from "../../generated/certificate_planner.js";
import type { Proposals, Way, Wishes } from "../../generated/certificate_planner_proposals.js";
import type { Editor } from "../editor.js";
import messages from "../messages/ways.en.json" with { type: "json" };
import { tracksOf } from "../requirement-groups.js";
import { courseName } from "../wording/context.js";
import { fill } from "../wording/fill.js";
import { kindsOf } from "./search.js";
import { failuresOf, withFailures, withPinnedRun, wishesOf } from "./wish-form.js";

const words = messages.what_if;

/** Something that could be otherwise. */
export interface WhatIf {
  text: string;
  /** The course that is failed in it. */
  failing?: CourseId;
  /** What is to be laid beside the way, each with the wishes under which it is the best. */
  others: { title: string; wishes: Wishes }[];
  /** Whether the way itself is one of those that are compared. */
  withThis: boolean;
}

/** More failures of one course are not tried. */
const FAILURES_MAX = 2;

const DAY_MILLISECONDS = 24 * 3_600_000;

export function whatIfs(editor: Editor, wishes: Wishes, way: Way): WhatIf[] {
  return [
    ...otherTracks(editor, wishes, way),
    ...termLater(editor, wishes, way),
    ...upgrades(editor, wishes),
    ...failures(editor, wishes, way),
  ];
}

function otherTracks({ context }: Editor, wishes: Wishes, way: Way): WhatIf[] {
  return tracksOf(context.program.requirement.value)
    .filter(({ id }) => id !== way.plan.track)
    .map(({ id, title }) => {
      const without = (wishes.without_tracks ?? []).filter((track) => track !== id);
      const others: Wishes = { ...wishes, track: id, without_tracks: without };
      return {
        text: fill(words.track, { track: title }),
        others: [{ title: fill(words.track_title, { track: title }), wishes: others }],
        withThis: true,
      };
    });
}

/** A term later means after everything of the first term has begun. */
function termLater({ context, sessions }: Editor, wishes: Wishes, way: Way): WhatIf[] {
  const first = way.sessions.find((one) => !one.under_way && one.from !== undefined);
  if (first?.from === undefined) return [];
  const term = termOf(first.run);
  const ofTerm = context.catalog.courses
    .flatMap((course) => sessions(course.id))
    .filter((session) => term !== undefined && termOf(session.run) === term)
    .flatMap((session) => session.start?.slice(0, 10) ?? []);
  const last = [first.from, ...ofTerm].sort().at(-1) ?? first.from;
  const start_from = new Date(Date.parse(last) + DAY_MILLISECONDS).toISOString().slice(0, 10);
  const others = [{ title: words.later_title, wishes: { ...wishes, start_from } }];
  return [{ text: words.later, others, withThis: true }];
}

/** The term of a session tag such as 1T2027 or 1T2027a. */
function termOf(run: string | undefined): string | undefined {
  return /^\dT\d{4}/.exec(run ?? "")?.[0];
}

/** For a session that is under way on the Audit track: to upgrade it, or to take the next. */
function upgrades(editor: Editor, wishes: Wishes): WhatIf[] {
  return (editor.plan.courses ?? []).flatMap(({ course, runs = [] }) => {
    const audited = runs.find(({ state, mode }) => state === "in_progress" && mode === "audit");
    const now = audited?.run;
    const start = editor.sessions(course).find((one) => one.run === now)?.start;
    const next = editor
      .sessions(course)
      .filter((one) => one.ended !== "yes" && one.run !== now)
      .find((one) => one.start === undefined || start === undefined || one.start > start);
    if (now === undefined || next === undefined) return [];
    const withCourse = (run: string): Wishes => {
      const others = (wishes.with_courses ?? []).filter((one) => one !== course);
      return wishesOf(withPinnedRun({ ...wishes, with_courses: [...others, course] }, course, run));
    };
    return {
      text: fill(words.upgrade, { course }),
      others: [
        { title: fill(words.now_title, { course }), wishes: withCourse(now) },
        { title: fill(words.wait_title, { course }), wishes: withCourse(next.run) },
      ],
      withThis: false,
    };
  });
}

function failures({ context }: Editor, wishes: Wishes, way: Way): WhatIf[] {
  const ahead = way.sessions.filter((session) => !session.failed);
  return [...new Set(ahead.map((session) => session.course))].flatMap((course: CourseId) => {
    const times = failuresOf(wishes, course) + 1;
    if (times > FAILURES_MAX) return [];
    const failed = wishesOf(withFailures(wishes, course, times));
    return {
      failing: course,
      text: fill(words.fail, { course: courseName(context, course) }),
      others: [{ title: fill(words.fail_title, { course }), wishes: failed }],
      withThis: true,
    };
  });
}

/** The way among others that a learner who likes this one would take. */
export function counterpart(proposals: Proposals, at: number, others: Proposals): Way | undefined {
  const way = proposals.ways[at];
  const [kind] = kindsOf(proposals, at);
  const place = kind === undefined ? undefined : others[kind];
  if (place !== undefined) return others.ways[place];
  const light = others.ways.find((one) => way !== undefined && one.peak_hours <= way.peak_hours);
  return light ?? others.ways[others.earliest ?? 0];
}

