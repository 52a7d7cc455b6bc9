// The courses of a program as groups of the form, in the order of its requirement.

import type {
  CatalogFile,
  CourseId,
  ProgramFile,
  ProgramId,
  RequirementFile,
  TrackFile,
  TrackId,
} from "../generated/certificate_planner.js";
import { messages } from "./language.js";
import { fill } from "./wording/fill.js";

export interface Group {
  title?: string;
  /** How many of its courses are needed. */
  need?: string;
  courses: CourseId[];
  /** The nested program whose certificate can stand for these courses. */
  program?: ProgramId;
  /** Courses that no source names. */
  unlisted: string[];
}

/** The groups of a program; with a program track chosen, only that one's. */
export function groupsOf(catalog: CatalogFile, program: ProgramFile, track?: TrackId): Group[] {
  const seen = new Set<string>();
  const groups: Group[] = [];
  const add = (group: Omit<Group, "courses" | "unlisted">) => {
    const added: Group = { courses: [], unlisted: [], ...group };
    groups.push(added);
    return added;
  };
  const walk = (node: RequirementFile, into: Group | undefined): void => {
    switch (node.kind) {
      case "course":
        if (!seen.has(node.course)) (into ?? loose()).courses.push(node.course);
        seen.add(node.course);
        return;
      case "unlisted":
        (into ?? loose()).unlisted.push(node.title);
        return;
      case "program":
        walkProgram(node.program);
        return;
      case "one_track_of":
        for (const choice of node.tracks) {
          if (track === undefined || choice.id === track) {
            walk(choice.requirement, add({ title: choice.title }));
          }
        }
        return;
      case "all_of":
      case "unreadable":
      case "min_number_of": {
        const titled = into === undefined && node.title !== undefined;
        const group = titled ? add({ title: node.title, need: needOf(node) }) : into;
        for (const child of node.of) walk(child, group);
      }
    }
  };
  // Courses that stand between groups keep their place in the order.
  const loose = () => {
    const last = groups.at(-1);
    return last !== undefined && last.title === undefined ? last : add({});
  };
  const walkProgram = (id: ProgramId) => {
    const nested = catalog.programs.find((candidate) => candidate.id === id);
    if (nested === undefined || seen.has(id)) return;
    seen.add(id);
    walk(nested.requirement.value, add({ title: nested.title, program: id }));
  };
  seen.add(program.id);
  walk(program.requirement.value, undefined);
  const first = requiredFirst(
    catalog,
    groups.flatMap((group) => group.courses),
  );
  if (first.length > 0) add({ title: messages.node.required_first }).courses.push(...first);
  return groups;
}

/** The courses outside the program whose certificates are required before one of these. */
function requiredFirst(catalog: CatalogFile, courses: readonly CourseId[]): CourseId[] {
  const all = [...courses];
  for (const id of all) {
    const course = catalog.courses.find((candidate) => candidate.id === id);
    const required = (course?.prerequisites ?? []).filter((one) => one.strength === "required");
    all.push(...required.map((one) => one.course).filter((first) => !all.includes(first)));
  }
  return [...new Set(all.slice(courses.length))];
}

/** The program tracks of a requirement. */
export function tracksOf(node: RequirementFile): TrackFile[] {
  if (node.kind === "one_track_of") return node.tracks;
  return "of" in node ? node.of.flatMap(tracksOf) : [];
}

function needOf(node: RequirementFile): string | undefined {
  if (node.kind !== "min_number_of") return undefined;
  return fill(messages.node.min_number_of, { needed: node.number, size: node.of.length });
}
