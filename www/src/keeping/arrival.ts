// A plan that comes from outside: by a file or by a link.

import type { TemplateResult } from "lit";
import type { PlanFile } from "../../generated/certificate_planner.js";
import type { Context } from "../wording/context.js";
import type { Gradebooks } from "./store.js";

export interface Arrival {
  kind: "file" | "link";
  plan: PlanFile;
  /** The name of the file, which the plan has from then on. */
  name?: string;
  /** What is read aloud once the plan is shown. */
  said?: string;
  /** The gradebooks that come with it. */
  scores?: Gradebooks;
  /** What a reader must know beside the plan. */
  remark?(context: Context): TemplateResult;
}
