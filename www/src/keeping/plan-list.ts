// All plans that are kept for a catalog, and what can be done with each.

import { type TemplateResult, html, nothing } from "lit";
import { begin } from "../history.js";
import { messages as common, loadPart, prepare } from "../language.js";
import { emptyPlan } from "../plan.js";
import type { Plans } from "../plans.js";
import { verdictMark } from "../verdict-view.js";
import type * as WaysScript from "../ways.js";
import { adopt } from "../styles.js";
import { fileButton } from "../fields.js";
import { type Context, programTitle } from "../wording/context.js";
import { when } from "../wording/date.js";
import { type Message, fill } from "../wording/fill.js";
import { facts } from "../wording/list.js";
import { type Named, plansTable } from "./compare.js";
import { savePlan, saveText } from "./files.js";
import { type Gone, goneFrom, goneItem } from "./gone.js";
import { label, messages } from "./messages.js";
import type { Keeper, Own, PlansDesk } from "./keeper.js";
import { showKept } from "./show.js";
import type { Gradebooks, Kept, Unread } from "./store.js";

/** More do not fit beside each other. */
const COMPARED_MAX = 3;

/** A name is a sentence at most. */
const NAME_MAX = 120;

/** A plan in the list; the one that is shown may not be kept yet. */
interface Entry extends Named {
  /** Its name where no other plan of the list has it. */
  called: string;
  kept?: Kept;
  isShown: boolean;
}

export class PlanList {
  private renaming?: string;
  private compared: readonly string[] = [];
  private isForgetting = false;
  /** The table for comparing, which is that of the best ways; null where it could not be loaded. */
  private ways?: typeof WaysScript | null;

  constructor(
    private readonly keeper: Keeper,
    private readonly plans: Plans,
  ) {}

  view(desk: PlansDesk): TemplateResult {
    const entries = this.entries(desk);
    const opened = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      void this.plans.openFiles([...(target.files ?? [])]);
      // So that the same file can be opened again after it was mended.
      target.value = "";
    };
    return html`<section class="panel" part="plans" aria-labelledby="plans-title">
      <h3 id="plans-title" tabindex="-1">${label.plans}</h3>
      <ul class="plans">
        ${entries.map((entry) => this.item(desk, entry))}
        ${this.unread().map((unread) => this.unreadItem(unread, this.keeper.own?.place ?? ""))}
        ${goneFrom(this.keeper).map((gone) => this.goneItem(desk, gone))}
      </ul>
      <div class="tools">
        <button type="button" @click=${() => this.create(desk)}>${label.new}</button>
        <button type="button" @click=${() => this.plans.saveShown()}>${label.save}</button>
      </div>
      <div class="field">
        <span id="plan-file-label"><b>${label.open}</b></span>
        ${
          this.keeper.host.isKeeping()
            ? html`<span class="hint" id="plan-file-hint">${label.open_hint}</span>`
            : nothing
        }
        ${fileButton({
          id: "plan-file",
          name: "plan-file-label",
          hint: this.keeper.host.isKeeping() ? "plan-file-hint" : undefined,
          changed: opened,
        })}
      </div>
      ${this.comparison(desk, entries)}
      ${this.keeper.host.isKeeping() ? this.forgetting(desk) : nothing}
    </section>`;
  }

  private stored(): (Kept | Unread)[] {
    const { own, store } = this.keeper;
    return own === undefined ? [] : store.all(own.place);
  }

  private unread(): Unread[] {
    return this.stored().flatMap((one) => ("plan" in one ? [] : one));
  }

  private entries({ editor, isExample }: PlansDesk): Entry[] {
    const { own } = this.keeper;
    const named = (one: { id: string; name?: string }) => {
      const called = this.keeper.nameOf(one);
      return { id: one.id, called, name: called };
    };
    const entries: Entry[] = this.stored().flatMap((one) => {
      if (!("plan" in one)) return [];
      const isShown = one.id === own?.id;
      // What was changed a moment ago is not written yet.
      const plan = isShown ? editor.plan : one.plan;
      return { ...named(one), plan, kept: one, isShown };
    });
    const isMissing = !entries.some(({ isShown }) => isShown);
    if (own !== undefined && isMissing && !isExample && own.arrival === undefined) {
      entries.push({ ...named(own), plan: editor.plan, isShown: true });
    }
    return toldApart(editor.context, entries);
  }

  private item(desk: PlansDesk, entry: Entry): TemplateResult {
    const { id, name, isShown } = entry;
    if (this.renaming === id) return html`<li>${this.nameForm(desk, entry)}</li>`;
    const isGone = desk.catalog.file.programs.every((program) => program.id !== entry.plan.program);
    const hints = [isShown ? label.shown : undefined, entry.kept ? undefined : label.not_kept_yet];
    const isCompared = this.compared.includes(id);
    const action = (text: string, of: Message, press: () => void) =>
      html`<button
        type="button"
        class="quiet"
        aria-label=${fill(of, { name })}
        @click=${press}
      >
        ${text}
      </button>`;
    return html`<li class=${isShown ? "shown" : ""}>
      <h4 id="plan-${id}" tabindex="-1">
        ${name}
        <span class="hint">${facts(hints)}</span>
      </h4>
      ${this.answer(desk, entry)}
      <div class="tools">
        ${
          isShown || isGone
            ? nothing
            : action(label.show, label.show_of, () => {
                // The button that is pressed goes.
                desk.editor.focus(`plan-${id}`);
                showKept(this.keeper, id, fill(messages.shown, { name }));
              })
        }
        ${action(label.rename, label.rename_of, () => {
          this.renaming = id;
          desk.editor.focus("plan-name");
        })}
        ${
          isGone
            ? html`<button
                type="button"
                class="quiet"
                aria-describedby="plan-${id}"
                @click=${() => savePlan(entry.plan, name)}
              >
                ${label.save}
              </button>`
            : action(label.duplicate, label.duplicate_of, () => this.duplicate(desk, entry))
        }
        ${
          entry.kept === undefined
            ? nothing
            : action(label.delete, label.delete_of, () => this.remove(desk, entry))
        }
        ${isGone ? nothing : html`<label class="option"
          ><input
            type="checkbox"
            aria-label=${fill(label.compare_of, { name })}
            .checked=${isCompared}
            @change=${(event: Event) => this.compare(event, id, !isCompared)}
          /><span aria-hidden="true">${label.compare}</span></label
        >`}
      </div>
    </li>`;
  }

  /** What the plan comes to, in one line. */
  private answer({ editor, catalog }: PlansDesk, { plan, name, called }: Entry): TemplateResult {
    const program = catalog.file.programs.find(({ id }) => id === plan.program);
    if (program === undefined) {
      return html`<p class="remark">${fill(messages.gone, { program: plan.program })}</p>`;
    }
    const context: Context = { ...editor.context, program };
    const answer = catalog.assess(plan, context.now);
    const other =
      program.id === editor.context.program.id || name !== called
        ? nothing
        : html`<span class="hint">${programTitle(context, program.id)}</span>`;
    if ("problems" in answer) return html`${other}`;
    const { verdict, certificate } = answer.assessment.program;
    return html`<p class="remark">
      ${verdictMark(verdict)} <span>${when(context, certificate, verdict)}</span> ${other}
    </p>`;
  }

  private unreadItem({ id, text }: Unread, place: string): TemplateResult {
    const remove = () => {
      this.keeper.store.remove(place, id);
      this.keeper.update();
    };
    return html`<li>
      <h4>${label.unread}</h4>
      <div class="tools">
        <button type="button" class="quiet" @click=${() => saveText(text, id)}>
          ${label.save_stored}
        </button>
        <button type="button" class="quiet" @click=${remove}>${label.delete}</button>
      </div>
    </li>`;
  }

  private goneItem(desk: PlansDesk, { place, kept }: Gone): TemplateResult {
    if (!("plan" in kept)) return this.unreadItem(kept, place);
    const { keeper } = this;
    const remove = (name: string) => {
      desk.editor.focus("plans-title");
      let scores: Gradebooks = new Map();
      this.act(
        () => {
          scores = keeper.store.remove(place, kept.id);
          keeper.notify({ type: "deleted", name });
        },
        () => {
          keeper.store.write(place, kept);
          keeper.store.putScores(place, kept.id, scores);
          keeper.notice = undefined;
          keeper.host.say(fill(messages.back, { name }));
        },
      );
    };
    return goneItem(keeper, place, kept, remove);
  }

  private nameForm(desk: PlansDesk, entry: Entry): TemplateResult {
    const leave = () => {
      this.renaming = undefined;
      desk.editor.focus(`plan-${entry.id}`);
    };
    const save = () => {
      const input = this.keeper.host.element.renderRoot.querySelector("#plan-name");
      const name = input instanceof HTMLInputElement ? input.value.trim() : "";
      leave();
      if (name !== "" && name !== entry.called) this.rename(entry, this.free(name, entry.id));
    };
    const keyed = (event: KeyboardEvent) => {
      if (event.key === "Enter") save();
      if (event.key === "Escape") leave();
    };
    // Only when it opens: later, a press into the name is to put the cursor there.
    const opened = { handleEvent: selectAll, once: true };
    return html`<div class="field">
        <label for="plan-name">${label.name}</label>
        <span class="hint" id="plan-name-hint">${fill(messages.name_hint, { count: NAME_MAX })}</span>
        <input
          id="plan-name"
          type="text"
          maxlength=${NAME_MAX}
          autocomplete="off"
          aria-describedby="plan-name-hint"
          .value=${entry.called}
          @focus=${opened}
          @keydown=${keyed}
        />
      </div>
      <div class="tools">
        <button type="button" @click=${save}>${label.save_name}</button>
        <button type="button" @click=${leave}>${label.cancel}</button>
      </div>`;
  }

  /** Does something to the plans that can be undone and done again. */
  private act(redo: () => void, undo: () => void): void {
    const { keeper } = this;
    keeper.flush();
    const before = keeper.host.shown()?.present;
    redo();
    const after = keeper.host.shown()?.present;
    if (before !== undefined && after !== undefined) keeper.acts.did({ before, after, undo, redo });
    keeper.update();
  }

  private rename({ id, kept: old }: Entry, name: string): void {
    const { keeper } = this;
    const { own } = keeper;
    const before = own?.id === id ? own.name : old?.name;
    const give = (given: string | undefined) => this.nameIt(id, given);
    this.act(
      () => {
        give(name);
        keeper.host.say(fill(messages.renamed, { name }));
      },
      () => {
        give(before);
        keeper.host.say(fill(messages.renamed, { name: keeper.nameOf({ name: before }) }));
      },
    );
  }

  private nameIt(id: string, name: string | undefined): void {
    const { own, store } = this.keeper;
    const shown = this.keeper.host.shown()?.present;
    if (own?.id === id && shown !== undefined) {
      own.name = name;
      this.keeper.write(own, shown);
      return;
    }
    const stored = own && store.read(own.place, id);
    if (own === undefined || stored === undefined || !("plan" in stored)) return;
    this.keeper.write(Object.assign(this.keeper.ownOf(own.place, stored), { name }), stored.plan);
  }

  /** Turns to a plan with its past, for an act. */
  private turn(own: Own | undefined, said = ""): void {
    const past = own && this.keeper.pasts.get(own.id);
    if (own === undefined || past === undefined) return;
    this.keeper.turn(own);
    this.keeper.host.turnTo(past, said);
  }

  private duplicate(desk: PlansDesk, { id, name, plan }: Entry): void {
    const copied = fill(common.keeping.label.copy_of, { name });
    this.add(desk, { ...plan }, this.free(copied), id);
  }

  /** The name with a number where a plan with another id has it. */
  unique(place: string, name: string, id?: string): string {
    const { own, store } = this.keeper;
    const kept = store.all(place).flatMap((one) => ("plan" in one ? one : []));
    const all = own?.place === place ? [...kept, own] : kept;
    const names = all.filter((one) => one.id !== id).map((one) => this.keeper.nameOf(one));
    const numbered = names.map((_, at) => fill(messages.again, { name, number: at + 2 }));
    return [name, ...numbered].find((one) => !names.includes(one)) ?? name;
  }

  private free(name: string, id?: string): string {
    return this.unique(this.keeper.own?.place ?? "", name, id);
  }

  private create(desk: PlansDesk): void {
    const name = this.free(label.new);
    this.add(desk, emptyPlan(desk.editor.plan.program), name);
  }

  /** Adds a plan; a copy of another one is kept at once, with the gradebooks of that one. */
  private add(desk: PlansDesk, plan: Named["plan"], name: string, copied?: string): void {
    const { keeper } = this;
    const before = keeper.own;
    if (before === undefined) return;
    const own = keeper.fresh(before.place, name);
    keeper.pasts.set(own.id, begin(plan));
    desk.editor.focus(`plan-${own.id}`);
    this.act(
      () => {
        this.turn(own, fill(messages.created, { name }));
        if (copied === undefined) return;
        keeper.write(own, plan);
        keeper.store.putScores(own.place, own.id, keeper.store.scores(own.place, copied));
      },
      () => {
        if (own.revision > 0) keeper.store.remove(own.place, own.id);
        own.revision = 0;
        this.turn(before);
      },
    );
  }

  private remove(desk: PlansDesk, { id, name, kept: victim, isShown }: Entry): void {
    const { keeper } = this;
    const { own, store } = keeper;
    if (own === undefined || victim === undefined) return;
    keeper.flush();
    // Another tab wrote meanwhile: the plan of the list is theirs, and what is shown is a copy.
    if (isShown && own.id !== id) return;
    const others = this.entries(desk).filter((entry) => entry.id !== id);
    const next = others.find(({ plan }) => plan.program === desk.editor.plan.program)?.kept;
    const instead = next === undefined ? keeper.fresh(own.place) : keeper.ownOf(own.place, next);
    if (isShown && next === undefined) {
      keeper.pasts.set(instead.id, begin(emptyPlan(desk.editor.plan.program)));
    } else if (isShown && next !== undefined) keeper.pasts.set(next.id, keeper.pastOf(next));
    desk.editor.focus("plans-title");
    this.compared = this.compared.filter((one) => one !== id);
    let scores: Gradebooks = new Map();
    this.act(
      () => {
        // What is shown was written a moment ago.
        const written = store.read(own.place, id);
        if (written !== undefined && "plan" in written) Object.assign(victim, written);
        scores = store.remove(own.place, id);
        if (isShown) this.turn(instead);
        if (isShown && next !== undefined) store.show(own.place, next.plan.program, next.id);
        keeper.notify({ type: "deleted", name });
      },
      () => {
        store.write(own.place, victim);
        store.putScores(own.place, id, scores);
        keeper.notice = undefined;
        if (!isShown) {
          keeper.host.say(fill(messages.back, { name }));
          return;
        }
        store.show(own.place, victim.plan.program, id);
        this.turn(own, fill(messages.shown, { name }));
      },
    );
  }

  private compare(event: Event, id: string, isWanted: boolean): void {
    const { keeper } = this;
    const others = this.compared.filter((one) => one !== id);
    if (isWanted && others.length >= COMPARED_MAX) {
      // The box shows what is the case.
      if (event.target instanceof HTMLInputElement) event.target.checked = false;
      keeper.tell(messages.compare_full);
      return;
    }
    this.compared = isWanted ? [...others, id] : others;
    void this.loadWays();
    const count = this.compared.length;
    keeper.host.say(fill(messages.compared, { count }));
    keeper.update();
  }

  private async loadWays(): Promise<void> {
    if (this.ways) return;
    this.ways = undefined;
    try {
      const language = this.keeper.host.language();
      const [ways] = await Promise.all([import("../ways.js"), loadPart("ways", language)]);
      await prepare(this.keeper.host.language());
      this.ways = ways;
      adopt(this.keeper.host.element.renderRoot, this.ways.styles);
    } catch {
      this.ways = null;
    }
    this.keeper.update();
  }

  private comparison(
    { editor, catalog }: PlansDesk,
    entries: readonly Entry[],
  ): TemplateResult | typeof nothing {
    const named = this.compared.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
    if (named.length === 0) return nothing;
    const close = () => {
      this.compared = [];
      // The button that was pressed is gone.
      editor.focus("plans-title");
    };
    const leaveOut = (at: number) => {
      this.compared = this.compared.filter((id) => id !== named[at]?.id);
      editor.focus(this.compared.length === 0 ? "plans-title" : "plans-compared");
    };
    return html`<section class="side-by-side">
      <h3 id="plans-compared" tabindex="-1">${label.comparison}</h3>
      ${named.length === 1 ? html`<p class="hint">${messages.compare_more}</p>` : nothing}
      ${this.ways === null ? html`<p>${common.keeping.not_loaded}</p>` : nothing}
      ${this.ways ? plansTable(editor.context, catalog, named, this.ways, leaveOut) : nothing}
      <button type="button" class="quiet" @click=${close}>${label.close}</button>
    </section>`;
  }

  private forgetting(desk: PlansDesk): TemplateResult {
    const ask = (isForgetting: boolean) => {
      this.isForgetting = isForgetting;
      desk.editor.focus(isForgetting ? "forget-sure" : "forget");
    };
    if (!this.isForgetting) {
      return html`<button type="button" class="quiet" id="forget" @click=${() => ask(true)}>
        ${label.forget}
      </button>`;
    }
    this.keeper.flush();
    const count = this.count();
    return html`<div class="notice">
      <p>${fill(messages.forget_hint, { count })}</p>
      <div class="tools">
        <button type="button" id="forget-sure" @click=${() => this.forget(desk)}>
          ${label.forget_sure}
        </button>
        <button type="button" @click=${() => ask(false)}>${label.cancel}</button>
      </div>
    </div>`;
  }

  /** How many plans are kept, for every catalog. */
  private count(): number {
    return this.keeper.store.items.names().filter((name) => name.startsWith("plan:")).length;
  }

  private forget(desk: PlansDesk): void {
    const { keeper } = this;
    const place = keeper.own?.place;
    if (place === undefined) return;
    const count = this.count();
    keeper.forget();
    this.isForgetting = false;
    this.compared = [];
    keeper.turn(keeper.fresh(place));
    const said = fill(messages.forgotten, { count });
    keeper.host.turnTo(begin(emptyPlan(desk.editor.plan.program)), said);
    keeper.notice = { type: "said", text: said };
    desk.editor.focus("plans-title");
  }
}

function selectAll({ target }: Event): void {
  if (target instanceof HTMLInputElement) target.select();
}

/** The same entries with names by which a reader tells them apart: the one that is shown keeps its own. */
function toldApart(context: Context, entries: readonly Entry[]): Entry[] {
  const taken = new Set(entries.flatMap(({ isShown, called }) => (isShown ? called : [])));
  return entries.map((entry) => {
    const { called, kept, plan, isShown } = entry;
    if (isShown) return entry;
    const isOther = kept?.name === undefined && plan.program !== context.program.id;
    const program = programTitle(context, plan.program);
    const name = isOther ? fill(messages.of_program, { name: called, program }) : called;
    const numbered = entries.map((_, at) => fill(messages.again, { name, number: at + 2 }));
    const free = [name, ...numbered].find((one) => !taken.has(one)) ?? name;
    taken.add(free);
    return { ...entry, name: free };
  });
}
