// The verdict by json-rules-engine: a rule for each verdict, the first that holds decides. The results
// of its conditions come along as its reasons. A fact that is not there stops it, unless it may be
// undefined.
import { Engine } from "json-rules-engine";
import { core, electives, electivesNeeded, passingFrom, weights } from "./learners.mjs";

const fact = (course, key, operator, value) => ({ fact: course, path: `$.${key}`, operator, value });
const passed = (course) => ({
  any: [
    fact(course, "result", "equal", "passed"),
    {
      all: [
        fact(course, "result", "equal", "scored"),
        { fact: "score", params: { course }, operator: "greaterThanInclusive", value: passingFrom },
      ],
    },
  ],
});
const planned = (course) => ({ all: [fact(course, "track", "equal", "verified"), passed(course)] });
const held = (course) => ({ all: [fact(course, "state", "equal", "finished"), planned(course)] });
const maybe = (course) => ({
  all: [
    fact(course, "track", "equal", "verified"),
    { any: [fact(course, "result", "equal", "unknown"), passed(course)] },
  ],
});
/** It counts no conditions, so every choice of electives stands by itself. */
const choices = electives.flatMap((one, at) => electives.slice(at + 1).map((other) => [one, other]));
if (electivesNeeded !== 2) throw new Error("The choices are of two electives.");
const met = (rule) => [
  ...core.map(rule),
  { any: choices.map((choice) => ({ all: choice.map(rule) })) },
];
const enrolled = (...states) => ({ fact: "enrollment", operator: "in", value: states });

const rules = [
  ["earned", [enrolled("verified"), ...met(held)]],
  ["on_course", [enrolled("verified", "will_enroll"), ...met(planned)]],
  ["undetermined", [enrolled("verified", "will_enroll", "unknown"), ...met(maybe)]],
];

const engine_ = new Engine();
rules.forEach(([verdict, all], at) => {
  engine_.addRule({
    conditions: { all },
    event: { type: verdict },
    priority: rules.length - at,
    onSuccess: () => engine_.stop(),
  });
});
engine_.addFact("score", async ({ course }, almanac) => {
  const session = await almanac.factValue(course);
  return weights.coursework * session.coursework + weights.exam * session.exam;
});

export const engine = {
  isLater: true,
  input,
  decide: (facts) => engine_.run(facts),
  decision: ({ events, results, failureResults }) => ({
    verdict: events[0]?.type ?? "needs_change",
    isExplained: results.length + failureResults.length > 0,
  }),
};

function input(learner) {
  const facts = ({ state, track = "unknown", result = "unknown", coursework = 0, exam = 0 }) => ({
    state,
    track,
    result,
    coursework,
    exam,
  });
  const courses = Object.entries(learner.courses).map(([course, session]) => [course, facts(session)]);
  return { enrollment: learner.enrollment ?? "unknown", ...Object.fromEntries(courses) };
}
