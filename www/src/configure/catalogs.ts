// What can be chosen: the programs of the site or of a catalog, and the courses of a program.

import type {
  CatalogFile,
  CourseId,
  ProgramId,
  RequirementFile,
} from "../../generated/certificate_planner.js";

/** A program that can be chosen, and the address of the catalog that has it. */
export interface Offer {
  catalog: string;
  program: ProgramId;
  title: string;
}

/** A course that can be chosen. */
export interface OfferedCourse {
  course: CourseId;
  title: string;
}

/** A file that is there and is no catalog; it may hold records of a platform. */
export class NoCatalog extends TypeError {}

const WAIT_MILLISECONDS = 15_000;

/** What was read, so that no choice asks twice. */
const read = new Map<string, Promise<unknown>>();

/** The programs of the site, in the order of its index. */
export async function offersOfSite(site: string): Promise<Offer[]> {
  const index = (await json(`${site}catalogs/index.json`)) as {
    catalogs: { file: string; programs: { id: ProgramId; title: string }[] }[];
  };
  return index.catalogs.flatMap(({ file, programs }) =>
    programs.map(({ id, title }) => ({ catalog: `${site}catalogs/${file}`, program: id, title })),
  );
}

/**
 * The programs of one catalog, which nobody has checked yet: those that have an id and a title.
 *
 * @throws where it cannot be had, or is no catalog.
 */
export async function offersOf(catalog: string): Promise<Offer[]> {
  const file = await json(catalog);
  if (typeof file !== "object" || file === null) throw new NoCatalog(catalog);
  if (!("format" in file && "programs" in file && Array.isArray(file.programs))) throw new NoCatalog(catalog);
  return file.programs.filter(isNamed).map(({ id, title }) => ({ catalog, program: id, title }));
}

function isNamed(one: unknown): one is { id: string; title: string } {
  return typeof Object(one).id === "string" && typeof Object(one).title === "string";
}

/** The courses of a program, each once and in the order of its requirement. */
export async function coursesOf({ catalog, program }: Offer): Promise<OfferedCourse[]> {
  const file = (await json(catalog)) as CatalogFile;
  const ids = [...new Set(coursesOfProgram(file, program, []))];
  return ids.flatMap((id) => {
    const found = file.courses.find((course) => course.id === id);
    return isNamed(found) ? [{ course: id, title: found.title }] : [];
  });
}

/** `above` are the programs that it is nested in: one that is nested in itself ends there. */
function coursesOfProgram(
  file: CatalogFile,
  id: ProgramId,
  above: readonly ProgramId[],
): CourseId[] {
  const program = file.programs.find((known) => known.id === id);
  if (program === undefined || above.includes(id)) return [];
  const walk = (node: RequirementFile): CourseId[] => {
    switch (node.kind) {
      case "course":
        return [node.course];
      case "program":
        return coursesOfProgram(file, node.program, [...above, id]);
      case "one_track_of":
        return node.tracks.flatMap(({ requirement }) => walk(requirement));
      case "unlisted":
        return [];
      default:
        return node.of.flatMap(walk);
    }
  };
  return walk(program.requirement.value);
}

function json(url: string): Promise<unknown> {
  const known = read.get(url);
  if (known !== undefined) return known;
  const reading = fetchJson(url);
  read.set(url, reading);
  reading.catch(() => read.delete(url));
  return reading;
}

async function fetchJson(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(WAIT_MILLISECONDS);
  const response = await fetch(url, { credentials: "omit", signal });
  if (!response.ok) throw new TypeError(`${url} ${response.status}`);
  return await response.json();
}
