// The random user for a short while, with the same seed every time; `cargo xtask random-user` lets it go on for longer.
import { expect, test } from "@playwright/test";
import { randomUser, report } from "../random-user/run.js";

test("a random user breaks nothing in twenty seconds", async ({ browser }) => {
  test.setTimeout(180_000);
  const outcome = await randomUser(browser, { seed: 1, milliseconds: 20_000 });
  expect(outcome.failures, report(outcome)).toEqual([]);
  expect(outcome.checks.answers).toBeGreaterThan(0);
});
