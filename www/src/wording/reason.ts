// A sentence for every reason; those for rare ones are loaded when there is one.

import type { Because } from "../../generated/certificate_planner.js";
import { messages } from "../language.js";
import { reasonsPart } from "../later.js";
import { type Context, courseName, optionalSession, sessionName } from "./context.js";
import { optionalDate, optionalDeadline } from "./date.js";
import { fill } from "./fill.js";
import { conjunction } from "./list.js";
import { amount, money, optionalPercent } from "./money.js";
import type { RareBecause } from "./rare-reason.js";

/** Why, in one or two sentences. */
export function reasonText(context: Context, because: Because): string {
  switch (because.type) {
    case "audit_earns_nothing":
    case "mode_not_stated":
    case "upgrade_deadline_not_published":
    case "payment_not_stated":
    case "not_paid":
    case "platform_says_passed":
    case "platform_says_not_passed":
    case "failure_expected":
    case "result_not_stated":
    case "enrollment_end_not_published":
    case "not_in_plan":
    case "not_offered":
    case "offer_not_known":
    case "no_run_published":
    case "program_certificate_held":
    case "program_enrollment_not_stated":
    case "retired":
    case "program_offer_not_known":
      return messages.because[because.type];
    case "certificate_held":
    case "paid":
    case "enrollment_closed":
    case "run_ended":
      return fill(messages.because[because.type], { on: optionalDate(context, because.on) });
    case "upgrade_deadline_passed":
      return fill(messages.because.upgrade_deadline_passed, {
        deadline: optionalDeadline(context, because.deadline),
      });
    case "will_pay":
      return fill(messages.because.will_pay, { by: optionalDeadline(context, because.by) });
    case "run_not_listed":
      return fill(messages.because.run_not_listed, { run: optionalSession(context, because.run) });
    case "run_projected":
      return fill(messages.because.run_projected, { run: sessionName(context, because.run) });
    case "pass_expected":
      return fill(messages.because.pass_expected, { passing: optionalPercent(because.passing) });
    case "released_after_end": {
      const kind = because.proctored_exam === true ? "with_exam" : "without_exam";
      return fill(messages.because.released_after_end[kind], { from: optionalDate(context, because.from) });
    }
    case "prerequisite_not_done": {
      const kind = because.required ? "required" : "recommended";
      return fill(messages.because.prerequisite_not_done[kind], { first: courseName(context, because.first) });
    }
    case "courses_lacking": {
      const names = because.courses.map((course) => courseName(context, course));
      return fill(messages.because.courses_lacking, { count: names.length, courses: conjunction(names) });
    }
    case "requirement_met":
      return messages.because.requirement_met[because.held ? "held" : "planned"];
    case "enrolled_in_program":
      return messages.because.enrolled_in_program[because.planned ? "planned" : "enrolled"];
    case "group_not_met":
    case "track_not_met": {
      const { title, needed, held, planned } = because;
      const left = Math.max(0, needed - held - planned);
      const open = Math.min(because.open, left);
      const values = { title, needed, held, planned, open, missing: left - open };
      return fill(messages.because[because.type], values);
    }
    case "courses_not_listed":
      return fill(messages.because.courses_not_listed, { title: because.title });
    case "capstone_needs_others":
      return fill(messages.because[because.type], { course: courseName(context, because.course) });
    case "follows_last_certificate": {
      const course = because.course === undefined ? undefined : courseName(context, because.course);
      return fill(messages.because.follows_last_certificate, { course });
    }
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
    case "income_not_stated":
      return fill(messages.because.income_not_stated, {
        low: amount(because.low, because.currency),
        high: amount(because.high, because.currency),
      });
    case "uncertain_aid":
      return fill(messages.because.uncertain_aid, { text: because.text });
    default:
      return rareText(context, because);
  }
}

function rareText(context: Context, because: RareBecause): string {
  const { it } = reasonsPart;
  if (it) return it.rareReasonText(context, because);
  reasonsPart.isMissed = true;
  return messages.keeping.not_loaded;
}
