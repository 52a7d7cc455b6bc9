// What a reader does with the planner, in every engine.
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateSync } from "node:zlib";
import { expect } from "@playwright/test";
import type { CatalogFile, PlanFile } from "../generated/certificate_planner.js";
import { textOfPlan } from "../src/sharing/link.js";
import { TWO_COURSES, expectOneCourse, stateByKeys, stateOneCourse } from "./main-task.js";
import { KEY } from "./stage.js";
import { test } from "./test.js";

const fixture = (name: string) => new URL(`../e2e/fixtures/${name}`, import.meta.url).pathname;
const DIST = new URL("../../dist/", import.meta.url).pathname;

/** The course is on course, as `stateOneCourse` says it. */
const PLAN: PlanFile = {
  format: 1,
  program: "two-courses",
  courses: [
    {
      course: "D1x",
      runs: [{ run: "3T2026", state: "in_progress", mode: "verified", payment: "will_pay", score: 72 }],
    },
  ],
};

test("by the mouse: state a course, read the answer, undo, come back another day", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}&keep&choose-language`);
  await stateOneCourse(stage);
  await expectOneCourse(stage);
  await stage.see("[part~=timeline] svg", "");

  // The score is one step, however it was typed.
  await stage.click("button", "Undo");
  await stage.see("[part~=courses] article", "Not settled yet");
  await stage.click("button", "Redo");
  await expectOneCourse(stage);
  await stage.see(".keeping", "“My plan” is kept");
  await stage.reload();
  await expectOneCourse(stage);

  await stage.choose("Language", "العربية");
  await stage.see("button", "إضافة");
  const direction = await stage.run(({ within }) => {
    const words = within(".words")[0];
    return words === undefined ? "" : getComputedStyle(words).direction;
  });
  expect(direction).toBe("rtl");
  expect(await stage.run(({ trapped }) => trapped())).toEqual([]);
});

test("by the keys alone", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}`);
  await stage.see(".number", "D1x");
  await stateByKeys(stage);
  await expectOneCourse(stage);
  await stage.tabTo("Remove");
  await stage.press(["z"], [KEY.control]);
  await stage.miss("[part~=courses] article", "72");
});

test("the best ways come from the worker", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}`);
  await stage.click("button", "Find the best way");
  await stage.see("h2", "The best ways");
  await stage.see(".answer-side", "Way 1");
});

test("a link opens the plan of somebody else, and its day as a calendar", async ({ hosts, stage }) => {
  const catalog: CatalogFile = JSON.parse(await readFile(fixture("two-courses.json"), "utf8"));
  const hash = `#plan=${textOfPlan(PLAN, catalog)}`;
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}&keep&shared${hash}`);
  await stage.see(".keeping", "shared with you");
  await expectOneCourse(stage);
  await stage.run(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) void blob.text().then((text) => Reflect.set(window, "saved", text));
      return make.call(URL, blob);
    };
  });
  await stage.click("button", "Take it with you");
  await stage.click("button", "Calendar file");
  const calendar = await stage.run(({ until }) =>
    until(() => Reflect.get(window, "saved"), "a calendar").then(String),
  );
  expect(calendar).toContain("BEGIN:VCALENDAR\r\n");
  // The last moment to pay is 23:59 UTC on the first of December.
  expect(calendar).toContain("20261201T235900Z");
});

test("files of the reader: a catalog, and records of a platform", async ({ hosts, stage }) => {
  hosts.given.set(
    "/given/index.json",
    JSON.stringify({
      catalogs: [{ file: "/catalogs/two-courses.json", programs: [{ id: "two-courses", title: "Two" }] }],
    }),
  );
  await stage.open(`${hosts.url}/hosts/plain.html?catalogs=/given/index.json&keep`);
  await stage.see(".number", "D1x");
  await stage.give("Or your own catalog", fixture("tracks.json"));
  await stage.see(".number", "CAPx");
  const records = new URL("../../tests/records/edx/mitx-scm-xseries-2015.json", import.meta.url);
  await stage.give("Or your own catalog", records.pathname);
  await stage.see("select option", "Supply Chain");
});

test("a course alone", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}&course=D1x`);
  // What a learner most likely asks: the session that is running, paid for and passed.
  await stage.see("[part~=courses] article", "On course");
  const numbers = await stage.run(({ textOf, within }) => within(".number").map(textOf));
  expect(numbers).toEqual(["D1x"]);
});

test("added, moved and removed, also inside of another element", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}&inside`);
  await stateOneCourse(stage);
  await expectOneCourse(stage);
  await stage.run(({ planner }) => {
    const element = planner();
    element.remove();
    document.body.append(element);
  });
  await expectOneCourse(stage);
  await stage.click("button", "Undo");
  await stage.miss("[part~=courses] article", "72");
  await stage.run(({ planner }) => planner().remove());
  expect(await stage.run(({ trapped }) => trapped())).toEqual([]);
});

test("three on a page ask once for the rules and once for the catalog", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}&count=3`);
  await stage.run(({ all, until }) =>
    until(() => {
      const planners = all("certificate-planner");
      // The others are further down, and load when they are looked for.
      for (const one of planners) one.scrollIntoView();
      return planners.every((one) => one.shadowRoot?.querySelector(".number") !== null);
    }, "three forms"),
  );
  expect(hosts.askedFor("certificate_planner_bg.wasm")).toBe(1);
  expect(hosts.askedFor("two-courses.json")).toBe(1);
});

test("far below, nothing but its two first scripts is loaded", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}&far`);
  await stage.run(({ all, until }) => until(() => all("certificate-planner")[0]?.shadowRoot, "the element"));
  // Whoever loads at once has asked by then.
  await stage.run(() => new Promise((resolve) => setTimeout(resolve, 500)));
  const paths = hosts.asked.map(({ path }) => path);
  // The page that was open before may have asked for more.
  const since = paths.slice(paths.lastIndexOf("/hosts/plain.html"));
  expect(since.filter((path) => path.startsWith("/planner/") && path.endsWith(".js"))).toEqual([
    "/planner/certificate-planner.js",
    "/planner/certificate-planner-element.js",
  ]);
  await stage.run(({ planner }) => planner().scrollIntoView());
  await stage.see(".number", "D1x");
});

test("without the server, after a visit", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/planner/index.html`);
  await stage.run(async ({ until }) => {
    await navigator.serviceWorker.ready;
    await until(() => navigator.serviceWorker.controller, "what keeps the files");
  });
  hosts.isGone = true;
  await stage.open(`${hosts.url}/planner/index.html`);
  await stage.choose("Program", "Finance");
  await stage.see(".number", "15.415.1x");
});

test("one file from the disk", async ({ stage }) => {
  const folder = await mkdtemp(join(tmpdir(), "a stick "));
  try {
    const file = join(folder, "certificate-planner.html");
    await copyFile(join(DIST, "certificate-planner.html"), file);
    await stage.open(pathToFileURL(file).href);
    await stage.see(".number", "");
    await stage.click("button", "Find the best way");
    await stage.see("h2", "The best ways");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("on paper", async ({ hosts, stage, engineName }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}`);
  await stateOneCourse(stage);
  await expectOneCourse(stage);
  // What goes well has its reasons closed on a screen, open on paper, and closed again after it.
  const isOpenAt = (event: string) =>
    stage.run(({ within }, event) => {
      window.dispatchEvent(new Event(event));
      return within("[part~=courses] > .answer > .about").map((reasons) => reasons.hasAttribute("open"));
    }, event);
  expect(await isOpenAt("beforeprint")).toEqual([true]);
  expect(await isOpenAt("afterprint")).toEqual([false]);
  test.skip(engineName === "webkit", "Its driver has no command to print, so the pages were not counted there.");
  const pages = objectsOf(Buffer.from(await stage.print(), "base64")).match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.length).toBeLessThanOrEqual(2);
});

/** The objects of a PDF as text: Firefox puts them into streams that are compressed. */
function objectsOf(pdf: Buffer): string {
  const text = pdf.toString("latin1");
  const streams = text.matchAll(/\/ObjStm\b.*?stream\r?\n(.*?)\r?\nendstream/gs);
  const inflated = [...streams].map(([, packed = ""]) => inflateSync(Buffer.from(packed, "latin1")).toString("latin1"));
  return [text, ...inflated].join("\n");
}
