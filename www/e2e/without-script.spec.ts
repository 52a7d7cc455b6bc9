// What the page says before its script works, and to who has none.
import { expect, test } from "@playwright/test";
import { expectAccessible, openPage } from "./planner.js";

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("each program has its requirement, fees and next date with sources", async ({ page }) => {
    await page.goto("./");
    const row = (title: string) => page.getByRole("row").filter({ hasText: title });
    // All that the index of catalogs lists: fourteen programs, below one row of headings.
    await expect(page.getByRole("row")).toHaveCount(15);

    const dedp = row("International Development");
    await expect(dedp).toContainText("Core courses: all 3 of these 14.100x, 14.310x, JPAL102x");
    await expect(dedp).toContainText("Elective courses: 2 of these 4");
    // Five courses at 250 USD for the lowest income, and at 1,000 USD for the highest.
    await expect(dedp).toContainText("$1,250 to $5,000");
    await expect(dedp.locator("time").first()).toHaveAttribute("datetime", /^2027-01-/);
    await expect(dedp).toContainText("projected from earlier years, not announced");
    await expect(
      dedp.getByRole("link", { name: "MITx Online source: income tiers of the financial" }).first(),
    ).toBeVisible();

    // Prices of 2021 are no prices of today.
    await expect(row("Program in Finance")).toContainText("6 fees not known");
    await expect(row("IUx MicroMasters")).toContainText("Not offered any more");
    for (const line of (await page.getByRole("row").all()).slice(1)) {
      await expect(line.getByText(/^Source: /).first()).toBeVisible();
    }
  });

  test("the page of each program has every course, and leads back", async ({ page }) => {
    await page.goto("./");
    const links = page.getByRole("rowheader").getByRole("link");
    const addresses = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    expect(new Set(addresses).size).toBe(14);
    for (const address of addresses) {
      await page.goto("./");
      const answered = await page.goto(address ?? "");
      expect(answered?.status(), address ?? "").toBe(200);
      expect(await page.title()).toMatch(/: courses, fees and dates$/);
    }
    await page.goto("./programs/mitx-dedp.html");
    const course = page.getByRole("row").filter({ hasText: "14.740x" });
    await expect(course).toContainText("$250 to $1,000 (depends on your income)");
    await expect(course.locator("time")).toHaveCount(2);
    await expect(page.getByRole("cell", { name: "$350" })).toBeVisible();
    await page.getByRole("link", { name: "All programs, and the planner" }).click();
    await expect(page.getByRole("heading", { name: "Certificate Planner" })).toBeVisible();
  });

  test("nothing but the tables is wider than a small screen", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const address of ["./", "./programs/mitx-dedp.html", "./programs/mitx-sds.html"]) {
      await page.goto(address);
      // The tables scroll by themselves.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await expect(page.locator(".scroll").first()).toBeVisible();
    }
  });

  test("the tables fit on screens of every width", async ({ page }) => {
    for (const width of [320, 640, 768, 912, 913, 1024, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      for (const address of ["./", "./programs/mitx-dedp.html", "./programs/mitx-sds.html"]) {
        await page.goto(address);
        const wider = await page.locator(".scroll").evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
        expect(Math.max(...wider), `${address} at ${width} px`).toBe(0);
      }
    }
  });
});

test("the other pages pass the accessibility checks, light and dark", async ({ page }) => {
  for (const address of ["./programs/mitx-dedp.html", "./accessibility.html"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(address);
      await expectAccessible(page);
    }
  }
});

test("the foot of the page leads to the statement, and to the page of one file", async ({ page }) => {
  await openPage(page);
  const foot = page.getByRole("contentinfo");
  const coming = page.waitForEvent("download");
  await foot.getByRole("link", { name: "The whole planner as one file" }).click();
  expect((await coming).suggestedFilename()).toBe("certificate-planner.html");
  await foot.getByRole("link", { name: "Accessibility" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Accessibility of/);
  await page.getByRole("link", { name: "tables that need no script" }).click();
  await expect(page.getByLabel("Program", { exact: true })).toBeVisible();
});

for (const width of [320, 1280]) {
  test(`nothing moves when the planner takes the place of the table at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.toJSON())))
        .observe({ type: "layout-shift", buffered: true });
    });
    // The table is painted before the planner is there, as on a slow line.
    await page.route("**/*.wasm", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    await openPage(page);
    await expect(page.getByRole("region", { name: "Your answer" })).toContainText("On course");
    await page.waitForTimeout(300);
    await expect(page.getByRole("heading", { name: "The programs, before any plan" })).toBeHidden();
    expect(await page.evaluate(() => Reflect.get(globalThis, "shifts"))).toEqual([]);
  });
}
