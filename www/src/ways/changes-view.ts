// The fewest changes that make the plan lead to the certificate.

import { type TemplateResult, html, nothing } from "lit";
import type { PlanFile } from "../../generated/certificate_planner.js";
import type { Change, Edit, Repair } from "../../generated/certificate_planner_proposals.js";
import type { Editor } from "../editor.js";
import { messages as common } from "../language.js";
import { label, messages } from "./messages.js";
import { changePlan } from "../plan.js";
import { courseName, credential } from "../wording/context.js";
import { deadlineAndDistance } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { about, facts } from "../wording/list.js";
import { amountRange, isNothing } from "../wording/money.js";
import { actionText } from "../wording/step.js";
import { unsettled } from "./way-card.js";
import { deadlinesText, listed, trackTitle, whenText } from "./words.js";

export function changesView(editor: Editor, repair: Repair): TemplateResult {
  const { changes, repaired, proven, counts_on_passing: open } = repair;
  const { context, plan } = editor;
  const ifPassed =
    open && html`<p>${fill(label.changes_if_passed, { courses: listed(open) })}</p>`;
  if (changes.length === 0) return ifPassed ?? html`<p>${label.changes_none}</p>`;
  const unknown = repaired?.sessions.flatMap((session) => session.unknown_deadlines ?? []) ?? [];
  const make = (all: readonly Change[]) => {
    editor.change(all.reduce((changed, { edit }) => edited(changed, edit), plan));
    // The button that was pressed is gone.
    editor.focus("answer-side");
  };
  return html`${proven ? nothing : html`<p class="remark">${label.changes_not_proven}</p>`}
    <ol class="steps">
      ${changes.map((change) => changeView(editor, change, () => make([change])))}
    </ol>
    ${
      repaired === undefined
        ? nothing
        : html`<p>
            ${fill(label.changes_then, {
              credential: credential(context),
              when: whenText(context, repaired),
            })}
          </p>`
    }
    ${repaired === undefined ? nothing : unsettled(editor, repaired)} ${ifPassed ?? nothing}
    ${unknown.length === 0 ? nothing : html`<p>${fill(messages.binding.deadline_not_published, { deadlines: deadlinesText(context, unknown) })}</p>`}
    ${
      changes.length === 1
        ? nothing
        : html`<button type="button" @click=${() => make(changes)}>${label.changes_all}</button>`
    }`;
}

function changeView(editor: Editor, { remedy, edit }: Change, make: () => void): TemplateResult {
  const { context, assessment } = editor;
  const { action, by, fee, projected } = remedy;
  const currency = assessment?.cost.currency;
  const text =
    edit.type === "track"
      ? about(label.track, trackTitle(context, edit.track))
      : actionText(context, action);
  const course = "course" in action ? courseName(context, action.course) : undefined;
  const remarks = [
    by && fill(common.label.by, { date: deadlineAndDistance(context, by) }),
    fee && currency && !isNothing(fee)
      ? fill(common.label.fee, { amount: amountRange(fee, currency) })
      : undefined,
    projected ? common.when.projected : undefined,
  ].filter((remark) => remark !== undefined);
  return html`<li>
    ${course === undefined ? nothing : html`<p class="eyebrow">${course}</p>`}
    <p>${text}</p>
    ${remarks.length === 0 ? nothing : html`<p class="remark">${facts(remarks)}</p>`}
    <button type="button" class="quiet" @click=${make}>
      ${label.change}<span class="unseen">${common.separator.colon}${course === undefined ? text : about(course, text)}</span>
    </button>
  </li>`;
}

/** The plan with a change made. */
function edited(plan: PlanFile, edit: Edit): PlanFile {
  switch (edit.type) {
    case "course": {
      const courses = plan.courses ?? [];
      const isKnown = courses.some(({ course }) => course === edit.course.course);
      const replaced = courses.map((one) =>
        one.course === edit.course.course ? edit.course : one,
      );
      return changePlan(plan, { courses: isKnown ? replaced : [...courses, edit.course] });
    }
    case "program_enrollment":
      return changePlan(plan, { program_enrollment: edit.program_enrollment });
    case "photo_id":
      return changePlan(plan, { photo_id: edit.photo_id });
    case "track":
      return changePlan(plan, { track: edit.track });
  }
}
