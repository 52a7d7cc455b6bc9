// Plans with every statement that a plan can hold, made anew from a number.
import type {
  HeldDiscount,
  PlanFile,
  PlannedCourseFile,
  PlannedRunFile,
} from "../generated/certificate_planner.js";

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const COURSES = ["14.100x", "14.310x", "JPAL102x", "14.73x", "18.6501x", "Qz/é 测试", "a b", "🎓"];
const RUNS = ["1T2027", "3T2026", "2T2019a", "2013_Spring", "R1", "4T2063z", "1T2064", "Été 2027"];
const AMOUNTS = ["0.00", "1000.00", "350.50", "999999999.99", "300", "0.5", "007.00"];
const MOMENTS = [
  "2026-05-01",
  "1999-12-31",
  "2044-12-31",
  "2045-01-01",
  "2026-05-01T12:00:00Z",
  "2026-05-01T23:59:59Z",
  "2026-05-01T23:59:59.5Z",
  "2026-05-01T12:00:00+05:30",
];
const SCORES = [0, 100, 72, 72.5, 0.1, 33.333333333333336, 1e-7];

export function madePlan(random: () => number): PlanFile {
  const one = <const T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error("There is nothing to choose from.");
    return value;
  };
  const some = <T extends object>(all: { [K in keyof T]: () => T[K] }, share: number): Partial<T> => {
    const made: Partial<T> = {};
    for (const key in all) if (random() < share) made[key] = all[key]();
    return made;
  };
  const many = <T>(max: number, make: () => T): T[] =>
    Array.from({ length: Math.floor(random() * (max + 1)) }, make);
  const share = random() ** 2;
  const amount = () => one(AMOUNTS);
  const moment = () => one(MOMENTS);
  const score = () => one(SCORES);
  const currency = () => one(["USD", "EUR", "INR"]);
  const program = () => one(["program-v1:MITx+DEDP", "mitx-sds", "Programm für Äpfel"]);
  const payment = () => one(["paid", "will_pay", "not_paid"]);
  const run = (): PlannedRunFile => ({
    state: one(["planned", "in_progress", "finished"]),
    ...some<Required<Omit<PlannedRunFile, "state">>>(
      {
        run: () => one(RUNS),
        platform: () => one(["mitx_online", "edx", "other"]),
        mode: () => one(["audit", "verified", "honor", "credit", "unpaid_bootcamp"]),
        payment,
        paid_amount: amount,
        paid_on: moment,
        result: () => one(["passed", "not_passed", "will_pass"]),
        score,
        coursework_score: score,
        exam_score: score,
        exam_taken: () => one([true, false]),
        passed_on: moment,
        certificate: () => one(["held", "revoked", "not_issued", "not_passing", "unverified"]),
        certificate_on: moment,
        left: () => one(["unenrolled", "refunded", "deferred", "transferred"]),
      },
      share,
    ),
  });
  const discount = (): HeldDiscount => ({
    kind: one(["percent_off", "dollars_off", "fixed_price"]),
    amount: one(["10", "12.5", "100.00"]),
    ...some<Required<Pick<HeldDiscount, "code" | "expires">>>(
      { code: () => one(["WELCOME 10%", "X"]), expires: moment },
      0.5,
    ),
  });
  const course = (): PlannedCourseFile => ({
    course: one(COURSES),
    ...some<Required<Omit<PlannedCourseFile, "course">>>(
      {
        runs: () => many(3, run),
        fee: () => ({ amount: amount(), currency: currency() }),
        discounts: () => many(2, discount),
        carried_over: () => ({ part: one(["coursework", "exam"]), score: score() }),
        used_for: program,
      },
      Math.max(share, 0.5),
    ),
  });
  return {
    format: 1,
    program: program(),
    ...some<Required<Omit<PlanFile, "format" | "program">>>(
      {
        track: () => one(["general", "Ökonomie"]),
        courses: () => many(10, course),
        program_enrollment: () => one(["verified", "audit", "will_enroll", "not_enrolled"]),
        bundle: () => ({
          payment: payment(),
          ...(random() < 0.5 ? { on: moment(), paid_amount: amount() } : {}),
        }),
        program_certificates: () => many(3, program),
        revoked_program_certificates: () => many(3, program),
        photo_id: () => one(["approved", "will_verify", "not_approved"]),
        income: () => ({
          amount: amount(),
          currency: currency(),
          ...(random() < 0.5 ? { units_per_tier_unit: one(["83.25", "1"]) } : {}),
        }),
        country: () => one(["US", "IN", "DE"]),
        set_aside: () => many(3, () => one(["upgrade_deadline", "order"])),
      },
      Math.max(share, 0.6),
    ),
  };
}
