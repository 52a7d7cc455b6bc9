// The section that finds the best ways to the certificate: loaded when it is opened.

import { type TemplateResult, html, nothing } from "lit";
// What this section and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import type { PlanFile } from "../generated/certificate_planner.js";
import type { Proposals, Way, Wishes } from "../generated/certificate_planner_proposals.js";
import { catalogText } from "./catalog-text.js";
import type { Editor } from "./editor.js";
import { record } from "./history.js";
import { faultText } from "./later.js";
import { label, messages } from "./ways/messages.js";
import { adopt } from "./styles.js";
import { type Step, toolbar } from "./toolbar.js";
import { changesView } from "./ways/changes-view.js";
import { COMPARED_MAX, comparison, sideBySide } from "./ways/comparison.js";
import type { Desk } from "./ways/desk.js";
import { Inquiry, titled } from "./ways/inquiry.js";
import { noWayView } from "./ways/no-way.js";
import { picture } from "./ways/picture.js";
import { type Search, proposalsOf } from "./ways/search.js";
import { styles } from "./ways/styles.js";
import { type WishForm, withWishes } from "./ways/wish-form.js";
import { hoursText } from "./ways/words.js";
import { isSame, wayCard } from "./ways/way-card.js";
import { whatIfs } from "./ways/what-if.js";
import { wishInputs } from "./ways/wishes-view.js";
import { date } from "./wording/date.js";
import { fill } from "./wording/fill.js";
import { amount } from "./wording/money.js";

// Plans are compared in the same table, in the same words.
export { hoursText, sideBySide, styles };

export class Ways {
  private desk?: Desk;
  private readonly inquiry = new Inquiry();
  /** The plan of the way that was chosen last. */
  private chosen?: PlanFile;

  constructor(root: HTMLElement | DocumentFragment) {
    adopt(root, styles);
  }

  /** The inputs of the wishes. */
  wishes(desk: Desk): TemplateResult {
    const search = this.turnTo(desk);
    const { editor } = desk;
    this.inquiry.look(desk, search);
    const form = search.wishes.present;
    const clear = () => {
      editor.dropDrafts("wish/");
      this.wish(desk, {});
      // The button that was pressed is gone.
      editor.focus("undo");
    };
    const isEmpty = Object.keys(form).length === 0;
    return html`${toolbar(
        search.wishes,
        (step) => {
          editor.dropDrafts("wish/");
          this.travel(step);
        },
        isEmpty ? undefined : clear,
        { clearText: label.clear },
      )}
      ${wishInputs({
        editor,
        form,
        currency: currencyOf(editor, search),
        wish: (changed, input) => this.wish(desk, changed, input),
      })}
      ${this.bar(desk, search)}`;
  }

  /** The ways, or why there is none. */
  answer(desk: Desk): TemplateResult {
    const search = this.turnTo(desk);
    const { context } = desk.editor;
    if (!search.isLooking) this.inquiry.explain(desk, search);
    return html`<section part="ways" class="ways" aria-busy=${search.isLooking}>
      <p class="eyebrow">${catalogText(context.program.title)}</p>
      ${search.isLooking ? progress(label.looking) : nothing}
      ${this.outcome(desk, search)}
    </section>`;
  }

  /** What is said beside the answer to a way that was just chosen. */
  note({ editor }: Desk): TemplateResult | typeof nothing {
    const isChosen = this.chosen !== undefined && isSame(this.chosen, editor.plan);
    return isChosen ? html`<p class="note">${label.chosen}</p>` : nothing;
  }

  /** The fewest changes that make the plan lead to the certificate. */
  changes(desk: Desk): TemplateResult {
    const search = this.turnTo(desk);
    const { editor } = desk;
    this.inquiry.repair(desk, search);
    const outcome = search.repair?.outcome;
    return html`<section part="changes">
      <h3>${label.changes}</h3>
      ${
        outcome === undefined
          ? html`<p class="looking">${label.looking_changes}</p>`
          : outcome === "failed"
            ? failure(label.failed_changes, () => {
                search.repair = undefined;
                desk.update();
              })
            : changesView(editor, outcome)
      }
    </section>`;
  }

  /** Takes a step through the wishes that were. */
  travel(step: Step): void {
    const { desk } = this;
    if (desk === undefined) return;
    const search = this.turnTo(desk);
    search.wishes = step(search.wishes) ?? search.wishes;
    desk.update();
  }

  /** Ends all work; it is taken up again when it is wanted. */
  stop(): void {
    this.inquiry.stop();
  }

  private turnTo(desk: Desk): Search {
    this.desk = desk;
    return this.inquiry.turnTo(desk);
  }

  private wish(desk: Desk, form: WishForm, input?: string): void {
    const search = this.turnTo(desk);
    search.wishes = record(search.wishes, form, input);
    desk.update();
  }

  private outcome(desk: Desk, search: Search): TemplateResult | typeof nothing {
    const { outcome, question } = search;
    if (outcome === undefined || question === undefined) return nothing;
    switch (outcome.type) {
      case "failed":
        return failure(label.failed, () => {
          search.asked = undefined;
          search.outcome = undefined;
          // The button that was pressed is gone.
          desk.editor.focus("answer-side");
        });
      case "problems": {
        const isPlan = outcome.problems.every(({ path }) => !isWish(question.wishes, path));
        return isPlan
          ? html`<p>${label.refused_plan}</p>`
          : html`<p>${label.refused_wishes}</p>
              <ul class="texts">
                ${outcome.problems.map(({ fault }) => html`<li>${faultText(fault)}</li>`)}
              </ul>`;
      }
      case "proposals":
        return this.found(desk, search, outcome.proposals, question.wishes);
    }
  }

  private found(
    desk: Desk,
    search: Search,
    proposals: Proposals,
    wishes: Wishes,
  ): TemplateResult | typeof nothing {
    const { editor } = desk;
    const { context } = editor;
    if (proposals.no_way !== undefined) {
      return noWayView(context, proposals.no_way, wishes, (relaxed) => {
        editor.dropDrafts("wish/");
        this.wish(desk, withWishes(search.wishes.present, relaxed));
        // The button that was pressed is gone.
        editor.focus("answer-side");
      });
    }
    if (proposals.ways.length === 0) {
      return html`<h2 id="answer" tabindex="-1">${label.ways}</h2>
        <p>
          ${proposals.refused > 0 ? fill(messages.refused_none, { count: proposals.refused }) : messages.stopped_none}
        </p>`;
    }
    const show = (at: number, isShown: boolean) => {
      search.shown = isShown ? at : undefined;
      desk.update();
    };
    return html`<h2 id="answer" tabindex="-1">${label.ways}</h2>
      <p>${provenText(desk, proposals)}</p>
      ${picture({
        context,
        proposals,
        shown: search.shown,
        pointed: search.pointed,
        point: (at) => {
          search.pointed = at;
          desk.update();
        },
        show: (at) => show(at, true),
      })}
      ${this.sideBySide(desk, search)}
      ${proposals.ways.map((way, at) =>
        wayCard(
          {
            editor,
            proposals,
            wishes,
            at,
            isShown: at === search.shown,
            explained: search.explanations.get(at),
            isCompared: search.compared.some((one) => one.way === way),
            whatIfs: at === search.shown ? whatIfs(editor, wishes, way) : [],
            show: (isShown) => show(at, isShown),
            choose: (plan) => {
              this.chosen = plan;
              desk.putIn(plan, label.chosen);
            },
            compare: (isCompared) => this.compare(desk, search, way, at, isCompared),
            ask: (whatIf) => this.inquiry.compare(desk, search, whatIf, at),
          },
          way,
        ),
      )}`;
  }

  private compare(desk: Desk, search: Search, way: Way, at: number, isCompared: boolean): void {
    const others = search.compared.filter((one) => one.way !== way);
    const isFull = isCompared && others.length >= COMPARED_MAX;
    search.remark = isFull ? () => messages.what_if.full : undefined;
    if (!isFull) search.compared = isCompared ? [...others, titled(way, at)] : others;
    desk.say(search.remark?.() ?? fill(messages.what_if.added, { count: search.compared.length }));
    desk.update();
  }

  private sideBySide(desk: Desk, search: Search): TemplateResult | typeof nothing {
    const { compared, remark, isComparing } = search;
    if (compared.length === 0 && remark === undefined && !isComparing) return nothing;
    const close = () => {
      search.compared = [];
      search.remark = undefined;
      // The button that was pressed is gone.
      desk.editor.focus("answer");
    };
    const leaveOut = (at: number) => {
      search.compared = compared.filter((_, i) => i !== at);
      search.remark = undefined;
      desk.editor.focus(search.compared.length === 0 ? "answer" : "comparison-title");
    };
    return html`<section part="comparison">
      <h3 id="comparison-title" tabindex="-1">${label.comparison}</h3>
      ${isComparing ? html`<p class="looking">${label.looking_one}</p>` : nothing}
      ${remark === undefined ? nothing : html`<p>${remark()}</p>`}
      ${compared.length === 0 ? nothing : comparison(desk.editor.context, compared, leaveOut)}
      <button type="button" class="quiet" @click=${close}>${label.close}</button>
    </section>`;
  }

  /** On a narrow page the ways are far below, so their number stays in sight. */
  private bar(desk: Desk, search: Search): TemplateResult {
    return html`<div class="bar">
      <span class="remark shown">${search.isLooking ? label.looking : brief(search)}</span>
      <button type="button" class="quiet" @click=${desk.showAnswer}>${label.see_ways}</button>
    </div>`;
  }
}

/** That something is looked for, with a bar where it takes longer than a moment. */
function progress(text: string): TemplateResult {
  return html`<p class="looking"><label>${text} <progress></progress></label></p>`;
}

/** Whether a path such as `pinned[0].run` leads to a wish. */
function isWish(wishes: Wishes, path: string): boolean {
  return (/^\w+/.exec(path)?.[0] ?? "") in wishes;
}

function currencyOf(editor: Editor, search: Search): string {
  const way = proposalsOf(search)?.ways[0];
  return way?.assessment.cost.currency ?? editor.assessment?.cost.currency ?? "USD";
}

/** How many ways there are, in a word. */
function brief(search: Search): string {
  const { ways, no_way } = proposalsOf(search) ?? {};
  if (ways === undefined) return "";
  const count = fill(messages.count, { count: ways.length });
  return no_way === undefined ? count : messages.announced_none;
}

/** Whether better ways are ruled out, and how many more there are. */
function provenText({ editor }: Desk, proposals: Proposals): string {
  const { proven, refused, not_before, not_below, not_lighter, not_dominated, ways } = proposals;
  if (!proven) {
    const { stopped } = messages;
    const { context } = editor;
    const currency = ways[0]?.assessment.cost.currency;
    return [
      refused > 0 ? fill(messages.refused, { count: refused }) : stopped.early,
      not_before === undefined ? "" : fill(stopped.date, { date: date(context, not_before) }),
      not_below === undefined || currency === undefined
        ? ""
        : fill(stopped.amount, { amount: amount(not_below, currency) }),
      not_lighter === undefined ? "" : fill(stopped.hours, { count: not_lighter }),
    ]
      .filter((text) => text !== "")
      .join(" ");
  }
  if (not_dominated > ways.length) {
    return fill(messages.proven.some, { all: not_dominated, count: ways.length });
  }
  return fill(messages.proven.all, { count: ways.length });
}

function failure(text: string, again: () => void): TemplateResult {
  return html`<div class="failed">
    <p>${text}</p>
    <button type="button" @click=${again}>${label.try_again}</button>
  </div>`;
}
