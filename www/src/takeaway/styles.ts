// How the section looks; on paper it is of no use.

import { css } from "lit";

export const styles = css`
  .entries {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
    gap: 1rem 1.5rem;
    margin-block: 0.75rem;
  }
  .entries li {
    display: grid;
    gap: 0.375rem;
    align-content: start;
    justify-items: start;
  }
  #take-text {
    width: 100%;
    padding: 0.5rem 0.75rem;
    font-family: inherit;
    font-size: 0.875rem;
    line-height: 1.5;
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: var(--field);
  }
`;
