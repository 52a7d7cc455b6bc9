// One course of the form: its sessions, and its price where that is not published.

import { type TemplateResult, html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type {
  CourseFee,
  CourseFile,
  CourseId,
  PlannedRunFile,
  ProgramId,
  RequirementFile,
  ScorePart,
} from "../generated/certificate_planner.js";
import { catalogText } from "./catalog-text.js";
import { aboutCourse, factsLine } from "./course-facts.js";
import type { Editor } from "./editor.js";
import { inputOf } from "./editor.js";
import {
  amountProblem,
  domId,
  optionsOf,
  parseAmount,
  parsePercent,
  select,
  textField,
} from "./fields.js";
import { label, messages } from "./language.js";
import { addRun, changeCourse, plannedCourse, runKeys, runsOf } from "./plan.js";
import { sessionForm } from "./session-form.js";
import { verdictMark } from "./verdict-view.js";
import { courseOf } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { money } from "./wording/money.js";

export function courseCard(editor: Editor, id: CourseId): TemplateResult {
  const course = courseOf(editor.context, id);
  if (course === undefined) return html``;
  const runs = runsOf(editor.plan, id);
  const answer = editor.assessment?.courses.find((assessed) => assessed.course === id);
  const verdict = runs.length > 0 && answer !== undefined ? verdictMark(answer.verdict) : nothing;
  const add = () => {
    const run: PlannedRunFile = { state: "planned" };
    const [key = ""] = runKeys([run]);
    editor.setOpen(inputOf(id, key, "form"), true);
    editor.change(addRun(editor.plan, id, run));
    editor.focus(inputOf(id, key, "session"));
  };
  const keys = runKeys(runs);
  const heading = domId(`${id}/title`);
  return html`<article class="course" aria-labelledby=${heading}>
    <header>
      <h4 id=${heading}><span class="number">${id}</span> ${catalogText(course.title)}</h4>
      ${verdict}
    </header>
    ${factsLine(editor.context, course)}
    ${runs.map((run, index) => keyed(keys[index], sessionForm(editor, course, run, index)))}
    <button
      type="button"
      id="${id}/add"
      class="quiet"
      aria-label=${fill(label.add_session_of, { course: id })}
      @click=${add}
    >
      <span aria-hidden="true">+</span> ${label.add_session}
    </button>
    ${feeField(editor, course, answer?.fee)} ${usedForField(editor, course)} ${carriedOverFields(editor, course)}
    ${aboutCourse(editor.context, course)}
  </article>`;
}

/** The price, where the learner must read it on the course page. */
function feeField(
  editor: Editor,
  course: CourseFile,
  known: CourseFee | undefined,
): TemplateResult | typeof nothing {
  const planned = plannedCourse(editor.plan, course.id);
  const isAsked = known?.basis === "not_published" || known?.basis === "other_currency";
  if (planned.fee === undefined && !isAsked) return nothing;
  const last = known?.last_known ?? course.fee?.value;
  const currency = planned.fee?.currency ?? editor.assessment?.cost.currency ?? "USD";
  return textField(editor, {
    id: `${course.id}/fee`,
    label: fill(label.fee_on_page, { currency }),
    of: course.id,
    hint: fill(label.fee_on_page_hint, { amount: last && money(last) }),
    value: planned.fee?.amount.replace(/\.00$/, ""),
    parse: parseAmount,
    problem: amountProblem,
    change: (amount) => {
      const fee = amount === undefined ? undefined : { amount, currency };
      editor.change(changeCourse(editor.plan, course.id, { fee }), `${course.id}/fee`);
    },
  });
}

/** A course that counts for only one of two programs. */
function usedForField(editor: Editor, course: CourseFile): TemplateResult | typeof nothing {
  const { catalog, program } = editor.context;
  const others = rivals(program.requirement.value, course.id);
  if (others.length === 0 || runsOf(editor.plan, course.id).length === 0) return nothing;
  const title = (id: ProgramId) =>
    catalog.programs.find((candidate) => candidate.id === id)?.title ?? id;
  return select({
    id: `${course.id}/used_for`,
    label: label.used_for,
    of: course.id,
    value: plannedCourse(editor.plan, course.id).used_for,
    options: [
      { value: undefined, label: label.used_for_none },
      ...others.map((id) => ({ value: id, label: title(id) })),
    ],
    change: (used_for) => editor.change(changeCourse(editor.plan, course.id, { used_for })),
  });
}

function rivals(node: RequirementFile, course: CourseId): ProgramId[] {
  switch (node.kind) {
    case "course":
      return node.course === course ? (node.not_also_for ?? []) : [];
    case "one_track_of":
      return node.tracks.flatMap((track) => rivals(track.requirement, course));
    case "all_of":
    case "min_number_of":
    case "unreadable":
      return node.of.flatMap((child) => rivals(child, course));
    case "program":
    case "unlisted":
      return [];
  }
}

function carriedOverFields(editor: Editor, course: CourseFile): TemplateResult | typeof nothing {
  const parts = course.carried_over?.value ?? [];
  const runs = runsOf(editor.plan, course.id);
  const carried = plannedCourse(editor.plan, course.id).carried_over;
  // Only a second session can take over a score of the first.
  if (parts.length === 0 || (runs.length < 2 && carried === undefined)) return nothing;
  const id = `${course.id}/carried_over`;
  const waiting = editor.draft(id);
  const part: ScorePart | undefined =
    carried?.part ?? parts.find((candidate) => candidate === waiting);
  const change = (chosen: ScorePart | undefined, score: number | undefined, input?: string) => {
    editor.setDraft(id, chosen);
    const carried_over =
      chosen === undefined || score === undefined ? undefined : { part: chosen, score };
    editor.change(changeCourse(editor.plan, course.id, { carried_over }), input);
  };
  const score =
    part === undefined
      ? nothing
      : textField(editor, {
          id: `${id}/score`,
          label: label.carried_over_score,
          of: course.id,
          value: carried?.score,
          parse: parsePercent,
          problem: messages.hint.score,
          change: (value) => change(part, value, `${id}/score`),
        });
  return html`<div class="row">
    ${select({
      id,
      label: label.carried_over,
      of: course.id,
      value: part,
      options: optionsOf(parts, messages.part, label.carried_over_none),
      change: (chosen) => change(chosen, carried?.score),
    })}
    ${score}
  </div>`;
}
