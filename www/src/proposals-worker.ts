// The worker in which the best ways are found, so that the page never waits for them.

import init, {
  type Explanation,
  type Instant,
  type PlanFile,
  type Planner,
  type Problem,
  type Proposals,
  type Repair,
  type Wishes,
  readCatalog,
} from "../generated/certificate_planner_proposals.js";

/** What the worker is asked; the catalog comes first and stays. */
export type ProposalsQuestion =
  | { kind: "catalog"; text: string }
  | { kind: "propose"; id: number; plan: PlanFile; wishes: Wishes; now: Instant }
  | { kind: "explain"; id: number; plan: PlanFile; wishes: Wishes; now: Instant; way: PlanFile }
  | { kind: "repair"; id: number; plan: PlanFile; now: Instant };

/** What it answers, under the id of the question. */
export type ProposalsReply =
  | { id: number; proposals: Proposals }
  | { id: number; explanation: Explanation | null }
  | { id: number; repair: Repair }
  | { id: number; problems: Problem[] }
  | { id: number; failed: true };

const ready = init({
  module_or_path: new URL("certificate_planner_proposals_bg.wasm", import.meta.url),
});
let planner: Planner | undefined;

addEventListener("message", ({ data }: MessageEvent<ProposalsQuestion>) => {
  void answer(data);
});

async function answer(question: ProposalsQuestion): Promise<void> {
  try {
    await ready;
    if (question.kind === "catalog") {
      planner?.free();
      planner = readCatalog(question.text).takePlanner();
    } else if (planner === undefined) {
      reply({ id: question.id, failed: true });
    } else {
      reply({ id: question.id, ...asked(planner, question) });
    }
  } catch {
    if (question.kind !== "catalog") reply({ id: question.id, failed: true });
  }
}

function asked(planner: Planner, question: Exclude<ProposalsQuestion, { kind: "catalog" }>) {
  switch (question.kind) {
    case "propose":
      return planner.propose(question.plan, question.wishes, question.now);
    case "explain":
      return planner.explain(question.plan, question.wishes, question.now, question.way);
    case "repair":
      return planner.repair(question.plan, question.now);
  }
}

function reply(message: ProposalsReply): void {
  postMessage(message);
}
