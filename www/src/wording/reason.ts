// A sentence for every reason.

import type { Because, Truth } from "../../generated/certificate_planner.js";
import { messages } from "../language.js";
import { type Context, courseName, optionalSession, programTitle, sessionName } from "./context.js";
import { date, deadline, optionalDate, optionalDeadline } from "./date.js";
import { fill, never } from "./fill.js";
import { conjunction, sentences } from "./list.js";
import { amount, amountRange, money, optionalPercent, percent } from "./money.js";

/** Why, in one or two sentences. */
export function reasonText(context: Context, because: Because): string {
  switch (because.type) {
    case "audit_earns_nothing":
    case "mode_not_stated":
    case "no_certificate_track":
    case "certificate_revoked":
    case "certificate_awaits_photo_id":
    case "failing_score_revokes":
    case "upgrade_deadline_not_published":
    case "payment_not_stated":
    case "not_paid":
    case "platform_says_passed":
    case "platform_says_not_passed":
    case "failure_expected":
    case "passing_score_not_published":
    case "result_not_stated":
    case "exam_not_taken":
    case "enrollment_end_not_published":
    case "not_in_plan":
    case "not_offered":
    case "offer_not_known":
    case "no_run_published":
    case "release_not_stated":
    case "no_release_date":
    case "counts_for_no_program":
    case "pass_counts_for_program":
    case "program_certificate_revoked":
    case "program_certificate_held":
    case "not_enrolled_in_program":
    case "program_enrollment_not_stated":
    case "program_enrollment_upgrades":
    case "retired":
    case "program_offer_not_known":
      return messages.because[because.type];
    case "certificate_held":
    case "paid":
    case "enrollment_closed":
    case "run_ended":
      return fill(messages.because[because.type], { on: optionalDate(context, because.on) });
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
    case "upgrade_deadline_passed":
      return fill(messages.because.upgrade_deadline_passed, {
        deadline: optionalDeadline(context, because.deadline),
      });
    case "upgrade_deadline_today":
      return fill(messages.because.upgrade_deadline_today, { deadline: deadline(context, because.deadline) });
    case "will_pay":
      return fill(messages.because.will_pay, { by: optionalDeadline(context, because.by) });
    case "run_left":
      return messages.because.run_left[because.how];
    case "run_not_listed":
      return fill(messages.because.run_not_listed, { run: optionalSession(context, because.run) });
    case "run_projected":
      return fill(messages.because.run_projected, { run: sessionName(context, because.run) });
    case "runs_overlap": {
      const first = sessionName(context, because.first);
      return fill(messages.because.runs_overlap, { first, second: sessionName(context, because.second) });
    }
    case "certificate_from_elsewhere": {
      const platform = messages.platform[because.platform];
      return fill(messages.because.certificate_from_elsewhere[because.counts], { platform });
    }
    case "mode_not_eligible": {
      const mode = messages.mode[because.mode];
      return fill(messages.because.mode_not_eligible[because.eligible], { mode });
    }
    case "mode_not_counted": {
      const { mode, asked } = because;
      const values = { mode: messages.mode[mode], asked: messages.mode[asked] };
      return fill(messages.because.mode_not_counted, values);
    }
    case "certificate_not_passing":
      return messages.because.certificate_not_passing[because.finished ? "finished" : "running"];
    case "photo_id_needed":
      return messages.because.photo_id_needed[because.required];
    case "pass_expected":
      return fill(messages.because.pass_expected, { passing: optionalPercent(because.passing) });
    case "score_passes":
    case "score_too_low":
      return scoreText(because);
    case "part_scores":
      return partScoresText(because);
    case "carried_over": {
      const values = { part: messages.part[because.part], score: percent(because.score) };
      return fill(messages.because.carried_over[because.allowed], values);
    }
    case "attempts_used":
      return fill(messages.because.attempts_used, { used: because.used, guaranteed: because.guaranteed });
    case "paid_again":
      return fill(messages.because.paid_again, { times: because.times });
    case "released_after_end": {
      const kind = because.proctored_exam === true ? "with_exam" : "without_exam";
      return fill(messages.because.released_after_end[kind], { from: optionalDate(context, because.from) });
    }
    case "prerequisite_not_done": {
      const kind = because.required ? "required" : "recommended";
      return fill(messages.because.prerequisite_not_done[kind], { first: courseName(context, because.first) });
    }
    case "counts_for_other_program":
    case "counts_for_only_one":
      return fill(messages.because[because.type], {
        course: courseName(context, because.course),
        program: programTitle(context, because.program),
      });
    case "places_not_filled_apart":
      return messages.because[because.type];
    case "courses_lacking": {
      const names = because.courses.map((course) => courseName(context, course));
      return fill(messages.because.courses_lacking, { count: names.length, courses: conjunction().format(names) });
    }
    case "nested_certificate_needed":
      return fill(messages.because[because.type], { program: programTitle(context, because.program) });
    case "requirement_met":
      return messages.because.requirement_met[because.held ? "held" : "planned"];
    case "enrolled_in_program":
      return messages.because.enrolled_in_program[because.planned ? "planned" : "enrolled"];
    case "group_not_met":
    case "track_not_met": {
      const { title, needed, held, planned } = because;
      const missing = Math.max(0, needed - held - planned);
      const values = { title, needed, held, planned, missing };
      return fill(messages.because[because.type], values);
    }
    case "advanced_not_met": {
      const { needed, known } = because;
      return fill(messages.because.advanced_not_met[because.passes], { needed, known });
    }
    case "group_unreadable":
      return fill(messages.because.group_unreadable, { title: because.title });
    case "courses_not_listed":
      return fill(messages.because.courses_not_listed, { title: because.title });
    case "certificate_date_not_stated":
    case "capstone_needs_others":
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
    case "follows_last_certificate": {
      const course = because.course === undefined ? undefined : courseName(context, because.course);
      return fill(messages.because.follows_last_certificate, { course });
    }
    default:
      return feeText(context, because);
  }
}

type FeeBecause = Extract<
  Because,
  {
    type:
      | "fee_not_published"
      | "fee_order_of_magnitude"
      | "income_tier"
      | "income_not_stated"
      | "exchange_rate_not_stated"
      | "uncertain_aid"
      | "other_currency"
      | "discount_applied"
      | "discount_not_used"
      | "discount_below_zero"
      | "refund"
      | "bundle_price";
  }
>;

function feeText(context: Context, because: FeeBecause): string {
  switch (because.type) {
    case "fee_not_published": {
      const { last_known } = because;
      return fill(messages.because.fee_not_published, {
        course: courseName(context, because.course),
        last_known: last_known === undefined ? undefined : money(last_known),
      });
    }
    case "fee_order_of_magnitude":
      return fill(messages.because.fee_order_of_magnitude, {
        low: money(because.low),
        high: money(because.high),
      });
    case "income_tier":
      return fill(messages.because.income_tier[because.documents], {
        income_from: amount(because.income_from, because.currency),
        fee: amount(because.fee, because.currency),
      });
    case "income_not_stated":
      return fill(messages.because.income_not_stated, {
        low: amount(because.low, because.currency),
        high: amount(because.high, because.currency),
      });
    case "exchange_rate_not_stated":
      return fill(messages.because.exchange_rate_not_stated, { from: because.from, to: because.to });
    case "uncertain_aid":
      return fill(messages.because.uncertain_aid, { text: because.text });
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
    default:
      return never(because);
  }
}

type DiscountBecause = Extract<
  FeeBecause,
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

function bundleText(
  context: Context,
  { price, saving, upgrades, until }: Extract<FeeBecause, { type: "bundle_price" }>,
): string {
  const texts = [fill(messages.because.bundle_price.price, { price: money(price) })];
  if (saving !== undefined) {
    const saved = amountRange(saving, price.currency);
    texts.push(fill(messages.because.bundle_price.saving, { saving: saved }));
    const courses = [...new Set(upgrades.map(({ course }) => courseName(context, course)))];
    if (courses.length > 0)
      texts.push(fill(messages.because.bundle_price.upgrades, { courses: conjunction().format(courses) }));
  }
  if (until !== undefined) texts.push(fill(messages.because.bundle_price.until, { until: date(context, until) }));
  return sentences(texts);
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
