// What a catalog said of the things that a plan names, in a few bits, to tell later whether it says
// something else.

import type {
  CatalogFile,
  CourseId,
  PlanFile,
  RunFile,
  RunId,
} from "../../generated/certificate_planner.js";
import type { BitReader, BitWriter } from "./bits.js";
import { canonical } from "../json-text.js";
import { type Form, moment } from "./forms.js";

/** A fingerprint of 12 bits: a change is missed once in 4,096 times. */
const PRINT_WIDTH = 12;

/** What was known of a course or of a session; nothing where the catalog did not list it. */
interface Print {
  fee: number;
  dates: number;
}

/** What else the answer depends on; links of before it was added have none. */
interface Rules {
  /** What the fees of the program depend on. */
  fees: number;
  /** The terms from which dates are projected. */
  terms: number;
  /** How each course of the plan is passed and when its certificates come. */
  courses: number[];
}

/** Whether something is offered, as its place here. */
const OFFERED = [undefined, true, false] as const;
const OFFERED_WIDTH = 2;

/** More than the bits that fill the last byte, so that a link without them is told from one with them. */
const OFFERS_WIDTH = 8;

/** Which the catalog offers; links of before it was added have none. */
interface Offers {
  program?: boolean;
  courses: (boolean | undefined)[];
}

export interface Snapshot {
  asOf: string;
  /** The requirement of the program. */
  requirement: number;
  /** The courses in the order of the plan, each with its sessions that have an id. */
  courses: { print?: Print; runs: (Print | undefined)[] }[];
  rules?: Rules;
  offers?: Offers;
}

/** Something that the catalog says otherwise than when a link was made. */
export type Moved =
  | { type: "requirement" | "offered" | "fees" | "terms" }
  | { type: "course_gone" | "course_offered" | "course_fee" | "course_rules" | "course_new"; course: CourseId }
  | { type: "run_gone" | "run_fee" | "run_dates" | "run_new"; course: CourseId; run: RunId };

export function snapshotOf(plan: PlanFile, catalog: CatalogFile): Snapshot {
  const program = catalog.programs.find(({ id }) => id === plan.program);
  return {
    asOf: catalog.as_of,
    requirement: print(program?.requirement.value),
    courses: (plan.courses ?? []).map((planned) => {
      const known = catalog.courses.find(({ id }) => id === planned.course);
      return {
        print: known && { fee: print(known.fee?.value), dates: 0 },
        runs: runIds(planned.runs).map((id) => printOfRun(known?.runs?.find((run) => run.id === id))),
      };
    }),
    rules: rulesOf(plan, catalog),
    offers: {
      ...(program?.offered && { program: program.offered.value }),
      courses: (plan.courses ?? []).map(
        ({ course }) => catalog.courses.find(({ id }) => id === course)?.offered?.value,
      ),
    },
  };
}

function rulesOf(plan: PlanFile, { courses, programs, terms = [] }: CatalogFile): Rules {
  const { income_tiers, bundle_price, bundle_months } = programs.find(({ id }) => id === plan.program) ?? {};
  const planned = plan.courses ?? [];
  const ids = planned.flatMap(({ runs }) => runIds(runs));
  return {
    fees: print(facts([income_tiers, bundle_price, bundle_months])),
    terms: print(facts(terms.filter(({ id }) => ids.some((run) => run.startsWith(id))))),
    courses: planned.map(({ course }) => {
      const { pacing, certificate_release, proctored_exam, passing_score, grading, prerequisites } =
        courses.find(({ id }) => id === course) ?? {};
      return print(facts([pacing, certificate_release, proctored_exam, passing_score, grading, prerequisites]));
    }),
  };
}

/** Facts without what is said beside them: the same fact from another source is no other. */
function facts(stated: unknown): unknown {
  const beside = ["source", "status", "note", "title"];
  return JSON.parse(JSON.stringify(stated, (key, value: unknown) => (beside.includes(key) ? undefined : value)));
}

/** The differences between what was and what is, in the order of the plan. */
export function movedSince(plan: PlanFile, was: Snapshot, catalog: CatalogFile): Moved[] {
  const is = snapshotOf(plan, catalog);
  const moved: Moved[] = was.requirement === is.requirement ? [] : [{ type: "requirement" }];
  if (was.offers && was.offers.program !== is.offers?.program) moved.push({ type: "offered" });
  if (was.rules && was.rules.fees !== is.rules?.fees) moved.push({ type: "fees" });
  // A session that is listed has dates of its own.
  const isProjected = was.courses.some(({ runs }, at) =>
    runs.some((run, place) => run === undefined && is.courses[at]?.runs[place] === undefined),
  );
  if (isProjected && was.rules && was.rules.terms !== is.rules?.terms) moved.push({ type: "terms" });
  for (const [at, { course, runs }] of (plan.courses ?? []).entries()) {
    const [before, now] = [was.courses[at], is.courses[at]];
    const [old, current] = [before?.print, now?.print];
    if (old !== undefined && current === undefined) {
      // That its sessions are gone with it goes without saying.
      moved.push({ type: "course_gone", course });
      continue;
    }
    if (old === undefined && current !== undefined) moved.push({ type: "course_new", course });
    const isOfferedElse = was.offers?.courses[at] !== is.offers?.courses[at];
    if (old && current && was.offers && isOfferedElse) moved.push({ type: "course_offered", course });
    if (old && current && old.fee !== current.fee) moved.push({ type: "course_fee", course });
    const [rules, rulesNow] = [was.rules?.courses[at], is.rules?.courses[at]];
    if (old && current && rules !== undefined && rules !== rulesNow) {
      moved.push({ type: "course_rules", course });
    }
    for (const [place, run] of runIds(runs).entries()) {
      const [one, other] = [before?.runs[place], now?.runs[place]];
      if (one && !other) moved.push({ type: "run_gone", course, run });
      if (!one && other) moved.push({ type: "run_new", course, run });
      if (one && other && one.dates !== other.dates) moved.push({ type: "run_dates", course, run });
      if (one && other && one.fee !== other.fee) moved.push({ type: "run_fee", course, run });
    }
  }
  return moved;
}

/** How a snapshot is written beside its plan, which says how many courses and sessions there are. */
export function snapshotForm(plan: PlanFile): Form<Snapshot> {
  const courses = (plan.courses ?? []).map(({ runs }) => runIds(runs).length);
  return {
    write: (writer, { asOf, requirement, courses: prints, rules, offers }) => {
      moment.write(writer, asOf);
      writer.bits(requirement, PRINT_WIDTH);
      for (const { print: course, runs } of prints) {
        writeCourse(writer, course);
        for (const run of runs) writeRun(writer, run);
      }
      if (rules === undefined) return;
      for (const one of [rules.fees, rules.terms, ...rules.courses]) writer.bits(one, PRINT_WIDTH);
      if (offers !== undefined) writeOffers(writer, offers);
    },
    read: (reader) => ({
      asOf: moment.read(reader),
      requirement: reader.bits(PRINT_WIDTH),
      courses: courses.map((count) => ({
        print: readCourse(reader),
        runs: Array.from({ length: count }, () => readRun(reader)),
      })),
      ...(reader.left < PRINT_WIDTH ? {} : { rules: readRules(reader, courses.length) }),
      ...(reader.left < OFFERS_WIDTH ? {} : { offers: readOffers(reader, courses.length) }),
    }),
  };
}

function readRules(reader: BitReader, count: number): Rules {
  const one = () => reader.bits(PRINT_WIDTH);
  return { fees: one(), terms: one(), courses: Array.from({ length: count }, one) };
}

function writeOffers(writer: BitWriter, { program, courses }: Offers): void {
  const all = [program, ...courses];
  for (const one of all) writer.bits(OFFERED.indexOf(one), OFFERED_WIDTH);
  writer.bits(0, Math.max(0, OFFERS_WIDTH - all.length * OFFERED_WIDTH));
}

function readOffers(reader: BitReader, count: number): Offers {
  const one = () => OFFERED[reader.bits(OFFERED_WIDTH)];
  const program = one();
  return { ...(program !== undefined && { program }), courses: Array.from({ length: count }, one) };
}

function writeCourse(writer: BitWriter, course: Print | undefined): void {
  writer.bit(course !== undefined);
  if (course !== undefined) writer.bits(course.fee, PRINT_WIDTH);
}

function readCourse(reader: BitReader): Print | undefined {
  return reader.bit() ? { fee: reader.bits(PRINT_WIDTH), dates: 0 } : undefined;
}

/** Few sessions have a fee of their own: the fingerprint of none is one bit. */
function writeRun(writer: BitWriter, run: Print | undefined): void {
  writer.bit(run !== undefined);
  if (run === undefined) return;
  writer.bits(run.dates, PRINT_WIDTH);
  writer.bit(run.fee !== NONE);
  if (run.fee !== NONE) writer.bits(run.fee, PRINT_WIDTH);
}

function readRun(reader: BitReader): Print | undefined {
  if (!reader.bit()) return undefined;
  const dates = reader.bits(PRINT_WIDTH);
  return { dates, fee: reader.bit() ? reader.bits(PRINT_WIDTH) : NONE };
}

function runIds(runs: readonly { run?: RunId }[] = []): RunId[] {
  return runs.flatMap(({ run }) => run ?? []);
}

function printOfRun(run: RunFile | undefined): Print | undefined {
  if (run === undefined) return undefined;
  const { start, end, enrollment_start, enrollment_end, upgrade_deadline, certificate_available } =
    run;
  const dates = [start, end, enrollment_start, enrollment_end, upgrade_deadline, certificate_available];
  return { fee: print(run.fee), dates: print(dates) };
}

/** FNV-1a over a value as text, folded. */
function print(value: unknown): number {
  let hash = 0x811c_9dc5;
  for (const byte of new TextEncoder().encode(canonical(value))) {
    hash = Math.imul(hash ^ byte, 0x0100_0193);
  }
  return ((hash >>> 20) ^ (hash >>> 8) ^ hash) & (2 ** PRINT_WIDTH - 1);
}

/** The fingerprint of what is not stated. */
const NONE = print(undefined);
