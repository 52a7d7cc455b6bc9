// The timeline: sessions as bars along time, with deadlines and certificates; the weekly load beneath.
//
// It is drawn twice, sideways and downwards, and the styles show the one that fits.

import { type TemplateResult, html, nothing, svg } from "lit";
import type { DateRange, Moment, Stated } from "../../generated/certificate_planner.js";
import { messages as common } from "../language.js";
import { verdictSign } from "../verdict-view.js";
import { type Context, courseName, optionalSession } from "../wording/context.js";
import { fill } from "../wording/fill.js";
import { about, items } from "../wording/list.js";
import { when } from "../wording/date.js";
import { dateFormat } from "../wording/format.js";
import { messages } from "./messages.js";
import { type Extent, lettersOf, place, ticks, timeOf } from "./axis.js";
import { type Bar, type Plot, type Row, type Stretch, coming, drawn, loadInSight } from "./plot.js";
import { DOWN_HEIGHT, EM } from "./room.js";

/** Where the columns begin and end, and where the load begins, in percent of a picture that runs
 * downwards. */
const COLUMNS = { from: 24, to: 83, load: 86 } as const;

/** One of the two directions of time. */
interface Direction {
  isDown: boolean;
  extent: Extent;
  /** Begins the ids of what is referred to: each picture has its own. */
  id: string;
}

export function timelineFigure(context: Context, whole: Plot, id: string, name: string): TemplateResult {
  const plot = { ...whole, load: loadInSight(whole) };
  return html`<div class="timeline-picture" role="img" aria-label=${name}>
      ${across(context, plot, { isDown: false, extent: plot.extent, id: `${id}-across` })}
      ${down(context, plot, { isDown: true, extent: plot.extent, id: `${id}-down` })}
    </div>
    ${legend(context, plot)}`;
}

function across(context: Context, plot: Plot, direction: Direction): TemplateResult {
  const remark = undated(context, plot);
  // Names are as long as they are: a row grows with its own, and the lines of time run behind all rows.
  return html`<div class="across" aria-hidden="true">
    <svg class="grid">${definitions(direction)} ${grid(context, direction)}</svg>
    ${plot.rows.map((row) => html`${title(context, row)} ${laneOf(lane(row, direction))}`)}
    <div class="row-title">
      <span class="row-name"><b>${common.credential[context.program.credential]}</b>${remarkView(remark)}</span>
    </div>
    ${laneOf(programLane(plot, direction))}
    ${
      plot.load.length === 0
        ? nothing
        : html`<p class="load-title"><span>${loadTitle(plot.load)}</span></p>
            <svg height="${EM.load}em">${loadArea(plot, direction)}</svg>`
    }
  </div>`;
}

/** What is said where no program certificate is drawn. */
function undated(context: Context, plot: Plot): string | undefined {
  return coming(plot) === undefined ? when(context, plot.certificate, plot.verdict) : undefined;
}

/** Bars and signs around a line in the middle. */
function laneOf(content: TemplateResult): TemplateResult {
  return html`<svg height="${EM.row - EM.title}em">
    <svg y="${EM.lane}em" overflow="visible">${content}</svg>
  </svg>`;
}

function down(context: Context, plot: Plot, direction: Direction): TemplateResult {
  const { rows } = plot;
  const width = (COLUMNS.to - COLUMNS.from) / (rows.length + 1);
  const middle = (at: number) => Math.round((COLUMNS.from + (at + 0.5) * width) * 100) / 100;
  const head = (at: number, text: string) =>
    svg`<svg x="${middle(at)}%" y="${EM.columnHead - 0.5}em" overflow="visible">
      <text class="column-name" transform="rotate(-90)" dy="0.35em">${text}</text>
    </svg>`;
  return html`<svg class="down" height="${DOWN_HEIGHT}em" aria-hidden="true">
    ${definitions(direction)}
    ${rows.map(({ course }, at) => head(at, course))} ${head(rows.length, messages.label.program)}
    ${
      plot.load.length === 0
        ? nothing
        : svg`<svg x="${(COLUMNS.load + 100) / 2}%" y="${EM.columnHead - 0.5}em" overflow="visible">
            <text class="column-name" transform="rotate(-90)" dy="0.35em">${messages.load.title}</text>
          </svg>`
    }
    <svg y="${EM.columnHead}em" height="${EM.length}em" overflow="visible">
      ${grid(context, direction)}
      ${rows.map(
        (row, at) =>
          svg`<svg x="${middle(at)}%" overflow="visible">${lane(row, direction)}</svg>`,
      )}
      <svg x="${middle(rows.length)}%" overflow="visible">${programLane(plot, direction)}</svg>
      <svg x="${COLUMNS.load}%" width="${100 - COLUMNS.load}%" overflow="visible">
        ${loadArea(plot, direction)}
      </svg>
    </svg>
  </svg>`;
}

/** Hatching for what is projected or not certain. */
export function hatching(id: string): TemplateResult {
  return svg`<pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="hatch-ground" width="6" height="6" />
    <path class="hatch" d="M1.5 0V6" />
  </pattern>`;
}

/** Hatching, and fading for what has no end. */
function definitions({ id, isDown }: Direction): TemplateResult {
  return svg`<defs>
    ${hatching(id)}
    <linearGradient id="${id}-fade" x2=${isDown ? "0" : "1"} y2=${isDown ? "1" : "0"}>
      <stop class="fade" offset="0" />
      <stop class="fade faded" offset="1" />
    </linearGradient>
  </defs>`;
}

/** How wide a letter of a named day is at most, in percent of the narrowest picture that runs sideways. */
const ROOM_FOR_LETTER = 1.8;

/** Stripes of what is to be paid by a projected date. */
export function stripes(id: string): TemplateResult {
  return svg`<pattern id="${id}-stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="hatch-ground" width="6" height="6" />
    <path class="stripe" d="M2 0V6" />
  </pattern>`;
}

/** The named days, and today. */
function grid(context: Context, direction: Direction): TemplateResult {
  const { extent, isDown } = direction;
  const now = place(extent, Date.parse(context.now));
  const isShort = extent.to - extent.from < 3 * 365 * 24 * 3_600_000;
  const named = dateFormat({
    timeZone: "UTC",
    year: isDown ? "2-digit" : "numeric",
    ...(isShort ? { month: "short" } : {}),
  });
  const yearOnly = dateFormat({ timeZone: "UTC", year: "numeric" });
  const isLate = now > 90 && !isDown;
  const widthOf = (text: string) => (isDown ? 4 : lettersOf(text) * ROOM_FOR_LETTER);
  const today = widthOf(messages.label.today);
  const [from, to] = isLate ? [now - today, now] : [now, now + today];
  return svg`${ticks(extent, isDown ? 14 : 6).map(({ time, isYear }) => {
    const at = place(extent, time);
    // Beside the columns there is no room for what some languages put between month and year.
    const text = (isShort ? named : yearOnly).format(new Date(time)).replace(" de ", isDown ? " " : " de ");
    const width = widthOf(text);
    // A name that would be cut off, or run into that of today, is left out; its line is there all the same.
    const hasName = (at + width < from || at > to) && at < (isDown ? 99 : 100 - width);
    return svg`${line(direction, at, isYear ? "year" : "month")}
      ${hasName ? tickName(direction, at, text, "tick") : nothing}`;
  })}
  ${line(direction, now, "now")}
  ${tickName(direction, now, isDown ? messages.label.today_short : messages.label.today, isLate ? "tick today late" : "tick today")}`;
}

function line({ isDown }: Direction, at: number, kind: string): TemplateResult {
  return isDown
    ? svg`<line class=${kind} x1="${COLUMNS.from - 2}%" x2="100%" y1="${at}%" y2="${at}%" />`
    : svg`<line class=${kind} x1="${at}%" x2="${at}%" y1="0" y2="100%" />`;
}

function tickName({ isDown }: Direction, at: number, text: string, kind: string): TemplateResult {
  return isDown
    ? svg`<text class=${kind} x="0" y="${at}%" dy="0.35em">${text}</text>`
    : svg`<text class=${kind} x="${at}%" y="1em" dx="4">${text}</text>`;
}

/** The course above its bars, with its sessions and what is particular about each. */
function title(context: Context, row: Row): TemplateResult {
  return html`<div class="row-title">
    ${verdictSign(row.verdict)}
    <span class="row-name"><b><bdi>${courseName(context, row.course)}</bdi></b>${row.bars.map((bar, at) => {
      const session = sessionOf(context, row, at);
      return html`${session === undefined ? nothing : html`\u00a0· <bdi>${session}</bdi>`}${remarkView(remarkOf(bar))}`;
    })}</span>
  </div>`;
}

/** What a session of a row is called; the only one of a course needs no name. */
function sessionOf(context: Context, { bars }: Row, at: number): string | undefined {
  const ordinal = fill(common.session.ordinal, { number: at + 1 });
  return optionalSession(context, bars[at]?.run) ?? (bars.length > 1 ? ordinal : undefined);
}

function remarkView(remark: string | undefined): TemplateResult | typeof nothing {
  return remark === undefined ? nothing : html` <span class="row-remark">${remark}</span>`;
}

/** What is particular about a session, in a word or two. */
export function remarkOf(bar: Bar): string | undefined {
  const { label } = messages;
  if (bar.left) return label.left;
  const remarks = [bar.failed ? label.failed : undefined, remarkOnDates(bar)];
  return items(remarks.filter((remark) => remark !== undefined)) || undefined;
}

function remarkOnDates(bar: Bar): string | undefined {
  const { label } = messages;
  if (bar.verdict === "earned") {
    return typeof bar.certificate.from === "string" ? label.held_undated : undefined;
  }
  if (!isDrawn(bar)) {
    if (bar.run === undefined) return bar.state === "planned" ? label.not_chosen : label.not_stated;
    return bar.selfPaced ? label.self_paced : label.no_dates;
  }
  return bar.projected ? label.projected : undefined;
}

function isDrawn({ from, to }: Bar): boolean {
  return from !== undefined || to !== undefined;
}

function lane(row: Row, direction: Direction): TemplateResult {
  const { extent, id } = direction;
  return svg`${rail(direction)}
    ${row.bars.map((bar) => {
      const from = bar.from ?? bar.to;
      const to = bar.to ?? bar.from;
      const isGoingOn = bar.endless && bar.state !== "finished";
      const kinds = ["session-bar", bar.verdict, bar.projected ? "projected" : "", bar.left ? "left" : "", bar.failed ? "failed" : ""];
      const isOver = isBefore(bar, extent);
      return svg`${
        from === undefined || to === undefined || isOver
          ? nothing
          : rect(direction, timeOf(from), isGoingOn ? extent.to : timeOf(to), 10, kinds.filter((kind) => kind !== "").join(" "), bar.projected ? `url(#${id}-hatch)` : undefined)
      }
      ${isOver ? mark(direction, extent.from, "earlier", SIGNS.earlier) : nothing}
      ${failsInSight(bar, extent) ? mark(direction, timeOf(bar.to), "failed", SIGNS.failed) : nothing}
      ${bar.left ? nothing : certificate(direction, bar, bar.verdict === "earned" ? "held" : "expected")}
      ${bar.left || bar.state !== "planned" ? nothing : deadline(direction, bar.enrollmentEnd, "enrollment")}
      ${bar.left || bar.state === "finished" ? nothing : deadline(direction, bar.upgradeDeadline, "upgrade")}`;
    })}
    ${row.slack === undefined ? nothing : moved(direction, row.slack)}`;
}

/** Whether a session was over before the picture begins. */
function isBefore({ from, to, endless, state }: Bar, extent: Extent): boolean {
  const end = endless && state !== "finished" ? undefined : (to ?? from);
  return end !== undefined && timeOf(end) < extent.from;
}

/** Whether a session is expected to be failed, and its end lies within the picture. */
function failsInSight(bar: Bar, extent: Extent): bar is Bar & { to: Moment } {
  return bar.failed && !bar.left && bar.to !== undefined && timeOf(bar.to) >= extent.from;
}

function programLane(plot: Plot, direction: Direction): TemplateResult {
  return svg`${rail(direction)}
    ${certificate(direction, plot, plot.verdict === "earned" ? "held program" : "expected program")}`;
}

function rail({ isDown }: Direction): TemplateResult {
  return isDown
    ? svg`<line class="rail" y1="0" y2="100%" />`
    : svg`<line class="rail" x1="0" x2="100%" />`;
}

function rect(
  { extent, isDown }: Direction,
  from: number,
  to: number,
  thickness: number,
  kind: string,
  paint?: string,
): TemplateResult {
  const begin = place(extent, from);
  const length = Math.max(Math.round((place(extent, to) - begin) * 100) / 100, 0.75);
  const half = -thickness / 2;
  return isDown
    ? svg`<rect class=${kind} fill=${paint ?? nothing} x=${half} width=${thickness} y="${begin}%" height="${length}%" rx="2" />`
    : svg`<rect class=${kind} fill=${paint ?? nothing} y=${half} height=${thickness} x="${begin}%" width="${length}%" rx="2" />`;
}

/** A sign at a moment, drawn around the point of origin. */
function mark({ extent, isDown }: Direction, time: number, kind: string, path: string): TemplateResult {
  const at = place(extent, time);
  return isDown
    ? svg`<svg y="${at}%" overflow="visible"><path class="mark-${kind}" d=${path} /></svg>`
    : svg`<svg x="${at}%" overflow="visible"><path class="mark-${kind}" d=${path} /></svg>`;
}

export const SIGNS = {
  enrollment: "M0-6 5.5 4H-5.5Z",
  upgrade: "M0-6 6 0 0 6-6 0Z",
  expected: "M-5 0A5 5 0 1 1 5 0 5 5 0 1 1-5 0Z",
  held: "M-5 0A5 5 0 1 1 5 0 5 5 0 1 1-5 0Z",
  earlier: "M5-4 1 0 5 4",
  failed: "M-5 0A5 5 0 1 1 5 0 5 5 0 1 1-5 0ZM-2.25-2.25 2.25 2.25M2.25-2.25-2.25 2.25",
  check: "M-2.5 0-.5 2 2.5-2",
  program: "M0-8 2.4-3.2 7.6-2.5 3.8 1.2 4.7 6.5 0 4-4.7 6.5-3.8 1.2-7.6-2.5-2.4-3.2Z",
  slack: "M0-7 7 0 0 7-7 0ZM0-3 3 0 0 3-3 0Z",
} as const;

function isMoment(moment: Stated | undefined): moment is Moment {
  return moment !== undefined && moment !== "none";
}

function deadline(
  direction: Direction,
  moment: Stated | undefined,
  kind: "enrollment" | "upgrade",
): TemplateResult | typeof nothing {
  if (!isMoment(moment) || timeOf(moment) < direction.extent.from) return nothing;
  return mark(direction, timeOf(moment), kind, SIGNS[kind]);
}

function certificate(direction: Direction, of: Bar | Plot, kind: string): TemplateResult | typeof nothing {
  const span = coming(of);
  if (span === undefined) return nothing;
  const { from, to, isOpen } = span;
  const isHeld = kind.startsWith("held");
  if (to < direction.extent.from) return mark(direction, direction.extent.from, "earlier", SIGNS.earlier);
  const isProgram = kind.endsWith("program");
  const tail = isHeld || to === from
    ? nothing
    : rect(direction, from, to, isProgram ? 8 : 6, isOpen ? "tail open" : "tail", isOpen ? `url(#${direction.id}-fade)` : undefined);
  const sign = isProgram ? "program" : isHeld ? "held" : "expected";
  const projected = of.certificate.basis === "projected" && !isHeld ? " guessed" : "";
  return svg`${tail}
    ${mark(direction, from, `${sign}${projected}`, SIGNS[sign])}
    ${isHeld && !isProgram ? mark(direction, from, "check", SIGNS.check) : nothing}`;
}

function moved(direction: Direction, range: DateRange): TemplateResult | typeof nothing {
  const span = drawn(range);
  return span === undefined ? nothing : mark(direction, span.from, "slack", SIGNS.slack);
}

/** The most hours of any week in the picture. */
function peakOf(load: readonly Stretch[]): { max: number; unstated: boolean } {
  const max = Math.max(0, ...load.map((stretch) => stretch.max));
  return { max, unstated: load.some((stretch) => stretch.unstated > 0) };
}

function loadTitle(load: readonly Stretch[]): string {
  const { max, unstated } = peakOf(load);
  const words = messages.load;
  const peak = max === 0 ? words.none : fill(unstated ? words.peak_unstated : words.peak, { count: max });
  return fill(words.titled, { peak });
}

function loadArea({ load, extent }: Plot, { id, isDown }: Direction): TemplateResult {
  const { max } = peakOf(load);
  const block = (from: number, to: number, low: number, high: number, kind: string, paint?: string) => {
    const along = place(extent, from);
    const length = Math.max(Math.round((place(extent, to) - along) * 100) / 100, 0.2);
    const size = Math.round((high - low) * 1000) / 10;
    return isDown
      ? svg`<rect class=${kind} fill=${paint ?? nothing} x="${low * 100}%" width="${size}%" y="${along}%" height="${length}%" />`
      : svg`<rect class=${kind} fill=${paint ?? nothing} y="${Math.round((1 - high) * 1000) / 10}%" height="${size}%" x="${along}%" width="${length}%" />`;
  };
  return svg`${load.map((stretch) => {
    const low = max === 0 ? 0 : stretch.min / max;
    const high = max === 0 ? 0 : stretch.max / max;
    return svg`${block(stretch.from, stretch.to, 0, low, "least")}
      ${high > low ? block(stretch.from, stretch.to, low, high, "most") : nothing}
      ${
        stretch.unstated === 0
          ? nothing
          : block(stretch.from, stretch.to, high, Math.max(Math.min(high + 0.25, 1), high + 0.1), "unstated", `url(#${id}-hatch)`)
      }`;
  })}
  ${isDown ? svg`<line class="base" y1="0" y2="100%" />` : svg`<line class="base" x1="0" x2="100%" y1="100%" y2="100%" />`}`;
}

/** What the signs mean, as far as they occur. */
function legend(context: Context, plot: Plot): TemplateResult {
  const words = messages.legend;
  const program = undated(context, plot);
  const bars = plot.rows.flatMap(({ bars }) => bars).filter(({ left }) => !left);
  const isOver = (time: number | undefined) => time !== undefined && time < plot.extent.from;
  const fades = [plot, ...bars].some((one) => {
    const range = one.verdict === "earned" ? undefined : coming(one);
    return range?.isOpen === true && !isOver(range.to);
  });
  const isEarlier = [plot, ...bars].some((one) => isOver(coming(one)?.to) || ("state" in one && isBefore(one, plot.extent)));
  const drawnAs = (verdict: "needs_change" | "not_reachable"): [boolean, TemplateResult, string] => [
    bars.some((bar) => bar.verdict === verdict && isDrawn(bar) && !bar.failed),
    swatch(`session-bar ${verdict}`),
    common.verdict[verdict],
  ];
  const entries: Array<[boolean, TemplateResult, string]> = [
    [isEarlier, sign("earlier"), words.earlier],
    drawnAs("needs_change"),
    drawnAs("not_reachable"),
    [bars.some(({ projected }) => projected), swatch("session-bar on_course projected", "hatch"), words.projected],
    [bars.some(({ state, enrollmentEnd }) => state === "planned" && isMoment(enrollmentEnd)), sign("enrollment"), words.enrollment],
    [bars.some(({ state, upgradeDeadline }) => state !== "finished" && isMoment(upgradeDeadline)), sign("upgrade"), words.upgrade],
    [bars.some((bar) => bar.verdict === "earned" && coming(bar) !== undefined), sign("held"), words.held],
    [bars.some((bar) => bar.verdict !== "earned" && coming(bar) !== undefined), sign("expected"), words.certificate],
    [fades, swatch("tail open", "fade"), words.open],
    [bars.some((bar) => failsInSight(bar, plot.extent)), sign("failed"), messages.label.failed],
    [coming(plot) !== undefined, sign("program"), words.program],
    [plot.rows.some(({ slack }) => slack !== undefined && drawn(slack) !== undefined), sign("slack"), words.slack],
    [plot.load.some(({ min }) => min > 0), swatch("least"), words.least],
    [plot.load.some(({ min, max }) => max > min), swatch("most"), words.most],
    [plot.load.some(({ unstated }) => unstated > 0), swatch("unstated", "hatch"), words.unstated],
  ];
  return html`<ul class="legend" aria-hidden="true">
    ${plot.load.length === 0 ? nothing : html`<li class="only-down">${loadTitle(plot.load)}</li>`}
    ${plot.rows.flatMap((row) =>
      row.bars.flatMap((bar, at) => {
        // Downwards there is no room for a remark beside the course: what is drawn tells its own.
        const remark = isDrawn(bar) && !bar.failed ? undefined : remarkOf(bar);
        const session = row.bars.length > 1 ? sessionOf(context, row, at) : undefined;
        const of = fill(messages.row, { course: row.course, session });
        return remark === undefined ? [] : html`<li class="only-down">${about(of, remark)}</li>`;
      }),
    )}
    ${program === undefined ? nothing : html`<li class="only-down">${about(messages.label.program, program)}</li>`}
    ${entries
      .filter(([occurs]) => occurs)
      .map(([, drawing, text]) => html`<li>${drawing}<span>${text}</span></li>`)}
  </ul>`;
}

function sign(kind: keyof typeof SIGNS): TemplateResult {
  return html`<svg width="22" height="18" viewBox="-11 -9 22 18">
    <path class="mark-${kind}" d=${SIGNS[kind]} />
    ${kind === "held" ? svg`<path class="mark-check" d=${SIGNS.check} />` : nothing}
  </svg>`;
}

let swatches = 0;

/** A piece of an area. What it is painted with stands in it, as that of a legend which is folded paints nothing. */
export function swatch(kind: string, paint?: "hatch" | "fade" | "fade-money" | "stripes"): TemplateResult {
  swatches += 1;
  const id = `legend-${swatches}`;
  const defined =
    paint === "hatch"
      ? hatching(id)
      : paint === "stripes"
        ? stripes(id)
        : svg`<linearGradient id="${id}-${paint}">
            <stop class=${paint} offset="0" />
            <stop class="${paint} faded" offset="1" />
          </linearGradient>`;
  return html`<svg width="22" height="12">
    ${paint === undefined ? nothing : svg`<defs>${defined}</defs>`}
    <rect class=${kind} fill=${paint === undefined ? nothing : `url(#${id}-${paint})`} x="1" y="1" width="20" height="10" rx="2" />
  </svg>`;
}
