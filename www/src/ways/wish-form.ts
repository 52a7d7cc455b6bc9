// The wishes as they are typed, and as they are asked.

import type { CourseId, RunId, TrackId } from "../../generated/certificate_planner.js";
import type { HoursBetween, Wishes } from "../../generated/certificate_planner_proposals.js";

/** The wishes with times that may not be complete yet. */
export type WishForm = Omit<Wishes, "hours_between"> & { hours_between?: Partial<HoursBetween>[] };

/** The wishes that can be asked: a time that is not complete is none yet. */
export function wishesOf(form: WishForm): Wishes {
  const { hours_between = [], ...rest } = form;
  const complete = hours_between.filter(isComplete);
  return complete.length === 0 ? rest : { ...rest, hours_between: complete };
}

/** Puts other wishes in place; what is not complete yet stays. */
export function withWishes(form: WishForm, wishes: Wishes): WishForm {
  const open = (form.hours_between ?? []).filter((between) => !isComplete(between));
  const all = [...(wishes.hours_between ?? []), ...open];
  return changed({ ...wishes, hours_between: all }, {});
}

export function isComplete(between: Partial<HoursBetween>): between is HoursBetween {
  const { from, to, hours } = between;
  return from !== undefined && to !== undefined && hours !== undefined && from <= to;
}

export function isReversed({ from, to }: Partial<HoursBetween>): boolean {
  return from !== undefined && to !== undefined && to < from;
}

/** Changes wishes; what is undefined, false or empty is no wish. */
export function changed(form: WishForm, change: Partial<WishForm>): WishForm {
  const entries = Object.entries({ ...form, ...change });
  return Object.fromEntries(
    entries.filter(([, value]) => {
      const isEmpty = Array.isArray(value) && value.length === 0;
      return value !== undefined && value !== false && !isEmpty;
    }),
  );
}

/** Whether a course may, must or must not be in a way. */
export type CourseWish = "with" | "without";

export function courseWish(form: WishForm, course: CourseId): CourseWish | undefined {
  if (form.with_courses?.includes(course)) return "with";
  return form.without_courses?.includes(course) ? "without" : undefined;
}

export function withCourseWish(
  form: WishForm,
  course: CourseId,
  wish: CourseWish | undefined,
): WishForm {
  const others = (list: CourseId[] = []) => list.filter((other) => other !== course);
  const own = (kind: CourseWish) => (wish === kind ? [course] : []);
  return changed(form, {
    with_courses: [...others(form.with_courses), ...own("with")],
    without_courses: [...others(form.without_courses), ...own("without")],
  });
}

export function pinnedRun(form: WishForm, course: CourseId): RunId | undefined {
  return form.pinned?.find((pinned) => pinned.course === course)?.run;
}

export function withPinnedRun<T extends WishForm>(
  form: T,
  course: CourseId,
  run: RunId | undefined,
): WishForm {
  const others = (form.pinned ?? []).filter((pinned) => pinned.course !== course);
  return changed(form, { pinned: run === undefined ? others : [...others, { course, run }] });
}

export function failuresOf(form: WishForm, course: CourseId): number {
  return form.failures?.find((expected) => expected.course === course)?.times ?? 0;
}

export function withFailures(form: WishForm, course: CourseId, times: number): WishForm {
  const others = (form.failures ?? []).filter((expected) => expected.course !== course);
  return changed(form, { failures: times === 0 ? others : [...others, { course, times }] });
}

export function withTrackLeftOut(form: WishForm, track: TrackId, isOut: boolean): WishForm {
  const others = (form.without_tracks ?? []).filter((other) => other !== track);
  return changed(form, { without_tracks: isOut ? [...others, track] : others });
}
