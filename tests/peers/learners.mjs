// Learners for the decision that all engines take, the same at every run: what each has done of the
// six courses of DEDP (International Development) and intends to do.

/** The courses, with the sessions whose certificates have a day: those behind and those ahead. */
export const courses = {
  "14.100x": sessions({ "1T2024": "2024-05-15", "2T2024": "2024-09-18" }, ["1T", "2T", "3T"]),
  "14.310x": sessions({ "1T2024": "2024-05-15", "2T2024": "2024-09-18" }, ["1T", "2T", "3T"]),
  JPAL102x: sessions({ "1T2024": "2024-05-15" }, ["1T", "3T"]),
  "14.73x": sessions({ "1T2024": "2024-05-15" }, ["1T", "3T"]),
  "14.740x": sessions({ "1T2024": "2024-05-15", "2T2024": "2024-09-18" }, ["1T", "2T"]),
  "14.750x": sessions({ "2T2024": "2024-09-18" }, ["2T", "3T"]),
};
export const core = ["14.100x", "14.310x", "JPAL102x"];
export const electives = ["14.73x", "14.740x", "14.750x"];
export const electivesNeeded = 2;

export const program = "program-v1:MITx+DEDP";
export const now = "2026-11-21T12:00:00Z";
export const today = dayNumber(now.slice(0, 10));

/** The weights of the parts of a score, and the score that the platform rounds up to the passing one (rule D5). */
export const weights = { coursework: 0.3, exam: 0.7 };
export const passingFrom = 49.45;

/** The yearly incomes from which a fee holds. */
export const tiers = [
  { from: 0, fee: 250 },
  { from: 25_000, fee: 350 },
  { from: 50_000, fee: 500 },
  { from: 75_000, fee: 1_000 },
];

function sessions(behind, terms) {
  const released = { "1T": "2027-05-15", "2T": "2027-09-18", "3T": "2028-01-14" };
  const ahead = Object.fromEntries(terms.map((term) => [`${term}2027`, released[term]]));
  return { behind: Object.entries(behind), ahead: Object.entries(ahead) };
}

/** Days since 1970, for the engines that reckon with numbers only. */
export function dayNumber(day) {
  return Date.parse(day) / 86_400_000;
}

/**
 * So many learners. What is not known of one is left out: the enrollment in the program, the income,
 * the result of a session.
 */
export function learners(count) {
  const choice = numbers(1);
  return Array.from({ length: count }, () => {
    // Those with little to do, so that each verdict comes often enough.
    const eagerness = choice(4);
    const taken = Object.keys(courses).map((course) => [course, session(course, eagerness, choice)]);
    return {
      ...known("enrollment", oneOf(["verified", "verified", "will_enroll", "not_enrolled", undefined])),
      ...known("income", oneOf([0, 24_999, 25_000, 60_000, 75_000, undefined])),
      courses: Object.fromEntries(taken),
    };
  });

  function oneOf(list) {
    return list[choice(list.length)];
  }
}

function session(course, eagerness, choice) {
  const { behind, ahead } = courses[course];
  const pick = (list) => list[choice(list.length)];
  // Of the most eager only one session in ten is a doubtful one.
  const isSure = choice(10) < 4 + 2 * eagerness;
  const kind = pick(isSure ? ["passed", "passed", "scored", "planned"] : ["passed", "scored", "failed", "silent", "audit", "planned", "open", "none"]);
  if (kind === "none") return { state: "none", paid: 0 };
  const isAhead = kind === "planned" || kind === "open";
  const [run, day] = pick(isAhead ? ahead : behind);
  const base = { state: isAhead ? "planned" : "finished", track: kind === "audit" ? "audit" : "verified", run, day };
  if (isAhead) return { ...base, paid: 0, ...(kind === "planned" ? { result: "passed" } : {}) };
  if (kind === "audit") return { ...base, paid: 0, result: "passed" };
  const paid = { paid: pick(tiers).fee };
  if (kind === "silent") return { ...base, ...paid };
  if (kind !== "scored") return { ...base, ...paid, result: kind };
  const least = isSure ? 50 : 30;
  const score = () => least + choice(101 - least);
  return { ...base, ...paid, result: "scored", coursework: score(), exam: score() };
}

function known(key, value) {
  return value === undefined ? {} : { [key]: value };
}

/** Numbers without pattern, but always the same ones: a linear congruential generator (Knuth's MMIX). */
function numbers(seed) {
  let state = BigInt(seed);
  return (end) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(end));
  };
}
