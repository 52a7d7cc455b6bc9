// How the element looks. A host page styles it by the custom properties in styles/theme.ts, whose names
// begin with --certificate-planner-.

import type { CSSResult } from "lit";
import { answers } from "./styles/answers.js";
import { courses } from "./styles/courses.js";
import { inputs } from "./styles/inputs.js";
import { keeping } from "./styles/keeping.js";
import { layout } from "./styles/layout.js";
import { media } from "./styles/media.js";
import { theme } from "./styles/theme.js";

export const styles = [theme, layout, inputs, courses, answers, keeping, media];

/** Adds styles to the root that a part of the element stands in, once. */
export function adopt(part: Node, { styleSheet }: CSSResult): void {
  const root = part.getRootNode();
  if (!(root instanceof ShadowRoot) || styleSheet === undefined) return;
  if (root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
