// Records of the platforms in place of a catalog: by address, and by files of the reader.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Page, expect, test } from "@playwright/test";
import { NOW, answer, card, expectAccessible, openPage, part } from "./planner.js";

const record = (name: string) =>
  fileURLToPath(new URL(`../../tests/records/${name}`, import.meta.url));

/** A page with the element alone, for the records at these addresses. */
async function embed(page: Page, ...names: string[]): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.route("**/records/**", async (route) => {
    const name = route.request().url().replace(/.*\/records\//, "");
    const body = await readFile(record(name), "utf8");
    await route.fulfill({ contentType: "application/json", body });
  });
  const catalog = names.map((name) => `records/${name}`).join(" ");
  await page.route("**/embedded", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Embedded</title>
        <script type="module" src="certificate-planner.js"></script>
        <main><certificate-planner catalog="${catalog}"></certificate-planner></main></html>`,
    }),
  );
  await page.goto("./embedded");
}

/** Opens files of the reader on the page as it is published. */
async function openFiles(page: Page, ...names: string[]): Promise<void> {
  await openPage(page);
  await page.getByLabel("Or your own catalog").setInputFiles(names.map(record));
}

test("records of MITx Online at two addresses are a catalog", async ({ page }) => {
  await embed(page, "mitxonline/dedp-2024-programs.json", "mitxonline/dedp-2024-courses.json");
  await expect(answer(page)).toContainText(
    "Data, Economics, and Design of Policy: International Development",
  );
  await expect(card(page, "14.310x")).toBeVisible();
  // What is doubtful is said where warnings of a catalog are.
  await page.getByText("Places in the catalog that may surprise").click();
  const text = "Warning: No record describes the course 68. Only its id is known.";
  const note = answer(page).getByRole("listitem").filter({ hasText: text });
  await expect(note.locator("code")).toHaveText(
    "dedp-2024-programs.json: results[1].req_tree[1].children[1].data.course",
  );
});

test("a record of edX at an address is a catalog", async ({ page }) => {
  await embed(page, "edx/iimbx-entrepreneurship-2017.json");
  await expect(answer(page)).toContainText("Entrepreneurship");
  await expect(page.getByRole("heading", { name: /^IIMBx\+HR102x / }).first()).toBeVisible();
  await expect(answer(page)).toContainText("$600");
});

test("a reader opens records of MITx Online from files", async ({ page }) => {
  await openFiles(
    page,
    "mitxonline/shapes-v2-programs.json",
    "mitxonline/shapes-v2-courses.json",
  );
  const program = page.getByLabel("Program", { exact: true });
  await expect(program.locator("option:checked")).toHaveText(
    "Data, Economics, and Design of Policy: International Development",
  );
  await program.selectOption({ label: "Grand Tour" });
  await expect(card(page, "6.86x")).toBeVisible();
  // The published catalogs are still there to come back to.
  await expect(program.locator("option", { hasText: "Supply Chain" })).not.toHaveCount(0);
  await expectAccessible(page);
});

test("a reader opens a record of edX from a file", async ({ page }) => {
  await openFiles(page, "edx/iux-accounting.json");
  await expect(answer(page)).toContainText("Accounting");
  await page.getByText("Places in the catalog that may surprise").click();
  await expect(answer(page)).toContainText("The same holds for 6 more.");
});

test("a file that is no catalog and no record is refused with its problems", async ({ page }) => {
  await openPage(page);
  const file = { name: "other.json", mimeType: "application/json", buffer: Buffer.from("{}") };
  await page.getByLabel("Or your own catalog").setInputFiles([file]);
  await expect(answer(page)).toContainText("This catalog cannot be used yet");
  await expect(answer(page)).toContainText("The key “format” is missing.");
});

test("the importer is not loaded for a catalog", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await openPage(page);
  await expect(answer(page)).toBeVisible();
  expect(asked.filter((url) => url.includes("records"))).toEqual([]);
});

test("a file that is refused is named and leaves a way back to the plan", async ({ page }) => {
  await openPage(page);
  await page.getByRole("button", { name: "Keep and edit" }).click();
  await page.getByRole("radio", { name: "Not sure" }).first().check();
  const plan = () => page.locator("certificate-planner").evaluate((element) => ("plan" in element ? element.plan : undefined));
  const before = await plan();
  const big = Buffer.alloc(10_000_000, " ");
  for (const [name, buffer] of [
    ["empty.json", Buffer.from("")],
    ["big.json", big],
  ] as const) {
    const file = { name, mimeType: "application/json", buffer };
    await page.getByLabel("Or your own catalog").setInputFiles([file]);
    await expect(answer(page)).toContainText(name);
    await page.getByRole("button", { name: /^Back to .*Statistics and Data Science/ }).click();
    await expect(part(page, "verdict")).toBeVisible();
    expect(await plan()).toEqual(before);
  }
});

test("a file that is opened again keeps what was planned for it", async ({ page }) => {
  await openFiles(page, "edx/iux-accounting.json");
  await page.getByRole("button", { name: "Add a session of IUx+BUKD-A500" }).click();
  await page.getByLabel("Or your own catalog").setInputFiles([record("edx/iux-accounting.json")]);
  await expect(page.locator(".form article").first()).toContainText("Planned");
});
