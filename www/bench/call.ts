// The call that is timed: the whole answer to a plan of five courses, as after a keystroke.

import {
  type PlanFile,
  type PlannedCourseFile,
  readCatalog,
} from "../generated/certificate_planner.js";

const now = "2026-11-21T12:00:00Z";

/** Makes everything ready that the page has before it asks, and returns the asking. */
export async function prepare(): Promise<() => unknown> {
  const response = await fetch("catalogs/mitx-dedp.json");
  const reading = readCatalog(await response.text());
  const planner = reading.takePlanner();
  if (planner === undefined) throw new Error("The catalog of the bench cannot be used.");
  const plan: PlanFile = {
    format: 1,
    program: "program-v1:MITx+DEDP",
    program_enrollment: "will_enroll",
    income: { amount: "30000.00", currency: "USD" },
    country: "IN",
    courses: [
      course("14.100x", "1T2027"),
      course("14.310x", "1T2027"),
      course("JPAL102x", "3T2027"),
      course("14.73x", "3T2027"),
      course("14.740x", "2T2027"),
    ],
  };
  const call = () => planner.assess(plan, now);
  // An answer that only says what is wrong with the plan would be a fast one.
  if (!("assessment" in call())) throw new Error("The plan of the bench is refused.");
  return call;
}

function course(id: string, run: string): PlannedCourseFile {
  return {
    course: id,
    runs: [
      {
        run,
        state: "planned",
        mode: "verified",
        payment: "will_pay",
        coursework_score: 70,
        exam_score: 60,
      },
    ],
  };
}
