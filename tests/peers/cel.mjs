// The verdict in CEL, parsed once. What is not known is the text "unknown", since an input that is not
// there is an error to it.
import { Environment } from "@marcbachmann/cel-js";
import { core, electives, electivesNeeded, passingFrom, weights } from "./learners.mjs";

const list = (courses) => `[${courses.map((course) => `courses[${JSON.stringify(course)}]`).join(", ")}]`;
const passed = `(c.result == "passed" || c.result == "scored"
  && ${weights.coursework} * c.coursework + ${weights.exam} * c.exam >= ${passingFrom})`;
const planned = `c.track == "verified" && ${passed}`;
const held = `c.state == "finished" && ${planned}`;
const maybe = `c.track == "verified" && (c.result == "unknown" || ${passed})`;
const met = (rule) =>
  `${list(core)}.all(c, ${rule}) && ${list(electives)}.filter(c, ${rule}).size() >= ${electivesNeeded}`;

const rule = `
  enrollment == "verified" && ${met(held)} ? "earned"
  : enrollment in ["verified", "will_enroll"] && ${met(planned)} ? "on_course"
  : enrollment != "not_enrolled" && ${met(maybe)} ? "undetermined"
  : "needs_change"`;

const decide = new Environment().registerVariable("enrollment", "string").registerVariable("courses", "map").parse(rule);

export const engine = { input, decide, decision: (verdict) => ({ verdict }) };

function input(learner) {
  const course = ([id, { state, track = "unknown", result = "unknown", coursework = 0, exam = 0 }]) => [
    id,
    { state, track, result, coursework, exam },
  ];
  return {
    enrollment: learner.enrollment ?? "unknown",
    courses: Object.fromEntries(Object.entries(learner.courses).map(course)),
  };
}
