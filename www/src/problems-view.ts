// What is wrong with a catalog or a plan: every place with its sentence.

import { type TemplateResult, html } from "lit";
import type { Problem } from "../generated/certificate_planner.js";
import messages from "./messages/en.json" with { type: "json" };
import { faultText } from "./wording/problem.js";

export function problemList(problems: readonly Problem[]): TemplateResult {
  return html`<ul class="problems">
    ${problems.map(
      ({ path, severity, fault }) =>
        html`<li class=${severity}>
          <code>${path === "" ? messages.whole_file : path}</code>
          <span>${messages.severity[severity]}: ${faultText(fault)}</span>
        </li>`,
    )}
  </ul>`;
}

/** A catalog that is refused, and why. */
export function refusedCatalog(problems: readonly Problem[]): TemplateResult {
  return problemsView(
    messages.label.problems_catalog,
    messages.label.problems_catalog_hint,
    problems,
  );
}

/** Statements of the plan that contradict each other. */
export function refusedPlan(problems: readonly Problem[]): TemplateResult {
  return problemsView(messages.label.problems_plan, messages.label.problems_plan_hint, problems);
}

function problemsView(title: string, hint: string, problems: readonly Problem[]): TemplateResult {
  return html`<section class="refused" part="problems">
    <h2 id="answer" tabindex="-1">${title}</h2>
    <p>${hint}</p>
    ${problemList(problems)}
  </section>`;
}
