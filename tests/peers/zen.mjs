// The verdict by GoRules ZEN, as a decision graph of one node of expressions, with its trace as reasons.
import { ZenEngine } from "@gorules/zen-engine";
import { core, electives, electivesNeeded, passingFrom, weights } from "./learners.mjs";

const passed = `(#.result == "passed" or (#.result == "scored"
  and ${weights.coursework} * #.coursework + ${weights.exam} * #.exam >= ${passingFrom}))`;
const planned = `#.track == "verified" and ${passed}`;
const held = `#.state == "finished" and ${planned}`;
const maybe = `#.track == "verified" and (#.result == "unknown" or ${passed})`;
const met = (rule) =>
  `all(core, ${rule}) and count(electives, ${rule}) >= ${electivesNeeded}`;

const expressions = {
  held: `enrollment == "verified" and ${met(held)}`,
  planned: `enrollment in ["verified", "will_enroll"] and ${met(planned)}`,
  possible: `enrollment != "not_enrolled" and ${met(maybe)}`,
  verdict: `$.held ? "earned" : $.planned ? "on_course" : $.possible ? "undetermined" : "needs_change"`,
};

const graph = {
  nodes: [
    { id: "in", type: "inputNode", name: "in", position: { x: 0, y: 0 } },
    {
      id: "rule",
      type: "expressionNode",
      name: "rule",
      position: { x: 200, y: 0 },
      content: { expressions: Object.entries(expressions).map(([key, value]) => ({ id: key, key, value })) },
    },
    { id: "out", type: "outputNode", name: "out", position: { x: 400, y: 0 } },
  ],
  edges: [
    { id: "a", type: "edge", sourceId: "in", targetId: "rule" },
    { id: "b", type: "edge", sourceId: "rule", targetId: "out" },
  ],
};

const decision_ = new ZenEngine().createDecision(graph);

export const engine = {
  isLater: true,
  input,
  decide: (context) => decision_.evaluate(context, { trace: true }),
  decision: ({ result, trace }) => ({ verdict: result.verdict, isExplained: Object.keys(trace).length > 0 }),
};

function input(learner) {
  const facts = (course) => {
    const { state, track = "unknown", result = "unknown", coursework = 0, exam = 0 } = learner.courses[course];
    return { state, track, result, coursework, exam };
  };
  return {
    enrollment: learner.enrollment ?? "unknown",
    core: core.map(facts),
    electives: electives.map(facts),
  };
}
