// Pages of hosts that are strict, hostile or large: the element works in each as in a plain one.
import { expect } from "@playwright/test";
import { TWO_COURSES, expectOneCourse, stateOneCourse } from "./main-task.js";
import type { Stage } from "./stage.js";
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
