// Amounts of money in words; what is not known is never shown as 0.

import type { Amount, AmountRange, Currency, Money } from "../../generated/certificate_planner.js";
import { messages } from "../language.js";
import { fill } from "./fill.js";
import { numberFormat } from "./format.js";

export function amount(value: Amount, currency: Currency): string {
  const number = Number(value);
  const digits = Number.isInteger(number) ? 0 : 2;
  const style: Intl.NumberFormatOptions = {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  const text = numberFormat(style).format(number);
  // The signs of currencies are Latin letters too, which would change places with the number.
  return messages.direction === "rtl" ? `\u2066${text}\u2069` : text;
}

export function money(value: Money): string {
  return amount(value.amount, value.currency);
}

/** A range of amounts; `unpublished` counts the fees in it that are not known. */
export function amountRange(range: AmountRange, currency: Currency, unpublished = 0): string {
  const words = messages.amount;
  const fees =
    unpublished === 0 ? undefined : fill(words.fees, { count: unpublished });
  const low = amount(range.low, currency);
  const isFree = Number(range.low) === 0;
  if (range.high === undefined)
    return fill(isFree ? words.not_published : words.at_least, { low, fees });
  const high = amount(range.high, currency);
  if (low === high) return low;
  return fill(isFree ? words.at_most : words.range, { low, high });
}

/** Whether the amount is certainly nothing. */
export function isNothing(range: AmountRange): boolean {
  return range.high !== undefined && Number(range.high) === 0;
}

export function percent(value: number): string {
  return fill(messages.percent, { number: value });
}

export function optionalPercent(value: number | undefined): string | undefined {
  return value === undefined ? undefined : percent(value);
}
