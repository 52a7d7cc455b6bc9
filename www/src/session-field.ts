// Which session: from a list, or one that the catalog does not have.

import { type TemplateResult, html, nothing } from "lit";
import type { RunState, Session } from "../generated/certificate_planner.js";
import { type Option, select, textField } from "./fields.js";
import { messages as common } from "./language.js";
import { runsOf } from "./plan.js";
import type { SessionPart } from "./session-form.js";
import { label, messages } from "./session-messages.js";
import { sessionName } from "./wording/context.js";
import { deadlineAndDistance, span } from "./wording/date.js";
import { fill } from "./wording/fill.js";
import { aside } from "./wording/list.js";
import { notCurrent, runStatus } from "./wording/source.js";

/** The value of "another session" in the list; no session can have this tag. */
const ANOTHER = " ";

/** Longer than any tag of a session. */
const TAG_LENGTH_MAX = 60;

const YEAR_MILLISECONDS = 366 * 24 * 3_600_000;

export function sessionField(part: SessionPart): TemplateResult {
  const { editor, course, run, session, name, id, change } = part;
  const taken = runsOf(editor.plan, course.id).map((planned) => planned.run);
  // A session can be in the plan once, so what is in it already is not offered again.
  const sessions = editor
    .sessions(course.id)
    .filter((candidate) => candidate.run === run.run || !taken.includes(candidate.run));
  const isAnother =
    (run.run !== undefined && session === undefined) || editor.draft(id("another")) !== undefined;
  const chosen = (value: string | undefined) => {
    editor.setDraft(id("another"), value === ANOTHER ? "" : undefined);
    const found = sessions.find((candidate) => candidate.run === value);
    change(
      found === undefined ? { run: undefined } : { run: found.run, state: stateOf(part, found) },
    );
  };
  const option = (candidate: Session): Option<string> => ({
    value: candidate.run,
    label: fill(messages.session.option, {
      name: sessionName(editor.context, candidate.run),
      dates: notCurrent(runStatus(course, candidate.run), span(candidate.start, candidate.end)),
    }),
  });
  const group = (kind: SessionKind) =>
    sessions.filter((candidate) => kindOf(editor.context.now, candidate) === kind).map(option);
  return html`${select({
    id: id("session"),
    label: common.label.session,
    of: name,
    value: isAnother ? ANOTHER : run.run,
    options: [{ value: undefined, label: common.session.not_chosen }],
    groups: [
      { label: messages.session.running, options: group("running") },
      { label: messages.session.upcoming, options: group("upcoming") },
      { label: messages.session.projected, options: group("projected") },
      { label: messages.session.past, options: group("past").reverse() },
      { label: messages.session.unclear, options: group("unclear").reverse() },
      { label: messages.session.other, options: [{ value: ANOTHER, label: messages.session.another }] },
    ],
    change: chosen,
  })}
  ${isAnother ? tagField(part) : nothing} ${upgradeLine(part)}`;
}

function tagField({ editor, run, name, id, change }: SessionPart): TemplateResult {
  return textField(
    editor,
    {
      id: id("tag"),
      label: label.session_tag,
      of: name,
      hint: label.session_tag_hint,
      value: run.run,
      parse: (text) => text,
      problem: "",
      maxLength: TAG_LENGTH_MAX,
      change: (tag) => {
        editor.setDraft(id("another"), "");
        change({ run: tag }, id("tag"));
      },
    },
    "text",
  );
}

/** The deadline that learners miss most. */
function upgradeLine({ editor, course, run, session }: SessionPart): TemplateResult | typeof nothing {
  const date = session?.upgrade_deadline;
  if (date === undefined || run.state === "finished") return nothing;
  const distance = deadlineAndDistance(editor.context, date);
  const status = runStatus(course, session?.run);
  const text = fill(messages.session.upgrade_by, { date: notCurrent(status, distance) ?? distance });
  return html`<p class="hint">
    ${session?.projected ? aside(text, common.when.projected) : text}
  </p>`;
}

type SessionKind = "running" | "upcoming" | "projected" | "past" | "unclear";

function kindOf(now: string, session: Session): SessionKind {
  if (session.projected) return "projected";
  if (session.ended === "yes") return "past";
  if (session.start === undefined) return "upcoming";
  const since = Date.parse(now) - Date.parse(session.start);
  if (since < 0) return "upcoming";
  return session.end === undefined && since > YEAR_MILLISECONDS ? "unclear" : "running";
}

/** A session that is over can only be finished, and one to come only planned. */
function stateOf({ editor, run }: SessionPart, session: Session): RunState {
  const kind = kindOf(editor.context.now, session);
  if (kind === "past") return "finished";
  if (kind === "running") return run.state === "finished" ? "finished" : "in_progress";
  const starts = session.start;
  const isToCome = starts !== undefined && new Date(starts) > new Date(editor.context.now);
  return isToCome ? "planned" : run.state;
}
