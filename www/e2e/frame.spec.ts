// The planner in frames of other pages: without an origin, many on a page, and deaf to strangers.
import { readFile } from "node:fs/promises";
import { type Frame, type Locator, type Page, expect, test as base } from "@playwright/test";
import { Host } from "./hosts.js";
import { NOW } from "./planner.js";
import { DIST } from "./site.js";

interface Hosts {
  /** Hosts of the planner: one lets every page read its files, one lets none. */
  open: Host;
  closed: Host;
  /** The host of the page that has the frames. */
  owner: Host;
}

const test = base.extend<object, { hosts: Hosts }>({
  hosts: [
    async ({}, use) => {
      const [open, closed, owner] = await Promise.all([
        Host.site(true),
        Host.site(false),
        Host.empty(),
      ]);
      await use({ open, closed, owner });
      await Promise.all([open, closed, owner].map((host) => host.stop()));
    },
    { scope: "worker" },
  ],
});

const SANDBOXED = 'sandbox="allow-scripts"';
const SIZE = 'width="700" height="800"';

/** Opens a page with frames and, where it is given, the script that makes them as tall as their content. */
async function openOwner(page: Page, owner: Host, body: string, script?: Host): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.setViewportSize({ width: 1000, height: 2000 });
  const tag = `<script src="${script?.url}certificate-planner-frame.js" async></script>`;
  owner.pages.set("page.html", `<!doctype html>${body}${script === undefined ? "" : tag}`);
  await page.goto(`${owner.url}page.html`);
}

/** What is in a frame of the page. */
function inside(page: Page, place = 0) {
  return page.frameLocator("iframe").nth(place);
}

/** A frame of the page, by the address that it has now. */
async function frameOf(page: Page, place = 0): Promise<Frame> {
  const element = await page.locator("iframe").nth(place).elementHandle();
  const frame = await element?.contentFrame();
  if (frame == null) throw new Error("There is no such frame.");
  return frame;
}

function answerIn(page: Page, place = 0): Locator {
  return inside(page, place).locator("#answer-side");
}

/** The height that the page gives a frame, once it is that of what is in it. */
async function settled(page: Page, place = 0): Promise<number> {
  const frame = page.locator("iframe").nth(place);
  const given = () => frame.evaluate(({ clientHeight }) => clientHeight);
  await expect(async () => {
    const [content, later] = await (await frameOf(page, place)).evaluate(async () => {
      const height = () => Math.ceil(document.documentElement.getBoundingClientRect().height);
      const content = height();
      // An answer is drawn part by part.
      await new Promise((next) => setTimeout(next, 300));
      return [content, height()];
    });
    expect(later).toBe(content);
    expect(await given()).toBe(content);
  }).toPass();
  return await given();
}

for (const kind of ["open", "closed"] as const) {
  test(`a sandboxed frame answers and finds ways where its host is ${kind}`, async ({
    page,
    hosts,
  }) => {
    test.setTimeout(60_000);
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    const src = `${hosts[kind].url}embed.html?program=mitx-sds`;
    await openOwner(page, hosts.owner, `<iframe ${SANDBOXED} ${SIZE} src="${src}"></iframe>`);
    const frame = inside(page);
    await expect(answerIn(page).getByRole("heading").first()).toBeVisible();
    // Nothing may be kept there, and nothing tries to.
    await frame.getByRole("button", { name: "Find the best way" }).click();
    await expect(frame.getByRole("heading", { name: "The best ways" })).toBeVisible();
    await expect(frame.locator(".way").first()).toBeVisible();
    expect(complaints).toEqual([]);
    // Without the script of the page it has the height that the page gave it, and scrolls.
    const tall = await (await frameOf(page)).evaluate(() => document.documentElement.scrollHeight);
    expect(tall).toBeGreaterThan(800);
    expect(await page.locator("iframe").evaluate(({ clientHeight }) => clientHeight)).toBe(800);
  });
}

test("a frame with an origin keeps nothing", async ({ page, hosts }) => {
  const src = `${hosts.closed.url}embed.html?program=mitx-sds`;
  await openOwner(page, hosts.owner, `<iframe ${SIZE} src="${src}"></iframe>`);
  const frame = inside(page);
  await frame.getByRole("radio", { name: "No", exact: true }).check();
  await expect(answerIn(page)).toContainText("Needs a change");
  const kept = await (await frameOf(page)).evaluate(() => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
  ]);
  expect(kept).toEqual([0, 0, ""]);
  expect((await frameOf(page)).url()).toBe(src);
});

test("many frames on a page are as tall as their content, and become taller and lower", async ({
  page,
  hosts,
}) => {
  test.setTimeout(90_000);
  const { open, closed, owner } = hosts;
  const frames = [
    `<iframe ${SANDBOXED} ${SIZE} src="${open.url}embed.html?program=mitx-sds"></iframe>`,
    `<iframe ${SANDBOXED} ${SIZE} src="${open.url}embed.html?catalog=catalogs/mitx-dedp.json&amp;course=14.73x"></iframe>`,
    `<iframe ${SIZE} src="${open.url}embed.html?program=mitx-pom&amp;lang=fr"></iframe>`,
    // Of another site, so that this script is not for it.
    `<iframe ${SIZE} src="${closed.url}embed.html?program=mitx-pom"></iframe>`,
  ];
  await openOwner(page, owner, frames.join("\n"), open);
  for (const place of [0, 1, 2]) await page.locator("iframe").nth(place).scrollIntoViewIfNeeded();
  await expect(answerIn(page, 2).getByRole("heading").first()).toBeVisible();
  const before = [await settled(page, 0), await settled(page, 1), await settled(page, 2)];
  expect(new Set(before).size).toBe(3);

  const first = inside(page, 0);
  await first.getByRole("button", { name: /^Add a session of/ }).first().click();
  await expect(first.locator(".session").first()).toBeVisible();
  await expect.poll(() => settled(page, 0)).toBeGreaterThan(before[0] ?? 0);
  await first.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => settled(page, 0)).toBe(before[0]);
  expect([await settled(page, 1), await settled(page, 2)]).toEqual(before.slice(1));
  const other = page.locator("iframe").nth(3);
  expect(await other.evaluate(({ clientHeight }) => clientHeight)).toBe(800);
  expect(await other.evaluate(({ style }) => style.height)).toBe("");
});

test("a wide frame shows all of its answer, which would scroll by itself in a window", async ({
  page,
  hosts,
}) => {
  const { open, owner } = hosts;
  const src = `${open.url}embed.html?catalog=catalogs/mitx-pom.json`;
  const wide = `<iframe ${SANDBOXED} width="1300" height="800" src="${src}"></iframe>`;
  await openOwner(page, owner, wide, open);
  await expect(answerIn(page).getByRole("heading").first()).toBeVisible();
  // Where the height of the frame bound the answer, the frame could never follow what the answer needs.
  const hidden = () =>
    answerIn(page).evaluate((side) => side.scrollHeight - side.clientHeight);
  await expect.poll(hidden).toBeLessThanOrEqual(1);
  expect(await settled(page)).toBeGreaterThan(2_000);
});

test("frames that come later, another page in a frame, and one of the other kind are taken up", async ({
  page,
  hosts,
}) => {
  test.setTimeout(60_000);
  const { closed, owner } = hosts;
  await openOwner(page, owner, "", closed);
  await page.evaluate((site) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.width = "700";
    frame.src = `${site}embed.html?program=mitx-sds`;
    document.body.append(frame);
  }, closed.url);
  await expect(answerIn(page).getByRole("heading").first()).toBeVisible();
  expect((await frameOf(page)).url()).toContain("embed-alone.html#program=mitx-sds");
  const whole = await settled(page);
  await page.evaluate((site) => {
    const frame = document.querySelector("iframe");
    if (frame !== null) frame.src = `${site}embed.html?catalog=catalogs/mitx-dedp.json&course=14.73x`;
  }, closed.url);
  await expect(inside(page).getByText("14.73x").first()).toBeVisible();
  await expect.poll(() => settled(page)).toBeLessThan(whole);
});

test("the page believes the window of a frame alone, and sizes alone", async ({ page, hosts }) => {
  const { open, owner } = hosts;
  owner.pages.set("blank.html", "<!doctype html><title>Another</title>");
  const src = `${open.url}embed.html?catalog=catalogs/mitx-pom.json`;
  const body = `<iframe ${SANDBOXED} ${SIZE} src="${src}"></iframe><iframe src="blank.html"></iframe>`;
  await openOwner(page, owner, body, open);
  await expect(answerIn(page).getByRole("heading").first()).toBeVisible();
  const before = await settled(page);
  const said = { type: "iframe-resized", width: 700, height: before + 500 };
  const post = (data: unknown) => parent.postMessage(data, "*");
  const height = () => page.locator("iframe").first().evaluate((frame) => frame.style.height);
  // The messages are delivered in turn: when the last one has come, so have the others.
  const heard = () =>
    page.evaluate(() => new Promise((resolve) => {
      addEventListener("message", resolve, { once: true });
      postMessage("last", "*");
    }).then(() => {}));

  await page.evaluate((data) => postMessage(data, "*"), said);
  await (await frameOf(page, 1)).evaluate(post, said);
  await heard();
  expect(await height()).toBe(`${before}px`);

  const own = await frameOf(page);
  const wrong = [
    { ...said, height: `${before + 500}` },
    { ...said, height: 1e9 },
    { ...said, height: -1 },
    { ...said, height: null },
    { ...said, more: true },
    { type: "iframe-resized", height: before + 500 },
    `[iFrameSizer]0:${before + 500}:700:resizeObserver`,
    [said],
  ];
  for (const data of wrong) await own.evaluate(post, data);
  await own.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await height()).toBe(`${before}px`);

  // The same, said as it should be, is believed: the tests above could have failed.
  await own.evaluate(post, said);
  await expect.poll(height).toBe(`${before + 500}px`);
});

test("what took the place of the planner in a frame is not believed", async ({ page, hosts }) => {
  const { open, closed, owner } = hosts;
  const said = { type: "iframe-resized", width: 700, height: 4321 };
  closed.pages.set(
    "forger.html",
    `<!doctype html><script>setInterval(() => parent.postMessage(${JSON.stringify(said)}, "*"), 50)</script>`,
  );
  const src = `${open.url}embed.html?catalog=catalogs/mitx-pom.json`;
  await openOwner(page, owner, `<iframe ${SIZE} src="${src}"></iframe>`, open);
  await expect(answerIn(page).getByRole("heading").first()).toBeVisible();
  const before = await settled(page);
  const came = page.evaluate(() => new Promise((resolve) => {
    let count = 0;
    window.onmessage = ({ data }) => {
      count += data?.height === 4321 ? 1 : 0;
    };
    setTimeout(() => resolve(count), 1_500);
  }));
  await (await frameOf(page)).goto(`${closed.url}forger.html`);
  // They are stopped before anything else on the page hears them.
  expect(await came).toBe(0);
  expect(await page.locator("iframe").evaluate(({ style }) => style.height)).toBe(`${before}px`);
});

test("the frame answers the page around it alone, and takes no settings", async ({ page, hosts }) => {
  const { open, owner } = hosts;
  owner.pages.set("blank.html", "<!doctype html><title>Another</title>");
  const src = `${open.url}embed.html?catalog=catalogs/mitx-pom.json`;
  const body = `<iframe ${SANDBOXED} ${SIZE} src="${src}"></iframe><iframe src="blank.html"></iframe>`;
  await openOwner(page, owner, body);
  await expect(answerIn(page).getByRole("heading").first()).toBeVisible();
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(window, "heard", heard);
    addEventListener("message", ({ data }) => heard.push(data));
  });
  const heard = () => page.evaluate(() => Reflect.get(window, "heard"));
  const own = await frameOf(page);
  const state = () =>
    own.evaluate(() => [document.body.style.padding, document.documentElement.className]);
  const quiet = () => own.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));

  const ask = { type: "iframe-child-init" };
  await (await frameOf(page, 1)).evaluate((data) => parent[0]?.postMessage(data, "*"), ask);
  for (const more of [{ bodyPadding: "99px" }, { targetElementSelector: "input" }, { other: 1 }]) {
    await page.evaluate((data) => frames[0]?.postMessage(data, "*"), { ...ask, ...more });
  }
  await page.evaluate(() => frames[0]?.postMessage("[iFrameSizer]ID:0:false", "*"));
  await own.evaluate((data) => {
    const { parent } = window;
    dispatchEvent(new MessageEvent("message", { data, source: parent, origin: "https://other.example" }));
  }, ask);
  await quiet();
  expect(await state()).toEqual(["", "works"]);
  expect(await heard()).toEqual([]);

  await page.evaluate((data) => frames[0]?.postMessage(data, "*"), ask);
  await expect.poll(state).toEqual(["", "works grows"]);
  await expect.poll(heard).toEqual([
    { type: "iframe-resized", width: expect.any(Number), height: expect.any(Number) },
  ]);
  // Nothing else ever goes out, whatever the reader does.
  await inside(page).getByRole("button", { name: /^Add a session of/ }).first().click();
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(1);
  for (const one of await heard()) expect(Object.keys(one).sort()).toEqual(["height", "type", "width"]);
});

test("the script around frames makes its page answer nobody", async ({ page, hosts }) => {
  const { open, owner } = hosts;
  const script = `<script src="${open.url}certificate-planner-frame.js"></script>`;
  owner.pages.set("inner.html", `<!doctype html><body>${script}</body>`);
  await openOwner(page, owner, '<iframe src="inner.html"></iframe>');
  await page.evaluate(() => {
    addEventListener("message", () => Reflect.set(window, "answered", true));
    frames[0]?.postMessage({ type: "iframe-child-init", bodyPadding: "99px" }, "*");
  });
  const own = await frameOf(page);
  await own.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await own.evaluate(() => document.body.style.padding)).toBe("");
  expect(await page.evaluate(() => Reflect.get(window, "answered"))).toBeUndefined();
});

const MARKUP = "<img src=x onerror=\"parent.postMessage('ran','*')\">";
const NO_ADDRESS = "The “catalog” in the address of this frame is no address that it may read";
const HOSTILE: [query: Record<string, string>, sentence: string][] = [
  [{ catalog: "javascript:parent.postMessage('ran','*')" }, NO_ADDRESS],
  [{ catalog: 'data:application/json,{"format":1}' }, NO_ADDRESS],
  [{ catalog: "http://example.org/catalog.json" }, NO_ADDRESS],
  [{ catalog: "//example.org/catalog.json" }, NO_ADDRESS],
  [{ catalog: "https://name:word@example.org/catalog.json" }, NO_ADDRESS],
  [{ catalog: "catalogs/mitx-pom.json file:///etc/passwd" }, NO_ADDRESS],
  [{ catalog: `https://example.org/${"a".repeat(2_000)}` }, NO_ADDRESS],
  [{ program: "a\u0000b" }, "The “program” or the “course” in the address of this frame is no id."],
  [{ course: "a".repeat(201) }, "The “program” or the “course” in the address of this frame is no id."],
  [{ program: MARKUP }, `There is no program “${MARKUP}” here.`],
  [{ catalog: "catalogs/mitx-pom.json", course: MARKUP }, `There is no course “${MARKUP}” here.`],
  [{ lang: MARKUP }, "The “lang” in the address of this frame is no language that the planner speaks."],
  [{ lang: "tlh" }, "The “lang” in the address of this frame is no language that the planner speaks."],
  [{ theme: "red;background:url(x)" }, "The “theme” in the address of this frame is neither “light” nor “dark”."],
];

test("what the address asks for in vain is said, and is never markup", async ({ page, hosts }) => {
  test.setTimeout(120_000);
  const { open, owner } = hosts;
  for (const [query, sentence] of HOSTILE) {
    const src = `${open.url}embed.html?${new URLSearchParams(query)}`.replaceAll("&", "&amp;");
    await openOwner(page, owner, `<iframe ${SANDBOXED} ${SIZE} src="${src}"></iframe>`);
    const told = page.evaluate(() => new Promise((resolve) => {
      addEventListener("message", ({ data }) => resolve(data));
      setTimeout(() => resolve("nothing"), 500);
    }));
    await expect(inside(page).getByRole("alert").first(), sentence).toContainText(sentence);
    expect(await told, sentence).toBe("nothing");
    await expect(inside(page).locator("img")).toHaveCount(0);
    const asked = page.frames().map((frame) => frame.url());
    expect(asked.filter((url) => url.startsWith("file:") || url.startsWith("data:"))).toEqual([]);
  }
});

test("language and colors are those of the address", async ({ page, hosts }) => {
  const { open, owner } = hosts;
  const frames = [
    `<iframe ${SANDBOXED} ${SIZE} src="${open.url}embed.html?lang=ar&amp;theme=dark"></iframe>`,
    `<iframe ${SANDBOXED} ${SIZE} src="${open.url}embed.html?lang=es&amp;theme=light"></iframe>`,
  ];
  await openOwner(page, owner, frames.join(""));
  const look = async (place: number) =>
    (await frameOf(page, place)).evaluate(() => {
      const { lang, dir } = document.documentElement;
      const planner = document.querySelector("certificate-planner");
      const ground = getComputedStyle(document.documentElement).backgroundColor;
      return { lang, dir, ground, scheme: planner && getComputedStyle(planner).colorScheme };
    });
  await expect(answerIn(page, 0).getByRole("heading").first()).toBeVisible();
  await expect(answerIn(page, 1).getByRole("heading").first()).toBeVisible();
  const [arabic, spanish] = [await look(0), await look(1)];
  expect(arabic).toEqual({ lang: "ar", dir: "rtl", ground: "rgb(21, 23, 27)", scheme: "dark" });
  expect(spanish).toEqual({ lang: "es", dir: "ltr", ground: "rgb(253, 252, 250)", scheme: "light" });
});

test("a catalog of another host is read where that host lets every page read it, and else said so", async ({
  page,
  hosts,
}) => {
  test.setTimeout(60_000);
  const { closed, owner } = hosts;
  const text = await readFile(new URL("fixtures/two-courses.json", import.meta.url), "utf8");
  const elsewhere = await Host.empty(true);
  elsewhere.pages.set("own.json", text);
  owner.pages.set("own.json", text);
  const frames = [elsewhere, owner].map((host) => {
    const src = `${closed.url}embed.html?catalog=${encodeURIComponent(`${host.url}own.json`)}`;
    return `<iframe ${SANDBOXED} ${SIZE} src="${src}"></iframe>`;
  });
  await openOwner(page, owner, frames.join(""));
  await expect(inside(page, 0).locator("h4", { hasText: "D1x" }).first()).toBeVisible();
  await expect(inside(page, 0).getByRole("alert")).toHaveCount(0);
  await expect(inside(page, 1).getByRole("alert").first()).toContainText(
    "If your connection works, it is the catalog’s host that keeps it from this frame",
  );
  await elsewhere.stop();
});

test("readers of the planner’s own page load nothing of this", async () => {
  const worker = await readFile(`${DIST}service-worker.js`, "utf8");
  expect(worker).toContain("certificate-planner-view.js");
  for (const name of ["configure", "certificate-planner-frame.js", "embed-alone"]) {
    expect(worker).not.toContain(name);
  }
  const index = await readFile(`${DIST}index.html`, "utf8");
  expect(index.match(/(?:src|href)="[^"]*(?:embed|frame)[^"]*"/g)).toBeNull();
});
