// The element on pages of others: loaded when it is near, several at once, moved about, one course alone.
import { readFile } from "node:fs/promises";
import { type Page, expect, test } from "@playwright/test";
import type { CertificatePlanner } from "../src/certificate-planner-element.js";
import { NOW, expectAccessible } from "./planner.js";

const CATALOG = 'catalog="catalogs/mitx-dedp.json"';
const PROGRAM = "program-v1:MITx+DEDP";
const SCRIPT = '<script type="module" src="certificate-planner.js"></script>';

/** Opens a page of another site that embeds the element. */
async function host(page: Page, body: string, style = ""): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.route("**/host", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
        <title>Host</title><style>${style}</style><main><h1>Host</h1>${body}</main></html>`,
    }),
  );
  await page.goto("./host");
}

/** The names of the files of the site that were asked for, from now on. */
function askedFor(page: Page): string[] {
  const names: string[] = [];
  page.on("request", (request) => names.push(new URL(request.url()).pathname.replace(/^.*\//, "")));
  return names;
}

const answers = (page: Page) => page.getByRole("region", { name: "Your answer" });

test("two lines on a page are a planner", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} program="${PROGRAM}"></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toContainText("International Development");
  await expectAccessible(page);
});

for (const width of [1280, 700, 320]) {
  test(`the verdict is painted before the rest, which moves nothing: ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(watchFrames);
    const run = { run: "1T2027", state: "planned", mode: "verified", payment: "will_pay", result: "will_pass" };
    const plan = JSON.stringify({ format: 1, program: PROGRAM, courses: [{ course: "14.100x", runs: [run] }] });
    const given = `<script>document.querySelector("certificate-planner").plan = ${plan}</script>`;
    await host(page, `<certificate-planner ${CATALOG}></certificate-planner>${given}${SCRIPT}`);
    await expect(page.locator("[part~=costs] figure")).toBeAttached();
    await expect(page.locator("#country option", { hasText: "Kenya" })).toBeAttached();
    await expect(page.locator("[part~=courses] + [part~=costs] + .small")).toBeAttached();
    const drawn = await page.evaluate((): string[][] => Reflect.get(window, "drawn"));
    const first = (part: string) => drawn.findIndex((parts) => parts.includes(part));
    expect(first("verdict")).toBeLessThan(first("requirement"));
    expect(first("requirement")).toBeLessThan(first("costs"));
    expect(await page.evaluate(() => Reflect.get(window, "shifts"))).toBeLessThan(0.005);
  });

  test(`one course alone moves nothing while it is drawn: ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(watchFrames);
    await host(page, `<certificate-planner ${CATALOG} course="14.310x"></certificate-planner>${SCRIPT}`);
    await expect(answers(page)).toContainText("On course");
    await expect(page.locator("#country option", { hasText: "Kenya" })).toBeAttached();
    expect(await page.evaluate(() => Reflect.get(window, "shifts"))).toBeLessThan(0.005);
  });
}

/** Notes in every frame which parts are there, and how much was moved in all. */
function watchFrames(): void {
  const frames: string[][] = [];
  Object.assign(window, { drawn: frames, shifts: 0 });
  const note = () => {
    const root = document.querySelector("certificate-planner")?.shadowRoot;
    frames.push([...(root?.querySelectorAll("[part]") ?? [])].map((part) => part.getAttribute("part") ?? ""));
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value } = entry as PerformanceEntry & { value: number };
      Reflect.set(window, "shifts", Reflect.get(window, "shifts") + value);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

test("far from what is seen, only the small script is loaded", async ({ page }) => {
  const names = askedFor(page);
  const far = '<div style="height: 5000px"></div>';
  await host(page, `${far}<certificate-planner ${CATALOG}><p>Words before.</p></certificate-planner>${SCRIPT}`);
  await page.waitForFunction(() => customElements.get("certificate-planner") !== undefined);
  await page.waitForTimeout(500);
  expect(names.filter((name) => name.startsWith("certificate"))).toEqual([
    "certificate-planner.js",
    "certificate-planner-element.js",
  ]);
  await expect(page.getByText("Words before.")).toBeVisible();
  await page.getByText("Words before.").scrollIntoViewIfNeeded();
  await expect(answers(page)).toBeVisible();
  await expect(page.getByText("Words before.")).toBeHidden();
});

test("an element that is asked before it is seen answers", async ({ page }) => {
  const far = '<div style="height: 5000px"></div>';
  await host(page, `${far}<certificate-planner ${CATALOG} program="${PROGRAM}"></certificate-planner>${SCRIPT}`);
  const verdict = await page.locator("certificate-planner").evaluate(async (element: CertificatePlanner, program) => {
    await customElements.whenDefined("certificate-planner");
    const answer = await element.assess({ format: 1, program, program_enrollment: "verified" });
    return "assessment" in answer ? answer.assessment.program.verdict : answer.problems;
  }, PROGRAM);
  // Nothing is planned, so the certificate does not come by itself.
  expect(verdict).toBe("needs_change");
});

test("three elements share one module and one catalog", async ({ page }) => {
  const names = askedFor(page);
  const one = `<certificate-planner ${CATALOG} program="${PROGRAM}"></certificate-planner>`;
  await host(page, `${one}${one}${one}${SCRIPT}`);
  for (const at of [0, 1, 2]) {
    await page.locator("certificate-planner").nth(at).scrollIntoViewIfNeeded();
    await expect(answers(page).nth(at)).toContainText("International Development");
  }
  expect(names.filter((name) => name === "certificate_planner_bg.wasm")).toHaveLength(1);
  expect(names.filter((name) => name === "mitx-dedp.json")).toHaveLength(1);
  // What is said to one is not said to the others.
  const first = page.locator("certificate-planner").first();
  await first.getByRole("button", { name: "Add a session of 14.100x" }).click();
  await expect(first.locator("details.session")).toHaveCount(1);
  await expect(page.locator("details.session")).toHaveCount(1);
});

test("it can be added, moved, removed and put back, and keeps its plan", async ({ page }) => {
  await host(page, SCRIPT);
  await page.evaluate((program) => {
    const element = document.createElement("certificate-planner");
    element.catalog = "catalogs/mitx-dedp.json";
    element.program = program;
    element.plan = { format: 1, program, program_enrollment: "verified" };
    document.querySelector("main")?.append(element);
  }, PROGRAM);
  await expect(page.getByLabel("Yes, paid")).toBeChecked();
  await page.evaluate(() => {
    const element = document.querySelector("certificate-planner");
    const box = document.createElement("section");
    document.querySelector("main")?.append(box);
    if (element) box.append(element);
  });
  await expect(page.getByLabel("Yes, paid")).toBeChecked();
  const plan = await page.evaluate(async () => {
    const element = document.querySelector("certificate-planner");
    element?.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (element) document.querySelector("main")?.append(element);
    return element?.plan;
  });
  expect(plan).toEqual({ format: 1, program: PROGRAM, program_enrollment: "verified" });
  await page.getByRole("button", { name: "Add a session of 14.100x" }).click();
  await expect(page.locator("details.session")).toHaveCount(1);
});

test("moved into another document it looks as before", async ({ page }) => {
  const inner = `<iframe title="Inner" width="900" height="900"
    srcdoc="<!doctype html><style>body { font-size: 10px }</style>"></iframe>`;
  await host(page, `<certificate-planner ${CATALOG}></certificate-planner>${inner}${SCRIPT}`);
  const wrong: string[] = [];
  page.on("pageerror", ({ message }) => wrong.push(message));
  await expect(page.locator("[part~=costs] figure")).toBeAttached();
  const before = await looksOf(page);
  const frame = page.frameLocator("iframe");
  await moveTo(page, "iframe");
  await frame.getByRole("button", { name: "Add a session of 14.100x" }).click();
  await expect(frame.locator("details.session")).toHaveCount(1);
  // The size of letters there is 10 pixels, and was 16.
  const size = `${(Number.parseFloat(before.size) * 10) / 16}px`;
  expect(await looksOf(page)).toEqual({ ...before, size });
  await moveTo(page, "main");
  await expect(page.locator("details.session")).toHaveCount(1);
  expect(await looksOf(page)).toEqual(before);
  expect(wrong).toEqual([]);
});

test("in another document its keys and its printing are those of that document", async ({ page }) => {
  const inner = `<iframe title="Inner" width="900" height="900" srcdoc="<!doctype html>"></iframe>`;
  await host(page, `<certificate-planner ${CATALOG} keep></certificate-planner>${inner}${SCRIPT}`);
  await expect(page.locator("[part~=costs] figure")).toBeAttached();
  const frame = page.frameLocator("iframe");
  await moveTo(page, "iframe");
  const add = frame.getByRole("button", { name: "Add a session of 14.100x" });
  const sessions = frame.locator("details.session");
  await add.click();
  await expect(sessions).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(sessions).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+y");
  await expect(sessions).toHaveCount(1);
  // Where nothing has the focus, too.
  await frame.locator("body").evaluate((body) => {
    body.ownerDocument.querySelector("certificate-planner")?.shadowRoot?.querySelector<HTMLElement>(":focus")?.blur();
    body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
  });
  await expect(sessions).toHaveCount(0);
  const printed = frame.locator(".answer-side details.about:not(.as-table)").first();
  await frame.locator("body").evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(printed).toHaveAttribute("open");
  await frame.locator("body").evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(printed).not.toHaveAttribute("open");
  // The document that it left is no longer its own.
  await page.evaluate(() => {
    const event = new KeyboardEvent("keydown", { key: "y", ctrlKey: true, bubbles: true });
    document.body.dispatchEvent(event);
  });
  await expect(sessions).toHaveCount(0);
  await moveTo(page, "main");
  await page.getByRole("button", { name: "Add a session of 14.100x" }).click();
  await expect(page.locator("details.session")).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.locator("details.session")).toHaveCount(0);
});

test("what is printed before everything is loaded leaves nothing out", async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  for (const name of ["reasons", "picture"]) {
    await page.route(`**/certificate-planner-${name}.js`, async (route) => {
      await released;
      await route.continue();
    });
  }
  const paid = { mode: "verified", payment: "paid" };
  const failed = { run: "1T2026", state: "finished", ...paid, result: "not_passed", certificate: "not_issued" };
  const again = { run: "1T2027", state: "planned", ...paid, result: "will_pass" };
  // That a session does not count in this mode is among the reasons that come later.
  const audit = { run: "1T2027", state: "planned", mode: "audit", result: "will_pass" };
  const courses = [
    { course: "14.100x", runs: [failed, again] },
    { course: "14.310x", runs: [audit] },
  ];
  const plan = JSON.stringify({ format: 1, program: PROGRAM, courses });
  const given = `<script>document.querySelector("certificate-planner").plan = ${plan}</script>`;
  await host(page, `<certificate-planner ${CATALOG}></certificate-planner>${given}${SCRIPT}`);
  await expect(page.locator("details.session").first()).toBeAttached();
  const printed = await page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    const parts = document.querySelector("certificate-planner")?.shadowRoot?.querySelectorAll(".answer-side > [part]");
    return Object.fromEntries([...(parts ?? [])].map((part) => [part.getAttribute("part"), part.textContent]));
  });
  const parts = ["verdict", "next", "timeline", "requirement", "courses", "costs"];
  expect(Object.keys(printed)).toEqual(expect.arrayContaining(parts));
  expect(printed.timeline).toContain("The picture could not be loaded. What it shows stands in the lists below.");
  expect(printed.courses).toContain("This part could not be loaded.");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  release();
  await expect(page.locator(".timeline-picture")).toBeAttached();
  await expect(page.locator(".answer-side")).not.toContainText("could not be loaded");
});

/** Moves the element into a frame, or out of it. */
async function moveTo(page: Page, place: string): Promise<void> {
  await page.evaluate((place) => {
    const inside = document.querySelector("iframe")?.contentDocument;
    const at = document.querySelector(place);
    const to = at instanceof HTMLIFrameElement ? inside?.body : at;
    const element = [document, inside].map((all) => all?.querySelector("certificate-planner")).find(Boolean);
    if (element) to?.append(element);
  }, place);
}

/** How many rules each sheet of the element has, and what comes of them. */
async function looksOf(page: Page): Promise<{ rules: number[]; display: string; size: string }> {
  return await page.evaluate(() => {
    const inside = document.querySelector("iframe")?.contentDocument;
    const element = [document, inside].map((all) => all?.querySelector("certificate-planner")).find(Boolean);
    const root = element?.shadowRoot;
    const button = root?.querySelector(".views button");
    if (!element || !root || !button) throw new Error("It is not there.");
    return {
      rules: root.adoptedStyleSheets.map((sheet) => sheet.cssRules.length).sort(),
      display: getComputedStyle(element).display,
      size: getComputedStyle(button).paddingInlineStart,
    };
  });
}

test("it works in a shadow root, and what was set before its script counts", async ({ page }) => {
  await host(page, "<div id=host></div>");
  await page.evaluate(() => {
    const root = document.querySelector("#host")?.attachShadow({ mode: "open" });
    const element = document.createElement("certificate-planner");
    // The script is not there yet, so these are properties of a plain element.
    Object.assign(element, {
      catalog: "catalogs/mitx-dedp.json",
      plan: { format: 1, program: "program-v1:MITx+DEDP-Public-Policy" },
    });
    root?.append(element);
  });
  await page.addScriptTag({ url: "certificate-planner.js", type: "module" });
  await expect(answers(page)).toContainText("Public Policy");
});

test("a change made inside is told, one from outside is not", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} program="${PROGRAM}"></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toBeVisible();
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    for (const type of ["plan-change", "assessment-change", "error"]) {
      document.addEventListener(type, (event) => {
        if (!(event instanceof CustomEvent)) return;
        const target = event.target instanceof Element ? event.target.localName : "";
        told.push([type, target, event.detail.program?.verdict ?? event.detail.program ?? event.detail.kind]);
      });
    }
  });
  const told = () => page.evaluate(() => Reflect.get(globalThis, "told"));
  await page.locator("certificate-planner").evaluate((element: CertificatePlanner, program) => {
    element.plan = { format: 1, program, program_enrollment: "not_enrolled" };
  }, PROGRAM);
  await expect(page.getByRole("radio", { name: "No", exact: true })).toBeChecked();
  await page.locator("certificate-planner").evaluate((element: CertificatePlanner) => element.reset());
  await expect(page.getByRole("radio", { name: "No", exact: true })).not.toBeChecked();
  expect(await told()).toEqual([]);
  await page.getByLabel("Yes, paid").check();
  expect(await told()).toEqual([
    ["plan-change", "certificate-planner", PROGRAM],
    ["assessment-change", "certificate-planner", "needs_change"],
  ]);
});

test("a page that gives back the plan it is told takes nothing from the reader", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} program="${PROGRAM}" keep></certificate-planner>${SCRIPT}`);
  await page.locator("certificate-planner").evaluate((element: CertificatePlanner) => {
    element.addEventListener("plan-change", ({ detail }) => {
      // As one that keeps it elsewhere: another object, with its keys in another order.
      element.plan = Object.fromEntries(Object.entries(structuredClone(detail)).reverse()) as typeof detail;
    });
  });
  await page.getByLabel("Yes, paid").check();
  await page.getByRole("button", { name: "Add a session of 14.100x" }).click();
  await expect(page.locator("details.session[open]")).toHaveCount(1);
  await expect(page.locator("details.session select").first()).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("details.session")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Yes, paid")).not.toBeChecked();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(page.getByLabel("Yes, paid")).toBeChecked();
});

test("what a page does to a plan and to an answer that it has changes nothing inside", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} program="${PROGRAM}"></certificate-planner>${SCRIPT}`);
  await expect(answers(page).locator("[part~=next] li").first()).toBeVisible();
  await page.locator("certificate-planner").evaluate((element: CertificatePlanner) => {
    element.addEventListener("assessment-change", ({ detail }) => detail.next.splice(0));
  });
  await page.getByLabel("Yes, paid").check();
  const plan = await page.locator("certificate-planner").evaluate((element: CertificatePlanner) => {
    Object.assign(element.plan ?? {}, { program_enrollment: "audit" });
    return element.plan;
  });
  expect(plan).toEqual({ format: 1, program: PROGRAM, program_enrollment: "verified" });
  // Whatever draws it anew.
  await page.getByRole("button", { name: "Find the best way" }).click();
  await page.getByRole("button", { name: "Your plan" }).click();
  await expect(answers(page).locator("[part~=next] li").first()).toBeVisible();
  await expect(page.getByLabel("Yes, paid")).toBeChecked();
});

test("an element that is not on the page, or left it meanwhile, answers too", async ({ page }) => {
  await host(page, SCRIPT);
  const answered = await page.evaluate(async (program) => {
    await customElements.whenDefined("certificate-planner");
    const made = () => {
      const element = document.createElement("certificate-planner");
      element.catalog = "catalogs/mitx-dedp.json";
      return element;
    };
    const [never, gone, other] = [made(), made(), made()];
    document.body.append(gone, other);
    const asked = [never.assess(), gone.assess({ format: 1, program }), other.assess()];
    gone.remove();
    other.program = "program-v1:MITx+DEDP-Public-Policy";
    const answers = await Promise.all(asked);
    document.body.append(never);
    return answers.map((answer) => ("assessment" in answer ? answer.assessment.program.program : answer.problems));
  }, PROGRAM);
  expect(answered).toEqual([PROGRAM, PROGRAM, "program-v1:MITx+DEDP-Public-Policy"]);
  // It is drawn once it is there.
  await page.locator("certificate-planner").last().scrollIntoViewIfNeeded();
  await expect(answers(page).last()).toContainText("International Development");
});

test("no plan is no mistake, and what is none is not answered with another", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} program="${PROGRAM}"></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toBeVisible();
  const outcome = await page.locator("certificate-planner").evaluate(async (element: CertificatePlanner) => {
    element.plan = null;
    const cyclic: Record<string, unknown> = { format: 1 };
    cyclic.program = cyclic;
    const answer = await Reflect.apply(element.assess, element, [cyclic]);
    element.plan = { format: 1, program: "program-v1:MITx+DEDP-Public-Policy" };
    return { problems: "problems" in answer, coming: element.plan?.program };
  });
  expect(outcome).toEqual({ problems: true, coming: "program-v1:MITx+DEDP-Public-Policy" });
  await expect(answers(page)).toContainText("Public Policy");
  await expect(page.locator("[part~=problems]")).toHaveCount(0);
});

test("copies of the script from two places serve one page", async ({ page }) => {
  await page.route("**/copy/**", async (route) => {
    const response = await route.fetch({ url: route.request().url().replace("/copy/", "/") });
    await route.fulfill({ response });
  });
  await host(page, `<certificate-planner ${CATALOG}></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toBeVisible();
  await page.evaluate(async () => {
    const script = new URL("copy/certificate-planner-element.js", document.baseURI).href;
    const { CertificatePlanner: Copy } = await import(script);
    customElements.define("our-planner", class extends Copy {});
    const element = document.createElement("our-planner");
    element.setAttribute("catalog", "catalogs/mitx-dedp.json");
    document.querySelector("main")?.prepend(element);
  });
  await expect(answers(page)).toHaveCount(2);
});

test("catalogs of two hosts share no plans, though their files have one name", async ({ page }) => {
  const body = await readFile(new URL("../example-catalog.json", import.meta.url), "utf8");
  const headers = { "Access-Control-Allow-Origin": "*" };
  await page.route(/^https:\/\/(one|two)\.example\/catalog\.json$/, (route) =>
    route.fulfill({ contentType: "application/json", headers, body }),
  );
  const open = (name: string) =>
    host(page, `<certificate-planner catalog="https://${name}.example/catalog.json" keep></certificate-planner>${SCRIPT}`);
  await open("one");
  await page.getByRole("button", { name: "Add a session of EX.1x" }).click();
  await expect(page.getByText("“My plan” is kept")).toBeVisible();
  await open("two");
  await expect(page.getByRole("button", { name: "Add a session of EX.1x" })).toBeVisible();
  await expect(answers(page)).toContainText("Add what you have done or intend.");
  await expect(page.locator("details.session")).toHaveCount(0);
  await open("one");
  await expect(page.locator("details.session")).toHaveCount(1);
});

test("what cannot be loaded is told, and the words inside stay", async ({ page }) => {
  await page.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    document.addEventListener("error", (event) => {
      if (event instanceof CustomEvent) told.push(event.detail);
    });
  });
  await host(page, `<certificate-planner catalog="nowhere.json"><p>Words before.</p></certificate-planner>${SCRIPT}`);
  await expect(page.getByRole("alert")).toContainText("nowhere.json");
  await expect(page.getByText("Words before.")).toBeVisible();
  const subject = await page.evaluate(() => new URL("nowhere.json", document.baseURI).href);
  expect(await page.evaluate(() => Reflect.get(globalThis, "told"))).toEqual([{ kind: "missing", subject }]);
});

test("a reader who turns to another program is told of", async ({ page }) => {
  await page.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    for (const type of ["plan-change", "assessment-change"]) {
      document.addEventListener(type, (event) => {
        if (event instanceof CustomEvent) told.push([type, event.detail.program?.program ?? event.detail.program]);
      });
    }
  });
  await host(page, `<certificate-planner ${CATALOG}></certificate-planner>${SCRIPT}`);
  const program = page.getByLabel("Program", { exact: true });
  const other = program.locator("option").nth(1);
  await program.selectOption((await other.getAttribute("value")) ?? "");
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, "told").length)).toBe(2);
  const told = await page.evaluate(() => Reflect.get(globalThis, "told"));
  expect(told.map(([type]: [string]) => type)).toEqual(["plan-change", "assessment-change"]);
  const shown = await page.locator("certificate-planner").evaluate((element) => Reflect.get(element, "plan").program);
  expect(told[0][1]).toBe(shown);
});

for (const [of, attributes] of [
  ["a catalog that cannot be read", 'catalog="catalogs/broken.json"'],
  ["a program that is not there", `${CATALOG} program="nothing"`],
  ["a course that is not there", `${CATALOG} course="nothing"`],
] as const) {
  test(`the words inside stay where an element has ${of}`, async ({ page }) => {
    await page.route("**/catalogs/broken.json", (route) => route.fulfill({ body: "{", contentType: "application/json" }));
    await host(page, `<certificate-planner ${attributes}><p>Words before.</p></certificate-planner>${SCRIPT}`);
    await expect(page.locator("certificate-planner").getByRole("region").first()).toBeVisible();
    await expect(page.getByText("Words before.")).toBeVisible();
  });
}

test("another course is asked about as if it had been from the beginning", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} course="14.310x"></certificate-planner>${SCRIPT}`);
  const element = page.locator("certificate-planner");
  const read = () => element.evaluate((planner) => Reflect.get(planner, "plan"));
  await expect.poll(async () => (await read())?.courses[0]?.course).toBe("14.310x");
  const asked = await read();
  await element.evaluate((planner) => planner.setAttribute("course", "14.100x"));
  await expect.poll(async () => (await read()).courses.map(({ course }: { course: string }) => course)).toEqual(["14.100x"]);
  await element.evaluate((planner) => planner.setAttribute("course", "14.310x"));
  await expect.poll(read).toEqual(asked);
});

test("a server in trouble is not taken for a file that is not there, and can be asked again", async ({ page }) => {
  await page.route("**/catalogs/mitx-dedp.json", (route) => route.fulfill({ status: 503, body: "Busy" }));
  await host(page, `<certificate-planner ${CATALOG}><p>Words before.</p></certificate-planner>${SCRIPT}`);
  await expect(page.getByRole("alert")).toContainText(/answered, but not with the file .*mitx-dedp\.json/);
  await page.unroute("**/catalogs/mitx-dedp.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(answers(page)).toBeVisible();
});

test("where what it shows cannot be loaded, the words inside stay and the page is told", async ({ page }) => {
  await page.route("**/certificate-planner-view.js*", (route) => route.abort());
  await host(page, `<certificate-planner ${CATALOG}><p>Words before.</p></certificate-planner>${SCRIPT}`);
  await page.waitForFunction(() => customElements.get("certificate-planner") !== undefined);
  const failure = await page.locator("certificate-planner").evaluate((element: CertificatePlanner) =>
    element.assess().then(
      () => "answered",
      (reason: unknown) => reason,
    ),
  );
  expect(failure).toEqual({ kind: "unreachable", subject: "certificate-planner-view.js" });
  await expect(page.getByText("Words before.")).toBeVisible();
  await page.unroute("**/certificate-planner-view.js*");
  // Who asks again has it tried again.
  const answered = await page
    .locator("certificate-planner")
    .evaluate(async (element: CertificatePlanner) => "assessment" in (await element.assess()));
  expect(answered).toBe(true);
});

test("one course alone is asked for its next session", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} course="14.310x"></certificate-planner>${SCRIPT}`);
  const side = answers(page);
  await expect(side.getByRole("heading", { name: /^14\.310x/ })).toBeVisible();
  await expect(side).toContainText("On course");
  await expect(side).toContainText("Certificate");
  await expect(side).toContainText("$");
  await expect(page.getByLabel("Program", { exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

/** The catalog that README explains, with something of it changed. */
async function example(change: (catalog: Record<string, any>) => void): Promise<Record<string, any>> {
  const catalog = JSON.parse(await readFile(new URL("../example-catalog.json", import.meta.url), "utf8"));
  change(catalog);
  return catalog;
}

async function hostCourse(page: Page, course: string, catalog: Record<string, any>): Promise<void> {
  await page.route("**/my.json", (route) => route.fulfill({ json: catalog }));
  await host(page, `<certificate-planner catalog="my.json" course="${course}"></certificate-planner>${SCRIPT}`);
}

test("one course says what would settle its answer, and of which day its data are", async ({ page }) => {
  const catalog = await example((all) => {
    all["platform"] = "edx";
  });
  await hostCourse(page, "EX.1x", catalog);
  const side = answers(page);
  await expect(side).toContainText("Not settled yet");
  await expect(side).toContainText("Data as of Nov 21, 2026.");
  await expect(side.locator("[part=next]")).toContainText("Have your photo ID approved.");
  const missing = side.locator("[part=missing]");
  await expect(missing.getByRole("heading", { name: "What would settle it" })).toBeVisible();
  await missing.getByRole("button", { name: /^Answer.*Is your photo ID approved/ }).click();
  await expect(page.getByRole("radio", { name: "Not sure" })).toBeFocused();
  await page.getByRole("radio", { name: "Approved", exact: true }).check();
  await expect(side).toContainText("On course");
  await expect(missing).toHaveCount(0);
  await expectAccessible(page);
});

test("who holds what one course needs first says so", async ({ page }) => {
  await hostCourse(page, "EX.2x", await example(() => {}));
  const side = answers(page);
  await expect(side).toContainText("Needs a change");
  const held = page.getByRole("checkbox", { name: "I already hold what it needs first: EX.1x Describing Data" });
  await held.check();
  await expect(side).toContainText("On course");
  await expectAccessible(page);
  const read = () =>
    page.locator("certificate-planner").evaluate((element: CertificatePlanner) => element.plan?.courses);
  expect(await read()).toContainEqual({ course: "EX.1x", runs: [{ state: "finished", certificate: "held" }] });
  await held.uncheck();
  await expect(side).toContainText("Needs a change");
  expect((await read())?.map(({ course }) => course)).toEqual(["EX.2x"]);
});

test("a capstone is asked about by who holds all else", async ({ page }) => {
  const catalog = await example(({ courses }) => {
    courses[1].capstone = { value: "after_all_others", source: "page", status: "current" };
    delete courses[1].prerequisites;
  });
  // The program needs the first course, and the second or the third.
  catalog["programs"][0].requirement.value.of.push({ kind: "course", course: "EX.2x" });
  catalog["programs"][0].requirement.value.of[1].of[0].course = "EX.3x";
  catalog["programs"][0].requirement.value.of[1].of.pop();
  await hostCourse(page, "EX.2x", catalog);
  await expect(answers(page)).toContainText("Needs a change");
  await page.getByRole("checkbox", { name: "I already hold the certificates that it needs first" }).check();
  await expect(answers(page)).toContainText("On course");
});

test("one course of which no session is published says that", async ({ page }) => {
  const catalog = await example(({ courses }) => {
    courses[0].runs = [];
  });
  await hostCourse(page, "EX.1x", catalog);
  await expect(answers(page)).toContainText("No session is published in which you could still enroll.");
  await expect(answers(page)).not.toContainText("is not in your plan");
});

test("one course of which a session may still be open is not settled", async ({ page }) => {
  const catalog = await example(({ courses }) => {
    const [{ enrollment_end, upgrade_deadline, ...run }] = courses[0].runs;
    const closed = { ...run, id: "closed", start: "2026-10-01", upgrade_deadline: "2026-11-10" };
    courses[0].runs = [closed, { ...run, start: "2026-11-01" }];
  });
  await hostCourse(page, "EX.1x", catalog);
  const side = answers(page);
  await expect(side).toContainText("Not settled yet");
  await expect(side).not.toContainText("No session is published");
  await expect(side.locator("[part=missing]")).toContainText("What would settle it");
  const runs = () =>
    page.locator("certificate-planner").evaluate((element: CertificatePlanner) => element.plan?.courses?.[0]?.runs);
  expect(await runs()).toMatchObject([{ run: "1T2027" }]);
});

test("a session without dates is one that is published", async ({ page }) => {
  await host(page, `<certificate-planner catalog="catalogs/mitx-pom.json" course="2.854.2x"></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toContainText("Not settled yet");
  await expect(answers(page).locator("[part=missing]")).toContainText("The upgrade deadline of session 1T2027.");
  await expect(answers(page)).not.toContainText(/No (coming )?session is published/);
});

test("one course whose sessions are all closed has none to put into the plan", async ({ page }) => {
  const catalog = await example(({ courses }) => {
    Object.assign(courses[0].runs[0], { start: "2026-10-01", enrollment_end: "2026-11-09", upgrade_deadline: "2026-11-10" });
  });
  await hostCourse(page, "EX.1x", catalog);
  await expect(answers(page)).toContainText("No session is published in which you could still enroll.");
  await expect(answers(page).getByRole("list").first()).toContainText("No coming session is published.");
  await expect(answers(page).getByRole("button", { name: /^Put into my plan/ })).toHaveCount(0);
});

test("two planners of one program have landmarks of their own", async ({ page }) => {
  const planner = (attributes: string) => `<certificate-planner ${CATALOG} ${attributes}></certificate-planner>`;
  await host(page, `${planner("")}${planner('course="14.310x"')}${SCRIPT}`);
  await expect(answers(page).first()).toContainText("International Development");
  await page.locator("certificate-planner").last().scrollIntoViewIfNeeded();
  await expect(page.getByRole("region", { name: "Your answer: Data Analysis" })).toContainText("On course");
  await expectAccessible(page);
});

test("files of the reader’s own are opened only where plans are kept", async ({ page }) => {
  await host(page, `<certificate-planner catalogs="catalogs/index.json"></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toBeVisible();
  await expect(page.getByText("Or your own catalog")).toHaveCount(0);
  await page.locator("certificate-planner").evaluate((element) => element.setAttribute("keep", ""));
  await expect(page.getByText("Or your own catalog")).toBeVisible();
});

for (const [index, reason] of [
  [{ catalogs: ["my.json"] }, "catalogs[0].programs is no list."],
  [{ catalogs: [{ file: "my.json", programs: [{ id: "a", title: 1 }] }] }, "catalogs[0].programs[0].title is no text."],
] as const) {
  test(`the place that is wrong in an index is told: ${reason}`, async ({ page }) => {
    await page.route("**/my-index.json", (route) => route.fulfill({ json: index }));
    const logged: string[] = [];
    page.on("console", (message) => logged.push(message.text()));
    await page.addInitScript(() => {
      document.addEventListener("error", (event) => {
        if (event instanceof CustomEvent) Object.assign(globalThis, { told: event.detail });
      });
    });
    await host(page, `<certificate-planner catalogs="my-index.json"></certificate-planner>${SCRIPT}`);
    await expect(page.getByRole("alert")).toContainText("my-index.json");
    const told = await page.evaluate(() => Reflect.get(globalThis, "told"));
    expect(told).toMatchObject({ kind: "unreadable_index", reason });
    expect(logged.join(" ")).toContain(`my-index.json: ${reason}`);
  });
}

test("one course is tried again where its script could not be loaded", async ({ page }) => {
  await page.route("**/certificate-planner-compact.js*", (route) => route.abort());
  await host(page, `<certificate-planner ${CATALOG} course="14.310x"></certificate-planner>${SCRIPT}`);
  await expect(page.getByRole("alert")).toContainText("certificate-planner-compact.js");
  await page.unroute("**/certificate-planner-compact.js*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(answers(page)).toContainText("On course");
});

test("readers of a page hear that its catalog has a fault, and its owner where", async ({ page }) => {
  const broken = await readFile(new URL("fixtures/three-faults.json", import.meta.url), "utf8");
  await page.route("**/broken.json", (route) => route.fulfill({ body: broken, contentType: "application/json" }));
  const logged: string[] = [];
  page.on("console", (message) => logged.push(`${message.type()} ${message.text()}`));
  await page.addInitScript(() => {
    document.addEventListener("error", (event) => {
      if (event instanceof CustomEvent) Object.assign(globalThis, { told: event.detail });
    });
  });
  await host(page, `<certificate-planner catalog="broken.json"><p>Words before.</p></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toHaveText(
    "The planner cannot be used here yet: the file that this page names for it has a fault.",
  );
  await expect(page.getByText("Words before.")).toBeVisible();
  const told = await page.evaluate(() => Reflect.get(globalThis, "told"));
  expect(told).toMatchObject({ kind: "unreadable", subject: expect.stringMatching(/\/broken\.json$/) });
  expect(told.problems.length).toBeGreaterThan(2);
  expect(told.problems[0]).toMatchObject({ path: expect.any(String), fault: { type: expect.any(String) } });
  expect(logged.filter((line) => line.startsWith("error") && line.includes("unreadable"))).toHaveLength(1);
  // Where plans are kept, as on our own page, whoever opens a file may mend it.
  await host(page, `<certificate-planner catalog="broken.json" keep></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toContainText("These places must be mended");
});

test("a dark page that does not say so has a planner that can be read", async ({ page }) => {
  const dark = "body { background: #151515; color: #eee }";
  await host(page, `<certificate-planner ${CATALOG}></certificate-planner>${SCRIPT}`, dark);
  await expect(page.locator("[part~=courses] + [part~=costs] + .small")).toBeAttached();
  const ground = () =>
    page.locator("certificate-planner").evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground()).toBe("rgb(253, 252, 250)");
  await expectAccessible(page);
  await host(
    page,
    `<certificate-planner ${CATALOG}></certificate-planner>${SCRIPT}`,
    "certificate-planner { --certificate-planner-paper: rgb(250, 240, 255) }",
  );
  await expect(answers(page)).toBeVisible();
  expect(await ground()).toBe("rgb(250, 240, 255)");
});

test("one course that the catalog does not have is said to be unknown", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} course="<b>14</b>"></certificate-planner>${SCRIPT}`);
  await expect(page.getByRole("alert")).toContainText("There is no course “<b>14</b>” here.");
});

test("what a template leaves empty is not named", async ({ page }) => {
  await host(
    page,
    `<certificate-planner ${CATALOG} program="" course=""></certificate-planner>
      <certificate-planner catalog="" catalogs=""></certificate-planner>${SCRIPT}`,
  );
  await expect(answers(page).first()).toContainText("International Development");
  await expect(page.getByRole("alert")).toContainText("No catalog is named.");
});

test("a time zone that the browser does not know takes no answer away", async ({ page }) => {
  const catalog = JSON.parse(await readFile(new URL("../example-catalog.json", import.meta.url), "utf8"));
  catalog.time_zone = "Nowhere/City";
  catalog.courses[0].runs[0].upgrade_deadline = "2027-02-23T23:59:00Z";
  await page.route("**/my.json", (route) => route.fulfill({ json: catalog }));
  const wrong: string[] = [];
  page.on("pageerror", ({ message }) => wrong.push(message));
  await host(page, `<certificate-planner catalog="my.json" course="EX.1x"></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toContainText("Feb 23, 2027, 6:59 PM EST");
  expect(wrong).toEqual([]);
});

test("an element for one course names no list, as it has none", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} program="x" course="14.310x"></certificate-planner>${SCRIPT}`);
  await expect(page.getByRole("alert").locator("p")).toHaveText("There is no program “x” here.");
});

test("it looks like the page that it is on", async ({ page }) => {
  const style = `:root { font: 14px/1.5 Georgia, serif; background: #fff; color: #222 }
    certificate-planner { --certificate-planner-accent: #6a1b9a; --certificate-planner-radius: 0px;
      --certificate-planner-panel: #f6f0fa }
    certificate-planner::part(verdict) { outline: 3px solid rgb(1, 2, 3) }`;
  await host(page, `<certificate-planner ${CATALOG} theme="light"></certificate-planner>${SCRIPT}`, style);
  await expect(answers(page)).toBeVisible();
  // It is drawn in turns.
  await expect(page.locator("certificate-planner a:not(.skip)").first()).toBeAttached();
  const looks = await page.locator("certificate-planner").evaluate((element) => {
    const styleOf = (selector: string) => {
      const found = element.shadowRoot?.querySelector(selector);
      if (!found) throw new Error(selector);
      return getComputedStyle(found);
    };
    return {
      words: styleOf(".answer-side p").fontFamily,
      heading: styleOf("h2:not(.unseen)").fontFamily,
      size: styleOf(".form").fontSize,
      panel: styleOf(".answer-side").backgroundColor,
      corner: styleOf(".answer-side").borderRadius,
      link: styleOf("a:not(.skip)").color,
      verdict: styleOf("[part=verdict]").outlineColor,
    };
  });
  expect(looks).toEqual({
    words: "Georgia, serif",
    heading: "Georgia, serif",
    size: "14px",
    panel: "rgb(246, 240, 250)",
    corner: "0px",
    link: "rgb(106, 27, 154)",
    verdict: "rgb(1, 2, 3)",
  });
});

test("the theme is that of the attribute, whatever the page has", async ({ page }) => {
  await host(page, `<certificate-planner ${CATALOG} theme="dark"></certificate-planner>${SCRIPT}`);
  await expect(answers(page)).toBeVisible();
  const paper = () =>
    answers(page).evaluate((side) => getComputedStyle(side).backgroundColor);
  expect(await paper()).toBe("rgb(27, 30, 35)");
  await page.locator("certificate-planner").evaluate((element: CertificatePlanner) => {
    element.theme = "light";
  });
  expect(await paper()).toBe("rgb(245, 243, 237)");
});
