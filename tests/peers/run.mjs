// Times the same decision by our engine in Node.js, by hand-written JavaScript and by the engines of the
// npm registry: node run.mjs BINDINGS MODULE CATALOG COUNT. Verdicts are compared beforehand, of every learner;
// a difference ends it. It prints the microseconds of each as JSON.
import { readFile } from "node:fs/promises";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { learners } from "./learners.mjs";
import { load } from "./ours.mjs";
import { engine as plain } from "./plain.mjs";

const [bindings, module, catalog, learnersWanted] = argv.slice(2);
const count = Number(learnersWanted);
if (!(count >= 400)) throw new Error("Name the bindings, the module, the catalog, and 400 learners or more.");

const rounds = 5;
/** So long is one engine timed in one round at most; the learners are taken in groups. */
const millisecondsMost = 1_000;
const groupsLeast = 20;

const ours = await load(pathToFileURL(bindings).href, await readFile(module), await readFile(catalog, "utf8"));
const peers = {
  "json-logic-engine 5.0.7": (await import("./json-logic.mjs")).compiled,
  "json-logic-js 2.0.5": (await import("./json-logic.mjs")).interpreted,
  "@marcbachmann/cel-js 8.0.0": (await import("./cel.mjs")).engine,
  "@gorules/zen-engine 0.54.0": (await import("./zen.mjs")).engine,
  "json-rules-engine 7.3.1": (await import("./json-rules-engine.mjs")).engine,
  "publicodes 1.10.3": (await import("./publicodes.mjs")).engine,
  "feelin 8.2.0": (await import("./feelin.mjs")).engine,
};
const engines = { ours, "hand-written JavaScript": plain, ...peers };

const all = learners(count);
const expected = all.map((learner) => plain.decision(plain.decide(plain.input(learner))));
for (const [name, engine] of Object.entries(engines)) await compare(name, engine);

const timed = Object.entries(engines).map(([name, engine]) => ({
  name,
  engine,
  inputs: all.map(engine.input),
  groupSize: 1,
  least: [],
}));
for (const one of timed) await fit(one);
// Turn by turn, so that what disturbs one disturbs all.
for (let round = 0; round < rounds; round += 1) {
  for (const one of timed) await time(one);
}
for (const { name, least } of timed) console.log(JSON.stringify({ name, microseconds: median(least) }));

/** Every decision, part by part; the parts that an engine does not deliver are left out. */
async function compare(name, { input, decide, decision }) {
  for (const [at, learner] of all.entries()) {
    const { isExplained, isAsking, ...decided } = decision(await decide(input(learner)));
    const wanted = Object.fromEntries(Object.keys(decided).map((key) => [key, expected[at][key]]));
    const isSilent = decided.verdict === "undetermined" && isAsking === false;
    if (!isDeepStrictEqual(decided, wanted) || isExplained === false || isSilent) {
      throw new Error(`${name} decides ${JSON.stringify(decided)} of ${JSON.stringify(learner)}, and not ${JSON.stringify(expected[at])}.`);
    }
  }
}

/** Sets how many learners are a group, so that the clock is read seldom, and how many groups there are. */
async function fit(one) {
  await take(one, 0, 200);
  const each = (await take(one, 200, 200)) / 200;
  one.groupSize = Math.max(1, Math.min(100, Math.ceil(0.2 / each)));
  const groups = Math.max(groupsLeast, millisecondsMost / (each * one.groupSize));
  one.least = Array(Math.floor(Math.min(count / one.groupSize, groups))).fill(Number.POSITIVE_INFINITY);
}

/** Each group is told by its fastest round, as that was disturbed the least. */
async function time(one) {
  for (let group = 0; group < one.least.length; group += 1) {
    const milliseconds = await take(one, group * one.groupSize, one.groupSize);
    one.least[group] = Math.min(one.least[group], milliseconds / one.groupSize);
  }
}

async function take({ engine: { decide, isLater }, inputs }, from, size) {
  const some = inputs.slice(from, from + size);
  const start = performance.now();
  if (isLater) {
    for (const input of some) await decide(input);
  } else {
    for (const input of some) decide(input);
  }
  return performance.now() - start;
}

function median(times) {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] * 1_000;
}
