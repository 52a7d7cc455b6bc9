// The texts that are tried, and files that have each of them in every field that takes text.
import { readFileSync } from "node:fs";

/** What stands for the text in the files beside this one. */
const PLACE = "§";

export function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

/** Every text, in the order of the file. */
export const TEXTS: readonly string[] = Object.values(Object(read("strings.json"))).flat().map(String);

/** Words as they are meant; what they bring is what any text may bring. */
export const HARMLESS: readonly string[] = Array.from({ length: 5 }, (_, at) => `Statistics ${at}`);

/** Texts that are no Unicode stand in no JSON that the rules read. */
export const isWhole = (text: string) => !/\p{Surrogate}/u.test(text);

/** A copy in which every text is what `change` makes of it. */
export function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one) => withTexts(one, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTexts(one, change)]));
}

/** A file of this folder with a text in its places. */
export function filled(name: string, text: string): Record<string, unknown> {
  return Object(withTexts(read(name), (place) => place.replaceAll(PLACE, () => text)));
}

/** Files that have each text, made into one: what they list comes one after the other. */
function merged(files: readonly Record<string, unknown>[]): Record<string, unknown> {
  const [first = {}] = files;
  const merge = (key: string) => {
    const all = files.map((file) => file[key]);
    return Array.isArray(first[key]) ? all.flat() : first[key];
  };
  return Object.fromEntries(Object.keys(first).map((key) => [key, merge(key)]));
}

/**
 * A catalog that has each text in two courses, a source and a term, and in a program of its own; the first
 * program has the courses, groups and notes of all.
 */
export function catalogOf(texts: readonly string[], fill: typeof filled = filled): string {
  const each = texts.map((text) => fill("catalog.json", text));
  const programs = each.flatMap(({ programs }) => Object(programs));
  const first = merged(programs);
  const of = programs.flatMap(({ requirement }) => Object(requirement).value.of);
  const requirement = Object(first["requirement"]);
  const whole = { ...first, requirement: { ...requirement, value: { ...requirement.value, of } } };
  return JSON.stringify({ ...merged(each), programs: [whole, ...programs.slice(1)] });
}

/** A plan that has each text in what it says of two courses. */
export function planOf(texts: readonly string[], fill: typeof filled = filled): Record<string, unknown> {
  return merged(texts.map((text) => fill("plan.json", text)));
}

/** A file whose every text is this one, so that nearly all of them are refused. */
export function flooded(name: string, text: string): Record<string, unknown> {
  return Object(withTexts(read(name), () => text));
}

/** A part of a JSON Schema, as far as it is looked at here. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  $defs?: Record<string, Schema>;
}

/** The keys of a format that take text: `within` a file those that it has, else all that there are. */
export function textKeys(schema: Schema, file?: unknown): Set<string> {
  const keys = new Set<string>();
  const seen = new Set<string>();
  const visit = (part: Schema, name: string, values: readonly unknown[] | undefined): void => {
    if (part.$ref !== undefined) {
      const next = part.$ref.replace("#/$defs/", "");
      // Without a file, what was seen once has nothing new.
      if (values === undefined && seen.has(next)) return;
      seen.add(next);
      // An id is a text as well; the others name what holds them.
      const definition = schema.$defs?.[next] ?? {};
      visit(definition, definition.type === "string" ? name : next, values);
      return;
    }
    if (values?.length === 0) return;
    const isText = [part.type].flat().includes("string");
    if (isText && part.const === undefined && part.pattern === undefined) keys.add(name);
    for (const choice of [...(part.anyOf ?? []), ...(part.oneOf ?? [])]) {
      const kind = choice.properties?.["kind"]?.const;
      const fitting = values?.filter((value) => kind === undefined || Object(value).kind === kind);
      visit(choice, kind === undefined ? name : `${name} ${kind}`, fitting);
    }
    if (part.items) visit(part.items, name, values?.flat());
    for (const [key, inner] of Object.entries(part.properties ?? {})) {
      const held = values?.map((value) => Object(value)[key]).filter((value) => value != null);
      visit(inner, `${name}.${key}`, held);
    }
  };
  visit(schema, "", file === undefined ? undefined : [file]);
  return keys;
}

/** Records of edX in which every title, name and description is this text. */
export function readRecords(text: string): string {
  const file = new URL("../../../tests/records/edx/mitx-scm-xseries-2015.json", import.meta.url);
  const records: unknown = JSON.parse(readFileSync(file, "utf8"));
  // What people write has spaces; dates, addresses and words of the platform have none.
  return JSON.stringify(withTexts(records, (old) => (old.includes(" ") ? text : old)));
}

/** The name of each key of a format that takes text, told apart from those of others. */
export function fieldsOf(format: "catalog" | "plan"): string[] {
  return [...textKeys(schemaOf(format))].map((key) => `${format}: ${key}`);
}

/** The keys of a format that take text, and of which its file here has none. */
export function missingKeys(format: "catalog" | "plan"): string[] {
  const held = textKeys(schemaOf(format), read(`${format}.json`));
  return [...textKeys(schemaOf(format))].filter((key) => !held.has(key));
}

function schemaOf(format: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../../dist/${format}.schema.json`, import.meta.url), "utf8"));
}
