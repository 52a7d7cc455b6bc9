// One course alone: whether, when and for how much its certificate is earned. Loaded where a page asks for it.

import { type TemplateResult, html, nothing } from "lit";
import type {
  Action,
  CourseFile,
  CourseId,
  CourseSessions,
  PlanFile,
  PlannedRunFile,
  ProgramId,
  RequirementFile,
  Session,
} from "../generated/certificate_planner.js";
// What this script and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import { messages } from "./compact-messages.js";
import { courseAnswer } from "./course-answers.js";
import { courseCard } from "./course-card.js";
import type { Editor } from "./editor.js";
import { checkbox } from "./fields.js";
import { label } from "./language.js";
import { addRun, changeCourse, emptyPlan, runsOf } from "./plan.js";
import { incomeFields, photoIdChoice } from "./plan-form.js";
import { dataLine } from "./source-view.js";
import { courseIn, missingFacts, nextSteps } from "./step-view.js";
import { TURN } from "./turns.js";
import { courseName, courseOf } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { items } from "./wording/list.js";

/** What concerns every course, as it stands in the form above the answer. */
const OF_THE_LEARNER: readonly string[] = ["income", "photo_id", "photo_id_rule", "verify_photo_id"];

/** A certificate that the learner has, and nothing else of how. */
const HELD: PlannedRunFile = { state: "finished", certificate: "held" };

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

/**
 * The first session that one can still enroll in, or else the first of which that is not known, rather one that surely
 * lasts; one that is published before one that is projected.
 */
function nextOf(sessions: readonly Session[]): Session["run"] | undefined {
  const possible = sessions.filter(({ ended, open }) => ended !== "yes" && open !== "no");
  const open = possible.filter((session) => session.open === "yes");
  const lasting = possible.filter(({ ended }) => ended === "no");
  const best = [open, lasting, possible].find(({ length }) => length > 0);
  return (best?.find(({ projected }) => !projected) ?? best?.[0])?.run;
}

/** The statements about the course. */
export function compactForm(editor: Editor, course: CourseId): TemplateResult {
  return html`<section class="about-you">
      ${incomeFields(editor)} ${photoIdChoice(editor)} ${heldFirst(editor, course)}
    </section>
    ${
      editor.isDue(TURN.learner)
        ? html`<section>
            <h3 class="unseen">${label.courses}</h3>
            ${courseCard(editor, course)}
          </section>`
        : nothing
    }`;
}

/** What a learner holds that the course needs first: its own plan knows of no other course otherwise. */
function heldFirst(editor: Editor, id: CourseId): TemplateResult | typeof nothing {
  const course = courseOf(editor.context, id);
  const first = course === undefined ? [] : requiredFirst(editor, course);
  const needed = course?.capstone?.value === "after_all_others" ? others(editor, course) : first;
  const all = [...new Set([...first, ...needed])];
  if (all.length === 0) return nothing;
  const isHeld = (other: CourseId) =>
    runsOf(editor.plan, other).some(({ certificate }) => certificate === "held");
  const change = (holds: boolean) => {
    const changed = all.reduce((plan, other) => withHeld(plan, other, holds), editor.plan);
    editor.change(changed);
  };
  // Which of several electives a learner holds makes no difference to a capstone, so none is named.
  const names = first.map((other) => courseName(editor.context, other));
  const courses = needed === first ? items(names) : undefined;
  return checkbox({
    id: "held_first",
    label: fill(messages.held_first, { courses }),
    value: all.every(isHeld),
    change,
  });
}

function requiredFirst({ context }: Editor, { prerequisites = [] }: CourseFile): CourseId[] {
  const required = prerequisites.filter(({ strength }) => strength === "required");
  return required.map(({ course }) => course).filter((id) => courseOf(context, id) !== undefined);
}

/** As many of the other courses of the program as it takes. */
function others({ context, plan }: Editor, { id }: CourseFile): CourseId[] {
  const above = new Set<ProgramId>();
  const enough = (node: RequirementFile): CourseId[] => {
    switch (node.kind) {
      case "course":
        return [node.course];
      case "program": {
        const nested = context.catalog.programs.find((program) => program.id === node.program);
        // One that is nested in itself ends there.
        if (nested === undefined || above.has(nested.id)) return [];
        above.add(nested.id);
        return enough(nested.requirement.value);
      }
      case "one_track_of": {
        const chosen = node.tracks.find((track) => track.id === plan.track) ?? node.tracks[0];
        return chosen === undefined ? [] : enough(chosen.requirement);
      }
      case "min_number_of":
        return (node.advanced === undefined ? node.of.slice(0, node.number) : node.of).flatMap(enough);
      case "all_of":
      case "unreadable":
        return node.of.flatMap(enough);
      case "unlisted":
        return [];
    }
  };
  return enough(context.program.requirement.value).filter((other) => other !== id);
}

function withHeld(plan: PlanFile, course: CourseId, holds: boolean): PlanFile {
  const rest = runsOf(plan, course).filter(({ certificate }) => certificate !== "held");
  return changeCourse(plan, course, { runs: holds ? [...rest, { ...HELD }] : rest });
}

/** The answer for the course, with what concerns it of what comes next and what is not known. */
export function compactAnswer(editor: Editor, course: CourseId): TemplateResult | typeof nothing {
  const { assessment } = editor;
  // It stands below the form, which must not move it.
  if (!editor.isDue(TURN.steps)) return nothing;
  const answer = assessment?.courses.find((assessed) => assessed.course === course);
  if (assessment === undefined || answer === undefined) return nothing;
  const currency = assessment.cost.currency;
  const concerns = (subject: Parameters<typeof courseIn>[0]) =>
    courseIn(subject) === course || OF_THE_LEARNER.includes(subject.type);
  const hasSession = nextOf(editor.sessions(course)) !== undefined;
  const isMissed = runsOf(editor.plan, course).length === 0 && !hasSession;
  // Where no session is open, there is none to put into the plan.
  const isPossible = ({ type }: Action) => !isMissed || type !== "enroll";
  const next = assessment.next.filter(({ action }) => concerns(action) && isPossible(action));
  const missing = assessment.missing.filter(({ fact }) => concerns(fact));
  // That a course is not in the plan is no news to who could not put it there; a session that is there is published.
  const pointless = [isMissed && "not_in_plan", hasSession && "no_run_published"];
  const reasons = answer.reasons.filter(({ because }) => !pointless.includes(because.type));
  return html`<section part="courses">
      <h3 class="unseen">${label.answer}</h3>
      ${isMissed ? html`<p>${messages.no_session}</p>` : nothing}
      ${courseAnswer(editor, { ...answer, reasons }, currency)}
      ${dataLine(editor.context)}
    </section>
    ${nextSteps(editor, next, currency)} ${missingFacts(editor, missing)}`;
}
