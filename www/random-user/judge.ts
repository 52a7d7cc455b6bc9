// Whether the page is as it must be after an action: nothing thrown, nothing lost, the answer that of the plan.
import { readFile } from "node:fs/promises";
import { canonical } from "../src/json-text.js";
import type { PlanFile } from "../generated/certificate_planner.js";
import { DIST } from "../e2e/site.js";
import { type Seen, see } from "./seen.js";
import type { Tab, Told } from "./tab.js";
import { type Done, planOf, same } from "./user.js";
import type { World } from "./world.js";

/** How long what is shown may take to be there, on a machine with other work. */
const PATIENCE_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 50;

/** How often each kind of check was made. */
export interface Checks {
  answers: number;
  kept: number;
  told: number;
  reloads: number;
}

/** The plans that are kept, by the names under which they are. */
type Plans = ReadonlyMap<string, PlanFile>;

/** What was there before an action. */
export interface Before {
  plans: Plans;
  shown: readonly (PlanFile | undefined)[];
  /** The plan in the tab that the user looks at, where it is said to be kept and nothing else is said of it. */
  kept: PlanFile | undefined;
  /** Whether the address leads to a plan. */
  isLinked: boolean;
}

export class Judge {
  readonly checks: Checks = { answers: 0, kept: 0, told: 0, reloads: 0 };

  private constructor(private readonly rules: Rules) {}

  static async ready(): Promise<Judge> {
    return new Judge(await rulesOfThePackage());
  }

  async before(world: World): Promise<Before> {
    const { tab } = world;
    const seen = await see(tab.page);
    const shown = await Promise.all(world.tabs.map(planOf));
    const isKept = !tab.isEmptied && (await isSaidToBeKept(seen)) && seen.notices.length === 0;
    const isLinked = new URL(tab.page.url()).hash.includes("plan=");
    return { plans: await plansIn(tab), shown, kept: isKept ? seen.plan : undefined, isLinked };
  }

  /** Everything that is wrong after an action. */
  async wrong(world: World, before: Before, done: Done): Promise<string[]> {
    const { tab } = world;
    const settled = await this.settled(tab);
    const told = await tab.told();
    if (told.length > 0) tab.isEmptied = false;
    return [
      ...done.faults,
      ...world.tabs.flatMap(({ complaints }) => complaints.splice(0)),
      ...settled.alerts.map((alert) => `not loaded: ${alert}`),
      ...told.flatMap((one) => this.wrongOfTold(one)),
      ...(await this.wrongAnswer(world, settled)),
      ...(await this.wrongOfKept(world, before, done)),
    ];
  }

  /** What is seen once nothing is being loaded. */
  private async settled(tab: Tab): Promise<Seen> {
    return until(() => see(tab.page), (seen) => !seen.isWaiting && seen.plan !== undefined);
  }

  private async wrongAnswer(world: World, seen: Seen): Promise<string[]> {
    if (seen.isWaiting || seen.plan === undefined) return ["the page is still loading"];
    if (seen.isAtWays) return [];
    this.checks.answers += 1;
    let here = seen;
    let there = await world.clean.seen(seen.plan, seen.language);
    const isEqual = () => same(worth(here), worth(there));
    await until(
      async () => {
        if (isEqual()) return;
        const { plan } = here;
        here = await see(world.tab.page);
        // A plan that is brought comes a while later.
        const isOther = here.plan !== undefined && !same(here.plan, plan);
        there = await (isOther ? world.clean.seen(here.plan, here.language) : world.clean.seenAgain());
      },
      isEqual,
    );
    return isEqual() ? [] : [`the answer is not that of the plan: ${difference(here, there)}`];
  }

  /** What the page around was told is what the rules say in Node.js. */
  private wrongOfTold({ plan, assessment, now }: Told): string[] {
    if (assessment === undefined) return [];
    this.checks.told += 1;
    const fresh = this.rules(plan, now);
    return canonical(fresh) === canonical({ assessment })
      ? []
      : [`what the page around was told is not what the rules say of ${JSON.stringify(plan)}`];
  }

  private async wrongOfKept(world: World, before: Before, done: Done): Promise<string[]> {
    const { tab } = world;
    // To be hasty is part of being random: only now and then everything has been written.
    const isHasty = done.name !== "reload" && world.chance.isSo(0.4);
    if (!isHasty) await tab.flush();
    const plans = await plansIn(tab);
    const seen = await see(tab.page);
    return [
      ...missing(before, plans, done),
      ...(await this.overwritten(world, before, plans)),
      ...(isHasty || tab.isEmptied ? [] : await this.notKept(seen, plans)),
      ...this.lostByReload(world, before, seen, plans, done),
    ];
  }

  /** A kept plan changes only into one that is shown, or was. */
  private async overwritten(
    world: World,
    before: Before,
    plans: Plans,
  ): Promise<string[]> {
    const shown = [...before.shown, ...(await Promise.all(world.tabs.map(planOf)))];
    return [...plans]
      .filter(([name, plan]) => before.plans.has(name) && !same(before.plans.get(name), plan))
      .filter(([, plan]) => shown.every((one) => !same(one, plan)))
      .map(([name]) => `${name} was changed into a plan that nobody sees`);
  }

  private async notKept(seen: Seen, plans: Plans): Promise<string[]> {
    if (!(await isSaidToBeKept(seen)) || seen.notices.length > 0) return [];
    this.checks.kept += 1;
    const isThere = [...plans.values()].some((plan) => same(plan, seen.plan));
    return isThere ? [] : [`the plan is said to be kept and is not: ${JSON.stringify(seen.plan)}`];
  }

  private lostByReload({ tabs }: World, before: Before, seen: Seen, plans: Plans, done: Done): string[] {
    if (done.name !== "reload" || before.kept === undefined) return [];
    this.checks.reloads += 1;
    const isThere = [...plans.values()].some((plan) => same(plan, before.kept));
    if (!isThere) return [`the plan was lost by reloading: ${JSON.stringify(before.kept)}`];
    // Where two tabs show two plans, the one that was shown last comes back, and a link that of its own.
    const isShown = tabs.length > 1 || before.isLinked || same(seen.plan, before.kept);
    const came = JSON.stringify({ plan: seen.plan, notices: seen.notices });
    return isShown ? [] : [`by reloading came ${came} in place of ${JSON.stringify(before.kept)}`];
  }
}

function missing(before: Before, plans: Plans, done: Done): string[] {
  const gone = [...before.plans.keys()].filter((name) => !plans.has(name));
  return gone.length > done.lossMax ? [`plans are gone: ${gone.join(", ")}`] : [];
}

async function plansIn(tab: Tab): Promise<Plans> {
  const all = Object.entries(await tab.stored()).filter(([name]) => name.includes(":plan:"));
  return new Map(all.map(([name, text]) => [name, JSON.parse(text).plan]));
}

/** Whether the page says that the plan is kept: it says so in no other words than two others. */
async function isSaidToBeKept({ hint, language }: Seen): Promise<boolean> {
  const messages = await messagesOf(language);
  return hint !== "" && hint !== messages.not_yet && hint !== messages.not_kept;
}

interface KeepingMessages {
  not_yet: string;
  not_kept: string;
}

const known = new Map<string, Promise<KeepingMessages>>();

/** What a language says of keeping. */
function messagesOf(tag: string): Promise<KeepingMessages> {
  const code = tag.slice(0, 2) || "en";
  const file = new URL(`../src/messages/${code}.json`, import.meta.url);
  const read = known.get(code) ?? readFile(file, "utf8").then((text) => JSON.parse(text).keeping);
  known.set(code, read);
  return read;
}

/** What a page shows that depends on the plan alone, by its place. */
function worth({ answer, sessions, marks }: Seen): Record<string, string> {
  return { ...answer, sessions: sessions.join("\n"), marks: marks.map(Number).join("") };
}

/** The first place where two pages say something else. */
function difference(here: Seen, there: Seen): string {
  const others = worth(there);
  for (const [part, text] of Object.entries(worth(here))) {
    const other = others[part] ?? "";
    if (text === other) continue;
    const at = [...text].findIndex((letter, index) => letter !== other[index]);
    const from = Math.max(0, (at < 0 ? other.length : at) - 60);
    return `${part}: “${text.slice(from, from + 160)}” in place of “${other.slice(from, from + 160)}”`;
  }
  return "";
}

/** Reads until it is as wanted, or patience ends. */
async function until<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  let value = await read();
  while (!isWanted(value) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    value = await read();
  }
  return value;
}

/** What the rules say of a plan. */
type Rules = (plan: PlanFile, now: string) => unknown;

/** The rules as the package has them, in Node.js. */
async function rulesOfThePackage(): Promise<Rules> {
  const script: typeof import("../src/npm/node.js") = await import(`${DIST}npm/node.js`);
  const planner = await script.loadPlanner();
  const read = async (name: string) => readFile(`${DIST}catalogs/${name}`, "utf8");
  const index: { catalogs: { file: string; programs: { id: string }[] }[] } = JSON.parse(
    await read("index.json"),
  );
  const catalogs = new Map(
    await Promise.all(
      index.catalogs.map(async ({ file, programs }) => {
        const { catalog } = planner.readCatalog(await read(file));
        return programs.map(({ id }) => [id, catalog] as const);
      }),
    ).then((all) => all.flat()),
  );
  return (plan, now) => catalogs.get(plan.program)?.assess(plan, now);
}
