// Messages with places to fill, and with forms for numbers.

import messages from "../messages/en.json" with { type: "json" };
import type { Message } from "./places.js";

export { type Message, type Values, fill } from "./places.js";

const plurals = new Intl.PluralRules(messages.locale);

/** The form of a message for this count. */
export function plural<T extends Message>(forms: { one: T; other: T }, count: number): T {
  return plurals.select(count) === "one" ? forms.one : forms.other;
}

/** Makes the compiler list every variant of a type: a new one has no sentence yet. */
export function never(value: never): never {
  throw new TypeError(`No sentence for ${JSON.stringify(value)}`);
}
