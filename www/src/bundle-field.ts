// The purchase of the program as a whole, where it has a price.

import { type TemplateResult, html, nothing } from "lit";
import type { Editor } from "./editor.js";
import { choice, dateField, optionsOf } from "./fields.js";
import { messages } from "./language.js";
import { changePlan } from "./plan.js";

export function bundleField(editor: Editor): TemplateResult | typeof nothing {
  const words = messages.program_bundle;
  const { bundle } = editor.plan;
  // A purchase that is in the plan can be taken out, also where the price is not stated any more.
  if (editor.context.program.bundle_price === undefined && bundle === undefined) return nothing;
  return html`${choice({
    id: "bundle",
    label: words.label,
    hint: words.hint,
    value: bundle?.payment,
    options: optionsOf(["paid", "will_pay", "not_paid"], words.payment),
    change: (payment) => {
      // When it was bought says nothing of when it will be.
      const changed = payment && { payment };
      editor.change(changePlan(editor.plan, { bundle: changed }));
    },
  })}
  ${
    bundle === undefined || bundle.payment === "not_paid"
      ? nothing
      : dateField({
          id: "bundle_on",
          label: bundle.payment === "paid" ? words.paid_on : words.buy_on,
          value: bundle.on,
          change: (on) => editor.change(changePlan(editor.plan, { bundle: { ...bundle, on } })),
        })
  }`;
}
