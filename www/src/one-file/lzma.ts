// Unpacks LZMA, which makes the page of one file a fifth smaller than what browsers unpack by themselves.
//
// After the "LZMA specification (draft)" of Igor Pavlov, 2015: a header with properties, size of the
// dictionary and size of the content, then bits that a range coder wrote, each with a probability that
// adapts. What is packed comes from our own build, so it is not checked again.

const HEADER_BYTES = 13;
/** Probabilities are of 2,048; at first a bit is as likely 0 as 1. */
const EVEN = 1024;

// Where the probabilities of each kind begin, in one table. There are 12 states and 16 places.
const IS_MATCH = 0;
const IS_REPEAT = IS_MATCH + 12 * 16;
const IS_NOT_LAST = IS_REPEAT + 12;
const IS_NOT_SECOND = IS_NOT_LAST + 12;
const IS_NOT_THIRD = IS_NOT_SECOND + 12;
const IS_LONG = IS_NOT_THIRD + 12;
const SLOT = IS_LONG + 12 * 16;
const NEAR = SLOT + 4 * 64;
const ALIGNMENT = NEAR + 115;
const LENGTH = ALIGNMENT + 16;
const REPEAT_LENGTH = LENGTH + 2 + 16 * 8 * 2 + 256;
const LITERAL = REPEAT_LENGTH + 2 + 16 * 8 * 2 + 256;

/** The content of a packed text. */
export function decompressed(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new DataView(packed.buffer, packed.byteOffset, HEADER_BYTES);
  const properties = header.getUint8(0);
  const literalBits = properties % 9;
  const literalPlaceBits = Math.floor(properties / 9) % 5;
  const placeMask = (1 << Math.floor(properties / 45)) - 1;
  const content = new Uint8Array(header.getUint32(5, true));
  const table = new Uint16Array(LITERAL + (0x300 << (literalBits + literalPlaceBits))).fill(EVEN);

  let next = HEADER_BYTES;
  let range = 0xffffffff;
  let code = 0;
  const read = () => {
    code = ((code << 8) | (packed[next] ?? 0)) >>> 0;
    next += 1;
  };
  for (let i = 0; i < 5; i += 1) read();

  const widen = () => {
    if (range >= 0x1000000) return;
    range = (range << 8) >>> 0;
    read();
  };
  const bit = (at: number): 0 | 1 => {
    const probability = table[at] ?? EVEN;
    const bound = (range >>> 11) * probability;
    const isZero = code < bound;
    if (isZero) {
      range = bound;
      table[at] = probability + ((2048 - probability) >>> 5);
    } else {
      range -= bound;
      code -= bound;
      table[at] = probability - (probability >>> 5);
    }
    widen();
    return isZero ? 0 : 1;
  };
  const evenBits = (count: number) => {
    let value = 0;
    for (let i = 0; i < count; i += 1) {
      range >>>= 1;
      const isOne = code >= range;
      if (isOne) code -= range;
      value = (value << 1) | (isOne ? 1 : 0);
      widen();
    }
    return value >>> 0;
  };
  const tree = (base: number, count: number) => {
    let at = 1;
    for (let i = 0; i < count; i += 1) at = (at << 1) | bit(base + at);
    return at - (1 << count);
  };
  const reverseTree = (base: number, count: number) => {
    let at = 1;
    let value = 0;
    for (let i = 0; i < count; i += 1) {
      const one = bit(base + at);
      at = (at << 1) | one;
      value |= one << i;
    }
    return value;
  };
  const length = (base: number, place: number) => {
    if (bit(base) === 0) return tree(base + 2 + place * 8, 3);
    if (bit(base + 1) === 0) return 8 + tree(base + 2 + 128 + place * 8, 3);
    return 16 + tree(base + 2 + 256, 8);
  };
  const distance = (matched: number) => {
    const slot = tree(SLOT + Math.min(matched, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >>> 1) - 1;
    const begin = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return begin + reverseTree(NEAR + begin - slot, bits);
    return begin + evenBits(bits - 4) * 16 + reverseTree(ALIGNMENT, 4);
  };

  let at = 0;
  let state = 0;
  // The last four distances, less one each.
  let [last, second, third, fourth] = [0, 0, 0, 0];
  const literal = () => {
    const before = content[at - 1] ?? 0;
    const place = at & ((1 << literalPlaceBits) - 1);
    const base = LITERAL + 0x300 * ((place << literalBits) + (before >>> (8 - literalBits)));
    let letter = 1;
    if (state >= 7) {
      // After a match, the letter that would have gone on with it says what is likely.
      let likely = content[at - last - 1] ?? 0;
      while (letter < 0x100) {
        const one = (likely >>> 7) & 1;
        likely <<= 1;
        const is = bit(base + ((1 + one) << 8) + letter);
        letter = (letter << 1) | is;
        if (is !== one) break;
      }
    }
    while (letter < 0x100) letter = (letter << 1) | bit(base + letter);
    content[at] = letter;
    at += 1;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };
  const copy = (count: number) => {
    for (const end = Math.min(at + count, content.length); at < end; at += 1) {
      content[at] = content[at - last - 1] ?? 0;
    }
  };

  while (at < content.length) {
    const place = at & placeMask;
    if (bit(IS_MATCH + state * 16 + place) === 0) {
      literal();
    } else if (bit(IS_REPEAT + state) === 0) {
      [fourth, third, second] = [third, second, last];
      const matched = length(LENGTH, place);
      state = state < 7 ? 7 : 10;
      last = distance(matched);
      copy(matched + 2);
    } else {
      let isShort = false;
      if (bit(IS_NOT_LAST + state) === 0) {
        isShort = bit(IS_LONG + state * 16 + place) === 0;
      } else if (bit(IS_NOT_SECOND + state) === 0) {
        [second, last] = [last, second];
      } else if (bit(IS_NOT_THIRD + state) === 0) {
        [third, second, last] = [second, last, third];
      } else {
        [fourth, third, second, last] = [third, second, last, fourth];
      }
      const matched = isShort ? 1 : length(REPEAT_LENGTH, place) + 2;
      state = isShort ? (state < 7 ? 9 : 11) : state < 7 ? 8 : 11;
      copy(matched);
    }
  }
  return content;
}
