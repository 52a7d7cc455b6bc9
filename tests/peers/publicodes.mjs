// Verdict, day and cost in publicodes: rules as its users write them, with what is not known left out of
// the situation. Its answers come with the tree of their evaluation and with what is missing.
import Engine from "publicodes";
import { core, dayNumber, electives, electivesNeeded, passingFrom, tiers, today, weights } from "./learners.mjs";

const all = [...core, ...electives];
const name = new Map(all.map((course, at) => [course, `cours ${"abcdef"[at]}`]));
const never = 1_000_000;

function courseRules(course) {
  const of = (key) => `${name.get(course)} . ${key}`;
  return {
    [name.get(course)]: null,
    [of("commence")]: { question: "The session is over" },
    [of("certifiant")]: { question: "The session is on the Certificate track" },
    [of("connu")]: { question: "The result or the scores are known" },
    [of("évalué")]: { question: "The result comes from the scores" },
    [of("réussi")]: { question: "The platform says: passed" },
    [of("devoirs")]: { question: "The score of the coursework" },
    [of("examen")]: { question: "The score of the exam" },
    [of("jour")]: { question: "The day of the certificate" },
    [of("payé")]: { question: "What was paid" },
    [of("score")]: {
      somme: [`${weights.coursework} * ${of("devoirs")}`, `${weights.exam} * ${of("examen")}`],
    },
    [of("passé")]: {
      variations: [
        { si: of("évalué"), alors: `${of("score")} >= ${passingFrom}` },
        { sinon: of("réussi") },
      ],
    },
    [of("prévu")]: { "toutes ces conditions": [of("certifiant"), of("passé")] },
    [of("acquis")]: { "toutes ces conditions": [of("commence"), of("sûr")] },
    // Day and cost are known although a result is not: one that may be passed has no day and lacks nothing.
    [of("sûr")]: { "toutes ces conditions": [of("connu"), of("prévu")] },
    [of("douteux")]: { "toutes ces conditions": [of("certifiant"), `${of("connu")} = non`] },
    [of("possible")]: { "une de ces conditions": [of("douteux"), of("sûr")] },
    [of("manque")]: { variations: [{ si: of("possible"), alors: 0 }, { sinon: 1 }] },
    [of("date")]: { variations: [{ si: of("sûr"), alors: of("jour") }, { sinon: never }] },
    [of("prochain")]: { "toutes ces conditions": [of("certifiant"), `${of("commence")} = non`] },
    [of("à payer")]: { variations: [{ si: of("prochain"), alors: 1 }, { sinon: 0 }] },
  };
}

const of = (course, key) => `${name.get(course)} . ${key}`;
const pairs = electives.flatMap((one, at) => electives.slice(at + 1).map((other) => [one, other]));
if (electivesNeeded !== 2) throw new Error("The choices are of two electives.");
const met = (key) => ({
  "toutes ces conditions": [
    ...core.map((course) => of(course, key)),
    { "une de ces conditions": pairs.map((pair) => ({ "toutes ces conditions": pair.map((course) => of(course, key)) })) },
  ],
});

/** The greatest or the least of some values, two by two: "le maximum de" takes itself for a cycle when it is nested. */
function chain(result, between, order, [first, ...rest]) {
  const steps = rest.map((value, at) => {
    const before = at === 0 ? first : `${between} ${at - 1}`;
    const name = at === rest.length - 1 ? result : `${between} ${at}`;
    return [name, { variations: [{ si: `${before} ${order} ${value}`, alors: before }, { sinon: value }] }];
  });
  return Object.fromEntries(steps);
}

const rules = {
  inscription: { question: "Enrolled in the program" },
  "inscription prévue": { question: "Enrolled in the program, or going to be" },
  revenu: { question: "The yearly income" },
  prévu: { "toutes ces conditions": ["inscription prévue", "parcours prévu"] },
  acquis: { "toutes ces conditions": ["inscription", "parcours acquis"] },
  "parcours prévu": met("prévu"),
  "parcours acquis": met("acquis"),
  "au plus tôt": { variations: [{ si: "acquis", alors: 0 }, { sinon: today }] },
  ...chain("délivrance", "fin", ">=", ["au plus tôt", "au choix", ...core.map((course) => of(course, "date"))]),
  // Of the electives the second to come.
  ...chain("au choix", "choix", "<=", pairs.map((_, at) => `paire ${at}`)),
  ...Object.assign(
    {},
    ...pairs.map((pair, at) => chain(`paire ${at}`, `date ${at}`, ">=", pair.map((course) => of(course, "date")))),
  ),
  frais: {
    variations: [
      ...tiers.slice(1).reverse().map(({ from, fee }) => ({ si: `revenu >= ${from}`, alors: fee })),
      { sinon: tiers[0].fee },
    ],
  },
  "manquants au choix": {
    somme: [electivesNeeded - electives.length, ...electives.map((course) => of(course, "manque"))],
  },
  "places au choix": {
    variations: [{ si: "manquants au choix > 0", alors: "manquants au choix" }, { sinon: 0 }],
  },
  "à venir": {
    somme: [
      "places au choix",
      ...core.map((course) => of(course, "manque")),
      ...all.map((course) => of(course, "à payer")),
    ],
  },
  coût: { somme: [...all.map((course) => of(course, "payé")), "frais * à venir"] },
  ...Object.assign({}, ...all.map(courseRules)),
};

const engine_ = new Engine(rules);

export const engine = {
  hasNoRanges: true,
  input,
  decide(situation) {
    engine_.setSituation(situation);
    const planned = engine_.evaluate("prévu");
    const held = planned.nodeValue === true ? engine_.evaluate("acquis") : undefined;
    const date = planned.nodeValue === true ? engine_.evaluate("délivrance") : undefined;
    return { planned, held, date, cost: engine_.evaluate("coût") };
  },
  decision({ planned, held, date, cost }) {
    const verdict =
      planned.nodeValue === undefined ? "undetermined"
      : planned.nodeValue === false ? "needs_change"
      : held.nodeValue === true ? "earned"
      : "on_course";
    return {
      verdict,
      ...(date === undefined ? {} : { day: date.nodeValue }),
      ...(cost.nodeValue === undefined ? {} : { cost: [cost.nodeValue, cost.nodeValue] }),
      isExplained: "explanation" in planned,
      isAsking: Object.keys(planned.missingVariables).length > 0,
    };
  },
};

const yes = (truth) => (truth ? "oui" : "non");

function input(learner) {
  const situation = {};
  const state = (key, value) => {
    if (value !== undefined) situation[key] = value;
  };
  const { enrollment } = learner;
  state("inscription", enrollment && yes(enrollment === "verified"));
  state("inscription prévue", enrollment && yes(enrollment !== "not_enrolled"));
  state("revenu", learner.income);
  for (const [course, session] of Object.entries(learner.courses)) {
    const { result, track, paid, day } = session;
    state(of(course, "commence"), yes(session.state !== "planned"));
    state(of(course, "certifiant"), yes(track === "verified"));
    state(of(course, "payé"), paid);
    if (session.state === "none") {
      state(of(course, "connu"), "oui");
      continue;
    }
    state(of(course, "jour"), dayNumber(day));
    state(of(course, "connu"), yes(result !== undefined));
    state(of(course, "évalué"), yes(result === "scored"));
    state(of(course, "réussi"), result === "scored" ? undefined : result && yes(result === "passed"));
    state(of(course, "devoirs"), session.coursework);
    state(of(course, "examen"), session.exam);
  }
  return situation;
}
