// The verdict in FEEL, the language of DMN. It has no step of compiling; a comparison with null is null.
import { evaluate } from "feelin";
import { core, electives, electivesNeeded, passingFrom, weights } from "./learners.mjs";

const passed = `(item.result = "passed" or item.result = "scored"
  and ${weights.coursework} * item.coursework + ${weights.exam} * item.exam >= ${passingFrom})`;
const planned = `item.track = "verified" and ${passed}`;
const held = `item.state = "finished" and ${planned}`;
const maybe = `item.track = "verified" and (item.result = null or ${passed})`;
const met = (rule) =>
  `count(core[${rule}]) = ${core.length} and count(electives[${rule}]) >= ${electivesNeeded}`;

const rule = `
  if enrollment = "verified" and ${met(held)} then "earned"
  else if (enrollment = "verified" or enrollment = "will_enroll") and ${met(planned)} then "on_course"
  else if (enrollment = null or enrollment != "not_enrolled") and ${met(maybe)} then "undetermined"
  else "needs_change"`;

export const engine = {
  input,
  decide: (context) => evaluate(rule, context),
  decision: ({ value }) => ({ verdict: value }),
};

function input(learner) {
  const facts = (course) => {
    const { state, track = null, result = null, coursework = null, exam = null } = learner.courses[course];
    return { state, track, result, coursework, exam };
  };
  return { enrollment: learner.enrollment ?? null, core: core.map(facts), electives: electives.map(facts) };
}
