// The decision in JavaScript as one would write it by hand for this one program: verdict with reasons,
// what is missing, day and cost.
import { core, dayNumber, electives, electivesNeeded, passingFrom, tiers, today, weights } from "./learners.mjs";

export const engine = {
  input: (learner) => learner,
  decide,
  decision: ({ verdict, day, cost, reasons, missing }) => ({
    verdict,
    ...(day === undefined ? {} : { day }),
    cost: [cost.total.low, cost.total.high],
    isExplained: reasons.length > 0,
    isAsking: missing.length > 0,
  }),
};

/** Whether, when and for how much, and why. */
function decide(learner) {
  const reasons = [];
  const missing = [];
  const results = Object.entries(learner.courses).map(([course, session]) => judge(course, session, reasons, missing));
  const of = new Map(results.map((result) => [result.course, result]));
  const chosen = choose(electives.map((course) => of.get(course)));
  const needed = [...core.map((course) => of.get(course)), ...chosen];
  const lacking = needed.filter((result) => result.planned === "no");
  for (const { course } of lacking) reasons.push({ rule: "B1", effect: "against", kind: "lacking", course });

  const enrolled = enrollment(learner, reasons, missing);
  const planned = every([enrolled.planned, ...needed.map((result) => result.planned)]);
  const isHeld = enrolled.isHeld && needed.every((result) => result.isHeld);
  const verdict = isHeld ? "earned" : { yes: "on_course", unknown: "undetermined", no: "needs_change" }[planned];
  const days = needed.map((result) => result.day);
  const last = Math.max(...days, isHeld ? 0 : today);
  return {
    verdict,
    reasons,
    missing,
    ...(planned === "yes" ? { day: last } : {}),
    courses: results,
    cost: cost(learner, results, lacking.length, reasons, missing),
  };
}

/** Whether a course certificate is there or will be. */
function judge(course, session, reasons, missing) {
  const say = (rule, effect, kind, facts) => reasons.push({ rule, effect, kind, course, run: session.run, ...facts });
  const result = (planned) => ({
    course,
    planned,
    isHeld: planned === "yes" && session.state === "finished",
    day: planned === "yes" ? dayNumber(session.day) : Number.POSITIVE_INFINITY,
    paid: session.paid,
    willPay: session.state === "planned" && session.track === "verified",
  });
  if (session.state === "none") return result("no");
  if (session.track === "audit") {
    say("A2", "against", "audit");
    return result("no");
  }
  say("A1", "for", "verified");
  if (session.result === undefined) {
    say("A4", "open", "result_not_known");
    missing.push({ fact: "result", course, run: session.run });
    return result("unknown");
  }
  if (session.result === "scored") {
    const score = weights.coursework * session.coursework + weights.exam * session.exam;
    const isPassed = score >= passingFrom;
    say("D8", isPassed ? "for" : "against", "score", { score, passingFrom });
    return result(isPassed ? "yes" : "no");
  }
  const isPassed = session.result === "passed";
  say("A4", isPassed ? "for" : "against", "result");
  return result(isPassed ? "yes" : "no");
}

/** The electives that count: what is held, then what comes soonest, then what is not known. */
function choose(results) {
  const rank = { yes: 0, unknown: 1, no: 2 };
  const ranked = [...results].sort(
    (one, other) =>
      Number(other.isHeld) - Number(one.isHeld) ||
      rank[one.planned] - rank[other.planned] ||
      (one.day === other.day ? 0 : one.day - other.day),
  );
  return ranked.slice(0, electivesNeeded);
}

function enrollment(learner, reasons, missing) {
  const answer = (planned, effect, isHeld = false) => {
    reasons.push({ rule: "B6", effect, kind: "program_enrollment", state: learner.enrollment });
    return { planned, isHeld };
  };
  switch (learner.enrollment) {
    case "verified":
      return answer("yes", "for", true);
    case "will_enroll":
      return answer("yes", "for");
    case "not_enrolled":
      return answer("no", "against");
    default:
      missing.push({ fact: "program_enrollment" });
      return answer("unknown", "open");
  }
}

function every(truths) {
  if (truths.includes("no")) return "no";
  return truths.includes("unknown") ? "unknown" : "yes";
}

/** What is paid, what the plan will cost, and what it lacks. */
function cost(learner, results, lacking, reasons, missing) {
  const fees = tiers.map((tier) => tier.fee);
  let fee = { low: Math.min(...fees), high: Math.max(...fees) };
  if (learner.income === undefined) {
    missing.push({ fact: "income" });
    reasons.push({ rule: "E3", effect: "note", kind: "income_not_stated", ...fee });
  } else {
    const tier = tiers.findLast(({ from }) => from <= learner.income);
    fee = { low: tier.fee, high: tier.fee };
    reasons.push({ rule: "E3", effect: "note", kind: "income_tier", ...tier });
  }
  const paid = results.reduce((sum, result) => sum + result.paid, 0);
  const ahead = results.filter((result) => result.willPay).length;
  const times = (count) => ({ low: count * fee.low, high: count * fee.high });
  const all = times(ahead + lacking);
  return {
    currency: "USD",
    paid,
    toPay: times(ahead),
    toAdd: times(lacking),
    total: { low: paid + all.low, high: paid + all.high },
  };
}
