// What the page of one file has within itself: compressed, and written as text.

import { decompressed } from "./lzma.js";

/** "#", the character of the digit 0. */
const FIRST = 35;
/** "<" could begin a tag, so "z" stands for it. */
const LEFT_OUT = 60;
const LAST = 122;

/** How many modules there are: of the best ways, of records and of scores. */
const MODULES = 3;

/** The bytes that were packed: five characters stand for four of them. */
export function unpacked(text: string): Uint8Array<ArrayBuffer> {
  const packed = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
  for (let at = 0; at < text.length; at += 5) {
    let number = 0;
    for (let digit = at; digit < at + 5; digit += 1) {
      const code = text.charCodeAt(digit);
      number = number * 85 + (code === LAST ? LEFT_OUT : code) - FIRST;
    }
    packed.setUint32((at / 5) * 4, number);
  }
  return decompressed(new Uint8Array(packed.buffer));
}

/** One of the modules that were packed together, by its place among them. */
export function moduleAt(place: number, all: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const sizes = new DataView(all.buffer);
  let begin = MODULES * 4;
  for (let before = 0; before < place; before += 1) begin += sizes.getUint32(before * 4, true);
  return all.subarray(begin, begin + sizes.getUint32(place * 4, true));
}

/** The text of a part of this page, by its id. */
export function part(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}
