// Paper: what makes the answer short on it. It comes with the picture; what is no answer is left out before that.

import { css } from "lit";

export const print = css`
  @media print {
    certificate-planner-view {
      font-size: var(--certificate-planner-font-size, 1em);
      line-height: 1.35;
    }
    /* Two pages are enough for more courses where the letters are smaller. */
    certificate-planner-view:has(.answer:nth-of-type(7)) {
      font-size: calc(0.9 * var(--certificate-planner-font-size, 1em));
    }
    .room,
    .why,
    .answer-side > [part="take-away"],
    .about > summary {
      display: none;
    }
    .printed {
      display: block;
    }
    .answer-side {
      contain: none;
      display: block;
      overflow: visible;
      padding: 0;
      background: none;
      columns: 2;
      column-gap: 2rem;
    }
    .answer-side > .verdict {
      column-span: all;
    }
    .answer-side > * {
      margin-inline: 0;
    }
    .answer-side > section:not(.verdict) {
      padding-inline: 0;
    }
    .answer-side > section {
      display: block;
      padding-block: 0.25rem 0.5rem;
    }
    .verdict .facts {
      grid-template-columns: 1fr 1fr;
      padding-block: 0.5rem;
      margin-block: 0.5rem;
    }
    .answer,
    .steps > li,
    .lines > li {
      padding-block: 0.125rem;
    }
    /* With more than one session of a course, what is said of each goes on in its lines. */
    certificate-planner-view:has(.run + .run) {
      font-size: calc(0.82 * var(--certificate-planner-font-size, 1em));
      line-height: 1.3;
    }
    .answer .run {
      display: block;
      padding-block: 0.125rem 0;
    }
    .answer .run + .run {
      padding-block-start: 0.5625rem;
    }
    .steps > li,
    .lines > li,
    .reasons > li {
      break-inside: avoid;
    }
    /* A grid that goes on in the next column can lie over what comes after it. */
    .answer,
    .reasons,
    .steps > li,
    .lines > li,
    .run .reasons {
      display: block;
    }
    .run .reasons > li,
    .run .remark {
      display: inline;
      margin-inline-end: 0.5rem;
    }
    .run .effect {
      margin-inline-end: 0.25rem;
    }
    /* A plan of many courses fits on two pages where each step and each fee goes on in its line. */
    .steps p,
    .lines .remark {
      display: inline;
      margin-inline-end: 0.5rem;
    }
    .lines > li > b {
      float: inline-end;
      margin-inline-start: 0.5rem;
    }
    /* The titles stand further below. */
    .eyebrow[data-course] {
      font-size: 0;
    }
    .eyebrow[data-course]::before {
      content: attr(data-course);
      font-size: 0.875rem;
      unicode-bidi: isolate;
    }
    .about > .reasons {
      padding-block: 0;
    }
    .notes {
      gap: 0.25rem;
    }
    .answer .source,
    .about > .remark {
      font-size: 0.8125rem;
      line-height: 1.3;
    }
    [part="courses"]:not(:has(> article)),
    [part="courses"] > details:not([open]) {
      display: none;
    }
    h3,
    .answer > :is(header, p) {
      break-after: avoid;
    }
  }
`;
