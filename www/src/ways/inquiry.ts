// What is asked about the ways, and when: the only one who speaks with the worker.

import type { PlanFile } from "../../generated/certificate_planner.js";
import type { Way, WaySession, Wishes } from "../../generated/certificate_planner_proposals.js";
import { label, messages } from "./messages.js";
import { jsonText } from "../json-text.js";
import { ProposalsClient } from "../proposals.js";
import { fill } from "../wording/fill.js";
import { sentences } from "../wording/list.js";
import type { Desk } from "./desk.js";
import { type Compared, type Search, kindsOf, newSearch, proposalsOf } from "./search.js";
import { type WhatIf, counterpart } from "./what-if.js";
import { wishesOf } from "./wish-form.js";
import { type Kind, factsText, kindText } from "./words.js";

/** How long typing must rest before the ways are looked for anew. */
const REST_MILLISECONDS = 250;

/** Who does not wait for longer need not hear that something is looked for. */
const SAY_AFTER_MILLISECONDS = 400;

export class Inquiry {
  private client?: ProposalsClient;
  private catalog = "";
  private resting?: number;
  private saying?: number;
  /** What was asked and answered, by the text of the catalog and the program. */
  private readonly searches = new Map<string, Map<string, Search>>();

  /** The search for the program that is shown now. */
  turnTo(desk: Desk): Search {
    if (desk.catalog !== this.catalog) {
      this.stop();
      this.client = new ProposalsClient(desk.catalog);
      this.catalog = desk.catalog;
    }
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

  /** Looks for the ways, unless that was done for this plan and these wishes. */
  look(desk: Desk, search: Search): void {
    const { plan } = desk.editor;
    const wishes = wishesOf(search.wishes.present);
    const asked = `${jsonText([plan, wishes])} ${dayOf(desk)}`;
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
    this.saying = window.setTimeout(() => {
      desk.speak();
      desk.say(label.looking);
    }, SAY_AFTER_MILLISECONDS);
    this.ask(desk, { kind: "propose", plan, wishes, now }, (answer) => {
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

  /** Asks the worker; what is then said is in the language of the page. */
  private ask(desk: Desk, ...[question, answered]: Parameters<ProposalsClient["ask"]>): void {
    this.client?.ask(question, (answer) => {
      desk.speak();
      answered(answer);
    });
  }

  /** Has the way explained whose details are shown. */
  explain(desk: Desk, search: Search): void {
    const { question, shown } = search;
    const way = shown === undefined ? undefined : proposalsOf(search)?.ways[shown];
    if (question === undefined || shown === undefined || way === undefined) return;
    if (search.explanations.has(shown)) return;
    search.explanations.set(shown, undefined);
    this.ask(desk, { kind: "explain", ...question, way: way.plan }, (answer) => {
      if (search.question !== question) return;
      search.explanations.set(shown, "explanation" in answer ? (answer.explanation ?? null) : null);
      desk.update();
    });
  }

  /** Looks for the fewest changes, unless that was done for this plan. */
  repair(desk: Desk, search: Search): void {
    const { plan, context } = desk.editor;
    const asked = `${jsonText(plan)} ${dayOf(desk)}`;
    if (search.repair?.asked === asked) return;
    this.forget();
    const repair: Search["repair"] = { asked };
    search.repair = repair;
    this.ask(desk, { kind: "repair", plan, now: context.now }, (answer) => {
      if (search.repair !== repair) return;
      repair.outcome = "repair" in answer ? answer.repair : "failed";
      desk.update();
    });
  }

  /** Lays what would come of it beside the way. */
  compare(desk: Desk, search: Search, whatIf: WhatIf, at: number): void {
    const { question } = search;
    const proposals = proposalsOf(search);
    const way = proposals?.ways[at];
    if (question === undefined || proposals === undefined || way === undefined) return;
    search.compared = whatIf.withThis ? [titled(way, at), ...laidBeside(search, way, whatIf)] : [];
    search.remark = undefined;
    search.isComparing = true;
    desk.editor.focus("comparison-title");
    const remarks: (() => string)[] = [];
    let open = whatIf.others.length;
    const close = () => {
      open -= 1;
      search.isComparing = open > 0;
      search.remark =
        remarks.length === 0 ? undefined : () => sentences(remarks.map((remark) => remark()));
      if (open === 0) {
        const added = fill(messages.what_if.added, { count: search.compared.length });
        desk.say(search.remark?.() ?? added);
      }
      desk.update();
    };
    for (const other of whatIf.others) {
      if ("way" in other) {
        search.compared = [...search.compared, other];
        close();
        continue;
      }
      const { title, none, assumed, ...otherwise } = other;
      this.ask(desk, { kind: "propose", ...question, ...otherwise }, (answer) => {
        if (search.question !== question) return;
        const others = "proposals" in answer ? answer.proposals : undefined;
        const found = others && counterpart(proposals, at, others);
        const isAssumed = (session: WaySession) =>
          session.course === assumed?.course && session.run === assumed?.run;
        const beside = found && {
          ...found,
          sessions: found.sessions.map((one) => (isAssumed(one) ? { ...one, failed: false } : one)),
        };
        if (beside !== undefined) search.compared = [...search.compared, { title, way: beside }];
        if (others === undefined) remarks.push(() => label.failed_one);
        else if (!others.proven) remarks.push(() => fill(messages.what_if.stopped, { title: title() }));
        else if (beside === undefined) {
          remarks.push(none ?? (() => fill(messages.what_if.none, { title: title() })));
        }
        close();
      });
    }
  }
}

/** So many columns stand side by side at most. */
const COMPARED_MAX = 3;

/** What was laid beside the same way last and still has room beside what is added. */
function laidBeside({ compared }: Search, way: Way, { others }: WhatIf): Compared[] {
  if (!compared.some((one) => one.way === way)) return [];
  const added = others.map(({ title }) => title());
  const before = compared.filter((one) => one.way !== way && !added.includes(one.title()));
  return before.slice(Math.max(0, before.length - (COMPARED_MAX - 1 - others.length)));
}

/** The days on which the answer may change by itself. */
function dayOf({ editor: { context } }: Desk): string {
  return context.now.slice(0, "2026-11-21".length);
}

function shownKind(search: Search): Kind | undefined {
  const proposals = proposalsOf(search);
  const { shown } = search;
  return proposals === undefined || shown === undefined ? undefined : kindsOf(proposals, shown)[0];
}

/** A way under its number. */
export function titled(way: Way, at: number): Compared {
  return { title: () => fill(messages.what_if.this, { number: at + 1 }), way };
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
  return fill(messages.announced, {
    count,
    title: kindText(kindsOf(proposals, at), proposals),
    facts: factsText(editor.context, way),
  });
}
