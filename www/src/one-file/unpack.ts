// What the page of one file has within itself: compressed, and written as text.

import { decompressed } from "./lzma.js";

/** The space, the character of the digit 0. */
const FIRST = 32;
const DIGITS = 95;

/** So many characters stand for so many bytes. */
const CHARACTERS = 39;
const BYTES = 32;

/** Digits that are taken together, and a number so far when three more are. */
const DIGITS_AT_ONCE = 3;
const FARTHER = BigInt(DIGITS ** DIGITS_AT_ONCE);
const WORD_BYTES = 8;
const WORD_BITS = 64;

/** So many are packed together: the modules of the best ways, of scores and of records, or the texts. */
const TOGETHER = 3;

/** The bytes that were packed: so many characters are a number of so many bytes. */
export function unpacked(text: string): Uint8Array<ArrayBuffer> {
  const packed = new DataView(new ArrayBuffer((text.length / CHARACTERS) * BYTES));
  for (let at = 0, to = 0; to < packed.byteLength; to += BYTES) {
    let number = 0n;
    for (const end = at + CHARACTERS; at < end; ) {
      let digits = 0;
      for (const next = at + DIGITS_AT_ONCE; at < next; at += 1)
        digits = digits * DIGITS + text.charCodeAt(at) - FIRST;
      number = number * FARTHER + BigInt(digits);
    }
    for (let word = to + BYTES - WORD_BYTES; word >= to; word -= WORD_BYTES) {
      packed.setBigUint64(word, BigInt.asUintN(WORD_BITS, number));
      number >>= BigInt(WORD_BITS);
    }
  }
  return decompressed(new Uint8Array(packed.buffer));
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
