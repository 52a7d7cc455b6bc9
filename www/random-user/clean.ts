// A second page that knows nothing but a plan: what it shows is what the plan is worth.
import type { Browser, BrowserContext, CDPSession, Page } from "@playwright/test";
import type { PlanFile } from "../generated/certificate_planner.js";
import { type Seen, see } from "./seen.js";
import { SETTINGS } from "./tab.js";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8">
  <script type="module" src="certificate-planner.js"></script>
  <certificate-planner catalogs="catalogs/index.json"></certificate-planner></html>`;

export class Clean {
  private constructor(
    private readonly context: BrowserContext,
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async open(browser: Browser, url: string, now: string, zone: string): Promise<Clean> {
    const context = await browser.newContext({ ...SETTINGS, serviceWorkers: "block" });
    const address = `${url}clean.html`;
    await context.route(address, (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
    const page = await context.newPage();
    const clean = new Clean(context, page, await context.newCDPSession(page));
    await clean.setTime(now, zone);
    await page.goto(address);
    return clean;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Begins anew at another time or in another zone. */
  async turn(now: string, zone: string): Promise<void> {
    await this.setTime(now, zone);
    await this.page.reload();
  }

  /** What a reader sees who has this plan and nothing else. */
  async seen(plan: PlanFile | undefined, language: string): Promise<Seen> {
    await this.page.evaluate(
      async ([file, tag]) => {
        const element = document.querySelector("certificate-planner");
        if (element === null) return;
        if (element.lang !== tag) element.lang = tag;
        element.plan = file;
        // What is wrong with the plan is on the page.
        await element.assess().catch(() => {});
      },
      [plan, language] as const,
    );
    return see(this.page);
  }

  seenAgain(): Promise<Seen> {
    return see(this.page);
  }

  private async setTime(now: string, zone: string): Promise<void> {
    await this.context.clock.setFixedTime(now);
    await this.session.send("Emulation.setTimezoneOverride", { timezoneId: zone });
  }
}
