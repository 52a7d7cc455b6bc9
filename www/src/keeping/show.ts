// Turning from one kept plan to another.

import type { Keeper } from "./keeper.js";

/** Shows another plan that is kept for the same catalog. */
export function showKept(keeper: Keeper, id: string, said = ""): void {
  keeper.flush();
  const { own, store } = keeper;
  const kept = own && store.read(own.place, id);
  if (own === undefined || kept === undefined || !("plan" in kept)) return;
  keeper.leaveLink();
  keeper.turn(keeper.ownOf(own.place, kept));
  store.show(own.place, kept.plan.program, id);
  keeper.host.turnTo(keeper.pastOf(kept), said);
}
