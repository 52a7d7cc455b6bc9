// Text from outside is never markup: each text of the corpus goes through every field that takes text, in
// both forms, under a policy that reports. Nothing may run, no element may come that harmless text does not
// bring, no link may lead anywhere but to https, and nothing may stand outside of the element.
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { textOfPlan } from "../src/sharing/link.js";
import {
  HARMLESS,
  TEXTS,
  catalogOf,
  flooded,
  isWhole,
  planOf,
  read,
  readRecords,
  textKeys,
} from "./corpus/fields.js";
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

/** Tells the planner one after the other, and says what was wrong with any. */
async function tell(stage: Stage, all: readonly Told[]): Promise<string[]> {
  const wrong: string[] = [];
  const harmless = new Set<string>();
  for (const batch of parts(all, 5)) {
    const seen = await stage.run(async ({ faultsAtBothWidths, planner, settle, shapes, trapped, turnToHash }, batch) => {
      const found: { shapes: string[]; faults: string[] }[] = [];
      for (const { attributes, plan, hash, files } of batch) {
        const element = planner();
        for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
        if (plan !== undefined) Object.assign(element, { plan });
        if (hash !== undefined) await turnToHash(hash);
        if (files !== undefined && "openFiles" in element && element.openFiles instanceof Function) {
          await element.openFiles(files.map(({ name, content }) => new File([content], name)));
        }
        await settle();
        const faults = await faultsAtBothWidths();
        found.push({ shapes: shapes(), faults: [...faults, ...trapped().splice(0)] });
      }
      return found;
    }, batch);
    for (const [at, { shapes, faults }] of seen.entries()) {
      const { of = "", isHarmless = false } = batch[at] ?? {};
      if (isHarmless) for (const shape of shapes) harmless.add(shape);
      const strange = shapes.filter((shape) => !harmless.has(shape)).map((shape) => `element: ${shape}`);
      wrong.push(...[...strange, ...faults].map((fault) => `${of.slice(0, 200)} ${fault}`));
    }
  }
  return wrong;
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
  const told = { of: "", attributes: { catalog: catalogAt(0) }, plan: planOf(HARMLESS) };
  await tell(stage, [told]);
  await stage.see("[part~=courses] article", "On course");
}

/** The keys of a format that take text, and of which a file of the corpus has none. */
function missingKeys(schemaName: string, name: string): string[] {
  const schema = JSON.parse(readFileSync(new URL(`../../dist/${schemaName}`, import.meta.url), "utf8"));
  const held = textKeys(schema, read(name));
  return [...textKeys(schema)].filter((key) => !held.has(key));
}

test("there are a hundred texts and more, and a place for them in every key that takes text", () => {
  expect(new Set(TEXTS).size).toBe(TEXTS.length);
  expect(TEXTS.length).toBeGreaterThanOrEqual(100);
  expect(missingKeys("catalog.schema.json", "catalog.json")).toEqual([]);
  expect(missingKeys("plan.schema.json", "plan.json")).toEqual([]);
});

test("catalogs and plans, in the whole form", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const told = ofEach(WHOLE, (texts, at) => ({ attributes: { catalog: catalogAt(at) }, plan: planOf(texts) }));
  expect(await tell(stage, told)).toEqual([]);
  // It was shown, and not kept from sight.
  const shown = await stage.run(({ within }) => within(".form h4").map(({ textContent }) => textContent));
  const last = WHOLE.at(-1) ?? [];
  for (const text of last) expect(shown.some((title) => title?.includes(`${text} capstone`)), text).toBe(true);
  await expectAtWork(hosts, stage);
});

test("catalogs, in the form of one course", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const told = WHOLE.flatMap((texts, at) =>
    texts.map((text): Told => {
      const attributes = { catalog: catalogAt(at), course: text };
      return { of: JSON.stringify(text), isHarmless: isHarmlessPart(at), attributes };
    }),
  );
  expect(await tell(stage, told)).toEqual([]);
  expect(hosts.reports).toEqual([]);
});

test("catalogs and plans that are refused, with the names of their files", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const catalogs = ofEach(ALL, (texts) => {
    return { files: [{ name: texts.join(" ").slice(0, 200), content: catalogOf(texts, flooded) }] };
  });
  expect(await tell(stage, catalogs)).toEqual([]);
  const plans = ofEach(ALL, (texts) => {
    return { attributes: { catalog: catalogAt(0) }, plan: { ...planOf(texts, flooded), program: "Statistics 0" } };
  });
  expect(await tell(stage, plans)).toEqual([]);
  await expectAtWork(hosts, stage);
});

test("links", async ({ hosts, stage }) => {
  await openFrame(hosts, stage, "&keep");
  const links = ofEach(WHOLE, (texts, at) => {
    const link = textOfPlan(Object(planOf(texts)), JSON.parse(catalogOf(texts)));
    expect(link).toBeDefined();
    return { attributes: { catalog: catalogAt(at) }, hash: `#plan=${link}` };
  });
  expect(await tell(stage, links)).toEqual([]);
  const broken = ofEvery((text) => ({ attributes: { catalog: catalogAt(0) }, hash: `#plan=${text}` }));
  expect(await tell(stage, broken)).toEqual([]);
  expect(hosts.reports).toEqual([]);
});

test("attributes", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const own = ofEvery((text) => ({ attributes: { theme: text, lang: text, program: text, course: text } }));
  expect(await tell(stage, own)).toEqual([]);
  expect(hosts.reports).toEqual([]);
  const addresses = ofEvery((text) => ({ attributes: { catalog: text } }));
  // What is there and no catalog is said to be none: some texts lead back to the page itself.
  const other: Told = { of: "", isHarmless: true, attributes: { catalog: "/hosts/page.css" } };
  // The policy of the page forbids to ask what an address of the corpus names.
  const wrong = (await tell(stage, [other, ...addresses])).filter((one) => !one.includes("policy: connect-src"));
  expect(wrong).toEqual([]);
});

test("records of the platforms", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  // Some texts make an address of records one that cannot be read, which is said.
  const refused: Told = { of: "", isHarmless: true, files: [{ name: "Statistics", content: "{" }] };
  const told = ofEach(ALL, (texts) => {
    return { files: texts.map((text) => ({ name: text, content: readRecords(text) })) };
  });
  expect(await tell(stage, [refused, ...told])).toEqual([]);
  await expectAtWork(hosts, stage);
});

test("what is taken along: a calendar and a table", async ({ hosts, stage }) => {
  await openFrame(hosts, stage);
  const files: string[][] = [];
  for (const [at, texts] of WHOLE.entries()) {
    await tell(stage, [{ of: "", attributes: { catalog: catalogAt(at) }, plan: planOf(texts) }]);
    files.push(await taken(stage));
  }
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
});

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
