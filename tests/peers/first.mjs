// The first answer of an engine in a page: from the beginning of loading it to its decision about one
// learner. `cargo xtask bench pages` bundles a page for each engine with this file.
import { learners } from "./learners.mjs";

/** Sets what the script that opens the page waits for. */
export function answerFirst(load) {
  window.measured = measure(load);
}

async function measure(load) {
  const engine = await load();
  const [learner] = learners(1);
  const { verdict } = engine.decision(await engine.decide(engine.input(learner)));
  const milliseconds = performance.now();
  return [JSON.stringify({ verdict, milliseconds })];
}
