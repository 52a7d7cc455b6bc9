// What the views of the form read and call.

import type { Assessment, CourseId, PlanFile, Session } from "../generated/certificate_planner.js";
import type { Later } from "./later.js";
import type { Picture } from "./picture.js";
import type { Gradebook } from "./score.js";
import type { Context } from "./wording/context.js";

export interface Editor {
  context: Context;
  /** The plan as it is now, also for what was drawn before the last change. */
  readonly plan: PlanFile;
  assessment?: Assessment;
  sessions(course: CourseId): Session[];
  /** What draws the plan; null where it could not be loaded. */
  picture?: Picture | null;
  /** What works out scores; null where it could not be loaded. */
  gradebook?: Gradebook | null;
  /** Loads what works out scores. */
  openGradebook(): void;
  /** Puts a new plan in place of the last; typing on in one `input` is one change. */
  change(plan: PlanFile, input?: string): void;
  /** Text that is being typed and may not be a value yet, by input. */
  draft(input: string): string | undefined;
  setDraft(input: string, text: string | undefined): void;
  /** Whether something is being typed into the inputs whose names begin so. */
  hasDrafts(prefix: string): boolean;
  /** Forgets what was typed into the inputs whose names begin so. */
  dropDrafts(prefix: string): void;
  /** Whether there is room for one narrow column only. */
  isNarrow: boolean;
  /** Whether it is this part's turn to be drawn: what stands further down has a later one. */
  isDue(turn: number): boolean;
  /** Whether a part of that turn stays as it is: nothing has changed since, or the verdict is painted before it. */
  isDrawn(turn: number): boolean;
  /** Loads a part that is shown only now. */
  need(part: Later<unknown>): void;
  isOpen(part: string): boolean;
  setOpen(part: string, open: boolean): void;
  /** Moves the focus to an input after the next change is shown. */
  focus(input: string): void;
}

/** The name of an input of the plan, by which it can be found on the page. */
export function inputOf(course: CourseId, session: string, name: string): string {
  return `${course}/${session}/${name}`;
}
