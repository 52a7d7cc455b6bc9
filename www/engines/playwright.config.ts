// `cargo xtask engines` runs these in every engine that is installed. The runner brings no browser of its
// own to them: each is driven by WebDriver, as engines.ts starts it.
import { env } from "node:process";
import { defineConfig } from "@playwright/test";
import type { EngineName } from "./engines.js";
import type { Given } from "./test.js";

const ALL: readonly EngineName[] = ["chromium", "firefox", "webkit"];

/** The engines that ENGINES names, or all. */
const names = ALL.filter((name) => (env["ENGINES"] ?? "").split(" ").includes(name));

export default defineConfig<object, Given>({
  testDir: ".",
  outputDir: "../test-results",
  reporter: [["list"], ["./reporter.ts"]],
  workers: 2,
  retries: 1,
  timeout: 60_000,
  forbidOnly: true,
  // The corpus would keep one worker busy long after the other has nothing left to do.
  fullyParallel: true,
  projects: (names.length > 0 ? names : ALL).map((name) => ({
    name,
    use: { engineName: name },
  })),
});
