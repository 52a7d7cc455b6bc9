// Records of the platforms, made into a catalog: loaded only when a file holds some.

import init, {
  type Imported,
  type Remark,
  importRecords as makeCatalog,
} from "../generated/certificate_planner_records.js";
import type { GivenFile, RecordNote } from "./engine.js";
import messages from "./messages/import.en.json" with { type: "json" };
import { type Values, fill } from "./wording/places.js";

/** The catalog's text and the notes, or nothing where the files hold no records. */
export async function importRecords(
  files: readonly GivenFile[],
): Promise<{ text: string; notes: RecordNote[] } | undefined> {
  await init({ module_or_path: new URL("certificate_planner_records_bg.wasm", import.meta.url) });
  // What was served first says since when nothing is known.
  const asOf = files.map((file) => file.asOf).sort()[0] ?? "";
  const json = makeCatalog(
    files.map((file) => file.text),
    asOf,
  );
  if (json === undefined) return undefined;
  const { catalog, notes }: Imported = JSON.parse(json);
  const named = notes.map(({ document, path, remark }) => ({
    path: files.length === 1 ? path : `${(files[document]?.name ?? "").replace(/.*\//, "")}: ${path}`,
    text: remarkText(remark),
  }));
  return { text: JSON.stringify(catalog), notes: grouped(named) };
}

function remarkText(remark: Remark): string {
  const { type, ...values } = remark;
  return fill(messages.remark[type], valuesOf(values));
}

function valuesOf(values: object): Values {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [name, value.join(", ")] as const;
    return [name, typeof value === "string" ? value : undefined] as const;
  });
  return Object.fromEntries(entries);
}

/** The same sentence is said once, with its first place and how many there are. */
function grouped(notes: readonly RecordNote[]): RecordNote[] {
  const groups = new Map<string, RecordNote[]>();
  for (const note of notes) {
    const known = groups.get(note.text);
    if (known === undefined) groups.set(note.text, [note]);
    else known.push(note);
  }
  return [...groups].flatMap(([text, [first, ...others]]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    return { ...first, text: fill(messages.more_places, { text, count: others.length }) };
  });
}
