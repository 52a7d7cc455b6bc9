// How the element looks. A host page can set --certificate-planner-accent and -top.

import type { CSSResult } from "lit";
import { answers } from "./styles/answers.js";
import { courses } from "./styles/courses.js";
import { inputs } from "./styles/inputs.js";
import { keeping } from "./styles/keeping.js";
import { layout } from "./styles/layout.js";
import { media } from "./styles/media.js";
import { theme } from "./styles/theme.js";

export const styles = [theme, layout, inputs, courses, answers, keeping, media];

/** Adds the styles of a part that was loaded later, once. */
export function adopt(root: HTMLElement | DocumentFragment, { styleSheet }: CSSResult): void {
  if (!(root instanceof ShadowRoot) || styleSheet === undefined) return;
  if (root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
