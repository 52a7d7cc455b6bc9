// Choices that are the same for the same seed.
import { numbersFrom } from "../e2e/made-plans.js";

export interface Chance {
  /** A number from 0 to below 1. */
  share(): number;
  /** Whether something of this likelihood comes about. */
  isSo(likelihood: number): boolean;
  one<T>(values: readonly T[]): T;
  /** One of the keys, the likelier the greater its number. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

export function chanceFrom(seed: number): Chance {
  const share = numbersFrom(seed);
  const one = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(share() * values.length)];
    if (value === undefined) throw new Error("There is nothing to choose from.");
    return value;
  };
  return {
    share,
    isSo: (likelihood) => share() < likelihood,
    one,
    weighted: <K extends string>(weights: Readonly<Record<K, number>>) => {
      const keys = Object.keys(weights) as K[];
      return one(keys.flatMap((key) => Array.from({ length: weights[key] }, () => key)));
    },
  };
}
