// Up to three plans side by side.

import type { TemplateResult } from "lit";
import type { CourseId, PlanFile } from "../../generated/certificate_planner.js";
import { toPayText, totalText } from "../cost-view.js";
import type { OpenCatalog } from "../engine.js";
import { messages as common } from "../language.js";
import { tracksOf } from "../requirement-groups.js";
import type * as WaysScript from "../ways.js";
import { type Context, courseName, optionalSession, programTitle } from "../wording/context.js";
import { span, when } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { clauses } from "../wording/list.js";
import { label, messages } from "./messages.js";
import { type Study, loadOf, studiesOf } from "./load.js";

/** A plan with its name. */
export interface Named {
  id: string;
  name: string;
  plan: PlanFile;
}

/** The rows in which plans can differ, each with one text for every plan. */
export function plansTable(
  inContext: Context,
  catalog: OpenCatalog,
  named: readonly Named[],
  ways: typeof WaysScript,
  leaveOut: (at: number) => void,
): TemplateResult {
  const columns = named.map(({ plan }) => columnOf(inContext, catalog, plan, ways));
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const rows = names.map((name) => ({
    name,
    cells: columns.map((column) => column.get(name) ?? messages.not_taken),
  }));
  // What all plans have in common about themselves says nothing.
  const isTold = ({ name, cells }: { name: string; cells: string[] }) =>
    (name !== label.program && name !== label.track) || new Set(cells).size > 1;
  const titles = named.map(({ name }) => name);
  const remove = (name: string) => fill(label.leave_out, { name });
  return ways.sideBySide("plans-compared", titles, rows.filter(isTold), remove, leaveOut);
}

function columnOf(
  inContext: Context,
  catalog: OpenCatalog,
  plan: PlanFile,
  ways: typeof WaysScript,
): Map<string, string> {
  const program = catalog.file.programs.find(({ id }) => id === plan.program);
  const context: Context = { ...inContext, program: program ?? inContext.program };
  const rows = new Map<string, string>();
  rows.set(label.program, programTitle(context, plan.program));
  const track = tracksOf(context.program.requirement.value).find(({ id }) => id === plan.track);
  rows.set(label.track, track?.title ?? label.any_track);
  const answer = catalog.assess(plan, context.now);
  if ("assessment" in answer) {
    const { assessment } = answer;
    const { verdict, certificate } = assessment.program;
    rows.set(label.verdict, common.verdict[verdict]);
    rows.set(label.when, when(context, certificate, verdict));
    rows.set(label.cost, totalText(assessment.cost));
    rows.set(label.to_pay, toPayText(assessment.cost));
  } else {
    rows.set(label.verdict, common.label.problems_plan);
  }
  rows.set(label.load, ways.hoursText(context, loadOf(context, catalog, plan)));
  const studies = studiesOf(context, catalog, plan);
  for (const { course } of plan.courses ?? []) {
    rows.set(courseName(context, course), courseText(context, plan, course, studies));
  }
  return rows;
}

function courseText(
  context: Context,
  plan: PlanFile,
  course: CourseId,
  studies: readonly Study[],
): string {
  const runs = plan.courses?.find((planned) => planned.course === course)?.runs ?? [];
  const own = studies.filter((study) => study.course === course);
  const done = runs.filter(({ state }) => state === "finished");
  const texts = [
    ...done.map(({ run }) => sessionText(optionalSession(context, run), common.state.finished)),
    ...own.map(({ run, from, to, projected }) => {
      const dates = span(from, to) ?? (run === undefined ? undefined : messages.undated);
      const told = projected && dates !== undefined ? fill(messages.projected, { dates }) : dates;
      return sessionText(optionalSession(context, run) ?? messages.no_session, told);
    }),
  ];
  return texts.length === 0 ? messages.no_session : clauses(texts);
}

function sessionText(session: string | undefined, dates: string | undefined): string {
  if (session === undefined || dates === undefined) return session ?? dates ?? "";
  return fill(messages.session, { session, dates });
}
