// What was done to the plans as a whole, such as deleting one, so that it can be undone in its turn
// among the changes of the plan itself.

import type { PlanFile } from "../../generated/certificate_planner.js";

export interface Act {
  /** The plan that was shown before, and the one that was shown after. */
  before: PlanFile;
  after: PlanFile;
  undo(): void;
  redo(): void;
}

export class Acts {
  #past: Act[] = [];
  #future: Act[] = [];

  did(act: Act): void {
    this.#past = [...this.#past, act];
    this.#future = [];
  }

  /** A plan was changed: what was undone before cannot be done again. */
  cut(): void {
    this.#future = [];
  }

  /** The act that comes next, where it was done on what is shown. */
  canUndo(shown: PlanFile): boolean {
    return this.#past.at(-1)?.after === shown;
  }

  canRedo(shown: PlanFile): boolean {
    return this.#future.at(-1)?.before === shown;
  }

  undo(): void {
    const act = this.#past.at(-1);
    if (act === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, act];
    act.undo();
  }

  redo(): void {
    const act = this.#future.at(-1);
    if (act === undefined) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, act];
    act.redo();
  }
}
