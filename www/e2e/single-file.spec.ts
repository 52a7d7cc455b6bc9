// The page of one file, opened from a disk without any server.
import { copyFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test as base } from "@playwright/test";
import { inside, unpacked } from "../src/one-file/unpack.js";
import { Firefox, findFirefox } from "./firefox.js";
import { NOW, expectAccessible } from "./planner.js";
import { DIST } from "./site.js";

const NAME = "certificate-planner.html";

const test = base.extend<{ file: string }>({
  // Alone in a folder, as on a stick: nothing that lies beside it can help.
  file: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "a stick "));
    await copyFile(join(DIST, NAME), join(folder, NAME));
    await use(pathToFileURL(join(folder, NAME)).href);
    await rm(folder, { recursive: true });
  },
});

test("it is small enough to be sent", async () => {
  expect((await stat(join(DIST, NAME))).size).toBeLessThanOrEqual(600_000);
});

test("what is packed in it is what the site has, to the last byte", async () => {
  const page = await readFile(join(DIST, NAME), "utf8");
  const modules = unpacked(/id="modules">(.*?)<\/script>/.exec(page)?.[1] ?? "");
  for (const [place, name] of ["proposals", "score", "records"].entries()) {
    const whole = await readFile(join(DIST, `certificate_planner_${name}_bg.wasm`));
    expect(whole.equals(inside(modules, place)), name).toBe(true);
  }
});

test("in Chromium it does everything that the site does, from the disk", async ({ page, file }) => {
  test.setTimeout(90_000);
  page.setDefaultTimeout(15_000);
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await page.goto(file);
  const answer = page.getByRole("region", { name: "Your answer" });
  await expect(answer).toContainText("On course");
  await expectAccessible(page);

  // Every built-in program is there.
  const program = page.getByLabel("Program", { exact: true });
  await expect(program.getByRole("option")).toHaveCount(14);
  await program.selectOption({ label: "RITx MicroMasters Program in Cybersecurity" });
  await expect(page.locator(".form h4", { hasText: "CYBER501x" })).toBeVisible();

  // So are the words of the rules, the worker and the importer; the example comes to who kept nothing.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await answer.getByText("Why?").first().click();
  await expect(answer.locator(".why[open] p").first()).toContainText(/Rule [A-G]\d+ \S+/);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Take it with you" }).click();
  await page.getByRole("button", { name: "Calendar file" }).click();
  expect((await coming).suggestedFilename()).toBe("certificate-plan-mitx-sds.ics");
  await page.getByRole("button", { name: "Find the best way" }).click();
  await expect(page.getByRole("heading", { name: "The best ways" })).toBeVisible();
  const records = new URL("../../tests/records/edx/mitx-scm-xseries-2015.json", import.meta.url);
  await page.locator('input[type="file"]').first().setInputFiles(records.pathname);
  await expect(program).toContainText("Supply Chain");

  expect(asked.filter((url) => url !== file && !url.startsWith("blob:"))).toEqual([]);
  expect(complaints).toEqual([]);
});

test("its policy lets no other script run", async ({ page, file }) => {
  await page.goto(file);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return Reflect.get(window, "ran");
  });
  expect(ran).toBeUndefined();
  const reached = await page.evaluate(() => fetch("https://example.org/").then(() => true, () => false));
  expect(reached).toBe(false);
});

test("without script it says what is published", async ({ browser, file }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(file);
  await expect(page.getByRole("row")).toHaveCount(15);
  const addresses = await page
    .locator("a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  // It has no other pages beside it.
  expect(addresses.filter((address) => !address.startsWith("https://"))).toEqual([]);
  await context.close();
});

test("in Firefox it answers, finds ways and breaks no policy, from the disk", async ({ file }) => {
  const program = findFirefox();
  test.skip(program === undefined, "Firefox is not installed: the file was not opened in it.");
  test.setTimeout(150_000);
  const firefox = await Firefox.start(program ?? "");
  try {
    await firefox.goto(file);
    const text = await firefox.run(`async () => {
      const violations = [];
      document.addEventListener("securitypolicyviolation", (event) => violations.push(event.blockedURI));
      const until = async (find) => {
        for (let i = 0; i < 300; i += 1) {
          const found = find();
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        throw new Error("It never came: " + find);
      };
      const root = document.querySelector("certificate-planner").shadowRoot;
      const within = (selector, words) => () =>
        [...root.querySelectorAll(selector)].find((one) => one.textContent.includes(words));
      await until(within(".answer-side", "On course"));
      (await until(within("button", "Find the best way"))).click();
      const way = await until(within("h2", "The best way"));
      return { address: location.protocol, way: way.textContent, violations,
               programs: root.querySelectorAll("#program option").length };
    }`);
    expect(text).toMatchObject({ address: "file:", violations: [], programs: 14 });
  } finally {
    await firefox.close();
  }
});
