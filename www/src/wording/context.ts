// What sentences need beside the facts: the names and the clock.

import type {
  CatalogFile,
  CourseFile,
  CourseId,
  Instant,
  ProgramFile,
  ProgramId,
  RunId,
} from "../../generated/certificate_planner.js";
import { messages } from "../language.js";
import { fill } from "./fill.js";

export interface Context {
  catalog: CatalogFile;
  program: ProgramFile;
  now: Instant;
}

export function courseOf(context: Context, id: CourseId): CourseFile | undefined {
  return context.catalog.courses.find((course) => course.id === id);
}

/** The number and title of a course. */
export function courseName(context: Context, id: CourseId): string {
  const title = courseOf(context, id)?.title;
  return title === undefined ? id : `${id} ${title}`;
}

export function programTitle(context: Context, id: ProgramId): string {
  return context.catalog.programs.find((program) => program.id === id)?.title ?? id;
}

/** The name of a session as learners say it, where the catalog names its term. */
export function sessionName(context: Context, run: RunId): string {
  const term = context.catalog.terms?.find((candidate) => run.startsWith(candidate.id));
  const year = /\d{4}/.exec(run.slice(term?.id.length ?? 0))?.[0];
  if (term === undefined || year === undefined) return run;
  return fill(messages.session.named, { title: term.title, year, run });
}

export function optionalSession(context: Context, run: RunId | undefined): string | undefined {
  return run === undefined ? undefined : sessionName(context, run);
}

/** What the certificate of the program is called. */
export function credential(context: Context): string {
  return messages.credential[context.program.credential];
}
