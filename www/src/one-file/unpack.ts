// What the page of one file has within itself: compressed, and written as text.

import { decompressed } from "./lzma.js";

/** The space, the character of the digit 0. */
const FIRST = 32;
/** "<" could begin a tag, so "~" stands for it. */
const LEFT_OUT = 60;
const LAST = 126;
const DIGITS = 94;

/** So many characters stand for so many bytes. */
const CHARACTERS = 11;
const BYTES = 9;
const LIMB = 0xff_ff_ff;

/** So many are packed together: the modules of the best ways, of records and of scores, or the texts. */
const TOGETHER = 3;

/** The bytes that were packed: eleven characters are a number of nine of them, here in three parts. */
export function unpacked(text: string): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array((text.length / CHARACTERS) * BYTES);
  for (let at = 0, to = 0; at < text.length; at += CHARACTERS, to += BYTES) {
    let [high, middle, low] = [0, 0, 0];
    for (let place = at; place < at + CHARACTERS; place += 1) {
      const code = text.charCodeAt(place);
      low = low * DIGITS + (code === LAST ? LEFT_OUT : code) - FIRST;
      middle = middle * DIGITS + (low >> 24);
      high = high * DIGITS + (middle >> 24);
      [middle, low] = [middle & LIMB, low & LIMB];
    }
    packed.set([high, middle, low].flatMap((limb) => [limb >> 16, (limb >> 8) & 0xff, limb & 0xff]), to);
  }
  return decompressed(packed);
}

/** One of those that were packed together, by its place among them. */
export function inside(all: Uint8Array<ArrayBuffer>, place: number): Uint8Array<ArrayBuffer> {
  const sizes = new DataView(all.buffer);
  let begin = TOGETHER * 4;
  for (let before = 0; before < place; before += 1) begin += sizes.getUint32(before * 4, true);
  return all.subarray(begin, begin + sizes.getUint32(place * 4, true));
}

/** The text of a part of this page, by its id. */
export function part(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}
