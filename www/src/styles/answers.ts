// The answer: verdict, steps, requirement, reasons and fees.

import { css } from "lit";

export const answers = css`
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    font-size: 0.9375rem;
    font-weight: 600;
    white-space: nowrap;
  }
  .sign {
    flex: none;
    width: 1.125rem;
    height: 1.125rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .earned {
    --verdict: var(--earned);
  }
  .on_course {
    --verdict: var(--on-course);
  }
  .needs_change {
    --verdict: var(--change);
  }
  .not_reachable {
    --verdict: var(--lost);
  }
  .undetermined {
    --verdict: var(--open);
  }
  .mark,
  .sign {
    color: var(--verdict);
  }
  .earned .sign circle,
  .sign.earned circle {
    fill: currentColor;
  }
  .sign.earned path {
    stroke: var(--panel);
  }
  .verdict > .mark {
    font-size: 1.0625rem;
  }
  .verdict .facts {
    display: grid;
    gap: 1rem;
    padding: 1rem 0;
    border: solid var(--line);
    border-width: 1px 0;
    color: inherit;
    font-size: 1rem;
  }
  dt {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .facts > div > dd::first-letter {
    text-transform: uppercase;
  }
  .facts > div > dd {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.4;
  }
  .sums {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    padding-top: 0.375rem;
    font-size: 0.9375rem;
    font-weight: 400;
  }
  .sums div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.375rem;
  }
  .sums dt {
    flex: none;
    font-size: inherit;
  }
  .reasons {
    display: grid;
    gap: 0.5rem;
  }
  .reasons > li {
    display: grid;
    grid-template-columns: 0.875rem minmax(0, 1fr) auto;
    gap: 0 0.5rem;
  }
  .effect::before {
    content: "·";
    color: var(--soft);
    font-weight: 700;
  }
  .for > .effect::before {
    content: "+";
    color: var(--earned);
  }
  .against > .effect::before {
    content: "×";
    color: var(--lost);
  }
  .open > .effect::before {
    content: "?";
    color: var(--open);
  }
  .why {
    font-size: 0.875rem;
  }
  .why[open] {
    grid-column: 2 / -1;
    display: grid;
    gap: 0.375rem;
    padding: 0.25rem 0 0.5rem;
  }
  .why p + ul {
    display: grid;
    gap: 0.25rem;
  }
  .steps {
    display: grid;
  }
  .steps > li {
    display: grid;
    justify-items: start;
    gap: 0.125rem;
    padding: 0.75rem 0;
    border-top: 1px solid var(--line);
  }
  .eyebrow {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .tree ul {
    padding-inline-start: 1.625rem;
  }
  .tree details {
    padding-inline-start: 1.625rem;
  }
  .tree details ul {
    padding-inline-start: 0;
  }
  .tree details ul ul {
    padding-inline-start: 1.625rem;
  }
  .node {
    display: flex;
    gap: 0.5rem;
    padding: 0.1875rem 0;
  }
  .node .sign {
    margin-top: 0.1875rem;
  }
  .node .state {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .node .state::before {
    content: "— ";
  }
  .place {
    flex: none;
    width: 1.125rem;
    height: 1.125rem;
    margin-top: 0.1875rem;
    border: 1.5px dashed var(--edge);
    border-radius: 50%;
  }
  .place + .state::before {
    content: none;
  }
  .figure {
    display: grid;
    gap: 0.5rem;
    margin: 0;
  }
  .room {
    padding-bottom: 5rem;
    font-size: min(0.8125rem, 4.6cqi);
    line-height: 1.25;
  }
  .room svg {
    display: block;
    width: 100%;
  }
  .room .down {
    display: none;
  }
  .fold > summary > h3 {
    display: inline;
  }
  /* A gap of details reaches nothing in them. */
  .fold > * + * {
    margin-top: 0.75rem;
  }
  .about > .reasons {
    padding-block: 0.5rem;
  }
  .answer {
    display: grid;
    gap: 0.5rem;
    padding: 1rem 0;
    border-top: 1px solid var(--line);
  }
  .answer .run {
    gap: 0.5rem;
    padding-inline-start: 0.875rem;
    border-inline-start: 2px solid var(--line);
  }
  .lines > li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    padding: 0.5rem 0;
    border-top: 1px solid var(--line);
  }
  .lines > li > :first-child {
    /* An amount stands below where there is no room for words beside it. */
    flex: 1 1 8rem;
    min-width: 0;
  }
  .lines > li > b {
    max-width: 100%;
    margin-inline-start: auto;
    text-align: end;
  }
  .lines .remark {
    flex: 0 0 100%;
    min-width: 0;
  }
  .problems {
    display: grid;
    gap: 0.75rem;
  }
  .problems li {
    display: grid;
    gap: 0.125rem;
    padding-inline-start: 0.875rem;
    border-inline-start: 3px solid var(--lost);
  }
  .problems .warning {
    border-color: var(--change);
  }
  .small {
    font-size: 0.9375rem;
  }
  .small::before {
    content: "";
    margin-bottom: 0.75rem;
    border-top: 1px solid var(--ink);
  }
  .refused button {
    justify-self: start;
    text-align: start;
  }
`;
