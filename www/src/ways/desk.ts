// What the section with the best ways reads of the page, and what it calls.

import type { PlanFile } from "../../generated/certificate_planner.js";
import type { Editor } from "../editor.js";

export interface Desk {
  editor: Editor;
  /** The text of the catalog. */
  catalog: string;
  update(): void;
  /** Has all words in the language of the page from now on. */
  speak(): void;
  /** Says something to a reader who cannot see the page. */
  say(text: string): void;
  /** Puts a plan in place of the learner's and shows it. */
  putIn(plan: PlanFile, said: string): void;
  showAnswer(): void;
}
