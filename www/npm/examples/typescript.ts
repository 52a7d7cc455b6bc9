import { type PlanFile, type Verdict, loadPlanner } from "certificate-planner";
import catalogFile from "certificate-planner/catalogs/mitx-dedp.json" with { type: "json" };

/** The verdict on a plan, or undefined where the plan cannot be read. */
export async function verdictOf(plan: PlanFile, now: string): Promise<Verdict | undefined> {
  const planner = await loadPlanner();
  const answer = planner.readCatalog(catalogFile).catalog?.assess(plan, now);
  return answer !== undefined && "assessment" in answer
    ? answer.assessment.program.verdict
    : undefined;
}
