// What has to be said of the plans, and what can be done about it: loaded when there is something.

import { type TemplateResult, html, nothing } from "lit";
import { messages as common } from "../language.js";
import { problemsPart } from "../later.js";
import type { Context } from "../wording/context.js";
import { fill } from "../wording/fill.js";
import { label, messages } from "./messages.js";
import type { Keeper, Notice } from "./keeper.js";
import { showKept } from "./show.js";
import type { Kept } from "./store.js";

export function noticesView(
  keeper: Keeper,
  context: Context,
  saveText: (text: string, name: string) => void,
): TemplateResult {
  const shared = keeper.own?.arrival === undefined ? nothing : sharedView(keeper, context);
  return html`${shared} ${noticeView(keeper, saveText)}`;
}

/** A notice in words. */
export function noticeText(keeper: Keeper, notice: Notice): string {
  const name = keeper.nameOf(keeper.own ?? {});
  switch (notice.type) {
    case "changed_elsewhere":
    case "deleted_elsewhere":
      return fill(messages.notice[notice.type], { name });
    case "kept_as_copy":
      return fill(messages.notice.kept_as_copy, { name: notice.name, copy: name });
    case "deleted":
      return fill(messages.notice.deleted, { name: notice.name });
    case "unread":
      return fill(messages.notice.unread[notice.unread.why], { ...notice.unread });
    case "refused": {
      const { kind, plan, name: file } = notice.arrival;
      if (notice.problems.length > 0) return fill(messages.notice.refused[kind], { name: file });
      return fill(messages.notice.unknown_program, { program: plan.program });
    }
    case "said":
      return notice.text;
  }
}

function sharedView(keeper: Keeper, context: Context): TemplateResult {
  const { own, store } = keeper;
  const hasOwn = own !== undefined && store.all(own.place).length > 0;
  return html`<div class="example">
    <p><b>${messages.notice.shared}</b> ${hasOwn ? messages.notice.shared_hint : nothing}</p>
    ${keeper.own?.arrival?.remark?.(context)}
    <div class="tools">
      ${button(label.keep_mine, () => {
        keeper.host.focus("open-plans");
        keepShared(keeper);
      })}
      ${button(label.back_to_mine, () => {
        keeper.host.focus("program");
        keeper.leaveLink();
        keeper.host.reopen();
      })}
    </div>
  </div>`;
}

function noticeView(
  keeper: Keeper,
  saveText: (text: string, name: string) => void,
): TemplateResult | typeof nothing {
  const { notice } = keeper;
  if (notice === undefined || keeper.own === undefined) return nothing;
  const problems = notice.type === "refused" ? notice.problems : [];
  return html`<div class="notice">
    <p>${noticeText(keeper, notice)}</p>
    ${problems.length === 0 ? nothing : problemsPart.it?.problemList(problems)}
    <div class="tools">${buttons(keeper, notice, saveText)}</div>
  </div>`;
}

function buttons(
  keeper: Keeper,
  notice: Notice,
  saveText: (text: string, name: string) => void,
): TemplateResult[] {
  const pressed = (text: string, press: () => void) =>
    button(text, () => {
      keeper.host.focus("open-plans");
      press();
    });
  const close = pressed(label.close_notice, () => {
    keeper.notice = undefined;
    keeper.update();
  });
  switch (notice.type) {
    case "changed_elsewhere":
      return [
        pressed(label.show_other, () => showTheirs(keeper, notice.theirs)),
        pressed(label.keep_copy, () => keepCopy(keeper)),
      ];
    case "deleted_elsewhere":
      return [pressed(label.keep_here, () => keepHere(keeper))];
    case "kept_as_copy":
      return [pressed(label.show_other, () => showKept(keeper, notice.other)), close];
    case "deleted":
      return [pressed(label.put_back, () => keeper.travel(false)), close];
    case "unread": {
      const { text, id } = notice.unread;
      return [button(label.save_stored, () => saveText(text, id)), close];
    }
    case "refused":
    case "said":
      return [close];
  }
}

/** Shows the plan as another tab left it; undo brings back the one that was here. */
function showTheirs(keeper: Keeper, { id, name, revision, by, plan }: Kept): void {
  const { own, host } = keeper;
  const history = host.shown();
  if (own === undefined || history === undefined) return;
  keeper.flush();
  // What was changed here meanwhile is a copy now.
  if (own.id !== id) return showKept(keeper, id);
  Object.assign(own, { id, name, revision, by, saved: plan });
  keeper.notice = undefined;
  host.turnTo({ past: [...history.past, history.present], present: plan, future: [] }, "");
}

/** Keeps what is shown under an id of its own. */
function keepCopy(keeper: Keeper): void {
  if (keeper.own !== undefined) keeper.becomeCopy(keeper.own);
  writeShown(keeper);
}

/** Writes the plan again that was deleted in another tab. */
function keepHere(keeper: Keeper): void {
  if (keeper.own !== undefined) keeper.own.revision = 0;
  writeShown(keeper);
}

/** Keeps the shared plan that is shown as the learner's own. */
function keepShared(keeper: Keeper): void {
  keeper.adopt();
  writeShown(keeper);
}

function writeShown(keeper: Keeper): void {
  const { own, host } = keeper;
  const plan = host.shown()?.present;
  if (own === undefined || plan === undefined) return;
  keeper.notice = undefined;
  keeper.write(own, plan);
  host.say(fill(common.keeping.kept, { name: keeper.nameOf(own) }));
  keeper.update();
}

function button(text: string, press: () => void): TemplateResult {
  return html`<button type="button" @click=${press}>${text}</button>`;
}
