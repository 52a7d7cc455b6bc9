// How the element looks. A host page can set --certificate-planner-accent and -top.

import { css } from "lit";

const theme = css`
  :host {
    --paper: light-dark(#fdfcfa, #15171b);
    --panel: light-dark(#f5f3ed, #1b1e23);
    --ink: light-dark(#1d1f22, #eae8e3);
    --soft: light-dark(#575b61, #abacb1);
    --line: light-dark(#e0dcd2, #343840);
    --edge: light-dark(#85827a, #7b8088);
    --accent: var(--certificate-planner-accent, light-dark(#1d4f86, #93bfee));
    --earned: light-dark(#17663a, #84d3a0);
    --on-course: light-dark(#0f625c, #75d0c6);
    --change: light-dark(#874900, #f0b566);
    --lost: light-dark(#9d2828, #f4a09a);
    --open: light-dark(#574788, #c0b4ee);
    --serif: "Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, Palatino, Georgia, serif;
    --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
    display: block;
    container-type: inline-size;
    color: var(--ink);
    font: 1rem/1.5 var(--sans);
    text-wrap: pretty;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  h5,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2,
  h3 {
    font-family: var(--serif);
    font-weight: 600;
    line-height: 1.2;
    text-wrap: balance;
  }
  h2 {
    font-size: 1.6rem;
  }
  h3 {
    font-size: 1.2rem;
  }
  h4,
  h5 {
    font-size: 1rem;
    font-weight: 600;
    line-height: 1.35;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  code {
    font: 0.875rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
    overflow-wrap: anywhere;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .hint,
  .facts,
  .remark,
  .source,
  .says,
  small {
    color: var(--soft);
    font-size: 0.875rem;
    font-weight: 400;
  }
  .source {
    overflow-wrap: anywhere;
  }
`;

const layout = css`
  .page {
    display: grid;
    gap: 2.5rem;
  }
  .form {
    display: grid;
    gap: 2rem;
    align-content: start;
    min-width: 0;
  }
  .form > section,
  .about-you {
    display: grid;
    gap: 1.25rem;
  }
  h2 + .hint {
    margin-top: -0.75rem;
  }
  .about-you:empty {
    display: none;
  }
  .answer-side {
    display: grid;
    gap: 2rem;
    align-content: start;
    min-width: 0;
    padding: 1.5rem 1.25rem;
    background: var(--panel);
    border-radius: 6px;
  }
  .answer-side section {
    display: grid;
    gap: 0.75rem;
  }
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin: 0 -0.25rem;
    padding: 0.625rem 0.25rem;
    background: var(--paper);
    border-top: 1px solid var(--line);
  }
  .bar .remark {
    flex: 1 1 8rem;
  }
  .skeleton {
    min-height: 60rem;
    color: var(--soft);
  }
  @container (max-width: 30rem) {
    .reasons > li {
      grid-template-columns: 0.875rem minmax(0, 1fr);
    }
    .why {
      grid-column: 2;
    }
    .tree ul {
      padding-left: 1rem;
    }
  }
  @container (min-width: 58rem) {
    .page {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 3rem;
    }
    .bar {
      display: none;
    }
    .answer-side {
      position: sticky;
      top: var(--certificate-planner-top, 1rem);
      max-height: calc(100vh - var(--certificate-planner-top, 1rem) * 2);
      overflow-y: auto;
      padding: 1.75rem 2rem;
    }
  }
`;

const inputs = css`
  .field {
    display: grid;
    gap: 0.375rem;
    min-width: 0;
  }
  .field > *,
  legend {
    min-width: 0;
  }
  .field > label,
  legend {
    padding: 0;
    font-size: 0.9375rem;
    font-weight: 600;
  }
  fieldset.field > .hint {
    margin-top: -0.125rem;
  }
  .row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: 1rem;
    align-items: end;
  }
  .row:not(:has(*)) {
    display: none;
  }
  select,
  input[type="text"],
  input[type="date"] {
    width: 100%;
    min-height: 2.5rem;
    padding: 0.375rem 0.625rem;
    font: inherit;
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: 4px;
  }
  input[type="text"],
  input[type="date"] {
    max-width: 14rem;
  }
  .picker select {
    font-family: var(--serif);
    font-size: 1.0625rem;
    font-weight: 600;
  }
  [aria-invalid="true"] {
    border-color: var(--lost);
    border-width: 2px;
  }
  .wrong {
    color: var(--lost);
    font-size: 0.875rem;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
  }
  .option {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2rem;
    cursor: pointer;
  }
  .option input {
    flex: none;
    width: 1.125rem;
    height: 1.125rem;
    margin: 0.1875rem;
    accent-color: var(--accent);
  }
  button {
    min-height: 2.25rem;
    padding: 0.25rem 0.875rem;
    font: inherit;
    font-size: 0.9375rem;
    color: var(--accent);
    background: none;
    border: 1px solid var(--edge);
    border-radius: 4px;
    cursor: pointer;
  }
  button:hover {
    border-color: var(--accent);
  }
  button.quiet {
    justify-self: start;
    min-height: 1.75rem;
    padding: 0.125rem 0;
    border: 0;
    text-decoration: underline;
    text-decoration-color: var(--line);
    text-underline-offset: 0.25em;
  }
  button.quiet:hover {
    text-decoration-color: currentColor;
  }
  button[aria-disabled="true"] {
    color: var(--soft);
    text-decoration: none;
    cursor: default;
  }
  summary {
    min-height: 1.5rem;
    cursor: pointer;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.25rem;
  }
  .form > .tools {
    margin: -1.25rem 0 -0.75rem;
  }
  .example {
    display: grid;
    gap: 0.75rem;
    padding-left: 1rem;
    border-left: 3px solid var(--accent);
  }
  .example .tools {
    gap: 0.75rem;
  }
`;

const courses = css`
  .group {
    margin-top: 1rem;
    padding-bottom: 0.375rem;
    border-bottom: 1px solid var(--ink);
  }
  .group small {
    font-family: var(--sans);
  }
  .course {
    display: grid;
    gap: 0.625rem;
    padding-bottom: 1.25rem;
    border-bottom: 1px solid var(--line);
  }
  .course:last-child {
    border-bottom: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.125rem 1rem;
  }
  header > :first-child {
    flex: 1 1 12rem;
  }
  .number {
    color: var(--soft);
    font-weight: 400;
  }
  .session {
    padding: 0.5rem 0 0.5rem 0.875rem;
    border-left: 2px solid var(--line);
  }
  .session[open] {
    border-left-color: var(--accent);
  }
  .fields {
    display: grid;
    gap: 1.125rem;
    padding: 1rem 0 0.25rem;
  }
  .more > summary,
  .about > summary,
  .why > summary {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .notes {
    display: grid;
    gap: 0.625rem;
    padding: 0.5rem 0;
    font-size: 0.9375rem;
  }
`;

const answers = css`
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
    gap: 0.375rem;
  }
  .sums dt {
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
    padding-left: 1.625rem;
  }
  .tree details {
    padding-left: 1.625rem;
  }
  .tree details ul {
    padding-left: 0;
  }
  .tree details ul ul {
    padding-left: 1.625rem;
  }
  .node {
    display: flex;
    gap: 0.5rem;
    padding: 0.1875rem 0;
  }
  .node .sign {
    margin-top: 0.1875rem;
  }
  .about > .reasons {
    padding-top: 0.5rem;
  }
  .answer {
    display: grid;
    gap: 0.5rem;
    padding: 1rem 0;
    border-top: 1px solid var(--line);
  }
  .answer .run {
    gap: 0.5rem;
    padding-left: 0.875rem;
    border-left: 2px solid var(--line);
  }
  .lines > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 1rem;
    padding: 0.5rem 0;
    border-top: 1px solid var(--line);
  }
  .lines .remark {
    grid-column: 1 / -1;
  }
  .problems {
    display: grid;
    gap: 0.75rem;
  }
  .problems li {
    display: grid;
    gap: 0.125rem;
    padding-left: 0.875rem;
    border-left: 3px solid var(--lost);
  }
  .problems .warning {
    border-color: var(--change);
  }
  .small {
    font-size: 0.9375rem;
    padding-top: 1.5rem;
    border-top: 1px solid var(--ink);
  }
  .refused button {
    justify-self: start;
  }
`;

const media = css`
  @media (max-height: 32rem) {
    .answer-side {
      position: static;
      max-height: none;
    }
    .bar {
      position: static;
    }
  }
  @media (forced-colors: active) {
    .sign.earned circle {
      fill: none;
    }
    .sign.earned path {
      stroke: currentColor;
    }
    .answer-side {
      border: 1px solid;
    }
  }
  @media print {
    .form,
    .bar,
    .answer-side button {
      display: none;
    }
    .answer-side {
      position: static;
      max-height: none;
      overflow: visible;
      padding: 0;
      background: none;
    }
  }
`;

export const styles = [theme, layout, inputs, courses, answers, media];
