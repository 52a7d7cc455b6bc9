// What is done with plans but rarely: several of them, files, links. Loaded when it is asked for.

import type { TemplateResult } from "lit";
// What this script and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import type { ProgramId } from "../generated/certificate_planner.js";
import type { Arrival } from "./keeping/arrival.js";
import { readGiven, savePlan, saveText } from "./keeping/files.js";
import { tellGone } from "./keeping/gone.js";
import type { Keeper, Notice, PlansDesk } from "./keeping/keeper.js";
import { messages } from "./keeping/messages.js";
import { noticeText, noticesView } from "./keeping/notices.js";
import { PlanList } from "./keeping/plan-list.js";
import { styles } from "./keeping/styles.js";
import { planOfText } from "./sharing/link.js";
import { movedView } from "./sharing/moved-view.js";
import { Share } from "./sharing/share-view.js";
import { adopt } from "./styles.js";
import { fill } from "./wording/fill.js";
import type { Context } from "./wording/context.js";

export class Plans {
  private readonly plans: PlanList;
  private readonly sharing: Share;

  constructor(private readonly keeper: Keeper) {
    adopt(keeper.host.element.renderRoot, styles);
    this.plans = new PlanList(keeper, this);
    this.sharing = new Share(keeper);
  }

  /** The panel with all plans. */
  list(desk: PlansDesk): TemplateResult {
    return this.plans.view(desk);
  }

  /** The panel with the link to the plan that is shown. */
  share(desk: PlansDesk): TemplateResult {
    return this.sharing.view(desk, () => this.saveShown());
  }

  /** What has to be said of the plans. */
  notices(context: Context): TemplateResult {
    return noticesView(this.keeper, context, saveText);
  }

  /** A notice as it is read aloud. */
  said(notice: Notice): string {
    return noticeText(this.keeper, notice);
  }

  /** Says that the program that was shown last is offered no more. */
  gone(program: ProgramId): void {
    tellGone(this.keeper, program);
  }

  /** A name that no plan has but the one with this id: the same with a number, where another has it. */
  unique(place: string, name: string, id?: string): string {
    return this.plans.unique(place, name, id);
  }

  /** The plan of a link; nothing where there is none, which is said. */
  arrivalOf(text: string): Arrival | undefined {
    const linked = planOfText(text);
    if (typeof linked === "string") {
      this.keeper.tell(messages.notice.link[linked]);
      return undefined;
    }
    const { plan, snapshot } = linked;
    return { kind: "link", plan, remark: (context) => movedView(context, plan, snapshot) };
  }

  /** Opens the plan in a file, or the catalog. */
  async openFiles(files: readonly File[]): Promise<void> {
    const { keeper } = this;
    const [file, ...others] = files;
    if (file === undefined) return;
    const given = await readGiven(file);
    if (given.type === "catalog") return keeper.host.openFiles(files);
    if (others.length > 0) return keeper.tell(messages.file.several);
    if (given.type === "refused") return keeper.tell(given.text);
    const { plan, name } = given;
    const said = fill(messages.opened, { name });
    const arrival: Arrival = { kind: "file", plan, name, said };
    if (!keeper.host.arrive(arrival)) keeper.refuse(arrival, []);
  }

  /** Offers the plan that is shown as a file. */
  saveShown(): void {
    const { keeper } = this;
    const plan = keeper.host.shown()?.present;
    if (keeper.own !== undefined && plan !== undefined) savePlan(plan, keeper.nameOf(keeper.own));
  }
}
