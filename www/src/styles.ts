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

/**
 * What a rem is in the styles: the size of the letters where the element stands. Many pages make the rem of
 * their root small and their letters large. It is registered as a length, so that it is the same everywhere
 * in the element.
 */
const REM = "--certificate-planner-rem";

const sheets = new Map<CSSResult, CSSStyleSheet>();

/** Adds styles to the root that a part of the element stands in, once. */
export function adopt(part: Node, result: CSSResult): void {
  const root = part.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const sheet = sheets.get(result) ?? sheetOf(result);
  if (root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function sheetOf(result: CSSResult): CSSStyleSheet {
  if (sheets.size === 0) registerRem();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(result.cssText.replaceAll(/(-?\d*\.?\d+)rem\b/g, `calc($1 * var(${REM}))`));
  sheets.set(result, sheet);
  return sheet;
}

function registerRem(): void {
  try {
    CSS.registerProperty({ name: REM, syntax: "<length>", inherits: true, initialValue: "16px" });
  } catch {
    // Another copy of this script has done so.
  }
}
