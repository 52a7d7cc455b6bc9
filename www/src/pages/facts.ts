// What the rules say of a program to somebody who has not said anything yet.

import {
  type Assessment,
  type CatalogFile,
  type Citation,
  type CourseFile,
  type CourseId,
  type ProgramFile,
  type Session,
  readCatalog,
} from "../../generated/certificate_planner.js";
import { emptyPlan } from "../plan.js";
import type { Context } from "../wording/context.js";

/** A program with the answer to an empty plan, on the day of its facts. */
export interface ProgramFacts {
  context: Context;
  assessment: Assessment;
  /** The sessions of each course that have not ended, by their start. */
  sessions: ReadonlyMap<CourseId, readonly Session[]>;
}

/** Reads a catalog and asks it about each of its programs. */
export function factsOf(text: string): ProgramFacts[] {
  const reading = readCatalog(text);
  const planner = reading.takePlanner();
  if (planner === undefined) throw new Error(`A catalog cannot be used: ${text.slice(0, 80)}`);
  // The rules have checked this text, so it is what its type says.
  const catalog: CatalogFile = JSON.parse(text);
  // Nothing is said of a day that the collector of the facts did not know.
  const now = `${catalog.as_of}T12:00:00Z`;
  return catalog.programs.map((program) => {
    const answer = planner.assess(emptyPlan(program.id), now);
    if ("problems" in answer) throw new Error(`${program.id} cannot be assessed.`);
    const listed = planner.sessions(program.id, now);
    const coming = ({ start, ended, past }: Session) =>
      ended !== "yes" && past !== true && start !== undefined && start.slice(0, 10) >= catalog.as_of;
    const byStart = (a: Session, b: Session) => ((a.start ?? "") < (b.start ?? "") ? -1 : 1);
    const sessions = new Map(
      listed.map((of) => [of.course, of.sessions.filter(coming).sort(byStart)] as const),
    );
    return { context: { catalog, program, now }, assessment: answer.assessment, sessions };
  });
}

/** Where the dates of a session come from: its own source, or that of the term it is projected from. */
export function sessionSource(
  { catalog }: Context,
  course: CourseFile | undefined,
  { run, projected }: Session,
): Citation | undefined {
  if (!projected) return course?.runs?.find(({ id }) => id === run);
  return catalog.terms?.find(({ id }) => run.startsWith(id));
}

/** Whether the program can be earned by who begins today. */
export function isOver({ context: { program } }: ProgramFacts): boolean {
  return program.offered?.value === false;
}

/** The name of the program's file, of letters that need no escape in an address. */
export function fileName({ id }: ProgramFile): string {
  const words = id.replace(/^program-v1:/, "").split(/[^A-Za-z0-9.]+/);
  return `${words.join("-").toLowerCase()}.html`;
}
