// What came of texts: a catalog or what is wrong, with the places in the texts as they were read.

import type { Problem } from "../../generated/certificate_planner.js";
import { type Reading, readFiles, start } from "../engine.js";
import { prepare } from "../language.js";
import { problemsPart } from "../later.js";
import type { Language } from "../page-language.js";
import type { Doubt, Place } from "../problems-view.js";
import { Places, type Span } from "./places.js";
import type { Text } from "./texts.js";

/** The name of a file with a catalog of which no other name is known. */
export const CATALOG_NAME = "catalog.json";

export const SCHEMA = "catalog.schema.json";

export class Checked {
  /** The catalog as a file that people read on: as it was written, or as it was made of records. */
  readonly catalog: string;
  private readonly places: readonly Places[];

  private constructor(
    readonly reading: Reading,
    readonly texts: readonly Text[],
  ) {
    const { made } = reading;
    this.catalog = made === undefined ? (texts[0]?.text ?? "") : laidOut(made);
    this.places = texts.map(({ text }) => new Places(text));
  }

  /** Reads texts, of which there is at least one; records were served on the day `asOf` or on their own. */
  static async of(
    texts: readonly Text[],
    asOf: string | undefined,
    language: Language,
  ): Promise<Checked> {
    await Promise.all([start(), prepare(language), problemsPart.ask(language)]);
    // Of several texts, one that is no JSON would keep the others from being read.
    const broken = texts.filter(({ text }) => !isJson(text)).slice(0, 1);
    const read = broken.length === 0 ? texts : broken;
    const given = read.map(({ name, text, day }) => ({ name, text, asOf: asOf ?? day }));
    const reading = await readFiles(given, language);
    const doubts = reading.open?.warnings() ?? [];
    return new Checked({ ...reading, problems: [...reading.problems, ...doubts] }, read);
  }

  /** The name under which the catalog is saved. */
  get name(): string {
    const name = this.texts[0]?.name ?? "";
    return this.reading.made === undefined && name.endsWith(".json") ? name : CATALOG_NAME;
  }

  /** The time zone of the platform, where this browser has no zone of that name. */
  get unknownZone(): string | undefined {
    const zone = this.reading.open?.file.time_zone;
    return zone === undefined || isZone(zone) ? undefined : zone;
  }

  /** The day of the text that is the oldest. */
  get day(): string {
    return this.texts.map(({ day }) => day).sort()[0] ?? "";
  }

  /** Where a place stands; nothing where it is the whole of a text, or in a catalog made of records. */
  find(place: Place): { text: Text; span: Span } | undefined {
    if (!("remark" in place)) return this.reading.made === undefined ? this.inFirst(place) : undefined;
    const names = this.texts.map(({ name }) => (this.texts.length === 1 ? "" : `${name}: `));
    const at = names.findIndex((name) => place.path.startsWith(name));
    const span = this.places[at]?.at(place.path.slice(names[at]?.length));
    return this.spot(at, span);
  }

  private inFirst(place: Problem | Doubt): { text: Text; span: Span } | undefined {
    const [places] = this.places;
    const fault = "fault" in place ? place.fault : undefined;
    const isBroken = fault?.type === "not_json";
    return this.spot(0, isBroken ? places?.stopped(fault.line, fault.column) : places?.at(place.path));
  }

  private spot(at: number, span: Span | undefined): { text: Text; span: Span } | undefined {
    const text = this.texts[at];
    return text && span && { text, span };
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function laidOut(made: string): string {
  const file: object = JSON.parse(made);
  // The address of the schema is for the editors of those who read on.
  return `${JSON.stringify({ $schema: SCHEMA, ...file }, null, 2)}\n`;
}
