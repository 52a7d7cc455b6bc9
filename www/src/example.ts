// What a first visitor sees: a plan in the middle of a program.

import type { CatalogFile, PlanFile, PlannedRunFile } from "../generated/certificate_planner.js";
import { FORMAT } from "./plan.js";

const nextSpring: PlannedRunFile = {
  run: "1T2027",
  state: "planned",
  mode: "verified",
  payment: "will_pay",
  result: "will_pass",
};

const example: PlanFile = {
  format: FORMAT,
  program: "mitx-sds",
  track: "general",
  program_enrollment: "will_enroll",
  courses: [
    {
      course: "6.431x",
      runs: [{ state: "finished", mode: "verified", payment: "paid", certificate: "held" }],
    },
    {
      course: "18.6501x",
      runs: [
        {
          run: "3T2026",
          state: "in_progress",
          mode: "verified",
          payment: "paid",
          result: "will_pass",
        },
      ],
    },
    { course: "6.86x", runs: [nextSpring] },
    { course: "6.419x", runs: [nextSpring] },
    {
      course: "DS.CFx",
      runs: [{ state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" }],
    },
  ],
};

/** The example plan, where the catalog has its program and courses. */
export function exampleFor(catalog: CatalogFile): PlanFile | undefined {
  const hasProgram = catalog.programs.some((program) => program.id === example.program);
  const hasCourses = example.courses?.every(({ course }) =>
    catalog.courses.some((known) => known.id === course),
  );
  return hasProgram && hasCourses === true ? example : undefined;
}
