// How the page looks, as far as it can be measured.
import { type Page, expect, test } from "@playwright/test";
import { answer, card, openPage, planned, setPlan } from "./planner.js";

const PLAN = {
  program: "program-v1:MITx+DEDP",
  courses: [
    { course: "14.100x", runs: [{ state: "finished", certificate: "held", certificate_on: "2026-06-01" }] },
    { course: "14.310x", runs: [planned("1T2027")] },
  ],
} satisfies Parameters<typeof setPlan>[1];

/** How large the letters of these are, each size once. */
function sizesOf(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).fontSize))]);
}

test("words that stand back are smaller than others", async ({ page }) => {
  await openPage(page);
  await setPlan(page, PLAN);
  // The parts come one after the other.
  const expectSize = (selector: string, size: string) =>
    expect.poll(() => sizesOf(page, selector)).toEqual([size]);
  await expectSize(".form p.hint", "14px");
  await expectSize(".steps .remark", "14px");
  await expectSize(".course > .facts", "14px");
  await expectSize(".steps > li > p:not([class])", "16px");
});

for (const [direction, language] of [
  ["right", "en"],
  ["left", "ar"],
] as const) {
  for (const width of [320, 1280]) {
    test(`time runs to the ${direction} in ${language}, at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.clock.setFixedTime("2026-11-21T12:00:00Z");
      await page.goto(`./?lang=${language}`);
      await expect(page.locator("#program")).toBeVisible();
      await setPlan(page, PLAN);
      const timeline = answer(page).or(page.locator("#answer-side")).locator('[part="timeline"]');
      if (width === 320) await timeline.locator("summary").first().click();
      const at = async (mark: string) => {
        const box = await timeline.locator(`.timeline-picture .${mark}:visible`).first().boundingBox();
        return box?.x ?? Number.NaN;
      };
      await expect(timeline.locator(".timeline-picture .mark-held:visible")).toHaveCount(1);
      // The certificate that is held is long ago, and that of the course which stands first.
      const [held, expected] = [await at("mark-held"), await at("mark-expected")];
      if (direction === "right") expect(held).toBeLessThan(expected);
      else expect(held).toBeGreaterThan(expected);
    });
  }
}

test("in Arabic each id of a list stays whole, the first to the right of the next", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.clock.setFixedTime("2026-11-21T12:00:00Z");
  await page.goto("./?lang=ar");
  await expect(page.locator("#program")).toBeVisible();
  await setPlan(page, {
    program: "mitx-sds",
    track: "social-sciences",
    courses: [{ course: "6.431x", runs: [planned("1T2027")] }],
  });
  const step = page.locator(".steps p", { hasText: /14\.310x.*14\.310Fx/ }).last();
  await expect(step).toBeVisible();
  const places = await step.evaluate((line) => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    return ["14.310x", "14.310Fx"].map((id) => {
      const node = nodes.find(({ data }) => data.includes(id));
      if (node === undefined) return [];
      const range = document.createRange();
      const at = node.data.indexOf(id);
      range.setStart(node, at);
      range.setEnd(node, at + id.length);
      return [...range.getClientRects()].map(({ left, right, top }) => ({ left, right, top }));
    });
  });
  // One rectangle each: nothing of the other stands in between.
  expect(places.map((rects) => rects.length)).toEqual([1, 1]);
  const [first, second] = places.flat();
  expect(first?.top).toBe(second?.top);
  expect(first?.left).toBeGreaterThan(second?.right ?? Number.NaN);
});

test("in Arabic what is indented stands off from its line on the right", async ({ page }) => {
  await page.clock.setFixedTime("2026-11-21T12:00:00Z");
  await page.goto("./?lang=ar");
  await expect(page.locator("#program")).toBeVisible();
  await setPlan(page, PLAN);
  const session = page.locator(".course .session").first();
  await expect(session).toHaveCSS("padding-right", "14px");
  await expect(session).toHaveCSS("padding-left", "0px");
});

test("the whole title of a program can be read on a small screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPage(page);
  const choice = page.getByLabel("Program", { exact: true });
  const heightOf = async () => (await choice.boundingBox())?.height ?? 0;
  await choice.selectOption({ label: "18.03x Differential Equations (MITx Online Series)" });
  const short = await heightOf();
  await choice.selectOption({ index: 1 });
  // It has twice as many letters.
  expect(await heightOf()).toBeGreaterThan(short + 16);
});

test("what is unfolded, and the source below reasons, stand apart from what is above them", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPage(page);
  await setPlan(page, PLAN);
  const costs = answer(page).locator('[part="costs"]');
  await costs.locator("summary").first().click();
  await expect(costs.locator("figure")).toBeVisible();
  /** How far each is below the one before it. */
  const gaps = (selector: string) =>
    answer(page).locator(selector).evaluateAll((all) =>
      all.flatMap((one) => {
        const before = one.previousElementSibling;
        return before === null ? [] : one.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
      }),
    );
  expect(Math.min(...(await gaps('[part="costs"] .fold > *')))).toBeGreaterThanOrEqual(12);
  const course = answer(page).locator('[part="courses"] article').filter({ hasText: "14.310x" }).first();
  await course.locator("summary").first().click();
  const [list, source] = [course.locator(".reasons"), course.locator(".reasons ~ .remark").first()];
  const last = await list.locator("> li").last().boundingBox();
  const below = await source.boundingBox();
  expect((below?.y ?? 0) - (last?.y ?? 0) - (last?.height ?? 0)).toBeGreaterThanOrEqual(8);
});

test("a session can be read whole in its list on a small screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPage(page);
  await setPlan(page, PLAN);
  const session = card(page, "14.310x").locator("details.session");
  await session.locator("> summary").click();
  const list = session.getByLabel(/^Session/);
  await expect(list.locator("option:checked")).toHaveText(/^Spring 2027 \(1T2027\): Jan\s16, 2027/);
  // It has more than one line.
  expect((await list.boundingBox())?.height ?? 0).toBeGreaterThan(44);
});

for (const language of ["es", "pt"]) {
  test(`large letters in a small window have room in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await page.clock.setFixedTime("2026-11-21T12:00:00Z");
    await page.goto(`./?lang=${language}`);
    await expect(page.locator("#program")).toBeVisible();
    await setPlan(page, PLAN);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    const timeline = page.locator("#answer-side [part=timeline]");
    for (const folded of [0, 1]) await timeline.locator("summary").nth(folded).click();
    const facts = timeline.locator(".facts-table td");
    await expect(facts.first()).toBeVisible();
    const widths = await facts.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    expect(Math.min(...widths)).toBeGreaterThan(120);
  });
}

for (const language of ["en", "es", "fr", "pt", "zh", "ar"]) {
  test(`large letters in a small window lie over nothing in the pictures in ${language}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width: 320, height: 900 });
    await page.clock.setFixedTime("2026-11-21T12:00:00Z");
    await page.goto(`./?lang=${language}`);
    await expect(page.locator("#program")).toBeVisible();
    await setPlan(page, { ...PLAN, income: { amount: "25000", currency: "USD" } });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    for (const name of ["timeline", "costs"]) {
      await page.locator(`#answer-side [part=${name}] summary`).first().click();
    }
    await expectNothingCovered(page, ".timeline-picture");
    await expectNothingCovered(page, ".money-picture");
    await page.locator(".views button").nth(1).click();
    await expectNothingCovered(page, "figure.picture");
  });
}

/** In a picture no words lie over other ones, nor over a point of another way, nor over what stands above it. */
async function expectNothingCovered(page: Page, picture: string): Promise<void> {
  await expect(page.locator(picture).locator("text:visible").first()).toBeVisible();
  const covered = await page.locator(picture).evaluate((root) => {
    const boxed = [...root.querySelectorAll("text, .dot")]
      .map((shape) => ({ shape, box: shape.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    const { top } = root.getBoundingClientRect();
    const above = boxed.filter(({ box }) => box.top < top - 1).map(({ shape }) => shape.textContent);
    const pairs = boxed.flatMap(({ shape, box }, at) =>
      boxed.slice(at + 1).flatMap((other) => {
        const isApart =
          box.right <= other.box.left || other.box.right <= box.left ||
          box.bottom <= other.box.top || other.box.bottom <= box.top;
        const isOwn = shape.parentElement === other.shape.parentElement && shape.closest(".point") !== null;
        return isApart || isOwn ? [] : `${shape.textContent} | ${other.shape.textContent}`;
      }),
    );
    return [...above, ...pairs];
  });
  expect(covered).toEqual([]);
}

for (const [language, day] of [
  ["en", "Jan\u00a016, 2027"],
  ["es", "16\u00a0ene 2027"],
  ["fr", "16\u00a0janv. 2027"],
] as const) {
  test(`no line breaks between a day and its month in ${language}`, async ({ page }) => {
    await page.clock.setFixedTime("2026-11-21T12:00:00Z");
    await page.goto(`./?lang=${language}`);
    await expect(page.locator("#program")).toBeVisible();
    await setPlan(page, PLAN);
    const next = page.locator("#answer-side [part=next] li").first();
    await expect(next).toBeVisible();
    expect(await next.evaluate((item) => item.textContent ?? "")).toContain(day);
  });
}

test("in Chinese there is some room around Latin letters and numbers", async ({ page }) => {
  const roomIn = (selector: string) =>
    page.locator(selector).evaluate((part) => {
      const widthOf = (text: string) => {
        const span = document.createElement("span");
        span.textContent = text;
        span.style.cssText = "position: absolute; white-space: nowrap";
        part.append(span);
        const { width } = span.getBoundingClientRect();
        span.remove();
        return width;
      };
      return widthOf("在edX上") - widthOf("在") - widthOf("edX") - widthOf("上");
    });
  await page.goto("./?lang=zh");
  await expect(page.locator("#program")).toBeVisible();
  expect(await roomIn("#answer-side")).toBeGreaterThan(1);
  expect(await roomIn("header .promise")).toBeGreaterThan(1);
});

test("in Chinese a word beside a course is not broken, and no day is named over today", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.clock.setFixedTime("2026-11-21T12:00:00Z");
  await page.goto("./?lang=zh");
  await expect(page.locator("#program")).toBeVisible();
  await setPlan(page, PLAN);
  const timeline = page.locator("#answer-side [part=timeline] .timeline-picture");
  const remark = timeline.locator(".row-remark").first();
  await expect(remark).toBeVisible();
  const box = await remark.boundingBox();
  expect(box?.width ?? 0).toBeGreaterThan(box?.height ?? 0);
  await setPlan(page, {
    program: PLAN.program,
    courses: [{ course: "14.310x", runs: [{ run: "1T2024", state: "finished", mode: "verified", payment: "paid" }] }],
  });
  // The program alone has a remark.
  await expect(remark).toHaveText("按这份计划没有日期");
  const names = await timeline.locator(".across > .grid .tick").evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect()).sort((one, other) => one.left - other.left),
  );
  expect(names.length).toBeGreaterThan(2);
  for (const [at, { right }] of names.entries()) {
    expect(names[at + 1]?.left ?? Number.POSITIVE_INFINITY).toBeGreaterThan(right);
  }
});

test("on a small screen nothing of the tables without script is beside it", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto("./programs/mitx-dedp.html");
  const table = page.locator(".scroll");
  await expect(table).toBeVisible();
  const hidden = await table.locator("td").evaluateAll((cells) =>
    cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth).length,
  );
  expect(hidden).toBe(0);
  // It is a table all the same.
  await expect(page.getByRole("table").first().getByRole("row").nth(1).getByRole("cell")).toHaveCount(2);
  await context.close();
});

for (const language of ["en", "es", "fr", "pt", "zh", "ar"]) {
  test(`the names of days stand beside the columns, not over them, in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await page.clock.setFixedTime("2026-11-21T12:00:00Z");
    await page.goto(`./?lang=${language}`);
    await expect(page.locator("#program")).toBeVisible();
    const courses = ["14.310x", "JPAL102x", "14.73x"].map((course) => ({ course, runs: [planned("1T2027")] }));
    await setPlan(page, { ...PLAN, courses: [...PLAN.courses.slice(0, 1), ...courses] });
    await page.locator("#answer-side [part=timeline] summary").first().click();
    const picture = page.locator(".timeline-picture > .down");
    await expect(picture.locator(".today")).toBeVisible();
    const gaps = await picture.evaluate((drawing) => {
      const rail = drawing.querySelector(".rail")?.getBoundingClientRect();
      const isTurned = getComputedStyle(drawing.parentElement ?? drawing).direction === "rtl";
      return [...drawing.querySelectorAll(".tick")].map((name) => {
        const { left, right } = name.getBoundingClientRect();
        return isTurned ? left - (rail?.right ?? 0) : (rail?.left ?? 0) - right;
      });
    });
    expect(gaps.length).toBeGreaterThan(3);
    expect(Math.min(...gaps)).toBeGreaterThan(0);
  });
}
