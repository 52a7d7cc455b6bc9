// The fields of a session that is open. Loaded when one is opened, or once nothing else is to do.

import { type TemplateResult, html, nothing } from "lit";
import type { CertificateState, EnrollmentMode } from "../generated/certificate_planner.js";
// What this script and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import {
  amountProblem,
  choice,
  dateField,
  optionsOf,
  parseAmount,
  select,
  textField,
} from "./fields.js";
import { messages } from "./language.js";
import { removeRun } from "./plan.js";
import { sessionField } from "./session-field.js";
import { type SessionPart, nameOfSession } from "./session-form.js";
import { label, messages as own } from "./session-messages.js";
import { resultFields } from "./session-result.js";
import { fill } from "./wording/fill.js";

export function sessionFields(part: SessionPart): TemplateResult {
  const { editor, course, run, index, id } = part;
  const remove = () => {
    editor.setOpen(id("form"), false);
    editor.dropDrafts(id(""));
    editor.change(removeRun(editor.plan, course.id, index));
    editor.focus(`${course.id}/add`);
  };
  const session = nameOfSession(editor, run, index);
  return html`${sessionField(part)} ${modeField(part)} ${statusField(part)} ${certificateField(part)}
    ${paymentField(part)} ${run.certificate === "held" ? nothing : resultFields(part)}
    ${moreFields(part)}
    <button
      type="button"
      class="quiet"
      aria-label=${fill(label.remove_session_of, { session, course: course.id })}
      @click=${remove}
    >
      ${label.remove_session}
    </button>`;
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
    options: optionsOf(states, own.certificate_state, label.not_known),
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
