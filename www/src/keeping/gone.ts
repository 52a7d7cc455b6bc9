// Plans for programs and catalogs that are offered no more: they stay kept, and the reader is told.

import { type TemplateResult, html, nothing } from "lit";
import type { ProgramId } from "../../generated/certificate_planner.js";
import { jsonText } from "../json-text.js";
import { fill } from "../wording/fill.js";
import { savePlan } from "./files.js";
import type { Keeper } from "./keeper.js";
import { label, messages } from "./messages.js";
import { type Kept, type Unread, placeOf } from "./store.js";

/** The beginning of the place of a catalog that the reader opened as a file. */
const FILE = "file:";

/** What is kept for a catalog that is not offered. */
export interface Gone {
  place: string;
  kept: Kept | Unread;
}

/** Says that the program that was shown last is gone, where a plan for it is kept. */
export function tellGone(keeper: Keeper, program: ProgramId): void {
  const last = lastFor(keeper, program);
  if (last === undefined) return;
  const { place, kept } = last;
  const { id, plan } = kept;
  const why = addressOf(place).startsWith(FILE) ? "gone_file" : "gone";
  const unread = { id, why, text: `${jsonText(plan, 2)}\n`, name: keeper.nameOf(kept), program } as const;
  keeper.notify({ type: "unread", unread });
}

/** The plan that was shown for a program; where several catalogs had it, the one that was changed last. */
function lastFor(keeper: Keeper, program: ProgramId): { place: string; kept: Kept } | undefined {
  const { store } = keeper;
  const shown = placesOf(keeper).flatMap((place) => {
    const id = store.shown(place, program);
    const kept = id === undefined ? undefined : store.read(place, id);
    return kept !== undefined && "plan" in kept ? { place, kept } : [];
  });
  const changed = ({ kept }: { kept: Kept }) => kept.changed ?? "";
  return shown.sort((one, other) => (changed(one) < changed(other) ? 1 : -1))[0];
}

/** What is kept for the catalogs of this page that are not offered; a page with one catalog has no others. */
export function goneFrom(keeper: Keeper): Gone[] {
  const offered = new Set(keeper.host.choices().map(({ url }) => placeOf(url)));
  if (offered.has(keeper.page)) return [];
  const places = placesOf(keeper).filter((place) => !offered.has(place) && place !== keeper.own?.place);
  return places.flatMap((place) => keeper.store.all(place).map((kept) => ({ place, kept })));
}

/**
 * Where plans are kept for the catalogs of this page: those that lie beside its list, and the reader's own
 * files. What other pages of the same host keep is theirs.
 */
function placesOf({ store, page }: Keeper): string[] {
  const starts = [folderOf(page), FILE].map(encodeURIComponent);
  const places = store.items.names().flatMap((name) => /^plan:([^:]*):/.exec(name)?.[1] ?? []);
  return [...new Set(places)].filter((place) => starts.some((start) => place.startsWith(start)));
}

function folderOf(page: string): string {
  return addressOf(page).replace(/[^/]*$/, "");
}

/** The address in a place, without what is asked of it. */
function addressOf(place: string): string {
  // As a value it is read whatever it is, and nothing is thrown.
  return (new URLSearchParams(`place=${place}`).get("place") ?? "").replace(/\?.*$/, "");
}

/** A plan of a catalog that is not offered: what is gone, and what can be done with the plan all the same. */
export function goneItem(keeper: Keeper, place: string, kept: Kept, remove: (name: string) => void): TemplateResult {
  const { id, plan } = kept;
  const offered = keeper.host.choices().find((choice) => choice.program === plan.program);
  const program = offered?.title ?? plan.program;
  const called = keeper.nameOf(kept);
  const name = kept.name ?? fill(messages.of_program, { name: called, program });
  const address = addressOf(place);
  const isFile = address.startsWith(FILE);
  const catalog = address.slice(isFile ? FILE.length : folderOf(keeper.page).length);
  const text = fill(messages[isFile ? "gone_file" : "gone_catalog"], { program, catalog });
  const action = (words: string, press: () => void) =>
    html`<button type="button" class="quiet" aria-describedby="gone-${id} gone-of-${id}" @click=${press}>${words}</button>`;
  const open = () => {
    const said = fill(messages.opened, { name: called });
    keeper.host.focus("program");
    keeper.host.arrive({ kind: "file", plan, name: called, said, scores: keeper.store.scores(place, id) });
  };
  return html`<li>
    <h4 id="gone-${id}">${name}</h4>
    <p class="remark" id="gone-of-${id}">${text}</p>
    <div class="tools">
      ${offered === undefined ? nothing : action(label.open_copy, open)}
      ${action(label.save, () => savePlan(plan, name))} ${action(label.delete, () => remove(name))}
    </div>
  </li>`;
}
