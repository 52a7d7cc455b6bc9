// The element on pages that are made with React and with Vue, each in the syntax of its own.
import { type Page, expect, test } from "@playwright/test";
import { build } from "esbuild";
import { NOW } from "./planner.js";

const PAGES = { React: "react.jsx", Vue: "vue.js" };

/** The page of a framework in one script, as a host would bundle it. */
async function bundled(source: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL(`fixtures/frameworks/${source}`, import.meta.url).pathname],
    bundle: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    write: false,
    logLevel: "error",
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
  });
  return outputFiles[0]?.text ?? "";
}

async function openHost(page: Page, source: string): Promise<void> {
  await page.clock.setFixedTime(NOW);
  const script = await bundled(source);
  await page.route("**/framework.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.route("**/host", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Host</title><main></main>
        <script type="module" src="certificate-planner.js"></script>
        <script type="module" src="framework.js"></script></html>`,
    }),
  );
  await page.goto("./host");
}

for (const [name, source] of Object.entries(PAGES)) {
  test(`${name}: several, with attributes and properties, events, and removed and added again`, async ({ page }) => {
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    await openHost(page, source);
    const [first, second] = [0, 1].map((at) => page.locator("section:has(> output)").nth(at));
    if (first === undefined || second === undefined) throw new Error("There are two.");
    const enrollment = (section: typeof first, answer: string) => section.getByLabel(answer, { exact: true });

    // The plans are objects, so they come as properties.
    await expect(enrollment(first, "Yes, paid")).toBeChecked();
    await expect(first.getByLabel("Program", { exact: true })).toHaveValue("0");
    await second.scrollIntoViewIfNeeded();
    await expect(enrollment(second, "Yes, paid")).toBeChecked();
    await expect(second.locator("[part~=verdict]")).toContainText("Public Policy");

    // What the reader changes in one comes to the page, and changes nothing in the other.
    await enrollment(first, "No").check();
    await expect(first.locator("output")).toHaveText("not_enrolled needs_change");
    await expect(second.locator("output")).toHaveText("verified none");
    await expect(enrollment(second, "Yes, paid")).toBeChecked();

    // The page gives back what it was told, and the reader can still undo it.
    await first.getByRole("button", { name: "Undo" }).click();
    await expect(enrollment(first, "Yes, paid")).toBeChecked();
    await first.getByRole("button", { name: "Redo" }).click();
    await expect(first.locator("output")).toHaveText("not_enrolled needs_change");

    // An attribute that the page changes changes what is shown.
    await first.getByRole("button", { name: "Spanish" }).click();
    await expect(first.locator(".words")).toHaveAttribute("lang", /^es/);
    await expect(second.locator(".words")).toHaveAttribute("lang", /^en/);

    // Gone and back, it has the plan of the page.
    await first.getByRole("button", { name: "Remove" }).click();
    await expect(first.locator("certificate-planner")).toHaveCount(0);
    await first.getByRole("button", { name: "Add" }).click();
    await expect(first.locator('[name="program_enrollment"]:checked')).toHaveCount(1);
    await expect(first.locator("output")).toHaveText("not_enrolled needs_change");
    const plan = await first.locator("certificate-planner").evaluate((element) => Reflect.get(element, "plan"));
    expect(plan.program_enrollment).toBe("not_enrolled");
    expect(failures).toEqual([]);
  });
}
