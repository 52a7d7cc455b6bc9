// The rules, compiled to WebAssembly: the only file that knows how they are loaded and called.

import init, {
  type CatalogFile,
  type CourseSessions,
  type Instant,
  type PlanFile,
  type Problem,
  type ProgramId,
  readCatalog,
} from "#planner";
import { heldText, plannerModule, recordsScript } from "#files";
import type { Answer, FailureKind } from "./answer.js";
import type { Remark } from "../generated/certificate_planner_records.js";
import { bare } from "./json-text.js";
import { loadPart } from "./language.js";
import type { Language } from "./page-language.js";

export type { Answer, FailureKind };

/** Something that keeps the planner from its work: the file or the id concerned, and what is wrong there, where known. */
export class Failure extends Error {
  override name = "Failure";

  constructor(
    readonly kind: FailureKind,
    readonly subject = "",
    readonly reason?: string,
  ) {
    super(`${kind} ${subject}`);
  }
}

/** A catalog that was read: it can be asked, unless its problems forbid that. */
export interface Reading {
  open?: OpenCatalog;
  problems: Problem[];
  /** What was dropped or is doubtful, where it was made from records of a platform. */
  notes?: readonly RecordNote[];
  /** The text of the catalog, where it was made from records. */
  made?: string;
}

/** What is to be known of a place in a record. */
export interface RecordNote {
  path: string;
  remark: Remark;
  /** How many more places it holds for. */
  more: number;
}

/** A file with a catalog or with records, served on the day `asOf`. */
export interface GivenFile {
  name: string;
  text: string;
  asOf: string;
}

/** A catalog with the questions it answers. */
export interface OpenCatalog {
  file: CatalogFile;
  /** The text that was read, for others who read it too. */
  text: string;
  sessions(program: ProgramId, now: Instant): CourseSessions[];
  assess(plan: PlanFile, now: Instant): Answer;
  /** What its author may not mean; not in the page of one file, whose module is another. */
  warnings(): Problem[];
}

const BYTES_MAX = 4_000_000;
const WAIT_MILLISECONDS = 15_000;
/** With these a server says that it has no such file; with others, that something hinders it. */
const GONE: readonly number[] = [404, 410];

let started: Promise<unknown> | undefined;

/** Loads the rules once, however often it is called. */
export async function start(): Promise<void> {
  started ??= init({ module_or_path: plannerModule() });
  try {
    await started;
  } catch {
    started = undefined;
    throw new Failure("no_module");
  }
}

/** Reads a catalog from its text. */
function read(text: string): Reading {
  const reading = readCatalog(text);
  const { problems } = reading;
  const planner = reading.takePlanner();
  reading.free();
  if (planner === undefined) return { problems };
  // The rules have checked this text, so it is what its type says.
  const file: CatalogFile = JSON.parse(text);
  const open: OpenCatalog = {
    file,
    text,
    sessions: (program, now) => planner.sessions(program, now),
    // The rules take a plan as JSON.
    assess: (plan, now) => planner.assess(bare(plan), now),
    warnings: () => planner.warnings(),
  };
  return { open, problems };
}

/** Reads a catalog, or makes one where the files hold records of a platform. */
export async function readFiles(
  files: readonly GivenFile[],
  language: Language,
): Promise<Reading> {
  const reading = read(files[0]?.text ?? "");
  // Records have none of the keys that a catalog needs. Only who has some loads the importer.
  if (reading.problems.every(({ path }) => path !== "")) return reading;
  const imported = await Promise.all([recordsScript(), loadPart("import", language)]).then(
    ([{ importRecords }]) => importRecords(files),
    () => {
      throw new Failure("no_module");
    },
  );
  if (imported === undefined) return reading;
  const { text: made, notes } = imported;
  return { ...read(made), notes, made };
}

/** What was read at addresses, for every element on the page. */
const readings = new Map<string, Promise<Reading>>();

/** Reads what is at addresses, which are separated by spaces; once, until it fails. */
export function readAt(urls: string, now: Instant, language: Language): Promise<Reading> {
  const known = readings.get(urls);
  if (known !== undefined) return known;
  const reading = Promise.all([fetchFiles(urls, now), start()]).then(([given]) =>
    readFiles(given, language),
  );
  readings.set(urls, reading);
  const forget = () => readings.delete(urls);
  reading.then(({ open }) => open ?? forget(), forget);
  return reading;
}

/** The files of a reader, each within the limit of size. */
export function givenFiles(files: readonly File[]): Promise<GivenFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const { name, size, lastModified } = file;
      if (size > BYTES_MAX) throw new Failure("too_large", name);
      // Records do not say when they were served; the last change of the file is next to it.
      return { name, text: await file.text(), asOf: day(new Date(lastModified).toISOString()) };
    }),
  );
}

/** The files at addresses that are separated by spaces: records may need several. */
function fetchFiles(urls: string, now: Instant): Promise<GivenFile[]> {
  const file = async (name: string) => ({ name, text: await fetchText(name), asOf: day(now) });
  return Promise.all(urls.split(" ").map(file));
}

function day(now: Instant): string {
  return now.slice(0, "2026-11-21".length);
}

/** Fetches a file, without credentials and within limits of size and time. */
export async function fetchText(url: string): Promise<string> {
  const held = await heldText(url);
  if (held !== undefined) return held;
  const signal = AbortSignal.timeout(WAIT_MILLISECONDS);
  try {
    const response = await fetch(url, { credentials: "omit", signal });
    if (!response.ok) throw new Failure(GONE.includes(response.status) ? "missing" : "server_error", url);
    return await readText(response, url);
  } catch (reason) {
    if (reason instanceof Failure) throw reason;
    throw new Failure(signal.aborted ? "timeout" : "unreachable", url);
  }
}

async function readText(response: Response, url: string): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) return text + decoder.decode();
    bytes += part.value.byteLength;
    if (bytes > BYTES_MAX) {
      await reader?.cancel();
      throw new Failure("too_large", url);
    }
    text += decoder.decode(part.value, { stream: true });
  }
}
