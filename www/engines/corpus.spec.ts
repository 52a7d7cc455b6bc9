// Text from outside is never markup: each text of the corpus goes through every field that takes text, in
// both forms, under a policy that reports. Nothing may run, no element may come that harmless text does not
// bring, no link may lead anywhere but to https, and nothing may stand outside of the element.
import { expect } from "@playwright/test";
import { textOfPlan } from "../src/sharing/link.js";
import {
  HARMLESS,
  TEXTS,
  catalogOf,
  fieldsOf,
  flooded,
  isWhole,
  missingKeys,
  planOf,
  readRecords,
} from "./corpus/fields.js";
import { Counter } from "./counts.js";
import type { HostServer } from "./server.js";
import type { Stage } from "./stage.js";
import { test } from "./test.js";

// What runs one time in two has run.
test.describe.configure({ timeout: 300_000, retries: 0 });

/** Parts that are harmless: two, so that one comes after another as the texts do. */
const HARMLESS_PARTS = [HARMLESS, HARMLESS.map((text) => `More ${text}`)];

/** The texts in parts that a page can show at once, behind those that are harmless. */
const ALL: readonly (readonly string[])[] = [...HARMLESS_PARTS, ...parts(TEXTS, HARMLESS.length)];

const isHarmlessPart = (at: number) => at < HARMLESS_PARTS.length;

/** The same without what is no Unicode, which no file has. */
const WHOLE = ALL.map((texts) => texts.filter(isWhole));

/** A catalog of harmless words that is shown at once, for what is not in a catalog. */
const SMALL = "/given/small.json";

/** What the planner is told: attributes, then a plan, then the part of the address behind `#`, then files. */
interface Told {
  /** What it is, to name it where something is wrong. */
  of: string;
  isHarmless?: boolean;
  attributes?: Record<string, string>;
  plan?: unknown;
  hash?: string;
  files?: { name: string; content: string }[];
}

function parts<T>(all: readonly T[], size: number): T[][] {
  const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, at) => at * size);
  return starts.map((start) => all.slice(start, start + size));
}

/** Opens the strict page within a frame, whose width can be changed. */
async function openFrame(hosts: HostServer, stage: Stage, query = ""): Promise<void> {
  for (const [at, texts] of WHOLE.entries()) hosts.given.set(catalogAt(at), catalogOf(texts));
  hosts.given.set(SMALL, catalogOf(HARMLESS.slice(0, 1)));
  await stage.open(`${hosts.url}/hosts/strict.html?narrow&catalog=${catalogAt(0)}${query}`);
  await stage.enterFrame();
  await stage.see(".number", "Statistics 0");
  await stage.run(async ({ planner, settle, within, until }, plan) => {
    Object.assign(planner(), { plan });
    await settle();
    // What comes later than the rest.
    for (const part of ["[part~=timeline] svg", "code"]) await until(() => within(part)[0], part);
  }, planOf(HARMLESS));
}

function catalogAt(at: number): string {
  return `/given/${at}.json`;
}

/** What is told to a planner, and what was wrong with it. */
class Looks {
  /** Each fault with the text that it came with. */
  readonly wrong: string[] = [];
  /** What harmless texts bring. */
  private readonly harmless = new Set<string>();
  private readonly counter: Counter;

  constructor(
    private readonly stage: Stage,
    fields: readonly string[],
    private readonly isExpected: (fault: string) => boolean = () => false,
  ) {
    this.counter = new Counter(test.info(), TEXTS.length, fields);
  }

  /** Tells the planner one after the other, and looks at all that it shows then. */
  async tell(all: readonly Told[]): Promise<void> {
    for (const batch of parts(all, 5)) {
      for (const [at, { shapes, faults }] of (await tellAll(this.stage, batch)).entries()) {
        const { of = "", isHarmless = false } = batch[at] ?? {};
        if (isHarmless) for (const shape of shapes) this.harmless.add(shape);
        const strange = shapes.filter((shape) => !this.harmless.has(shape));
        const found = [...strange.map((shape) => `element: ${shape}`), ...faults];
        const amiss = found.filter((fault) => !this.isExpected(fault));
        this.counter.add(amiss);
        this.wrong.push(...amiss.map((fault) => `${of.slice(0, 200)} ${fault}`));
      }
    }
  }
}

/** Tells the planner one after the other; gives what stands there each time, and what is wrong with it. */
function tellAll(stage: Stage, batch: readonly Told[]): Promise<{ shapes: string[]; faults: string[] }[]> {
  return stage.run(async ({ faultsAtBothWidths, planner, settle, shapes, trapped, turnToHash }, batch) => {
    const found: { shapes: string[]; faults: string[] }[] = [];
    for (const { attributes, plan, hash, files } of batch) {
      const element = planner();
      for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
      if (plan !== undefined) Object.assign(element, { plan });
      if (hash !== undefined) await turnToHash(hash);
      if (files !== undefined) {
        if (!("openFiles" in element && typeof element.openFiles === "function")) throw new Error("It opens no files.");
        await element.openFiles(files.map(({ name, content }) => new File([content], name)));
      }
      await settle();
      const faults = await faultsAtBothWidths();
      found.push({ shapes: shapes(), faults: [...faults, ...trapped().splice(0)] });
    }
    return found;
  }, batch);
}

/** What is told of every part of the texts. */
function ofEach(all: readonly (readonly string[])[], told: (texts: readonly string[], at: number) => Omit<Told, "of">): Told[] {
  return all.map((texts, at) => ({ of: JSON.stringify(texts), isHarmless: isHarmlessPart(at), ...told(texts, at) }));
}

/** What is told of every single text. */
function ofEvery(told: (text: string) => Omit<Told, "of">): Told[] {
  return ALL.flatMap((texts, at) =>
    (isHarmlessPart(at) ? texts.slice(0, 1) : texts).map((text) => {
      return { of: JSON.stringify(text), isHarmless: isHarmlessPart(at), ...told(text) };
    }),
  );
}

/** After all of it, the page goes on to work. */
async function expectAtWork(hosts: HostServer, stage: Stage): Promise<void> {
  expect(hosts.reports).toEqual([]);
  await tellAll(stage, [{ of: "", attributes: { catalog: catalogAt(0) }, plan: planOf(HARMLESS) }]);
  await stage.see("[part~=courses] article", "On course");
}

const CATALOG_AND_PLAN = [...fieldsOf("catalog"), ...fieldsOf("plan")];

test("there are a hundred texts and more, and a place for them in every key that takes text", () => {
  expect(new Set(TEXTS).size).toBe(TEXTS.length);
  expect(TEXTS.length).toBeGreaterThanOrEqual(100);
  expect(missingKeys("catalog")).toEqual([]);
  expect(missingKeys("plan")).toEqual([]);
});

// Two, so that both workers have one.
for (const half of [0, 1]) {
  const isOfIt = (_: unknown, at: number) => isHarmlessPart(at) || at % 2 === half;
  test(`catalogs and plans, in the whole form and taken along: ${half + 1} of 2`, async ({ hosts, stage }) => {
    await openFrame(hosts, stage);
    const looks = new Looks(stage, [...CATALOG_AND_PLAN, "calendar", "table"]);
    const told = ofEach(WHOLE, (texts, at) => ({ attributes: { catalog: catalogAt(at) }, plan: planOf(texts) }));
    const files: string[][] = [];
    for (const one of told.filter(isOfIt)) {
      await looks.tell([one]);
      files.push(await taken(stage));
    }
    expect(looks.wrong).toEqual([]);
    expectClean(files);
    // It was shown, and not kept from sight.
    const shown = await stage.run(({ within }) => within(".form h4").map(({ textContent }) => textContent));
    const last = WHOLE.filter(isOfIt).at(-1) ?? [];
    for (const text of last) expect(shown.some((title) => title?.includes(`${text} capstone`)), text).toBe(true);
    await expectAtWork(hosts, stage);
  });
}

test("catalogs, in the form of one course", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const looks = new Looks(stage, fieldsOf("catalog"));
  const told = WHOLE.flatMap((texts, at) =>
    texts.map((text): Told => {
      const attributes = { catalog: catalogAt(at), course: text };
      return { of: JSON.stringify(text), isHarmless: isHarmlessPart(at), attributes };
    }),
  );
  await looks.tell(told);
  expect(looks.wrong).toEqual([]);
  expect(hosts.reports).toEqual([]);
});

test("catalogs and plans that are refused, with the names of their files", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const looks = new Looks(stage, [...CATALOG_AND_PLAN, "name of a file"]);
  const catalogs = ofEach(ALL, (texts) => {
    return { files: [{ name: texts.join(" ").slice(0, 200), content: catalogOf(texts, flooded) }] };
  });
  await looks.tell(catalogs);
  const plans = ofEach(ALL, (texts) => {
    return { attributes: { catalog: catalogAt(0) }, plan: { ...planOf(texts, flooded), program: "Statistics 0" } };
  });
  await looks.tell(plans);
  expect(looks.wrong).toEqual([]);
  await expectAtWork(hosts, stage);
});

test("links", async ({ hosts, stage }) => {
  await openFrame(hosts, stage, "&keep");
  const looks = new Looks(stage, [...fieldsOf("plan"), "link"]);
  const links = ofEach(WHOLE, (texts, at) => {
    const link = textOfPlan(Object(planOf(texts)), JSON.parse(catalogOf(texts)));
    expect(link).toBeDefined();
    return { attributes: { catalog: catalogAt(at) }, hash: `#plan=${link}` };
  });
  await looks.tell(links);
  await looks.tell(ofEvery((text) => ({ attributes: { catalog: SMALL }, hash: `#plan=${text}` })));
  expect(looks.wrong).toEqual([]);
  expect(hosts.reports).toEqual([]);
});

test("attributes", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const names = ["theme", "lang", "program", "course"];
  const looks = new Looks(stage, names.map((name) => `attribute: ${name}`));
  await looks.tell(
    ofEvery((text) => {
      return { attributes: { catalog: SMALL, ...Object.fromEntries(names.map((name) => [name, text])) } };
    }),
  );
  expect(looks.wrong).toEqual([]);
  expect(hosts.reports).toEqual([]);
});

test("addresses of catalogs", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  // The policy forbids to ask what an address of the corpus names.
  const looks = new Looks(stage, ["attribute: catalog"], (fault) => fault.startsWith("policy: connect-src"));
  // What is there and no catalog is said to be none: some texts lead back to the page itself.
  const other = { of: "", isHarmless: true, attributes: { catalog: "/hosts/page.css" } };
  await looks.tell([other, ...ofEvery((text) => ({ attributes: { catalog: text } }))]);
  expect(looks.wrong).toEqual([]);
});

test("records of the platforms", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const looks = new Looks(stage, ["texts of records", "name of a file"]);
  // Some texts make an address of records one that cannot be read, which is said.
  const refused: Told = { of: "", isHarmless: true, files: [{ name: "Statistics", content: "{" }] };
  const told = ofEach(ALL, (texts) => {
    return { files: texts.map((text) => ({ name: text, content: readRecords(text) })) };
  });
  await looks.tell([refused, ...told]);
  expect(looks.wrong).toEqual([]);
  await expectAtWork(hosts, stage);
});

/** Neither a calendar nor a table has a line or a formula of a text. */
function expectClean(files: readonly (readonly string[])[]): void {
  const names = (calendar: string) =>
    calendar.split("\r\n").flatMap((line) => /^[\w-]+(?=[;:])/.exec(line)?.[0] ?? []);
  const harmless = new Set(names(files[0]?.[0] ?? ""));
  expect([...harmless]).toContain("SUMMARY");
  for (const [calendar = "", table = ""] of files) {
    const lines = calendar.split("\r\n");
    expect(lines.filter((line) => /[\r\n]/.test(line) || !/^(?: |[A-Z-]+[;:]|$)/.test(line))).toEqual([]);
    expect(names(calendar).filter((name) => !harmless.has(name))).toEqual([]);
    const all = cells(table);
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
  }
}

/** The calendar and the table of the plan that is shown. */
function taken(stage: Stage): Promise<string[]> {
  return stage.run(async ({ named, until }) => {
    const blobs: Promise<string>[] = [];
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) blobs.push(blob.text());
      return "blob:";
    };
    // Nothing is written to the disk.
    HTMLAnchorElement.prototype.click = () => {};
    const press = async (name: string) => {
      const button = await until(() => named("button", name), name);
      if (button instanceof HTMLElement) button.click();
    };
    if (named("button", "Calendar file") === undefined) await press("Take it with you");
    await press("Calendar file");
    await press("Costs and dates as a table");
    await until(() => blobs.length === 2, "two files");
    return Promise.all(blobs);
  });
}

/** The cells of a table, as a spreadsheet reads them. */
function cells(table: string): string[] {
  const all = table.replace("\ufeff", "").matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)/g);
  return [...all].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
