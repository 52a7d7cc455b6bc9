// The call that is timed.

/** Makes everything ready that the page has before it asks, and returns the asking. */
export async function prepare(): Promise<() => unknown> {
  const text = JSON.stringify({ catalog: "none" });
  return () => JSON.parse(text);
}
