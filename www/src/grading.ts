// What a grading policy says of a whole course, as `src/grading/stated.rs` reads it.

import type { CourseFile, Fact } from "../generated/certificate_planner.js";

/** The passing score: the lowest cutoff above 0, or the score that stands alone. */
export function passingScore(course: CourseFile): Fact<number> | undefined {
  const policy = course.grading;
  const cutoffs = (policy?.value.cutoffs ?? []).map(({ percent }) => percent);
  const above = cutoffs.filter((percent) => percent > 0);
  if (policy === undefined || above.length === 0) return course.passing_score;
  return { ...policy, value: Math.min(...above) };
}

/** Whether every assignment type is a part of the coursework or of the exam (rule D8). */
export function hasParts(course: CourseFile): boolean {
  const types = course.grading?.value.assignment_types ?? [];
  return types.length > 0 && types.every(({ part }) => part !== undefined);
}
