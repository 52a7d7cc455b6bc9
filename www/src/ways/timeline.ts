// The sessions of a way in the order of time, with what is to be said of each in words; the picture of
// them is the one of every plan.

import { type TemplateResult, html, nothing } from "lit";
import type { Slack, Way, Wishes } from "../../generated/certificate_planner_proposals.js";
import { catalogText } from "../catalog-text.js";
import { type Context, courseName } from "../wording/context.js";
import { fill } from "../wording/fill.js";
import { label } from "./messages.js";
import { sessionText, slackText } from "./words.js";

/** What comes of failing a course is said with its last session. */
export function timeline(
  context: Context,
  way: Way,
  slack: readonly Slack[],
  more: {
    wishes: Wishes;
    /** Why a course is taken though its certificate was earned. */
    again: ReadonlyMap<string, string>;
    compare(slack: Slack): (() => void) | undefined;
  },
): TemplateResult {
  const { currency } = way.assessment.cost;
  return html`<ol class="timeline">
      ${way.sessions.map((session, at) => {
        const isLast = way.sessions.slice(at + 1).every((one) => one.course !== session.course);
        const own = isLast ? slack.find((one) => one.course === session.course) : undefined;
        const ask = own && more.compare(own);
        const again = more.again.get(session.course);
        return html`<li>
          <b>${catalogText(courseName(context, session.course))}</b>
          <span>${sessionText(context, session, way)}</span>
          ${again === undefined ? nothing : html`<span>${again}</span>`}
          ${
            own === undefined
              ? nothing
              : html`<span
                  >${slackText(context, more.wishes, own, currency)}
                  ${
                    ask === undefined
                      ? nothing
                      : html`<button
                          type="button"
                          class="quiet"
                          aria-label=${fill(label.slack_compare_of, { course: session.course })}
                          @click=${ask}
                        >
                          ${label.slack_compare}
                        </button>`
                  }</span
                >`
          }
        </li>`;
      })}
    </ol>`;
}
