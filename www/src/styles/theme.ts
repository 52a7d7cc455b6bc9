// Colors, type and the words that stand back.

import { css } from "lit";

export const theme = css`
  :host {
    --paper: var(--certificate-planner-paper, light-dark(#fdfcfa, #15171b));
    --panel: var(--certificate-planner-panel, light-dark(#f5f3ed, #1b1e23));
    --ink: var(--certificate-planner-ink, light-dark(#1d1f22, #eae8e3));
    --soft: var(--certificate-planner-soft, light-dark(#575b61, #abacb1));
    --line: var(--certificate-planner-line, light-dark(#e0dcd2, #343840));
    --edge: var(--certificate-planner-edge, light-dark(#85827a, #7b8088));
    --accent: var(--certificate-planner-accent, light-dark(#1d4f86, #93bfee));
    --earned: light-dark(#17663a, #84d3a0);
    --on-course: light-dark(#0f625c, #75d0c6);
    --change: light-dark(#874900, #f0b566);
    --lost: light-dark(#9d2828, #f4a09a);
    --open: light-dark(#574788, #c0b4ee);
    --corner: var(--certificate-planner-radius, 6px);
    --field: var(--certificate-planner-radius, 4px);
    /* A page that is dark and does not say so would have dark words on its dark ground, so the ground is our own. */
    background: var(--paper);
    box-shadow: 0 0 0 8px var(--paper);
    border-radius: var(--corner);
  }
  /* Where the page makes it as wide as its content, that is a text of this width, and no wider than there is room. */
  :host::before {
    content: "\\200b  \\200b";
    display: block;
    height: 0;
    overflow: hidden;
    word-spacing: 70rem;
    white-space: normal;
  }
  /* One course alone is no wider. */
  :host([course]:not([course=""]))::before {
    word-spacing: 44rem;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  /*
   * The page around cannot reach this one, whatever its styles say of every element, and what it would
   * inherit ends here. Margins of what stands in it at first stay within, so that it does not move when
   * they go, and nothing in it lies above what the page lays over it.
   */
  certificate-planner-view {
    all: initial;
    display: flow-root;
    isolation: isolate;
    container-type: inline-size;
    /* Its least width where the page asks for that: otherwise there would be none. */
    contain-intrinsic-inline-size: 15rem;
    color-scheme: inherit;
    color: var(--ink);
    font-family: var(--certificate-planner-font, inherit);
    font-size: var(--certificate-planner-font-size, inherit);
    --certificate-planner-rem: 1em;
    line-height: 1.5;
    text-autospace: normal;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  /* Colors that the page does not have need more of it. */
  :host([theme="light"]) certificate-planner-view,
  :host([theme="dark"]) certificate-planner-view {
    padding: 1rem;
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
    font-family: var(--certificate-planner-heading-font, inherit);
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
  /* At the end of a line it stands out of it otherwise. */
  span.unseen {
    margin-inline-start: -1px;
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
  /* Short facts in Chinese go on to the next line after a mark, and not within a word or a day. */
  dd,
  button,
  select,
  .remark,
  .facts,
  .says {
    word-break: keep-all;
  }
`;
