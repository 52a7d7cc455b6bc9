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

/** The sheets of each document, as none may be shared with another one. */
const sheets = new WeakMap<Document, Map<CSSResult, CSSStyleSheet>>();
/** What each root wears: one that is moved into another document loses its sheets. */
const worn = new WeakMap<Node, Set<CSSResult>>();

/** Adds styles to the root that a part of the element stands in, and those that it lost. */
export function adopt(part: Node, ...results: CSSResult[]): void {
  const root = part.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const all = new Set([...(worn.get(root) ?? []), ...results]);
  worn.set(root, all);
  const here = root.adoptedStyleSheets;
  const missing = [...all].map((each) => sheetOf(root.ownerDocument, each)).filter((sheet) => !here.includes(sheet));
  root.adoptedStyleSheets = [...here, ...missing];
}

function sheetOf(document: Document, result: CSSResult): CSSStyleSheet {
  const { CSS, CSSStyleSheet: Sheet } = document.defaultView ?? window;
  const known = sheets.get(document) ?? new Map<CSSResult, CSSStyleSheet>();
  if (known.size === 0) registerRem(CSS);
  sheets.set(document, known);
  const sheet = known.get(result) ?? new Sheet();
  if (known.has(result)) return sheet;
  sheet.replaceSync(result.cssText.replaceAll(/(-?\d*\.?\d+)rem\b/g, `calc($1 * var(${REM}))`));
  known.set(result, sheet);
  return sheet;
}

function registerRem(css: typeof CSS): void {
  try {
    css.registerProperty({ name: REM, syntax: "<length>", inherits: true, initialValue: "16px" });
  } catch {
    // Another copy of this script has done so.
  }
}
