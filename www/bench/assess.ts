// Times one assessment as the page asks for it. `cargo xtask bench` bundles and opens this file.
import init from "../generated/certificate_planner.js";
import { prepare } from "./call.js";
import { times, within } from "./timing.js";

const callsToWarmUp = 500;
const calls = 2_000;

window.measured = measure();

async function measure(): Promise<string[]> {
  await init();
  const sorted = times(await prepare(), calls, callsToWarmUp);
  const microseconds = (share: number) => Math.round(within(sorted, share) * 1_000);
  return [
    `One assessment: median ${microseconds(0.5)} µs, 95 in 100 within ${microseconds(0.95)} µs ` +
      `(${calls} calls after ${callsToWarmUp} to warm up).`,
  ];
}
