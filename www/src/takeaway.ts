// The section that lets a reader take the plan along: loaded when it is opened.

import { type TemplateResult, html, nothing } from "lit";
// What this section and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import { calendar } from "./takeaway/calendar.js";
import { type Answered, eventsOf } from "./takeaway/events.js";
import { copy, saveFile } from "./takeaway/hand-over.js";
import { messages } from "./takeaway/messages.js";
import { adopt } from "./styles.js";
import { styles } from "./takeaway/styles.js";
import { table } from "./takeaway/table.js";
import { text } from "./takeaway/text.js";
import type { Desk } from "./ways/desk.js";
import { fill } from "./wording/fill.js";

/** One way of taking the plan along: a button, with a word on what comes of it. */
interface Entry {
  id: string;
  title: string;
  hint: string;
  take(): void;
}

export class TakeAway {
  /** What was done last, in a sentence. */
  private said?: string;
  /** The text to be copied by hand, where the browser does not copy. */
  private shown?: string;

  constructor(root: HTMLElement | DocumentFragment) {
    adopt(root, styles);
  }

  view(desk: Desk): TemplateResult | typeof nothing {
    const { context, plan, assessment, sessions } = desk.editor;
    if (assessment === undefined) return nothing;
    const entries = this.entries(desk, { context, plan, assessment, sessions });
    return html`<h3 id="take-away" tabindex="-1">${messages.title}</h3>
      <p class="remark">${messages.intro}</p>
      <ul class="entries">
        ${entries.map(
          ({ id, title, hint, take }) => html`<li>
            <button type="button" id="take-${id}" aria-describedby="take-${id}-hint" @click=${take}>
              ${title}
            </button>
            <span class="remark" id="take-${id}-hint">${hint}</span>
          </li>`,
        )}
      </ul>
      ${this.said === undefined ? nothing : html`<p>${this.said}</p>`} ${this.byHand()}`;
  }

  /** All entries in their order; a further way of taking the plan along is one more here. */
  private entries(desk: Desk, answered: Answered): Entry[] {
    return [
      {
        id: "calendar",
        title: messages.calendar,
        hint: messages.calendar_hint,
        take: () => this.takeCalendar(desk, answered),
      },
      {
        id: "table",
        title: messages.table,
        hint: messages.table_hint,
        take: () => {
          const content = table(answered, eventsOf(answered));
          this.save(desk, answered, "csv", "text/csv;charset=utf-8", content);
        },
      },
      {
        id: "print",
        title: messages.print,
        hint: messages.print_hint,
        take: () => window.print(),
      },
      {
        id: "copy",
        title: messages.copy,
        hint: messages.copy_hint,
        take: () => void this.copyText(desk, text(answered)),
      },
    ];
  }

  private takeCalendar(desk: Desk, answered: Answered): void {
    const events = eventsOf(answered);
    if (events.length === 0) {
      this.tell(desk, messages.nothing_dated);
      return;
    }
    const { program, now } = answered.context;
    const name = fill(messages.calendar_name, { program: program.title });
    const content = calendar(name, program.id, events, now);
    this.save(desk, answered, "ics", "text/calendar;charset=utf-8", content);
  }

  private save(
    desk: Desk,
    { context }: Answered,
    ending: string,
    type: string,
    content: string,
  ): void {
    const program = context.program.id.replaceAll(/[^A-Za-z0-9.]+/g, "-").toLowerCase();
    const file = `${messages.file_name}-${program}.${ending}`;
    saveFile(file, type, content);
    this.tell(desk, fill(messages.saved, { file }));
  }

  private async copyText(desk: Desk, content: string): Promise<void> {
    const isCopied = await copy(content);
    this.tell(desk, isCopied ? messages.copied : messages.not_copied);
    if (isCopied) return;
    this.shown = content;
    desk.editor.focus("take-text");
  }

  /** The text with all of it selected, for a reader who copies by hand. */
  private byHand(): TemplateResult | typeof nothing {
    if (this.shown === undefined) return nothing;
    const select = ({ target }: FocusEvent) => {
      if (target instanceof HTMLTextAreaElement) target.select();
    };
    return html`<textarea
      id="take-text"
      readonly
      rows="10"
      aria-label=${messages.text}
      .value=${this.shown}
      @focus=${select}
    ></textarea>`;
  }

  private tell(desk: Desk, said: string): void {
    this.said = said;
    this.shown = undefined;
    desk.say(said);
    desk.update();
  }
}
