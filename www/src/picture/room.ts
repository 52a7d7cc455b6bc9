// How much room the timeline takes, so that it can be kept free until the picture is there.

/** Measured in the height of a line of the picture's own text. */
export const EM = {
  head: 1.75,
  row: 3.25,
  /** A title of one line, and the middle of the bars beneath it. */
  title: 1.6,
  lane: 0.7,
  loadTitle: 1.75,
  load: 3.5,
  foot: 0.25,
  /** For pictures that run downwards. */
  columnHead: 10.5,
  length: 30,
} as const;

/** The height of the picture that runs sideways, where every title has one line. */
export function acrossHeight(rows: number): number {
  return EM.head + (rows + 1) * EM.row + EM.loadTitle + EM.load + EM.foot;
}

/** The height of the picture that runs downwards. */
export const DOWN_HEIGHT = EM.columnHead + EM.length + EM.foot;
