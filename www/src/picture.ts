// The pictures of the plan: loaded after the first answer, and drawn from it.

import { type TemplateResult, html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
// What this part and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import type { CostAssessment } from "../generated/certificate_planner.js";
import type { Editor } from "./editor.js";
import { messages } from "./picture/messages.js";
import { moneyFigure, moneyTable } from "./picture/money.js";
import { type Plot, type Subject, plotOf } from "./picture/plot.js";
import { adopt } from "./styles.js";
import { print } from "./styles/print.js";
import { styles } from "./picture/styles.js";
import { edgesOf, timelineTable } from "./picture/table.js";
import { timelineFigure } from "./picture/timeline.js";
import { type Context, credential } from "./wording/context.js";
import { when } from "./wording/date.js";
import { fill } from "./wording/fill.js";

/** What was drawn of a subject, and the subject that is waiting to be drawn. */
interface Drawn {
  subject: unknown;
  next?: unknown;
}

const TABLE = "timeline/table";
const PAYMENTS = "payments/table";

export class Picture {
  private readonly drawn = new Map<string, Drawn>();

  constructor(
    root: HTMLElement | DocumentFragment,
    private readonly update: () => void,
  ) {
    adopt(root, print, styles);
  }

  /** The plan, or another one, along time; nothing where no session is planned. */
  timeline(editor: Editor, subject: Subject, id: string): unknown {
    const { assessment, slack } = subject;
    return this.afterPaint(editor, `${id}/${TABLE}`, [assessment, slack?.length], () =>
      this.timelineNow(editor, subject, id),
    );
  }

  /** What is paid and to be paid along time; nothing where there is nothing to pay. */
  money(editor: Editor, cost: CostAssessment): unknown {
    return this.afterPaint(editor, PAYMENTS, [cost], () => this.moneyNow(editor, cost));
  }

  /**
   * Draws at once what was not there before. What changes is drawn after the answer is painted, so that
   * nobody waits for the picture of it.
   */
  private afterPaint(
    editor: Editor,
    part: string,
    subject: readonly unknown[],
    draw: () => unknown,
  ): unknown {
    const last = this.drawn.get(part);
    const isSame = (known: unknown) =>
      Array.isArray(known) && subject.every((one, at) => Object.is(one, known[at]));
    if (last === undefined) this.drawn.set(part, { subject });
    else if (!isSame(last.subject) && !isSame(last.next)) {
      last.next = subject;
      requestAnimationFrame(() => setTimeout(() => {
        this.drawn.set(part, { subject: last.next });
        this.update();
      }));
    }
    return guard([messages, this.drawn.get(part)?.subject, editor.isOpen(part)], draw);
  }

  private timelineNow(
    editor: Editor,
    subject: Subject,
    id: string,
  ): TemplateResult | typeof nothing {
    const { context } = editor;
    const plot = plotOf(context, subject);
    if (plot === undefined) return nothing;
    const { label } = messages;
    return html`<figure class="figure">
      ${timelineFigure(context, plot, id, nameOf(context, plot))}
      ${this.table(editor, `${id}/${TABLE}`, label.as_table, () =>
        timelineTable(context, plot, label.as_table),
      )}
    </figure>`;
  }

  private moneyNow(editor: Editor, cost: CostAssessment): TemplateResult | typeof nothing {
    if (cost.lines.length === 0) return nothing;
    return html`<figure class="figure">
      ${moneyFigure(editor, cost)}
      ${this.table(editor, PAYMENTS, messages.label.payments_table, () =>
        moneyTable(editor, cost),
      )}
    </figure>`;
  }

  /** The same facts as a table, made only when it is opened. */
  private table(
    editor: Editor,
    part: string,
    title: string,
    content: () => TemplateResult,
  ): TemplateResult {
    const isOpen = editor.isOpen(part);
    const toggled = ({ currentTarget }: Event) => {
      const isNowOpen = currentTarget instanceof HTMLDetailsElement && currentTarget.open;
      if (isNowOpen === isOpen) return;
      editor.setOpen(part, isNowOpen);
      this.update();
    };
    return html`<details class="about as-table" ?open=${isOpen} @toggle=${toggled}>
      <summary>${title}</summary>
      ${isOpen ? content() : nothing}
    </details>`;
  }
}

function nameOf(context: Context, plot: Plot): string {
  const count = plot.rows.length;
  const isDated = plot.certificate.from !== "unknown";
  return fill(messages.name, {
    ...edgesOf(context, plot),
    courses: fill(messages.courses, { count }),
    credential: credential(context),
    when: isDated ? when(context, plot.certificate, plot.verdict) : undefined,
  });
}
