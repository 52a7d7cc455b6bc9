// What to do next, and which facts would settle what is open.

import { type TemplateResult, html, nothing } from "lit";
import type {
  Action,
  AmountRange,
  CourseId,
  Currency,
  MissingFact,
  PlanFile,
  Remedy,
  RunId,
  Status,
  Unknown,
} from "../generated/certificate_planner.js";
import { catalogText } from "./catalog-text.js";
import { type Editor, inputOf } from "./editor.js";
import { label, messages } from "./language.js";
import { runIndex, runKeys, runsOf, takeStep } from "./plan.js";
import { courseName, courseOf } from "./wording/context.js";
import { deadlineAndDistance } from "./wording/date.js";
import { fill } from "./wording/fill.js";
import { about, facts } from "./wording/list.js";
import { amountRange, isNothing } from "./wording/money.js";
import { notCurrent, runStatus, weakest } from "./wording/source.js";
import { actionText, unknownText } from "./wording/step.js";

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
  const course = courseIn(action);
  const offered = course === undefined ? undefined : courseOf(context, course);
  const dates = runStatus(offered, "run" in action ? action.run : undefined);
  const assessed = editor.assessment?.courses.find((candidate) => candidate.course === course);
  const fees = weakest((assessed?.fee.sources ?? []).map(({ status }) => status));
  const remarks = [
    by && fill(label.by, { date: notCurrent(dates, deadlineAndDistance(context, by)) }),
    fee && !isNothing(fee)
      ? fill(label.fee, { amount: feeText(fee, currency, fees) })
      : undefined,
    step.projected ? messages.when.projected : undefined,
  ].filter((remark) => remark !== undefined);
  const taken = takeStep(plan, action);
  const choices = action.type === "add_courses" && taken === undefined ? action.courses : [];
  const take = (changed: PlanFile) => {
    editor.change(changed);
    // The button that was pressed is gone.
    editor.focus("answer-side");
  };
  return html`<li>
    ${courseLine(editor, course)}
    <p>${actionText(context, action)}</p>
    ${remarks.length === 0 ? nothing : html`<p class="remark">${facts(remarks)}</p>`}
    ${
      taken === undefined
        ? nothing
        : html`<button
          type="button"
          class="quiet"
          @click=${() => take(taken)}
        >
          ${label.apply}${unseen(course, actionText(context, action))}
        </button>`
    }
    ${choices
      // What is in the plan already has a step of its own.
      .filter((choice) => runsOf(plan, choice).length === 0)
      .map((choice) => {
        const added = takeStep(plan, { type: "add_courses", courses: [choice], count: 1 });
        return html`<button type="button" class="quiet" @click=${() => take(added ?? plan)}>
          ${fill(label.apply_course, { course: choice })}
        </button>`;
      })}
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
  const question = questionOf(editor, fact);
  const remark = fill(messages.settles, { count: settles });
  return html`<li>
    ${courseLine(editor, courseIn(fact))}
    <p>${question}</p>
    ${settles === 0 ? nothing : html`<p class="remark">${remark}</p>`}
    ${
      input === undefined
        ? nothing
        : html`<button
          type="button"
          class="quiet"
          @click=${() => editor.focus(input)}
        >
          ${label.answer_now}${unseen(courseIn(fact), question)}
        </button>`
    }
  </li>`;
}

/** What a button is about, for a reader who hears it alone. */
function unseen(course: CourseId | undefined, text: string): TemplateResult {
  const subject = course === undefined ? text : about(course, text);
  return html`<span class="unseen">${messages.separator.colon}${subject}</span>`;
}

function feeText(fee: AmountRange, currency: Currency, status: Status | undefined) {
  const text = amountRange(fee, currency);
  return fee.high === undefined ? text : notCurrent(status, text);
}

/** An income in another currency lacks its rate, not its amount. */
function questionOf({ context, plan }: Editor, fact: Unknown): string {
  if (fact.type !== "income" || plan.income === undefined) return unknownText(context, fact);
  return fill(messages.unknown.exchange_rate, {
    currency: plan.income.currency,
    tier_currency: context.program.income_tiers?.value.currency,
  });
}

function courseLine(editor: Editor, course: CourseId | undefined): TemplateResult | typeof nothing {
  return course === undefined
    ? nothing
    : html`<p class="eyebrow" data-course=${course}>
        ${catalogText(courseName(editor.context, course))}
      </p>`;
}

export function courseIn(subject: Action | Unknown): CourseId | undefined {
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
    case "session_exists":
      return inputOfRun(editor, fact.course, fact.run, "session");
    case "upgrade_deadline":
    case "enrollment_end":
    case "end_date":
      return fact.run === undefined
        ? inputOfRun(editor, fact.course, undefined, "session")
        : undefined;
    case "completed_on":
      return runsOf(editor.plan, fact.course).length === 0
        ? `${fact.course}/add`
        : inputOf(fact.course, firstKey(editor, fact.course), "certificate_on");
    case "fee":
      return `${fact.course}/fee`;
    case "nested_certificate":
      return `nested/${fact.program}`;
    case "income":
      return editor.plan.income === undefined ? "income" : "exchange_rate";
    case "program_enrollment":
    case "photo_id":
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
  const runs = runsOf(editor.plan, course);
  const key = runKeys(runs)[runIndex(editor.plan, course, run)];
  if (key !== undefined) return inputOf(course, key, name);
  return runs.length === 0 ? `${course}/add` : inputOf(course, firstKey(editor, course), name);
}

function firstKey({ plan }: Editor, course: CourseId): string {
  return runKeys(runsOf(plan, course))[0] ?? "";
}
