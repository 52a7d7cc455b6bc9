// How the gradebook looks; loaded with it.

import { css } from "lit";

export const styles = css`
  .gradebook,
  .outcome {
    display: grid;
    gap: 0.75rem;
  }
  .gradebook {
    padding: 0.5rem 0 0.25rem;
  }
  .scores,
  .kind {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.5rem), 1fr));
    gap: 0.375rem 1rem;
  }
  /* Labels, inputs and what is wrong with them stand in lines of their own, whatever each of them needs. */
  :is(.scores, .kind) > .field {
    grid-row: span 3;
    grid-template-rows: subgrid;
  }
  :is(.scores, .kind) label {
    align-self: end;
  }
  .many {
    grid-column: 1 / -1;
    margin-bottom: 0.375rem;
  }
  .many input[type="text"] {
    max-width: none;
  }
  .kind > button {
    grid-row: span 3;
    align-self: end;
  }
  .kind {
    padding-bottom: 0.375rem;
    border-bottom: 1px solid var(--line);
  }
  .note {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--change);
    font-size: 0.9375rem;
  }
  .outcome {
    padding: 0.75rem 1rem;
    background: var(--panel);
    border-radius: var(--field);
  }
  .outcome .shown b {
    font-size: 1.375rem;
  }
  .outcome h5 {
    margin: 0;
    font-size: 0.9375rem;
  }
  .needs {
    display: grid;
    gap: 0.25rem;
  }
  .outcome button {
    justify-self: start;
    text-align: start;
  }
  @media (forced-colors: active) {
    .outcome {
      border: 1px solid;
    }
  }
`;
