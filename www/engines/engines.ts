// The three engines: where each is found, and how it is started.
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env, getuid } from "node:process";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { Firefox, findFirefox } from "../e2e/firefox.js";
import { type Driver, HttpDriver } from "./protocol.js";

export type EngineName = "chromium" | "firefox" | "webkit";

const START_MILLISECONDS = 60_000;

/** What to say where an engine is not installed. */
export const MISSING: Readonly<Record<EngineName, string>> = {
  chromium: "Chromium was not run: install chromium and chromium-driver.",
  firefox: "Firefox was not run: install firefox-esr.",
  webkit: "WebKit was not run: install webkit2gtk-driver and xvfb.",
};

/** Starts an engine without a window; nothing where it is not installed. */
export async function startEngine(name: EngineName): Promise<Driver | undefined> {
  switch (name) {
    case "chromium":
      return startChromium();
    case "firefox": {
      const program = findFirefox();
      return program === undefined ? undefined : Firefox.start(program);
    }
    case "webkit":
      return startWebKit();
  }
}

async function startChromium(): Promise<Driver | undefined> {
  const program = env["CHROMIUM"] ?? found("chromium") ?? found("chromium-browser");
  const driver = env["CHROMEDRIVER"] ?? found("chromedriver");
  if (program === undefined || driver === undefined) return undefined;
  const settings = JSON.parse(
    readFileSync(new URL("../e2e/webdriver.json", import.meta.url), "utf8"),
  )["goog:chromeOptions"];
  // Chromium's own sandbox refuses to run as root.
  const sandbox = getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...settings.args, ...sandbox, "--headless=new", "--lang=en-US"];
  return startDriver(driver, {}, { "goog:chromeOptions": { binary: program, args } });
}

async function startWebKit(): Promise<Driver | undefined> {
  const driver = found("WebKitWebDriver");
  const server = found("Xvfb");
  if (driver === undefined || server === undefined) return undefined;
  const screen = spawn(server, ["-displayfd", "3", "-screen", "0", "1400x1100x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const stopScreen = () => end(screen);
  try {
    const settings = {
      DISPLAY: `:${await firstLine(screen.stdio[3] as Readable)}`,
      // Its own sandbox refuses to run as root, and there is nothing here to composite with.
      ...(getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" }),
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
    };
    return await startDriver(driver, settings, {}, stopScreen);
  } catch (reason) {
    await stopScreen();
    throw reason;
  }
}

/** Starts a driver with a home of its own, so that nothing of the user's is read or written. */
async function startDriver(
  program: string,
  settings: Readonly<Record<string, string>>,
  capabilities: object,
  stopMore: () => Promise<void> = async () => {},
): Promise<Driver> {
  const home = await mkdtemp(join(tmpdir(), "engine-"));
  const port = await freePort();
  const driver = spawn(program, [`--port=${port}`], {
    stdio: "ignore",
    env: { ...env, TZ: "America/New_York", LANG: "en_US.UTF-8", LANGUAGE: "en_US", HOME: home, ...settings },
  });
  const stop = async () => {
    await end(driver);
    await stopMore();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const address = `http://127.0.0.1:${port}`;
  await untilReady(address);
  return HttpDriver.start(address, capabilities, stop);
}

async function untilReady(address: string): Promise<void> {
  const last = Date.now() + START_MILLISECONDS;
  while (Date.now() < last) {
    const isReady = await fetch(`${address}/status`).then(({ ok }) => ok, () => false);
    if (isReady) return;
    await pause(50);
  }
  throw new Error(`No driver answers at ${address}.`);
}

/** A port that was free a moment ago; drivers cannot say which one they took. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = new Promise((resolve) => process.once("exit", resolve));
  process.kill("SIGTERM");
  await ended;
}

async function firstLine(stream: Readable): Promise<string> {
  let text = "";
  for await (const part of stream) {
    text += String(part);
    if (text.includes("\n")) break;
  }
  return text.trim();
}

function found(name: string): string | undefined {
  const programs = (env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name));
  return programs.find((program) => {
    try {
      accessSync(program, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
