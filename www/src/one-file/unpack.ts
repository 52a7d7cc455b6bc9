// What the page of one file has within itself: compressed, and written as text.

import { decompressed } from "./lzma.js";

/** The bytes that were packed. */
export function unpacked(text: string): Uint8Array<ArrayBuffer> {
  return decompressed(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
}

/** The text of a part of this page, by its id. */
export function part(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}
