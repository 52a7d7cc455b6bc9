// Writes the learners for the engines that are programs: node write.mjs FILE COUNT. First a line with
// what holds for all, then each learner with the plan and the decision that is expected.
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import * as shared from "./learners.mjs";
import { plan } from "./ours.mjs";
import { engine as plain } from "./plain.mjs";

const [file, count] = argv.slice(2);
const { now, today, tiers, weights, passingFrom, electivesNeeded } = shared;

const lines = shared.learners(Number(count)).map((learner) => {
  const numbered = ([course, session]) => [
    course,
    session.day === undefined ? session : { ...session, day_number: shared.dayNumber(session.day) },
  ];
  const courses = Object.fromEntries(Object.entries(learner.courses).map(numbered));
  const expected = plain.decision(plain.decide(learner));
  return { learner: { ...learner, courses }, plan: plan(learner), expected };
});
const text = [{ now, today, tiers, weights, passingFrom, electivesNeeded }, ...lines].map((line) => JSON.stringify(line));
writeFileSync(file, `${text.join("\n")}\n`);
