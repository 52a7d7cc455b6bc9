// What the program needs, as people read it: what fills each place, what is planned for it and what is
// missing.

import { type TemplateResult, html, nothing } from "lit";
import { catalogText } from "./catalog-text.js";
import type {
  Assessment,
  RequirementNode,
  RequirementState,
  Verdict,
} from "../generated/certificate_planner.js";
import type { Editor } from "./editor.js";
import { messages } from "./language.js";
import { runsOf } from "./plan.js";
import { verdictSign } from "./verdict-view.js";
import { courseName, optionalSession } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { counted, heading, items } from "./wording/list.js";

/** What the views of a tree read. */
interface Desk {
  editor: Editor;
  answer: Assessment;
}

export function requirementView(
  editor: Editor,
  answer: Assessment,
  state: RequirementState,
): TemplateResult {
  const { node, children = [] } = state;
  // A nameless group at the top says nothing that the heading does not say.
  const states = node.kind === "all_of" && node.title === undefined ? children : [state];
  return html`<ul class="tree">
    ${states.map((each) => nodeView({ editor, answer }, each))}
  </ul>`;
}

function nodeView(desk: Desk, state: RequirementState, isChoice = false): TemplateResult {
  const { node, children, need } = merged(state);
  const remark = remarkOn(desk, state, isChoice);
  return html`<li>
    <div class="node">
      ${verdictSign(state.verdict)}<span
        >${nodeText(desk, node)}${need === undefined ? nothing : ` ${need}`}${
          remark === undefined ? nothing : html` <span class="state">${remark}</span>`
        }</span
      >
    </div>
    ${children.length === 0 ? nothing : places(desk, node, children)}
  </li>`;
}

/** The places of a group: first those that something fills, then what is missing, then the rest. */
function places(
  desk: Desk,
  node: RequirementNode,
  children: readonly RequirementState[],
): TemplateResult {
  const isChoice = node.kind === "min_number_of" || node.kind === "one_track_of";
  if (!isChoice) return list(desk, children);
  const filling = children.filter((child) => child.counted);
  const others = children.filter((child) => !filling.includes(child));
  if (node.kind === "one_track_of") {
    // What another choice has made needless is there to be looked up, not to be read.
    const spare = children.filter(isSpare);
    const shown = children.filter((child) => !spare.includes(child));
    return html`${shown.length === 0 ? nothing : list(desk, shown)}
    ${folded(desk, messages.node.other_tracks, spare)}`;
  }
  const missing = missingIn(node);
  return html`${filling.length === 0 ? nothing : list(desk, filling)}
  ${
    missing === 0
      ? folded(desk, messages.requirement.others, others)
      : html`<ul>
          <li>
            <div class="node">
              <span class="place" aria-hidden="true"></span>
              <span class="state">${fill(messages.requirement.missing, { count: missing })}</span>
            </div>
            ${list(desk, others, true)}
          </li>
        </ul>`
  }`;
}

/** What stands in a list of choices is not missing by itself. */
function list(desk: Desk, states: readonly RequirementState[], isChoice = false): TemplateResult {
  return html`<ul>
    ${states.map((state) => nodeView(desk, state, isChoice))}
  </ul>`;
}

function folded(
  desk: Desk,
  title: string,
  states: readonly RequirementState[],
): TemplateResult | typeof nothing {
  if (states.length === 0) return nothing;
  return html`<details class="about">
    <summary>${counted(title, states.length)}</summary>
    ${list(desk, states, true)}
  </details>`;
}

function isMet({ verdict }: RequirementState): boolean {
  return verdict === "earned" || verdict === "on_course";
}

function isSpare({ node, counted }: RequirementState): boolean {
  return !counted && !(node.kind === "track" && node.chosen);
}

function missingIn(node: RequirementNode): number {
  if (node.kind !== "min_number_of") return 0;
  return Math.max(0, node.needed - node.held - node.planned - node.open);
}

interface Merged {
  node: RequirementNode;
  children: readonly RequirementState[];
  need?: string;
}

/** A program track and the nameless group below it are one line to a reader. */
function merged({ node, children = [] }: RequirementState): Merged {
  const [only, ...more] = children;
  if (node.kind === "track" && only !== undefined && more.length === 0) {
    const below = merged(only);
    if (only.node.kind === "all_of" && only.node.title === undefined) return { ...below, node };
  }
  return { node, children, need: needOf(node, children.length) };
}

function needOf(node: RequirementNode, size: number): string | undefined {
  switch (node.kind) {
    case "all_of":
      return size === 2 ? messages.node.all_of_two : fill(messages.node.all_of, { size });
    case "min_number_of": {
      const { needed, advanced } = node;
      if (advanced === 0) return fill(messages.node.min_number_of, { needed, size });
      const few = fill(messages.requirement.advanced, { count: advanced });
      const isAll = advanced >= needed && needed > 1;
      return fill(messages.requirement.need_advanced, {
        needed,
        size,
        advanced: isAll ? messages.requirement.advanced_all : few,
      });
    }
    default:
      return undefined;
  }
}

function nodeText({ editor: { context } }: Desk, node: RequirementNode): TemplateResult | typeof nothing {
  switch (node.kind) {
    case "all_of":
    case "min_number_of":
      return node.title === undefined ? nothing : html`<b>${heading(node.title)}</b>`;
    case "one_track_of":
      return html`<b>${messages.node.one_track_of}</b>`;
    case "track":
      return html`<b>${heading(node.title)}</b>`;
    case "course":
      return catalogText(courseName(context, node.course));
    case "program":
      return html`${fill(messages.node.program, { title: node.title })}`;
    case "unlisted":
      return html`${fill(messages.node.unlisted, { title: node.title })}`;
    case "unreadable":
      return html`${fill(messages.node.unreadable, { title: node.title })}`;
  }
}

/** How it stands with a node, in words beside its sign. */
function remarkOn(desk: Desk, state: RequirementState, isChoice: boolean): string | undefined {
  const { node, verdict, counted } = state;
  const remarks = [
    node.kind === "track" && node.chosen ? messages.node.chosen : undefined,
    node.kind === "min_number_of" ? groupText(node) : nodeState(desk, state, isChoice),
    isMet({ ...state, verdict }) && !counted ? messages.node.not_counted : undefined,
  ].filter((remark) => remark !== undefined);
  return remarks.length === 0 ? undefined : items(remarks);
}

function groupText(node: RequirementNode & { kind: "min_number_of" }): string {
  const missing = missingIn(node);
  const { needed, held, planned } = node;
  if (missing > 0) return fill(messages.requirement.lacking, { count: missing });
  if (held + planned < needed) return messages.requirement.state.undetermined;
  return held >= needed ? messages.requirement.complete : messages.requirement.as_planned;
}

function nodeState(
  { editor, answer }: Desk,
  { node, verdict, children = [] }: RequirementState,
  isChoice: boolean,
): string {
  const states = messages.requirement.state;
  if (node.kind !== "course") return groupState(verdict, children.length > 0);
  const runs = runsOf(editor.plan, node.course);
  const assessed = answer.courses.find(({ course }) => course === node.course);
  const run = assessed?.runs[assessed.counted_run ?? 0]?.run;
  switch (verdict) {
    case "on_course":
      return fill(states.on_course, { session: optionalSession(editor.context, run) });
    case "needs_change":
    case "undetermined":
      if (runs.length === 0 && isChoice) return states.choice;
      if (runs.length > 0) return states[verdict];
      return verdict === "undetermined" ? states.missing_undetermined : states.missing;
    case "earned":
    case "not_reachable":
      return states[verdict];
  }
}

function groupState(verdict: Verdict, isGroup: boolean): string {
  const { requirement } = messages;
  switch (verdict) {
    case "earned":
      return isGroup ? requirement.complete : requirement.state.earned;
    case "on_course":
      return isGroup ? requirement.as_planned : fill(requirement.state.on_course);
    case "needs_change":
      return requirement.state.missing;
    case "undetermined":
      return requirement.state.missing_undetermined;
    case "not_reachable":
      return requirement.state.not_reachable;
  }
}
