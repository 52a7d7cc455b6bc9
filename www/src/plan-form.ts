// The learner's side of the page: the statements about the program, then the courses.

import { type TemplateResult, html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { keyed } from "lit/directives/keyed.js";
import type { CourseId, IncomeTiers, ProgramFile } from "../generated/certificate_planner.js";
import { catalogText } from "./catalog-text.js";
import { bundleField } from "./bundle-field.js";
import { countries, currencies } from "./countries.js";
import { courseCard } from "./course-card.js";
import { type Editor, inputOf } from "./editor.js";
import {
  amountProblem,
  checkbox,
  choice,
  optionsOf,
  parseAmount,
  parseRate,
  rateProblem,
  select,
  textField,
} from "./fields.js";
import { label, messages } from "./language.js";
import { sessionPart } from "./later.js";
import { changePlan, runKeys } from "./plan.js";
import { type Group, groupsOf, tracksOf } from "./requirement-groups.js";
import { TURN, turnOfCourse } from "./turns.js";
import { courseOf } from "./wording/context.js";
import { fill } from "./wording/fill.js";

export function planForm(editor: Editor): TemplateResult | typeof nothing {
  if (!editor.isDue(TURN.learner)) return nothing;
  return html`<section class="about-you">
      ${trackChoice(editor)} ${enrollmentChoice(editor)} ${bundleField(editor)}
      ${incomeFields(editor)} ${photoIdChoice(editor)}
    </section>
    ${editor.isDue(turnOfCourse(0)) ? courses(editor) : nothing}`;
}

function courses(editor: Editor): TemplateResult {
  const { catalog, program } = editor.context;
  const groups = groupsOf(catalog, program, editor.plan.track);
  const before = (at: number) => groups.slice(0, at).flatMap((group) => group.courses).length;
  return html`<section>
    <h2>${label.courses}</h2>
    <p class="hint">${label.courses_hint}</p>
    ${groups.map((group, at) =>
      editor.isDue(turnOfCourse(before(at))) ? groupView(editor, group, at, before(at)) : nothing,
    )}
  </section>`;
}

function trackChoice(editor: Editor): TemplateResult | typeof nothing {
  const tracks = tracksOf(editor.context.program.requirement.value);
  if (tracks.length === 0) return nothing;
  return choice({
    id: "track",
    label: label.program_track,
    hint: label.track_hint,
    value: editor.plan.track,
    options: [
      ...tracks.map(({ id, title }) => ({ value: id, label: title, lang: "en" })),
      { value: undefined, label: label.any_track },
    ],
    change: (track) => editor.change(changePlan(editor.plan, { track })),
  });
}

function enrollmentChoice(editor: Editor): TemplateResult | typeof nothing {
  const { catalog, program } = editor.context;
  const isRequired = program.enrollment_required?.value ?? catalog.platform === "mitx_online";
  if (!isRequired) return nothing;
  return choice({
    id: "program_enrollment",
    label: label.program_enrollment,
    hint: label.program_enrollment_hint,
    value: editor.plan.program_enrollment,
    options: optionsOf(
      ["verified", "audit", "will_enroll", "not_enrolled"],
      messages.program_enrollment,
    ),
    change: (program_enrollment) => editor.change(changePlan(editor.plan, { program_enrollment })),
  });
}

export function photoIdChoice(editor: Editor): TemplateResult | typeof nothing {
  const { catalog, program } = editor.context;
  const mayBeAsked = program.photo_id_required?.value ?? catalog.platform === "edx";
  if (!mayBeAsked) return nothing;
  return choice({
    id: "photo_id",
    label: label.photo_id,
    hint: label.photo_id_hint,
    value: editor.plan.photo_id,
    options: optionsOf(["approved", "will_verify", "not_approved"], messages.photo_id),
    change: (photo_id) => editor.change(changePlan(editor.plan, { photo_id })),
  });
}

export function incomeFields(editor: Editor): TemplateResult | typeof nothing {
  const tiers = editor.context.program.income_tiers?.value;
  if (tiers === undefined) return nothing;
  const { plan } = editor;
  const income = plan.income;
  const currency = income?.currency ?? editor.draft("income_currency") ?? tiers.currency;
  return html`<div class="row">
      ${textField(editor, {
        id: "income",
        label: label.income,
        hint: label.income_hint,
        value: income?.amount.replace(/\.00$/, ""),
        parse: parseAmount,
        problem: amountProblem,
        change: (amount) => {
          const changed = amount === undefined ? undefined : { ...income, amount, currency };
          editor.change(changePlan(plan, { income: changed }), "income");
        },
      })}
      ${select({
        id: "income_currency",
        label: label.income_currency,
        value: currency,
        // The long lists come with a turn of their own.
        options: (editor.isDue(TURN.lists) ? currencies(tiers.currency) : [currency]).map((code) => {
          return { value: code, label: code };
        }),
        change: (chosen = tiers.currency) => {
          // A currency alone is no statement yet, so it waits for its amount.
          editor.setDraft("income_currency", chosen);
          const changed = income && { amount: income.amount, currency: chosen };
          editor.change(changePlan(plan, { income: changed }));
        },
      })}
    </div>
    <div class="row">${rateField(editor, tiers)} ${countryField(editor, tiers)}</div>`;
}

function rateField(editor: Editor, tiers: IncomeTiers): TemplateResult | typeof nothing {
  const { income } = editor.plan;
  if (income === undefined || income.currency === tiers.currency) return nothing;
  return textField(editor, {
    id: "exchange_rate",
    label: fill(label.exchange_rate, {
      currency: income.currency,
      tier_currency: tiers.currency,
    }),
    value: income.units_per_tier_unit,
    parse: parseRate,
    problem: rateProblem,
    change: (units_per_tier_unit) => {
      const changed = { ...income, units_per_tier_unit };
      editor.change(changePlan(editor.plan, { income: changed }), "exchange_rate");
    },
  });
}

function countryField(editor: Editor, tiers: IncomeTiers): TemplateResult | typeof nothing {
  if (tiers.approval === undefined) return nothing;
  const { country } = editor.plan;
  const known = country !== undefined || editor.isDue(TURN.lists) ? countries(tiers.approval) : [];
  return select({
    id: "country",
    label: label.country,
    value: country,
    options: [
      { value: undefined, label: label.not_stated },
      ...known.map(({ code, name }) => ({ value: code, label: name })),
    ],
    change: (chosen) => editor.change(changePlan(editor.plan, { country: chosen })),
  });
}

/** A group of courses; `before` is how many courses stand above it. */
function groupView(editor: Editor, group: Group, at: number, before: number): TemplateResult {
  const { program, need } = group;
  const title = group.title ?? titleOfNameless(editor, group, at);
  const heading =
    title === undefined
      ? html`<h3 class="unseen" lang="en">${editor.context.program.title}</h3>`
      : html`<h3 class="group">
          ${group.title === undefined ? title : catalogText(group.title)}${need === undefined ? nothing : html` <small>${need}</small>`}
        </h3>`;
  return html`${heading} ${program === undefined ? nothing : nestedCertificate(editor, program)}
  ${group.unlisted.map(
    (unlisted) => html`<p class="hint">${fill(messages.node.unlisted, { title: unlisted })}</p>`,
  )}
  ${group.courses.map((course, place) =>
    editor.isDue(turnOfCourse(before + place)) ? keyed(course, cardOf(editor, course)) : nothing,
  )}`;
}

/** A card is made anew only where it says something else, or while it is being filled in. */
function cardOf(editor: Editor, id: CourseId): unknown {
  const { plan, assessment, context } = editor;
  const planned = plan.courses?.find(({ course }) => course === id);
  const keys = runKeys(planned?.runs ?? []);
  const isOpen = keys.some((key) => editor.isOpen(inputOf(id, key, "form")));
  if (isOpen || editor.hasDrafts(`${id}/`)) return courseCard(editor, id);
  const answer = assessment?.courses.find(({ course }) => course === id);
  const fee = [answer?.fee.basis, answer?.fee.last_known?.amount, assessment?.cost.currency];
  const known = [messages, sessionPart.it, context.catalog, context.program, editor.sessions(id)];
  return guard([...known, planned, answer?.verdict, ...fee], () => courseCard(editor, id));
}

/** A group without a name must not seem to belong to the one above it. */
function titleOfNameless({ context }: Editor, group: Group, at: number): string | undefined {
  if (group.courses.length === 0) return undefined;
  const isCapstone = group.courses.every((id) => courseOf(context, id)?.capstone !== undefined);
  if (isCapstone) return label.capstone;
  return at === 0 ? undefined : label.further_courses;
}

function nestedCertificate(editor: Editor, id: ProgramFile["id"]): TemplateResult {
  const held = editor.plan.program_certificates ?? [];
  const title = editor.context.catalog.programs.find((program) => program.id === id)?.title ?? id;
  return checkbox({
    id: `nested/${id}`,
    label: fill(label.nested_program, { title }),
    value: held.includes(id),
    change: (holds) => {
      const others = held.filter((other) => other !== id);
      const all = holds ? [...others, id] : others;
      const program_certificates = all.length === 0 ? undefined : all;
      editor.change(changePlan(editor.plan, { program_certificates }));
    },
  });
}
