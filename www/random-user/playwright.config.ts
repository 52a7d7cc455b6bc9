// `cargo xtask random-user` runs this; a short run stands among the other tests, in e2e/random-user.spec.ts.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "long-run.ts",
  outputDir: "../test-results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // The run ends by itself.
  timeout: 0,
  use: { launchOptions },
});
