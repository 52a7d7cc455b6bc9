// Pages of hosts that are strict, hostile or large: the element works in each as in a plain one.
import { writeFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { TWO_COURSES, expectOneCourse, stateOneCourse } from "./main-task.js";
import type { Stage } from "./stage.js";
import { HostServer } from "./server.js";
import { test } from "./test.js";

/** Where everything stands that is seen, to half a pixel, from the corner of the element. */
function boxes(stage: Stage): Promise<string[]> {
  return stage.run(({ planner, within }) => {
    // What sticks stands where the page was scrolled to, and as far from its top as it is told.
    planner().style.setProperty("--certificate-planner-top", "0px");
    // What is out of sight has a place that is only reserved.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".answer-side > section { content-visibility: visible !important }");
    planner().shadowRoot?.adoptedStyleSheets.push(sheet);
    window.scrollTo(0, 0);
    for (const side of within(".answer-side")) side.scrollTop = 0;
    const view = within("certificate-planner-view")[0];
    const origin = (view ?? planner()).getBoundingClientRect();
    const half = (length: number) => Math.round(length * 2) / 2;
    return within("*").flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || element.localName === "option") return [];
      const place = [left - origin.left, top - origin.top, width, height].map(half).join(" ");
      return [`${element.localName}.${element.className} ${place}`];
    });
  });
}

async function work(stage: Stage, url: string): Promise<string[]> {
  await stage.open(url);
  await stage.see(".number", "D1x");
  await stateOneCourse(stage);
  await expectOneCourse(stage);
  await stage.see("[part~=timeline]", "D1x");
  // What explains the answer comes after it, and its picture last.
  let found = await boxes(stage);
  await expect(async () => {
    const before = found;
    found = await boxes(stage);
    expect(found).toEqual(before);
  }).toPass({ intervals: [300] });
  return found;
}

test("a strict policy has nothing to report", async ({ hosts, stage }) => {
  await work(stage, `${hosts.url}/hosts/strict.html?${TWO_COURSES}&keep`);
  await stage.click("button", "Find the best way");
  await stage.see("h2", "The best ways");
  expect(await stage.run(({ trapped }) => trapped())).toEqual([]);
  expect(hosts.reports).toEqual([]);
});

test("a hostile page changes neither the answer nor where anything stands", async ({ hosts, stage }) => {
  const plain = await work(stage, `${hosts.url}/hosts/plain.html?${TWO_COURSES}`);
  const hostile = await work(stage, `${hosts.url}/hosts/hostile.html?${TWO_COURSES}`);
  expect(hostile).toEqual(plain);
  expect(await stage.run(({ trapped }) => trapped())).toEqual([]);
});

/** Waits until the only frame of the page has an answer and is as tall as all that is in it. */
async function expectGrown(stage: Stage): Promise<void> {
  // A frame that goes on to another page takes what runs in it along.
  await expect(async () => {
    await stage.leaveFrame();
    await stage.enterFrame();
    await stage.see("#answer-side h2", "Add what you have done or intend");
  }).toPass();
  let content = 0;
  await expect(async () => {
    const before = content;
    content = await stage.run(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    expect(content).toBe(before);
  }).toPass({ intervals: [400] });
  await stage.leaveFrame();
  expect(content).toBeGreaterThan(1_000);
  await stage.run(async ({ until }, content) => {
    const height = () => document.querySelector("iframe")?.clientHeight;
    await until(() => height() === content, "the height of the content");
  }, content);
}

// The host of the planner lets every page read its files, or none.
for (const folder of ["open", "planner"]) {
  test(`a sandboxed frame of another origin answers and grows: ${folder}`, async ({ hosts, stage }, info) => {
    const other = await HostServer.start();
    const page = `<!doctype html><iframe sandbox="allow-scripts" width="100%" height="800"
      src="${other.url}/${folder}/embed.html?catalog=catalogs/mitx-sds.json&amp;program=mitx-sds"></iframe>
      <script src="${other.url}/${folder}/certificate-planner-frame.js" async></script>`;
    try {
      hosts.given.set("/given/page.html", page);
      await stage.open(`${hosts.url}/given/page.html`);
      await expectGrown(stage);
      // So do those of a page that lies on a disk.
      const file = info.outputPath("page.html");
      await writeFile(file, page);
      await stage.open(`file://${file}`);
      await expectGrown(stage);
    } finally {
      await other.stop();
    }
  });
}

/** Places in which a page makes what stands there as wide as its content. */
const PLACES = {
  "item of a row": '<div style="display: flex"><slot></slot></div>',
  "item beside another": '<div style="display: flex; gap: 1rem"><nav style="width: 200px">nav</nav><slot></slot></div>',
  "item in the middle of a row": '<div style="display: flex; justify-content: center"><slot></slot></div>',
  "item in the middle of a column":
    '<div style="display: flex; flex-direction: column; align-items: center"><h1>Program</h1><slot></slot></div>',
  "item in the middle of a grid": '<div style="display: grid; place-items: center"><h1>Program</h1><slot></slot></div>',
  cell: "<table><tr><td><slot></slot></td></tr></table>",
  "cell beside another": '<table width="100%"><tr><td>nav</td><td><slot></slot></td></tr></table>',
  float: '<div style="float: left"><slot></slot></div>',
  "word of a line": '<div style="display: inline-block"><slot></slot></div>',
  dialog: "<dialog open><slot></slot></dialog>",
  "box with a place of its own": '<div style="position: absolute"><slot></slot></div>',
};

for (const course of ["", "D1x"]) {
  test(`it has its width wherever it stands${course && ", for one course"}`, async ({ hosts, stage }) => {
    await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}${course && `&course=${course}`}`);
    await stage.see("h4", "D1x");
    for (const width of [1_300, 320]) {
      const found = await stage.run(
        async ({ planner }, { places, width }) => {
          const widths: Record<string, readonly number[]> = {};
          // A frame of this width is a window of it, which no window of a browser is.
          const frame = document.createElement("iframe");
          frame.style.cssText = `width: ${width}px; height: 900px; border: 0`;
          document.body.append(frame);
          const inside = frame.contentDocument;
          if (inside === null) throw new Error("no frame");
          const one = planner().outerHTML;
          for (const [name, place] of Object.entries(places)) {
            const script = `<script type="module" src="/planner/certificate-planner.js"></` + "script>";
            const html = `<!doctype html><base href="${document.baseURI}"><body>${place.replace("<slot></slot>", one)}${script}`;
            const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
            frame.srcdoc = html;
            await loaded;
            const root = () => frame.contentDocument?.querySelector("certificate-planner");
            const text = () => root()?.shadowRoot?.textContent ?? "";
            while (!text().includes("D1x")) await new Promise((resolve) => setTimeout(resolve, 50));
            const box = root()?.getBoundingClientRect();
            widths[name] = [Math.round(box?.width ?? 0), frame.contentDocument?.documentElement.scrollWidth ?? 0];
          }
          frame.remove();
          return widths;
        },
        { places: PLACES, width },
      );
      for (const [name, [own = 0, page = 0]] of Object.entries(found)) {
        expect.soft(own, `${name} at ${width}`).toBeGreaterThan(width === 320 ? 200 : course ? 600 : 900);
        expect.soft(page, `${name} at ${width}`).toBeLessThanOrEqual(width);
      }
    }
  });
}
