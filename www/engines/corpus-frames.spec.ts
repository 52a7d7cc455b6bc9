// The page for frames: each text of the corpus in every value of its address, and in messages to it and
// from it. What the page around is told may change the height of a frame and nothing else.
import { expect } from "@playwright/test";
import { HARMLESS, TEXTS, catalogOf, isWhole } from "./corpus/fields.js";
import { Counter } from "./counts.js";
import type { HostServer } from "./server.js";
import type { Stage } from "./stage.js";
import { test } from "./test.js";

// What runs one time in two has run.
test.describe.configure({ timeout: 300_000, retries: 0 });

const CATALOG = "/given/0.json";

/** A frame as its address asks for it, and the text that is in it. */
interface Asked {
  text: string;
  query: string;
}

/** Every value is the text; then every one but the address of the catalog, which a planner can be shown of. */
function askedWith(text: string): Asked[] {
  const values = { program: text, course: text, lang: text, theme: text };
  return [{ catalog: text, ...values }, { catalog: CATALOG, ...values }].map((query) => {
    return { text, query: String(new URLSearchParams(query)) };
  });
}

async function openPage(hosts: HostServer, stage: Stage): Promise<void> {
  hosts.given.set(CATALOG, catalogOf(HARMLESS.slice(0, 1)));
  await stage.open(`${hosts.url}/hosts/strict-frames.html`);
}

/** Puts frames with these questions in place of those that were there. */
async function show(stage: Stage, queries: readonly string[]): Promise<void> {
  await stage.run(async (_, queries) => {
    const frames = queries.map((query) => {
      const frame = document.createElement("iframe");
      frame.src = `../framed/embed.html?${query}`;
      frame.className = "narrow";
      return frame;
    });
    const loaded = frames.map((frame) => new Promise((resolve) => frame.addEventListener("load", resolve)));
    document.querySelector("main")?.replaceChildren(...frames);
    await Promise.all(loaded);
  }, queries);
}

/** What stands in the frame that the stage has entered, and what is wrong with it. */
function lookAt(stage: Stage): Promise<{ shapes: string[]; faults: string[] }> {
  return stage.run(async ({ all, faultsAtBothWidths, settle, shapes, trapped, until, untilStill }) => {
    const isThere = () => all("certificate-planner")[0] ?? all(".note")[0];
    await until(isThere, "the planner of a frame, or why there is none");
    await settle();
    await untilStill();
    await settle();
    const faults = await faultsAtBothWidths();
    return { shapes: shapes(), faults: [...faults, ...trapped()] };
  });
}

// Two, so that both workers have one.
for (const half of [0, 1]) {
  test(`what the address of a frame asks for: ${half + 1} of 2`, async ({ hosts, stage }) => {
    await openPage(hosts, stage);
    const names = ["catalog", "program", "course", "lang", "theme"];
    const counter = new Counter(test.info(), TEXTS.length, names.map((name) => `address of a frame: ${name}`));
    const harmless = new Set<string>();
    const wrong: string[] = [];
    // What is wrong with an address is said of the harmless ones too.
    const known = ["Statistics 0", "\u0007", "javascript:0", "https://a:b@c/"].flatMap(askedWith);
    const fair = { text: "", query: `catalog=${CATALOG}&program=Statistics+0&course=Statistics+0` };
    const texts = TEXTS.filter((_, at) => at % 2 === half);
    const all = [fair, ...known, ...texts.flatMap(askedWith)];
    for (let start = 0; start < all.length; start += 4) {
      const batch = all.slice(start, start + 4);
      await show(stage, batch.map(({ query }) => query));
      for (const [at, { text }] of batch.entries()) {
        await stage.enterFrame(at);
        const { shapes, faults } = await lookAt(stage);
        await stage.leaveFrame();
        if (start + at <= known.length) for (const shape of shapes) harmless.add(shape);
        const strange = shapes.filter((shape) => !harmless.has(shape)).map((shape) => `element: ${shape}`);
        // The policy forbids to ask what an address of the corpus names.
        const amiss = [...strange, ...faults].filter((fault) => !fault.startsWith("policy: connect-src"));
        counter.add(amiss);
        wrong.push(...amiss.map((fault) => `${JSON.stringify(text).slice(0, 200)} ${fault}`));
      }
    }
    expect(wrong).toEqual([]);
    const reports = hosts.reports.filter((report) => !report.includes("connect-src"));
    expect(reports).toEqual([]);
  });
}

test("forged messages to a frame, and to the page around it", async ({ hosts, stage }) => {
  await openPage(hosts, stage);
  const counter = new Counter(test.info(), TEXTS.length, ["message to a frame", "message from a frame"]);
  await show(stage, [`catalog=${CATALOG}`]);
  const before = await lookAround(stage);
  expect(before.faults).toEqual([]);
  // The frame is as tall as what it tells.
  expect(before.page).toContain("height: its own");
  const texts = TEXTS.filter(isWhole);
  await stage.run((_, texts) => {
    const init = { type: "iframe-child-init" };
    for (const text of texts) {
      const settings = { targetElementSelector: text, bodyPadding: text, bodyMargin: text };
      for (const data of [text, { type: text }, { ...init, ...settings }, { ...init, [text]: text }]) {
        window.frames[0]?.postMessage(data, "*");
      }
    }
  }, texts);
  await stage.enterFrame();
  await stage.run((_, texts) => {
    const size = { type: "iframe-resized", width: 1280, height: 5000 };
    for (const text of texts) {
      for (const data of [text, { ...size, height: text }, { ...size, type: text }, { ...size, [text]: text }]) {
        window.parent.postMessage(data, "*");
      }
    }
  }, texts);
  await stage.leaveFrame();
  const after = await lookAround(stage);
  counter.add(after.faults);
  expect(after).toEqual(before);
  expect(hosts.reports).toEqual([]);
});

/** What is in the only frame, and the whole page around it as it is then. */
async function lookAround(stage: Stage): Promise<{ page: string; styles: unknown; faults: string[] }> {
  await stage.enterFrame();
  const { shapes, faults } = await lookAt(stage);
  const styles = await stage.run(() =>
    [document.documentElement, document.body].map((element) => element.getAttribute("style")),
  );
  await stage.leaveFrame();
  const page = await stage.run(async ({ trapped, until }) => {
    const frame = document.querySelector("iframe");
    const content = () => Math.ceil(frame?.contentDocument?.documentElement.getBoundingClientRect().height ?? 0);
    await until(() => frame?.clientHeight === content(), "the height of the content");
    // A driver marks the frames that it has entered.
    const own = document.documentElement.outerHTML.replace(/ cd_frame_id_="\w+"/, "");
    return `${own.replace(/height: \d+px/, "height: its own")} ${trapped().join(" ")}`;
  });
  return { page, styles: [styles, shapes], faults };
}
