// The inputs of the wishes.

import { type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { CourseId, Session, TrackFile } from "../../generated/certificate_planner.js";
import type { HoursBetween } from "../../generated/certificate_planner_proposals.js";
import type { Editor } from "../editor.js";
import { amountProblem, checkbox, domId, parseAmount, select, textField } from "../fields.js";
import { messages as common } from "../language.js";
import { label, messages } from "./messages.js";
import { groupsOf, tracksOf } from "../requirement-groups.js";
import { courseName, courseOf, sessionName } from "../wording/context.js";
import { date, span } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { about, aside, items } from "../wording/list.js";
import { notCurrent, runStatus } from "../wording/source.js";
import {
  type CourseWish,
  type WishForm,
  changed,
  courseWish,
  failuresOf,
  isComplete,
  isReversed,
  pinnedRun,
  withCourseWish,
  withFailures,
  withPinnedRun,
  withTrackLeftOut,
  wishesOf,
} from "./wish-form.js";

/** What the inputs read and call. */
export interface WishDesk {
  editor: Editor;
  form: WishForm;
  currency: string;
  /** Puts other wishes in place of the last; typing on in one `input` is one change. */
  wish(form: WishForm, input?: string): void;
}

export function wishInputs(desk: WishDesk): TemplateResult {
  const { editor, form, currency } = desk;
  const tracks = tracksOf(editor.context.program.requirement.value);
  const change = (input: string) => (values: Partial<WishForm>) =>
    desk.wish(changed(form, values), input);
  return html`<section class="wishes">
    <h2>${label.wishes}</h2>
    <p class="hint">${label.wishes_hint}</p>
    <div class="row">
      ${dayField(desk, "start_from", label.start_from, form.start_from, (start_from) =>
        change("start_from")({ start_from }),
      )}
      ${dayField(desk, "ready_by", label.ready_by, form.ready_by, (ready_by) =>
        change("ready_by")({ ready_by }),
      )}
    </div>
    <div class="row">
      ${numberField(desk, {
        id: "hours_per_week",
        label: label.hours_per_week,
        value: form.hours_per_week,
        range: [0, 168],
        problem: messages.problem.hours,
        change: (hours_per_week) => change("hours_per_week")({ hours_per_week }),
      })}
      ${numberField(desk, {
        id: "courses_at_once",
        label: label.courses_at_once,
        value: form.courses_at_once,
        range: [1, 20],
        problem: messages.problem.at_once,
        change: (courses_at_once) => change("courses_at_once")({ courses_at_once }),
      })}
    </div>
    <div class="row">
      ${textField(editor, {
        id: "wish/budget",
        label: fill(label.budget, { currency }),
        value: form.budget?.replace(/\.00$/, ""),
        parse: parseAmount,
        problem: amountProblem,
        change: (budget) => change("budget")({ budget }),
      })}
      ${tracks.length === 0 ? nothing : trackField(desk, tracks)}
    </div>
    ${moreWishes(desk, tracks)}
  </section>`;
}

function trackField({ form, wish }: WishDesk, tracks: readonly TrackFile[]): TemplateResult {
  return select({
    id: "wish/track",
    label: label.track,
    value: form.track,
    options: [
      { value: undefined, label: label.any_track },
      ...tracks.map(({ id, title }) => ({ value: id, label: title })),
    ],
    change: (track) => wish(changed(form, { track })),
  });
}

/** What few learners wish. */
function moreWishes(desk: WishDesk, tracks: readonly TrackFile[]): TemplateResult {
  const { editor, form, wish } = desk;
  const { published_only, certificate_margin_days } = form;
  const lists = [wishesOf(form).hours_between, form.without_tracks, form.with_courses, form.without_courses];
  const longer = [...lists, form.pinned, form.failures];
  const count =
    longer.reduce((sum, list) => sum + (list?.length ?? 0), 0) +
    [published_only, certificate_margin_days].filter((value) => value !== undefined).length;
  return html`<details
    class="more"
    .open=${live(editor.isOpen("wish/more"))}
    @toggle=${(event: Event) => keepOpen(editor, "wish/more", event)}
  >
    <summary>${count === 0 ? label.more : fill(label.more_count, { count })}</summary>
    <div class="fields">
      ${betweenFields(desk)}
      ${
        tracks.length < 2
          ? nothing
          : html`<fieldset class="field">
              <legend>${label.without_tracks}</legend>
              <div class="options">
                ${tracks.map(({ id, title }) =>
                  checkbox({
                    id: `wish/without/${id}`,
                    label: title,
                    value: form.without_tracks?.includes(id) ?? false,
                    change: (isOut) => wish(withTrackLeftOut(form, id, isOut)),
                  }),
                )}
              </div>
            </fieldset>`
      }
      ${checkbox({
        id: "wish/published_only",
        label: label.published_only,
        value: published_only ?? false,
        change: (only) => wish(changed(form, { published_only: only })),
      })}
      ${numberField(desk, {
        id: "certificate_margin_days",
        label: label.margin,
        hint: label.margin_hint,
        value: certificate_margin_days,
        range: [0, 365],
        problem: messages.problem.margin,
        change: (days) => wish(changed(form, { certificate_margin_days: days }), "margin"),
      })}
      ${coursesFields(desk)}
    </div>
  </details>`;
}

/** Times with a limit of their own. */
function betweenFields(desk: WishDesk): TemplateResult {
  const { editor, form, wish } = desk;
  const all = form.hours_between ?? [];
  const put = (at: number, between: Partial<HoursBetween>, input?: string) =>
    wish(changed(form, { hours_between: all.map((one, i) => (i === at ? between : one)) }), input);
  const add = () => {
    wish(changed(form, { hours_between: [...all, {}] }));
    editor.focus(`wish/between${all.length}/from`);
  };
  const remove = (at: number) => {
    editor.dropDrafts("wish/between");
    wish(changed(form, { hours_between: all.filter((_, i) => i !== at) }));
    // The button that was pressed is gone.
    editor.focus("wish/add_between");
  };
  return html`<fieldset class="field">
    <legend>${label.less_time}</legend>
    <span class="hint">${label.less_time_hint}</span>
    ${all.map((between, at) => {
      const of = fill(label.between_of, { number: at + 1 });
      const id = (name: string) => `between${at}/${name}`;
      return html`<div class="between">
        <div class="row">
          ${dayField(desk, id("from"), label.from, between.from, (from) => put(at, { ...between, from }, id("from")), of)}
          ${dayField(desk, id("to"), label.to, between.to, (to) => put(at, { ...between, to }, id("to")), of)}
          ${numberField(desk, {
            id: id("hours"),
            label: label.hours,
            of,
            value: between.hours,
            range: [0, 168],
            problem: messages.problem.hours,
            change: (hours) => put(at, { ...between, hours }, id("hours")),
          })}
        </div>
        ${betweenProblem(between)}
        <button
          type="button"
          class="quiet"
          aria-label=${fill(label.remove_between_of, {
            from: between.from === undefined ? "…" : date(editor.context, between.from),
            to: between.to === undefined ? "…" : date(editor.context, between.to),
          })}
          @click=${() => remove(at)}
        >
          ${label.remove_between}
        </button>
      </div>`;
    })}
    <button type="button" class="quiet" id="wish/add_between" @click=${add}>
      ${label.add_between}
    </button>
  </fieldset>`;
}

function betweenProblem(between: Partial<HoursBetween>): TemplateResult | typeof nothing {
  if (isComplete(between)) return nothing;
  if (isReversed(between)) return html`<p class="wrong">${messages.problem.between}</p>`;
  return html`<p class="hint">${messages.problem.between_part}</p>`;
}

function coursesFields(desk: WishDesk): TemplateResult {
  const { catalog, program } = desk.editor.context;
  const groups = groupsOf(catalog, program);
  const courses = groups.flatMap((group) => group.courses);
  return html`<fieldset class="field">
    <legend>${label.courses}</legend>
    ${courses.map((course) => courseFields(desk, course))}
  </fieldset>`;
}

function courseFields(desk: WishDesk, course: CourseId): TemplateResult {
  const { editor, form, wish } = desk;
  const { context } = editor;
  const name = courseName(context, course);
  const part = `wish/course/${course}`;
  const own = courseWish(form, course);
  const run = pinnedRun(form, course);
  const failures = failuresOf(form, course);
  const choices: Record<CourseWish, string> = {
    with: label.course_with,
    without: label.course_without,
  };
  const times = [label.failures_0, label.failures_1, label.failures_2];
  const wished = [
    own && choices[own],
    run && sessionName(context, run),
    failures > 0 ? times[failures] : undefined,
  ].filter((text) => text !== undefined);
  return html`<details
    class="wish-course"
    .open=${live(editor.isOpen(part))}
    @toggle=${(event: Event) => keepOpen(editor, part, event)}
  >
    <summary>
      ${
        wished.length === 0
          ? name
          : fill(label.course_wished, { course: name, wishes: items(wished) })
      }
    </summary>
    <div class="row">
      ${select<CourseWish>({
        id: `${part}/choice`,
        label: label.course_choice,
        of: name,
        value: own,
        options: [
          { value: undefined, label: label.course_free },
          { value: "with", label: choices.with },
          { value: "without", label: choices.without },
        ],
        change: (chosen) => wish(withCourseWish(form, course, chosen)),
      })}
      ${select({
        id: `${part}/session`,
        label: label.pinned,
        of: name,
        value: run,
        options: [
          { value: undefined, label: label.pinned_any },
          ...editor
            .sessions(course)
            .filter((session) => session.ended !== "yes" || session.run === run)
            .map((session) => ({ value: session.run, label: sessionLabel(desk, course, session) })),
        ],
        change: (chosen) => wish(withPinnedRun(form, course, chosen)),
      })}
      ${select({
        id: `${part}/failures`,
        label: label.failures,
        of: name,
        value: String(failures),
        options: times.map((text, at) => ({ value: String(at), label: text })),
        change: (chosen) => wish(withFailures(form, course, Number(chosen))),
      })}
    </div>
  </details>`;
}

function sessionLabel({ editor }: WishDesk, course: CourseId, session: Session): string {
  const { context } = editor;
  const status = runStatus(courseOf(context, course), session.run);
  const dates = notCurrent(status, span(session.start, session.end));
  const name = sessionName(context, session.run);
  const text = dates === undefined ? name : about(name, dates);
  return session.projected ? aside(text, messages.session.projected) : text;
}

/** A day; one that is not given as a whole is said so and is no wish. */
function dayField(
  { editor }: WishDesk,
  name: string,
  text: string,
  value: string | undefined,
  change: (value: string | undefined) => void,
  of?: string,
): TemplateResult {
  const id = `wish/${name}`;
  const left = `${id}/left`;
  const draft = editor.draft(id);
  const isWrong = draft !== undefined && editor.draft(left) !== undefined;
  const typed = ({ currentTarget: input }: Event) => {
    if (!(input instanceof HTMLInputElement)) return;
    // A year that is being typed is one such as 0002 at first, which nobody means.
    const isPartial = input.validity.badInput || (input.value !== "" && input.value < "1900");
    editor.setDraft(id, isPartial ? input.value : undefined);
    if (!isPartial) editor.setDraft(left, undefined);
    const day = isPartial ? undefined : input.value || undefined;
    if (day !== value) change(day);
  };
  const leave = ({ currentTarget: input }: Event) => {
    if (!(input instanceof HTMLInputElement)) return;
    // What was no day before and is no day now, such as a month alone, is no input to a browser.
    const isPartial = input.validity.badInput || (draft !== undefined && input.value !== "");
    editor.setDraft(id, isPartial ? input.value : undefined);
    editor.setDraft(left, isPartial ? "" : undefined);
  };
  return html`<div class="field">
    <label for=${id}>${text}${of === undefined ? nothing : html`<span class="unseen">${common.separator.colon}${of}</span>`}</label>
    <input
      id=${id}
      type="date"
      max="9999-12-31"
      aria-invalid=${isWrong ? "true" : "false"}
      aria-describedby=${isWrong ? `${domId(id)}-problem` : nothing}
      .value=${live(draft ?? value ?? "")}
      @input=${typed}
      @change=${typed}
      @blur=${leave}
    />
    ${isWrong ? html`<span class="wrong" id="${domId(id)}-problem">${messages.problem.date}</span>` : nothing}
  </div>`;
}

interface NumberField {
  id: string;
  label: string;
  of?: string;
  hint?: string;
  value: number | undefined;
  range: readonly [number, number];
  problem: string;
  change(value: number | undefined): void;
}

function numberField({ editor }: WishDesk, field: NumberField): TemplateResult {
  const [min, max] = field.range;
  return textField(editor, {
    ...field,
    id: `wish/${field.id}`,
    parse: (text) => {
      const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
      return number >= min && number <= max ? number : undefined;
    },
    maxLength: 10,
  });
}

function keepOpen(editor: Editor, part: string, event: Event): void {
  const details = event.currentTarget;
  if (details instanceof HTMLDetailsElement) editor.setOpen(part, details.open);
}
