// Numbers written with as few bits as they need, and read again from whatever came through a chat.

/** What was read ends too early, or holds what no writer wrote. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

/** Writes bits, the highest first. */
export class BitWriter {
  /** The texts so far: one that comes again is written as its place. */
  readonly texts: string[] = [];
  private readonly bytes: number[] = [];
  private used = 8;

  bit(value: boolean): void {
    if (this.used === 8) {
      this.bytes.push(0);
      this.used = 0;
    }
    const last = this.bytes.length - 1;
    if (value) this.bytes[last] = (this.bytes[last] ?? 0) | (0x80 >> this.used);
    this.used += 1;
  }

  /** A whole number below 2 to the power of `width`. */
  bits(value: number, width: number): void {
    for (let at = width - 1; at >= 0; at -= 1) this.bit(Math.floor(value / 2 ** at) % 2 === 1);
  }

  /** A whole number of any size, in groups of `width` bits. */
  number(value: number, width: number): void {
    const rest = Math.floor(value / 2 ** width);
    this.bit(rest > 0);
    this.bits(value % 2 ** width, width);
    if (rest > 0) this.number(rest, width);
  }

  done(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

/** Reads what a `BitWriter` wrote. */
export class BitReader {
  readonly texts: string[] = [];
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** How many bits are not read yet, with those that only fill the last byte. */
  get left(): number {
    return this.bytes.length * 8 - this.at;
  }

  bit(): boolean {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new Unreadable();
    const isSet = (byte & (0x80 >> (this.at & 7))) !== 0;
    this.at += 1;
    return isSet;
  }

  bits(width: number): number {
    let value = 0;
    for (let at = 0; at < width; at += 1) value = value * 2 + (this.bit() ? 1 : 0);
    return value;
  }

  number(width: number): number {
    let value = 0;
    let weight = 1;
    for (let goesOn = true; goesOn; weight *= 2 ** width) {
      goesOn = this.bit();
      value += this.bits(width) * weight;
      if (value > Number.MAX_SAFE_INTEGER) throw new Unreadable();
    }
    return value;
  }
}

/** How many bits the numbers below `count` need. */
export function widthOf(count: number): number {
  return count <= 1 ? 0 : Math.ceil(Math.log2(count));
}

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The bytes as text that stays as it is in an address. */
export function textOfBytes(bytes: Uint8Array): string {
  const reader = new BitReader(Uint8Array.from([...bytes, 0]));
  const count = Math.ceil((bytes.length * 8) / 6);
  return Array.from({ length: count }, () => BASE64URL[reader.bits(6)]).join("");
}

/** The bytes of such a text; what is no part of it is not read over. */
export function bytesOfText(text: string): Uint8Array {
  const writer = new BitWriter();
  for (const letter of text) {
    const value = BASE64URL.indexOf(letter);
    if (value < 0) throw new Unreadable();
    writer.bits(value, 6);
  }
  return writer.done().slice(0, Math.floor((text.length * 6) / 8));
}

/** CRC-32 as in ISO 3309: it finds every slip of one place, and others but for one in four billion. */
export function checksum(bytes: Uint8Array): number {
  let remainder = 0xffff_ffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb8_8320 : remainder >>> 1;
    }
  }
  return (remainder ^ 0xffff_ffff) >>> 0;
}
