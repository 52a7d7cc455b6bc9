// The section with the best ways.

import { css } from "lit";

export const styles = css`
  .wishes {
    display: grid;
    gap: 1.25rem;
  }
  .between {
    display: grid;
    gap: 0.5rem;
    padding-block: 0.5rem;
    padding-inline-start: 0.875rem;
    border-inline-start: 2px solid var(--line);
  }
  .wish-course > summary {
    padding: 0.25rem 0;
  }
  .wish-course > .row {
    padding: 0.5rem 0 0.75rem;
  }
  .bar .remark.shown {
    display: block;
  }
  .note {
    padding-inline-start: 1rem;
    border-inline-start: 3px solid var(--accent);
  }
  .looking {
    color: var(--soft);
    font-style: italic;
  }
  .looking progress {
    inline-size: min(12rem, 100%);
    accent-color: var(--accent);
    /* Who does not wait does not see it. */
    animation: appear 1ms 100ms both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  .failed {
    display: grid;
    gap: 0.75rem;
    justify-items: start;
  }
  .steps button:not(.quiet) {
    margin-top: 0.375rem;
    text-align: start;
  }
  .texts {
    display: grid;
    gap: 0.375rem;
    font-size: 0.9375rem;
  }
  .texts > li {
    display: grid;
    padding-inline-start: 0.875rem;
    border-inline-start: 2px solid var(--line);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .choices button {
    text-align: start;
  }

  .picture {
    display: grid;
    gap: 0.25rem;
    margin: 0;
  }
  .picture figcaption {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .picture svg {
    width: 100%;
    height: 15rem;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--field);
  }
  /*
   * Time and cost grow as the words run: where those run to the left, the picture is turned over, and each
   * word in it is turned back.
   */
  svg {
    direction: ltr;
  }
  [dir="rtl"] .picture > svg {
    transform: scaleX(-1);
  }
  [dir="rtl"] .picture text {
    transform: scaleX(-1);
    transform-box: fill-box;
    transform-origin: center;
    unicode-bidi: plaintext;
  }
  .picture line {
    stroke: var(--edge);
  }
  .picture .level {
    stroke: var(--line);
    stroke-dasharray: 2 4;
  }
  /* The letters grow with those of the page as far as the width has room for them. */
  .picture text {
    fill: var(--soft);
    font-size: min(0.75rem, 4.2cqi);
  }
  .picture .remark {
    min-height: 2.75em;
  }
  .point {
    cursor: pointer;
    outline: none;
  }
  .point .target {
    fill: transparent;
  }
  .point .dot {
    fill: var(--panel);
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .point .at {
    fill: var(--ink);
    font-weight: 600;
    text-anchor: middle;
  }
  .point .hours {
    text-anchor: middle;
  }
  .point .name {
    fill: var(--ink);
    font-weight: 600;
  }
  .point:hover .dot {
    stroke-width: 3;
  }
  .point[aria-checked="true"] .dot {
    fill: var(--accent);
  }
  .point[aria-checked="true"] .at {
    fill: var(--paper);
  }
  .point:focus-visible .target {
    stroke: var(--accent);
    stroke-width: 2;
  }

  .way {
    display: grid;
    gap: 0.75rem;
    padding: 1rem 0;
    border-top: 1px solid var(--line);
  }
  .way.shown {
    border-top-color: var(--ink);
  }
  .way section {
    display: grid;
    gap: 0.5rem;
  }
  .way > header {
    align-items: center;
  }
  .badge {
    display: inline-block;
    min-width: calc(1.5em + 2px);
    border: 1px solid var(--edge);
    border-radius: 1em;
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.5;
    text-align: center;
  }
  .shown > header .badge {
    color: var(--paper);
    background: var(--accent);
    border-color: var(--accent);
  }
  .way-facts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.5rem 1rem;
  }
  .way-facts > :first-child {
    grid-column: 1 / -1;
  }
  .way-facts dd {
    font-weight: 600;
  }
  .way-facts dd::first-letter {
    text-transform: uppercase;
  }
  .way .tools {
    align-items: center;
  }

  .times {
    display: grid;
    gap: 0.375rem;
    font-size: 0.9375rem;
  }
  .times li {
    display: grid;
  }
  .times b {
    font-weight: 600;
  }
  .times span {
    color: var(--soft);
    font-size: 0.875rem;
    word-break: keep-all;
  }

  .timeline {
    display: grid;
    gap: 0.625rem;
    font-size: 0.9375rem;
  }
  .timeline li {
    display: grid;
  }
  .timeline li > span {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .timeline b {
    font-weight: 600;
  }
  /* Within words, a button makes a line hardly taller. */
  .timeline li > span button {
    min-height: 1.5rem;
    padding: 0;
    font-size: inherit;
  }
  .compared {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.875rem;
  }
  .compared tbody th {
    width: 26%;
  }
  .compared :is(th, td) {
    /* A word is broken only where it alone is wider than its column. */
    overflow-wrap: break-word;
    padding-block: 0.5rem;
    padding-inline: 0 0.75rem;
    border-top: 1px solid var(--line);
    color: var(--soft);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  .compared thead th {
    border-top: 0;
    color: var(--ink);
    font-weight: 600;
  }
  .compared thead button {
    min-width: 1.75rem;
  }
  .compared .differs :is(th, td) {
    color: var(--ink);
  }
  .compared .differs td {
    font-weight: 600;
  }
  @container (max-width: 30em) {
    .way-facts {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.5rem), 1fr));
    }
    .compared,
    .compared :is(thead, tbody, tr, th, td) {
      display: block;
      width: auto;
    }
    .compared thead tr {
      display: flex;
      flex-wrap: wrap;
    }
    .compared thead :first-child {
      padding: 0;
    }
    .compared tbody td {
      border-top: 0;
      padding-block: 0 0.375rem;
      padding-inline: 0.875rem 0;
    }
    .compared tbody th {
      width: auto;
      padding-bottom: 0.25rem;
      font-weight: 600;
    }
    .compared td::before {
      content: attr(data-title) ": ";
      color: var(--soft);
      font-weight: 400;
    }
  }
  @media (forced-colors: active) {
    .picture svg {
      background: Canvas;
    }
    .point .dot {
      fill: Canvas;
      stroke: CanvasText;
    }
    .point[aria-checked="true"] .dot {
      fill: Highlight;
    }
    .point[aria-checked="true"] .at {
      fill: HighlightText;
    }
    .point .at,
    .picture text {
      fill: CanvasText;
    }
    .picture line {
      stroke: GrayText;
    }
  }
`;
