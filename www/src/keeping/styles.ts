// How the panels of the plans look.

import { css } from "lit";

export const styles = css`
  .panel {
    display: grid;
    gap: 1rem;
    padding: 1rem 1.25rem 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--corner);
  }
  .plans {
    display: grid;
  }
  .plans > li {
    display: grid;
    gap: 0.25rem;
    padding-block: 0.75rem;
    border-top: 1px solid var(--line);
  }
  .plans > li:last-child {
    border-bottom: 1px solid var(--line);
  }
  .plans > .shown {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--accent);
  }
  .plans .remark {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
  }
  .plans .tools {
    gap: 0 1.25rem;
    align-items: center;
  }
  .plans input[type="text"] {
    max-width: none;
  }
  .plans .field + .tools {
    gap: 0.5rem 0.75rem;
    margin-top: 0.5rem;
  }
  .side-by-side {
    display: grid;
    gap: 0.75rem;
  }
  textarea {
    width: 100%;
    padding: 0.5rem 0.625rem;
    font: 0.875rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: var(--field);
    overflow-wrap: anywhere;
    resize: vertical;
  }
  .qr {
    width: min(100%, 20rem);
    forced-color-adjust: none;
  }
  @media print {
    .panel {
      display: none;
    }
  }
`;
