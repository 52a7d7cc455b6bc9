// What would come of it if one thing were otherwise.

import type { CourseId, PlanFile, RunId } from "../../generated/certificate_planner.js";
import type { Proposals, Slack, Way, Wishes } from "../../generated/certificate_planner_proposals.js";
import type { Editor } from "../editor.js";
import { label, messages } from "./messages.js";
import { changeRun } from "../plan.js";
import { tracksOf } from "../requirement-groups.js";
import { fill } from "../wording/fill.js";
import { kindsOf } from "./search.js";
import { withPinnedRun, wishesOf } from "./wish-form.js";

/** Something that could be otherwise. */
export interface WhatIf {
  text: string;
  /** What is to be laid beside the way: it is known, or the best for these wishes, and for this plan. */
  others: Other[];
  /** Whether the way itself is one of those that are compared. */
  withThis: boolean;
}

type Other = { title: () => string } & (Asked | { way: Way });

/** What is still to be found. */
export interface Asked {
  wishes: Wishes;
  plan?: PlanFile;
  /** What is said where there is no way, if it is known why. */
  none?: () => string;
  /** The session that is only assumed to be failed, so that it is not said to be. */
  assumed?: { course: CourseId; run: RunId };
}

const DAY_MILLISECONDS = 24 * 3_600_000;

export function whatIfs(editor: Editor, wishes: Wishes, way: Way): WhatIf[] {
  return [
    ...otherTracks(editor, wishes, way),
    ...termLater(editor, wishes, way),
    ...upgrades(editor, wishes),
  ];
}

function otherTracks({ context }: Editor, wishes: Wishes, way: Way): WhatIf[] {
  return tracksOf(context.program.requirement.value)
    .filter(({ id }) => id !== way.plan.track)
    .map(({ id, title }) => {
      const without = (wishes.without_tracks ?? []).filter((track) => track !== id);
      const others: Wishes = { ...wishes, track: id, without_tracks: without };
      return {
        text: fill(messages.what_if.track, { track: title }),
        others: [{ title: () => fill(messages.what_if.track_title, { track: title }), wishes: others }],
        withThis: true,
      };
    });
}

/**
 * A term later means after everything of the first term has begun; where sessions name no term, in the next third
 * of a year.
 */
function termLater({ context, sessions }: Editor, wishes: Wishes, way: Way): WhatIf[] {
  const first = way.sessions.find((one) => !one.under_way && one.from !== undefined);
  if (first?.from === undefined) return [];
  const term = termOf(first.run);
  const ofTerm = context.catalog.courses
    .flatMap((course) => sessions(course.id))
    .filter((session) => term !== undefined && termOf(session.run) === term)
    .flatMap((session) => session.start?.slice(0, 10) ?? []);
  const last = [first.from, ...ofTerm].sort().at(-1) ?? first.from;
  const later = new Date(Date.parse(last) + DAY_MILLISECONDS);
  if (term === undefined) {
    const month = new Date(first.from).getUTCMonth();
    later.setTime(Date.UTC(new Date(first.from).getUTCFullYear(), month - (month % 4) + 4, 1));
  }
  const start_from = later.toISOString().slice(0, 10);
  const others = [{ title: () => messages.what_if.later_title, wishes: { ...wishes, start_from } }];
  return [{ text: messages.what_if.later, others, withThis: true }];
}

/** The term of a session tag such as 1T2027 or 1T2027a. */
function termOf(run: string | undefined): string | undefined {
  return /^\dT\d{4}/.exec(run ?? "")?.[0];
}

/** For a session that is under way on the Audit track: to upgrade it, or to let it go by. */
function upgrades({ plan, assessment }: Editor, wishes: Wishes): WhatIf[] {
  return (plan.courses ?? []).flatMap(({ course, runs = [] }) => {
    const index = runs.findIndex(({ state, mode }) => state === "in_progress" && mode === "audit");
    const run = runs[index]?.run;
    const assessed = assessment?.courses.find((one) => one.course === course);
    const reasons = (assessed?.runs ?? []).flatMap((one) => one.reasons);
    const canUpgrade = [...reasons, ...(assessed?.reasons ?? [])].some(
      ({ remedy }) => remedy?.action.type === "upgrade",
    );
    if (run === undefined || !canUpgrade) return [];
    const isUnclear = reasons.some(
      ({ because, effect }) => effect === "open" && because.type.startsWith("upgrade_deadline_"),
    );
    const none = isUnclear
      ? () => fill(messages.what_if.deadline_unknown, { course })
      : undefined;
    const others = (wishes.with_courses ?? []).filter((one) => one !== course);
    const wanted = { ...wishes, with_courses: [...others, course] };
    const now = wishesOf(withPinnedRun(wanted, course, run));
    // A session that is not passed earns nothing, so the certificate comes from a later one.
    const waiting = changeRun(plan, course, index, { result: "not_passed" });
    return {
      text: fill(messages.what_if.upgrade, { course }),
      others: [
        { title: () => fill(messages.what_if.now_title, { course }), wishes: now, none },
        { title: () => fill(messages.what_if.wait_title, { course }), wishes: wanted, plan: waiting, assumed: { course, run } },
      ],
      withThis: false,
    };
  });
}

/** Failing a course once, as it is told beside the way. */
export function ifFailed({ course, after }: Slack): WhatIf | undefined {
  if (after === undefined) return undefined;
  return {
    text: label.slack_compare,
    others: [{ title: () => fill(messages.what_if.fail_title, { course }), way: after }],
    withThis: true,
  };
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

