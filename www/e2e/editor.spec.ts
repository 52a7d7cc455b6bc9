// What an editor makes of the JSON Schema beside a catalog, by the library that VS Code has for it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";
import type { Diagnostic, LanguageService } from "vscode-json-languageservice";
import { DIST } from "./site.js";

// Node.js finds no names in the form in which the package exports them.
const library: typeof import("vscode-json-languageservice") = createRequire(import.meta.url)(
  "vscode-json-languageservice",
);
const { TextDocument, getLanguageService } = library;

const EXAMPLE = new URL("../example-catalog.json", import.meta.url);
const FOLDER = "file:///catalogs/";

/** An editor with a catalog that names its schema as the file beside it. */
function editor(): LanguageService {
  return getLanguageService({
    schemaRequestService: (url) => readFile(DIST + url.slice(FOLDER.length), "utf8"),
    workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  });
}

/** A catalog in the editor: the example with something changed; the cursor is where `|` stands. */
async function opened(change: (text: string) => string) {
  const written = change(await readFile(EXAMPLE, "utf8"));
  const at = Math.max(0, written.indexOf("|"));
  const text = written.replace("|", "");
  const document = TextDocument.create(`${FOLDER}my-catalog.json`, "json", 1, text);
  const service = editor();
  const json = service.parseJSONDocument(document);
  return { service, document, json, cursor: document.positionAt(at) };
}

async function offered(change: (text: string) => string): Promise<string[]> {
  const { service, document, json, cursor } = await opened(change);
  const list = await service.doComplete(document, cursor, json);
  return list?.items.map(({ label }) => label) ?? [];
}

async function explained(change: (text: string) => string): Promise<string> {
  const { service, document, json, cursor } = await opened(change);
  const hover = await service.doHover(document, cursor, json);
  // Markdown has a stroke before each sign that would mean something to it.
  return String(hover?.contents).replaceAll("\\", "");
}

async function marks(change: (text: string) => string): Promise<string[]> {
  const { service, document, json } = await opened(change);
  const found: Diagnostic[] = await service.doValidation(document, json);
  return found.map(({ range, message }) => `${document.getText(range)}: ${message}`);
}

test("an editor marks nothing in the example", async () => {
  expect(await marks((text) => text)).toEqual([]);
});

test("an editor marks a wrong key, a wrong word and a missing key at their place", async () => {
  const key = await marks((text) => text.replace('"fee"', '"fees"'));
  expect(key).toEqual([expect.stringMatching(/^"fees": .*fees/)]);
  const word = await marks((text) => text.replace('"mitx_online"', '"mitx"'));
  expect(word).toEqual([expect.stringMatching(/^"mitx": .*"mitx_online"/)]);
  const missing = await marks((text) => text.replace('"as_of": "2026-11-21",', ""));
  expect(missing).toEqual([expect.stringContaining("as_of")]);
  const kind = await marks((text) => text.replace('"all_of"', '"some_of"'));
  expect(kind).not.toEqual([]);
});

test("an editor offers the keys of a course and the words of a fact", async () => {
  const keys = await offered((text) => text.replace('"title": "Describing Data",', '"title": "Describing Data", "|",'));
  expect(keys).toEqual(expect.arrayContaining(["passing_score", "prerequisites", "capstone"]));
  // What is there already is not offered again.
  expect(keys).not.toContain("fee");
  const words = await offered((text) => text.replace('"status": "current"', '"status": |'));
  expect(words).toEqual(expect.arrayContaining(['"current"', '"secondary"', '"historic"']));
  const kinds = await offered((text) => text.replace('"kind": "course", "course": "EX.1x"', '"kind": |'));
  expect(kinds).toEqual(expect.arrayContaining(['"all_of"', '"one_track_of"', '"unlisted"']));
});

test("an editor says what a key means and how its value is written", async () => {
  const deadline = await explained((text) => text.replace('"upgrade_deadline"', '"upgr|ade_deadline"'));
  expect(deadline).toContain("The last moment to upgrade from Audit to Certificate");
  expect(deadline).toContain("a day YYYY-MM-DD");
  const day = await explained((text) => text.replace('"as_of"', '"as|_of"'));
  expect(day).toContain("The day on which the facts were collected.");
  const fee = await explained((text) => text.replace('"fee"', '"f|ee"'));
  expect(fee).toContain("The fee of one session on the Certificate track");
  const title = await explained((text) => text.replace('"title": "Describing', '"ti|tle": "Describing'));
  expect(title).toContain("Its title.");
});

interface Schema {
  description?: string;
  additionalProperties?: unknown;
  properties?: Record<string, Schema>;
}

/** Every object that a schema describes. */
function objects(schema: unknown): Schema[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "properties" in schema && !Array.isArray(schema) ? [schema as Schema] : [];
  return [...own, ...Object.values(schema).flatMap(objects)];
}

test("every key of the format is explained, and no other is let pass", async () => {
  const schema: unknown = JSON.parse(await readFile(`${DIST}catalog.schema.json`, "utf8"));
  const all = objects(schema).filter(({ properties }) =>
    Object.values(properties ?? {}).every((value) => typeof value === "object"),
  );
  expect(all.length).toBeGreaterThan(30);
  for (const { properties = {}, additionalProperties } of all) {
    expect(additionalProperties).toBe(false);
    for (const [key, { description }] of Object.entries(properties)) {
      expect(description, key).toMatch(/\w{2}/);
    }
  }
});
