// A tab of the random user, with everything that goes wrong in it.
import type { BrowserContext, CDPSession, Page } from "@playwright/test";
import type { Assessment, PlanFile } from "../generated/certificate_planner.js";

/** What the page around the planner was told of the last change. */
export interface Told {
  plan: PlanFile;
  assessment?: Assessment;
  now: string;
}

declare global {
  interface Window {
    /** What was told since it was asked for last. */
    told?: Told[];
  }
}

/** What every context begins with. A zone that is given here could not be changed. */
export const SETTINGS = { locale: "en-US", timezoneId: undefined } as const;

export class Tab {
  /** Errors that nothing caught, and those that the console shows. */
  readonly complaints: string[] = [];
  /** The input in which the plan was changed last by typing: to type on in it is one change. */
  typedIn?: string;

  /** What was kept has been removed under the page, and nothing was changed since. */
  isEmptied = false;

  private constructor(
    readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async open(context: BrowserContext, url: string, zone: string): Promise<Tab> {
    const page = await context.newPage();
    const tab = new Tab(page, await context.newCDPSession(page));
    page.on("pageerror", (error) => tab.complaints.push(`thrown: ${error.stack ?? error.message}`));
    page.on("crash", () => tab.complaints.push("the tab crashed"));
    page.on("console", (message) => {
      if (message.type() === "error") tab.complaints.push(`console: ${message.text()}`);
    });
    await page.addInitScript(listen);
    await tab.turnToZone(zone);
    await page.goto(url);
    return tab;
  }

  async turnToZone(timezoneId: string): Promise<void> {
    await this.session.send("Emulation.setTimezoneOverride", { timezoneId });
  }

  /** What the page around was told since it was asked for last. */
  told(): Promise<Told[]> {
    return this.page.evaluate(() => window.told?.splice(0) ?? []);
  }

  /** Has the page write what it has not written yet, as it does when it is left. */
  async flush(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
  }

  /** A reader comes back to the page. */
  async comeBack(): Promise<void> {
    await this.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  }

  /** Everything that is kept, by its name. */
  stored(): Promise<Record<string, string>> {
    return this.page.evaluate(() => ({ ...localStorage }));
  }
}

function listen(): void {
  const told: Told[] = [];
  window.told = told;
  // Paper is not at hand.
  window.print = () => {};
  const now = () => new Date().toISOString();
  document.addEventListener("plan-change", (event) => {
    if (event instanceof CustomEvent) told.push({ plan: event.detail, now: now() });
  });
  document.addEventListener("assessment-change", (event) => {
    const last = told.at(-1);
    if (event instanceof CustomEvent && last) last.assessment = event.detail;
  });
}
