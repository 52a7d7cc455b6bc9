// Times one assessment as the page asks for it. `cargo xtask bench` bundles and opens this file.
import init from "../generated/certificate_planner.js";
import { prepare } from "./call.js";

const callsToWarmUp = 500;
const calls = 2_000;

export interface Timing {
  calls: number;
  callsToWarmUp: number;
  medianMicroseconds: number;
  percentile95Microseconds: number;
}

declare global {
  interface Window {
    /** Settles when the timing is done; the script that opens the page waits for it. */
    timing: Promise<Timing>;
  }
}

window.timing = time();

async function time(): Promise<Timing> {
  await init();
  const call = await prepare();
  for (let i = 0; i < callsToWarmUp; i += 1) call();
  const samples = Array.from({ length: calls }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  samples.sort((a, b) => a - b);
  return {
    calls,
    callsToWarmUp,
    medianMicroseconds: microseconds(samples, 0.5),
    percentile95Microseconds: microseconds(samples, 0.95),
  };
}

function microseconds(sorted: number[], share: number): number {
  const milliseconds = sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return Math.round(milliseconds * 1_000);
}
