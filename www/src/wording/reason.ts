// A sentence for every reason.

import type { Because, Truth } from "../../generated/certificate_planner.js";
import messages from "../messages/en.json" with { type: "json" };
import { type Context, courseName, optionalSession, programTitle, sessionName } from "./context.js";
import { date, deadline, optionalDate, optionalDeadline } from "./date.js";
import { type Message, fill, never, plural } from "./fill.js";
import { amount, amountRange, money, optionalPercent, percent } from "./money.js";

const words = messages.because;
const lists = new Intl.ListFormat(messages.locale, { type: "conjunction" });

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
      return words[because.type];
    case "certificate_held":
    case "paid":
    case "enrollment_closed":
    case "run_ended":
      return fill(words[because.type], { on: optionalDate(context, because.on) });
    case "released_at_once":
    case "released_individually":
    case "released_after_peer_assessment":
      return fill(words[because.type], { passed_on: optionalDate(context, because.passed_on) });
    case "release_window_passed":
      return fill(words.release_window_passed, { until: date(context, because.until) });
    case "certificate_counts_until":
      return fill(words.certificate_counts_until, {
        course: courseName(context, because.course),
        until: date(context, because.until),
      });
    case "certificate_too_old":
      return fill(words.certificate_too_old, {
        course: courseName(context, because.course),
        on: date(context, because.on),
        until: date(context, because.until),
      });
    case "completed_too_late":
    case "completion_date_not_stated":
      return fill(words[because.type], {
        course: courseName(context, because.course),
        before: date(context, because.before),
      });
    case "upgrade_deadline_passed":
      return fill(words.upgrade_deadline_passed, {
        deadline: optionalDeadline(context, because.deadline),
      });
    case "upgrade_deadline_today":
      return fill(words.upgrade_deadline_today, { deadline: deadline(context, because.deadline) });
    case "will_pay":
      return fill(words.will_pay, { by: optionalDeadline(context, because.by) });
    case "run_left":
      return words.run_left[because.how];
    case "run_not_listed":
      return fill(words.run_not_listed, { run: optionalSession(context, because.run) });
    case "run_projected":
      return fill(words.run_projected, { run: sessionName(context, because.run) });
    case "runs_overlap": {
      const first = sessionName(context, because.first);
      return fill(words.runs_overlap, { first, second: sessionName(context, because.second) });
    }
    case "certificate_from_elsewhere": {
      const platform = messages.platform[because.platform];
      return fill(words.certificate_from_elsewhere[because.counts], { platform });
    }
    case "mode_not_eligible": {
      const mode = messages.mode[because.mode];
      return fill(words.mode_not_eligible[because.eligible], { mode });
    }
    case "mode_not_counted": {
      const { mode, asked } = because;
      const values = { mode: messages.mode[mode], asked: messages.mode[asked] };
      return fill(words.mode_not_counted, values);
    }
    case "certificate_not_passing":
      return words.certificate_not_passing[because.finished ? "finished" : "running"];
    case "photo_id_needed":
      return words.photo_id_needed[because.required];
    case "pass_expected":
      return fill(words.pass_expected, { passing: optionalPercent(because.passing) });
    case "score_passes":
    case "score_too_low":
      return scoreText(because);
    case "part_scores":
      return partScoresText(because);
    case "carried_over": {
      const values = { part: messages.part[because.part], score: percent(because.score) };
      return fill(words.carried_over[because.allowed], values);
    }
    case "attempts_used":
      return fill(words.attempts_used, { used: because.used, guaranteed: because.guaranteed });
    case "paid_again":
      return fill(plural(words.paid_again, because.times), { times: because.times });
    case "released_after_end": {
      const kind = because.proctored_exam === true ? "with_exam" : "without_exam";
      return fill(words.released_after_end[kind], { from: optionalDate(context, because.from) });
    }
    case "prerequisite_not_done": {
      const kind = because.required ? "required" : "recommended";
      return fill(words.prerequisite_not_done[kind], { first: courseName(context, because.first) });
    }
    case "counts_for_other_program":
    case "counts_for_only_one":
      return fill(words[because.type], {
        course: courseName(context, because.course),
        program: programTitle(context, because.program),
      });
    case "places_not_filled_apart":
      return words[because.type];
    case "courses_lacking": {
      const names = because.courses.map((course) => courseName(context, course));
      return fill(plural(words.courses_lacking, names.length), { courses: lists.format(names) });
    }
    case "nested_certificate_needed":
      return fill(words[because.type], { program: programTitle(context, because.program) });
    case "requirement_met":
      return words.requirement_met[because.held ? "held" : "planned"];
    case "enrolled_in_program":
      return words.enrolled_in_program[because.planned ? "planned" : "enrolled"];
    case "group_not_met":
    case "track_not_met": {
      const { title, needed, held, planned } = because;
      const missing = Math.max(0, needed - held - planned);
      const values = { title, needed, held, planned, missing };
      return fill(plural<Message>(words[because.type], needed), values);
    }
    case "advanced_not_met": {
      const { needed, known } = because;
      return fill(words.advanced_not_met[because.passes], { needed, known });
    }
    case "group_unreadable":
      return fill(words.group_unreadable, { title: because.title });
    case "courses_not_listed":
      return fill(words.courses_not_listed, { title: because.title });
    case "certificate_date_not_stated":
    case "capstone_needs_others":
      return fill(words[because.type], { course: courseName(context, because.course) });
    case "second_certificate_may_delay":
      return fill(words.second_certificate_may_delay, {
        course: courseName(context, because.course),
        latest: optionalDate(context, because.latest),
      });
    case "capstone_before_others":
      return fill(words.capstone_before_others, {
        course: courseName(context, because.course),
        by: date(context, because.by),
        others_from: date(context, because.others_from),
      });
    case "follows_last_certificate": {
      const course = because.course === undefined ? undefined : courseName(context, because.course);
      return fill(words.follows_last_certificate, { course });
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
      return fill(words.fee_not_published, {
        course: courseName(context, because.course),
        last_known: last_known === undefined ? undefined : money(last_known),
      });
    }
    case "fee_order_of_magnitude":
      return fill(words.fee_order_of_magnitude, {
        low: money(because.low),
        high: money(because.high),
      });
    case "income_tier":
      return fill(words.income_tier[because.documents], {
        income_from: amount(because.income_from, because.currency),
        fee: amount(because.fee, because.currency),
      });
    case "income_not_stated":
      return fill(words.income_not_stated, {
        low: amount(because.low, because.currency),
        high: amount(because.high, because.currency),
      });
    case "exchange_rate_not_stated":
      return fill(words.exchange_rate_not_stated, { from: because.from, to: because.to });
    case "uncertain_aid":
      return fill(words.uncertain_aid, { text: because.text });
    case "other_currency": {
      const course = courseName(context, because.course);
      return fill(words.other_currency, { course, fee: money(because.fee) });
    }
    case "discount_applied":
    case "discount_not_used":
    case "discount_below_zero":
      return discountText(context, because);
    case "refund": {
      const kind = because.start_known ? "start_known" : "start_unknown";
      return fill(words.refund[kind], {
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
  const code = because.code ?? words.your_discount;
  switch (because.type) {
    case "discount_applied":
      return fill(words.discount_applied, {
        course,
        code,
        list: because.list && money(because.list),
        fee: money(because.fee),
        until: optionalDeadline(context, because.until),
      });
    case "discount_not_used":
      return fill(words.discount_not_used, {
        course,
        code,
        expired: optionalDate(context, because.expired),
      });
    case "discount_below_zero":
      return fill(words.discount_below_zero, { course, code });
  }
}

function bundleText(
  context: Context,
  { price, saving, upgrades, until }: Extract<FeeBecause, { type: "bundle_price" }>,
): string {
  const texts = [fill(words.bundle_price.price, { price: money(price) })];
  if (saving !== undefined) {
    const saved = amountRange(saving, price.currency);
    texts.push(fill(words.bundle_price.saving, { saving: saved }));
    const courses = [...new Set(upgrades.map(({ course }) => courseName(context, course)))];
    if (courses.length > 0)
      texts.push(fill(words.bundle_price.upgrades, { courses: lists.format(courses) }));
  }
  if (until !== undefined) texts.push(fill(words.bundle_price.until, { until: date(context, until) }));
  return texts.join(" ");
}

type ScoreBecause = Extract<Because, { type: "score_passes" | "score_too_low" }>;

function scoreText(because: ScoreBecause): string {
  const { score, rounded, passing } = because;
  return fill(words[because.type][because.expected ? "expected" : "reached"], {
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
  return fill(words.part_scores[passes], {
    low: percent(low),
    high: low === high ? undefined : percent(high),
    passing: percent(passing),
  });
}
