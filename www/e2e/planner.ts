// How the tests open the page, state a plan and read the answer.
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { type Locator, type Page, expect } from "@playwright/test";
import type {
  PlanFile,
  PlannedCourseFile,
  PlannedRunFile,
} from "../generated/certificate_planner.js";
import type { CertificatePlanner } from "../src/certificate-planner-element.js";

/** The instant at which every test takes place. */
export const NOW = "2026-11-21T12:00:00Z";

interface Catalog {
  programs: { id: string; title: string }[];
}

/** Opens the page as it is published. */
export async function openPage(page: Page): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto("./");
  await expect(page.getByLabel("Program", { exact: true })).toBeVisible();
}

/** Opens the page with catalogs of the tests in place of the published ones. */
export async function open(page: Page, ...names: string[]): Promise<void> {
  const files = await Promise.all(names.map(async (name) => [name, await fixture(name)] as const));
  const catalogs = files.map(([file, text]) => {
    const catalog: Catalog = JSON.parse(text);
    return { file, programs: catalog.programs.map(({ id, title }) => ({ id, title })) };
  });
  await page.route("**/catalogs/*.json", async (route) => {
    const name = route.request().url().replace(/.*\//, "");
    const body = new Map(files).get(name);
    if (name === "index.json") await route.fulfill({ json: { catalogs } });
    else if (body === undefined) await route.fulfill({ status: 404 });
    else await route.fulfill({ contentType: "application/json", body });
  });
  await openPage(page);
}

async function fixture(name: string): Promise<string> {
  return readFile(new URL(`fixtures/${name}`, import.meta.url), "utf8");
}

/** Puts a plan in place of the one that is shown, and waits until it is. */
export async function setPlan(page: Page, plan: Omit<PlanFile, "format">): Promise<void> {
  await page.locator("certificate-planner").evaluate(async (element: CertificatePlanner, file) => {
    element.plan = file;
    // What cannot be shown is said on the page.
    await element.assess().catch(() => {});
    await new Promise(requestAnimationFrame);
  }, { format: 1, ...plan });
}

/** A session on the Certificate track that is to be paid and passed. */
export function planned(run: string, more: Partial<PlannedRunFile> = {}): PlannedRunFile {
  return {
    run,
    state: "planned",
    mode: "verified",
    payment: "will_pay",
    result: "will_pass",
    ...more,
  };
}

export function held(course: string): PlannedCourseFile {
  return {
    course,
    runs: [{ state: "finished", certificate: "held", certificate_on: "2026-06-01" }],
  };
}

/** The card of a course, where the learner makes statements. */
export function card(page: Page, course: string): Locator {
  return articleOf(page, page.locator(".form article"), course);
}

export function answer(page: Page): Locator {
  return page.getByRole("region", { name: "Your answer" });
}

/** A section of the answer, or of another side, by its part name. */
export function part(page: Page, name: string, side: Locator = answer(page)): Locator {
  return side.locator(`[part="${name}"]`);
}

/** What is answered for one course. */
export function courseAnswer(page: Page, course: string): Locator {
  return articleOf(page, part(page, "courses").locator("article"), course);
}

/** Opens the gradebook of the first session of a course. */
export async function openBook(page: Page, course: string): Promise<Locator> {
  const form = card(page, course);
  const session = form.locator("details.session").first();
  // A session that was just added is open.
  if ((await session.getAttribute("open")) === null) await session.locator("> summary").click();
  await form.getByText("Work out the score").click();
  const book = form.locator(".gradebook");
  await expect(book).toBeVisible();
  return book;
}

/** The one whose heading begins with the number of the course. */
function articleOf(page: Page, articles: Locator, course: string): Locator {
  const hasText = new RegExp(`^${course.replaceAll(".", "\\.")} `);
  return articles.filter({ has: page.locator("h4", { hasText }) });
}

/** What is in frames of another origin is left out: see `expectAccessibleWithFrames`. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is not drawn until it is near has no place of its own before that, and would seem to lie under its neighbor.
  await page.locator("certificate-planner").evaluateAll((planners) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".answer-side > section { content-visibility: visible !important }");
    for (const { shadowRoot } of planners) shadowRoot?.adoptedStyleSheets.push(sheet);
  });
  // Without a page of its own for the report, and with nothing reported but findings, it takes half the time.
  const options = { resultTypes: ["violations" as const], rules: { "target-size": { enabled: true } } };
  const builder = new AxeBuilder({ page }).options(options).setLegacyMode();
  expect((await builder.analyze()).violations).toEqual([]);
}

export async function expectAccessibleWithFrames(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}

/** What has the focus in turn, when the page is gone through by Tab, and lies under a bar. */
export async function coveredByBar(page: Page): Promise<string[]> {
  const covered: string[] = [];
  await page.locator("h1").click();
  for (let count = 0; count < 70; count += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const within = (root: Document | ShadowRoot): Element | null =>
        root.activeElement?.shadowRoot ? within(root.activeElement.shadowRoot) : root.activeElement;
      const focused = within(document);
      const bars = [document, document.querySelector("certificate-planner")?.shadowRoot].flatMap((root) => [
        ...(root?.querySelectorAll(".bar, .news") ?? []),
      ]);
      if (!focused || bars.some((bar) => bar.contains(focused))) return undefined;
      const { top, bottom } = focused.getBoundingClientRect();
      const isUnder = (bar: Element) => {
        const over = bar.getBoundingClientRect();
        return over.height > 0 && getComputedStyle(bar).position !== "static" && top >= over.top && bottom <= over.bottom + 1;
      };
      return bars.some(isUnder) ? focused.id || focused.textContent?.trim() : undefined;
    });
    if (name !== undefined) covered.push(name);
  }
  return covered;
}
