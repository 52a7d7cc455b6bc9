// Ends a run with a line for each engine: how many tests, and what came of the corpus.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { COUNTS, type Counts, sumOf } from "./counts.js";

/** What is known of one engine. */
interface Row {
  last: Map<TestCase, TestResult>;
}

export default class LastLines implements Reporter {
  private readonly rows = new Map<string, Row>();

  onTestEnd(test: TestCase, result: TestResult): void {
    const engine = test.parent.project()?.name ?? "";
    const row = this.rows.get(engine) ?? { last: new Map() };
    this.rows.set(engine, row);
    // A test that is run again counts as it ended.
    row.last.set(test, result);
  }

  onEnd(): void {
    for (const [engine, { last }] of this.rows) {
      for (const [test, result] of last) sayLeftOut(engine, test, result);
    }
    for (const [engine, { last }] of this.rows) console.log(lineOf(engine, [...last.values()]));
  }

  printsToStdio(): boolean {
    return true;
  }
}

function sayLeftOut(engine: string, { title }: TestCase, { status, annotations }: TestResult): void {
  if (status !== "skipped") return;
  const reason = annotations.find(({ type }) => type === "skip")?.description ?? "It was not reached.";
  console.log(`${engine} left out “${title}”: ${reason}`);
}

function lineOf(engine: string, results: readonly TestResult[]): string {
  const passed = results.filter(({ status }) => status === "passed").length;
  const skipped = results.filter(({ status }) => status === "skipped").length;
  const tests = `${passed} tests passed, ${results.length - passed - skipped} failed, ${skipped} left out`;
  const all = results.flatMap(({ annotations }) =>
    annotations.filter(({ type }) => type === COUNTS).map(({ description }): Counts => JSON.parse(description ?? "")),
  );
  if (all.length === 0) return `${engine}: ${tests}.`;
  const { texts, fields, looks, executions, elements, links, layouts } = sumOf(all);
  return (
    `${engine}: ${tests}; ${texts} texts × ${fields.length} fields in ${looks} looks: ` +
    `executions ${executions}, elements of their own ${elements}, links astray ${links}, broken layouts ${layouts}.`
  );
}
