// The ways as points, by two of date, cost and hours.

import { type TemplateResult, html, nothing, svg } from "lit";
import type { Proposals, Way } from "../../generated/certificate_planner_proposals.js";
import { messages as common } from "../language.js";
import { label, messages } from "./messages.js";
import type { Context } from "../wording/context.js";
import { date } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { heading, items } from "../wording/list.js";
import { amount } from "../wording/money.js";
import { kindsOf } from "./search.js";
import { costText, dayOf, factsText, hoursText, isLeastLoad, kindText } from "./words.js";

export interface PictureDesk {
  context: Context;
  proposals: Proposals;
  shown: number | undefined;
  pointed: number | undefined;
  point(at: number | undefined): void;
  show(at: number): void;
}

type Axis = "date" | "cost" | "hours";

/** Where the area of the points begins and ends, in percent of the picture. */
const LEFT = 24;
const RIGHT = 90;
const TOP = 22;
const BOTTOM = 70;

/** Where the line of the first axis runs. */
const AXIS = 84;

/** Points that are closer than this, in percent, leave no room for what is written at them. */
const CLOSE_X = 13;
const CLOSE_Y = 16;

/** How far a name reaches from its point, in percent of a narrow picture. */
const NAME_X = 35;
const NAME_Y = 17;

/** The picture; where the ways do not differ in two things, there is nothing to draw. */
export function picture(desk: PictureDesk): TemplateResult | typeof nothing {
  const { proposals, context } = desk;
  const { ways } = proposals;
  const axes = (["date", "cost", "hours"] as const).filter((axis) => differ(ways, axis));
  const [x, y] = axes;
  const [first] = ways;
  if (x === undefined || y === undefined || first === undefined) return nothing;
  const equal = (["date", "cost", "hours"] as const).find((axis) => !axes.includes(axis));
  const title = fill(label.picture, { x: messages.axis[x], y: messages.axis[y] });
  const places = ways.map((way) => ({
    x: place(ways, x, way, LEFT, RIGHT),
    y: place(ways, y, way, BOTTOM, TOP),
  }));
  const spoken = desk.pointed ?? desk.shown ?? proposals.earliest;
  const facts = spoken === undefined ? undefined : ways[spoken];
  return html`<figure class="picture" part="picture">
    <figcaption id="picture-title">
      ${title}${equal === undefined ? nothing : ` · ${equalText(context, equal, first)}`}
    </figcaption>
    <svg
      role="radiogroup"
      aria-labelledby="picture-title"
      aria-describedby="picture-hint"
      @pointerleave=${() => desk.point(undefined)}
    >
      ${scale(context, ways, x, y)}
      ${ways.map((way, at) => pointView(desk, way, at, places, axes.length === 3))}
    </svg>
    <p class="remark" aria-hidden="true">
      ${
        facts === undefined || spoken === undefined
          ? nothing
          : html`<b>${heading(fill(label.number, { number: spoken + 1 }))}</b> ${factsText(context, facts)}`
      }
    </p>
    <p class="unseen" id="picture-hint">${label.picture_hint}</p>
  </figure>`;
}

interface Place {
  x: number;
  y: number;
}

function pointView(
  desk: PictureDesk,
  way: Way,
  at: number,
  places: readonly Place[],
  saysHours: boolean,
): TemplateResult {
  const { proposals, shown } = desk;
  const own = places[at] ?? { x: 0, y: 0 };
  const isStop = at === (shown ?? 0);
  const kinds = kindsOf(proposals, at);
  const others = places.filter((_, other) => other !== at);
  const near = others.some((one) => isClose(one, own));
  // A name stands above its point, and beneath where it would cover another one.
  const isBeneath = kinds.length > 0 && others.some((one) => isCovered(one, own));
  // Where two points are the same, the later one stands beside the first.
  const shift = places.slice(0, at).filter((one) => one.x === own.x && one.y === own.y).length * 26;
  const anchor = own.x > 70 ? "end" : own.x < 30 ? "start" : "middle";
  const nudge = anchor === "end" ? 10 : anchor === "start" ? -10 : 0;
  const spoken = [
    fill(label.number, { number: at + 1 }),
    kinds.length === 0 ? undefined : kindText(kinds, proposals),
    factsText(desk.context, way),
  ].filter((text) => text !== undefined);
  return svg`<g
    role="radio"
    class="point"
    tabindex=${isStop ? 0 : -1}
    aria-checked=${at === shown}
    aria-label=${items(spoken)}
    data-at=${at}
    @click=${() => desk.show(at)}
    @pointerenter=${() => desk.point(at)}
    @focus=${() => desk.point(at)}
    @blur=${() => desk.point(undefined)}
    @keydown=${(event: KeyboardEvent) => onKey(desk, event, at)}
    transform="translate(${shift} 0)"
  >
    <circle class="target" cx="${own.x}%" cy="${own.y}%" r="15" />
    <circle class="dot" cx="${own.x}%" cy="${own.y}%" r="11" />
    <text class="at" x="${own.x}%" y="${own.y}%" dy="0.35em">${at + 1}</text>
    ${
      kinds.length === 0
        ? nothing
        : svg`<text class="name" x="${own.x}%" y="${own.y}%" dx=${nudge} dy=${isBeneath ? 26 : -18}
            text-anchor=${anchor}>${kindText(kinds, proposals)}</text>`
    }
    ${
      !saysHours || near || isBeneath
        ? nothing
        : svg`<text class="hours" x="${own.x}%" y="${own.y}%" dy="27">${
            way.peak_unstated > 0 || isLeastLoad(way)
              ? "?"
              : fill(messages.hours_short, { count: way.peak_hours })
          }</text>`
    }
  </g>`;
}

function isClose(one: Place, other: Place): boolean {
  return Math.abs(one.x - other.x) < CLOSE_X && Math.abs(one.y - other.y) < CLOSE_Y;
}

function isCovered(one: Place, own: Place): boolean {
  return one.y < own.y && own.y - one.y < NAME_Y && Math.abs(one.x - own.x) < NAME_X;
}

/** The arrows move the focus; only Enter or the space bar chooses. */
function onKey(desk: PictureDesk, event: KeyboardEvent, at: number): void {
  const count = desk.proposals.ways.length;
  const isTurned = common.direction === "rtl";
  const steps: Record<string, number> = {
    ArrowRight: isTurned ? at - 1 : at + 1,
    ArrowDown: at + 1,
    ArrowLeft: isTurned ? at + 1 : at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: count - 1,
  };
  const to = steps[event.key];
  if (event.key === "Enter" || event.key === " ") desk.show(at);
  else if (to === undefined) return;
  event.preventDefault();
  if (to === undefined) return;
  const group = event.currentTarget instanceof Element ? event.currentTarget.parentElement : null;
  const next = group?.querySelector(`[data-at="${(to + count) % count}"]`);
  if (next instanceof SVGElement) next.focus();
}

/** The least and the most of each axis, with what they are. */
function scale(context: Context, ways: readonly Way[], x: Axis, y: Axis): TemplateResult {
  const [leftmost, ...rest] = sorted(ways, x);
  const rightmost = rest.at(-1) ?? leftmost;
  const [lowest, ...higher] = sorted(ways, y);
  const highest = higher.at(-1) ?? lowest;
  const text = (axis: Axis, way: Way | undefined) =>
    way === undefined ? "" : axisText(context, axis, way);
  return svg`<line x1="2%" x2="98%" y1="${AXIS}%" y2="${AXIS}%" />
    <text x="2%" y="99%" dy="-4" text-anchor="start">${text(x, leftmost)}</text>
    <text x="98%" y="99%" dy="-4" text-anchor="end">${text(x, rightmost)}</text>
    <line class="level" x1="2%" x2="98%" y1="${TOP}%" y2="${TOP}%" />
    <line class="level" x1="2%" x2="98%" y1="${BOTTOM}%" y2="${BOTTOM}%" />
    <text x="2%" y="${TOP}%" dy="-5" text-anchor="start">${text(y, highest)}</text>
    <text x="2%" y="${BOTTOM}%" dy="-5" text-anchor="start">${text(y, lowest)}</text>`;
}

function axisText(context: Context, axis: Axis, way: Way): string {
  switch (axis) {
    case "date": {
      const day = dayOf(way);
      return day === undefined ? messages.undated_short : date(context, day);
    }
    case "cost":
      return amount(way.to_pay.low, way.assessment.cost.currency);
    case "hours":
      return fill(messages.hours_short, { count: way.peak_hours });
  }
}

function equalText(context: Context, axis: Axis, way: Way): string {
  if (axis === "date" && dayOf(way) === undefined) return messages.equal.undated;
  const value = axis === "cost" ? costText(way) : hoursText(context, way);
  return fill(messages.equal[axis], { value });
}

/** What a way is worth on an axis; without a date it is later than any that has one. */
function worth(axis: Axis, way: Way): number {
  switch (axis) {
    case "date": {
      const day = dayOf(way);
      return day === undefined ? Number.POSITIVE_INFINITY : Date.parse(day);
    }
    case "cost":
      return Number(way.to_pay.low);
    case "hours":
      return way.peak_hours;
  }
}

function differ(ways: readonly Way[], axis: Axis): boolean {
  return new Set(ways.map((way) => worth(axis, way))).size > 1;
}

function sorted(ways: readonly Way[], axis: Axis): Way[] {
  return [...ways].sort((one, other) => {
    const [left, right] = [worth(axis, one), worth(axis, other)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

function place(ways: readonly Way[], axis: Axis, way: Way, from: number, to: number): number {
  const known = ways.map((one) => worth(axis, one)).filter(Number.isFinite);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const own = worth(axis, way);
  const isUndatedSomewhere = known.length < ways.length;
  // Where some have no date, those stand at the end, apart from the rest.
  const end = isUndatedSomewhere ? from + (to - from) * 0.8 : to;
  if (!Number.isFinite(own)) return to;
  const share = most === least ? 0 : (own - least) / (most - least);
  return Math.round((from + (end - from) * share) * 10) / 10;
}

