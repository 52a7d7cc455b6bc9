// Gradebooks with their past, and what is kept of them on the device beside their plan.

import { type History, begin, record } from "../history.js";
import { jsonText } from "../json-text.js";
import type { Keeper, Own } from "../keeping/keeper.js";
import { scoresName } from "../keeping/store.js";
import { type Book, type Kind, type Points, parseBook } from "./book.js";

const VERSION = 1;

/** Where a gradebook belongs. */
export interface Place {
  /** Tells it from others on this page. */
  id: string;
  /** Tells it from others of the same plan for good: the course, and its session. */
  session: string;
  /** The kinds of work of the catalog's policy; none where the learner states them. */
  policy: readonly Kind[] | undefined;
  /** Forgets what is being typed into it, since another tab put something else there. */
  renew(): void;
}

interface Held {
  session: string;
  history: History<Book>;
  /** The text that is kept, as it was read or written last. */
  text?: string;
  /** Whether something was entered that is not kept yet. */
  isOpen: boolean;
  /** Whether what is kept there cannot be read here, so that it stays as it is. */
  isForeign: boolean;
}

export class Shelf {
  /** By the plan, which keeps being the same one when it is kept under another id. */
  private readonly plans = new WeakMap<Own, Map<string, Held>>();

  constructor(private readonly keeper: Keeper) {}

  /** Whether what is entered is there when the page is opened again. */
  isKept({ id }: Place): boolean {
    const { own, store, host } = this.keeper;
    const isForeign = this.held(id)?.isForeign === true;
    return host.isKeeping() && store.items.trouble === undefined && (own?.revision ?? 0) > 0 && !isForeign;
  }

  /** A gradebook as it is now: what another tab wrote meanwhile is its last change. */
  read(place: Place): History<Book> {
    const held = this.held(place.id) ?? this.begun(place);
    // The session was chosen anew, and what was entered for it goes along.
    if (held.session !== place.session) {
      if (held.text !== undefined && !held.isForeign) this.remove(held);
      held.session = place.session;
      held.text = undefined;
      held.isOpen = !isEmpty(held.history.present);
    }
    const text = this.stored(held);
    if (text !== undefined && text !== held.text) {
      const book = bookOf(text, place.policy);
      held.isForeign = book === undefined;
      const isFirst = held.text === undefined && isEmpty(held.history.present);
      if (book !== undefined && isFirst) held.history = begin(book);
      else if (book !== undefined && !held.isOpen) {
        held.history = record(held.history, book);
        place.renew();
      }
      held.text = text;
    }
    if (held.isOpen) this.write(held, place);
    return held.history;
  }

  /** Puts a gradebook in place of the one before. */
  put(place: Place, history: History<Book>): void {
    this.read(place);
    const held = this.held(place.id);
    if (held === undefined) return;
    held.history = history;
    held.isOpen = true;
    this.write(held, place);
  }

  private held(id: string): Held | undefined {
    const { own } = this.keeper;
    return own && this.plans.get(own)?.get(id);
  }

  private begun({ id, session }: Place): Held {
    const history = begin<Book>({ scores: new Map() });
    const held: Held = { session, history, isOpen: false, isForeign: false };
    const { own } = this.keeper;
    if (own === undefined) return held;
    const all = this.plans.get(own) ?? new Map<string, Held>();
    this.plans.set(own, all.set(id, held));
    return held;
  }

  private stored({ session }: Held): string | undefined {
    const { own, store } = this.keeper;
    return own && store.items.get(scoresName(own.place, own.id, session));
  }

  private remove({ session }: Held): void {
    const { own, store } = this.keeper;
    if (own !== undefined) store.items.remove(scoresName(own.place, own.id, session));
  }

  /** Keeps a gradebook once its plan is kept: alone it would belong to nothing. */
  private write(held: Held, { policy }: Place): void {
    const { own, store } = this.keeper;
    if (own === undefined || own.revision === 0 || held.isForeign) return;
    held.isOpen = false;
    held.text = textOf(held.history.present, policy);
    store.items.set(scoresName(own.place, own.id, held.session), held.text);
  }
}

function isEmpty({ kinds, passing, scores }: Book): boolean {
  return kinds === undefined && passing === undefined && scores.size === 0;
}

/** Scores have the names of their kinds, so that they find them in a policy that has changed. */
function textOf({ kinds, passing, scores }: Book, policy: readonly Kind[] | undefined): string {
  const named = [...scores].map(([at, points]) => ({
    at,
    name: (policy ?? kinds)?.[at]?.name,
    points: points.map((one) => one ?? null),
  }));
  return jsonText({ version: VERSION, kinds, passing, scores: named });
}

/** What a text says; nothing where it is none of ours, or of a later version of this page. */
function bookOf(text: string, policy: readonly Kind[] | undefined): Book | undefined {
  const book = parseBook(text, VERSION);
  if (book === undefined) return undefined;
  const { kinds, passing } = book;
  const scores = new Map<number, readonly (Points | undefined)[]>();
  for (const { at, name, points } of book.scores) {
    const place = policy === undefined ? at : policy.findIndex((kind) => kind.name === name);
    if (place >= 0) scores.set(place, points);
  }
  return { kinds, passing, scores };
}
