// Keeps the learner's plans on the device, and holds more than one.

import { type LitElement, type ReactiveController, html, nothing } from "lit";
import type { Instant, PlanFile, Problem, ProgramId } from "../../generated/certificate_planner.js";
import type { Choice } from "../catalog-index.js";
import { type History, begin, record } from "../history.js";
import type { Editor } from "../editor.js";
import type { OpenCatalog } from "../engine.js";
import { jsonText } from "../json-text.js";
import { label, loadPart, messages, prepare } from "../language.js";
import { problemsPart } from "../later.js";
import type { Language } from "../page-language.js";
import { isEmpty } from "../plan.js";
import type { Plans } from "../plans.js";
import { fill } from "../wording/fill.js";
import { Acts } from "./acts.js";
import type { Arrival } from "./arrival.js";
import { type Kept, Store, type Unread, newId, placeOf } from "./store.js";

/** How long changes must rest before they are written. */
const WRITE_AFTER_MILLISECONDS = 300;

/** What names the text of a shared plan in the fragment of the address, among others. */
export const LINK = "plan";

function linkText(): string | null {
  // Some who pass on a link write its signs in another way, or take what ends their sentence for a part of it.
  const hash = location.hash.slice(1).replace(/^plan%3D/i, `${LINK}=`);
  return new URLSearchParams(hash).get(LINK)?.replace(/[^\w-]+$/, "") ?? null;
}

/** What the keeper asks of the page. */
export interface KeeperHost {
  element: LitElement;
  /** Whether plans are kept on the device and opened from links. */
  isKeeping(): boolean;
  language(): Language;
  now(): Instant;
  shown(): History | undefined;
  /** The programs that are offered. */
  choices(): readonly Choice[];
  /** Puts a plan with its past in place of the one that is shown, of the same catalog. */
  turnTo(history: History, said: string): void;
  say(text: string): void;
  /** Moves the focus there, since what had it goes. */
  focus(id: string): void;
  /** Forgets the plans that were shown. */
  forget(): void;
  /** Opens what the address of the page names, or else the reader's own plan. */
  reopen(): void;
  /** Shows a plan from outside; says false where its program is not offered. */
  arrive(arrival: Arrival): boolean;
  /** Opens files that hold a catalog or records of a platform. */
  openFiles(files: readonly File[]): Promise<void>;
}

/** What is shown beside the plans. */
export interface PlansDesk {
  editor: Editor;
  catalog: OpenCatalog;
  isExample: boolean;
}

/** One plan of the learner. */
export interface Own {
  readonly place: string;
  id: string;
  name?: string;
  /** The revision that this tab wrote or read last; 0 where it was never written. */
  revision: number;
  by: string;
  /** The plan as it is written. */
  saved?: PlanFile;
  /** It came by a link and is not the learner's yet. */
  arrival?: Arrival;
}

/** What has to be said about the plans, until something else has. */
export type Notice =
  | { type: "changed_elsewhere"; theirs: Kept }
  | { type: "deleted_elsewhere" }
  | { type: "kept_as_copy"; name: string; other: string }
  | { type: "unread"; unread: Unread }
  | { type: "deleted"; name: string }
  | { type: "refused"; arrival: Arrival; problems: readonly Problem[] }
  | { type: "said"; text: string };

export type Panel = "plans" | "share";

export class Keeper implements ReactiveController {
  own?: Own;
  notice?: Notice;
  panel?: Panel;
  /** What is done with plans but rarely, once it was loaded; null where that failed. */
  plans?: Plans | null;
  acts = new Acts();
  /** The past of every plan that was shown. */
  readonly pasts = new Map<string, History>();
  readonly #owns = new Map<string, Own>();
  /** Every plan that was shown here: one object each, so that what is undone meets what was written since. */
  #known: Own[] = [];
  readonly #arrivals = new WeakMap<PlanFile, Arrival>();
  #opened?: Store;
  #tab = "";
  #timer?: number;
  /** What is to be written. */
  #pending?: { own: Own; plan: PlanFile };
  /** The place of what the page offers, which names the program that was shown last. */
  page = "";

  constructor(readonly host: KeeperHost) {
    host.element.addController(this);
  }

  update(): void {
    this.host.element.requestUpdate();
  }

  get store(): Store {
    this.#opened ??= new Store(this.host.isKeeping());
    return this.#opened;
  }

  hostConnected(): void {
    this.#tab = newId(this.host.now());
    window.addEventListener("storage", this.#onStorage);
    window.addEventListener("pagehide", this.flush);
    window.addEventListener("hashchange", this.#onHash);
    document.addEventListener("visibilitychange", this.flush);
    document.addEventListener("dragover", this.#onDrag);
    document.addEventListener("drop", this.#onDrag);
  }

  hostDisconnected(): void {
    this.flush();
    window.removeEventListener("storage", this.#onStorage);
    window.removeEventListener("pagehide", this.flush);
    window.removeEventListener("hashchange", this.#onHash);
    document.removeEventListener("visibilitychange", this.flush);
    document.removeEventListener("dragover", this.#onDrag);
    document.removeEventListener("drop", this.#onDrag);
  }

  /** The name of a plan, as the learner gave it or as the page calls it. */
  nameOf({ name }: { name?: string }): string {
    return name ?? messages.keeping.label.unnamed;
  }

  /** The program that was shown last on this page; one that is offered no more is said to be gone. */
  lastProgram(page: string, isOffered: (program: ProgramId) => boolean): ProgramId | undefined {
    this.page = placeOf(page);
    const last = this.store.lastProgram(this.page);
    if (last === undefined || isOffered(last)) return last;
    void this.load().then((plans) => plans?.gone(last));
    return undefined;
  }

  /**
   * Turns to the plans for a catalog; gives the plan that was kept for the program, unless one is
   * shown already.
   */
  turnTo(
    url: string,
    program: ProgramId,
    isShown: boolean,
    isFit: (plan: PlanFile) => boolean,
    isShared: boolean,
  ): History | undefined {
    this.flush();
    const place = placeOf(url);
    // Who looks at the plan of another comes back to their own.
    if (!isShared) this.#turnPage(program);
    const known = this.#owns.get(place);
    if (isShown && known !== undefined) {
      this.own = known;
      return undefined;
    }
    const kept = this.#keptFor(place, program, isFit);
    this.turn(kept === undefined ? this.fresh(place) : this.ownOf(place, kept));
    return kept && this.pastOf(kept);
  }

  #turnPage(program: ProgramId): void {
    if (this.page !== "") this.store.turnPage(this.page, program);
  }

  #keptFor(
    place: string,
    program: ProgramId,
    isFit: (plan: PlanFile) => boolean,
  ): Kept | undefined {
    const id = this.store.shown(place, program);
    const last = id === undefined ? undefined : this.store.read(place, id);
    if (last !== undefined && !("plan" in last)) this.notify({ type: "unread", unread: last });
    const all = this.store.all(place).flatMap((kept) => ("plan" in kept ? kept : []));
    const fitting = all.filter(({ plan }) => plan.program === program && isFit(plan));
    const refused = all.find((kept) => kept.id === id && !isFit(kept.plan));
    if (refused !== undefined) {
      const text = jsonText(refused.plan);
      this.notify({ type: "unread", unread: { id: refused.id, why: "unreadable", text } });
    }
    const lost = this.store.all(place).find((kept) => !("plan" in kept));
    if (fitting.length === 0 && last === undefined && lost !== undefined && !("plan" in lost)) {
      this.notify({ type: "unread", unread: lost });
    }
    const byChange = [...fitting].sort((a, b) => ((a.changed ?? "") < (b.changed ?? "") ? 1 : -1));
    return fitting.find((kept) => kept.id === id) ?? byChange[0];
  }

  /** The past of a plan; what another tab made of it meanwhile is its last change. */
  pastOf({ id, plan }: Kept): History {
    const past = this.pasts.get(id);
    if (past === undefined) return begin(plan);
    return jsonText(past.present) === jsonText(plan) ? past : record(past, plan);
  }

  /** A plan that is not written yet. */
  fresh(place: string, name?: string): Own {
    return { place, id: newId(this.host.now()), name, revision: 0, by: this.#tab };
  }

  /** A plan as it is kept now. */
  ownOf(place: string, kept: Kept): Own {
    const { id, name, revision, by } = kept;
    const saved = this.pastOf(kept).present;
    const known = this.#known.find((own) => own.place === place && own.id === id);
    return Object.assign(known ?? { place }, { id, name, revision, by, saved });
  }

  turn(own: Own): void {
    if (!["said", "unread", "refused"].includes(this.notice?.type ?? "")) this.notice = undefined;
    this.own = own;
    this.#owns.set(own.place, own);
    if (!this.#known.includes(own)) this.#known.push(own);
  }

  /** Remembers where a plan came from while its catalog is loaded. */
  expect(arrival: Arrival): PlanFile {
    this.#arrivals.set(arrival.plan, arrival);
    return arrival.plan;
  }

  arrivalOf(plan: PlanFile | undefined): Arrival | undefined {
    return plan === undefined ? undefined : this.#arrivals.get(plan);
  }

  /** Begins a plan that came from outside; the one before stays kept. */
  begin(url: string, plan: PlanFile): void {
    const arrival = this.arrivalOf(plan);
    const place = placeOf(url);
    const name = arrival?.name;
    const own = this.fresh(place, name && this.plans?.unique(place, name));
    if (arrival?.kind === "link") own.arrival = arrival;
    // What a host page sets is kept once the learner changes it.
    if (arrival?.kind !== "file") own.saved = plan;
    this.notice = undefined;
    this.turn(own);
    this.store.putScores(place, own.id, arrival?.scores);
    if (arrival?.said !== undefined) this.host.say(arrival.said);
  }

  /** Says why a plan from outside is not shown. */
  refuse(arrival: Arrival, problems: readonly Problem[]): void {
    this.notify({ type: "refused", arrival, problems });
  }

  /** Has something said, now and beside the plan; the words for it are loaded only then. */
  notify(notice: Notice): void {
    this.notice = notice;
    this.update();
    void this.load().then((plans) => {
      if (this.notice === notice) this.host.say(plans?.said(notice) ?? messages.keeping.not_loaded);
    });
  }

  tell(text: string): void {
    this.notify({ type: "said", text });
  }

  /** Remembers the past of the plan that is shown. */
  remember(history: History): void {
    if (this.own === undefined) return;
    const before = this.pasts.get(this.own.id);
    const isNew =
      before !== undefined &&
      before.present !== history.present &&
      history.future.length === 0 &&
      before.future[0] !== history.present;
    if (isNew) {
      this.acts.cut();
      if (this.notice?.type === "deleted") this.notice = undefined;
    }
    this.pasts.set(this.own.id, history);
  }

  /** Keeps the plan that is shown, once it rests. */
  hold(): void {
    const { own } = this;
    const plan = this.host.shown()?.present;
    if (this.#pending !== undefined && this.#pending.own === own) {
      // It is no longer what is shown, which may be what is written already.
      window.clearTimeout(this.#timer);
      this.#pending = undefined;
    }
    if (own === undefined || plan === undefined || plan === own.saved) return;
    if (own.revision === 0 && own.saved === undefined && isEmpty(plan)) return;
    if (own.arrival !== undefined) this.adopt();
    // The reader goes on with a plan of their own, which is to come back by reloading.
    this.leaveLink();
    this.#pending = { own, plan };
    this.#timer = window.setTimeout(this.flush, WRITE_AFTER_MILLISECONDS);
  }

  /** Makes a shared plan the learner's own. */
  adopt(): void {
    const { own } = this;
    if (own === undefined) return;
    own.arrival = undefined;
    own.saved = undefined;
    own.name = this.plans?.unique(own.place, messages.keeping.label.shared, own.id);
    this.leaveLink();
    const program = this.host.shown()?.present.program;
    if (program !== undefined) this.#turnPage(program);
  }

  /** The address no longer leads to a plan that was shared. */
  leaveLink(): void {
    const url = new URL(location.href);
    const values = new URLSearchParams(url.hash.slice(1));
    if (!values.has(LINK)) return;
    values.delete(LINK);
    url.hash = values.toString();
    history.replaceState(history.state, "", url);
  }

  /** Writes what is not written yet. */
  readonly flush = (): void => {
    window.clearTimeout(this.#timer);
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined) return;
    const { notice } = this;
    const { trouble } = this.store.items;
    const isFirst = pending.own.revision === 0;
    this.write(pending.own, pending.plan);
    const isSaid = isFirst || this.notice !== notice || this.store.items.trouble !== trouble;
    // Where all goes well again, nothing of it is shown.
    if (isSaid || this.panel !== undefined) this.update();
  };

  write(own: Own, plan: PlanFile): void {
    const stored = this.store.read(own.place, own.id);
    const isStale =
      stored === undefined
        ? own.revision > 0
        : !("plan" in stored) || stored.revision !== own.revision || stored.by !== own.by;
    if (isStale && stored === undefined) {
      // It was deleted in another tab, and is changed here.
      own.id = newId(this.host.now());
      own.revision = 0;
    } else if (isStale) {
      // Another tab wrote meanwhile: both stay.
      const name = this.nameOf(own);
      const other = own.id;
      this.becomeCopy(own);
      this.notify({ type: "kept_as_copy", name, other });
    }
    if (this.notice?.type === "deleted_elsewhere") this.notice = undefined;
    own.revision += 1;
    own.by = this.#tab;
    own.saved = plan;
    const { place, id, name, revision, by } = own;
    const named = name === undefined ? {} : { name };
    this.store.write(place, { id, ...named, revision, by, changed: this.host.now(), plan });
    this.store.show(place, plan.program, id);
  }

  /** The plan goes on under an id of its own, with its past. */
  becomeCopy(own: Own): void {
    const past = this.pasts.get(own.id);
    const scores = this.store.scores(own.place, own.id);
    own.name = fill(messages.keeping.label.copy_of, { name: this.nameOf(own) });
    own.id = newId(this.host.now());
    own.revision = 0;
    this.store.putScores(own.place, own.id, scores);
    if (past !== undefined) this.pasts.set(own.id, past);
  }

  readonly #onStorage = (event: StorageEvent): void => {
    const { own } = this;
    if (!this.host.isKeeping() || own === undefined) return;
    // The list of the plans may be open.
    this.update();
    if (own.revision === 0 || !this.store.concerns(event, own.place, own.id)) return;
    const theirs = this.store.read(own.place, own.id);
    if (theirs === undefined) {
      // It is kept no more until it is changed here.
      own.revision = 0;
      this.notify({ type: "deleted_elsewhere" });
      return;
    }
    if (!("plan" in theirs)) return;
    if (theirs.revision === own.revision && theirs.by === own.by) return;
    if (this.#pending !== undefined) {
      this.flush();
      return;
    }
    this.notify({ type: "changed_elsewhere", theirs });
  };

  /** Takes back what was done to the plans, or does it again; says false where nothing was. */
  travel(isRedo: boolean): boolean {
    const plan = this.host.shown()?.present;
    const can = plan !== undefined && (isRedo ? this.acts.canRedo(plan) : this.acts.canUndo(plan));
    if (!can) return false;
    // What is not written yet belongs to the plan that is shown before.
    this.flush();
    if (isRedo) this.acts.redo();
    else this.acts.undo();
    this.update();
    return true;
  }

  /** Lets go of every plan; what is kept of them goes with it. */
  forget(): void {
    window.clearTimeout(this.#timer);
    this.#pending = undefined;
    this.host.forget();
    this.#owns.clear();
    this.#known = [];
    this.pasts.clear();
    this.acts = new Acts();
    this.leaveLink();
    const { items } = this.store;
    for (const name of items.names()) items.remove(name);
  }

  /** The plan that the address of the page holds. */
  async linked(): Promise<Arrival | undefined> {
    const text = linkText();
    if (!this.host.isKeeping() || text === null) return undefined;
    const plans = await this.load();
    if (plans === undefined) {
      this.tell(messages.keeping.not_loaded);
      return undefined;
    }
    return plans.arrivalOf(text);
  }

  /** Loads what is done with plans but rarely, once. */
  async load(): Promise<Plans | undefined> {
    if (this.plans) return this.plans;
    this.plans = undefined;
    try {
      const language = this.host.language();
      const [{ Plans }] = await Promise.all([
        import("../plans.js"),
        loadPart("plans", language),
        problemsPart.ask(language),
      ]);
      await prepare(this.host.language());
      this.plans ??= new Plans(this);
    } catch {
      this.plans = null;
    }
    this.update();
    return this.plans ?? undefined;
  }

  /** What is open of the plans, or that it is not there yet. */
  panelView(desk: PlansDesk): unknown {
    const { panel, plans } = this;
    if (panel === undefined) return nothing;
    if (plans) return panel === "plans" ? plans.list(desk) : plans.share(desk);
    if (plans === undefined) return html`<p role="status">${label.loading}</p>`;
    return html`<p>${messages.keeping.not_loaded}</p>
      <button type="button" @click=${() => void this.load()}>${label.try_again}</button>`;
  }

  /** The past of what is shown, with what was done to the plans, for who asks whether there is one. */
  withActs(history: History): History {
    const { past, present, future } = history;
    return {
      ...history,
      past: this.acts.canUndo(present) ? [...past, present] : past,
      future: this.acts.canRedo(present) ? [present, ...future] : future,
    };
  }

  readonly #onHash = (): void => {
    // Who goes back to the address without the link goes back to their own plan.
    const isBack = location.hash === "" && this.own?.arrival !== undefined;
    if (!this.host.isKeeping() || (linkText() === null && !isBack)) return;
    // What is said of it stands there, wherever the page is scrolled to.
    this.host.focus("program");
    this.host.reopen();
  };

  readonly #onDrag = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.items ?? [])].some(({ kind }) => kind === "file");
    if (!this.host.isKeeping() || !files) return;
    // Without this, the browser would leave the page for the file.
    event.preventDefault();
    if (event.type !== "drop") return;
    const dropped = [...(event.dataTransfer?.files ?? [])];
    void this.load().then((plans) =>
      plans === undefined ? this.tell(messages.keeping.not_loaded) : plans.openFiles(dropped),
    );
  };
}
