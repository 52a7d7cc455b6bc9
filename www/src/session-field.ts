// Which session: from a list, or one that the catalog does not have.

import { type TemplateResult, html, nothing } from "lit";
import type { RunState, Session } from "../generated/certificate_planner.js";
import { type Option, select, textField } from "./fields.js";
import messages from "./messages/en.json" with { type: "json" };
import type { SessionPart } from "./session-form.js";
import { sessionName } from "./wording/context.js";
import { deadlineAndDistance, span } from "./wording/date.js";
import { fill } from "./wording/fill.js";

const label = messages.label;
const words = messages.session;

/** The value of "another session" in the list; no session can have this tag. */
const ANOTHER = " ";

export function sessionField(part: SessionPart): TemplateResult {
  const { editor, course, run, session, id, change } = part;
  const sessions = editor.sessions(course.id);
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
    label: fill(words.option, {
      name: sessionName(editor.context, candidate.run),
      dates: span(candidate.start, candidate.end),
    }),
  });
  const group = (kind: SessionKind) =>
    sessions.filter((candidate) => kindOf(editor.context.now, candidate) === kind).map(option);
  return html`${select({
    id: id("session"),
    label: label.session,
    value: isAnother ? ANOTHER : run.run,
    options: [{ value: undefined, label: words.not_chosen }],
    groups: [
      { label: words.running, options: group("running") },
      { label: words.upcoming, options: group("upcoming") },
      { label: words.projected, options: group("projected") },
      { label: words.past, options: group("past").reverse() },
      { label: words.other, options: [{ value: ANOTHER, label: words.another }] },
    ],
    change: chosen,
  })}
  ${isAnother ? tagField(part) : nothing} ${upgradeLine(part)}`;
}

function tagField({ editor, run, id, change }: SessionPart): TemplateResult {
  return textField(
    editor,
    {
      id: id("tag"),
      label: label.session_tag,
      hint: label.session_tag_hint,
      value: run.run,
      parse: (text) => text,
      problem: "",
      change: (tag) => {
        editor.setDraft(id("another"), "");
        change({ run: tag }, id("tag"));
      },
    },
    "text",
  );
}

/** The deadline that learners miss most. */
function upgradeLine({ editor, run, session }: SessionPart): TemplateResult | typeof nothing {
  const date = session?.upgrade_deadline;
  if (date === undefined || run.state === "finished") return nothing;
  const text = fill(words.upgrade_by, { date: deadlineAndDistance(editor.context, date) });
  return html`<p class="hint">
    ${text}${session?.projected ? html` (${messages.when.projected})` : nothing}
  </p>`;
}

type SessionKind = "running" | "upcoming" | "projected" | "past";

function kindOf(now: string, session: Session): SessionKind {
  if (session.projected) return "projected";
  if (session.ended === "yes") return "past";
  const starts = session.start;
  return starts !== undefined && new Date(starts) <= new Date(now) ? "running" : "upcoming";
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
