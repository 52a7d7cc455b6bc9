// What to do next, and which facts would settle what is open.

import { type TemplateResult, html, nothing } from "lit";
import type {
  Action,
  CourseId,
  Currency,
  MissingFact,
  PlanFile,
  Remedy,
  RunId,
  Unknown,
} from "../generated/certificate_planner.js";
import { type Editor, inputOf } from "./editor.js";
import messages from "./messages/en.json" with { type: "json" };
import { runIndex, runsOf, takeStep } from "./plan.js";
import { courseName } from "./wording/context.js";
import { deadlineAndDistance } from "./wording/date.js";
import { fill, plural } from "./wording/fill.js";
import { amountRange, isNothing } from "./wording/money.js";
import { actionText, unknownText } from "./wording/step.js";

const label = messages.label;

export function nextSteps(
  editor: Editor,
  steps: readonly Remedy[],
  currency: Currency,
): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  return html`<section part="next">
    <h3>${label.next}</h3>
    <ol class="steps">
      ${steps.map((step) => stepView(editor, step, currency))}
    </ol>
  </section>`;
}

function stepView(editor: Editor, step: Remedy, currency: Currency): TemplateResult {
  const { context, plan } = editor;
  const { action, by, fee } = step;
  const remarks = [
    by && fill(label.by, { date: deadlineAndDistance(context, by) }),
    fee && !isNothing(fee) ? fill(label.fee, { amount: amountRange(fee, currency) }) : undefined,
    step.projected ? messages.when.projected : undefined,
  ].filter((remark) => remark !== undefined);
  const taken = takeStep(plan, action);
  const take = (changed: PlanFile) => {
    editor.change(changed);
    // The button that was pressed is gone.
    editor.focus("answer-side");
  };
  return html`<li>
    ${courseLine(editor, courseIn(action))}
    <p>${actionText(context, action)}</p>
    ${remarks.length === 0 ? nothing : html`<p class="remark">${remarks.join(" · ")}</p>`}
    ${
      taken === undefined
        ? nothing
        : html`<button type="button" class="quiet" @click=${() => take(taken)}>
          ${label.apply}
        </button>`
    }
  </li>`;
}

export function missingFacts(
  editor: Editor,
  facts: readonly MissingFact[],
): TemplateResult | typeof nothing {
  if (facts.length === 0) return nothing;
  return html`<section part="missing">
    <h3>${facts.some((missing) => missing.settles > 0) ? label.missing : label.not_known_yet}</h3>
    <ol class="steps">
      ${facts.map((missing) => missingView(editor, missing))}
    </ol>
  </section>`;
}

function missingView(editor: Editor, { fact, settles }: MissingFact): TemplateResult {
  const input = inputFor(editor, fact);
  const remark = fill(plural(messages.settles, settles), { count: settles });
  return html`<li>
    ${courseLine(editor, courseIn(fact))}
    <p>${unknownText(editor.context, fact)}</p>
    ${settles === 0 ? nothing : html`<p class="remark">${remark}</p>`}
    ${
      input === undefined
        ? nothing
        : html`<button type="button" class="quiet" @click=${() => editor.focus(input)}>
          ${label.answer_now}
        </button>`
    }
  </li>`;
}

function courseLine(editor: Editor, course: CourseId | undefined): TemplateResult | typeof nothing {
  return course === undefined
    ? nothing
    : html`<p class="eyebrow">${courseName(editor.context, course)}</p>`;
}

function courseIn(subject: Action | Unknown): CourseId | undefined {
  return "course" in subject ? subject.course : undefined;
}

/** The input that takes the fact, where the learner can know it. */
function inputFor(editor: Editor, fact: Unknown): string | undefined {
  switch (fact.type) {
    case "result":
    case "mode":
    case "payment":
    case "passed_on":
      return inputOfRun(editor, fact.course, fact.run, fact.type);
    case "upgrade_deadline":
    case "enrollment_end":
    case "end_date":
      return fact.run === undefined
        ? inputOfRun(editor, fact.course, undefined, "session")
        : undefined;
    case "completed_on":
      return inputOf(fact.course, 0, "certificate_on");
    case "fee":
      return `${fact.course}/fee`;
    case "nested_certificate":
      return `nested/${fact.program}`;
    case "program_enrollment":
    case "photo_id":
    case "income":
      return fact.type;
    default:
      return undefined;
  }
}

function inputOfRun(
  editor: Editor,
  course: CourseId,
  run: RunId | undefined,
  name: string,
): string | undefined {
  const index = runIndex(editor.plan, course, run);
  if (index >= 0) return inputOf(course, index, name);
  return runsOf(editor.plan, course).length === 0 ? `${course}/add` : inputOf(course, 0, name);
}
