// How every test and script starts Chromium; the wasm tests read the same webdriver.json.
import { readFileSync } from "node:fs";
import { env, getuid } from "node:process";

const settings = JSON.parse(readFileSync(new URL("webdriver.json", import.meta.url), "utf8"));

/** Chromium's own sandbox refuses to run as root. */
const isRoot = getuid?.() === 0;

/** @type {import("@playwright/test").LaunchOptions} */
export const launchOptions = {
  // Without the variable Playwright looks for a browser of its own.
  executablePath: env["CHROMIUM"],
  chromiumSandbox: !isRoot,
  args: settings["goog:chromeOptions"].args,
};
