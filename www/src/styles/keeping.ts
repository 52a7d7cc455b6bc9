// What is said of where the plan is kept.

import { css } from "lit";

export const keeping = css`
  .keeping {
    display: grid;
    gap: 1rem;
  }
  .keeping > .tools {
    align-items: baseline;
  }
  .notice {
    display: grid;
    gap: 0.75rem;
    padding: 0.75rem 1rem;
    background: var(--panel);
    border: 1px solid var(--line);
    border-inline-start: 3px solid var(--change);
    border-radius: var(--field);
  }
  .notice .tools {
    gap: 0.75rem;
  }
  .moved {
    display: grid;
    gap: 0.25rem;
    padding-inline-start: 1.25rem;
    list-style: disc;
  }
`;
