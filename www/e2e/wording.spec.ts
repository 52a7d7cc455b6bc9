// Every message can be filled: no place is left open, and no word is used that is not ours.
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import messages from "../src/messages/en.json" with { type: "json" };
import problems from "../src/messages/problems.en.json" with { type: "json" };
import reasons from "../src/messages/reasons.en.json" with { type: "json" };
import rules from "../src/messages/rules.en.json" with { type: "json" };
import session from "../src/messages/session.en.json" with { type: "json" };
import ways from "../src/messages/ways.en.json" with { type: "json" };
import waysInEnglish from "../generated/lang/ways.en.js";
import type { CatalogFile, DateRange } from "../generated/certificate_planner.js";
import type { Binding } from "../generated/certificate_planner_proposals.js";
import { provide } from "../src/language.js";
import "./english.js";
import { amountRange } from "../src/wording/money.js";
import { faultText, formFaultText } from "../src/wording/problem.js";

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

test("no sentence uses a word that learners do not use", () => {
  const all = texts([messages, problems, reasons, rules, session, ways]);
  expect(all.length).toBeGreaterThan(300);
  const foreign = /\b(error|invalid|run|verified|null value|undefined|N\/A)\b/i;
  const shown = all.map((text) => text.replace(/\{\w+\}/g, ""));
  expect(shown.filter((text) => foreign.test(text))).toEqual([]);
  // "track" alone could be the enrollment track or the program track.
  const track = /(?<!enrollment |program |Certificate )\btracks?\b/i;
  const ours = /General Track|“|Program track|Enrollment track/;
  expect(shown.filter((text) => track.test(text) && !ours.test(text))).toEqual([]);
});

test("an unknown amount is never shown as nothing", () => {
  expect(amountRange({ low: "0.00" }, "USD", 2)).toBe("2 fees not known");
  expect(amountRange({ low: "0.00" }, "USD")).toBe("not known");
  expect(amountRange({ low: "600.00" }, "USD", 1)).toBe("at least $600; 1 fee not known");
  expect(amountRange({ low: "0.00", high: "0.00" }, "USD")).toBe("$0");
  expect(amountRange({ low: "250.00", high: "1000.00" }, "USD")).toBe("$250 to $1,000");
  expect(amountRange({ low: "99.50", high: "99.50" }, "USD")).toBe("$99.50");
});

for (const language of ["en", "es", "fr", "pt", "zh", "ar"]) {
  test(`a form is told of its fields by their names in ${language}`, async () => {
    const labels = async (part: string) => {
      const file = new URL(`../src/messages/${part}.${language}.json`, import.meta.url);
      return JSON.parse(await readFile(file, "utf8")).label;
    };
    const [{ fields }, session, score] = await Promise.all(["problems", "session", "score"].map(labels));
    expect(fields).toEqual({
      state: session.status,
      mode: session.enrollment_track,
      payment: session.payment,
      result: session.result,
      certificate: session.certificate,
      certificate_on: session.certificate_on,
      exam_score: session.score_exam,
      exam_taken: session.exam_not_taken,
      drop_count: score.drops,
      min_count: score.count,
    });
  });
}

test("a contradiction in a form names no key of the file", () => {
  const fault = { type: "contradiction", left: "state", right: "result" } as const;
  expect(formFaultText(fault)).toBe("“Status” and “Result” contradict each other.");
  // The author of a file looks for its keys.
  expect(faultText(fault)).toBe("“state” and “result” contradict each other.");
});

test("a fault is a sentence", () => {
  const fault = { type: "unknown_key", key: "colour", accepted: ["id", "title"] } as const;
  expect(faultText({ ...fault, accepted: [...fault.accepted] })).toBe(
    "The format has no key “colour” here. These are known: id and title.",
  );
});

test("whatever keeps a certificate from coming earlier is a sentence", async () => {
  provide("ways", "en", waysInEnglish);
  const { bindingTexts } = await import("../src/ways/words.js");
  const file = new URL("../catalogs/mitx-dedp.json", import.meta.url);
  const catalog: CatalogFile = JSON.parse(await readFile(file, "utf8"));
  const program = catalog.programs[0];
  if (program === undefined) throw new Error("The catalog has a program.");
  const context = { catalog, program, now: "2026-11-21T12:00:00Z" };
  const unnamed = { ...context, catalog: { ...catalog, courses: [], terms: [] } };
  const range: DateRange = { from: { at: "2027-05-31" }, to: "open", basis: "published" };
  const unknown: DateRange = { from: "unknown", to: "unknown", basis: "published" };
  const needs = { type: "needs_first", course: "B", first: "A", first_from: range } as const;
  const budget = (earliest: DateRange): Binding => ({
    type: "wishes",
    wishes: [{ wish: "budget" }],
    earliest,
  });
  const a = { course: "A", run: "spring" } as const;
  const sentences: [Binding, string][] = [
    [
      budget(range),
      "You wish: at most $100 to pay. Without it the certificate would come on or after May 31, 2027.",
    ],
    [
      budget(unknown),
      "You wish: at most $100 to pay. Without it the certificate could come earlier.",
    ],
    [
      { ...needs, run: "spring", stated: true },
      "B could be taken earlier, in spring, but it needs the certificate of A first, which comes on or after May 31, 2027.",
    ],
    [
      { ...needs, run: undefined, stated: false },
      "B could be taken earlier. What it needs first is not stated, so this way waits for the certificate of A, which comes on or after May 31, 2027.",
    ],
    [
      { type: "no_earlier_session", ...a, ends: "2027-05-31", terms: ["Spring"], projected: true },
      "A has no earlier session: spring ends May 31, 2027, as projected. It was offered in Spring.",
    ],
    [
      { type: "own_pace", course: "A", from: "2026-11-21", to: "2027-01-16" },
      "Begun on Nov 21, 2026, A is passed on Jan 16, 2027 at the earliest.",
    ],
    [
      { type: "not_together", courses: ["A", "B"] },
      "A and B: there are earlier sessions, but no way takes all of them earlier.",
    ],
    [
      { type: "not_published", course: "A" },
      "The way takes sessions that are not published yet, so the date is not known: A.",
    ],
    [{ type: "date_not_stated", course: "A" }, "No source says when the certificate comes: A."],
    [
      { type: "may_not_count", course: "A" },
      "Whether these certificates count is not settled, and so neither is the date: A.",
    ],
    [
      { type: "not_counted_on", course: "A", runs: ["spring", "fall"] },
      "A has an earlier session that cannot be counted on, since it is not certain that it can still be joined and paid: spring and fall.",
    ],
    [
      { type: "not_dated", course: "A", runs: ["spring", "fall"] },
      "A has an earlier session, and no source says when its certificate comes: spring and fall.",
    ],
    [
      { type: "program_certificate", program: "P" },
      "The certificate of P itself is needed, and nothing says when it comes.",
    ],
    [
      { type: "deadline_not_published", deadline: { ...a, closing: "upgrade" } },
      "The date of the certificate is not known, since no session can be counted on: the upgrade deadline of A in spring is not known. Find out now whether it is still open: that may spare a later session.",
    ],
    [
      {
        type: "another_way",
        earliest: range,
        to_pay: { low: "300.00", high: "300.00" },
        peak_hours: 14,
        peak_unstated: 0,
        undated_sessions: 0,
      },
      "There is an earlier way, on or after May 31, 2027. Still to pay: $300. Time at the heaviest: 14 hours a week.",
    ],
    [
      {
        type: "another_way",
        earliest: range,
        to_pay: { low: "300.00" },
        peak_hours: 14,
        peak_unstated: 1,
        undated_sessions: 2,
      },
      "There is an earlier way, on or after May 31, 2027. Still to pay: at least $300. Time at the heaviest: at least 14 hours a week, and 1 course that states no hours.",
    ],
  ];
  const texts = sentences.map(([one]) => bindingTexts(unnamed, { budget: "100.00" }, [one], "USD"));
  // What keeps words together, or apart from others, is not looked at here.
  const said = texts.map((all) => all.map((text) => text.replace(/[\u2066-\u2069]/g, "").replace(/\s/g, " ")));
  expect(said).toEqual(sentences.map(([, sentence]) => [sentence]));
});
