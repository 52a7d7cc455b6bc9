// The random user for as many minutes as MINUTES says, beginning with SEED.
import { env } from "node:process";
import { expect, test } from "@playwright/test";
import { randomUser, report } from "./run.js";

const MINUTE_MILLISECONDS = 60_000;

test("a random user breaks nothing", async ({ browser }) => {
  const seed = Number(env["SEED"] ?? Date.now() % 1_000_000);
  const minutes = Number(env["MINUTES"] ?? 30);
  const outcome = await randomUser(browser, { seed, milliseconds: minutes * MINUTE_MILLISECONDS });
  console.log(report(outcome));
  expect(outcome.failures).toEqual([]);
});
