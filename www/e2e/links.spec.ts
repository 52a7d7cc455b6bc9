// The text of a link by itself: plans come back as they were, and no text breaks its reader.
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import type { CatalogFile, PlanFile } from "../generated/certificate_planner.js";
import { bytesOfText, textOfBytes } from "../src/sharing/bits.js";
import { planOfText, seal, textOfPlan } from "../src/sharing/link.js";
import { movedSince } from "../src/sharing/snapshot.js";
import { madePlan, numbersFrom } from "./made-plans.js";

async function dedp(): Promise<CatalogFile> {
  return JSON.parse(await readFile(new URL("../catalogs/mitx-dedp.json", import.meta.url), "utf8"));
}

function linked(text: string | undefined) {
  const back = planOfText(text ?? "");
  if (typeof back === "string") throw new Error(`The link is ${back}.`);
  return back;
}

test("1,000 made plans come back equal", async () => {
  const catalog = await dedp();
  const random = numbersFrom(1);
  for (let count = 0; count < 1000; count += 1) {
    const plan = madePlan(random);
    const text = textOfPlan(plan, catalog);
    expect(text).toMatch(/^1[\w-]+$/);
    expect(linked(text).plan).toEqual(plan);
  }
});

test("1,000 changed links are refused or read, and never more than that", async () => {
  const catalog = await dedp();
  const random = numbersFrom(2);
  let refused = 0;
  for (let count = 0; count < 1000; count += 1) {
    const plan = madePlan(random);
    const back = planOfText(mutated(textOfPlan(plan, catalog) ?? "", random));
    // A change of the unused bits at the end, or of a letter into itself, changes nothing.
    if (typeof back === "string") refused += 1;
    else expect(back.plan).toEqual(plan);
  }
  expect(refused).toBeGreaterThan(950);
});

test("1,000 links with a right checksum over wrong content do no harm", async () => {
  const catalog = await dedp();
  const random = numbersFrom(3);
  let read = 0;
  for (let count = 0; count < 1000; count += 1) {
    const text = textOfPlan(madePlan(random), catalog) ?? "";
    const content = bytesOfText(text.slice(1)).slice(0, -4);
    const at = Math.floor(random() * content.length);
    content[at] = Math.floor(random() * 256);
    const cut = random() < 0.3 ? content.slice(0, at) : content;
    const back = planOfText(`1${textOfBytes(seal(cut))}`);
    if (typeof back === "string") continue;
    read += 1;
    // Whatever was read is plain data, and the catalog can be compared with it.
    expect(JSON.parse(JSON.stringify(back.plan))).toEqual(back.plan);
    movedSince(back.plan, back.snapshot, catalog);
  }
  expect(read).toBeGreaterThan(0);
});

test("what claims to be endless is not followed", () => {
  for (const byte of [0xff, 0x00, 0xaa, 0x55]) {
    const text = `1${textOfBytes(seal(new Uint8Array(10_000).fill(byte)))}`;
    const begun = performance.now();
    planOfText(text);
    expect(performance.now() - begun).toBeLessThan(1000);
  }
  expect(planOfText(`1${"A".repeat(100_000)}`)).toBe("broken");
});

test("a link of a later version is told from a broken one", () => {
  expect(planOfText("2AAAA")).toBe("newer");
  // A version is a digit: with another letter in its place the link is cut or changed.
  for (const first of ["Z", "l", "I", "0"]) expect(planOfText(`${first}AAAA`)).toBe("broken");
  expect(planOfText("")).toBe("broken");
  expect(planOfText("1")).toBe("broken");
  expect(planOfText("%3Cscript%3E")).toBe("broken");
});

/** Every course of the program in a session of its own, half of them done, with scores. */
const full: PlanFile = {
  format: 1,
  program: "program-v1:MITx+DEDP-Public-Policy",
  program_enrollment: "will_enroll",
  income: { amount: "25000.00", currency: "USD" },
  courses: [
    ...["14.100x", "14.310x", "JPAL102x", "14.73x"].map((course, at) => ({
      course,
      runs: [
        {
          run: ["3T2024", "3T2025", "1T2024", "3T2023"][at],
          state: "finished" as const,
          mode: "verified" as const,
          payment: "paid" as const,
          paid_amount: ["250.00", "250.00", "200.00", "1000.00"][at],
          result: "passed" as const,
          score: 70 + at * 3.5,
          certificate: "held" as const,
          certificate_on: `2026-0${at + 1}-15`,
        },
      ],
    })),
    ...["14.740x", "14.750x", "14.009x", "14.003x"].map((course, at) => ({
      course,
      runs: [
        {
          run: at % 2 === 0 ? "1T2027" : "3T2027",
          state: "planned" as const,
          mode: "verified" as const,
          payment: "will_pay" as const,
          result: "will_pass" as const,
        },
      ],
    })),
  ],
};

test("a full DEDP plan fits into 400 characters with the address before it", async () => {
  const text = textOfPlan(full, await dedp());
  expect(linked(text).plan).toEqual(full);
  const link = `https://someone-with-a-long-name.github.io/certificate-planner/#plan=${text}`;
  expect(link.length).toBeLessThanOrEqual(400);
});

test("a catalog that gained courses reads an older link as it was meant", async () => {
  const catalog = await dedp();
  const text = textOfPlan(full, catalog);
  const added = { id: "14.000x", title: "A new one" };
  const grown = { ...catalog, courses: [added, ...catalog.courses] };
  const { plan, snapshot } = linked(text);
  expect(plan).toEqual(full);
  expect(movedSince(plan, snapshot, grown)).toEqual([]);
});

test("what the catalog says otherwise since then is found", async () => {
  const catalog = await dedp();
  const { plan, snapshot } = linked(textOfPlan(full, catalog));
  expect(snapshot.asOf).toBe("2026-11-21");
  const later: CatalogFile = {
    ...catalog,
    courses: catalog.courses
      .filter(({ id }) => id !== "14.009x")
      .map((course) => {
        const runs = course.runs ?? [];
        switch (course.id) {
          case "14.100x":
            return { ...course, runs: runs.filter(({ id }) => id !== "3T2024") };
          case "14.310x":
            return {
              ...course,
              runs: runs.map((run) => (run.id === "3T2025" ? { ...run, end: "2030-01-01" } : run)),
            };
          case "14.740x": {
            const announced = { id: "1T2027", source: "dedp-sessions", status: "current" as const };
            return { ...course, runs: [...runs, announced] };
          }
          case "14.750x": {
            const fee = course.fee && { ...course.fee, value: { amount: "1100.00", currency: "USD" } };
            return { ...course, ...(fee && { fee }) };
          }
          default:
            return course;
        }
      }),
  };
  expect(movedSince(plan, snapshot, later)).toEqual([
    { type: "run_gone", course: "14.100x", run: "3T2024" },
    { type: "run_dates", course: "14.310x", run: "3T2025" },
    { type: "run_new", course: "14.740x", run: "1T2027" },
    { type: "course_fee", course: "14.750x" },
    { type: "course_gone", course: "14.009x" },
  ]);
});

/** The text with a letter changed, dropped or doubled, or with its end cut off. */
function mutated(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const letter = String.fromCharCode(33 + Math.floor(random() * 90));
  switch (Math.floor(random() * 5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + letter + text.slice(at);
    case 3:
      return text.slice(at) + text.slice(0, at);
    default:
      return text.slice(0, at) + letter + text.slice(at + 1);
  }
}

test("what fees depend on, how a course is passed and what dates are projected from is found too", async () => {
  const catalog = await dedp();
  const { plan, snapshot } = linked(textOfPlan(full, catalog));
  expect(movedSince(plan, snapshot, catalog)).toEqual([]);
  const later: CatalogFile = structuredClone(catalog);
  for (const program of later.programs) {
    for (const tier of program.income_tiers?.value.tiers ?? []) tier.fee = "555.00";
  }
  for (const term of later.terms ?? []) term.upgrade_deadline = "03-03";
  for (const course of later.courses) {
    if (course.id === "14.100x") delete course.proctored_exam;
    // Another source of the same fact is no other fact.
    if (course.id === "14.310x" && course.pacing) course.pacing.source = "dedp-price";
  }
  expect(movedSince(plan, snapshot, later)).toEqual([
    { type: "fees" },
    { type: "terms" },
    { type: "course_rules", course: "14.100x" },
  ]);
});

test("a link of before these were noted is still read, and says nothing of them", async () => {
  const older = "1KgZ6JnqGJPLMvjCErvQxAzyAmXelwP5yP7k";
  const { plan, snapshot } = linked(older);
  expect(plan).toEqual({ format: 1, program: "program-v1:MITx+DEDP", program_enrollment: "verified" });
  expect(snapshot.rules).toBeUndefined();
  const types = movedSince(plan, snapshot, await dedp()).map(({ type }) => type);
  expect(types).not.toContain("fees");
  expect(types).not.toContain("terms");
});
