// Times the decision by our engine in a page. `cargo xtask bench peers` bundles this file.
import { learners } from "./learners.mjs";
import { loadBeside } from "./ours.mjs";

const count = 10_000;
const rounds = 5;
/** So many learners are timed together: the clock of a page is coarse. */
const together = 20;

window.measured = measure();

async function measure() {
  const engine = await loadBeside(import.meta.url);
  const inputs = learners(count).map(engine.input);
  const least = Array(count / together).fill(Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    for (const [group, before] of least.entries()) {
      const some = inputs.slice(group * together, (group + 1) * together);
      const start = performance.now();
      for (const input of some) engine.decide(input);
      least[group] = Math.min(before, (performance.now() - start) / together);
    }
  }
  const median = least.sort((one, other) => one - other)[Math.floor(least.length / 2)];
  return [JSON.stringify({ name: "ours", microseconds: median * 1_000 })];
}
