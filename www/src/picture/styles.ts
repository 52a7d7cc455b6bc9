// How the picture of the plan looks; loaded with it.

import { css } from "lit";

export const styles = css`
  /* Their letters grow with those of the page as far as the width has room for them; the tables grow on. */
  .timeline-picture,
  .money-picture {
    font-size: min(0.8125rem, 4.6cqi);
    line-height: 1.25;
  }
  /*
   * Time runs as the words do: where they run to the left, what is drawn is turned over, and each word and
   * check mark in it is turned back.
   */
  .timeline-picture svg,
  .money-picture svg {
    direction: ltr;
  }
  [dir="rtl"] :is(.timeline-picture > .across, .timeline-picture, .money-picture, .legend > li) > svg {
    transform: scaleX(-1);
  }
  [dir="rtl"] :is(.timeline-picture, .money-picture) text,
  [dir="rtl"] .mark-check {
    transform: scaleX(-1);
    transform-box: fill-box;
    transform-origin: center;
    unicode-bidi: plaintext;
  }
  .timeline-picture > svg,
  .timeline-picture > .across > svg,
  .money-picture > svg {
    display: block;
    width: 100%;
    overflow: visible;
  }
  .timeline-picture > .across {
    position: relative;
    padding-block: 1.75em 0.25em;
  }
  .timeline-picture > .across > * {
    position: relative;
  }
  .timeline-picture > .across > .grid {
    position: absolute;
    inset: 0;
    height: 100%;
  }
  .timeline-picture > .down {
    display: none;
  }
  .timeline-picture text,
  .money-picture text {
    fill: var(--soft);
    font-size: 1em;
  }
  .timeline-picture .load-title {
    min-height: 1.75em;
    padding-block: 0.3em 0.2em;
    color: var(--ink);
  }
  /* The lines of time run behind words. */
  .row-name,
  .load-title > span,
  .row-title .sign {
    background: var(--panel);
  }
  .tick {
    stroke: var(--panel);
    stroke-width: 3px;
    stroke-linejoin: round;
    paint-order: stroke;
  }
  .money-picture .level {
    fill: var(--ink);
    font-weight: 600;
  }
  .timeline-picture .today,
  .money-picture .today {
    fill: var(--accent);
    font-weight: 600;
  }
  .tick.late {
    text-anchor: end;
    translate: -8px;
  }
  .row-title {
    display: flex;
    align-items: center;
    gap: 0.375em;
    min-height: 1.6em;
  }
  .row-title .sign {
    flex: none;
    width: 1.15em;
    height: 1.15em;
  }
  .row-name {
    min-width: 0;
    overflow-wrap: anywhere;
    color: var(--soft);
  }
  .row-name b {
    color: var(--ink);
    font-weight: 600;
  }
  /* The row of the program, which has no sign before its name. */
  .row-title > .row-name:only-child::first-letter {
    text-transform: uppercase;
  }
  /* A name or a remark that has room in a line of its own is not broken. */
  .row-name > :is(bdi, .row-remark) {
    display: inline-block;
    max-width: 100%;
  }
  .row-remark {
    font-style: italic;
  }
  .legend > .only-down {
    display: none;
  }
  .column-name {
    text-anchor: start;
  }
  [dir="rtl"] .timeline-picture .column-name {
    transform: scaleX(-1) rotate(-90deg);
    transform-box: view-box;
    transform-origin: 0 0;
  }
  :is(.timeline-picture, .money-picture) .month {
    stroke: var(--line);
  }
  :is(.timeline-picture, .money-picture) .year {
    stroke: var(--edge);
    stroke-opacity: 0.55;
  }
  :is(.timeline-picture, .money-picture) .now {
    stroke: var(--accent);
    stroke-width: 1.5;
    stroke-dasharray: 2 3;
  }
  .timeline-picture .rail {
    stroke: var(--line);
  }
  :is(.timeline-picture, .money-picture) .base {
    stroke: var(--edge);
  }
  .session-bar {
    fill: var(--verdict);
    stroke: var(--verdict);
  }
  .session-bar.on_course {
    --verdict: var(--accent);
  }
  /* The attribute names the hatching. */
  .session-bar.projected {
    fill: revert-layer;
    stroke-dasharray: 4 2;
  }
  .session-bar.failed {
    --verdict: var(--lost);
  }
  .session-bar.left {
    --verdict: var(--edge);
    fill-opacity: 0.25;
    stroke-dasharray: 1 2;
  }
  .hatch-ground {
    fill: var(--panel);
  }
  .hatch {
    stroke: var(--soft);
    stroke-width: 1.5;
  }
  .fade {
    stop-color: var(--earned);
    stop-opacity: 0.55;
  }
  .fade-money {
    stop-color: var(--accent);
    stop-opacity: 0.3;
  }
  .faded {
    stop-opacity: 0;
  }
  .tail:not(.open) {
    fill: var(--earned);
    fill-opacity: 0.55;
  }
  .mark-expected,
  .mark-guessed {
    fill: var(--panel);
    stroke: var(--earned);
    stroke-width: 2;
  }
  .mark-failed {
    fill: var(--panel);
    stroke: var(--lost);
    stroke-width: 1.75;
  }
  .mark-held {
    fill: var(--earned);
    stroke: var(--panel);
    stroke-width: 1;
  }
  .mark-check {
    fill: none;
    stroke: var(--panel);
    stroke-width: 1.5;
  }
  .mark-program {
    fill: var(--earned);
    stroke: var(--panel);
    stroke-width: 1;
  }
  .mark-program.guessed {
    fill: var(--panel);
    stroke: var(--earned);
    stroke-width: 1.5;
  }
  .mark-enrollment {
    fill: var(--panel);
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .mark-upgrade {
    fill: var(--ink);
    stroke: var(--panel);
    stroke-width: 1.25;
  }
  .mark-slack {
    fill: var(--change);
    fill-rule: evenodd;
    stroke: var(--panel);
    stroke-width: 0.75;
  }
  .mark-earlier {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.5;
  }
  .least {
    fill: var(--accent);
  }
  .most {
    fill: var(--accent);
    fill-opacity: 0.4;
  }
  .unstated,
  .money .high,
  .legend .high {
    stroke: var(--soft);
    stroke-width: 0.75;
  }
  .paid {
    fill: var(--earned);
  }
  .low {
    fill: var(--accent);
  }
  /* The attribute names the stripes. */
  .low[fill] {
    fill: revert-layer;
    stroke: var(--accent);
    stroke-width: 0.75;
  }
  .stripe {
    stroke: var(--accent);
    stroke-width: 4;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.125rem;
    color: var(--soft);
    font-size: 0.8125rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .legend span::first-letter {
    text-transform: uppercase;
  }
  .legend svg {
    flex: none;
  }
  .facts-table,
  .payments {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  .facts-table :is(th, td),
  .payments :is(th, td) {
    overflow-wrap: break-word;
    padding-block: 0.3125rem;
    padding-inline: 0 0.75rem;
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  /* These have room of their own for what has words of any length. */
  .facts-table :is(th[scope="rowgroup"], td),
  .payments td:nth-child(2) {
    overflow-wrap: anywhere;
  }
  .facts-table th[scope="row"] {
    width: 38%;
    color: var(--soft);
  }
  .facts-table th[scope="rowgroup"] {
    padding-top: 0.75rem;
    font-weight: 600;
    border-bottom: 1px solid var(--line);
  }
  .facts-table th[scope="rowgroup"]::first-letter {
    text-transform: uppercase;
  }
  .payments th:first-child {
    width: 27%;
  }
  .payments th:nth-child(2) {
    width: 33%;
  }
  .payments thead th {
    color: var(--soft);
    font-size: 0.875rem;
    border-bottom: 1px solid var(--edge);
  }
  .payments td {
    border-bottom: 1px solid var(--line);
  }
  .cell-title {
    display: none;
  }
  @container (max-width: 30em) {
    .timeline-picture > .across {
      display: none;
    }
    .timeline-picture > .down {
      display: block;
    }
    .legend > .only-down {
      display: block;
      flex-basis: 100%;
    }
    .payments,
    .payments :is(tbody, tr, td) {
      display: block;
    }
    .payments thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .payments tr {
      padding: 0.5rem 0;
      border-bottom: 1px solid var(--line);
    }
    .payments td {
      display: grid;
      grid-template-columns: 6.5rem minmax(0, 1fr);
      gap: 0.5rem;
      padding: 0;
      border: 0;
    }
    .cell-title {
      display: block;
      color: var(--soft);
    }
  }
  /* Of large letters the second of two columns would have room for one. */
  @container (max-width: 15em) {
    .facts-table,
    .facts-table :is(tbody, tr, td, th[scope]),
    .payments td {
      display: block;
      width: auto;
    }
  }
  @media (forced-colors: active) {
    :is(.timeline-picture, .money-picture) text {
      fill: CanvasText;
    }
    :is(.timeline-picture, .money-picture) :is(.month, .year, .rail) {
      stroke: CanvasText;
      stroke-opacity: 0.25;
    }
    :is(.timeline-picture, .money-picture) .now {
      stroke: Highlight;
    }
    .session-bar,
    .least,
    .low,
    .mark-upgrade,
    .mark-held,
    .mark-program,
    .mark-slack {
      fill: CanvasText;
      stroke: Canvas;
    }
    .session-bar.projected {
      stroke: CanvasText;
    }
    .paid {
      fill: GrayText;
    }
    .most {
      fill: GrayText;
      fill-opacity: 1;
    }
    .tail:not(.open) {
      fill: CanvasText;
    }
    .hatch-ground,
    .mark-expected,
    .mark-failed,
    .mark-enrollment {
      fill: Canvas;
    }
    .hatch,
    .stripe,
    .mark-expected,
    .mark-failed,
    .mark-enrollment,
    .mark-check {
      stroke: CanvasText;
    }
    .mark-check {
      stroke: Canvas;
    }
    .fade,
    .fade-money {
      stop-color: CanvasText;
    }
    .row-name,
    .load-title > span,
    .row-title .sign {
      background: Canvas;
    }
    .tick {
      stroke: Canvas;
    }
  }
  @media print {
    /* Backgrounds are left out on paper, and these pictures are not. */
    figure,
    .timeline-picture,
    .money-picture,
    .legend {
      print-color-adjust: exact;
      break-inside: avoid;
    }
    .row-name,
    .load-title > span,
    .row-title .sign {
      background: Canvas;
    }
    .tick {
      stroke: Canvas;
    }
    /* Each fee stands beneath it, and all is to fit on two pages. */
    .money-picture {
      font-size: 0.625rem;
    }
  }
`;
