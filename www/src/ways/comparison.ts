// Two or three ways side by side.

import { type TemplateResult, html, nothing } from "lit";
import type { CourseId } from "../../generated/certificate_planner.js";
import type { Way } from "../../generated/certificate_planner_proposals.js";
import { messages as common } from "../language.js";
import { label, messages } from "./messages.js";
import { type Context, courseName } from "../wording/context.js";
import { type Message, fill } from "../wording/fill.js";
import { clauses } from "../wording/list.js";
import { type Compared, coursesOf } from "./search.js";
import { atOnceText, costText, datesText, hoursText, isLeastLoad, shortWhenText, trackTitle } from "./words.js";

/** More do not fit beside each other. */
export const COMPARED_MAX = 3;

/** What is compared, with one text for each column. */
export interface Row {
  name: string;
  cells: readonly string[];
}

export function comparison(
  context: Context,
  compared: readonly Compared[],
  leaveOut: (at: number) => void,
): TemplateResult {
  const titles = compared.map(({ title }) => title());
  const rows = rowsOf(
    context,
    compared.map(({ way }) => way),
  );
  const remove = (title: string) => fill(label.remove_way, { title });
  return sideBySide("comparison-title", titles, rows, remove, leaveOut);
}

/** Columns side by side; the rows in which they differ stand out. */
export function sideBySide(
  titleId: string,
  titles: readonly string[],
  rows: readonly Row[],
  removeText: (title: string) => string,
  leaveOut: (at: number) => void,
): TemplateResult {
  // Roles are written out, because a table that is laid out otherwise loses its own.
  return html`<table class="compared" role="table" aria-labelledby=${titleId}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col"><span class="unseen">${label.table_row}</span></th>
        ${titles.map(
          (title, at) => html`<th role="columnheader" scope="col">
            ${title}
            <button
              type="button"
              class="quiet"
              aria-label=${removeText(title)}
              @click=${() => leaveOut(at)}
            >
              ×
            </button>
          </th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(({ name, cells }) => {
        const differs = new Set(cells).size > 1;
        return html`<tr role="row" class=${differs ? "differs" : ""}>
          <th role="rowheader" scope="row">${name}${
            differs ? html`<span class="unseen">${common.separator.items}${label.differs}</span>` : nothing
          }</th>
          ${cells.map(
            (cell, at) => html`<td role="cell" data-title=${shortened(titles[at] ?? "")}>${cell}</td>`,
          )}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** A long title as it stands before every text of a narrow table: its end may be what tells a copy apart. */
function shortened(title: string): string {
  const letters = [...title];
  if (letters.length <= 40) return title;
  const [start, end] = [letters.slice(0, 24).join(""), letters.slice(-12).join("")];
  return `${start.trimEnd()}…${end.trimStart()}`;
}

function rowsOf(context: Context, ways: readonly Way[]): Row[] {
  const row = (name: string, text: (way: Way) => string) => ({ name, cells: ways.map(text) });
  const hasTracks = ways.some((way) => way.plan.track !== undefined);
  return [
    row(label.when, (way) => shortWhenText(context, way)),
    row(label.to_pay, costText),
    row(ways.some(isLeastLoad) ? label.hours_heaviest : label.hours_peak, (way) =>
      hoursText(context, way),
    ),
    row(label.at_once, atOnceText),
    ...(hasTracks
      ? [row(label.track_of, ({ plan }) => plan.track === undefined ? "" : trackTitle(context, plan.track))]
      : []),
    row(messages.compared.risk, riskText),
    ...coursesOf(ways).map((course) =>
      row(courseName(context, course), (way) => sessionsText(context, way, course)),
    ),
  ];
}

function riskText(way: Way): string {
  const counts: Array<[Message, number]> = [
    [messages.compared.risk_tight, way.tight.filter(({ close }) => close).length],
    [messages.compared.risk_order, way.against_recommended.length],
    [messages.compared.risk_projected, way.sessions.filter((session) => session.projected).length],
    [messages.compared.risk_undated, way.undated],
  ];
  const risks = counts.filter(([, count]) => count > 0);
  if (risks.length === 0) return messages.compared.no_risk;
  return clauses(risks.map(([message, count]) => fill(message, { count })));
}

function sessionsText(context: Context, way: Way, course: CourseId): string {
  const own = way.sessions.filter((session) => session.course === course);
  if (own.length > 0) return clauses(own.map((one) => datesText(context, one)));
  const known = way.assessment.courses.find((one) => one.course === course);
  return known?.verdict === "earned" ? messages.compared.held : messages.compared.not_taken;
}
