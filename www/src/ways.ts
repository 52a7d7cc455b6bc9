// The section that finds the best ways to the certificate: loaded when it is opened.

import { type TemplateResult, html, nothing } from "lit";
// What this section and the page have in common stands in one file, so that neither holds it twice.
import "./certificate-planner.js";
import type { PlanFile } from "../generated/certificate_planner.js";
import type { Proposals, Way, Wishes } from "../generated/certificate_planner_proposals.js";
import type { Editor } from "./editor.js";
import { record } from "./history.js";
import messages from "./messages/ways.en.json" with { type: "json" };
import { ProposalsClient } from "./proposals.js";
import { type Step, toolbar } from "./toolbar.js";
import { COMPARED_MAX, comparison } from "./ways/comparison.js";
import { changesView } from "./ways/changes-view.js";
import { noWayView } from "./ways/no-way.js";
import { picture } from "./ways/picture.js";
import { type Compared, type Search, kindsOf, newSearch, proposalsOf } from "./ways/search.js";
import { styles } from "./ways/styles.js";
import { type WishForm, wishesOf, withWishes } from "./ways/wish-form.js";
import { isSame, wayCard } from "./ways/way-card.js";
import { type WhatIf, counterpart, whatIfs } from "./ways/what-if.js";
import { wishInputs } from "./ways/wishes-view.js";
import { factsText, kindText } from "./ways/words.js";
import { date } from "./wording/date.js";
import { fill, plural } from "./wording/fill.js";
import { faultText } from "./wording/problem.js";

const label = messages.label;

/** How long typing must rest before the ways are looked for anew. */
const REST_MILLISECONDS = 250;

/** Who does not wait for longer need not hear that something is looked for. */
const SAY_AFTER_MILLISECONDS = 400;

/** What the section reads and calls. */
export interface Desk {
  editor: Editor;
  /** The text of the catalog. */
  catalog: string;
  update(): void;
  /** Says something to a reader who cannot see the page. */
  say(text: string): void;
  /** Puts a plan in place of the learner's and shows it. */
  putIn(plan: PlanFile, said: string): void;
  showAnswer(): void;
}

export class Ways {
  private client?: ProposalsClient;
  private catalog = "";
  private desk?: Desk;
  private resting?: number;
  private saying?: number;
  /** The plan of the way that was chosen last. */
  private chosen?: PlanFile;
  /** What was asked and answered, by the text of the catalog and the program. */
  private readonly searches = new Map<string, Map<string, Search>>();

  constructor(root: HTMLElement | DocumentFragment) {
    if (root instanceof ShadowRoot && styles.styleSheet !== undefined) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet];
    }
  }

  /** The inputs of the wishes. */
  wishes(desk: Desk): TemplateResult {
    const search = this.turnTo(desk);
    const { editor } = desk;
    this.look(desk, search);
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
        label.clear,
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
    if (!search.isLooking) this.explain(desk, search);
    return html`<section part="ways" class="ways" aria-busy=${search.isLooking}>
      <p class="eyebrow">${context.program.title}</p>
      ${search.isLooking ? html`<p class="looking">${label.looking}</p>` : nothing}
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
    const asked = `${JSON.stringify(editor.plan)} ${dayOf(editor)}`;
    if (search.repair?.asked !== asked) this.repair(desk, search, asked);
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

  private turnTo(desk: Desk): Search {
    if (desk.catalog !== this.catalog) {
      this.stop();
      this.client = new ProposalsClient(desk.catalog);
      this.catalog = desk.catalog;
    }
    this.desk = desk;
    const searches = this.searches.get(desk.catalog) ?? new Map<string, Search>();
    this.searches.set(desk.catalog, searches);
    const { id } = desk.editor.context.program;
    const search = searches.get(id) ?? newSearch();
    searches.set(id, search);
    return search;
  }

  /** Ends all work; it is taken up again when it is wanted. */
  stop(): void {
    this.forget();
    this.client?.stop();
  }

  /** Forgets what is being worked out, so that it is asked anew where it is wanted again. */
  private forget(): void {
    this.client?.forget();
    window.clearTimeout(this.resting);
    window.clearTimeout(this.saying);
    for (const search of [...this.searches.values()].flatMap((all) => [...all.values()])) {
      if (search.isLooking) search.asked = undefined;
      if (search.repair?.outcome === undefined) search.repair = undefined;
      search.isComparing = false;
      for (const [at, explained] of search.explanations) {
        if (explained === undefined) search.explanations.delete(at);
      }
    }
  }

  private wish(desk: Desk, form: WishForm, input?: string): void {
    const search = this.turnTo(desk);
    search.wishes = record(search.wishes, form, input);
    desk.update();
  }

  /** Looks for the ways, unless that was done for this plan and these wishes. */
  private look(desk: Desk, search: Search): void {
    const { plan } = desk.editor;
    const wishes = wishesOf(search.wishes.present);
    const asked = `${JSON.stringify([plan, wishes])} ${dayOf(desk.editor)}`;
    if (asked === search.asked) return;
    const isFirst = search.outcome === undefined;
    // What is being worked out is not wanted any more.
    this.forget();
    search.asked = asked;
    search.isLooking = true;
    this.resting = window.setTimeout(
      () => this.propose(desk, search, plan, wishes),
      isFirst ? 0 : REST_MILLISECONDS,
    );
  }

  private propose(desk: Desk, search: Search, plan: PlanFile, wishes: Wishes): void {
    const { now } = desk.editor.context;
    const { asked } = search;
    this.saying = window.setTimeout(() => desk.say(label.looking), SAY_AFTER_MILLISECONDS);
    this.client?.ask({ kind: "propose", plan, wishes, now }, (answer) => {
      // Another question may be resting, and this is not its answer.
      if (search.asked !== asked) return;
      window.clearTimeout(this.saying);
      const before = shownKind(search);
      search.isLooking = false;
      search.question = { plan, wishes, now };
      search.explanations.clear();
      search.pointed = undefined;
      search.compared = [];
      search.remark = undefined;
      if ("proposals" in answer) {
        const { proposals } = answer;
        search.outcome = { type: "proposals", proposals };
        // The only way there is need not be asked for.
        search.shown = proposals.ways.length === 1 ? 0 : before && proposals[before];
      } else {
        search.outcome =
          "problems" in answer
            ? { type: "problems", problems: answer.problems }
            : { type: "failed" };
      }
      desk.say(spoken(desk, search));
      desk.update();
    });
  }

  /** Has the way explained whose details are shown. */
  private explain(desk: Desk, search: Search): void {
    const { question, shown } = search;
    const way = shown === undefined ? undefined : proposalsOf(search)?.ways[shown];
    if (question === undefined || shown === undefined || way === undefined) return;
    if (search.explanations.has(shown)) return;
    search.explanations.set(shown, undefined);
    this.client?.ask({ kind: "explain", ...question, way: way.plan }, (answer) => {
      if (search.question !== question) return;
      search.explanations.set(shown, "explanation" in answer ? (answer.explanation ?? null) : null);
      desk.update();
    });
  }

  private repair(desk: Desk, search: Search, asked: string): void {
    const { plan, context } = desk.editor;
    this.forget();
    const repair: Search["repair"] = { asked };
    search.repair = repair;
    this.client?.ask({ kind: "repair", plan, now: context.now }, (answer) => {
      if (search.repair !== repair) return;
      repair.outcome = "repair" in answer ? answer.repair : "failed";
      desk.update();
    });
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
        <p>${messages.stopped_none}</p>`;
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
            choose: () => {
              this.chosen = way.plan;
              desk.putIn(way.plan, label.chosen);
            },
            compare: (isCompared) => this.compare(desk, search, way, at, isCompared),
            ask: (whatIf) => this.askWhatIf(desk, search, whatIf, at),
          },
          way,
        ),
      )}`;
  }

  private compare(desk: Desk, search: Search, way: Way, at: number, isCompared: boolean): void {
    const others = search.compared.filter((one) => one.way !== way);
    const isFull = isCompared && others.length >= COMPARED_MAX;
    search.remark = isFull ? messages.what_if.full : undefined;
    if (!isFull) search.compared = isCompared ? [...others, titled(way, at)] : others;
    desk.say(search.remark ?? fill(messages.what_if.added, { count: search.compared.length }));
    desk.update();
  }

  /** Lays what would come of it beside the way. */
  private askWhatIf(desk: Desk, search: Search, whatIf: WhatIf, at: number): void {
    const { question } = search;
    const proposals = proposalsOf(search);
    const way = proposals?.ways[at];
    if (question === undefined || proposals === undefined || way === undefined) return;
    search.compared = whatIf.withThis ? [titled(way, at)] : [];
    search.remark = undefined;
    search.isComparing = true;
    desk.editor.focus("comparison-title");
    const remarks: string[] = [];
    let open = whatIf.others.length;
    for (const { title, none, ...otherwise } of whatIf.others) {
      this.client?.ask({ kind: "propose", ...question, ...otherwise }, (answer) => {
        if (search.question !== question) return;
        open -= 1;
        const others = "proposals" in answer ? answer.proposals : undefined;
        const other = others && counterpart(proposals, at, others);
        if (other !== undefined) search.compared = [...search.compared, { title, way: other }];
        if (others === undefined) remarks.push(label.failed_one);
        else if (!others.proven) remarks.push(fill(messages.what_if.stopped, { title }));
        else if (other === undefined) remarks.push(none ?? fill(messages.what_if.none, { title }));
        search.isComparing = open > 0;
        search.remark = remarks.length === 0 ? undefined : remarks.join(" ");
        if (open === 0) {
          const added = fill(messages.what_if.added, { count: search.compared.length });
          desk.say(search.remark ?? added);
        }
        desk.update();
      });
    }
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
      ${remark === undefined ? nothing : html`<p>${remark}</p>`}
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

/** The days on which the answer may change by itself. */
function dayOf({ context }: Editor): string {
  return context.now.slice(0, "2026-11-21".length);
}

/** Whether a path such as `pinned[0].run` leads to a wish. */
function isWish(wishes: Wishes, path: string): boolean {
  return (/^\w+/.exec(path)?.[0] ?? "") in wishes;
}

function currencyOf(editor: Editor, search: Search): string {
  const way = proposalsOf(search)?.ways[0];
  return way?.assessment.cost.currency ?? editor.assessment?.cost.currency ?? "USD";
}

function shownKind(search: Search) {
  const proposals = proposalsOf(search);
  const { shown } = search;
  return proposals === undefined || shown === undefined ? undefined : kindsOf(proposals, shown)[0];
}

function titled(way: Way, at: number): Compared {
  return { title: fill(messages.what_if.this, { number: at + 1 }), way };
}

/** How many ways there are, in a word. */
function brief(search: Search): string {
  const { ways, no_way } = proposalsOf(search) ?? {};
  if (ways === undefined) return "";
  const count = fill(plural(messages.count, ways.length), { count: ways.length });
  return no_way === undefined ? count : messages.announced_none;
}

/** What a reader who cannot see the page hears of an answer. */
function spoken({ editor }: Desk, search: Search): string {
  const { outcome } = search;
  if (outcome?.type !== "proposals") {
    return outcome?.type === "failed" ? label.failed : "";
  }
  const { proposals } = outcome;
  const at = proposals.earliest ?? 0;
  const way = proposals.ways[at];
  if (way === undefined) {
    return proposals.no_way === undefined ? messages.stopped_none : messages.announced_none;
  }
  const count = proposals.ways.length;
  return fill(plural(messages.announced, count), {
    count,
    title: kindText(kindsOf(proposals, at)),
    facts: factsText(editor.context, way),
  });
}

/** Whether better ways are ruled out, and how many more there are. */
function provenText({ editor }: Desk, proposals: Proposals): string {
  const { proven, not_before, not_dominated, ways } = proposals;
  if (!proven) {
    const day = not_before === undefined ? undefined : date(editor.context, not_before);
    return fill(messages.stopped, { date: day });
  }
  if (not_dominated > ways.length) {
    return fill(messages.proven.some, { all: not_dominated, count: ways.length });
  }
  return plural(messages.proven, ways.length);
}

function failure(text: string, again: () => void): TemplateResult {
  return html`<div class="failed">
    <p>${text}</p>
    <button type="button" @click=${again}>${label.try_again}</button>
  </div>`;
}
