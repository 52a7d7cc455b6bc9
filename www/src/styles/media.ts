// Small windows and forced colors, and what is not printed.

import { css } from "lit";

export const media = css`
  /* Large letters in a small window. */
  @container (max-width: 15em) {
    .answer-side {
      padding-inline: 0.25rem;
    }
    .mark {
      white-space: normal;
    }
    .sums dt {
      flex: initial;
    }
  }
  @media (max-height: 32em) {
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
    .answer-side button {
      display: none;
    }
    .page {
      display: block;
    }
    .answer-side {
      position: static;
      max-height: none;
    }
    .answer-side > section:not(.verdict) {
      content-visibility: visible;
    }
  }
`;
