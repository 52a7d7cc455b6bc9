// What came out of a session, or is expected to.

import { type TemplateResult, html, nothing } from "lit";
import type { RunResult } from "../generated/certificate_planner.js";
import { checkbox, choice, dateField, parsePercent, textField } from "./fields.js";
import { hasParts } from "./grading.js";
import { messages as common } from "./language.js";
import type { SessionPart } from "./session-form.js";
import { label, messages } from "./session-messages.js";
import { about } from "./wording/list.js";

type ResultChoice = RunResult | "score";

const NO_SCORES = {
  score: undefined,
  coursework_score: undefined,
  exam_score: undefined,
  exam_taken: undefined,
};

export function resultFields(part: SessionPart): TemplateResult {
  const { editor, run, id, change } = part;
  const hasScore = [run.score, run.coursework_score, run.exam_score, run.exam_taken].some(
    (stated) => stated !== undefined,
  );
  const isScore =
    run.result === undefined && (hasScore || editor.draft(id("scoring")) !== undefined);
  const forecast = { value: "will_pass", label: common.result.will_pass } as const;
  const passed = { value: "passed", label: common.result.passed } as const;
  const failed = {
    value: "not_passed",
    label: run.state === "finished" ? common.result.not_passed : common.result.will_not_pass,
  } as const;
  const chosen = (result: ResultChoice | undefined) => {
    editor.setDraft(id("scoring"), result === "score" ? "" : undefined);
    if (result === "score") change({ result: undefined });
    else change({ ...NO_SCORES, result });
  };
  return html`${choice<ResultChoice>({
    id: id("result"),
    label: run.state === "finished" ? label.result : label.result_expected,
    of: part.name,
    value: run.result ?? (isScore ? "score" : undefined),
    options: [
      ...(run.state === "finished" ? [] : [forecast]),
      ...(run.state === "planned" ? [] : [passed]),
      failed,
      { value: "score", label: label.score },
      { value: undefined, label: label.not_known },
    ],
    change: chosen,
  })}
  ${isScore ? scoreFields(part) : nothing} ${gradebookOf(part)} ${passedOnField(part)}`;
}

/** Where a score can be worked out from the single assignments. */
function gradebookOf(part: SessionPart): TemplateResult {
  const { editor, name, id } = part;
  const words = messages.gradebook;
  const isOpen = editor.isOpen(id("book"));
  const toggled = ({ currentTarget }: Event) => {
    const isNowOpen = currentTarget instanceof HTMLDetailsElement && currentTarget.open;
    if (isNowOpen === isOpen) return;
    editor.setOpen(id("book"), isNowOpen);
    if (isNowOpen) editor.openGradebook();
    // Shows what was opened.
    editor.setDraft(id("book"), undefined);
  };
  const content = () => {
    if (editor.gradebook) return editor.gradebook.view(part);
    if (editor.gradebook === undefined) return html`<p role="status">${common.label.loading}</p>`;
    return html`<p>${words.failed}</p>
      <button type="button" @click=${() => editor.openGradebook()}>${common.label.try_again}</button>`;
  };
  return html`<details class="more" .open=${isOpen} @toggle=${toggled}>
    <summary aria-label=${about(words.title, name)}>${words.title}</summary>
    ${isOpen ? content() : nothing}
  </details>`;
}

function scoreFields(part: SessionPart): TemplateResult {
  const { course, run, name, id, change } = part;
  const { score, coursework_score, exam_score } = run;
  const total = scoreField(part, "score", label.score_total, score, (value, input) =>
    change({ score: value }, input),
  );
  if (!hasParts(course)) return total;
  // A total beats its parts, so it is asked for only where it was given.
  return html`<div class="row">
      ${score === undefined ? nothing : total}
      ${scoreField(
        part,
        "coursework_score",
        label.score_coursework,
        coursework_score,
        (value, input) => change({ coursework_score: value, score: undefined }, input),
      )}
      ${
        run.exam_taken === false
          ? nothing
          : scoreField(part, "exam_score", label.score_exam, exam_score, (value, input) =>
              change({ exam_score: value, score: undefined }, input),
            )
      }
    </div>
    ${checkbox({
      id: id("exam_taken"),
      label: label.exam_not_taken,
      of: name,
      value: run.exam_taken === false,
      change: (isLeftOut) => change({ exam_taken: isLeftOut ? false : undefined }),
    })}`;
}

function scoreField(
  { editor, name, id }: SessionPart,
  field: string,
  title: string,
  value: number | undefined,
  change: (value: number | undefined, input: string) => void,
): TemplateResult {
  const input = id(field);
  return textField(editor, {
    id: input,
    label: title,
    of: name,
    value,
    parse: parsePercent,
    problem: common.hint.score,
    change: (score) => {
      // The choice "a score" outlives an empty input.
      editor.setDraft(id("scoring"), "");
      change(score, input);
    },
  });
}

function passedOnField(part: SessionPart): TemplateResult | typeof nothing {
  const { course, run, name, id, change } = part;
  const published = course.runs?.find((known) => known.id === run.run);
  const pacing = published?.pacing ?? course.pacing?.value;
  if (pacing === "instructor_paced" && run.passed_on === undefined) return nothing;
  const isPast = run.state === "finished" || run.result === "passed";
  return dateField({
    id: id("passed_on"),
    label: isPast ? label.passed_on : label.passed_on_expected,
    of: name,
    value: run.passed_on,
    change: (passed_on) => change({ passed_on }),
  });
}
