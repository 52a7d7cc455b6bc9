// What the program needs, as people read it, with what fills each place.

import { type TemplateResult, html, nothing } from "lit";
import type { RequirementNode, RequirementState } from "../generated/certificate_planner.js";
import { catalogText } from "./catalog-text.js";
import { messages } from "./language.js";
import { verdictSign } from "./verdict-view.js";
import { type Context, courseName } from "./wording/context.js";
import { fill } from "./wording/fill.js";
import { heading, items } from "./wording/list.js";

export function requirementView(context: Context, state: RequirementState): TemplateResult {
  const { node, children = [] } = state;
  // A nameless group at the top says nothing that the heading does not say.
  const states = node.kind === "all_of" && node.title === undefined ? children : [state];
  return html`<ul class="tree">
    ${states.map((each) => nodeView(context, each))}
  </ul>`;
}

function nodeView(context: Context, state: RequirementState): TemplateResult {
  const { node, children, need } = merged(state);
  const remarks = remarksOn(state);
  // What another choice has made needless is there to be looked up, not to be read.
  const spare = node.kind === "one_track_of" ? children.filter(isSpare) : [];
  const shown = children.filter((child) => !spare.includes(child));
  return html`<li>
    <div class="node">
      ${verdictSign(state.verdict)}<span
        ><span class="unseen">${messages.verdict[state.verdict]}${messages.separator.colon}</span>${nodeText(
          context,
          node,
        )}${need === undefined ? nothing : ` ${need}`}${
          remarks.length === 0
            ? nothing
            : html` <span class="remark">(${items(remarks)})</span>`
        }</span
      >
    </div>
    ${shown.length === 0 ? nothing : list(context, shown)}
    ${
      spare.length === 0
        ? nothing
        : html`<details class="about">
          <summary>${messages.node.other_tracks} (${spare.length})</summary>
          ${list(context, spare)}
        </details>`
    }
  </li>`;
}

function list(context: Context, states: readonly RequirementState[]): TemplateResult {
  return html`<ul>
    ${states.map((state) => nodeView(context, state))}
  </ul>`;
}

function isSpare({ node, counted }: RequirementState): boolean {
  return !counted && !(node.kind === "track" && node.chosen);
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
    case "min_number_of":
      return fill(messages.node.min_number_of, { needed: node.needed, size });
    default:
      return undefined;
  }
}

function nodeText(context: Context, node: RequirementNode): TemplateResult | typeof nothing {
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

function remarksOn({ node, verdict, counted }: RequirementState): string[] {
  const remarks: string[] = [];
  if (node.kind === "min_number_of") {
    const { needed, held, planned, advanced } = node;
    const missing = Math.max(0, needed - held - planned);
    remarks.push(fill(messages.node.held, { count: held }), fill(messages.node.planned, { count: planned }));
    if (missing > 0) remarks.push(fill(messages.node.lacking, { count: missing }));
    if (advanced > 0) remarks.push(fill(messages.node.advanced, { count: advanced }));
  }
  if (node.kind === "track" && node.chosen) remarks.push(messages.node.chosen);
  const isMet = verdict === "earned" || verdict === "on_course";
  if (isMet && !counted) remarks.push(messages.node.not_counted);
  return remarks;
}
