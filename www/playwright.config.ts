// `cargo xtask test` serves the built page and names it in PLANNER_URL. To run one spec again:
// `cargo xtask serve` in one terminal, and here CHROMIUM=/path/to/chromium npx playwright test.
import { env } from "node:process";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./e2e/chromium.mjs";

export default defineConfig({
  testDir: "e2e",
  // `cargo xtask faults` has a run of its own, so that the ordinary one stays short.
  testIgnore: env["FAULTS"] === undefined ? ["**/faults.spec.ts", "**/random-user.spec.ts"] : [],
  fullyParallel: true,
  workers: 2,
  // On a busy machine a page may take long, but what fails twice there is broken.
  retries: 1,
  expect: { timeout: 15_000 },
  use: {
    // The page may be served below any path: a spec goes to "./" and never to "/".
    navigationTimeout: 15_000,
    baseURL: env["PLANNER_URL"] ?? "http://127.0.0.1:8080/",
    locale: "en-US",
    timezoneId: "America/New_York",
    // What it serves would pass by the files that the tests put in place of others.
    serviceWorkers: "block",
    trace: "on-first-retry",
    launchOptions,
  },
});
