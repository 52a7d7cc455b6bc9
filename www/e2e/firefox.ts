// Drives the Firefox of the system by its own protocol, which needs neither a driver nor a package:
// each message is its length, a colon and JSON. Its settings are those of any reader.
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type Socket, connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { setTimeout as pause } from "node:timers/promises";

const PREFERENCES = [
  // It writes the free port that it takes into its profile.
  'user_pref("marionette.port", 0);',
  // Settings that make testing easier would make it another browser than a reader has.
  'user_pref("remote.prefs.recommended", false);',
  // A first start looks for these elsewhere.
  'user_pref("browser.shell.checkDefaultBrowser", false);',
  'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
  'user_pref("app.update.disabledForTesting", true);',
  // A page makes the files that a test gives it, and may read none by itself.
  'user_pref("dom.file.createInChild", true);',
];
const START_MILLISECONDS = 60_000;

/** The program that FIREFOX names, or the one that is installed. */
export function findFirefox(): string | undefined {
  const named = env["FIREFOX"];
  if (named !== undefined) return named;
  const folders = (env["PATH"] ?? "").split(delimiter);
  const programs = folders.flatMap((folder) => [
    join(folder, "firefox-esr"),
    join(folder, "firefox"),
  ]);
  return programs.find((program) => {
    try {
      accessSync(program, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export class Firefox {
  private lastId = 0;
  private received = Buffer.alloc(0);
  private readonly waiting = new Map<number, (answer: [unknown, unknown]) => void>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly socket: Socket,
  ) {
    socket.on("data", (bytes) => this.hear(bytes));
  }

  static async start(program: string): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), "firefox-"));
    await writeFile(join(profile, "user.js"), PREFERENCES.join("\n"));
    const options = ["--headless", "--marionette", "--no-remote", "--profile", profile];
    const process = spawn(program, options, {
      stdio: "ignore",
      env: { ...env, HOME: profile, TZ: "America/New_York" },
    });
    try {
      const port = await portOf(profile);
      const socket = connect(port, "127.0.0.1");
      const firefox = new Firefox(process, profile, socket);
      await firefox.call("WebDriver:NewSession", {});
      await firefox.call("WebDriver:SetTimeouts", { script: 60_000 });
      return firefox;
    } catch (reason) {
      process.kill("SIGKILL");
      throw reason;
    }
  }

  async goto(url: string): Promise<void> {
    await this.call("WebDriver:Navigate", { url });
  }

  /** Runs the text of a function in the page, and returns what it makes in the end. */
  async run(script: string): Promise<unknown> {
    const body = `const done = arguments[arguments.length - 1];
      (${script})().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.call("WebDriver:ExecuteAsyncScript", { script: body, args: [] });
    const { value, error } = Object(answer);
    if (error !== undefined) throw new Error(String(error));
    return value;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.socket.destroy();
    this.process.kill("SIGTERM");
    const isEnded = await Promise.race([ended.then(() => true), pause(5_000, false)]);
    if (!isEnded) {
      this.process.kill("SIGKILL");
      await ended;
    }
    await rm(this.profile, { recursive: true, force: true });
  }

  /** Has a command of WebDriver obeyed, and returns its value. */
  async call(command: string, parameters: object): Promise<unknown> {
    const answer = await this.send(command, parameters);
    const isValue = typeof answer === "object" && answer !== null && "value" in answer;
    return isValue ? answer.value : answer;
  }

  private send(command: string, parameters: object): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    const message = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ([error, result]) => {
        if (error === null) resolve(result);
        else reject(new Error(`${command}: ${JSON.stringify(error)}`));
      });
      this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  private hear(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    for (;;) {
      const colon = this.received.indexOf(":");
      const length = Number(this.received.subarray(0, colon).toString());
      if (colon < 0 || this.received.length < colon + 1 + length) return;
      const text = this.received.subarray(colon + 1, colon + 1 + length).toString();
      this.received = this.received.subarray(colon + 1 + length);
      const message: unknown = JSON.parse(text);
      // The greeting is no answer to anything.
      if (Array.isArray(message)) this.waiting.get(message[1])?.([message[2], message[3]]);
    }
  }
}

async function portOf(profile: string): Promise<number> {
  const end = Date.now() + START_MILLISECONDS;
  while (Date.now() < end) {
    const text = await readFile(join(profile, "MarionetteActivePort"), "utf8").catch(() => "");
    if (text !== "") return Number(text);
    await pause(100);
  }
  throw new Error("Firefox did not start.");
}
