// Sentences for what to do next and for what is not known.

import type { Action, TrackChoice, Unknown } from "../../generated/certificate_planner.js";
import { messages } from "../language.js";
import { type Context, optionalSession, programTitle, sessionName } from "./context.js";
import { optionalDate } from "./date.js";
import { fill, never } from "./fill.js";
import { conjunction, disjunction } from "./list.js";

/** What to do. */
export function actionText(context: Context, action: Action): string {
  const words = messages.action;
  switch (action.type) {
    case "upgrade":
    case "pay":
      return fill(words[action.type], { run: optionalSession(context, action.run) });
    case "enroll":
    case "take_later_run":
      return fill(words[action.type], {
        run: optionalSession(context, action.run),
        starts: optionalDate(context, action.starts),
      });
    case "buy_program":
      return fill(words.buy_program, { from: optionalDate(context, action.from) });
    case "enroll_in_program":
    case "verify_photo_id":
    case "ask_course_team":
    case "ask_support":
      return words[action.type];
    case "earn_program":
    case "ask_if_offered":
      return fill(words[action.type], { program: programTitle(context, action.program) });
    case "drop_overlapping_run":
      return fill(words.drop_overlapping_run, { run: sessionName(context, action.run) });
    case "add_courses": {
      return fill(words.add_courses, {
        count: action.count,
        courses: disjunction(action.courses),
      });
    }
    case "ask_which_courses":
      return fill(words.ask_which_courses, { title: action.title });
    case "choose_track": {
      return fill(words.choose_track.all, { tracks: disjunction(action.tracks.map(trackText)) });
    }
    default:
      return never(action);
  }
}

/** A program track with what it still needs. */
function trackText({ title, courses, count }: TrackChoice): string {
  const words = messages.action.choose_track;
  const needsAll = count >= courses.length;
  const message = courses.length === 0 ? words.nothing : needsAll ? words.every : words.some;
  const list = needsAll ? conjunction : disjunction;
  return fill(message, { track: title, count, courses: list(courses) });
}

/** Which fact is missing, as a question where the learner can answer it. */
export function unknownText(context: Context, fact: Unknown): string {
  const words = messages.unknown;
  switch (fact.type) {
    case "result":
    case "mode":
    case "payment":
    case "passed_on":
    case "upgrade_deadline":
    case "enrollment_end":
    case "end_date":
    case "session_exists":
    case "late_certificate":
      return fill(words[fact.type], { run: optionalSession(context, fact.run) });
    case "mode_eligibility":
      return fill(words.mode_eligibility, { mode: messages.mode[fact.mode] });
    case "elsewhere_counts":
      return fill(words.elsewhere_counts, { platform: messages.platform[fact.platform] });
    case "unlisted_courses":
      return fill(words.unlisted_courses, { title: fact.title });
    case "nested_certificate":
      return fill(words.nested_certificate, { program: programTitle(context, fact.program) });
    case "passing_score":
    case "release_policy":
    case "course_offered":
    case "completed_on":
    case "advanced":
    case "further_attempt":
    case "program_enrollment":
    case "program_enrollment_rule":
    case "program_offered":
    case "photo_id":
    case "photo_id_rule":
    case "fee":
    case "income":
      return words[fact.type];
    default:
      return never(fact);
  }
}
