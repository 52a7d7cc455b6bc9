// What is wrong with a catalog or a plan: every place with its sentence. Loaded when there is something.

import { type TemplateResult, html, nothing } from "lit";
import type { Problem, Severity } from "../generated/certificate_planner.js";
// What this script and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import { type Editor, inputOf } from "./editor.js";
import type { Reading, RecordNote } from "./engine.js";
import { messages as common } from "./language.js";
import { placeOf, runKeys } from "./plan.js";
import { courseName, optionalSession } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { about, sentences } from "./wording/list.js";
import { faultText, formFaultText } from "./wording/problem.js";
import { label, messages } from "./wording/problem-messages.js";
import { remarkText } from "./wording/remark.js";

export { formFaultText };

/** A place that is doubtful, with what is said of it. */
export interface Doubt {
  path: string;
  text: string;
}

/** A place of which something is said. */
export type Place = Problem | RecordNote | Doubt;

/**
 * What is wrong with a file, and what is doubtful in it or in the records that it was made from; `beside`
 * makes what follows a sentence.
 */
export function problemList(
  problems: readonly Problem[],
  notes: readonly (RecordNote | Doubt)[] = [],
  beside: (place: Place) => unknown = () => nothing,
): TemplateResult {
  const item = (place: Place, severity: Severity, text: string) =>
    html`<li class=${severity}>
      <code>${place.path || messages.whole_file}</code>
      <span>${about(messages.severity[severity], text)}</span>
      ${beside(place)}
    </li>`;
  return html`<ul class="problems">
    ${problems.map((problem) => item(problem, problem.severity, faultText(problem.fault)))}
    ${notes.map((note) => item(note, "warning", "text" in note ? note.text : remarkText(note)))}
  </ul>`;
}

/** A catalog that is refused, and why. */
export function refusedCatalog(
  { problems, notes }: Reading,
  name: string | undefined,
  back: TemplateResult | typeof nothing,
): TemplateResult {
  const list = html`${problemList(problems, notes)} ${back}`;
  return problemsView(label.problems_catalog, label.problems_catalog_hint, list, name);
}

/** The same for readers of a page that names the catalog: they cannot mend it, and lose nothing. */
export function refusedToReader(back: TemplateResult | typeof nothing): TemplateResult {
  return html`<section class="refused" part="problems">
    <p>${label.problems_reader}</p>
    ${back}
  </section>`;
}

/** A plan that was set from outside and is none. */
export function refusedSet(problems: readonly Problem[]): TemplateResult {
  return problemsView(label.problems_set, label.problems_set_hint, problemList(problems));
}

/** Statements of the plan that contradict each other; the rest may have an answer all the same. */
export function refusedPlan(
  editor: Editor,
  problems: readonly Problem[],
  isRestAnswered: boolean,
): TemplateResult {
  const hint = isRestAnswered
    ? sentences([label.problems_plan_hint, label.without_these])
    : label.problems_plan_hint;
  const list = html`<ul class="problems">
    ${problems.map((problem) => planProblem(editor, problem))}
  </ul>`;
  return problemsView(common.label.problems_plan, hint, list);
}

function planProblem(editor: Editor, { path, severity, fault }: Problem): TemplateResult {
  const place = placeIn(editor, path);
  if (place === undefined) {
    return html`<li class=${severity}>
      <code>${path === "" ? messages.whole_file : path}</code> <span>${faultText(fault)}</span>
    </li>`;
  }
  const { name, input } = place;
  return html`<li class=${severity}>
    <b>${name}</b>
    <span>${fault.type === "duplicate_id" ? label.session_twice : formFaultText(fault)}</span>
    ${
      input === undefined
        ? nothing
        : html`<button
          type="button"
          class="quiet"
          aria-label=${about(label.go_there, name)}
          @click=${() => editor.focus(input)}
        >
          ${label.go_there}
        </button>`
    }
  </li>`;
}

/** A place of the plan in words, and the input that leads to it. */
function placeIn(
  { context, plan }: Editor,
  path: string,
): { name: string; input?: string } | undefined {
  const { course: at, run: index } = placeOf(path);
  const planned = at === undefined ? undefined : plan.courses?.[at];
  if (planned === undefined) return undefined;
  const course = courseName(context, planned.course);
  const runs = planned.runs ?? [];
  const run = index === undefined ? undefined : runs[index];
  if (index === undefined || run === undefined) return { name: course };
  const ordinal = fill(common.session.ordinal, { number: index + 1 });
  const session = optionalSession(context, run.run) ?? ordinal;
  return {
    name: fill(common.plan_place.session, { course, session }),
    input: inputOf(planned.course, runKeys(runs)[index] ?? "", "session"),
  };
}

function problemsView(
  title: string,
  hint: string,
  list: TemplateResult,
  name?: string,
): TemplateResult {
  return html`<section class="refused" part="problems">
    ${name === undefined ? nothing : html`<p class="eyebrow">${name}</p>`}
    <h2 tabindex="-1">${title}</h2>
    <p>${hint}</p>
    ${list}
  </section>`;
}
