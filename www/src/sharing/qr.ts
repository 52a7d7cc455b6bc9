// A text as a QR code: loaded only when a reader asks for one.

import { encode } from "uqr";

/** The dark squares as one path, and how many squares the code is wide, with its quiet border. */
export interface Code {
  path: string;
  size: number;
}

/** The code; it stays readable where a fifteenth of it is hidden. */
export function codeOf(text: string): Code {
  const { data, size } = encode(text, { ecc: "L", border: 4 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { path: squares.join(""), size };
}
