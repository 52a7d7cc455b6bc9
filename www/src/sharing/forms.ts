// How each kind of value is written in bits: texts, dates, amounts, words, lists and objects.

import { type BitReader, type BitWriter, Unreadable, widthOf } from "./bits.js";

/** How values of one type are written and read. */
export interface Form<T> {
  write(writer: BitWriter, value: T): void;
  read(reader: BitReader): T;
}

/** The form of a key that may be left out. */
interface Maybe<T> {
  maybe: Form<T>;
}

/** A form for every key of a type: the compiler asks for one when a key is added. */
export type Forms<T> = {
  [K in keyof T]-?: undefined extends T[K] ? Maybe<Exclude<T[K], undefined>> : Form<T[K]>;
};

/** More than any plan has: what a link claims beyond that is not read. */
const LENGTH_MAX = 500;

export function maybe<T>(form: Form<T>): Maybe<T> {
  return { maybe: form };
}

export const flag: Form<boolean> = {
  write: (writer, value) => writer.bit(value),
  read: (reader) => reader.bit(),
};

/**
 * One of a few words. New ones are added at the end, or old links would say something else; where
 * they need another bit, the link needs another version.
 */
export function words<const W extends string>(all: readonly W[]): Form<W> {
  const width = widthOf(all.length);
  return {
    write: (writer, value) => writer.bits(all.indexOf(value), width),
    read: (reader) => all[reader.bits(width)] ?? unreadable(),
  };
}

export function list<T>(form: Form<T>): Form<T[]> {
  return {
    write: (writer, values) => {
      writer.number(values.length, 3);
      for (const value of values) form.write(writer, value);
    },
    read: (reader) => Array.from({ length: length(reader, 3) }, () => form.read(reader)),
  };
}

/** An object: one bit for each key that may be left out, and one for all that are rare. */
export function object<T extends object>(forms: Forms<T>, rare: readonly (keyof T)[] = []): Form<T> {
  const all = Object.entries<Form<unknown> | Maybe<unknown>>(forms);
  const isRare = ([key]: [string, unknown]) => rare.some((name) => name === key);
  const common = all.filter((entry) => !isRare(entry));
  const rest = all.filter(isRare);
  return {
    write: (writer, value) => {
      const values = new Map<string, unknown>(Object.entries(value));
      const each = (entries: typeof all) => {
        for (const [key, form] of entries) {
          const known = values.get(key);
          if ("maybe" in form) writer.bit(known !== undefined);
          if (known !== undefined) formOf(form).write(writer, known);
        }
      };
      each(common);
      if (rest.length === 0) return;
      const hasRest = rest.some(([key]) => values.get(key) !== undefined);
      writer.bit(hasRest);
      if (hasRest) each(rest);
    },
    read: (reader) => {
      const each = (entries: typeof all) =>
        entries.flatMap(([key, form]) =>
          "maybe" in form && !reader.bit() ? [] : [[key, formOf(form).read(reader)] as const],
        );
      const first = each(common);
      const others = rest.length > 0 && reader.bit() ? each(rest) : [];
      // Every key was read by the form of its own type.
      return Object.fromEntries([...first, ...others]) as T;
    },
  };
}

function formOf(form: Form<unknown> | Maybe<unknown>): Form<unknown> {
  return "maybe" in form ? form.maybe : form;
}

/** What ids are written with; a text with any other letter is written as bytes. */
const LETTERS = "ABCDEFGHIJKLMNOPRSTUVWXYabcdefghijklmnoprstuvwxyz0123456789.-+:_";

const AGAIN = 0;
const TERM = 1;
const PLAIN = 2;
const BYTES = 3;

/** The id of a session by its term, such as `1T2027` or `1T2020a`. */
const TERM_ID = /^([1-4])T20(\d\d)([a-z]?)$/;

/** Any text; ids, which come again and again, take the least room. */
export const text: Form<string> = {
  write: (writer, value) => {
    const known = writer.texts.indexOf(value);
    if (known >= 0) {
      writer.bits(AGAIN, 2);
      writer.bits(known, widthOf(writer.texts.length));
      return;
    }
    writer.texts.push(value);
    const [, term, year, letter = ""] = TERM_ID.exec(value) ?? [];
    if (term !== undefined && Number(year) < 64) {
      writer.bits(TERM, 2);
      writer.bits(Number(term) - 1, 2);
      writer.bits(Number(year), 6);
      writer.bit(letter !== "");
      if (letter !== "") writer.bits(LETTERS_OF_TERMS.indexOf(letter), 5);
    } else if ([...value].every((one) => LETTERS.includes(one))) {
      writer.bits(PLAIN, 2);
      writer.number(value.length, 4);
      for (const one of value) writer.bits(LETTERS.indexOf(one), 6);
    } else {
      const bytes = new TextEncoder().encode(value);
      writer.bits(BYTES, 2);
      writer.number(bytes.length, 4);
      for (const byte of bytes) writer.bits(byte, 8);
    }
  },
  read: (reader) => {
    const kind = reader.bits(2);
    if (kind === AGAIN) return reader.texts[reader.bits(widthOf(reader.texts.length))] ?? unreadable();
    const value = kind === TERM ? term(reader) : kind === PLAIN ? plain(reader) : bytes(reader);
    reader.texts.push(value);
    return value;
  },
};

const LETTERS_OF_TERMS = "abcdefghijklmnopqrstuvwxyz";

function term(reader: BitReader): string {
  const number = reader.bits(2) + 1;
  const year = String(reader.bits(6)).padStart(2, "0");
  const letter = reader.bit() ? (LETTERS_OF_TERMS[reader.bits(5)] ?? unreadable()) : "";
  return `${number}T20${year}${letter}`;
}

function plain(reader: BitReader): string {
  return Array.from({ length: length(reader, 4) }, () => LETTERS[reader.bits(6)] ?? unreadable()).join("");
}

function bytes(reader: BitReader): string {
  const all = Uint8Array.from({ length: length(reader, 4) }, () => reader.bits(8));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(all);
  } catch {
    return unreadable();
  }
}

/** A score: most are whole percents. */
export const percent: Form<number> = {
  write: (writer, value) => {
    const isWhole = Number.isInteger(value) && value >= 0 && value < 128 && !Object.is(value, -0);
    writer.bit(isWhole);
    if (isWhole) writer.bits(value, 7);
    else text.write(writer, String(value));
  },
  read: (reader) => {
    if (reader.bit()) return reader.bits(7);
    const value = Number(text.read(reader));
    return Number.isFinite(value) ? value : unreadable();
  },
};

/** An amount such as `1000.00`, or whatever else was written. */
export const amount: Form<string> = {
  write: (writer, value) => {
    const isPlain = /^(0|[1-9]\d{0,11})\.\d\d$/.test(value);
    writer.bit(isPlain);
    if (!isPlain) {
      text.write(writer, value);
      return;
    }
    const cents = Number(value.slice(-2));
    writer.number(Number(value.slice(0, -3)), 6);
    writer.bit(cents > 0);
    if (cents > 0) writer.bits(cents, 7);
  },
  read: (reader) => {
    if (!reader.bit()) return text.read(reader);
    const whole = reader.number(6);
    const cents = reader.bit() ? reader.bits(7) : 0;
    return `${whole}.${String(cents).padStart(2, "0")}`;
  },
};

/** A currency: nearly every fee is in one. */
export const currency: Form<string> = {
  write: (writer, value) => {
    writer.bit(value === "USD");
    if (value !== "USD") text.write(writer, value);
  },
  read: (reader) => (reader.bit() ? "USD" : text.read(reader)),
};

const DAY_MILLISECONDS = 86_400_000;
const FIRST_DAY = Date.UTC(2000, 0, 1) / DAY_MILLISECONDS;
/** Days from 2000 to 2044. */
const DAY_WIDTH = 14;

const DAY = 0;
const MINUTE = 1;
const SECOND = 2;
const OTHER = 3;

/** A day, or an instant; one that is written in another way keeps that. */
export const moment: Form<string> = {
  write: (writer, value) => {
    const at = Date.parse(value);
    const days = Math.floor(at / DAY_MILLISECONDS) - FIRST_DAY;
    const seconds = (at - (days + FIRST_DAY) * DAY_MILLISECONDS) / 1000;
    const isNear = days >= 0 && days < 2 ** DAY_WIDTH;
    const kind = [DAY, MINUTE, SECOND].find(
      (candidate) => isNear && momentText(candidate, days, seconds) === value,
    );
    writer.bits(kind ?? OTHER, 2);
    if (kind === undefined) {
      text.write(writer, value);
      return;
    }
    writer.bits(days, DAY_WIDTH);
    if (kind !== DAY) writer.bits(Math.floor(seconds / 60), 11);
    if (kind === SECOND) writer.bits(seconds % 60, 6);
  },
  read: (reader) => {
    const kind = reader.bits(2);
    if (kind === OTHER) return text.read(reader);
    const days = reader.bits(DAY_WIDTH);
    const minutes = kind === DAY ? 0 : reader.bits(11);
    return momentText(kind, days, minutes * 60 + (kind === SECOND ? reader.bits(6) : 0));
  },
};

function momentText(kind: number, days: number, seconds: number): string {
  const iso = new Date((days + FIRST_DAY) * DAY_MILLISECONDS + seconds * 1000).toISOString();
  if (kind === DAY) return iso.slice(0, "2026-11-21".length);
  const end = kind === MINUTE ? "2026-11-21T12:00" : "2026-11-21T12:00:00";
  return `${iso.slice(0, end.length)}${kind === MINUTE ? ":00Z" : "Z"}`;
}

function length(reader: BitReader, width: number): number {
  const count = reader.number(width);
  return count <= LENGTH_MAX ? count : unreadable();
}

function unreadable(): never {
  throw new Unreadable();
}
