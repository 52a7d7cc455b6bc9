// The page of one program: all that is published of it, for who reads without script.

import type { CourseFile, Prerequisite, Strength } from "../../generated/certificate_planner.js";
import { groupsOf } from "../requirement-groups.js";
import { messages } from "../language.js";
import { courseOf } from "../wording/context.js";
import { type Message, fill } from "../wording/fill.js";
import { items } from "../wording/list.js";
import { amount } from "../wording/money.js";
import { partialDate } from "../wording/source.js";
import { type ProgramFacts, isOver } from "./facts.js";
import { Markup, markup } from "./markup.js";
import { own } from "./messages.js";
import { dateSources, fee, link, meta, note, requirement, sessionDates, sourcesOf, total } from "./pieces.js";

/** How many sessions of a course are told. */
const SESSIONS_MAX = 2;

/** The whole page. */
export function programPage(facts: ProgramFacts): Markup {
  const { context } = facts;
  const { catalog, program } = context;
  const asOf = partialDate(catalog.as_of);
  const { title } = program;
  const { offered } = program;
  const { admission, credit, job } = messages.not;
  return markup`<!doctype html>
<html lang="${messages.locale}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    ${meta("description", fill(own.page_description, { title, date: asOf }))}
    <title>${fill(own.page_title, { title })}</title>
    <link rel="icon" href="../icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="../style.css">
  </head>
  <body>
    <header>
      <p><a href="../index.html">${own.back}</a></p>
      <h1 class="title">${title}</h1>
      <p class="promise">${fill(own.page_intro, { date: asOf })}</p>
    </header>
    <main class="text">
      ${
        isOver(facts) && offered !== undefined
          ? markup`<p><strong>${own.not_offered}</strong>${sourcesOf(context, [offered])}</p>`
          : undefined
      }
      <h2>${own.requirement}</h2>
      <div>${requirement(context, program.requirement.value)}${sourcesOf(context, [program.requirement])}</div>
      ${isOver(facts) ? undefined : markup`<p>${new Markup(fill(own.total, { amount: total(facts).text }))}</p>`}
      ${courseTable(facts)}
      ${tiers(facts)}
      <h2>${own.notes}</h2>
      <ul>
        ${(program.notes ?? []).map((fact) => note(context, fact))}
        ${(program.uncertain_aid ?? []).map((fact) => note(context, fact))}
        ${(program.credit_pathways ?? []).map((fact) => note(context, fact))}
        ${[admission, credit, job].map((text) => markup`<li>${text}</li>`)}
        ${program.url === undefined ? undefined : markup`<li>${link(program.url, messages.label.program_page)}</li>`}
      </ul>
      <p><a href="../index.html">${own.plan}</a></p>
    </main>
  </body>
</html>
`;
}

function courseTable(facts: ProgramFacts): Markup | undefined {
  const { context } = facts;
  const groups = groupsOf(context.catalog, context.program);
  const ids = [...new Set(groups.flatMap((group) => group.courses))];
  const courses = ids.flatMap((id) => courseOf(context, id) ?? []);
  if (courses.length === 0) return undefined;
  // Roles are written out, because a table that is laid out otherwise loses its own.
  return markup`<h2 id="courses">${own.courses}</h2>
      <div class="scroll" role="region" aria-labelledby="courses" tabindex="0">
        <table role="table">
          <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${own.course}</th><th scope="col" role="columnheader">${own.fee}</th><th scope="col" role="columnheader">${own.next_dates}</th></tr></thead>
          <tbody role="rowgroup">${courses.map((course) => courseRow(facts, course))}</tbody>
        </table>
      </div>`;
}

function courseRow(facts: ProgramFacts, course: CourseFile): Markup {
  const { context, sessions } = facts;
  const coming = (sessions.get(course.id) ?? []).slice(0, SESSIONS_MAX);
  const dates = coming.map(
    (session) => markup`<li>${sessionDates(context, course.id, session)}</li>`,
  );
  const before = course.prerequisites ?? [];
  const notes = [first(before, "required", own.requires), first(before, "recommended", own.recommends)];
  return markup`
<tr role="row"><th scope="row" role="rowheader">${course.id} ${link(course.url, course.title)}${notes
    .filter((text) => text !== undefined)
    .map((text) => markup` <small>${text}</small>`)}</th><td role="cell">${fee(facts, course.id)}</td><td role="cell">${
    dates.length === 0 ? own.no_session : markup`<ul>${dates}</ul>${dateSources(context, course.id, coming)}`
  }</td></tr>`;
}

function first(
  prerequisites: readonly Prerequisite[],
  strength: Strength,
  message: Message,
): string | undefined {
  const courses = prerequisites.filter((one) => one.strength === strength);
  if (courses.length === 0) return undefined;
  return fill(message, { courses: items(courses.map(({ course }) => course)) });
}

function tiers({ context }: ProgramFacts): Markup | undefined {
  const fact = context.program.income_tiers;
  if (fact === undefined) return undefined;
  const { currency } = fact.value;
  const rows = fact.value.tiers.map(
    ({ income_from, fee: price }) =>
      markup`<tr><td>${amount(income_from, currency)}</td><td>${amount(price, currency)}</td></tr>`,
  );
  return markup`<h2>${own.tiers}</h2>
      <table>
        <thead><tr><th scope="col">${own.income_from}</th><th scope="col">${own.income_fee}</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>
      <p>${sourcesOf(context, [fact])}</p>`;
}
