// Where the parts of the page of one file are: within itself. It takes the place of ../files.ts.

import { SCRIPTS } from "../../generated/all-languages.js";
import { inside, part, unpacked } from "./unpack.js";

/** All modules, once they were unpacked. */
let modules: Uint8Array<ArrayBuffer> | undefined;

function ownModule(place: number): BufferSource {
  modules ??= unpacked(part("modules"));
  return inside(modules, place);
}

// The module that finds the best ways has the rules too, so one serves both.

export function plannerModule(): BufferSource {
  return ownModule(0);
}

export function recordsModule(): BufferSource {
  return ownModule(2);
}

export function scoreModule(): BufferSource {
  return ownModule(1);
}

/** Stands before the worker's script, since a worker cannot read the page. */
declare const MODULES: string;

export function proposalsModule(): BufferSource {
  return inside(unpacked(MODULES), 0);
}

export function viewScript(): Promise<typeof import("../planner-view.js")> {
  return import("../planner-view.js");
}

export function recordsScript(): Promise<typeof import("../records.js")> {
  return import("../records.js");
}

export function rulesScript(): Promise<typeof import("../rule-addresses.js")> {
  return import("../rule-addresses.js");
}

export function qrScript(): Promise<typeof import("../sharing/qr.js")> {
  return import("../sharing/qr.js");
}

export function problemsScript(): Promise<typeof import("../problems-view.js")> {
  return import("../problems-view.js");
}

export function sessionScript(): Promise<typeof import("../session-fields.js")> {
  return import("../session-fields.js");
}

export function compactScript(): Promise<typeof import("../compact.js")> {
  return import("../compact.js");
}

export function reasonsScript(): Promise<typeof import("../wording/rare-reason.js")> {
  return import("../wording/rare-reason.js");
}

export async function messagesScript(file: string): Promise<{ default: object }> {
  const load = new Map(Object.entries(SCRIPTS)).get(file);
  if (load === undefined) throw new TypeError(file);
  return await load();
}

let files: Readonly<Record<string, string>> | undefined;

export async function heldText(url: string): Promise<string | undefined> {
  const held: Readonly<Record<string, string>> =
    files ?? JSON.parse(part("files"));
  files = held;
  const folder = new URL(".", document.baseURI).href;
  return url.startsWith(folder) ? held[url.slice(folder.length)] : undefined;
}
