// The facts of the timeline as a table.

import { type TemplateResult, html, nothing } from "lit";
import type { Moment, Stated } from "../../generated/certificate_planner.js";
import { type Context, courseName, courseOf, credential, optionalSession } from "../wording/context.js";
import { date, deadlineAndDistance, span, when } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { aside, items } from "../wording/list.js";
import { notCurrent, runStatus } from "../wording/source.js";
import { messages } from "./messages.js";
import { DAY_MILLISECONDS } from "./axis.js";
import type { Bar, Plot, Row, Stretch } from "./plot.js";
import { remarkOf } from "./timeline.js";

/** Two columns at any width: each session is a group of rows. */
export function timelineTable(context: Context, plot: Plot, name: string): TemplateResult {
  const words = messages.table;
  return html`<table class="facts-table" aria-label=${name}>
    ${plot.rows.flatMap((row) => row.bars.map((bar, at) => session(context, row, bar, at)))}
    ${group(credential(context), [[words.certificate, when(context, plot.certificate, plot.verdict)]])}
    ${
      plot.load.length === 0
        ? nothing
        : group(
            messages.load.from,
            plot.load.map((stretch) => [between(context, stretch), hoursOf(stretch)]),
          )
    }
  </table>`;
}

type Fact = [string, string | undefined];

function group(title: string, facts: readonly Fact[]): TemplateResult {
  return html`<tbody>
    <tr>
      <th colspan="2" scope="rowgroup">${title}</th>
    </tr>
    ${facts.map(([name, text]) =>
      text === undefined
        ? nothing
        : html`<tr>
            <th scope="row">${name}</th>
            <td>${text}</td>
          </tr>`,
    )}
  </tbody>`;
}

function session(context: Context, row: Row, bar: Bar, at: number): TemplateResult {
  const { label, table: words } = messages;
  const status = runStatus(courseOf(context, bar.course), bar.run);
  const dates = notCurrent(status, span(bar.from, bar.to));
  const remark = remarkOf(bar);
  const by = (moment: Stated | undefined) => {
    if (moment === undefined || moment === "none") return moment === "none" ? label.none : label.unknown;
    const text = notCurrent(status, deadlineAndDistance(context, moment));
    return text !== undefined && bar.projected ? aside(text, label.projected) : text;
  };
  const title = fill(messages.row, {
    course: courseName(context, bar.course),
    session: optionalSession(context, bar.run),
  });
  const { hours } = bar;
  const isOver = bar.state === "finished";
  return group(title, [
    [words.dates, items([dates, remark].filter((text) => text !== undefined)) || label.unknown],
    [words.enrollment, bar.state === "planned" ? by(bar.enrollmentEnd) : undefined],
    [words.upgrade, isOver ? undefined : by(bar.upgradeDeadline)],
    [words.exam, row.exam === undefined || isOver ? undefined : row.exam ? label.exam : label.no_exam],
    [words.certificate, when(context, bar.certificate, bar.verdict)],
    [words.hours, hours === undefined ? label.unknown : fill(messages.load.range, { ...hours })],
    [
      words.if_failed,
      row.slack === undefined || at < row.bars.length - 1
        ? undefined
        : when(context, row.slack, "on_course"),
    ],
  ]);
}

function between(context: Context, { from, to }: Stretch): string {
  const first = day(from);
  const last = day(to - DAY_MILLISECONDS);
  return (first === last ? undefined : span(first, last)) ?? date(context, first);
}

function day(time: number): Moment {
  return new Date(time).toISOString().slice(0, 10);
}

function hoursOf({ min, max, unstated }: Stretch): string {
  const words = messages.load;
  if (max === 0) return words.unstated;
  const hours = fill(min === max ? words.same : words.range, { min, max });
  return unstated === 0 ? hours : fill(words.more, { hours, count: unstated });
}

/** The first and the last day of the picture. */
export function edgesOf(context: Context, { extent }: Plot): { from: string; to: string } {
  return { from: date(context, day(extent.from)), to: date(context, day(extent.to)) };
}
