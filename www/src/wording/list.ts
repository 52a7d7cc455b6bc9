// Lists in words.

import { perLocale } from "../language.js";

/** As in "a, b and c". */
export const conjunction = perLocale(
  (locale) => new Intl.ListFormat(locale, { type: "conjunction" }),
);

/** As in "a, b or c". */
export const disjunction = perLocale(
  (locale) => new Intl.ListFormat(locale, { type: "disjunction" }),
);
