// The answer: whether, when and for how much, what is next, and why.

import { type TemplateResult, html, noChange, nothing } from "lit";
import type { Assessment } from "../generated/certificate_planner.js";
import { catalogText } from "./catalog-text.js";
import { costView, sums, totalStatus, totalText } from "./cost-view.js";
import { courseAnswers, dateStatus } from "./course-answers.js";
import { noteView } from "./course-facts.js";
import type { Editor } from "./editor.js";
import { B9 as noGuarantee } from "../generated/rule-addresses.js";
import type { Reading } from "./engine.js";
import { label, messages } from "./language.js";
import { problemsPart } from "./later.js";
import { fold } from "./fold.js";
import { DOWN_HEIGHT, acrossHeight } from "./picture/room.js";
import { pictureOf } from "./picture-place.js";
import { isEmpty, runsOf } from "./plan.js";
import { reasonList } from "./reason-view.js";
import { requirementView } from "./requirement-view.js";
import { dataLine, link, sourceLine } from "./source-view.js";
import { missingFacts, nextSteps } from "./step-view.js";
import { TURN } from "./turns.js";
import { verdictMark } from "./verdict-view.js";
import { type Context, credential } from "./wording/context.js";
import { localTime, when } from "./wording/date.js";
import { fill } from "./wording/fill.js";
import { counted, heading } from "./wording/list.js";
import { isNothing } from "./wording/money.js";
import { isOld, notCurrent, partialDate, weakest } from "./wording/source.js";

export function answerView(
  editor: Editor,
  answer: Assessment,
  reading: Reading,
  changes: () => unknown,
): TemplateResult {
  const { context } = editor;
  const { program } = answer;
  return html`<section part="verdict" class="verdict ${program.verdict}">
      <p class="eyebrow">${catalogText(context.program.title)}</p>
      <p class="printed">${fill(label.printed, { date: localTime(context.now) })}</p>
      ${
        // Without a course that is named, there is nothing to add.
        isEmpty(editor.plan) && answer.courses.length > 0 && program.verdict !== "not_reachable"
          ? emptyView(context, answer)
          : verdictView(editor, answer)
      }
    </section>
    ${laterParts(editor, answer, reading, changes)}`;
}

/** What comes after the verdict, part by part. */
function laterParts(
  editor: Editor,
  answer: Assessment,
  reading: Reading,
  changes: () => unknown,
): unknown {
  const { courses, cost } = answer;
  const parts: readonly (readonly [turn: number, part: () => unknown])[] = [
    [TURN.steps, () => (isEmpty(editor.plan) ? nothing : changes())],
    [TURN.steps, () => nextSteps(editor, answer.next, cost.currency)],
    [TURN.missing, () => missingFacts(editor, answer.missing)],
    [TURN.timeline, () => timelineView(editor, answer)],
    [TURN.requirement, () => requirementPart(editor, answer)],
    [TURN.courses, () => courseAnswers(editor, courses, cost.currency)],
    [TURN.costs, () => costView(editor, cost, courses)],
    [TURN.rest, () => aboutPart(editor, reading)],
  ];
  return parts.map(([turn, part]) => {
    if (!editor.isDue(turn)) return nothing;
    return editor.isDrawn(turn) ? noChange : part();
  });
}

function requirementPart(editor: Editor, answer: Assessment): TemplateResult {
  const { requirement } = answer.program;
  return html`<section part="requirement">
    ${fold(
      editor,
      label.requirement,
      html`${requirementView(editor, answer, requirement)} ${requirementSource(editor.context)}`,
    )}
  </section>`;
}

function aboutPart(editor: Editor, reading: Reading): TemplateResult {
  return html`<section class="small">${fold(editor, label.about, aboutProgram(editor, reading))}</section>`;
}

/** The plan along time, where it names a session. */
function timelineView(editor: Editor, answer: Assessment): TemplateResult | typeof nothing {
  const { context, plan } = editor;
  const rows = answer.courses.filter(({ course }) => runsOf(plan, course).length > 0).length;
  if (rows === 0) return nothing;
  const subject = { plan, assessment: answer, sessions: editor.sessions };
  const room = { across: acrossHeight(rows), down: DOWN_HEIGHT };
  return html`<section part="timeline">
    ${fold(
      editor,
      messages.picture.timeline,
      html`${pictureOf(editor, (picture) => picture.timeline(editor, subject, "plan"), room)}
      ${dataLine(context)}`,
    )}
  </section>`;
}

/** The verdict on the program in one sentence. */
export function verdictText(context: Context, { program }: Assessment): string {
  const values = { credential: credential(context) };
  return fill(messages.program_verdict[program.verdict], values);
}

function requirementSource(context: Context): TemplateResult {
  const { source, status, note } = context.program.requirement;
  return html`<details class="about">
    <summary>${label.source}</summary>
    <p class="remark">
      ${label.requirement_source}${messages.separator.sentences}${sourceLine(context, source, status)}
    </p>
    ${note === undefined ? nothing : html`<p class="remark">${catalogText(note)}</p>`}
  </details>`;
}

function verdictView(editor: Editor, answer: Assessment): TemplateResult {
  const { context } = editor;
  const { certificate, verdict, reasons } = answer.program;
  const isDated = verdict === "on_course" && certificate.from !== "unknown";
  const dates = isDated ? weakest(answer.courses.flatMap((one) => dateStatus(context, one) ?? [])) : undefined;
  return html`${verdictMark(verdict)}
    <h2 id="answer" tabindex="-1">${verdictText(context, answer)}</h2>
    <dl class="facts">
      <div>
        <dt>${label.when}</dt>
        <dd>${notCurrent(dates, when(context, certificate, verdict))}</dd>
      </div>
      ${howMuch(answer)}
    </dl>
    ${dataLine(context)} ${reasonList(context, reasons, context.program.title, editor)}`;
}

/** A learner who has said nothing yet is not told what they lack. */
function emptyView(context: Context, answer: Assessment): TemplateResult {
  return html`<h2 id="answer" tabindex="-1">${label.empty_title}</h2>
    <p>${label.empty_hint}</p>
    <dl class="facts">${howMuch(answer)}</dl>
    ${dataLine(context)}`;
}

/** What a program that cannot be earned would cost is no use, and nothing paid is no price. */
function howMuch({ program, cost, courses }: Assessment): TemplateResult | typeof nothing {
  const isUnpaid = [cost.paid, cost.wasted, cost.to_pay].every(isNothing);
  if (program.verdict === "not_reachable" && isUnpaid) return nothing;
  return html`<div>
    <dt>${label.how_much}</dt>
    <dd>${notCurrent(totalStatus(cost, courses), totalText(cost))} ${sums(cost)}</dd>
  </div>`;
}

function aboutProgram(editor: Editor, reading: Reading): TemplateResult {
  const { context } = editor;
  const { problems, notes: doubts = [] } = reading;
  const warnings = problems.length + doubts.length;
  const { program, catalog } = context;
  const pathways = program.credit_pathways ?? [];
  const notes = program.notes ?? [];
  const named = { credential: credential(context) };
  const { not } = messages;
  return html`<h4>${fill(not.title, named)}</h4>
    <ul class="notes">
      ${[not.admission, not.credit, not.job].map((text) => html`<li>${text}</li>`)}
    </ul>
    ${
      // The page that says so is about this credential alone.
      program.credential === "micromasters"
        ? html`<p class="source">
            ${heading(label.source)}
            <bdi lang="en">${link(noGuarantee[catalog.platform][0], label.no_guarantee_source)}</bdi>
          </p>`
        : nothing
    }
    <p>
      ${fill(label.as_of, { date: partialDate(catalog.as_of) })}
      ${isOld(catalog.as_of, context.now) ? fill(messages.data.old, { date: partialDate(catalog.as_of) }) : nothing}
    </p>
    ${program.url === undefined ? nothing : html`<p>${link(program.url, label.program_page)}</p>`}
    ${
      pathways.length === 0
        ? html`<p>${fill(not.pathways_none, named)}</p>`
        : html`<h4>${fill(label.pathways, named)}</h4>
          <ul class="notes">
            ${pathways.map((pathway) => noteView(context, pathway))}
          </ul>`
    }
    ${
      notes.length === 0
        ? nothing
        : html`<details class="about">
          <summary>${counted(label.program_notes, notes.length)}</summary>
          <ul class="notes">
            ${notes.map((note) => noteView(context, note))}
          </ul>
        </details>`
    }
    ${
      warnings === 0
        ? nothing
        : html`<details class="about">
          <summary>${counted(label.warnings, warnings)}</summary>
          ${problemsPart.view(
            (script) => script.problemList(problems, doubts),
            () => editor.need(problemsPart),
          )}
        </details>`
    }`;
}
