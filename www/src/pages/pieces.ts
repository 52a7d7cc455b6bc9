// Pieces that the pages have in common: sources, fees, dates and the requirement.

import type {
  Citation,
  CourseId,
  Fact,
  RequirementFile,
  Session,
} from "../../generated/certificate_planner.js";
import { totalStatus, totalText } from "../cost-view.js";
import { feeText } from "../course-answers.js";
import { messages } from "../language.js";
import { type Context, courseName, courseOf, programTitle, sessionName } from "../wording/context.js";
import { date, deadline } from "../wording/date.js";
import { fill } from "../wording/fill.js";
import { about, clauses, heading, items } from "../wording/list.js";
import { notCurrent, sourceText } from "../wording/source.js";
import { type ProgramFacts, sessionSource } from "./facts.js";
import { Markup, escaped, markup } from "./markup.js";
import { own } from "./messages.js";

/** An address as a link, where it may be followed. */
export function link(url: string | undefined, text: string): Markup {
  return url?.startsWith("https://") ? markup`<a href="${url}">${text}</a>` : markup`${text}`;
}

/** Sources, each once. */
export function sourcesOf(context: Context, cited: readonly Citation[]): Markup[] {
  const seen = new Map(cited.map((one) => [`${one.source} ${one.status}`, one] as const));
  return [...seen.values()].map(({ source, status }) => {
    const { title, url, remark } = sourceText(context, source, status);
    return markup` <small>${own.source}${link(url, title)} (${remark})</small>`;
  });
}

/** What all that is needed costs. */
export function total({ context, assessment: { cost, courses } }: ProgramFacts): Markup {
  const cited = courses.flatMap(({ fee }) => fee.sources ?? []);
  const text = notCurrent(totalStatus(cost, courses), totalText(cost)) ?? "";
  return markup`${text}${sourcesOf(context, cited)}`;
}

/** The fee of a course. */
export function fee({ context, assessment }: ProgramFacts, course: CourseId): Markup | undefined {
  const answer = assessment.courses.find((one) => one.course === course);
  if (answer === undefined) return undefined;
  const text = feeText(answer, assessment.cost.currency, own.fee_words);
  return markup`${text}${sourcesOf(context, answer.fee.sources ?? [])}`;
}

/** When a session starts, and until when it can be upgraded. */
export function sessionDates(context: Context, course: CourseId, session: Session): Markup {
  const { run, start, upgrade_deadline, projected } = session;
  if (start === undefined) return markup``;
  const status = sessionSource(context, courseOf(context, course), session)?.status;
  const text = notCurrent(projected ? undefined : status, date(context, start)) ?? "";
  const remark = projected ? ` (${messages.when.projected})` : "";
  const upgrade =
    upgrade_deadline === undefined
      ? ""
      : `. ${fill(own.upgrade_by, { date: deadline(context, upgrade_deadline) })}`;
  return markup`${sessionName(context, run)}: <time datetime="${start}">${text}</time>${remark}${upgrade}`;
}

/** The sources of the dates of sessions. */
export function dateSources(
  context: Context,
  course: CourseId,
  sessions: readonly Session[],
): Markup[] {
  const of = courseOf(context, course);
  const cited = sessions.flatMap((session) => sessionSource(context, of, session) ?? []);
  return sourcesOf(context, cited);
}

/** A fact in the program's own words, with its source. */
export function note(context: Context, fact: Fact<string>): Markup {
  return markup`<li>${fact.value}${sourcesOf(context, [fact])}</li>`;
}

/** The requirement as a list within lists. */
export function requirement(context: Context, node: RequirementFile): Markup {
  const isPlain = node.kind === "all_of" && node.title === undefined;
  const nodes = isPlain ? node.of : [node];
  return markup`<ul>${nodes.map((one) => item(context, one))}</ul>`;
}

function item(context: Context, node: RequirementFile): Markup {
  const below = childrenOf(node).map((child) => item(context, child));
  const list = below.length === 0 ? undefined : markup`<ul>${below}</ul>`;
  return markup`<li>${lineOf(context, node)}${list}</li>`;
}

/** The requirement in one line, with courses by their numbers. */
export function requirementInBrief(context: Context, node: RequirementFile): string {
  // A nameless group at the top says nothing that its parts do not say.
  const isPlain = node.kind === "all_of" && node.title === undefined;
  if (!isPlain) return inBrief(context, node);
  return clauses(node.of.map((child) => inBrief(context, child)));
}

function inBrief(context: Context, node: RequirementFile): string {
  const parts = childrenOf(node).map((child) => inBrief(context, child));
  if (parts.length === 0) return node.kind === "course" ? node.course : lineOf(context, node);
  if (node.kind === "all_of" && parts.length === 1) return parts.join("");
  const isInner = childrenOf(node).every((child) => childrenOf(child).length === 0);
  return `${lineOf(context, node)} ${isInner ? items(parts) : clauses(parts)}`.trim();
}

function childrenOf(node: RequirementFile): readonly RequirementFile[] {
  if (node.kind === "one_track_of") {
    return node.tracks.map(({ title, requirement: needed }) => ({
      kind: "all_of",
      title,
      of: needed.kind === "all_of" && needed.title === undefined ? needed.of : [needed],
    }));
  }
  return "of" in node ? node.of : [];
}

function lineOf(context: Context, node: RequirementFile): string {
  const words = messages.node;
  const titled = (text: string, title?: string) =>
    title === undefined ? heading(text) : about(title, text);
  switch (node.kind) {
    case "course":
      return courseName(context, node.course);
    case "program":
      return fill(words.program, { title: programTitle(context, node.program) });
    case "unlisted":
    case "unreadable":
      return fill(words[node.kind], { title: node.title });
    case "one_track_of":
      return heading(words.one_track_of);
    case "min_number_of": {
      const needed = { needed: node.number, size: node.of.length };
      const { need_advanced, advanced } = messages.requirement;
      const text =
        node.advanced === undefined
          ? fill(words.min_number_of, needed)
          : fill(need_advanced, {
              ...needed,
              advanced: fill(advanced, { count: node.advanced }),
            });
      return titled(text, node.title);
    }
    case "all_of": {
      const size = node.of.length;
      if (size < 2) return node.title === undefined ? "" : heading(node.title);
      const text = size === 2 ? words.all_of_two : fill(words.all_of, { size });
      return titled(text, node.title);
    }
  }
}

/** Text for the head of a page. */
export function meta(name: string, text: string): Markup {
  return new Markup(`<meta name="${name}" content="${escaped(text)}">`);
}
