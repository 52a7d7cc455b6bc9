// What a reader who cannot see the page hears after a change.

import type { Assessment, PlanFile, Problem } from "../generated/certificate_planner.js";
import { verdictText } from "./answer-view.js";
import { totalText } from "./cost-view.js";
import { messages } from "./language.js";
import { faultText } from "./later.js";
import { isEmpty } from "./plan.js";
import { type Context, credential } from "./wording/context.js";
import { when } from "./wording/date.js";
import { fill } from "./wording/fill.js";
import { about } from "./wording/list.js";

/** What the page now shows: what is wrong with the plan, or the verdict with the total. */
export function announcementText(
  context: Context,
  plan: PlanFile,
  answer: Assessment | undefined,
  problems: readonly Problem[],
): string {
  const [first] = problems;
  if (first !== undefined) return about(messages.label.problems_plan, faultText(first.fault));
  if (isEmpty(plan)) return messages.label.empty_title;
  if (answer === undefined) return "";
  const values = { sentence: verdictSentence(context, answer), total: totalText(answer.cost) };
  return fill(messages.announcement_cost, values);
}

/** The verdict on the program in one sentence, with its date where it has one. */
function verdictSentence(context: Context, answer: Assessment): string {
  const { verdict, certificate } = answer.program;
  const isDated = verdict === "earned" || verdict === "on_course";
  if (!isDated || certificate.from === "unknown") return verdictText(context, answer);
  return fill(messages.announcement, {
    verdict: messages.verdict[verdict],
    credential: credential(context),
    when: when(context, certificate, verdict),
  });
}
