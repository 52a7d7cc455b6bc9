// Every language says what English says, and the page speaks each of them.
import { expect, test } from "@playwright/test";
import { problemsOf } from "../languages/check.mjs";
import { SOURCE, fileOf, readLanguages } from "../languages/read.mjs";

const languages = readLanguages();
const english = languages.get(SOURCE) ?? new Map<string, object>();

for (const [code, parts] of languages) {
  test(`every message has its counterpart in ${code}`, () => {
    const { locale = code }: { locale?: string } = parts.get("") ?? {};
    const problems = [...english].flatMap(([part, messages]) => {
      const translated = parts.get(part);
      if (translated === undefined) return [`${fileOf(part, code)}.json: is missing`];
      return problemsOf(messages, translated, locale, `${fileOf(part, code)}.json`);
    });
    expect(problems).toEqual([]);
    expect([...parts.keys()].filter((part) => !english.has(part))).toEqual([]);
  });
}

test("what is wrong with a translation is said", () => {
  const check = (source: unknown, text: unknown, locale = "es") => problemsOf(source, text, locale);
  expect(check("{a} of {b}", "{b}, {a}")).toEqual([]);
  expect(check("{a} of {b}", "{b}")).toEqual([": has the places [b] and should have [a, b]"]);
  expect(check({ x: "A", y: "B" }, { x: "A", z: "C" })).toEqual([
    ".y: is missing",
    ".z: is not in English",
  ]);
  expect(check(["{a}", "A"], ["{a}"])).toEqual([".1: is missing"]);
  expect(check("A", "l'A")).toEqual([": a straight apostrophe stands in it"]);
  expect(check("A", " ")).toEqual([": is empty"]);
  expect(check("{a", "{a")[0]).toContain("cannot be read");
  // Arabic has six forms, and each is needed; where English has none, a translation may have them.
  const two = "{n, plural, one {#} other {#}}";
  expect(check(two, two, "ar")).toEqual([": the plural of n lacks few, many, two, zero"]);
  expect(check(two, "{n, plural, one {#} many {#} other {#}}")).toEqual([]);
  expect(check("{n} held", "{n, plural, one {#} many {#} other {#}}")).toEqual([]);
});
