// What the tests of the corpus looked at and found, kept with each test so that the last line of a run says it.
import type { TestInfo } from "@playwright/test";

/** The name under which a test keeps its counts. */
export const COUNTS = "counts";

/** What is wrong, by kind. */
export type Kind = "executions" | "elements" | "links" | "layouts";

export interface Counts extends Record<Kind, number> {
  texts: number;
  /** The names of the fields that the texts went through. */
  fields: readonly string[];
  /** How often all that was shown was looked at. */
  looks: number;
}

/** What ran, failed to or was stopped by the policy begins as the page of a host notes it. */
function kindOf(fault: string): Kind {
  if (fault.startsWith("element: ")) return "elements";
  if (fault.startsWith("link: ")) return "links";
  return /^(ran|error|rejected|policy): /.test(fault) ? "executions" : "layouts";
}

export class Counter {
  private readonly counts: Counts;
  private readonly annotation = { type: COUNTS, description: "" };

  constructor(info: TestInfo, texts: number, fields: readonly string[]) {
    this.counts = { texts, fields, looks: 0, executions: 0, elements: 0, links: 0, layouts: 0 };
    this.write();
    info.annotations.push(this.annotation);
  }

  /** Counts one look and the faults that it found. */
  add(faults: readonly string[]): void {
    this.counts.looks += 1;
    for (const fault of faults) this.counts[kindOf(fault)] += 1;
    this.write();
  }

  private write(): void {
    this.annotation.description = JSON.stringify(this.counts);
  }
}

/** The counts of several tests together. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum = (key: "looks" | Kind) => all.reduce((before, counts) => before + counts[key], 0);
  return {
    texts: Math.max(0, ...all.map(({ texts }) => texts)),
    fields: [...new Set(all.flatMap(({ fields }) => fields))],
    looks: sum("looks"),
    executions: sum("executions"),
    elements: sum("elements"),
    links: sum("links"),
    layouts: sum("layouts"),
  };
}
