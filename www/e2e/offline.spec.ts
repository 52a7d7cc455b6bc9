// The page without a network: the process that served it is stopped, not only the browser's line.
import { type Page, expect, test as base } from "@playwright/test";
import { NOW, coveredByBar, expectAccessible } from "./planner.js";
import { Site } from "./site.js";

const test = base.extend<{ site: Site }>({
  // It needs no other fixture, and Playwright reads as much from the braces.
  site: async ({}, use) => {
    const site = await Site.start();
    await use(site);
    await site.remove();
  },
});
test.use({ serviceWorkers: "allow" });

/** Opens the page and waits until everything is on the device. */
async function visit(page: Page, site: Site): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto(site.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller !== null) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
  });
}

/** The page of another version, which can be told by its look alone. */
function newer(text: string): string {
  return text.replace("<body>", '<body class="newer">');
}

/** Whether the page is of the version that was published later. */
async function expectNewer(page: Page, isNewer: boolean): Promise<void> {
  await expect(page.locator("body.newer")).toHaveCount(isNewer ? 1 : 0);
}

function answerOf(page: Page) {
  return page.getByRole("region", { name: "Your answer" });
}

async function lookForNews(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
}

test("after the first visit everything works with the server gone", async ({ page, site }) => {
  await visit(page, site);
  await site.stop();
  await expect(fetch(site.url)).rejects.toThrow();

  // The page that is open loads what it had not needed yet.
  await page.getByRole("button", { name: "Find the best way" }).click();
  await expect(page.getByRole("heading", { name: "The best ways" })).toBeVisible();

  // So does a new one, of a program that was never looked at.
  await page.reload();
  await expect(answerOf(page)).toContainText("On course");
  const program = page.getByLabel("Program", { exact: true });
  await program.selectOption({ label: "ColumbiaX MicroMasters Program in Artificial Intelligence" });
  await expect(page.locator(".form h4", { hasText: "CSMM.101x" })).toBeVisible();
  await page.getByRole("button", { name: "Find the best way" }).click();
  await expect(page.getByRole("region", { name: "Find the best way" })).toBeVisible();
  await page.goto(`${site.url}index.html?from=chat#plan`);
  await expect(answerOf(page)).toContainText("ColumbiaX MicroMasters Program in Artificial Intelligence");
  await page.goto(`${site.url}programs/mitx-dedp.html`);
  await expect(page.getByRole("rowheader", { name: /^14\.740x/ })).toBeVisible();
});

test("in the place of what is not kept the planner is there", async ({ page, site }) => {
  await visit(page, site);
  await site.stop();
  await page.getByRole("link", { name: "Put the planner on your page" }).click();
  await page.waitForURL(/configure\.html/);
  await expect(page.locator("#program")).toBeVisible();
});

test("records are imported with the server gone", async ({ page, site }) => {
  await visit(page, site);
  await site.stop();
  await page.reload();
  const records = new URL("../../tests/records/edx/mitx-scm-xseries-2015.json", import.meta.url);
  await page.locator('input[type="file"]').first().setInputFiles(records.pathname);
  await expect(page.getByLabel("Program", { exact: true })).toContainText("Supply Chain");
});

test("a new version waits for the reader, and pages that are open stay whole", async ({
  page,
  site,
}) => {
  test.slow();
  await visit(page, site);
  const other = await page.context().newPage();
  await visit(other, site);
  // Both the page and a script that it loads later are changed.
  await site.publish("certificate-planner-ways.js", () => "throw new Error('of another version')");
  await site.publish("index.html", newer);
  await lookForNews(page);

  const news = page.getByRole("status").filter({ hasText: "A new version of this page is ready." });
  await expect(news).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 568 });
  expect(await coveredByBar(page)).toEqual([]);
  // At 400 % it leaves most of the window to the page.
  await page.setViewportSize({ width: 320, height: 256 });
  expect((await news.boundingBox())?.height ?? 256).toBeLessThan(85);
  await page.setViewportSize({ width: 320, height: 568 });
  // The last link of the page stands above the bar; what comes into sight on the way there may be longer than it was.
  const above = (end: Element) => {
    scrollTo(0, document.body.scrollHeight);
    return end.getBoundingClientRect().bottom <= (document.querySelector(".news")?.getBoundingClientRect().top ?? 0);
  };
  await expect.poll(() => page.locator("footer a").last().evaluate(above)).toBe(true);
  await page.setViewportSize({ width: 1280, height: 720 });
  await expectNewer(page, false);
  await expect(other.getByText("A new version of this page is ready.")).toBeVisible();
  await news.getByRole("button", { name: "Reload" }).click();
  await expectNewer(page, true);

  // The other page has another worker now, and still gets the script of its own version.
  await expect(other.getByText("Another tab went on to a new version")).toBeVisible();
  await site.stop();
  await other.getByRole("button", { name: "Find the best way" }).click();
  await expect(other.getByRole("heading", { name: "The best ways" })).toBeVisible();
  expect(await cachesOf(page)).toBe(2);

  // Once no page is of the old version, it is gone.
  await other.getByRole("button", { name: "Reload" }).click();
  await expectNewer(other, true);
  await page.reload();
  await expect.poll(() => cachesOf(page)).toBe(1);
});

function cachesOf(page: Page): Promise<number> {
  return page.evaluate(
    async () => (await caches.keys()).filter((name) => !name.includes(" clients ")).length,
  );
}

test("what is put away stays away, and a version that is damaged is not taken", async ({
  page,
  site,
}) => {
  await visit(page, site);
  await site.publish("index.html", newer);
  await lookForNews(page);
  await page.getByRole("button", { name: "Later" }).click();
  await expect(page.getByText("A new version of this page is ready.")).toBeHidden();

  const { writeFile } = await import("node:fs/promises");
  await site.publish("style.css", (text) => `${text}\n`);
  await writeFile(`${site.folder}/style.css`, "cut off");
  await lookForNews(page).catch(() => {});
  await site.stop();
  await page.reload();
  await expect(answerOf(page)).toContainText("On course");
});

test("the page can be installed", async ({ page, site }) => {
  await visit(page, site);
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A private window, which tests run in, is the only thing that stands in the way.
  const ids = installabilityErrors.map(({ errorId }) => errorId);
  expect(ids.filter((id) => id !== "in-incognito")).toEqual([]);
});
