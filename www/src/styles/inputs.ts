// Fields, buttons and what can be opened.

import { css } from "lit";

export const inputs = css`
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
    border-radius: var(--field);
    text-overflow: ellipsis;
  }
  /* Words that a list cuts off stick out of it in WebKit, and would make the page scroll sideways. */
  select {
    contain: paint;
  }
  input[type="text"],
  input[type="date"] {
    max-width: 14rem;
  }
  .file {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-self: start;
    min-height: 2.25rem;
    padding: 0.25rem 0.875rem;
    color: var(--accent);
    border: 1px solid var(--edge);
    border-radius: var(--field);
  }
  .file:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  /* Over its words, so that a press and a dropped file reach it. */
  .file > input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    min-height: 0;
    opacity: 0;
    cursor: pointer;
  }
  /* The end of a title or of a session tells it from others, so it wraps where the browser can. */
  .choice {
    grid-template-columns: minmax(0, 1fr);
  }
  .choice:has(> .hint) {
    --row: 3;
  }
  .choice > select {
    grid-area: var(--row, 2) / 1;
    height: auto;
    padding-inline-end: 2.25rem;
    line-height: 1.3;
    white-space: normal;
    appearance: none;
  }
  .picker select {
    font-family: var(--certificate-planner-heading-font, inherit);
    font-weight: 600;
  }
  .choice::after {
    content: "";
    grid-area: var(--row, 2) / 1;
    place-self: center end;
    width: 0.5rem;
    height: 0.5rem;
    margin-inline-end: 1rem;
    border: solid;
    border-width: 0 2px 2px 0;
    translate: 0 -25%;
    rotate: 45deg;
    pointer-events: none;
  }
  .picker + .field {
    margin-top: -1rem;
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
    border-radius: var(--field);
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
    text-align: start;
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
  .views {
    display: flex;
    flex-wrap: wrap;
    border-bottom: 1px solid var(--ink);
  }
  /* As narrow as their words allow, and one below the other where large letters leave no room. */
  .views button {
    flex-grow: 1;
    width: min-content;
    max-width: max-content;
    overflow-wrap: break-word;
    border: 0;
    border-radius: 0;
    padding: 0.5rem 1rem calc(0.5rem + 3px);
    color: inherit;
  }
  .views [aria-pressed="true"] {
    padding-bottom: 0.5rem;
    border-bottom: 3px solid var(--accent);
    font-weight: 600;
  }
  .form > .tools {
    margin: -1.25rem 0 -0.75rem;
  }
  .form > .tools:first-child {
    margin-top: 0;
  }
  .form > .tools:has(+ .keeping) {
    margin-bottom: -1.5rem;
  }
  .example {
    display: grid;
    gap: 0.75rem;
    padding-inline-start: 1rem;
    border-inline-start: 3px solid var(--accent);
  }
  .example .tools {
    gap: 0.75rem;
  }
`;
