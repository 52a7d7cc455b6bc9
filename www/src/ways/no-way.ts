// Why there is no way, and which wishes would open one.

import { type TemplateResult, html, nothing } from "lit";
import type { Conflict, NotKnown, NoWay, Obstacle, Wishes } from "../../generated/certificate_planner_proposals.js";
import { messages as common } from "../language.js";
import { reasonList } from "../reason-view.js";
import { type Context, courseName, credential } from "../wording/context.js";
import { fill } from "../wording/fill.js";
import { label } from "./messages.js";
import { deadlinesText, listed, relaxedText, wishText } from "./words.js";

export function noWayView(
  context: Context,
  { conflicts, assessment, without_session, attempts_used, unknown_deadlines }: NoWay,
  wishes: Wishes,
  relax: (wishes: Wishes) => void,
): TemplateResult {
  const { currency } = assessment.cost;
  const courses = without_session.map((course) => courseName(context, course));
  const used = attempts_used.map((course) => courseName(context, course));
  const deadlines = deadlinesText(context, unknown_deadlines);
  const sessions = html`${
    courses.length === 0
      ? nothing
      : html`<p>${fill(label.no_session, { courses: listed(courses) })}</p>`
  }${
    used.length === 0
      ? nothing
      : html`<p>${fill(label.no_attempts, { courses: listed(used) })}</p>`
  }${deadlines === undefined ? nothing : html`<p>${fill(label.no_deadline, { deadlines })}</p>`}`;
  if (conflicts.length === 0) {
    return html`<h2 id="answer" tabindex="-1">
        ${fill(label.no_way_any, { credential: credential(context) })}
      </h2>
      ${sessions} ${reasonList(context, assessment.program.reasons, context.program.title)}`;
  }
  const view = (obstacle: Obstacle) => {
    const { wish, instead, relaxed, proven } = obstacle;
    const text = wishText(context, wishes, wish, currency);
    return html`<li>
      <p>${text[0]?.toUpperCase()}${text.slice(1)}</p>
      ${
        instead === undefined || relaxed === undefined
          ? html`<p class="remark">${notEnough(context, obstacle.because)}</p>`
          : html`<button type="button" @click=${() => relax(relaxed)}>
              ${relaxedText(context, wishes, obstacle, instead, currency)}<span class="unseen">${common.separator.colon}${text}</span>
            </button>
            ${proven ? nothing : html`<p class="remark">${label.nearer}</p>`}`
      }
    </li>`;
  };
  const conflict = ({ wishes: obstacles }: Conflict, index: number) => html`<p>
      ${conflictText(obstacles.length, index)}
    </p>
    <ul class="steps">
      ${obstacles.map(view)}
    </ul>`;
  return html`<h2 id="answer" tabindex="-1">${label.no_way}</h2>
    ${conflicts.map(conflict)} ${sessions}`;
}

function conflictText(count: number, index: number): string {
  if (index > 0) return count === 1 ? label.no_way_one_more : label.no_way_hint_more;
  return count === 1 ? label.no_way_one : label.no_way_hint;
}

/** Why nothing in place of a wish is enough. */
function notEnough(context: Context, because: NotKnown | undefined): string {
  if (because === undefined) return label.no_way_without;
  const courses = because.courses.map((course) => courseName(context, course));
  const [any, some] =
    because.type === "dates"
      ? [label.no_way_dates_any, label.no_way_dates]
      : [label.no_way_fees_any, label.no_way_fees];
  return courses.length === 0 ? any : fill(some, { courses: listed(courses) });
}
