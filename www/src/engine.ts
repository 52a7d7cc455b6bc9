// The rules, compiled to WebAssembly: the only file that knows how they are loaded and called.

import init, {
  type Assessment,
  type CatalogFile,
  type CourseSessions,
  type Instant,
  type PlanFile,
  type Platform,
  type Problem,
  type ProgramId,
  type Rule,
  type RuleSource,
  readCatalog,
  ruleSources,
} from "../generated/certificate_planner.js";

/** What a reader is told when a file cannot be had. */
export type FailureKind =
  | "unreachable"
  | "missing"
  | "timeout"
  | "too_large"
  | "unreadable_index"
  | "no_module"
  | "stopped"
  | "nothing_named"
  | "unknown_program";

/** Something that keeps the planner from its work; `subject` is the file or the id concerned. */
export class Failure extends Error {
  override name = "Failure";

  constructor(
    readonly kind: FailureKind,
    readonly subject = "",
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
}

/** What is to be known of a place in a record, and at how many further places. */
export interface RecordNote {
  path: string;
  more: number;
  text: string;
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
  sessions(program: ProgramId, now: Instant): CourseSessions[];
  assess(plan: PlanFile, now: Instant): Answer;
}

export type Answer = { assessment: Assessment } | { problems: Problem[] };

const BYTES_MAX = 4_000_000;
const WAIT_MILLISECONDS = 15_000;
const DAY_LENGTH = "2026-11-21".length;

let started: Promise<unknown> | undefined;

/** Loads the rules once, however often it is called. */
export async function start(): Promise<void> {
  started ??= init({ module_or_path: new URL("certificate_planner_bg.wasm", import.meta.url) });
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
    sessions: (program, now) => planner.sessions(program, now),
    assess: (plan, now) => planner.assess(plan, now),
  };
  return { open, problems };
}

/** Reads a catalog, or makes one where the files hold records of a platform. */
export async function readFiles(files: readonly GivenFile[]): Promise<Reading> {
  const [first] = files;
  if (first === undefined) throw new Failure("nothing_named");
  if (!mayBeRecords(first.text)) return read(first.text);
  const imported = await (await records()).importRecords(files);
  return imported === undefined ? read(first.text) : { ...read(imported.text), notes: imported.notes };
}

/** Every catalog states the version of its format, and no record has that key. */
function mayBeRecords(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !("format" in value);
  } catch {
    return false;
  }
}

/** Loads the importer, which only those need who have records. */
async function records(): Promise<typeof import("./records.js")> {
  try {
    return await import(new URL("certificate-planner-records.js", import.meta.url).href);
  } catch {
    throw new Failure("no_module");
  }
}

/** A file of the reader, within the limit of size. */
export async function givenFile(file: File): Promise<GivenFile> {
  if (file.size > BYTES_MAX) throw new Failure("too_large", file.name);
  // Records do not say when they were served; a file is at least as old as its last change.
  const asOf = new Date(file.lastModified).toISOString().slice(0, DAY_LENGTH);
  return { name: file.name, text: await file.text(), asOf };
}

/** The files at addresses that are separated by spaces: records may need several. */
export async function fetchFiles(urls: string, now: Instant): Promise<GivenFile[]> {
  const asOf = now.slice(0, DAY_LENGTH);
  return Promise.all(
    urls.split(" ").map(async (url) => ({
      name: url.replace(/.*\//, ""),
      text: await fetchText(url),
      asOf,
    })),
  );
}

let rules: RuleSource[] | undefined;

/** The addresses that state a rule for a platform. */
export function addressesOf(rule: Rule, platform: Platform): string[] {
  const sources: RuleSource[] = rules ?? ruleSources();
  rules = sources;
  const source = sources.find((one) => one.rule === rule && one.platform === platform);
  return source?.urls ?? [];
}

/** Fetches a file of this site, without credentials and within limits of size and time. */
export async function fetchText(url: string): Promise<string> {
  const signal = AbortSignal.timeout(WAIT_MILLISECONDS);
  try {
    const response = await fetch(url, { credentials: "omit", mode: "same-origin", signal });
    if (!response.ok) throw new Failure("missing", url);
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
