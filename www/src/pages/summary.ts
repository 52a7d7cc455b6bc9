// The table of all programs that the page holds before its script works, and without it.

import type { CourseId, Session } from "../../generated/certificate_planner.js";
import { messages } from "../language.js";
import { fill } from "../wording/fill.js";
import { partialDate } from "../wording/source.js";
import { type ProgramFacts, fileName, isOver } from "./facts.js";
import { type Markup, markup } from "./markup.js";
import { own } from "./messages.js";
import { dateSources, requirementInBrief, sessionDates, sourcesOf, total } from "./pieces.js";

/** One row for each program, with or without a link to the page of the program. */
export function summary(programs: readonly ProgramFacts[], isLinked: boolean): Markup {
  const oldest = programs.map(({ context }) => context.catalog.as_of).sort()[0] ?? "";
  // Roles are written out, because a table that is laid out otherwise loses its own.
  return markup`<h2 id="programs">${own.programs}</h2>
        <p>${fill(own.intro, { date: partialDate(oldest) })}</p>
        <div class="scroll" role="region" aria-label="${own.caption}" tabindex="0">
          <table role="table">
            <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${own.program}</th><th scope="col" role="columnheader">${own.needs}</th><th scope="col" role="columnheader">${own.fees}</th><th scope="col" role="columnheader">${own.next_start}</th></tr></thead>
            <tbody role="rowgroup">${programs.map((facts) => row(facts, isLinked))}</tbody>
          </table>
        </div>`;
}

function row(facts: ProgramFacts, isLinked: boolean): Markup {
  const { context } = facts;
  const { catalog, program } = context;
  const needs = requirementInBrief(context, program.requirement.value);
  const address = `programs/${fileName(program)}`;
  const name = isLinked ? markup`<a href="${address}">${program.title}</a>` : program.title;
  return markup`
<tr role="row"><th scope="row" role="rowheader">${name} <small>${messages.platform[catalog.platform]}</small></th><td role="cell">${needs}${sourcesOf(context, [program.requirement])}</td><td role="cell">${isOver(facts) ? undefined : total(facts)}</td><td role="cell">${nextStart(facts)}</td></tr>`;
}

function nextStart(facts: ProgramFacts): Markup {
  const { context, sessions } = facts;
  const { offered } = context.program;
  if (offered?.value === false) return markup`${own.not_offered}${sourcesOf(context, [offered])}`;
  const all = [...sessions].flatMap(([course, coming]) =>
    coming.slice(0, 1).map((session): [CourseId, Session] => [course, session]),
  );
  const first = all.sort(([, a], [, b]) => ((a.start ?? "") < (b.start ?? "") ? -1 : 1))[0];
  if (first === undefined) return markup`${own.no_session}`;
  const [course, session] = first;
  return markup`${course}, ${sessionDates(context, course, session)}${dateSources(context, course, [session])}`;
}
