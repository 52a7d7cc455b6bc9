// A way along time: each session as a bar, with what it says in words.

import { type TemplateResult, html, nothing, svg } from "lit";
import type { Slack, Way, WaySession } from "../../generated/certificate_planner_proposals.js";
import { catalogText } from "../catalog-text.js";
import { label } from "./messages.js";
import { type Context, courseName } from "../wording/context.js";
import { fill } from "../wording/fill.js";
import { sentences } from "../wording/list.js";
import { dayOf, sessionText, slackText } from "./words.js";

/** The days between which everything lies, as milliseconds. */
interface Extent {
  from: number;
  to: number;
}

/** What comes of failing a course is said with its last session. */
export function timeline(
  context: Context,
  way: Way,
  slack: readonly Slack[],
  more: {
    /** Why a course is taken though its certificate was earned. */
    again: ReadonlyMap<string, string>;
    compare(slack: Slack): (() => void) | undefined;
  },
): TemplateResult {
  const { currency } = way.assessment.cost;
  const extent = extentOf(context, way, slack);
  const isDrawn = way.sessions.some((session) => session.from !== undefined);
  return html`<ol class="timeline">
      ${way.sessions.map((session, at) => {
        const isLast = way.sessions.slice(at + 1).every((one) => one.course !== session.course);
        const own = isLast ? slack.find((one) => one.course === session.course) : undefined;
        const ask = own && more.compare(own);
        const again = more.again.get(session.course);
        return html`<li>
          <b>${catalogText(courseName(context, session.course))}</b>
          <span>${sessionText(context, session)}</span>
          ${again === undefined ? nothing : html`<span>${again}</span>`}
          ${isDrawn ? bar(context, way, session, own, extent) : nothing}
          ${
            own === undefined
              ? nothing
              : html`<span
                  >${slackText(context, own, currency)}
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
    </ol>
    ${isDrawn ? legend(way, slack, extent) : nothing}`;
}

function bar(
  context: Context,
  way: Way,
  { from, to, projected, failed }: WaySession,
  slack: Slack | undefined,
  extent: Extent,
): TemplateResult {
  const at = (day: string) => share(extent, Date.parse(day));
  const certificate = dayOf(way);
  const moved = slack === undefined ? undefined : slackDay(slack);
  const kind = [projected ? "projected" : "", failed ? "failed" : ""].join(" ").trim();
  return html`<svg aria-hidden="true" class="bar-line">
    <line class="base" x1="0" x2="100%" y1="50%" y2="50%" />
    <line class="now" x1="${at(context.now)}%" x2="${at(context.now)}%" y1="0" y2="100%" />
    ${
      certificate === undefined
        ? nothing
        : svg`<line class="certificate" x1="${at(certificate)}%" x2="${at(certificate)}%" y1="0" y2="100%" />`
    }
    ${
      from === undefined || to === undefined
        ? nothing
        : svg`<rect class=${kind} x="${at(from)}%" width="${Math.max(at(to) - at(from), 1)}%" y="3" height="10" rx="2" />`
    }
    ${
      moved === undefined || moved === certificate
        ? nothing
        : svg`<svg x="${at(moved)}%" y="50%" overflow="visible"><path class="moved" d="M-5 0 0-5 5 0 0 5Z" /></svg>`
    }
  </svg>`;
}

function legend(
  way: Way,
  slack: readonly Slack[],
  extent: Extent,
): TemplateResult {
  const certificate = dayOf(way);
  const parts = [
    label.legend_today,
    way.sessions.some((session) => session.projected) ? label.legend_projected : undefined,
    certificate === undefined ? undefined : label.legend_certificate,
    slack.some((one) => ![undefined, certificate].includes(slackDay(one)))
      ? label.legend_slack
      : undefined,
  ].filter((part) => part !== undefined);
  return html`<div class="years" aria-hidden="true">
      <svg>
        ${years(extent).map(({ year, at }) => {
          const isLast = at > 88;
          return svg`<line x1="${at}%" x2="${at}%" y1="0" y2="16" />
            <text x="${at}%" y="1em" dx=${isLast ? -3 : 3} text-anchor=${isLast ? "end" : "start"}>${year}</text>`;
        })}
      </svg>
    </div>
    ${parts.length === 0 ? nothing : html`<p class="remark" aria-hidden="true">${sentences(parts)}</p>`}`;
}

function extentOf(context: Context, way: Way, slack: readonly Slack[]): Extent {
  const days = [
    context.now,
    dayOf(way),
    ...way.sessions.flatMap(({ from, to }) => [from, to]),
    ...slack.map(slackDay),
  ].flatMap((day) => (day === undefined ? [] : [Date.parse(day)]));
  return { from: Math.min(...days), to: Math.max(...days) };
}

function slackDay({ completion }: Slack): string | undefined {
  if (completion === undefined || typeof completion.from === "string") return undefined;
  return completion.from.at.slice(0, 10);
}

/** Where a moment lies, in percent; the ends keep room for what is drawn at them. */
function share({ from, to }: Extent, at: number): number {
  const whole = Math.max(to - from, 1);
  return Math.round((2 + ((at - from) / whole) * 96) * 100) / 100;
}

/** The beginnings of the years, as far as there is room for their numbers. */
function years(extent: Extent): { year: number; at: number }[] {
  const first = new Date(extent.from).getUTCFullYear() + 1;
  const last = new Date(extent.to).getUTCFullYear();
  const all = Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
  const every = Math.ceil(all.length / 6);
  return all
    .filter((_, at) => at % every === 0)
    .map((year) => ({ year, at: share(extent, Date.UTC(year, 0, 1)) }));
}
