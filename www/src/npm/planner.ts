// What the package does in every host; how a host reads a file is told by index.ts and node.ts.

import init, { type InitInput, readCatalog } from "../../generated/certificate_planner.js";
import type {
  CatalogFile,
  CourseSessions,
  Explanation,
  Instant,
  PlanFile,
  Planner as BestWays,
  Problem,
  ProgramId,
  Proposals,
  Repair,
  Wishes,
} from "../../generated/certificate_planner_proposals.js";
import type { Answer } from "../answer.js";
import { plannerModule, proposalsModule } from "../files.js";
import { plainCopy } from "../plain-copy.js";
import type { ModuleSource, Reader } from "./source.js";

export type { Answer, ModuleSource };

/**
 * Where the WebAssembly modules are, for hosts that cannot load them from beside the scripts.
 *
 * Each module is loaded once, however many planners there are: what the first of them names holds.
 */
export interface LoadOptions {
  /** The module with the rules, `certificate_planner_bg.wasm`. */
  module?: ModuleSource;
  /** The module that also finds the best ways, `certificate_planner_proposals_bg.wasm`. */
  proposalsModule?: ModuleSource;
}

/** The rules, loaded. */
export interface Planner {
  /**
   * Reads a catalog: JSON text, or the value that it stands for. Nothing that is given makes this throw:
   * what is wrong with it comes back as problems.
   */
  readCatalog(catalog: string | CatalogFile): CatalogReading;
}

/** A catalog that was read. */
export interface CatalogReading {
  /** The catalog, unless one of the problems forbids using it. */
  catalog?: Catalog;
  /** Every problem and every warning, each with its place. */
  problems: Problem[];
}

/**
 * A catalog with the questions that it answers.
 *
 * Every answer depends on nothing but the catalog and what is given here. `now` is the instant for which it
 * holds, such as `2026-11-21T12:00:00Z`: no clock is read. A plan, wishes or an instant that cannot be read
 * come back as problems. The best ways are found where they are asked for, and until they are found nothing
 * else runs there: in a page, ask from a worker.
 */
export interface Catalog {
  /** What was read. */
  readonly file: CatalogFile;
  /**
   * The sessions that a learner can choose from, for every course of a program; none for a program that the
   * catalog does not have, or for a `now` that is no instant.
   */
  sessions(program: ProgramId, now: Instant): CourseSessions[];
  /** Whether, when and for how much the certificates of a plan are earned, and why. */
  assess(plan: PlanFile, now: Instant): Answer;
  /**
   * The best ways to the program certificate, under the learner's wishes.
   *
   * @throws Error where the module cannot be loaded; the next question tries again.
   */
  propose(
    plan: PlanFile,
    wishes: Wishes,
    now: Instant,
  ): Promise<{ proposals: Proposals } | { problems: Problem[] }>;
  /**
   * Why one of these ways is not earlier, and what a failure in each course would mean; null for a plan that
   * no choice of sessions would make.
   *
   * @throws Error where the module cannot be loaded; the next question tries again.
   */
  explain(
    plan: PlanFile,
    wishes: Wishes,
    way: PlanFile,
    now: Instant,
  ): Promise<{ explanation: Explanation | null } | { problems: Problem[] }>;
  /**
   * The fewest changes that make a plan lead to the program certificate.
   *
   * @throws Error where the module cannot be loaded; the next question tries again.
   */
  repair(plan: PlanFile, now: Instant): Promise<{ repair: Repair } | { problems: Problem[] }>;
}

type BestWaysScript = typeof import("./best-ways.js");

/** Opens a catalog among the best ways. */
type Opener = () => Promise<{ ways?: BestWays; problems: Problem[] }>;

let rules: Promise<unknown> | undefined;
let bestWays: Promise<BestWaysScript> | undefined;

/** Loads the rules, from what the options name or from beside this script. */
export async function load(options: LoadOptions, read: Reader): Promise<Planner> {
  rules ??= init({ module_or_path: read(options.module ?? plannerModule()) as InitInput });
  try {
    await rules;
  } catch (cause) {
    rules = undefined;
    throw new Error("The module with the rules could not be loaded.", { cause });
  }
  const start = () => startBestWays(options.proposalsModule ?? proposalsModule(), read);
  return { readCatalog: (catalog) => readingOf(textOf(catalog), start) };
}

async function startBestWays(source: ModuleSource, read: Reader): Promise<BestWaysScript> {
  bestWays ??= import("./best-ways.js").then(async (script) => {
    await script.start(read(source));
    return script;
  });
  try {
    return await bestWays;
  } catch (cause) {
    bestWays = undefined;
    throw new Error("The module with the best ways could not be loaded.", { cause });
  }
}

function textOf(catalog: string | CatalogFile): string {
  return typeof catalog === "string" ? catalog : JSON.stringify(plainCopy(catalog));
}

function readingOf(text: string, start: () => Promise<BestWaysScript>): CatalogReading {
  const reading = readCatalog(text);
  const { problems } = reading;
  const planner = reading.takePlanner();
  reading.free();
  if (planner === undefined) return { problems };
  const asked = asker(opener(text, start));
  const catalog: Catalog = {
    // The rules have checked this text, so it is what its type says.
    file: JSON.parse(text),
    // JavaScript may leave out what the types ask for; a text that is no instant comes back as a problem.
    sessions: (program, now) => planner.sessions(`${program}`, `${now}`),
    assess: (plan, now) => planner.assess(plan, `${now}`),
    propose: (plan, wishes, now) => asked((ways) => ways.propose(plan, wishes, `${now}`)),
    explain: (plan, wishes, way, now) => asked((ways) => ways.explain(plan, wishes, `${now}`, way)),
    repair: (plan, now) => asked((ways) => ways.repair(plan, `${now}`)),
  };
  return { catalog, problems };
}

/** Reads the catalog in the other module too, at the first question. */
function opener(text: string, start: () => Promise<BestWaysScript>): Opener {
  let opened: ReturnType<Opener> | undefined;
  const open = async () => {
    const reading = (await start()).readCatalog(text);
    const { problems } = reading;
    const ways = reading.takePlanner();
    reading.free();
    return { ways, problems };
  };
  return () => {
    opened ??= open().catch((reason: unknown) => {
      opened = undefined;
      throw reason;
    });
    return opened;
  };
}

function asker(open: Opener) {
  return async <Found>(question: (ways: BestWays) => Found) => {
    const { ways, problems } = await open();
    return ways === undefined ? { problems } : question(ways);
  };
}
