// Times the search by itself on made instances: in a page, and in Node.js by `search.mjs`.
// `cargo xtask bench search` bundles this file.
import { within } from "./timing.js";

/** The module of the search by itself, which is built for the timing only and lies beside the script. */
interface SearchModule {
  default(options?: { module_or_path: BufferSource }): Promise<unknown>;
  Timed: new (size: number, seed: number) => { solve(objectives: number): boolean; free(): void };
}

/** The sizes by their numbers in `tests/made_instances/terms.rs`; each is answered so often. */
const sizes = [
  { name: "5 x 9", size: 0, times: 50 },
  { name: "10 x 12", size: 1, times: 30 },
  { name: "20 x 15", size: 2, times: 10 },
  { name: "40 x 24, 12 needed", size: 5, times: 5 },
  { name: "40 x 24, 17 needed", size: 3, times: 3 },
  { name: "40 x 24, 20 needed", size: 4, times: 1 },
];
const instances = 10;
/** The completion, then the cost. */
const objectives = 2;

/** Solves all instances; each is told by its fastest answer, as that was disturbed the least. */
export async function timeSearch(module?: BufferSource): Promise<string[]> {
  const bindings = new URL("certificate_planner_search.js", import.meta.url).href;
  const { default: init, Timed } = (await import(bindings)) as SearchModule;
  await init(module === undefined ? undefined : { module_or_path: module });
  return sizes.map(({ name, size, times }) => {
    let unproven = 0;
    const fastest = Array.from({ length: instances }, (_, seed) => {
      const timed = new Timed(size, seed);
      let least = Number.POSITIVE_INFINITY;
      let isProven = true;
      for (let i = 0; i < times; i += 1) {
        const start = performance.now();
        isProven = timed.solve(objectives);
        least = Math.min(least, performance.now() - start);
      }
      timed.free();
      if (!isProven) unproven += 1;
      return least;
    }).sort((a, b) => a - b);
    const median = within(fastest, 0.5).toFixed(3);
    const most = (fastest.at(-1) ?? Number.NaN).toFixed(3);
    return `${name.padEnd(21)} ${`${median}, ${most}, ${unproven}`.padStart(32)}`;
  });
}

if (typeof window !== "undefined") window.measured = timeSearch();
