// Where in a text a place of a catalog or a record stands.

/*! With jsonc-parser, Copyright (c) Microsoft Corporation, under the MIT License. */

import { type Node, parseTree } from "jsonc-parser";

/** A part of a text, by its first and last characters, and where it begins as people count. */
export interface Span {
  start: number;
  end: number;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}

/** The places of one text. */
export class Places {
  private readonly root: Node | undefined;

  constructor(private readonly text: string) {
    this.root = parseTree(text);
  }

  /** The part at a path such as `courses[2].runs[0].start`; nothing where the text has no such place. */
  at(path: string): Span | undefined {
    const node = path === "" ? undefined : this.root && find(this.root, path);
    return node && this.span(node.offset, node.offset + node.length);
  }

  /** The character at which reading stopped: the column is counted in letters, of which some are two characters. */
  stopped(line: number, column: number): Span {
    const lines = this.text.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    const letters = [...(lines[line - 1] ?? "")].slice(0, column - 1);
    const start = Math.min(before + letters.join("").length, this.text.length);
    return this.span(start, Math.min(start + 1, this.text.length));
  }

  private span(start: number, end: number): Span {
    const before = this.text.slice(0, start);
    const lineStart = before.lastIndexOf("\n") + 1;
    return { start, end, line: before.split("\n").length, column: start - lineStart + 1 };
  }
}

/** A key may have dots and brackets in it, so the path is matched against the keys that are there. */
function find(node: Node, path: string): Node | undefined {
  if (path === "") return node;
  for (const [step, child] of stepsOf(node)) {
    const found = path.startsWith(step) ? find(child, path.slice(step.length)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The steps that lead from a list or an object, the last of two with the same key first, as it counts. */
function stepsOf(node: Node): (readonly [string, Node])[] {
  const { children = [] } = node;
  if (node.type === "array") return children.map((child, at) => [`[${at}]`, child] as const);
  if (node.type !== "object") return [];
  const dot = node.parent === undefined ? "" : ".";
  return [...children].reverse().flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (key === undefined) return [];
    // What is wrong with a key is seen best where it stands before its value.
    return [[`${dot}${key.value}`, value ?? key] as const];
  });
}
