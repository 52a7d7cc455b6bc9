// A sentence for what keeps the planner from its work.

import type { Failure } from "../engine.js";
import { messages } from "../language.js";
import { fill } from "./fill.js";

export function failureText({ kind, subject }: Failure): string {
  return fill(messages.failure[kind], { url: subject, program: subject, course: subject });
}
