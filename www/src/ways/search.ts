// What is asked about one program, and what was answered.

import type { CourseId, Instant, PlanFile, Problem } from "../../generated/certificate_planner.js";
import type {
  Explanation,
  Proposals,
  Repair,
  Way,
  Wishes,
} from "../../generated/certificate_planner_proposals.js";
import { type History, begin } from "../history.js";
import type { WishForm } from "./wish-form.js";
import type { Kind } from "./words.js";
import { jsonText } from "../json-text.js";

/** What a question came to. */
export type Outcome =
  | { type: "proposals"; proposals: Proposals }
  | { type: "problems"; problems: readonly Problem[] }
  | { type: "failed" };

/** What the best ways are asked for. */
export interface Question {
  plan: PlanFile;
  wishes: Wishes;
  now: Instant;
}

/** Why a way is not earlier; null where it cannot be said, undefined while it is worked out. */
export type Explained = Explanation | null | undefined;

/** A way that is laid beside others. */
export interface Compared {
  /** What it is, and what tells it from others of the same name. */
  title: () => string;
  way: Way;
}

/** The state of the section for one program. */
export interface Search {
  wishes: History<WishForm>;
  /** The question that was put last, as text, to tell whether it is a new one. */
  asked?: string;
  isLooking: boolean;
  /** The question that `outcome` answers. */
  question?: Question;
  outcome?: Outcome;
  /** The way whose details are shown, by its place. */
  shown?: number;
  /** The way in the picture that the pointer or the focus is at. */
  pointed?: number;
  explanations: Map<number, Explained>;
  compared: readonly Compared[];
  /** What has to be said of the last comparison that was asked for. */
  remark?: () => string;
  isComparing: boolean;
  repair?: { asked: string; outcome?: Repair | "failed" };
}

export function newSearch(): Search {
  return {
    wishes: begin<WishForm>({}),
    isLooking: false,
    explanations: new Map(),
    compared: [],
    isComparing: false,
  };
}

export function proposalsOf({ outcome }: Search): Proposals | undefined {
  return outcome?.type === "proposals" ? outcome.proposals : undefined;
}

/**
 * The names that a way has among the others: none for what all have in common, and none by a date
 * that is not known.
 */
export function kindsOf(proposals: Proposals, at: number): Kind[] {
  const kinds: Kind[] = ["earliest", "cheapest", "lightest"];
  return kinds.filter((kind) => proposals[kind] === at && tells(proposals.ways, kind));
}

function tells(ways: readonly Way[], kind: Kind): boolean {
  const measures: Record<Kind, (way: Way) => unknown> = {
    earliest: ({ undated, completion }) => [undated, completion.from],
    cheapest: ({ unpublished_fees, to_pay }) => [unpublished_fees, to_pay.low],
    lightest: ({ peak_unstated, peak_hours }) => [peak_unstated, peak_hours],
  };
  if (ways.length === 1) return true;
  if (kind === "earliest" && ways.every((way) => way.undated > 0)) return false;
  return new Set(ways.map((way) => jsonText(measures[kind](way)))).size > 1;
}

/** The courses of a way in the order of their sessions. */
export function coursesOf(ways: readonly Way[]): CourseId[] {
  return [...new Set(ways.flatMap((way) => way.sessions.map((session) => session.course)))];
}
