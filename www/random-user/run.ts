// Lets the random user work until the time is over, and tells what came of it.
import type { Browser } from "@playwright/test";
import { Site } from "../e2e/site.js";
import { chanceFrom } from "./chance.js";
import { type Checks, Judge } from "./judge.js";
import { type Done, act } from "./user.js";
import { World } from "./world.js";

/** After so many actions the user begins anew, with the next seed and an empty browser. */
const ACTIONS_MAX = 150;
const FAILURES_MAX = 5;
const TRAIL_LENGTH = 25;

export interface Outcome {
  seeds: number[];
  actions: Map<string, { done: number; vain: number }>;
  checks: Checks;
  /** Each with the seed and the last actions, so that it can be had again. */
  failures: string[];
}

export interface Wanted {
  seed: number;
  milliseconds: number;
}

export async function randomUser(browser: Browser, { seed, milliseconds }: Wanted): Promise<Outcome> {
  const site = await Site.start();
  const judge = await Judge.ready();
  const outcome: Outcome = { seeds: [], actions: new Map(), checks: judge.checks, failures: [] };
  const end = performance.now() + milliseconds;
  try {
    for (let next = seed; performance.now() < end && outcome.failures.length < FAILURES_MAX; next += 1) {
      outcome.seeds.push(next);
      const world = await World.begin(browser, site, chanceFrom(next));
      const failure = await episode(world, judge, outcome, end);
      if (failure !== undefined) outcome.failures.push(`seed ${next}: ${failure}`);
      await world.end();
    }
  } finally {
    await site.remove();
  }
  return outcome;
}

/** One user from an empty browser on; gives what went wrong. */
async function episode(
  world: World,
  judge: Judge,
  outcome: Outcome,
  end: number,
): Promise<string | undefined> {
  const trail: string[] = [];
  for (let count = 0; count < ACTIONS_MAX && performance.now() < end; count += 1) {
    const before = await judge.before(world);
    const number = world.tabs.indexOf(world.tab) + 1;
    const done = await act(world);
    add(outcome, done);
    trail.push(`${number}: ${done.name} ${done.to}${done.isVain ? " (in vain)" : ""}`);
    const wrong = await judge.wrong(world, before, done);
    if (wrong.length === 0) continue;
    return [...wrong, "after:", ...trail.slice(-TRAIL_LENGTH)].join("\n  ");
  }
  return undefined;
}

function add({ actions }: Outcome, { name, isVain }: Done): void {
  const { done, vain } = actions.get(name) ?? { done: 0, vain: 0 };
  actions.set(name, { done: done + 1, vain: vain + Number(isVain) });
}

/** What was done and found, in words. */
export function report({ seeds, actions, checks, failures }: Outcome): string {
  const sum = [...actions.values()].reduce((total, { done }) => total + done, 0);
  const kinds = [...actions].map(([name, { done, vain }]) => `${name} ${done}${vain > 0 ? ` (${vain} in vain)` : ""}`);
  const made = Object.entries(checks).map(([name, count]) => `${name} ${count}`);
  return [
    `Seeds ${seeds[0]} to ${seeds.at(-1)}: ${sum} actions: ${kinds.sort().join(", ")}.`,
    `Checked: ${made.join(", ")}.`,
    ...failures,
    `${failures.length} failures.`,
  ].join("\n");
}
