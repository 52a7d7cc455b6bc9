// Where the files are that the page loads beside its script.
//
// The page of one file has all of them within itself: there one-file/files.ts takes the place of this
// one, as package.json says under "imports". The worker has a file of its own, worker.ts.

// Stands here so that all that is shared is in one script.
export { trustedUrl } from "./trusted.js";

export function plannerModule(): URL {
  return new URL("certificate_planner_bg.wasm", import.meta.url);
}

export function recordsModule(): URL {
  return new URL("certificate_planner_records_bg.wasm", import.meta.url);
}

export function proposalsModule(): URL {
  return new URL("certificate_planner_proposals_bg.wasm", import.meta.url);
}

export function scoreModule(): URL {
  return new URL("certificate_planner_score_bg.wasm", import.meta.url);
}

/** What the element shows; `search` tells an address apart from one that failed before. */
export function viewScript(search: string): Promise<typeof import("./planner-view.js")> {
  return import(script("view", search));
}

/** The script that imports records. */
export function recordsScript(): Promise<typeof import("./records.js")> {
  return import(new URL("certificate-planner-records.js", import.meta.url).href);
}

/** The script with the addresses of the rules. */
export function rulesScript(): Promise<typeof import("./rule-addresses.js")> {
  return import(new URL("certificate-planner-rules.js", import.meta.url).href);
}

/** The script that makes QR codes. */
export function qrScript(): Promise<typeof import("./sharing/qr.js")> {
  return import(new URL("certificate-planner-qr.js", import.meta.url).href);
}

/** The script that says what is wrong with a file or a plan; `search` as below. */
export function problemsScript(search: string): Promise<typeof import("./problems-view.js")> {
  return import(script("problems", search));
}

/** The script with the fields of a session. */
export function sessionScript(search: string): Promise<typeof import("./session-fields.js")> {
  return import(script("session", search));
}

/** What is shown where one course is asked about. */
export function compactScript(search: string): Promise<typeof import("./compact.js")> {
  return import(script("compact", search));
}

/** The script with the sentences for rare reasons. */
export function reasonsScript(search: string): Promise<typeof import("./wording/rare-reason.js")> {
  return import(script("reasons", search));
}

function script(name: string, search: string): string {
  const url = new URL(`certificate-planner-${name}.js`, import.meta.url);
  url.search = search;
  return url.href;
}

/** A script with messages; `search` tells an address apart from one that failed before. */
export async function messagesScript(file: string, search: string): Promise<{ default: object }> {
  const url = new URL(`lang/${file}.js`, import.meta.url);
  url.search = search;
  return await import(url.href);
}

/** The text at an address, where the page has it within itself. */
export async function heldText(_url: string): Promise<string | undefined> {
  return undefined;
}
