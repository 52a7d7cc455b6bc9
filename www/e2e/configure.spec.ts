// The page on which an owner of pages makes the lines to put there, and what the lines do.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Locator, type Page, expect, test as base } from "@playwright/test";
import { Host } from "./hosts.js";
import { NOW, expectAccessibleWithFrames } from "./planner.js";

interface Hosts {
  /** Hosts of the planner: one lets every page read its files, one lets none. */
  open: Host;
  closed: Host;
  /** The host of the page into which the lines are pasted. */
  owner: Host;
}

const test = base.extend<{ folder: string }, { hosts: Hosts }>({
  hosts: [
    async ({}, use) => {
      const [open, closed, owner] = await Promise.all([
        Host.site(true),
        Host.site(false),
        Host.empty(true),
      ]);
      await use({ open, closed, owner });
      await Promise.all([open, closed, owner].map((host) => host.stop()));
    },
    { scope: "worker" },
  ],
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "an owner "));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const DEDP = "MITx MicroMasters Program in Data, Economics, and Design of Policy: International Development";

/** What the owner chooses from; the preview may have such a list too. */
function programs(page: Page): Locator {
  return page.locator("#choices").getByLabel("Program", { exact: true });
}

async function openConfigurator(page: Page, host: Host): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.goto(`${host.url}configure.html`);
  await expect(programs(page).locator("option")).toHaveCount(15);
}

async function lines(page: Page): Promise<string> {
  return await page.getByRole("textbox", { name: "The lines for your page" }).inputValue();
}

/** Copies as an owner does, and gives what is to be pasted. */
async function copied(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.locator("#copied")).toHaveText(/^Copied\./);
  return await page.evaluate(() => navigator.clipboard.readText());
}

/** Expects an answer in what the lines have made. */
async function expectAnswer(page: Page, kind: "element" | "frame"): Promise<void> {
  const place = kind === "frame" ? page.frameLocator("iframe") : page;
  await expect(place.getByRole("heading", { name: DEDP }).or(place.getByText("14.310x")).first()).toBeVisible();
  await expect(place.locator("#answer-side").getByRole("heading").first()).toBeVisible();
}

for (const kind of ["element", "frame"] as const) {
  for (const host of ["open", "closed"] as const) {
    // Modules, of which the element is made, come only from hosts that let every page read them.
    if (kind === "element" && host === "closed") continue;
    test(`lines for ${kind === "frame" ? "a frame" : "an element"} from a host that is ${host} work in an empty file`, async ({
      page,
      hosts,
      folder,
    }) => {
      test.setTimeout(90_000);
      await openConfigurator(page, hosts[host]);
      await programs(page).selectOption({ label: DEDP });
      await page.getByLabel(kind === "frame" ? "In a frame" : "As an element").check();
      // The lines follow what is chosen once its catalog is there.
      await expect.poll(() => lines(page)).toContain("program=");
      const pasted = await copied(page);
      expect(pasted).toBe(await lines(page));

      const file = join(folder, "empty.html");
      await writeFile(file, pasted);
      hosts.owner.pages.set("empty.html", pasted);
      for (const url of [pathToFileURL(file).href, `${hosts.owner.url}empty.html`]) {
        const complaints: string[] = [];
        page.on("pageerror", (error) => complaints.push(error.message));
        await page.goto(url);
        await expectAnswer(page, kind);
        const place = kind === "frame" ? page.frameLocator("iframe") : page;
        await place.getByRole("button", { name: "Find the best way" }).click();
        await expect(place.locator(".way").first()).toBeVisible();
        expect(complaints).toEqual([]);
        if (kind === "element") continue;
        await expect
          .poll(() => page.locator("iframe").evaluate((frame) => frame.clientHeight))
          .not.toBe(800);
      }
    });
  }
}

test("a host whose files other pages cannot read is named where that matters", async ({
  page,
  hosts,
}) => {
  const hosting = page.locator("#hosting");
  await openConfigurator(page, hosts.closed);
  await expect(hosting).toContainText("the element works on pages of this site alone");
  await page.getByLabel("In a frame").check();
  await expect(hosting).toBeHidden();
  await page.getByLabel("A catalog of my own").check();
  await expect(hosting).toHaveText(
    "A frame reads a catalog of your own only if the host of that catalog sends the header “Access-Control-Allow-Origin: *”, even where it lies beside the planner.",
  );
  await openConfigurator(page, hosts.open);
  await expect(hosting).toHaveText(
    "The host of this site lets pages of every other site load the element.",
  );
});

test("a file that is no catalog, and a catalog with faults, are said to be that", async ({ page, hosts }) => {
  const { open, owner } = hosts;
  const records = await readFile(new URL("../../tests/records/edx/iimbx-entrepreneurship-2017.json", import.meta.url), "utf8");
  owner.pages.set("records.json", records);
  const broken = { format: 1, title: "Broken", programs: [{ id: "a", title: { en: "A" } }, { id: "b", title: "B" }] };
  owner.pages.set("broken.json", JSON.stringify(broken));
  await openConfigurator(page, open);
  await page.getByLabel("A catalog of my own").check();
  const address = page.getByRole("textbox", { name: "Its address" });
  const note = page.locator("#address-note");

  await address.fill(`${owner.url}broken.json`);
  await address.blur();
  await expect(programs(page).locator("option")).toHaveText(["The first one of the catalog", "B"]);
  await expect(note).toHaveText(
    "This catalog cannot be used yet. “Make a catalog” shows the places that must be mended.",
  );

  await address.fill(`${owner.url}records.json`);
  await address.blur();
  await expect(programs(page).locator("option")).toHaveText(["The first one of the catalog"]);
  await expect(note).toHaveText(
    "This file is no catalog, so no programs are listed. Records of a platform are shown in the preview all the same.",
  );
});

test("the lines and the preview follow every choice", async ({ page, hosts }) => {
  test.setTimeout(60_000);
  const { url } = hosts.open;
  await openConfigurator(page, hosts.open);
  const element = page.locator("#preview certificate-planner");
  await expect(element).toHaveAttribute("catalogs", `${url}catalogs/index.json`);
  expect(await lines(page)).toBe(`<script type="module" src="${url}certificate-planner.js"></script>
<certificate-planner
  catalogs="${url}catalogs/index.json">
  <p>The planner needs JavaScript. <a href="${url}index.html">What is published, without it</a></p>
</certificate-planner>
`);
  await expect(page.getByLabel("What it answers")).toBeDisabled();

  await programs(page).selectOption({ label: DEDP });
  await page.getByLabel("What it answers").selectOption("14.310x");
  await page.getByLabel("Colors").selectOption("Dark");
  await page.getByLabel("Language", { exact: true }).selectOption("Español");
  await expect(element).toHaveAttribute("course", "14.310x");
  await expect(element.locator(".compact").getByText("14.310x").first()).toBeVisible();
  await expect(element.locator(".words")).toHaveAttribute("lang", "es");
  await expect.poll(() => lines(page)).toContain(`<certificate-planner
  catalog="${url}catalogs/mitx-dedp.json"
  program="program-v1:MITx+DEDP"
  course="14.310x"
  theme="dark"
  lang="es">
  <p>El planificador necesita JavaScript. <a href="${url}index.html">Lo que está publicado, sin JavaScript</a></p>`);

  await page.getByLabel("In a frame").check();
  const query = "catalog=catalogs/mitx-dedp.json&program=program-v1:MITx%2BDEDP&course=14.310x&theme=dark&lang=es";
  const frame = page.locator("#preview iframe");
  await expect(frame).toHaveAttribute("src", `${url}embed.html?${query}`);
  await expect(page.frameLocator("#preview iframe").getByText("14.310x").first()).toBeVisible();
  expect(await lines(page)).toBe(`<iframe
  src="${url}embed.html?${query.replaceAll("&", "&amp;")}"
  title="Certificate Planner"
  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
  width="100%"
  height="800"
  loading="lazy"
  style="border: 0"></iframe>
<script src="${url}certificate-planner-frame.js" async></script>
`);
  await expect.poll(() => frame.evaluate(({ clientHeight }) => clientHeight)).not.toBe(800);
  await page.getByLabel("As tall as its content").uncheck();
  await page.getByLabel("Lets readers open links and save files").uncheck();
  expect(await lines(page)).toContain('sandbox="allow-scripts"\n');
  expect(await lines(page)).not.toContain("<script");
  await expect(page.frameLocator("#preview iframe").getByText("14.310x").first()).toBeVisible();
  expect(await frame.evaluate(({ clientHeight }) => clientHeight)).toBe(800);
});

test("a catalog of one’s own is listed, written safely, and its absence is said", async ({
  page,
  hosts,
}) => {
  test.setTimeout(60_000);
  const { open, owner } = hosts;
  const text = await readFile(new URL("fixtures/two-courses.json", import.meta.url), "utf8");
  const title = '<img src=x onerror="document.title=1">';
  owner.pages.set("own.json", JSON.stringify({ ...JSON.parse(text), programs: [{ ...JSON.parse(text).programs[0], title }] }));
  await openConfigurator(page, open);
  await page.getByLabel("A catalog of my own").check();
  const note = page.locator("#address-note");
  await expect(note).toHaveText("Give the address of the catalog: it begins with “https:”.");
  const address = page.getByLabel("Its address");
  await address.fill("javascript:alert(1)");
  await address.press("Enter");
  // Lines for other programs would be no help.
  await expect(page.getByRole("button", { name: "Copy" })).toBeDisabled();
  expect(await lines(page)).toBe("");
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expect(note).toHaveText("Give the address of the catalog: it begins with “https:”.");
  await address.fill(`${owner.url}none.json`);
  await address.press("Tab");
  await expect(note).toContainText("No catalog can be read there");
  await address.fill(`${owner.url}own.json?a="b"&c`);
  await address.press("Tab");
  await expect(note).toBeEmpty();
  await programs(page).selectOption({ label: title });
  const program = JSON.parse(text).programs[0].id;
  expect(await lines(page)).toContain(`catalog="${owner.url}own.json?a=&quot;b&quot;&amp;c"\n  program="${program}"`);
  // The site has nothing to read of it without script.
  expect(await lines(page)).toContain(">\n  <p>The planner needs JavaScript.</p>\n</certificate-planner>");
  await expect(page.locator("#preview").getByText("D1x").first()).toBeVisible();
  await expect(page.locator("#preview img")).toHaveCount(0);
  await page.getByLabel("In a frame").check();
  await expect(page.frameLocator("#preview iframe").getByText("D1x").first()).toBeVisible();
});

test("it is used by keyboard, says that it copied, and helps where it may not", async ({
  page,
  hosts,
}) => {
  await openConfigurator(page, hosts.open);
  const tabTo = async (id: string) => {
    for (let steps = 0; steps < 30; steps += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    }
    throw new Error(`The focus never came to “${id}”.`);
  };
  // The way back and the language of the page come first.
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel("In a frame")).toBeChecked();
  await tabTo("program");
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => lines(page)).toContain("embed.html?catalog=catalogs/mitx-sds.json");
  await tabTo("copy");
  // Nothing was allowed here yet, as in a page that is not served safely.
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
  });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").last()).toContainText("copy them with Ctrl+C");
  const selected = await page.evaluate(() => {
    const area = document.activeElement;
    if (!(area instanceof HTMLTextAreaElement)) return "";
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
  expect(selected).toBe(await lines(page));
});

test("it is accessible and as narrow as a small screen, in the dark", async ({ page, hosts }) => {
  test.setTimeout(60_000);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  await openConfigurator(page, hosts.open);
  for (const kind of ["As an element", "In a frame"]) {
    await page.getByLabel(kind).check();
    await page.getByLabel("A catalog of my own").check();
    await page.getByLabel("The programs of this site").check();
    const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await wider()).toBeLessThanOrEqual(0);
    const place = kind === "In a frame" ? page.frameLocator("#preview iframe") : page.locator("#preview");
    // What is far below is loaded when it comes near.
    await page.locator("#preview").scrollIntoViewIfNeeded();
    await expect(place.locator("#answer-side")).toBeVisible();
    await expectAccessibleWithFrames(page);
    expect(await wider()).toBeLessThanOrEqual(0);
  }
});

test("the planner’s own page leads to it", async ({ page, hosts }) => {
  await page.goto(hosts.open.url + "index.html");
  await page.getByRole("link", { name: "Put the planner on your page" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Put the planner on your page");
});
