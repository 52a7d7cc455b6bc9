// Our engine's view of the learners: the plan, and what of the answer the others have too.
import { dayNumber, now, program } from "./learners.mjs";

/** The learner as a plan. */
export function plan(learner) {
  const taken = Object.entries(learner.courses).filter(([, session]) => session.state !== "none");
  return {
    format: 1,
    program,
    ...(learner.enrollment === undefined ? {} : { program_enrollment: learner.enrollment }),
    ...(learner.income === undefined ? {} : { income: { amount: `${learner.income}.00`, currency: "USD" } }),
    courses: taken.map(([course, session]) => ({ course, runs: [run(session)] })),
  };
}

function run(session) {
  const base = { run: session.run, state: session.state, mode: session.track };
  if (session.track === "audit") return { ...base, result: session.result };
  if (session.state === "planned") {
    return { ...base, payment: "will_pay", ...(session.result ? { result: "will_pass" } : {}) };
  }
  const paid = { ...base, payment: "paid", paid_amount: `${session.paid}.00` };
  switch (session.result) {
    case undefined:
      return paid;
    case "scored":
      return { ...paid, coursework_score: session.coursework, exam_score: session.exam };
    case "failed":
      return { ...paid, result: "not_passed" };
    default:
      return { ...paid, result: "passed" };
  }
}

/** What all engines are compared by. */
export function decision({ program: { verdict, reasons, certificate }, cost, missing }) {
  const isComing = verdict === "earned" || verdict === "on_course";
  return {
    verdict,
    ...(isComing ? { day: dayNumber(certificate.from.at.slice(0, 10)) } : {}),
    cost: [Number(cost.total.low), Number(cost.total.high)],
    isExplained: reasons.length > 0,
    isAsking: missing.some((fact) => fact.settles > 0),
  };
}

/** The engine of a folder with the bindings and the module. */
export async function load(bindings, module, catalog) {
  const { default: init, readCatalog } = await import(bindings);
  await init({ module_or_path: module });
  const planner = readCatalog(catalog).takePlanner();
  return {
    input: plan,
    decide: (input) => planner.assess(input, now).assessment,
    decision,
  };
}

/** The same in a page, from files beside a script of it. */
export async function loadBeside(script) {
  const at = (file) => new URL(file, script).href;
  const catalog = fetch(at("mitx-dedp.json")).then((response) => response.text());
  return load(at("certificate_planner.js"), fetch(at("certificate_planner_bg.wasm")), await catalog);
}
