// The cards of the courses and their sessions.

import { css } from "lit";

export const courses = css`
  .group {
    margin-top: 1rem;
    padding-bottom: 0.375rem;
    border-bottom: 1px solid var(--ink);
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
    padding-block: 0.5rem;
    padding-inline-start: 0.875rem;
    border-inline-start: 2px solid var(--line);
  }
  .session[open] {
    border-inline-start-color: var(--accent);
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
