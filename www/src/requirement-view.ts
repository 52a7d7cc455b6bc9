// What the program needs, as people read it: what fills each place, what is planned for it and what is
// missing.

import { type TemplateResult, html, nothing } from "lit";
import { catalogText } from "./catalog-text.js";
import type {
  Assessment,
  RequirementNode,
  RequirementState,
} from "../generated/certificate_planner.js";
import type { Editor } from "./editor.js";
import { messages } from "./language.js";
import { runsOf } from "./plan.js";
import { verdictSign } from "./verdict-view.js";
import { courseName, optionalSession } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { counted, facts, heading, items } from "./wording/list.js";

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
  return html`<li>
    <div class="node">
      ${verdictSign(state.verdict)}<span
        >${nodeText(desk, node)}${need === undefined ? nothing : ` ${need}`}
        <span class="state">${remarkOn(desk, state, isChoice)}</span></span
      >
    </div>
    ${children.length === 0 ? nothing : places(desk, state, children)}
  </li>`;
}

/** The places of a group: first those that something fills, then what is missing, then the rest. */
function places(
  desk: Desk,
  state: RequirementState,
  children: readonly RequirementState[],
): TemplateResult {
  const { kind } = state.node;
  if (kind !== "min_number_of" && kind !== "one_track_of") return list(desk, children);
  const isTracks = kind === "one_track_of";
  const shown = isTracks ? inFront(desk, children) : children.filter((child) => child.counted);
  const others = children.filter((child) => !shown.includes(child));
  const missing = isTracks ? 0 : lackingIn(desk, state);
  // What another choice has made needless is there to be looked up, not to be read.
  const title = isTracks ? messages.node.other_tracks : messages.requirement.others;
  return html`${shown.length === 0 ? nothing : list(desk, shown)}
  ${
    missing === 0
      ? folded(desk, title, others)
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

/** The program track that counts and the learner's; where there is neither, those that the plan lacks least of. */
function inFront(desk: Desk, tracks: readonly RequirementState[]): readonly RequirementState[] {
  const own = tracks.filter(({ node, counted }) => counted || (node.kind === "track" && node.chosen));
  if (own.length > 0) return own;
  const lacking = (track: RequirementState) => lackingIn(desk, track);
  const begun = tracks.filter((track) => lacking(track) < merged(track).children.length);
  const least = Math.min(...begun.map(lacking));
  return begun.filter((track) => lacking(track) === least);
}

/** How many of the places below, or of the one that it is, the plan has nothing for. */
function lackingIn(desk: Desk, state: RequirementState): number {
  const { node, children } = merged(state);
  if (isMet(state)) return 0;
  switch (node.kind) {
    case "min_number_of":
      return Math.max(0, node.needed - node.held - node.planned - node.open);
    case "course":
      return runsOf(desk.editor.plan, node.course).length > 0 ? 0 : 1;
    default: {
      const { length } = children.filter((child) => lackingIn(desk, child) > 0);
      const isOne = children.length === 0 || node.kind === "one_track_of";
      return isOne ? Number(length === children.length) : length;
    }
  }
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

function nodeText(
  { editor: { context } }: Desk,
  node: RequirementNode,
): TemplateResult | string | typeof nothing {
  switch (node.kind) {
    case "all_of":
    case "min_number_of":
    case "track":
      return node.title === undefined ? nothing : html`<b lang="en">${heading(node.title)}</b>`;
    case "one_track_of":
      return html`<b>${messages.node.one_track_of}</b>`;
    case "course":
      return catalogText(courseName(context, node.course));
    case "program":
    case "unlisted":
    case "unreadable":
      return fill(messages.node[node.kind], { title: node.title });
  }
}

/** How it stands with a node, in words beside its sign. */
function remarkOn(desk: Desk, state: RequirementState, isChoice: boolean): string {
  const { node, counted } = state;
  const remarks = [
    node.kind === "track" && node.chosen ? messages.node.chosen : undefined,
    nodeState(desk, state, isChoice),
    isMet(state) && !counted ? messages.node.not_counted : undefined,
  ];
  return items(remarks.filter((remark) => remark !== undefined));
}

function nodeState(desk: Desk, state: RequirementState, isChoice: boolean): string {
  const { verdict } = state;
  const { node, children, need } = merged(state);
  if (node.kind === "one_track_of") {
    const [front] = inFront(desk, children);
    if (front !== undefined) return nodeState(desk, { ...front, verdict }, isChoice);
  }
  const { complete, as_planned, lacking, state: states } = messages.requirement;
  switch (verdict) {
    case "earned":
      return children.length > 0 ? complete : states.earned;
    case "on_course":
      return children.length > 0 ? as_planned : placed(desk, node);
    case "needs_change":
    case "undetermined": {
      const count = lackingIn(desk, state);
      // What is in the plan is not missing, whatever is still open about it.
      if (count === 0) return states[verdict];
      if (need !== undefined && count < children.length) return fill(lacking, { count });
      if (node.kind === "course" && isChoice) return states.choice;
      return verdict === "undetermined" ? states.missing_undetermined : states.missing;
    }
    case "not_reachable":
      return states.not_reachable;
  }
}

/** The session of a course that counts, and how far it is. */
function placed({ editor, answer }: Desk, node: RequirementNode): string {
  const course = node.kind === "course" ? node.course : undefined;
  const assessed = answer.courses.find((one) => one.course === course);
  const at = assessed?.counted_run ?? 0;
  const session = optionalSession(editor.context, assessed?.runs[at]?.run);
  const state = course === undefined ? undefined : runsOf(editor.plan, course)[at]?.state;
  return state === undefined || state === "planned"
    ? fill(messages.requirement.state.on_course, { session })
    : facts([messages.state[state], session]);
}
