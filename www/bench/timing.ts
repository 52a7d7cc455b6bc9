// Timing calls in a page, and handing over what was measured.

declare global {
  interface Window {
    /** Settles when the timing is done; the script that opens the page waits for it. */
    measured: Promise<string[]>;
  }
}

/** The times of many calls in milliseconds, the shortest first, after some to warm up. */
export function times(call: () => unknown, calls: number, callsToWarmUp: number): number[] {
  for (let i = 0; i < callsToWarmUp; i += 1) call();
  const samples = Array.from({ length: calls }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  return samples.sort((a, b) => a - b);
}

/** The time that so large a share of the calls stays within. */
export function within(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
