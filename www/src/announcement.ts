// What a reader who cannot see the page hears after a change.

import type { Assessment } from "../generated/certificate_planner.js";
import { verdictText } from "./answer-view.js";
import messages from "./messages/en.json" with { type: "json" };
import { type Context, credential } from "./wording/context.js";
import { when } from "./wording/date.js";
import { fill } from "./wording/fill.js";

/** The verdict on the program in one sentence, with its date where it has one. */
export function announcementText(context: Context, answer: Assessment): string {
  const { verdict, certificate } = answer.program;
  const isDated = verdict === "earned" || verdict === "on_course";
  if (!isDated || certificate.from === "unknown") return verdictText(context, answer);
  return fill(messages.announcement, {
    verdict: messages.verdict[verdict],
    credential: credential(context),
    when: when(context, certificate, verdict),
  });
}
