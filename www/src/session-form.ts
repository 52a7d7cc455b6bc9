// One session of a course: closed it is a line, open it is a form.

import { type TemplateResult, html, nothing } from "lit";
import type {
  CourseFile,
  PlannedRunFile,
  RunResult,
  Session,
} from "../generated/certificate_planner.js";
import { type Editor, inputOf } from "./editor.js";
import { messages } from "./language.js";
import { sessionPart } from "./later.js";
import { changeRun, runKeys, runsOf } from "./plan.js";
import { optionalSession } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { facts } from "./wording/list.js";
import { percent } from "./wording/money.js";

/** A session of the form, and the way to change it. */
export interface SessionPart {
  editor: Editor;
  course: CourseFile;
  run: PlannedRunFile;
  /** Its place among the sessions of the course. */
  index: number;
  session: Session | undefined;
  /** The session and its course, which tell its inputs from others. */
  name: string;
  /** The name of one of its inputs. */
  id(name: string): string;
  change(change: Partial<PlannedRunFile>, input?: string): void;
}

export function sessionForm(
  editor: Editor,
  course: CourseFile,
  run: PlannedRunFile,
  index: number,
): TemplateResult {
  const key = runKeys(runsOf(editor.plan, course.id))[index] ?? "";
  const id = (name: string) => inputOf(course.id, key, name);
  const session = editor.sessions(course.id).find((candidate) => candidate.run === run.run);
  const change = (changes: Partial<PlannedRunFile>, input?: string) =>
    editor.change(changeRun(editor.plan, course.id, index, changes), input);
  const name = nameOfSession(editor, run, index);
  const ofCourse = fill(messages.plan_place.session, { course: course.id, session: name });
  const part: SessionPart = { editor, course, run, index, session, name: ofCourse, id, change };
  const again = () => {
    editor.need(sessionPart);
    // The button that was pressed goes.
    editor.focus(id("session"));
  };
  const toggled = (event: Event) => {
    const details = event.currentTarget;
    if (!(details instanceof HTMLDetailsElement)) return;
    editor.setOpen(id("form"), details.open);
    if (details.open && sessionPart.it === undefined) editor.need(sessionPart);
  };
  const isOpen = editor.isOpen(id("form"));
  // What is closed has no fields: they would be most of the page, and browsers look through all of them for
  // what they could fill in, for which they lay out each one that is hidden.
  return html`<details class="session" aria-label=${ofCourse} .open=${isOpen} @toggle=${toggled}>
    <summary><b><span class="unseen">${course.id}${messages.separator.items}</span>${name}</b> <span class="says">${summary(run)}</span></summary>
    <div class="fields">
      ${isOpen ? sessionPart.view((script) => script.sessionFields(part), again) : nothing}
    </div>
  </details>`;
}

/** What the session is called on the page. */
export function nameOfSession({ context }: Editor, run: PlannedRunFile, index: number): string {
  const ordinal = fill(messages.session.ordinal, { number: index + 1 });
  return optionalSession(context, run.run) ?? ordinal;
}

/** What is said of the session, in a few words. */
function summary(run: PlannedRunFile): string {
  if (run.left !== undefined) return messages.leaving[run.left];
  if (run.certificate !== undefined) return messages.certificate_summary[run.certificate];
  const scores = [run.score, run.coursework_score, run.exam_score].filter(
    (score) => score !== undefined,
  );
  const words = [
    run.platform && messages.platform[run.platform],
    messages.state[run.state],
    run.mode && messages.mode[run.mode],
    run.payment && messages.payment[run.payment],
    run.result ? resultText(run.result, run) : scores.map(percent).join(" + ") || undefined,
  ];
  return facts(words);
}

function resultText(result: RunResult, run: PlannedRunFile): string {
  const isForecast = result === "not_passed" && run.state !== "finished";
  return isForecast ? messages.result.will_not_pass : messages.result[result];
}
