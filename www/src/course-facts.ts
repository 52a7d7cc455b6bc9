// What the catalog says of a course.

import { type TemplateResult, html, nothing } from "lit";
import type { CourseFile, Fact } from "../generated/certificate_planner.js";
import { catalogText } from "./catalog-text.js";
import { passingScore } from "./grading.js";
import { messages } from "./language.js";
import { link, sourceLine } from "./source-view.js";
import { type Context, courseName } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { facts } from "./wording/list.js";
import { money, percent } from "./wording/money.js";

/** The facts in one line; old ones are said to be old. */
export function factsLine({ program }: Context, course: CourseFile): TemplateResult {
  // Where the fee depends on the income, the price of the catalog is what the highest income pays.
  const fee = program.income_tiers === undefined ? course.fee : undefined;
  const known = [
    said(course.capstone, () => messages.fact.capstone),
    said(course.pacing, ({ value }) => messages.pacing[value]),
    said(course.weeks, ({ value }) => fill(messages.fact.weeks, { count: value })),
    said(course.hours_per_week, ({ value }) => fill(messages.fact.hours, { ...value })),
    said(passingScore(course), ({ value }) => fill(messages.fact.passing, { passing: percent(value) })),
    said(fee, ({ value }) => fill(messages.fact.fee, { fee: money(value) })),
  ];
  return html`<p class="facts">${facts(known)}</p>`;
}

function said<T>(fact: Fact<T> | undefined, text: (fact: Fact<T>) => string): string | undefined {
  if (fact === undefined) return undefined;
  if (fact.status === "current") return text(fact);
  const message = fact.status === "historic" ? messages.fact.old : messages.fact.secondary;
  return fill(message, { fact: text(fact) });
}

/** The notes of a course with their sources, to be opened. */
export function aboutCourse(context: Context, course: CourseFile): TemplateResult | typeof nothing {
  const notes = course.notes ?? [];
  const first = course.prerequisites ?? [];
  if (notes.length + first.length === 0 && course.url === undefined) return nothing;
  const before = messages.because.prerequisite_not_done;
  return html`<details class="about">
    <summary
      aria-label=${fill(messages.of_course, { label: messages.label.notes, course: course.id })}
    >
      ${messages.label.notes}
    </summary>
    <ul class="notes">
      ${first.map(
        (prerequisite) => html`<li>
          ${fill(before[prerequisite.strength], { first: courseName(context, prerequisite.course) })}
          ${prerequisite.note === undefined ? nothing : catalogText(prerequisite.note)} ${sourceLine(context, prerequisite.source, prerequisite.status)}
        </li>`,
      )}
      ${notes.map((note) => noteView(context, note))}
      ${course.url === undefined ? nothing : html`<li>${link(course.url, messages.label.course_page)}</li>`}
    </ul>
  </details>`;
}

export function noteView(context: Context, fact: Fact<string>): TemplateResult {
  return html`<li>${catalogText(fact.value)} ${sourceLine(context, fact.source, fact.status)}</li>`;
}
