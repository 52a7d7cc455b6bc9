// What the catalog says otherwise than when a link was made.

import { type TemplateResult, html } from "lit";
import type { PlanFile } from "../../generated/certificate_planner.js";
import { messages } from "../keeping/messages.js";
import { type Context, courseName } from "../wording/context.js";
import { date } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { type Moved, type Snapshot, movedSince } from "./snapshot.js";

export function movedView(context: Context, plan: PlanFile, was: Snapshot): TemplateResult {
  const moved = movedSince(plan, was, context.catalog);
  if (moved.length === 0) return html`<p class="hint">${messages.moved.same}</p>`;
  const days = { was: date(context, was.asOf), is: date(context, context.catalog.as_of) };
  return html`<p>${fill(messages.moved.title, days)}</p>
    <ul class="moved">
      ${moved.map((one) => html`<li>${movedText(context, one)}</li>`)}
    </ul>`;
}

function movedText(context: Context, moved: Moved): string {
  const words = messages.moved[moved.type];
  if (!("course" in moved)) return fill(words);
  const course = courseName(context, moved.course);
  return fill(words, { course, run: "run" in moved ? moved.run : undefined });
}
