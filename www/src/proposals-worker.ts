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
import { proposalsModule } from "#files";

/** What can be asked of the catalog that the worker was given. */
export type ProposalsQuestion =
  | { kind: "propose"; plan: PlanFile; wishes: Wishes; now: Instant }
  | { kind: "explain"; plan: PlanFile; wishes: Wishes; now: Instant; way: PlanFile }
  | { kind: "repair"; plan: PlanFile; now: Instant };

/** What the worker is sent: the catalog comes first and stays. */
export type ProposalsRequest =
  | { kind: "catalog"; text: string }
  | (ProposalsQuestion & { id: number });

/** What was found, what is wrong with the question, or that the worker failed. */
export type ProposalsAnswer =
  | { proposals: Proposals }
  | { explanation: Explanation | null }
  | { repair: Repair }
  | { problems: Problem[] }
  | { failed: true };

/** What it sends: that it is ready for questions, or an answer under the id of the question. */
export type ProposalsReply = { ready: true } | (ProposalsAnswer & { id: number });

const ready = init({ module_or_path: proposalsModule() });
let planner: Planner | undefined;

addEventListener("message", ({ data }: MessageEvent<ProposalsRequest>) => {
  void answer(data);
});

async function answer(request: ProposalsRequest): Promise<void> {
  try {
    await ready;
    if (request.kind === "catalog") {
      planner?.free();
      planner = readCatalog(request.text).takePlanner();
      reply({ ready: true });
    } else if (planner === undefined) {
      reply({ id: request.id, failed: true });
    } else {
      reply({ id: request.id, ...asked(planner, request) });
    }
  } catch {
    if (request.kind !== "catalog") reply({ id: request.id, failed: true });
  }
}

function asked(planner: Planner, question: ProposalsQuestion): ProposalsAnswer {
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
