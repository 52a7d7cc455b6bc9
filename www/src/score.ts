// The gradebook: a course score worked out as the platform does, and what is still needed to pass.
// Loaded when a learner opens it.

import { scoreModule } from "#files";
import { type TemplateResult, html, nothing } from "lit";
// What this part and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import type { PlanFile } from "../generated/certificate_planner.js";
import init, {
  type GradingFile,
  type Need,
  type ScoreAnswer,
  type ScoreSoFar,
  scoreOf,
} from "../generated/certificate_planner_score.js";
import { parsePercent, textField } from "./fields.js";
import { passingScore } from "./grading.js";
import { type History, record, redo } from "./history.js";
import { jsonText } from "./json-text.js";
import type { Keeper } from "./keeping/keeper.js";
import { messages as common } from "./language.js";
import { faultText } from "./later.js";
import { runsOf } from "./plan.js";
import { type Book, COUNT_MAX, type Kind, type Points, TYPES_MAX } from "./score/book.js";
import { messages } from "./score/messages.js";
import { type Place, Shelf } from "./score/shelf.js";
import { adopt } from "./styles.js";
import { styles } from "./score/styles.js";
import type { SessionPart } from "./session-form.js";
import { sourceLine } from "./source-view.js";
import { type Step, toolbar } from "./toolbar.js";
import { type Message, fill } from "./wording/fill.js";
import { about, clauses, items, sentences } from "./wording/list.js";
import { percent } from "./wording/money.js";

/** Names the gradebook of a session among its inputs. */
const BOOK = "book";

/** More assignments than these are typed into one field. */
const FIELDS_MAX = 12;

/** A change of a gradebook. */
interface Mark {
  id: string;
  plan: PlanFile;
}

/** The gradebooks of all sessions. */
export class Gradebook {
  private readonly shelf: Shelf;
  /** Where each gradebook that was shown belongs, by its id. */
  private readonly places = new Map<string, Place>();
  /** The gradebooks that were changed, one after the other, each with the plan that was shown then. */
  private done: Mark[] = [];
  /** Of these, the ones that were undone, the last one first. */
  private undone: Mark[] = [];

  private constructor(
    private readonly update: () => void,
    keeper: Keeper,
  ) {
    this.shelf = new Shelf(keeper);
  }

  /** Loads the rules of grading. */
  static async open(
    root: HTMLElement | DocumentFragment,
    update: () => void,
    keeper: Keeper,
  ): Promise<Gradebook> {
    await init({ module_or_path: scoreModule() });
    adopt(root, styles);
    return new Gradebook(update, keeper);
  }

  /** The gradebook of a session. */
  view(part: SessionPart): TemplateResult {
    const { course } = part;
    const place = placeOf(part);
    this.places.set(place.id, place);
    const history = this.shelf.read(place);
    const book = history.present;
    const policy = course.grading;
    const kinds = policy === undefined ? (book.kinds ?? ownKinds()) : kindsOf(policy.value);
    const stated = passingScore(course)?.value;
    const passing = stated ?? book.passing;
    const travel = (step: Step) => {
      part.editor.dropDrafts(part.id("book/"));
      this.travel(part.id(BOOK), step);
    };
    return html`<div class="gradebook" id=${part.id(BOOK)}>
      ${
        policy === undefined
          ? this.ownPolicy(part, book, kinds, stated)
          : html`<p class="remark">
                ${messages.label.policy}${common.separator.sentences}${sourceLine(part.editor.context, policy.source, policy.status)}
              </p>
              <ul class="remark">
                ${kinds.map((kind) => html`<li>${kindText(kind)}</li>`)}
              </ul>
              ${policy.note === undefined ? nothing : html`<p class="remark">${policy.note}</p>`}`
      }
      <p class="hint">
        ${sentences([messages.label.score_hint, this.shelf.isKept(place) ? messages.label.kept : messages.label.not_kept])}
      </p>
      <div class="scores">${kinds.map((kind, at) => this.scoreFields(part, book, kind, at))}</div>
      ${this.outcome(part, book, kinds, passing)}
      ${toolbar(history, travel, undefined, { prefix: part.id("book/") })}
    </div>`;
  }

  /** The gradebook whose turn it is to be undone or redone, unless it is the plan's. */
  latestOf(shown: PlanFile, step: Step): string | undefined {
    const [mark] = step === redo ? this.undone : this.done.slice(-1);
    return mark?.plan === shown ? mark.id : undefined;
  }

  /** Undoes or redoes what was entered in one gradebook; says false where there is nothing to. */
  travel(id: string, step: Step): boolean {
    const place = this.places.get(id);
    const history = place && step(this.shelf.read(place));
    if (place === undefined || history === undefined) return false;
    this.shelf.put(place, history);
    this.move(id, step);
    this.update();
    return true;
  }

  /** Whoever steps in one gradebook by its own buttons takes its last change out of the turn. */
  private move(id: string, step: Step): void {
    const isRedo = step === redo;
    const at = isRedo
      ? this.undone.findIndex((mark) => mark.id === id)
      : this.done.map((mark) => mark.id).lastIndexOf(id);
    const [mark] = at < 0 ? [] : (isRedo ? this.undone : this.done).splice(at, 1);
    if (mark === undefined) return;
    if (isRedo) this.done.push(mark);
    else this.undone.unshift(mark);
  }

  /**
   * Changes what was entered, as it is now also where another tab wrote meanwhile; typing on in one `input`
   * is one change.
   */
  private change(part: SessionPart, changed: (book: Book) => Book, input?: string): void {
    const place = placeOf(part);
    const { plan } = part.editor;
    const before: History<Book> = this.shelf.read(place);
    const last = this.done.at(-1);
    // Typing on is a change of its own where something else was changed meanwhile.
    const goesOn = last?.id === place.id && last.plan === plan;
    const history = { ...before, input: goesOn ? before.input : undefined };
    if (!goesOn || input === undefined || input !== before.input) this.done.push({ id: place.id, plan });
    this.undone = [];
    this.shelf.put(place, record(history, changed(history.present), input));
    this.update();
  }

  /** Weights of the learner's own, where no source states them. */
  private ownPolicy(
    part: SessionPart,
    book: Book,
    kinds: readonly Kind[],
    stated: number | undefined,
  ): TemplateResult {
    const { editor, name } = part;
    const { label } = messages;
    const change = (at: number, changed: Partial<Kind>) => {
      const all = ({ kinds: own = ownKinds() }: Book) =>
        own.map((kind, index) => (index === at ? { ...kind, ...changed } : kind));
      this.change(part, (now) => ({ ...now, kinds: all(now) }), `${at}/${Object.keys(changed).join()}`);
    };
    const add = () =>
      this.change(part, ({ kinds: own = ownKinds(), ...now }) => ({
        ...now,
        kinds: [...own, { name: "", count: 1, drops: 0 }],
      }));
    const remove = (at: number) => {
      editor.dropDrafts(part.id("book/"));
      this.change(part, ({ kinds: own = ownKinds(), ...now }) => {
        const left = [...now.scores].filter(([index]) => index !== at);
        return {
          ...now,
          kinds: own.filter((_, index) => index !== at),
          scores: new Map(left.map(([index, scores]) => [index > at ? index - 1 : index, scores])),
        };
      });
      editor.focus(part.id("book/add"));
    };
    const number = (at: number, field: "weight" | "count" | "drops", title: string, parse: (text: string) => number | undefined) =>
      textField(editor, {
        id: part.id(`book/${at}/${field}`),
        label: title,
        of: kinds[at]?.name,
        value: kinds[at]?.[field],
        parse,
        problem: field === "weight" ? label.score_problem : label.number_problem,
        change: (value) => {
          if (field === "weight") change(at, { weight: value });
          else if (value !== undefined) change(at, { [field]: value });
        },
      });
    return html`<p class="note">${label.own_policy}</p>
      ${kinds.map(
        (kind, at) => html`<div class="kind">
          ${textField(
            editor,
            {
              id: part.id(`book/${at}/name`),
              label: label.name,
              of: items([name, `${at + 1}`]),
              value: kind.name,
              parse: (text) => text,
              problem: "",
              maxLength: 60,
              change: (text) => change(at, { name: text ?? "" }),
            },
            "text",
          )}
          ${number(at, "weight", label.weight, parsePercent)}
          ${number(at, "count", label.count, parseCount)} ${number(at, "drops", label.drops, parseCount)}
          ${
            kinds.length === 1
              ? nothing
              : html`<button
                  type="button"
                  class="quiet"
                  aria-label=${fill(label.remove_of, { name: kind.name })}
                  @click=${() => remove(at)}
                >
                  ${label.remove}
                </button>`
          }
        </div>`,
      )}
      ${
        kinds.length >= TYPES_MAX
          ? nothing
          : html`<button type="button" class="quiet" id=${part.id("book/add")} @click=${add}>
              <span aria-hidden="true">+</span> ${label.add}
            </button>`
      }
      ${
        stated === undefined
          ? textField(editor, {
              id: part.id("book/passing"),
              label: label.passing,
              of: name,
              hint: label.own,
              value: book.passing,
              parse: parsePercent,
              problem: label.score_problem,
              change: (value) => this.change(part, (now) => ({ ...now, passing: value }), "passing"),
            })
          : nothing
      }`;
  }

  private scoreFields(part: SessionPart, book: Book, kind: Kind, at: number): TemplateResult {
    const { editor, name } = part;
    const { label } = messages;
    const scores = book.scores.get(at) ?? [];
    type Row = readonly (Points | undefined)[];
    const put = (changed: (row: Row) => Row, index = 0) =>
      this.change(
        part,
        (now) => ({ ...now, scores: new Map(now.scores).set(at, changed(now.scores.get(at) ?? [])) }),
        `${at}/score/${index}`,
      );
    if (kind.count > FIELDS_MAX) {
      return html`<div class="many">
        ${textField(
          editor,
          {
            id: part.id(`book/${at}/scores`),
            label: fill(label.many, { name: kind.name, count: kind.count }),
            of: name,
            value: scores.map(pointsText).join(" "),
            parse: (text) => (parseMany(text, kind.count) === undefined ? undefined : text),
            problem: fill(label.many_problem, { count: kind.count }),
            change: (text) => put(() => (text === undefined ? [] : (parseMany(text, kind.count) ?? []))),
          },
          "text",
        )}
      </div>`;
    }
    return html`${Array.from({ length: kind.count }, (_, index) =>
      textField<string>(
        editor,
        {
          id: part.id(`book/${at}/score/${index}`),
          // One text, so that the number follows the name in the direction of its letters.
          label: kind.count === 1 && kind.name !== "" ? kind.name : `${kind.name} ${index + 1}`,
          of: name,
          value: pointsText(scores[index]),
          parse: (text) => (parsePoints(text) === undefined ? undefined : text),
          problem: label.score_problem,
          change: (text) => {
            const points = text === undefined ? undefined : parsePoints(text);
            const row = (now: Row) =>
              Array.from({ length: kind.count }, (__, other) => (other === index ? points : now[other]));
            put(row, index);
          },
        },
        "text",
      ),
    )}`;
  }

  private outcome(
    part: SessionPart,
    book: Book,
    kinds: readonly Kind[],
    passing: number | undefined,
  ): TemplateResult | typeof nothing {
    const isStated = kinds.every(({ weight }) => weight !== undefined);
    const hasScore = [...book.scores.values()].some((scores) =>
      scores.some((score) => score !== undefined),
    );
    if (!isStated || !hasScore) return nothing;
    const named = part.course.grading === undefined ? toldApart(kinds) : kinds;
    const answer: ScoreAnswer = JSON.parse(
      scoreOf(jsonText({ grading: gradingOf(named, passing, part), scores: sheetOf(named, book) })),
    );
    if ("problems" in answer) {
      return html`<ul class="problems">
        ${answer.problems.map(({ fault }) => html`<li>${faultText(fault)}</li>`)}
      </ul>`;
    }
    return outcomeView(part, named, answer.score, passing);
  }
}

/** The gradebook of a session: by its run, and by how many sessions before it name the same one. */
function placeOf({ course, editor, run, index, id }: SessionPart): Place {
  const before = runsOf(editor.plan, course.id).slice(0, index);
  const same = before.filter((other) => other.run === run.run).length;
  const policy = course.grading && kindsOf(course.grading.value);
  const session = jsonText([course.id, run.run ?? null, same]);
  return { id: id(BOOK), session, policy, renew: () => editor.dropDrafts(id("book/")) };
}

function ownKinds(): Kind[] {
  const { coursework, exam } = messages.label;
  return [coursework, exam].map((name) => ({ name, count: 1, drops: 0 }));
}

function kindsOf({ assignment_types }: GradingFile): Kind[] {
  return assignment_types.map(({ name, weight, min_count = 1, drop_count = 0, part }) => ({
    name,
    weight,
    count: min_count,
    drops: drop_count,
    part,
  }));
}

/** The learner's own kinds with names by which they can be told apart: their scores go by their names. */
function toldApart(kinds: readonly Kind[]): Kind[] {
  const taken = new Set<string>();
  return kinds.map((kind, at) => {
    const own = kind.name.trim() || `${messages.label.name} ${at + 1}`;
    let name = own;
    for (let count = 2; taken.has(name); count += 1) name = `${own} (${count})`;
    taken.add(name);
    return { ...kind, name };
  });
}

/** The policy as a catalog would state it. */
function gradingOf(
  kinds: readonly Kind[],
  passing: number | undefined,
  { course }: SessionPart,
): GradingFile {
  const stated = course.grading?.value.cutoffs ?? [];
  const pass = passing === undefined ? [] : [{ name: "Pass", percent: passing }];
  return {
    assignment_types: kinds.map(({ name, weight, count, drops }) => ({
      name,
      weight: weight ?? 0,
      min_count: count,
      drop_count: drops,
    })),
    cutoffs: stated.length === 0 ? pass : stated,
  };
}

/** The scores by the names of their kinds; what is not done is left open. */
function sheetOf(kinds: readonly Kind[], { scores }: Book): Record<string, (Points | null)[]> {
  return Object.fromEntries(
    kinds.map(({ name, count }, at) => {
      const known = scores.get(at) ?? [];
      return [name, Array.from({ length: count }, (_, index) => known[index] ?? null)];
    }),
  );
}

function outcomeView(
  part: SessionPart,
  kinds: readonly Kind[],
  { grade, left, everywhere, warnings }: ScoreSoFar,
  passing: number | undefined,
): TemplateResult {
  const { label } = messages;
  const isDone = left.length === 0;
  const score = Math.round(grade.percent * 100);
  const letter = grade.letter === "Pass" ? undefined : grade.letter;
  const verdict =
    passing === undefined ? label.passes_unknown : grade.passed ? label.passes : label.passes_not;
  return html`<div class="outcome" role="group" aria-label=${label.so_far}>
    <p class="shown">
      ${label.so_far} <b>${percent(score)}</b>
      ${letter == null ? nothing : html`<span>${fill(label.letter, { letter })}</span>`}
    </p>
    <p>${verdict} ${isDone ? nothing : html`<span class="remark">${label.so_far_hint}</span>`}</p>
    ${
      passing === undefined || grade.passed
        ? nothing
        : html`<h5>${label.needed}</h5>
            <ul class="needs">
              ${needTexts(left, everywhere).map((text) => html`<li>${text}</li>`)}
            </ul>`
    }
    <ul class="remark">
      ${kinds.map(({ name, weight = 0 }) => {
        const of = grade.by_type[name];
        if (of === undefined) return nothing;
        const dropped = of.dropped_indices.map((index) => index + 1).sort((a, b) => a - b);
        const count = dropped.length;
        const open = left.find((one) => one.name === name)?.count ?? 0;
        const figures = [
          fill(label.average, { percent: percent(tenths(of.average * 100)) }),
          fill(label.adds, { percent: percent(tenths(of.weighted * 100)) }),
        ];
        // How many are not done stands apart from the numbers of those that are dropped.
        const facts = [
          items(figures),
          open === 0 ? undefined : fill(label.left, { count: open }),
          count === 0 ? undefined : fill(label.dropped, { count, numbers: items(dropped.map(String)) }),
        ].filter((fact) => fact !== undefined);
        return html`<li>${about(fill(label.of, { name, weight: percent(weight) }), clauses(facts))}</li>`;
      })}
    </ul>
    ${warnings.length === 0 ? nothing : html`<ul class="remark">${warnings.map(({ fault }) => html`<li>${faultText(fault)}</li>`)}</ul>`}
    ${isDone ? useButtons(part, kinds, grade.by_type, score) : nothing}
  </div>`;
}

/** Puts the score, or its two parts, into the plan. */
function useButtons(
  { course, change, id }: SessionPart,
  kinds: readonly Kind[],
  byType: ScoreSoFar["grade"]["by_type"],
  score: number,
): TemplateResult {
  const { label } = messages;
  const none = { score: undefined, coursework_score: undefined, exam_score: undefined };
  const average = (part: "coursework" | "exam") => {
    const own = kinds.filter((kind) => kind.part === part);
    const [only] = own;
    // The score of a part is only stated where it is one kind of work.
    return own.length === 1 && only !== undefined ? byType[only.name]?.average : undefined;
  };
  const [coursework, exam] = [average("coursework"), average("exam")];
  const isTwo = course.grading !== undefined && kinds.length === 2;
  if (isTwo && coursework !== undefined && exam !== undefined) {
    const [first, second] = [tenths(coursework * 100), tenths(exam * 100)];
    const use = () =>
      change({ ...none, result: undefined, coursework_score: first, exam_score: second }, id("score"));
    const values = { coursework: percent(first), exam: percent(second) };
    return html`<button type="button" @click=${use}>${fill(label.use_parts, values)}</button>`;
  }
  const use = () => change({ ...none, result: undefined, score }, id("score"));
  return html`<button type="button" @click=${use}>${fill(label.use, { percent: percent(score) })}</button>`;
}

function needTexts(left: ScoreSoFar["left"], everywhere: Need | undefined): string[] {
  const words = messages.need;
  if (left.length === 0) return [words.nothing_left];
  const isOne = left.length === 1 && left[0]?.count === 1;
  const texts = left.flatMap(({ name, alone }) => {
    if (alone === undefined) return [];
    const { as_done, nothing_else } = alone;
    if (isOne) return [needText(as_done, name, words.at_least, words.certain, words.out_alone)];
    const rest = needText(as_done, name, words.at_least_rest, words.certain_rest, words.out);
    const isSame = jsonText(as_done) === jsonText(nothing_else);
    const other = needText(nothing_else, name, words.at_least_nothing, words.nothing_certain, words.nothing_out);
    return isSame ? [other] : [rest, other];
  });
  if (isOne || everywhere === undefined) return texts;
  const all = texts.length === 0 ? words.everywhere_only : words.everywhere;
  return [...texts, needText(everywhere, "", all, words.everywhere_certain, words.everywhere_out)];
}

function needText(
  need: Need,
  name: string,
  atLeast: Message,
  certain: Message,
  out: Message,
): string {
  switch (need.answer) {
    case "certain":
      return fill(certain, { name });
    case "out_of_reach":
      return fill(out, { name });
    case "lowest":
      return fill(atLeast, { name, percent: percent(need.percent) });
  }
}

function kindText({ name, weight = 0, count, drops }: Kind): string {
  const { plain, counted, dropped } = messages.types;
  const message = count === 1 ? plain : drops === 0 ? counted : dropped;
  return fill(message, { name, weight: percent(weight), count, drops });
}

function tenths(value: number): number {
  return Math.round(value * 100) / 100;
}

function parseCount(text: string): number | undefined {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return count <= COUNT_MAX ? count : undefined;
}

/** A percentage, or points such as 17/20. */
function parsePoints(text: string): Points | undefined {
  const [earned, possible, ...more] = text.split("/").map((part) => part.trim());
  if (earned === undefined || more.length > 0) return undefined;
  if (possible === undefined) {
    const score = parsePercent(earned);
    return score === undefined ? undefined : { earned: score, possible: 100 };
  }
  const [some, all] = [earned, possible].map((part) =>
    /^\d{1,5}([.,]\d{1,4})?$/.test(part) ? Number(part.replace(",", ".")) : Number.NaN,
  );
  if (some === undefined || all === undefined || !(some <= all) || all === 0) return undefined;
  return { earned: some, possible: all };
}

function parseMany(text: string, most: number): Points[] | undefined {
  const all = text.split(/[\s;]+/).filter((part) => part !== "").map(parsePoints);
  const known = all.filter((points) => points !== undefined);
  return known.length === all.length && all.length <= most ? known : undefined;
}

function pointsText(points: Points | undefined): string {
  if (points === undefined) return "";
  return points.possible === 100 ? String(points.earned) : `${points.earned}/${points.possible}`;
}
