// Records of the platforms, made into a catalog: loaded only when a file holds some.

import init, {
  type Imported,
  importRecords as makeCatalog,
} from "../generated/certificate_planner_records.js";
import { recordsModule } from "#files";
import type { GivenFile, RecordNote } from "./engine.js";
import { jsonText } from "./json-text.js";

/** The catalog's text and the notes, or nothing where the files hold no records. */
export async function importRecords(
  files: readonly GivenFile[],
): Promise<{ text: string; notes: RecordNote[] } | undefined> {
  await init({ module_or_path: recordsModule() });
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
    remark,
    more: 0,
  }));
  return { text: jsonText(catalog), notes: grouped(named) };
}

/** The same remark is made once, with its first place and how many more there are. */
function grouped(notes: readonly RecordNote[]): RecordNote[] {
  const groups = new Map<string, RecordNote>();
  for (const note of notes) {
    const said = jsonText(note.remark);
    const known = groups.get(said);
    if (known === undefined) groups.set(said, note);
    else groups.set(said, { ...known, more: known.more + 1 });
  }
  return [...groups.values()];
}
