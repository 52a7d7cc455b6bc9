// Reads what `tape.rs` lays out. Each word has its kind in the lowest three bits.

let words;
let texts;
let at;

/** Every text by its number, of which there is none yet. */
export function noTexts() {
  return [];
}

/** Gives a text the next number. */
export function addText(known, text) {
  known.push(text);
}

/** A value as JSON text; nothing where it is endless or cyclic, or is none. */
export function jsonText(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The value that the words stand for; `known` holds every text by its number. */
export function readTape(laidOut, known) {
  words = laidOut;
  texts = known;
  at = 0;
  return value();
}

function value() {
  const word = words[at++];
  const number = word >>> 3;
  switch (word & 7) {
    case 0:
      return texts[number];
    case 1:
      return object(number);
    case 2:
      return list(number);
    case 3:
      return number;
    case 4:
      return float();
    default:
      return number === 0 ? undefined : number === 2;
  }
}

function object(count) {
  const read = {};
  for (let i = 0; i < count; i += 1) {
    const key = texts[words[at++]];
    read[key] = value();
  }
  return read;
}

function list(count) {
  const read = [];
  for (let i = 0; i < count; i += 1) read.push(value());
  return read;
}

const halves = new Uint32Array(2);
const double = new Float64Array(halves.buffer);

function float() {
  halves[0] = words[at++];
  halves[1] = words[at++];
  return double[0];
}
