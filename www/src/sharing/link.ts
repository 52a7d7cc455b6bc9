// A whole plan as a short text for the fragment of an address, and back.
//
// Ids are written as they are: a place in a list would mean something else, or nothing, once the
// catalog has gained a course. What comes again is written as a reference to its first place.

import type {
  BundlePurchase,
  CarriedOver,
  CatalogFile,
  HeldDiscount,
  Income,
  Money,
  PlanFile,
  PlannedCourseFile,
  PlannedRunFile,
} from "../../generated/certificate_planner.js";
import { FORMAT } from "../plan.js";
import {
  BitReader,
  BitWriter,
  Unreadable,
  bytesOfText,
  checksum,
  textOfBytes,
} from "./bits.js";
import { canonical } from "../json-text.js";
import {
  type Form,
  amount,
  currency,
  flag,
  list,
  maybe,
  moment,
  object,
  percent,
  text,
  words,
} from "./forms.js";
import { type Snapshot, snapshotForm, snapshotOf } from "./snapshot.js";

/** The version of the text, which is its first letter: a digit, also in later ones. */
const VERSION = "1";

/** No plan comes near; more is not even looked at. */
const LETTERS_MAX = 20_000;

const CHECKSUM_BYTES = 4;

/** Why a link gives no plan: it is not whole, or a later version of the page made it. */
export type LinkFault = "broken" | "newer";

/** A plan that came by a link, and what the catalog said when the link was made. */
export interface Linked {
  plan: PlanFile;
  snapshot: Snapshot;
}

const payment = words(["paid", "will_pay", "not_paid"]);
const part = words(["coursework", "exam"]);

const money = object<Money>({ amount, currency });

const run = object<PlannedRunFile>(
  {
    run: maybe(text),
    state: words(["planned", "in_progress", "finished"]),
    mode: maybe(
      words([
        "audit",
        "verified",
        "honor",
        "professional",
        "no_id_professional",
        "credit",
        "masters",
        "executive_education",
        "paid_executive_education",
        "unpaid_executive_education",
        "paid_bootcamp",
        "unpaid_bootcamp",
      ]),
    ),
    payment: maybe(payment),
    result: maybe(words(["passed", "not_passed", "will_pass"])),
    certificate: maybe(words(["held", "revoked", "not_issued", "not_passing", "unverified"])),
    score: maybe(percent),
    platform: maybe(words(["mitx_online", "edx", "other"])),
    paid_amount: maybe(amount),
    paid_on: maybe(moment),
    coursework_score: maybe(percent),
    exam_score: maybe(percent),
    exam_taken: maybe(flag),
    passed_on: maybe(moment),
    certificate_on: maybe(moment),
    left: maybe(words(["unenrolled", "refunded", "deferred", "transferred"])),
  },
  [
    "platform",
    "paid_amount",
    "paid_on",
    "coursework_score",
    "exam_score",
    "exam_taken",
    "passed_on",
    "certificate_on",
    "left",
  ],
);

const course = object<PlannedCourseFile>(
  {
    course: text,
    runs: maybe(list(run)),
    fee: maybe(money),
    discounts: maybe(
      list(
        object<HeldDiscount>({
          code: maybe(text),
          kind: words(["percent_off", "dollars_off", "fixed_price"]),
          amount,
          expires: maybe(moment),
        }),
      ),
    ),
    carried_over: maybe(object<CarriedOver>({ part, score: percent })),
    used_for: maybe(text),
  },
  ["fee", "discounts", "carried_over", "used_for"],
);

/** The version of the plan's format stands for itself: there is one. */
const format: Form<number> = {
  write: (writer, value) => writer.number(value - FORMAT, 1),
  read: (reader) => reader.number(1) + FORMAT,
};

const plan = object<PlanFile>(
  {
    format,
    program: text,
    track: maybe(text),
    courses: maybe(list(course)),
    program_enrollment: maybe(words(["verified", "audit", "will_enroll", "not_enrolled"])),
    photo_id: maybe(words(["approved", "will_verify", "not_approved"])),
    income: maybe(object<Income>({ amount, currency, units_per_tier_unit: maybe(text) })),
    bundle: maybe(
      object<BundlePurchase>({ payment, on: maybe(moment), paid_amount: maybe(amount) }),
    ),
    program_certificates: maybe(list(text)),
    revoked_program_certificates: maybe(list(text)),
    country: maybe(text),
    set_aside: maybe(list(text)),
  },
  ["bundle", "program_certificates", "revoked_program_certificates", "country", "set_aside"],
);

/** The text of a plan; nothing where it could not be read back as it is. */
export function textOfPlan(file: PlanFile, catalog: CatalogFile): string | undefined {
  const writer = new BitWriter();
  plan.write(writer, file);
  snapshotForm(file).write(writer, snapshotOf(file, catalog));
  const sealed = `${VERSION}${textOfBytes(seal(writer.done()))}`;
  const back = planOfText(sealed);
  return typeof back !== "string" && canonical(back.plan) === canonical(file) ? sealed : undefined;
}

/** The plan of a text that anyone may have written. */
export function planOfText(sealed: string): Linked | LinkFault {
  if (!sealed.startsWith(VERSION)) return /^[2-9]/.test(sealed) ? "newer" : "broken";
  if (sealed.length > LETTERS_MAX) return "broken";
  try {
    const reader = new BitReader(unseal(bytesOfText(sealed.slice(VERSION.length))));
    const file = plan.read(reader);
    return { plan: file, snapshot: snapshotForm(file).read(reader) };
  } catch (reason) {
    if (reason instanceof Unreadable) return "broken";
    throw reason;
  }
}

/** The bytes with their checksum behind them. */
export function seal(bytes: Uint8Array): Uint8Array {
  const sum = new BitWriter();
  sum.bits(checksum(bytes), CHECKSUM_BYTES * 8);
  return Uint8Array.from([...bytes, ...sum.done()]);
}

function unseal(bytes: Uint8Array): Uint8Array {
  const content = bytes.slice(0, -CHECKSUM_BYTES);
  const sum = new BitReader(bytes.slice(-CHECKSUM_BYTES)).bits(CHECKSUM_BYTES * 8);
  if (sum !== checksum(content)) throw new Unreadable();
  return content;
}
