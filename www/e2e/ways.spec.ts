// The section that finds the best ways: wishes, ways, the picture, comparison and the fewest changes.
import { type Locator, type Page, expect, test } from "@playwright/test";
import type { PlanFile } from "../generated/certificate_planner.js";
import type {} from "../src/certificate-planner-element.js";
import { answer, expectAccessible, open, openPage, part, planned, setPlan } from "./planner.js";

type Plan = Omit<PlanFile, "format">;

/**
 * DEDP at a yearly income of $25,000 pays $350 for each of five courses (rule E3), so $1,750 in all.
 * Each course states at most 14 hours a week. The terms of the catalog, carried over to later years:
 * Spring from January 16, certificates from May 15; Summer from May 14, certificates from
 * September 18; Fall from September 10, certificates from January 14 of the next year.
 */
const DEDP: Plan = {
  program: "program-v1:MITx+DEDP",
  income: { amount: "25000", currency: "USD" },
};

const SDS: Plan = {
  program: "mitx-sds",
  courses: [
    {
      course: "6.431x",
      runs: [
        { run: "1T2024", state: "finished", mode: "verified", payment: "paid", certificate: "held" },
      ],
    },
  ],
};

const SCM: Plan = {
  program: "program-v1:MITxT+SCM",
  courses: [
    {
      course: "CTL.SC0x",
      runs: [
        {
          state: "finished",
          mode: "verified",
          payment: "paid",
          certificate: "held",
          certificate_on: "2021-06-15",
        },
      ],
    },
  ],
};

const FINANCE: Plan = { program: "program-v1:MITxT+FIN" };

/** Opens the section for a plan. */
async function openWays(page: Page, plan: Plan): Promise<void> {
  await openPage(page);
  await setPlan(page, plan);
  await turnToWays(page);
}

async function turnToWays(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Find the best way" }).click();
  await expect(ways(page)).toBeVisible();
}

function ways(page: Page): Locator {
  return page.getByRole("region", { name: "Find the best way" });
}

/** The card of a way by its number. */
function way(page: Page, number: number): Locator {
  const heading = page.getByRole("heading", { level: 3, name: new RegExp(`^${number} `) });
  return ways(page).getByRole("article").filter({ has: heading });
}

/** What a card says under a name. */
function fact(card: Locator, name: string): Locator {
  const term = card.page().getByText(name, { exact: true });
  return card.locator(".way-facts > div").filter({ has: term }).locator("dd");
}

function details(page: Page, number: number): Promise<void> {
  return page.getByRole("button", { name: `Details of way ${number}` }).click();
}

function status(page: Page): Locator {
  return page.locator("certificate-planner").locator("p.unseen[role=status]");
}

test("DEDP at an income of $25,000 has four best ways", async ({ page }) => {
  await openWays(page, DEDP);
  await expect(ways(page)).toContainText("These are the best there are");
  await expect(ways(page).getByRole("article")).toHaveCount(4);
  // Five in one term, three and two, two and two and one, one after the other.
  const expected = [
    ["Earliest", "On or after May 15, 2027", "70 hours a week", "5"],
    ["In between", "On or after Sep 18, 2027", "42 hours a week", "3"],
    ["In between", "On or after Jan 14, 2028", "28 hours a week", "2"],
    ["Lightest", "On or after Sep 18, 2028", "14 hours a week", "1"],
  ] as const;
  for (const [at, [name, date, hours, atOnce]] of expected.entries()) {
    const card = way(page, at + 1);
    await expect(card.getByRole("heading", { level: 3 })).toContainText(name);
    await expect(fact(card, "Certificate")).toContainText(date.replace("On", "on"));
    await expect(fact(card, "Certificate")).toContainText("projected from earlier years");
    await expect(fact(card, "Still to pay")).toHaveText("$1,750");
    await expect(fact(card, "Time at most")).toHaveText(`${hours} (old source)`);
    await expect(fact(card, "Courses at once")).toHaveText(atOnce);
  }
  await expect(way(page, 4)).toContainText("Summer 2028 (2T2028)");
  // All cost the same, so the picture shows the hours instead.
  await expect(part(page, "picture", ways(page))).toContainText("All cost the same: $1,750.");
  await expect(ways(page).getByRole("radio")).toHaveCount(4);
  await expect(status(page)).toContainText("4 ways. Earliest: certificate on or after May 15, 2027");
});

test("DEDP within 12 hours a week has no way; 14 hours open one", async ({ page }) => {
  await openWays(page, DEDP);
  const hours = page.getByLabel("Hours a week at most");
  await hours.fill("12");
  await expect(ways(page)).toContainText("No way fits all of this");
  await expect(ways(page)).toContainText("At most 12 hours a week");
  await expect(status(page)).toHaveText("No way fits all of this.");
  await page.getByRole("button", { name: "14 instead of 12 hours a week" }).click();
  await expect(hours).toHaveValue("14");
  // One course in each of five terms is the only way; it is shown with everything about it.
  await expect(ways(page).getByRole("article")).toHaveCount(1);
  await expect(fact(way(page, 1), "Certificate")).toContainText("on or after Sep 18, 2028");
  await expect(ways(page)).toContainText("You wish: at most 14 hours a week.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(hours).toHaveValue("12");
  await expect(ways(page)).toContainText("No way fits all of this");
  await page.getByRole("button", { name: "Clear the wishes" }).click();
  await expect(hours).toHaveValue("");
  await expect(ways(page).getByRole("article")).toHaveCount(4);
});

test("two wishes that leave no way are both named, each with what would do", async ({ page }) => {
  await openWays(page, DEDP);
  await page.getByLabel("Hours a week at most").fill("14");
  await page.getByLabel("Certificate by").fill("2027-12-01");
  // By December 1, 2027 the certificates of Summer are the last, and these need three at once.
  await expect(page.getByRole("button", { name: /^42 instead of 14 hours a week/ })).toBeVisible();
  // From December 1, 2027 to September 18, 2028 are 292 days.
  const later = page.getByRole("button", { name: /^By Sep\s18, 2028 \(10 months later\)/ });
  await later.click();
  await expect(page.getByLabel("Certificate by")).toHaveValue("2028-09-18");
  await expect(ways(page).getByRole("article")).toHaveCount(1);
});

test("a budget that is too low says the least that is enough", async ({ page }) => {
  await openWays(page, DEDP);
  await page.getByLabel("Still to pay at most, in USD").fill("1500");
  await page.getByRole("button", { name: /^\$1,750 instead of \$1,500/ }).click();
  await expect(ways(page).getByRole("article")).toHaveCount(4);
});

test("no study in Summer moves what would be studied then", async ({ page }) => {
  await openWays(page, DEDP);
  await page.getByLabel("Courses at once at most").fill("3");
  await expect(fact(way(page, 1), "Certificate")).toContainText("on or after Sep 18, 2027");
  await page.getByText("More wishes").click();
  await page.getByRole("button", { name: "Add such a time" }).click();
  await expect(page.getByLabel("From: time 1")).toBeFocused();
  await page.getByLabel("From: time 1").fill("2027-07-01");
  await expect(page.getByText("Give both days and the hours.")).toBeVisible();
  await page.getByLabel("To: time 1").fill("2027-07-31");
  await page.getByLabel("Hours a week: time 1").fill("0");
  // Three in Spring and two in Fall.
  await expect(fact(way(page, 1), "Certificate")).toContainText("on or after Jan 14, 2028");
  await page.getByLabel("To: time 1").fill("2027-06-30");
  await expect(page.getByText("The last day is before the first.")).toBeVisible();
  await expect(fact(way(page, 1), "Certificate")).toContainText("on or after Sep 18, 2027");
  await page.getByRole("button", { name: /^Remove the time/ }).click();
  await expect(page.getByRole("button", { name: "Add such a time" })).toBeFocused();
});

test("SDS with 6.431x done has dates for what is published and none for the rest", async ({
  page,
}) => {
  await openWays(page, SDS);
  const card = way(page, 1);
  // 18.6501x, 6.86x and 6.419x cost $300 each; the fee of the capstone is not published.
  await expect(fact(card, "Still to pay")).toHaveText(
    "at least $900; 1 fee not known (secondary source)",
  );
  await expect(fact(card, "Certificate")).toHaveText(
    "date not settled: 2 certificates have no known date",
  );
  // 6.419x at 15 and 6.86x at 14 hours; 18.6501x and the capstone have no dates.
  await expect(fact(card, "Time at the heaviest")).toHaveText("at least 29 hours a week (old source)");
  await expect(card).toContainText("2 sessions have no dates: in time and courses at once each is counted by itself.");
  await expect(fact(card, "Program track")).toHaveText("General Track");
  await expect(card).toContainText("Jan 19, 2027 to May 17, 2027");
  // With 6.86x in a session that is not published yet, 6.419x is the heaviest by itself, and the capstone, which
  // states no hours, is taken to be as heavy.
  const lighter = way(page, 2);
  await expect(fact(lighter, "Certificate")).toHaveText(
    "date not settled: 3 certificates have no known date",
  );
  await expect(fact(lighter, "Time at the heaviest")).toHaveText(
    "at least 15 hours a week, and 1 course that states no hours (old source)",
  );
  await details(page, 1);
  await expect(card).toContainText("The way takes sessions that are not published yet");
  await expect(card.locator(".timeline")).not.toContainText("6.431x Probability");
  // Another program track is one press away.
  await card.getByRole("button", { name: /^Another program track: Social Sciences/ }).click();
  const table = ways(page).getByRole("table", { name: "Side by side" });
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  await expect(table.getByRole("row", { name: /^Program track ?, differs/ })).toContainText(
    "Social Sciences Track",
  );
  await expect(page.getByRole("heading", { name: "Side by side" })).toBeFocused();
});

test("SCM takes SC0x again, because its certificate counted for five years", async ({ page }) => {
  await openWays(page, SCM);
  const card = way(page, 1);
  await expect(card).toContainText("CTL.SC0x");
  await expect(card).toContainText("issued on Jun 15, 2021, counts only until Jun 15, 2026.");
  await expect(fact(card, "Certificate")).toContainText("date not settled");
  await expect(fact(card, "Still to pay")).toHaveText("6 fees not known");
});

test("Finance one course at a time says that nothing is published", async ({ page }) => {
  await openWays(page, FINANCE);
  await page.getByLabel("Courses at once at most").fill("1");
  const card = way(page, 1);
  await expect(fact(card, "Certificate")).toContainText("date not settled");
  // Each course that states its hours takes 14 at most; what is beside what, nobody knows.
  await expect(fact(card, "Time at the heaviest")).toHaveText(
    "at least 14 hours a week, and 1 course that states no hours",
  );
  await expect(fact(card, "Courses at once")).toHaveText("at least 1");
  await expect(card).toContainText("No session has dates, so each is counted by itself.");
  await expect(card).toContainText("a session not published yet");
  // One way only: there is nothing to draw.
  await expect(ways(page).getByRole("radio")).toHaveCount(0);
  await page.getByText("More wishes").click();
  await page.getByLabel("Only sessions that are published").check();
  await expect(ways(page)).toContainText("No way fits all of this");
  await page.getByRole("button", { name: /^Without this wish/ }).click();
  await expect(page.getByLabel("Only sessions that are published")).not.toBeChecked();
  await expect(card).toBeVisible();
});

test("a way that is chosen is in the plan, and undo brings back the plan before", async ({
  page,
}) => {
  await openWays(page, DEDP);
  await page.clock.resume();
  await way(page, 4).getByRole("button", { name: "Put this way into my plan" }).click();
  await expect(part(page, "verdict")).toContainText("You will earn the program credential");
  await expect(answer(page)).toContainText("This way is in your plan now.");
  await expect(answer(page).getByRole("heading", { level: 2 })).toBeFocused();
  await expect(status(page)).toContainText("This way is in your plan now. Undo brings the plan back");
  await turnToWays(page);
  await expect(way(page, 4)).toContainText("This is your plan.");
  await page.getByRole("button", { name: "Your plan" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  const plan = await page
    .locator("certificate-planner")
    .evaluate((element) => Reflect.get(element, "plan"));
  expect(plan).toEqual({ format: 1, ...DEDP });
  await expect(answer(page)).not.toContainText("This way is in your plan now.");
});

test("the details say why a way is not earlier and what a failure would mean", async ({ page }) => {
  await openWays(page, DEDP);
  await details(page, 1);
  const card = way(page, 1);
  await expect(card).toContainText("has no earlier session: Spring 2027 (1T2027) ends May 4, 2027");
  // Failed in Spring and taken again in Summer, at $350 more; JPAL102x is offered in Fall only.
  const row = (course: string) => card.locator(".timeline > li").filter({ hasText: course });
  await expect(row("14.100x")).toContainText("126 days later, on or after Sep 18, 2027 (projected); $350 more");
  await expect(row("14.100x")).toContainText(/Taken then: 14\.100x[^:]*: Summer 2027 \(2T2027\)\./);
  await expect(row("JPAL102x")).toContainText("244 days later, on or after Jan 14, 2028 (projected); $350 more");
  await expect(card).toContainText("By Feb 13, 2027");
  await row("14.100x").getByRole("button", { name: "Compare with failing 14.100x once" }).click();
  const table = ways(page).getByRole("table", { name: "Side by side" });
  await expect(table.getByRole("row", { name: /^Still to pay ?, differs/ })).toContainText("$2,100");
  await expect(table.getByRole("row", { name: /^14.100x/ })).toContainText("expected to fail");
  // What is laid beside it is what the sentence told: the repeat in Summer, and nothing else.
  await expect(table.getByRole("row", { name: /^14.100x/ })).toContainText("May 14, 2027 to Aug 21, 2027");
  await expect(table.getByRole("row", { name: /^JPAL102x/ })).not.toContainText("differs");
  await page.getByRole("button", { name: "Start a term later" }).click();
  await expect(table.getByRole("columnheader", { name: /^A term later/ })).toBeVisible();
  // Two are there; a third fits, a fourth does not.
  await page.getByRole("checkbox", { name: "Compare way 3" }).check();
  await expect(table.getByRole("columnheader")).toHaveCount(4);
  await page.getByRole("checkbox", { name: "Compare way 4" }).click();
  await expect(ways(page)).toContainText("Three ways fit side by side.");
  await page.getByRole("button", { name: "Leave out A term later" }).click();
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(table).toBeHidden();
});

test("upgrading now is laid beside waiting", async ({ page }) => {
  await openWays(page, {
    program: "mitx-sds",
    courses: [
      {
        course: "18.6501x",
        runs: [{ run: "3T2026", state: "in_progress", mode: "audit", result: "will_pass" }],
      },
    ],
  });
  await details(page, 1);
  await page.getByRole("button", { name: "18.6501x: upgrade now, or wait" }).first().click();
  // The catalog does not say until when this session can be upgraded.
  await expect(ways(page)).toContainText("its upgrade deadline is not published");
  const table = ways(page).getByRole("table", { name: "Side by side" });
  await expect(table.getByRole("columnheader", { name: /^Wait with 18.6501x/ })).toBeVisible();
});

test("who waits is not said to fail, and a term later is no day later", async ({ page }) => {
  await open(page, "own-pace.json");
  await setPlan(page, {
    program: "own-pace",
    courses: [
      { course: "P2x", runs: [{ run: "fall", state: "in_progress", mode: "audit", result: "will_pass" }] },
    ],
  });
  await turnToWays(page);
  await details(page, 1);
  const table = ways(page).getByRole("table", { name: "Side by side" });
  await page.getByRole("button", { name: "P2x: upgrade now, or wait" }).first().click();
  await expect(table.getByRole("columnheader", { name: /^Wait with P2x/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /^P2x/ })).not.toContainText("expected to fail");
  // The sessions name no term: after November that is January.
  await page.getByRole("button", { name: "Start a term later" }).first().click();
  await expect(table.getByRole("columnheader", { name: /^A term later/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /^P1x/ })).toContainText("Jan 1");
});

test("the picture is used by keyboard alone", async ({ page }) => {
  await openWays(page, DEDP);
  await expect(ways(page).getByRole("radio")).toHaveCount(4);
  const first = ways(page).getByRole("radio").first();
  await first.focus();
  await page.keyboard.press("ArrowRight");
  const second = ways(page).getByRole("radio").nth(1);
  await expect(second).toBeFocused();
  await expect(second).not.toBeChecked();
  await expect(second).toHaveAccessibleName(/^Way 2, certificate on or after Sep\s18, 2027/);
  await page.keyboard.press("Enter");
  await expect(second).toBeChecked();
  await expect(page.getByRole("button", { name: "Details of way 2" })).toHaveAttribute(
    "aria-expanded",
    "true",
  );
  await page.keyboard.press("End");
  await expect(ways(page).getByRole("radio").last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(first).toBeFocused();
});

test("the whole section is used by keyboard alone", async ({ page }) => {
  await openPage(page);
  await setPlan(page, DEDP);
  const tabTo = async (name: string) => {
    for (let steps = 0; steps < 80; steps += 1) {
      await page.keyboard.press("Tab");
      const text = await page.evaluate(() => {
        const focused = document.activeElement?.shadowRoot?.activeElement;
        const label = focused?.matches("input") ? focused.parentElement : focused;
        return focused?.getAttribute("aria-label") ?? label?.textContent ?? "";
      });
      if (text.trim().startsWith(name)) return;
    }
    throw new Error(`The focus never came to “${name}”.`);
  };
  await tabTo("Find the best way");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "What you wish" })).toBeVisible();
  await tabTo("Hours a week at most");
  await page.keyboard.type("30");
  await expect(ways(page).getByRole("article")).toHaveCount(2);
  await tabTo("Details of way 2");
  await page.keyboard.press("Enter");
  await expect(way(page, 2)).toContainText("Why not earlier");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(part(page, "verdict")).toContainText("You will earn the program credential");
  await page.keyboard.press("Control+z");
  await expect(answer(page)).not.toContainText("This way is in your plan now.");
});

test("what is typed and is no wish is said so, and nothing is lost", async ({ page }) => {
  await openWays(page, DEDP);
  const hours = page.getByLabel("Hours a week at most");
  await hours.fill("many");
  await expect(hours).toHaveAccessibleDescription("Give a whole number from 0 to 168.");
  await expect(hours).toHaveValue("many");
  await expect(ways(page).getByRole("article")).toHaveCount(4);
  const budget = page.getByLabel("Still to pay at most, in USD");
  await budget.fill("-5");
  await expect(budget).toHaveAccessibleDescription(/cannot be below 0/);
  const by = page.getByLabel("Certificate by");
  await by.focus();
  await page.keyboard.type("12");
  await budget.focus();
  await expect(by).toHaveAccessibleDescription("Give a whole day, such as 2027-06-30.");
  await expect(hours).toHaveValue("many");
});

test("a new question does not wait for the last one", async ({ page }) => {
  // A worker that never comes to an end with one hour a week.
  const body = `
    onmessage = ({ data }) => {
      if (data.kind === "catalog") return postMessage({ ready: true });
      if (data.wishes?.hours_per_week === 1) for (;;) {}
      const proposals = { now: data.now, ways: [], not_dominated: 0, proven: false };
      postMessage({ id: data.id, proposals });
    };`;
  await page.route("**/certificate-planner-proposals.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body }),
  );
  let workers = 0;
  page.on("worker", () => {
    workers += 1;
  });
  await openWays(page, DEDP);
  const stopped = ways(page).getByText("The search stopped before it found a way.");
  await expect(stopped).toBeVisible();
  const hours = page.getByLabel("Hours a week at most");
  await hours.fill("1");
  await expect(ways(page).getByText("Looking for the best ways…")).toBeVisible();
  await expect(status(page)).toHaveText("Looking for the best ways…");
  const bar = ways(page).getByRole("progressbar", { name: "Looking for the best ways…" });
  await expect(bar).toBeVisible();
  // Typing goes on all the while.
  await hours.pressSequentially("4");
  await expect(hours).toHaveValue("14");
  await expect(ways(page).getByText("Looking for the best ways…")).toBeHidden();
  await expect(bar).toBeHidden();
  await expect(stopped).toBeVisible();
  expect(workers).toBe(2);
});

test("a worker that cannot be had is said so, and can be tried again", async ({ page }) => {
  await page.route("**/certificate-planner-proposals.js", (route) => route.abort());
  await openWays(page, DEDP);
  await expect(ways(page)).toContainText("The best ways could not be worked out.");
  await page.getByLabel("Hours a week at most").fill("14");
  await expect(ways(page)).toContainText("The best ways could not be worked out.");
  await page.unroute("**/certificate-planner-proposals.js");
  await ways(page).getByRole("button", { name: "Try again" }).click();
  await expect(ways(page).getByRole("article")).toHaveCount(1);
  await expect(page.getByLabel("Hours a week at most")).toHaveValue("14");
});

test("a section that cannot be had is said so, and the plan stays", async ({ page }) => {
  await page.route("**/certificate-planner-ways.js", (route) => route.abort());
  await openPage(page);
  await page.getByRole("button", { name: "Find the best way" }).click();
  await expect(ways(page)).toContainText("certificate-planner-ways.js could not be loaded.");
  await page.getByRole("button", { name: "Your plan" }).click();
  await expect(part(page, "verdict")).toBeVisible();
});

test("neither the section nor its worker is loaded before it is opened", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url().replace(/.*\//, "")));
  await openPage(page);
  await expect(part(page, "verdict")).toBeVisible();
  expect(requests.filter((name) => /ways|proposals/.test(name))).toEqual([]);
  await page.getByRole("button", { name: "Find the best way" }).click();
  await expect(ways(page).getByRole("article").first()).toBeVisible();
  expect(requests.filter((name) => /ways|proposals/.test(name)).sort()).toEqual([
    "certificate-planner-proposals.js",
    "certificate-planner-ways.js",
    "certificate_planner_proposals_bg.wasm",
    "ways.en.js",
  ]);
});

test("the fewest changes are buttons that can be undone", async ({ page }) => {
  const courses = ["14.100x", "14.310x", "JPAL102x", "14.740x"];
  await openPage(page);
  await setPlan(page, {
    ...DEDP,
    courses: courses.map((course) => ({ course, runs: [planned("1T2027")] })),
  });
  await page.getByRole("button", { name: "Find the fewest changes" }).click();
  const changes = part(page, "changes");
  // A fifth course, and the enrollment in the program itself.
  await expect(changes.getByRole("listitem")).toHaveCount(2);
  await expect(changes).toContainText("Fee: $350");
  await expect(changes).toContainText("By ");
  await changes.getByRole("button", { name: /Enroll in the program itself/ }).click();
  await expect(page.getByRole("radio", { name: "Not yet, but I will" })).toBeChecked();
  await expect(changes.getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(changes.getByRole("listitem")).toHaveCount(2);
  await changes.getByRole("button", { name: "Make all of them" }).click();
  await expect(part(page, "verdict")).toContainText("You will earn the program credential");
  await expect(changes).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(part(page, "verdict")).toContainText("This plan does not earn");
  // The plain list of what is next stays.
  await expect(part(page, "next")).toBeVisible();
});

test("wishes and ways stay with their program", async ({ page }) => {
  await openWays(page, DEDP);
  await page.getByLabel("Hours a week at most").fill("14");
  const program = page.getByLabel("Program", { exact: true });
  // What is being looked for is left, and taken up again.
  await program.selectOption({ index: 0 });
  await expect(page.getByLabel("Hours a week at most")).toHaveValue("");
  await expect(ways(page)).toContainText("Statistics and Data Science");
  await program.selectOption({ index: 1 });
  await expect(page.getByLabel("Hours a week at most")).toHaveValue("14");
  await expect(ways(page).getByRole("article")).toHaveCount(1);
  await expect(fact(way(page, 1), "Certificate")).toContainText("on or after Sep 18, 2028");
});

test("statements that do not fit together are to be mended first", async ({ page }) => {
  await openPage(page);
  await setPlan(page, {
    ...DEDP,
    courses: [{ course: "14.100x", runs: [planned("1T2027"), planned("1T2027")] }],
  });
  await turnToWays(page);
  await expect(ways(page)).toContainText("Some statements of your plan do not fit together.");
});

test("a catalog of the reader's own has its best ways too", async ({ page }) => {
  await open(page, "two-courses.json");
  await turnToWays(page);
  await expect(ways(page).getByRole("article").first()).toBeVisible();
});

/** Opens all there is to open. */
async function openEverything(page: Page): Promise<void> {
  await details(page, 2);
  await expect(way(page, 2)).toContainText("Why not earlier");
  await page.getByRole("checkbox", { name: "Compare way 1" }).check();
  await page.getByRole("checkbox", { name: "Compare way 2" }).check();
  await page.locator("certificate-planner").evaluate((element) => {
    for (const part of element.shadowRoot?.querySelectorAll("details") ?? []) part.open = true;
  });
  await page.getByRole("button", { name: "Add such a time" }).click();
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test.use({ colorScheme });

    test("the section is accessible with everything open", async ({ page }) => {
      test.slow();
      await openWays(page, DEDP);
      await openEverything(page);
      await expectAccessible(page);
      await page.getByLabel("Hours a week at most").fill("12");
      await expect(ways(page)).toContainText("No way fits all of this");
      await expectAccessible(page);
    });
  });
}

test("the section is no wider than a screen of 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openWays(page, DEDP);
  await openEverything(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "See the ways" }).click();
  await expect(ways(page).getByRole("heading", { level: 2 })).toBeFocused();
});

test("every target of the section is at least 24 pixels high", async ({ page }) => {
  await openWays(page, DEDP);
  await openEverything(page);
  const small = await page.locator("certificate-planner").evaluate((element) => {
    const targets =
      element.shadowRoot?.querySelectorAll("button, select, summary, label.option, input, .target") ??
      [];
    return [...targets]
      .filter((target) => target.getClientRects().length > 0)
      .map((target) => target.closest("label.option") ?? target)
      .filter((target) => target.getBoundingClientRect().height < 24)
      .map((target) => target.outerHTML);
  });
  expect(small).toEqual([]);
});
