// One course alone: whether, when and for how much its certificate is earned.

import { type TemplateResult, html, nothing } from "lit";
import type {
  CourseId,
  CourseSessions,
  PlanFile,
  PlannedRunFile,
  ProgramId,
  Session,
} from "../generated/certificate_planner.js";
import { courseAnswer } from "./course-answers.js";
import { courseCard } from "./course-card.js";
import type { Editor } from "./editor.js";
import { label } from "./language.js";
import { addRun, emptyPlan } from "./plan.js";
import { incomeFields } from "./plan-form.js";
import { courseIn, missingFacts, nextSteps } from "./step-view.js";
import { TURN } from "./turns.js";

/** What a learner most likely asks about a course: its next session, paid for and passed. */
export function planFor(
  program: ProgramId,
  course: CourseId,
  listed: readonly CourseSessions[],
): PlanFile {
  const sessions = listed.find((known) => known.course === course)?.sessions ?? [];
  const run = nextOf(sessions);
  if (run === undefined) return emptyPlan(program);
  const planned: PlannedRunFile = {
    run,
    state: "planned",
    mode: "verified",
    payment: "will_pay",
    result: "will_pass",
  };
  return addRun(emptyPlan(program), course, planned);
}

/** The first session that one can still enroll in; one that is published before one that is projected. */
function nextOf(sessions: readonly Session[]): Session["run"] | undefined {
  const open = sessions.filter(({ ended, open }) => ended !== "yes" && open === "yes");
  return (open.find(({ projected }) => !projected) ?? open[0])?.run;
}

/** The statements about the course. */
export function compactForm(editor: Editor, course: CourseId): TemplateResult {
  return html`<section class="about-you">${incomeFields(editor)}</section>
    ${
      editor.isDue(TURN.learner)
        ? html`<section>
            <h3 class="unseen">${label.courses}</h3>
            ${courseCard(editor, course)}
          </section>`
        : nothing
    }`;
}

/** The answer for the course, with what concerns it of what comes next and what is not known. */
export function compactAnswer(editor: Editor, course: CourseId): TemplateResult | typeof nothing {
  const { assessment } = editor;
  // It stands below the form, which must not move it.
  if (!editor.isDue(TURN.steps)) return nothing;
  const answer = assessment?.courses.find((assessed) => assessed.course === course);
  if (assessment === undefined || answer === undefined) return nothing;
  const currency = assessment.cost.currency;
  const next = assessment.next.filter(({ action }) => courseIn(action) === course);
  const missing = assessment.missing.filter(({ fact }) => courseIn(fact) === course);
  return html`<section part="courses">
      <h3 class="unseen">${label.answer}</h3>
      ${courseAnswer(editor, answer, currency)}
    </section>
    ${nextSteps(editor, next, currency)} ${missingFacts(editor, missing)}`;
}
