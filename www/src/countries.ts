// The countries and currencies of the world, in the words of the browser.

import type { Currency, IncomeApproval } from "../generated/certificate_planner.js";
import { messages, perLocale } from "./language.js";

export interface Country {
  code: string;
  name: string;
}

/** Codes that the browser can name though they are no country of residence. */
const NO_COUNTRY = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split(" ");

/** Every country by its name. Codes that the fees name win over older codes of the same country. */
export function countries(approval: IncomeApproval): Country[] {
  const cached = known();
  if (cached.length === 0) {
    const codes = approval.countries.flatMap((group) => group.codes.split(" "));
    cached.push(...countriesFirst(codes));
  }
  return cached;
}

const known = perLocale((): Country[] => []);

function countriesFirst(codes: readonly string[]): Country[] {
  const names = new Intl.DisplayNames(messages.locale, { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const all = letters.flatMap((first) => letters.map((second) => first + second));
  const byName = new Map<string, string>();
  for (const code of [...codes, ...all]) {
    const name = NO_COUNTRY.includes(code) ? undefined : names.of(code);
    if (name !== undefined && !byName.has(name)) byName.set(name, code);
  }
  return [...byName]
    .map(([name, code]) => ({ code, name }))
    .sort((left, right) => left.name.localeCompare(right.name, messages.locale));
}

/** Every currency, with one of them first. */
export function currencies(first: Currency): Currency[] {
  return [first, ...Intl.supportedValuesOf("currency").filter((code) => code !== first)];
}
