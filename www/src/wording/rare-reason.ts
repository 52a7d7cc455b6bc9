// A sentence for every reason that few plans have. Loaded once nothing else is to do, or when there is one.

import type { Because, Truth } from "../../generated/certificate_planner.js";
import type english from "../../generated/lang/reasons.en.js";
// What this script and the page have in common stands in one file, so that neither holds it twice.
import "../planner-view.js";
import { listenTo, messages as common } from "../language.js";
import { type Context, courseName, programTitle, sessionName } from "./context.js";
import { date, deadline, isDay, localTime, optionalDate, optionalDeadline } from "./date.js";
import { fill, never } from "./fill.js";
import { conjunction, sentences } from "./list.js";
import { amount, amountRange, money, percent } from "./money.js";

let messages: typeof english;

listenTo<typeof english>("reasons", (all) => {
  messages = all;
});

/** The reasons whose sentences are here. */
export type RareBecause = Extract<
  Because,
  {
    type:
      | "certificate_revoked"
      | "certificate_not_passing"
      | "certificate_awaits_photo_id"
      | "failing_score_revokes"
      | "mode_not_counted"
      | "run_left"
      | "certificate_from_elsewhere"
      | "mode_not_eligible"
      | "no_certificate_track"
      | "upgrade_deadline_today"
      | "score_passes"
      | "score_too_low"
      | "part_scores"
      | "passing_score_not_published"
      | "exam_not_taken"
      | "carried_over"
      | "runs_overlap"
      | "attempts_used"
      | "paid_again"
      | "photo_id_needed"
      | "release_window_passed"
      | "counts_for_no_program"
      | "pass_counts_for_program"
      | "released_at_once"
      | "no_release_date"
      | "released_individually"
      | "released_after_peer_assessment"
      | "release_not_stated"
      | "certificate_too_old"
      | "certificate_counts_until"
      | "certificate_date_not_stated"
      | "completed_too_late"
      | "completion_date_not_stated"
      | "counts_for_other_program"
      | "counts_for_only_one"
      | "places_not_filled_apart"
      | "advanced_not_met"
      | "group_unreadable"
      | "not_enrolled_in_program"
      | "program_enrollment_upgrades"
      | "program_certificate_revoked"
      | "capstone_before_others"
      | "second_certificate_may_delay"
      | "income_tier"
      | "exchange_rate_not_stated"
      | "other_currency"
      | "discount_applied"
      | "discount_not_used"
      | "discount_below_zero"
      | "refund"
      | "bundle_price"
      | "nested_certificate_needed";
  }
>;

/** Why, in one or two sentences. */
export function rareReasonText(context: Context, because: RareBecause): string {
  switch (because.type) {
    case "no_certificate_track":
    case "certificate_revoked":
    case "certificate_awaits_photo_id":
    case "failing_score_revokes":
    case "passing_score_not_published":
    case "exam_not_taken":
    case "release_not_stated":
    case "no_release_date":
    case "counts_for_no_program":
    case "pass_counts_for_program":
    case "program_certificate_revoked":
    case "not_enrolled_in_program":
    case "program_enrollment_upgrades":
      return messages.because[because.type];
    case "released_at_once":
    case "released_individually":
    case "released_after_peer_assessment":
      return fill(messages.because[because.type], { passed_on: optionalDate(context, because.passed_on) });
    case "release_window_passed":
      return fill(messages.because.release_window_passed, { until: date(context, because.until) });
    case "certificate_counts_until":
      return fill(messages.because.certificate_counts_until, {
        course: courseName(context, because.course),
        until: date(context, because.until),
      });
    case "certificate_too_old":
      return fill(messages.because.certificate_too_old, {
        course: courseName(context, because.course),
        on: date(context, because.on),
        until: date(context, because.until),
      });
    case "completed_too_late":
    case "completion_date_not_stated":
      return fill(messages.because[because.type], {
        course: courseName(context, because.course),
        before: date(context, because.before),
      });
    case "upgrade_deadline_today":
      return fill(messages.because.upgrade_deadline_today, { deadline: deadline(context, because.deadline) });
    case "run_left":
      return messages.because.run_left[because.how];
    case "runs_overlap": {
      const first = sessionName(context, because.first);
      return fill(messages.because.runs_overlap, { first, second: sessionName(context, because.second) });
    }
    case "certificate_from_elsewhere": {
      const platform = common.platform[because.platform];
      return fill(messages.because.certificate_from_elsewhere[because.counts], { platform });
    }
    case "mode_not_eligible": {
      const mode = common.mode[because.mode];
      return fill(messages.because.mode_not_eligible[because.eligible], { mode });
    }
    case "mode_not_counted": {
      const { mode, asked } = because;
      const values = { mode: common.mode[mode], asked: common.mode[asked] };
      return fill(messages.because.mode_not_counted, values);
    }
    case "certificate_not_passing":
      return messages.because.certificate_not_passing[because.finished ? "finished" : "running"];
    case "photo_id_needed":
      return messages.because.photo_id_needed[because.required];
    case "score_passes":
    case "score_too_low":
      return scoreText(because);
    case "part_scores":
      return partScoresText(because);
    case "carried_over": {
      const values = { part: common.part[because.part], score: percent(because.score) };
      return fill(messages.because.carried_over[because.allowed], values);
    }
    case "attempts_used":
      return fill(messages.because.attempts_used, { used: because.used, guaranteed: because.guaranteed });
    case "paid_again":
      return fill(messages.because.paid_again, { times: because.times });
    case "counts_for_other_program":
    case "counts_for_only_one":
      return fill(messages.because[because.type], {
        course: courseName(context, because.course),
        program: programTitle(context, because.program),
      });
    case "places_not_filled_apart":
      return messages.because[because.type];
    case "advanced_not_met": {
      const { needed, known } = because;
      return fill(messages.because.advanced_not_met[because.passes], { needed, known });
    }
    case "group_unreadable":
      return fill(messages.because.group_unreadable, { title: because.title });
    case "certificate_date_not_stated":
      return fill(messages.because[because.type], { course: courseName(context, because.course) });
    case "second_certificate_may_delay":
      return fill(messages.because.second_certificate_may_delay, {
        course: courseName(context, because.course),
        latest: optionalDate(context, because.latest),
      });
    case "capstone_before_others":
      return fill(messages.because.capstone_before_others, {
        course: courseName(context, because.course),
        by: date(context, because.by),
        others_from: date(context, because.others_from),
      });
    case "income_tier":
      return fill(messages.because.income_tier[because.documents], {
        income_from: amount(because.income_from, because.currency),
        fee: amount(because.fee, because.currency),
      });
    case "exchange_rate_not_stated":
      return fill(messages.because.exchange_rate_not_stated, { from: because.from, to: because.to });
    case "other_currency": {
      const course = courseName(context, because.course);
      return fill(messages.because.other_currency, { course, fee: money(because.fee) });
    }
    case "discount_applied":
    case "discount_not_used":
    case "discount_below_zero":
      return discountText(context, because);
    case "refund": {
      const kind = because.start_known ? "start_known" : "start_unknown";
      return fill(messages.because.refund[kind], {
        course: courseName(context, because.course),
        until: optionalDeadline(context, because.until),
      });
    }
    case "bundle_price":
      return bundleText(context, because);
    case "nested_certificate_needed":
      return fill(messages.because[because.type], {
        program: programTitle(context, because.program),
      });
    default:
      return never(because);
  }
}

type DiscountBecause = Extract<
  RareBecause,
  { type: "discount_applied" | "discount_not_used" | "discount_below_zero" }
>;

function discountText(context: Context, because: DiscountBecause): string {
  const course = courseName(context, because.course);
  const code = because.code ?? messages.because.your_discount;
  switch (because.type) {
    case "discount_applied":
      return fill(messages.because.discount_applied, {
        course,
        code,
        list: because.list && money(because.list),
        fee: money(because.fee),
        until: optionalDeadline(context, because.until),
      });
    case "discount_not_used":
      return fill(messages.because.discount_not_used, {
        course,
        code,
        expired: optionalDate(context, because.expired),
      });
    case "discount_below_zero":
      return fill(messages.because.discount_below_zero, { course, code });
  }
}

type ScoreBecause = Extract<Because, { type: "score_passes" | "score_too_low" }>;

function scoreText(because: ScoreBecause): string {
  const { score, rounded, passing } = because;
  return fill(messages.because[because.type][because.expected ? "expected" : "reached"], {
    score: percent(score),
    // Said only where rounding changes the number that the learner gave.
    rounded: rounded === score ? undefined : percent(rounded),
    passing: percent(passing),
  });
}

interface PartScores {
  low: number;
  high: number;
  passing: number;
  passes: Truth;
}

function partScoresText({ low, high, passing, passes }: PartScores): string {
  return fill(messages.because.part_scores[passes], {
    low: percent(low),
    high: low === high ? undefined : percent(high),
    passing: percent(passing),
  });
}

function bundleText(
  context: Context,
  { price, saving, upgrades, until }: Extract<Because, { type: "bundle_price" }>,
): string {
  const words = messages.because.bundle_price;
  const texts = [fill(words.price, { price: money(price) })];
  if (saving !== undefined) {
    const saved = amountRange(saving, price.currency);
    texts.push(fill(words.saving, { saving: saved }));
    const courses = [...new Set(upgrades.map(({ course }) => courseName(context, course)))];
    if (courses.length > 0) {
      texts.push(fill(words.upgrades, { courses: conjunction(courses) }));
    }
  }
  if (until !== undefined) {
    // What is worked out from now was published by nobody, in no zone.
    const end = isDay(until) ? date(context, until) : localTime(until);
    texts.push(fill(words.until, { until: end }));
  }
  return sentences(texts);
}
