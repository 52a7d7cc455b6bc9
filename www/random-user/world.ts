// What is around the page: the site, the browser, the clock and the network.
import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext } from "@playwright/test";
import { DIST, type Site } from "../e2e/site.js";
import type { CatalogFile, PlanFile } from "../generated/certificate_planner.js";
import { textOfPlan } from "../src/sharing/link.js";
import type { Chance } from "./chance.js";
import { Clean } from "./clean.js";
import { SETTINGS, Tab } from "./tab.js";

const FIRST_NOW = "2026-11-21T12:00:00Z";
const FIRST_ZONE = "America/New_York";
const TABS_MAX = 2;

export class World {
  now = FIRST_NOW;
  zone = FIRST_ZONE;
  isOffline = false;
  /** The tab that the user looks at. */
  tab: Tab;

  private constructor(
    readonly chance: Chance,
    readonly clean: Clean,
    private readonly site: Site,
    private readonly context: BrowserContext,
    readonly tabs: Tab[],
    first: Tab,
    private readonly catalog: CatalogFile,
  ) {
    this.tab = first;
  }

  /** What leads to a plan from the address of the page. */
  readonly linkTo = (plan: PlanFile): string => `#plan=${textOfPlan(plan, this.catalog) ?? ""}`;

  static async begin(browser: Browser, site: Site, chance: Chance): Promise<World> {
    const context = await browser.newContext({ ...SETTINGS, serviceWorkers: "allow" });
    await context.clock.setFixedTime(FIRST_NOW);
    const first = await Tab.open(context, site.url, FIRST_ZONE);
    // From here on the page needs no network.
    await first.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller !== null) return;
      await new Promise((resolve) => {
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      });
    });
    const clean = await Clean.open(browser, site.url, FIRST_NOW, FIRST_ZONE);
    const catalog = JSON.parse(await readFile(`${DIST}catalogs/mitx-dedp.json`, "utf8"));
    return new World(chance, clean, site, context, [first], first, catalog);
  }

  async end(): Promise<void> {
    await this.context.close();
    await this.clean.close();
  }

  async turnLine(): Promise<void> {
    this.isOffline = !this.isOffline;
    await this.context.setOffline(this.isOffline);
  }

  async turnClock(now: string): Promise<void> {
    this.now = now;
    await this.context.clock.setFixedTime(now);
    await this.clean.turn(this.now, this.zone);
    for (const tab of this.tabs) await tab.comeBack();
  }

  async turnZone(zone: string): Promise<void> {
    this.zone = zone;
    for (const tab of this.tabs) await tab.turnToZone(zone);
    await this.clean.turn(this.now, this.zone);
    for (const tab of this.tabs) await tab.comeBack();
  }

  /** Turns to another tab, which may be a new one, or closes the other one. */
  async turnTab(): Promise<string> {
    const other = this.tabs.find((tab) => tab !== this.tab);
    if (other === undefined || this.tabs.length < TABS_MAX) {
      this.tab = await Tab.open(this.context, this.site.url, this.zone);
      this.tabs.push(this.tab);
      return "new";
    }
    if (this.chance.isSo(0.2)) {
      this.tabs.splice(this.tabs.indexOf(other), 1);
      await other.page.close({ runBeforeUnload: false });
      return "other closed";
    }
    this.tab = other;
    await other.page.bringToFront();
    return "other";
  }
}
