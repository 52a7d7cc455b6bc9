// Every message can be filled: no place is left open, and no word is used that is not ours.
import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import messages from "../src/messages/en.json" with { type: "json" };
import problems from "../src/messages/problems.en.json" with { type: "json" };
import reasons from "../src/messages/reasons.en.json" with { type: "json" };
import rules from "../src/messages/rules.en.json" with { type: "json" };
import session from "../src/messages/session.en.json" with { type: "json" };
import ways from "../src/messages/ways.en.json" with { type: "json" };
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
