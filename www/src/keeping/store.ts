// The plans that are kept, each by itself: its text has a version, and every older one is still read.

import type { Instant, PlanFile, ProgramId } from "../../generated/certificate_planner.js";
import { Items } from "./items.js";
import { jsonText } from "../json-text.js";

/** Version 1 had neither a name nor the time of the last change. */
const VERSION = 2;

/** A plan as it is kept. */
export interface Kept {
  id: string;
  /** The name that the learner gave it. */
  name?: string;
  /** It grows by one whenever the plan is written. */
  revision: number;
  /** Which tab wrote it: two may write the same revision at the same time. */
  by: string;
  changed?: Instant;
  plan: PlanFile;
}

/** A text that is kept and is no plan, one of a later version of this page, or for a program that is gone. */
export interface Unread {
  id: string;
  why: "unreadable" | "newer" | "gone" | "gone_file";
  text: string;
  /** The name of a plan whose program is gone, and that program. */
  name?: string;
  program?: ProgramId;
}

/** The texts of the gradebooks of one plan, by what names each. */
export type Gradebooks = ReadonlyMap<string, string>;

export class Store {
  readonly items: Items;

  constructor(isKeeping: boolean) {
    this.items = new Items(isKeeping);
  }

  read(place: string, id: string): Kept | Unread | undefined {
    const text = this.items.get(nameOf(place, id));
    return text === undefined ? undefined : keptOf(text, id);
  }

  write(place: string, kept: Kept): void {
    this.items.set(nameOf(place, kept.id), jsonText({ version: VERSION, ...kept }));
  }

  /** Removes a plan and its gradebooks, which it gives back. */
  remove(place: string, id: string): Gradebooks {
    const books = this.scores(place, id);
    for (const session of books.keys()) this.items.remove(scoresName(place, id, session));
    this.items.remove(nameOf(place, id));
    return books;
  }

  /** The gradebooks of a plan. */
  scores(place: string, id: string): Gradebooks {
    const start = scoresName(place, id, "");
    const names = this.items.names().filter((name) => name.startsWith(start));
    return new Map(names.map((name) => [name.slice(start.length), this.items.get(name) ?? ""]));
  }

  putScores(place: string, id: string, books: Gradebooks = new Map()): void {
    for (const [session, text] of books) this.items.set(scoresName(place, id, session), text);
  }

  /** Everything that is kept for a catalog, the oldest first. */
  all(place: string): (Kept | Unread)[] {
    const start = nameOf(place, "");
    const ids = this.items.names().flatMap((name) => name.startsWith(start) ? name.slice(start.length) : []);
    return ids.flatMap((id) => this.read(place, id) ?? []).sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** The plan that was shown last for a program. */
  shown(place: string, program: ProgramId): string | undefined {
    return this.items.get(`shown:${place}:${program}`);
  }

  show(place: string, program: ProgramId, id: string): void {
    if (this.shown(place, program) !== id) this.items.set(`shown:${place}:${program}`, id);
  }

  /** The program that was shown last on a page. */
  lastProgram(page: string): ProgramId | undefined {
    return this.items.get(`page:${page}`);
  }

  turnPage(page: string, program: ProgramId): void {
    if (this.lastProgram(page) !== program) this.items.set(`page:${page}`, program);
  }

  /** Whether a change in another tab concerns this plan. */
  concerns(event: StorageEvent, place: string, id: string): boolean {
    return Items.concerns(event, nameOf(place, id));
  }
}

/** Where the plans for a catalog are kept: by its address, so that others share nothing with it. */
export function placeOf(url: string): string {
  const short = url.split(" ").map((one) => {
    // What a reader gave has the names of its files, which are no addresses.
    if (!URL.canParse(one, document.baseURI)) return one;
    const { protocol, origin, host, pathname, search } = new URL(one, document.baseURI);
    if (!protocol.startsWith("http")) return one;
    // A page moves from one host to another more often than its files move on it.
    return (origin === self.origin ? "" : host) + pathname + search;
  });
  return encodeURIComponent(short.join(" "));
}

function nameOf(place: string, id: string): string {
  return `plan:${place}:${id}`;
}

/** Each gradebook is kept by itself, beside its plan, so that two tabs that write two of them meet in none. */
export function scoresName(place: string, id: string, session: string): string {
  return `scores:${place}:${id}:${session}`;
}

let idsGiven = 0;

/** Ids rise with time, so that plans stand in the order in which they were made. */
export function newId(now: Instant): string {
  idsGiven += 1;
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const parts = [Date.parse(now).toString(36).padStart(9, "0"), String(idsGiven).padStart(4, "0")];
  return [...parts, random.toString(36)].join("-");
}

/** The plan of a text that was kept, whatever version wrote it. */
function keptOf(text: string, id: string): Kept | Unread {
  const value = parsed(text);
  const { version, name, revision, by, changed, plan } = value;
  if (typeof version === "number" && version > VERSION) return { id, why: "newer", text };
  const isPlan = typeof plan === "object" && plan !== null && "program" in plan;
  if (typeof version !== "number" || !isPlan || typeof revision !== "number") {
    return { id, why: "unreadable", text };
  }
  return {
    id,
    revision,
    by: typeof by === "string" ? by : "",
    ...(typeof name === "string" && { name }),
    ...(typeof changed === "string" && { changed }),
    // Whether it is a plan that the rules read is asked before it is shown.
    plan: plan as PlanFile,
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
