// The two sides of the page, one below the other where it is narrow.

import { css } from "lit";

export const layout = css`
  .words {
    display: flow-root;
  }
  .page {
    display: grid;
    gap: 2.5rem;
  }
  .language {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 0.25rem 0.5rem;
    padding-bottom: 1.25rem;
    font-size: 0.9375rem;
  }
  .language select {
    width: auto;
    min-height: 2rem;
    padding-block: 0.125rem;
  }
  .language p {
    flex-basis: 100%;
    text-align: end;
    color: var(--lost);
  }
  .skip:not(:focus) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
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
    /* What changes in the answer moves nothing else, so nothing else is laid out or painted anew. */
    contain: layout paint style;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    /* Otherwise WebKit squeezes what is not laid out yet into the height of the window, and cuts it off. */
    grid-auto-rows: max-content;
    gap: 2rem;
    align-content: start;
    min-width: 0;
    padding: 1.5rem 0.875rem;
    background: var(--panel);
    border-radius: var(--corner);
  }
  .answer-side > * {
    margin-inline: 0.375rem;
  }
  .answer-side section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  /* What is not in sight is not laid out or painted; what has the focus in it keeps its ring. */
  .answer-side > section:not(.verdict) {
    content-visibility: auto;
    contain-intrinsic-size: auto 20rem;
    margin-inline: 0;
    padding-inline: 0.375rem;
  }
  /* What closes there out of sight would keep its room in WebKit, which alone has this property. */
  @supports (hanging-punctuation: first) {
    .answer-side > section:not(.verdict) {
      content-visibility: visible;
    }
  }
  .compact {
    display: grid;
    gap: 1.5rem;
    max-width: 44rem;
  }
  .compact .answer {
    padding-top: 0;
    border-top: 0;
  }
  .compact .answer > .remark {
    color: var(--ink);
    font-size: 1rem;
  }
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    padding: 0.625rem 0;
    background: var(--paper);
    border-top: 1px solid var(--line);
  }
  /* What has the focus comes to stand above the bar. */
  .form :is(a, button, input, select, summary, textarea) {
    scroll-margin-block-end: 6rem;
  }
  .bar .remark {
    flex: 1 1 8rem;
  }
  .printed {
    display: none;
  }
  .skeleton {
    min-height: 60rem;
    color: var(--soft);
  }
  /* As high as the skeleton until all is there, so that what comes below it moves out of sight. */
  .coming {
    min-height: 60rem;
    align-content: start;
  }
  @container (max-width: 30em) {
    h2 {
      font-size: 1.375rem;
    }
    .room .across {
      display: none;
    }
    .room .down {
      display: block;
    }
    .bar .mark {
      flex: 1;
    }
    .bar .remark {
      display: none;
    }
    .reasons > li {
      grid-template-columns: 0.875rem minmax(0, 1fr);
    }
    .why {
      grid-column: 2;
    }
    .tree ul {
      padding-inline-start: 1rem;
    }
  }
  @container (min-width: 58em) {
    .page {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 3rem;
    }
    .bar,
    .skip {
      display: none;
    }
    .form :is(a, button, input, select, summary, textarea) {
      scroll-margin-block-end: 0;
    }
    .answer-side {
      position: sticky;
      top: var(--certificate-planner-top, 1rem);
      max-height: calc(100vh - var(--certificate-planner-top, 1rem) * 2);
      overflow-y: auto;
      padding: 1.75rem 1.625rem;
    }
  }
`;
