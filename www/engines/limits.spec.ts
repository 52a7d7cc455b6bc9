// What the element takes from others, and what it keeps: within limits, and apart.
import { expect } from "@playwright/test";
import { TWO_COURSES } from "./main-task.js";
import { test } from "./test.js";

test("a catalog is asked for without credentials", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?far`);
  await stage.run(() => {
    document.cookie = "session=secret; path=/";
  });
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}`);
  await stage.see(".number", "D1x");
  const cookies = (end: string) => hosts.asked.filter(({ path }) => path.endsWith(end)).map(({ cookie }) => cookie);
  // The page itself is asked for with what the browser has.
  expect(cookies("/plain.html").at(-1)).toContain("secret");
  expect(cookies("two-courses.json")).toEqual([undefined]);
});

test("a catalog without end is left at the limit, and the reader is told", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?catalog=/given/endless.json`);
  await stage.see("[part~=failure]", "is larger than 4 MB and is not read.");
});

test("a catalog that never comes is not waited for, and the reader is told", async ({ hosts, stage }) => {
  // A second stands for a minute, so that nobody has to wait.
  await stage.open(`${hosts.url}/hosts/plain.html?hurry&catalog=/given/never.json`);
  await stage.see("[part~=failure]", "took too long to load. Try again.");
  expect(await stage.run(() => Reflect.get(window, "patience"))).toEqual([15_000]);
});

test("a catalog that is not there, and what to do", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?catalog=/given/nothing.json`);
  await stage.see("[part~=failure]", "/given/nothing.json is not there.");
  await stage.see("[part~=failure] button", "Try again");
});

test("plans of different catalogs are kept apart", async ({ hosts, stage }) => {
  await stage.open(`${hosts.url}/hosts/plain.html?${TWO_COURSES}&keep`);
  await stage.click("button", "Add a session of D1x");
  await stage.see(".keeping", "“My plan” is kept");
  const kept = () => stage.run(() => Object.keys(localStorage).filter((name) => name.includes(":plan:")));
  const [first = ""] = await kept();
  expect(first).toContain("two-courses.json");
  await stage.open(`${hosts.url}/hosts/plain.html?catalog=/catalogs/tracks.json&keep`);
  await stage.see(".number", "C1x");
  await stage.click("button", "Add a session of C1x");
  await stage.see(".keeping", "“My plan” is kept");
  const all = await kept();
  expect(all.length).toBe(2);
  expect(all.filter((name) => name.includes("tracks.json")).length).toBe(1);
});
