// What the program needs, as people read it, with what fills each place.

import { type TemplateResult, html, nothing } from "lit";
import type { RequirementNode, RequirementState } from "../generated/certificate_planner.js";
import messages from "./messages/en.json";
import { verdictSign } from "./verdict-view.js";
import { type Context, courseName } from "./wording/context.js";
import { fill } from "./wording/fill.js";

const words = messages.node;

export function requirementView(context: Context, state: RequirementState): TemplateResult {
  return html`<ul class="tree">
    ${nodeView(context, state)}
  </ul>`;
}

function nodeView(context: Context, state: RequirementState): TemplateResult {
  const children = state.children ?? [];
  const remarks = remarksOn(state);
  return html`<li class=${state.counted ? "counted" : "spare"}>
    <div class="node">
      ${verdictSign(state.verdict)}<span
        ><span class="unseen">${messages.verdict[state.verdict]}: </span>${nodeText(
          context,
          state.node,
          children.length,
        )}${remarks.length === 0
          ? nothing
          : html` <span class="remark">${remarks.join(", ")}</span>`}</span
      >
    </div>
    ${children.length === 0
      ? nothing
      : html`<ul>
          ${children.map((child) => nodeView(context, child))}
        </ul>`}
  </li>`;
}

function nodeText(context: Context, node: RequirementNode, size: number): TemplateResult {
  switch (node.kind) {
    case "all_of":
      return titled(node.title, size === 1 ? words.all_of_one : fill(words.all_of, { size }));
    case "min_number_of":
      return titled(node.title, fill(words.min_number_of, { needed: node.needed, size }));
    case "one_track_of":
      return titled(undefined, words.one_track_of);
    case "track":
      return html`<b>${node.title}</b>`;
    case "course":
      return html`${courseName(context, node.course)}`;
    case "program":
      return html`${fill(words.program, { title: node.title })}`;
    case "unlisted":
      return html`${fill(words.unlisted, { title: node.title })}`;
  }
}

function titled(title: string | undefined, need: string): TemplateResult {
  return title === undefined ? html`<b>${need}</b>` : html`<b>${title}</b>: ${need}`;
}

function remarksOn({ node, verdict, counted }: RequirementState): string[] {
  const remarks: string[] = [];
  if (node.kind === "min_number_of") {
    remarks.push(fill(words.held, { count: node.held }), fill(words.planned, { count: node.planned }));
    if (node.advanced > 0) remarks.push(fill(words.advanced, { count: node.advanced }));
  }
  if (node.kind === "track" && node.chosen) remarks.push(words.chosen);
  const isMet = verdict === "earned" || verdict === "on_course";
  if (isMet && !counted) remarks.push(words.not_counted);
  return remarks;
}
