// One session of a course: closed it is a line, open it is a form.

import { type TemplateResult, html, nothing } from "lit";
import type {
  CertificateState,
  CourseFile,
  EnrollmentMode,
  PlannedRunFile,
  RunResult,
  Session,
} from "../generated/certificate_planner.js";
import { type Editor, inputOf } from "./editor.js";
import {
  amountProblem,
  choice,
  dateField,
  optionsOf,
  parseAmount,
  select,
  textField,
} from "./fields.js";
import { label, messages } from "./language.js";
import { changeRun, removeRun, runKeys, runsOf } from "./plan.js";
import { resultFields } from "./session-result.js";
import { sessionField } from "./session-field.js";
import { optionalSession } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { facts } from "./wording/list.js";
import { percent } from "./wording/money.js";

/** A session of the form, and the way to change it. */
export interface SessionPart {
  editor: Editor;
  course: CourseFile;
  run: PlannedRunFile;
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
  const name = optionalSession(editor.context, run.run) ?? ordinal(index);
  const ofCourse = fill(messages.plan_place.session, { course: course.id, session: name });
  const part: SessionPart = { editor, course, run, session, name: ofCourse, id, change };
  const remove = () => {
    editor.setOpen(id("form"), false);
    editor.dropDrafts(id(""));
    editor.change(removeRun(editor.plan, course.id, index));
    editor.focus(`${course.id}/add`);
  };
  const toggled = (event: Event) => {
    const details = event.currentTarget;
    if (details instanceof HTMLDetailsElement) editor.setOpen(id("form"), details.open);
  };
  return html`<details class="session" aria-label=${ofCourse} .open=${editor.isOpen(id("form"))} @toggle=${toggled}>
    <summary><b><span class="unseen">${course.id}${messages.separator.items}</span>${name}</b> <span class="says">${summary(run)}</span></summary>
    <div class="fields">
      ${sessionField(part)} ${modeField(part)} ${statusField(part)} ${certificateField(part)}
      ${paymentField(part)} ${run.certificate === "held" ? nothing : resultFields(part)}
      ${moreFields(part)}
      <button
        type="button"
        class="quiet"
        aria-label=${fill(label.remove_session_of, { session: name, course: course.id })}
        @click=${remove}
      >
        ${label.remove_session}
      </button>
    </div>
  </details>`;
}

function ordinal(index: number): string {
  return fill(messages.session.ordinal, { number: index + 1 });
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

function modeField({ editor, run, name, id, change }: SessionPart): TemplateResult {
  const isEdx = (run.platform ?? editor.context.catalog.platform) === "edx";
  const special: EnrollmentMode[] = ["honor", "professional", "no_id_professional"];
  const usual: EnrollmentMode[] = ["audit", "verified", ...(isEdx ? special : [])];
  // Rarer modes come from a plan that was opened; they stay as they are.
  const other = run.mode === undefined || usual.includes(run.mode) ? [] : [run.mode];
  const modes = [...usual, ...other];
  return choice({
    id: id("mode"),
    label: label.enrollment_track,
    of: name,
    value: run.mode,
    options: optionsOf(modes, messages.mode),
    change: (mode) => change({ mode }),
  });
}

function statusField({ run, name, id, change }: SessionPart): TemplateResult {
  const { planned, in_progress, finished } = messages.state;
  return choice({
    id: id("state"),
    label: label.status,
    of: name,
    value: run.state,
    options: [
      { value: "planned", label: planned },
      { value: "in_progress", label: in_progress },
      { value: "finished", label: finished },
    ],
    change: (state) => change({ state }),
  });
}

function certificateField({ editor, run, name, id, change }: SessionPart): TemplateResult | typeof nothing {
  const isEdx = (run.platform ?? editor.context.catalog.platform) === "edx";
  const special: CertificateState[] = ["not_passing", "unverified"];
  const states: CertificateState[] = [
    "held",
    "revoked",
    "not_issued",
    ...special.filter((state) => isEdx || state === run.certificate),
  ];
  const mayHaveIt = run.state === "finished" || run.result === "passed";
  if (!mayHaveIt && run.certificate === undefined) return nothing;
  const issued =
    run.certificate === "held"
      ? dateField({
          id: id("certificate_on"),
          label: label.certificate_on,
          of: name,
          value: run.certificate_on,
          change: (certificate_on) => change({ certificate_on }),
        })
      : nothing;
  return html`${choice({
    id: id("certificate"),
    label: label.certificate,
    of: name,
    value: run.certificate,
    options: optionsOf(states, messages.certificate_state, label.not_known),
    change: (certificate) => change({ certificate }),
  })}
  ${issued}`;
}

function paymentField({ run, name, id, change }: SessionPart): TemplateResult | typeof nothing {
  if (run.mode === undefined || run.mode === "audit" || run.mode === "honor") return nothing;
  return choice({
    id: id("payment"),
    label: label.payment,
    of: name,
    value: run.payment,
    options: optionsOf(["paid", "will_pay", "not_paid"], messages.payment),
    change: (payment) => change({ payment }),
  });
}

function moreFields(part: SessionPart): TemplateResult {
  const { editor, course, run, name, id, change } = part;
  const currency = course.fee?.value.currency ?? "USD";
  const paid =
    run.payment === "paid"
      ? html`<div class="row">
          ${textField(editor, {
            id: id("paid_amount"),
            label: fill(label.paid_amount, { currency }),
            of: name,
            value: run.paid_amount?.replace(/\.00$/, ""),
            parse: parseAmount,
            problem: amountProblem,
            change: (paid_amount) => change({ paid_amount }, id("paid_amount")),
          })}
          ${dateField({
            id: id("paid_on"),
            label: label.paid_on,
            of: name,
            value: run.paid_on,
            change: (paid_on) => change({ paid_on }),
          })}
        </div>`
      : nothing;
  return html`<details class="more">
    <summary aria-label=${fill(messages.of_course, { label: label.more, course: name })}>
      ${label.more}
    </summary>
    <div class="fields">
      ${paid}
      ${select({
        id: id("platform"),
        label: label.taken_on,
        of: name,
        value: run.platform ?? editor.context.catalog.platform,
        options: (["mitx_online", "edx", "other"] as const).map((platform) => ({
          value: platform,
          label: messages.platform[platform],
        })),
        change: (platform) =>
          change({
            platform: platform === editor.context.catalog.platform ? undefined : platform,
          }),
      })}
      ${select({
        id: id("left"),
        label: label.left,
        of: name,
        value: run.left,
        options: optionsOf(
          ["unenrolled", "refunded", "deferred", "transferred"],
          messages.leaving,
          label.not_left,
        ),
        change: (left) => change({ left }),
      })}
    </div>
  </details>`;
}
