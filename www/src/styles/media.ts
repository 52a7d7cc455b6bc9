// Small windows, forced colors and paper.

import { css } from "lit";

export const media = css`
  @media (max-height: 32rem) {
    .answer-side {
      position: static;
      max-height: none;
    }
    .bar {
      position: static;
    }
  }
  @media (forced-colors: active) {
    .sign.earned circle {
      fill: none;
    }
    .sign.earned path {
      stroke: currentColor;
    }
    .answer-side {
      border: 1px solid;
    }
    button[aria-disabled="true"] {
      color: GrayText;
    }
  }
  @media print {
    .form,
    .bar,
    .skip,
    .language,
    .why,
    .about > summary,
    .answer-side button {
      display: none;
    }
    .page {
      grid-template-columns: minmax(0, 1fr);
    }
    .printed {
      display: block;
    }
    .answer-side {
      position: static;
      max-height: none;
      overflow: visible;
      padding: 0;
      background: none;
    }
  }
`;
