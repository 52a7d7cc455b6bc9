// The verdict in JsonLogic, by its own interpreter and compiled by json-logic-engine. An input that is
// not there is null to it, so that each rule asks for it first.
import jsonLogic from "json-logic-js";
import { LogicEngine } from "json-logic-engine";
import { core, electives, electivesNeeded, passingFrom, weights } from "./learners.mjs";

const at = (course, key) => ({ var: `${key}.${name(course)}` });
const is = (course, key, value) => ({ "==": [at(course, key), value] });
const sumOf = (course) => ({
  "+": Object.entries(weights).map(([part, weight]) => ({ "*": [weight, at(course, part)] })),
});
const passed = (course) => ({
  or: [
    is(course, "result", "passed"),
    { and: [is(course, "result", "scored"), { ">=": [sumOf(course), passingFrom] }] },
  ],
});
const planned = (course) => ({ and: [is(course, "track", "verified"), passed(course)] });
const held = (course) => ({ and: [is(course, "state", "finished"), planned(course)] });
const maybe = (course) => ({
  and: [is(course, "track", "verified"), { or: [is(course, "result", null), passed(course)] }],
});
const met = (rule) => ({
  and: [
    ...core.map(rule),
    { ">=": [{ "+": electives.map((course) => ({ if: [rule(course), 1, 0] })) }, electivesNeeded] },
  ],
});
const enrolled = (...states) => ({ in: [{ var: "enrollment" }, states] });

const rule = {
  if: [
    { and: [enrolled("verified"), met(held)] },
    "earned",
    { and: [enrolled("verified", "will_enroll"), met(planned)] },
    "on_course",
    { and: [{ "!": enrolled("not_enrolled") }, met(maybe)] },
    "undetermined",
    "needs_change",
  ],
};

/** A dot leads into an object in a name of JsonLogic. */
function name(course) {
  return course.replaceAll(".", "_");
}

function input(learner) {
  const data = { enrollment: learner.enrollment ?? null, state: {}, track: {}, result: {}, coursework: {}, exam: {} };
  for (const [course, session] of Object.entries(learner.courses)) {
    for (const key of ["state", "track", "result", "coursework", "exam"]) {
      data[key][name(course)] = session[key] ?? null;
    }
  }
  return data;
}

const engine = (decide) => ({ input, decide, decision: (verdict) => ({ verdict }) });

export const interpreted = engine((data) => jsonLogic.apply(rule, data));
export const compiled = engine(new LogicEngine().build(rule));
