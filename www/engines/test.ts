// The engine of the project and the server, once for every worker; without the engine a test is skipped.
import { test as base } from "@playwright/test";
import { type EngineName, MISSING, startEngine } from "./engines.js";
import type { Driver } from "./protocol.js";
import { HostServer } from "./server.js";
import { Stage } from "./stage.js";

export interface Given {
  engineName: EngineName;
}

interface Running extends Given {
  engine: Driver | undefined;
  running: HostServer;
}

export const test = base.extend<{ hosts: HostServer; stage: Stage }, Running>({
  engineName: ["chromium", { option: true, scope: "worker" }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await startEngine(engineName);
      await use(engine);
      await engine?.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  running: [
    async ({}, use) => {
      const hosts = await HostServer.start();
      await use(hosts);
      await hosts.stop();
    },
    { scope: "worker" },
  ],
  hosts: async ({ running }, use) => {
    running.clear();
    await use(running);
  },
  stage: async ({ engine, engineName, hosts }, use, info) => {
    if (engine === undefined) {
      info.skip(true, MISSING[engineName]);
      return;
    }
    const stage = await Stage.on(engine);
    // What the test before has kept is not this one's.
    await stage.forget(`${hosts.url}/hosts/page.css`);
    await use(stage);
  },
});
