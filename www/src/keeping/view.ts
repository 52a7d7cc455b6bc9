// Whether and where the plan is kept, and what has to be said of it.

import { type TemplateResult, html, nothing } from "lit";
import { messages } from "../language.js";
import type { Context } from "../wording/context.js";
import { fill } from "../wording/fill.js";
import type { Keeper, Panel } from "./keeper.js";

/** The line below the tools of the plan, with the panel that is open. */
export function keepingView(
  keeper: Keeper,
  context: Context,
  isExample: boolean,
  panel: unknown,
): TemplateResult {
  const { label } = messages.keeping;
  const isQuiet = isExample || keeper.own?.arrival !== undefined;
  return html`<div class="keeping">
    ${keeper.plans?.notices(context)} ${troubleView(keeper)}
    ${keeper.notice !== undefined && keeper.plans === null ? html`<p>${messages.keeping.not_loaded}</p>` : nothing}
    <div class="tools">
      ${opener(keeper, "plans", label.plans)}
      ${keeper.host.isKeeping() ? opener(keeper, "share", label.share) : nothing}
      <span class="hint">${isQuiet ? nothing : keptText(keeper)}</span>
    </div>
    ${panel}
  </div>`;
}

function opener(keeper: Keeper, panel: Panel, text: string): TemplateResult {
  const isOpen = keeper.panel === panel;
  const toggle = () => {
    keeper.panel = isOpen ? undefined : panel;
    if (!isOpen) void keeper.load();
    keeper.update();
  };
  return html`<button
    type="button"
    class="quiet"
    id="open-${panel}"
    aria-expanded=${isOpen ? "true" : "false"}
    @click=${toggle}
  >
    ${text}
  </button>`;
}

function keptText(keeper: Keeper): string {
  const { own, store, host } = keeper;
  if (store.items.trouble !== undefined) return "";
  if (!host.isKeeping()) return messages.keeping.not_kept;
  if (own === undefined || own.revision === 0) return messages.keeping.not_yet;
  return fill(messages.keeping.kept, { name: keeper.nameOf(own) });
}

function troubleView(keeper: Keeper): TemplateResult | typeof nothing {
  const { trouble } = keeper.store.items;
  if (trouble === undefined) return nothing;
  return html`<div class="notice" role="status">
    <p>${messages.keeping.trouble[trouble]}</p>
    <div class="tools">
      <button type="button" @click=${() => saveShown(keeper)}>${messages.keeping.label.save_file}</button>
    </div>
  </div>`;
}

function saveShown(keeper: Keeper): void {
  void keeper.load().then((plans) => {
    if (plans === undefined) keeper.tell(messages.keeping.not_loaded);
    else plans.saveShown();
  });
}

