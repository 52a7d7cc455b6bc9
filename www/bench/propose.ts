// Times the search for the best ways, from JavaScript and back, for every built-in program.
// `cargo xtask bench` bundles and opens this file.
import init, { readCatalog } from "../generated/certificate_planner_proposals.js";
import { times, within } from "./timing.js";

const callsToWarmUp = 10;
const calls = 50;
const now = "2026-11-21T12:00:00Z";

window.measured = measure();

async function measure(): Promise<string[]> {
  await init();
  const index: { catalogs: { file: string }[] } = await get("catalogs/index.json");
  const lines: string[] = [];
  for (const { file: name } of index.catalogs) {
    const file: { programs: { id: string }[] } = await get(`catalogs/${name}`);
    const planner = readCatalog(JSON.stringify(file)).takePlanner();
    if (planner === undefined) throw new Error(`The catalog ${name} cannot be used.`);
    for (const { id } of file.programs) {
      const ask = () => planner.propose({ format: 1, program: id }, {}, now);
      const answer = ask();
      if (!("proposals" in answer)) throw new Error(`The plan for ${id} is refused.`);
      const { ways, not_dominated } = answer.proposals;
      const sorted = times(ask, calls, callsToWarmUp);
      const [median, most] = [0.5, 0.95].map((share) => within(sorted, share).toFixed(2));
      lines.push(
        `Best ways for ${id}: median ${median} ms, 95 in 100 within ${most} ms ` +
          `(${ways.length} ways of ${not_dominated}).`,
      );
    }
  }
  return lines;
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  return (await response.json()) as T;
}
