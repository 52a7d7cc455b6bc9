// The call that is timed: a whole plan for a DEDP certificate, from JavaScript object to object.
import { type PlanFile, readCatalog } from "../generated/certificate_planner.js";

const plan: PlanFile = {
  format: 1,
  program: "program-v1:MITx+DEDP",
  program_enrollment: "will_enroll",
  income: { amount: "25000", currency: "USD" },
  country: "US",
  courses: [
    {
      course: "14.100x",
      runs: [{ run: "2T2024", state: "finished", mode: "verified", payment: "paid", score: 81 }],
    },
    {
      course: "14.310x",
      runs: [
        { run: "1T2024", state: "finished", mode: "audit", score: 74 },
        { run: "1T2027", state: "planned", mode: "verified", payment: "will_pay", score: 70 },
      ],
    },
    {
      course: "JPAL102x",
      runs: [
        { run: "1T2027", state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" },
      ],
    },
    {
      course: "14.73x",
      runs: [
        { run: "3T2027", state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" },
      ],
    },
    {
      course: "14.740x",
      runs: [
        { run: "2T2027", state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" },
      ],
    },
  ],
};

/** Makes everything ready that the page has before it asks, and returns the asking. */
export async function prepare(): Promise<() => unknown> {
  const catalog = await fetch("./catalogs/mitx-dedp.json");
  const planner = readCatalog(await catalog.text()).takePlanner();
  if (!planner) throw new Error("The catalog of DEDP cannot be read.");
  const now = "2026-11-21T12:00:00Z";
  const answer = planner.assess(plan, now);
  if (!("assessment" in answer)) throw new Error("The plan for DEDP has a problem.");
  return () => planner.assess(plan, now);
}
