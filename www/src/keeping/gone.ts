// Plans for programs that are offered no more: they stay kept, and the reader is told.

import type { ProgramId } from "../../generated/certificate_planner.js";
import { jsonText } from "../json-text.js";
import type { Keeper } from "./keeper.js";
import type { Kept, Store } from "./store.js";

/** Says that the program that was shown last is gone, where a plan for it is kept. */
export function tellGone(keeper: Keeper, program: ProgramId): void {
  const kept = lastFor(keeper.store, program);
  if (kept === undefined) return;
  const { id, plan } = kept;
  const unread = { id, why: "gone", text: `${jsonText(plan, 2)}\n`, name: keeper.nameOf(kept), program } as const;
  keeper.notify({ type: "unread", unread });
}

/** The plan that was shown last for a program, whatever its catalog was. */
function lastFor(store: Store, program: ProgramId): Kept | undefined {
  const start = "shown:";
  const end = `:${program}`;
  const names = store.items.names().filter((name) => name.startsWith(start) && name.endsWith(end));
  const kept = names.flatMap((name) => {
    const place = name.slice(start.length, -end.length);
    return store.read(place, store.items.get(name) ?? "") ?? [];
  });
  return kept.find((one) => "plan" in one);
}
