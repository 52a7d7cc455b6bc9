// What the random user does: one action at a time, each chosen by chance.
import type { ElementHandle } from "@playwright/test";
import { madePlan } from "../e2e/made-plans.js";
import type { PlanFile } from "../generated/certificate_planner.js";
import { see } from "./seen.js";
import type { Tab } from "./tab.js";
import type { World } from "./world.js";

/** How often each action is taken, beside the others. */
const WEIGHTS = {
  press: 14,
  choose: 20,
  type: 12,
  open: 8,
  undo: 7,
  keys: 4,
  program: 2,
  bring: 3,
  language: 1,
  reload: 3,
  offline: 1,
  wipe: 1,
  clock: 2,
  zone: 2,
  tab: 5,
} as const;

export type ActionName = keyof typeof WEIGHTS;

export interface Done {
  name: ActionName;
  /** What it was done to, for the trail. */
  to: string;
  /** It could not be done: what was chosen was gone or covered. */
  isVain: boolean;
  /** How many kept plans may be gone after it. */
  lossMax: number;
  /** What the reader would call lost or wrong. */
  faults: string[];
}

const FIELDS = "input:not([type='file']):not([type='radio']):not([type='checkbox']), textarea";
const SELECTORS = {
  // Undo and redo are actions of their own.
  press: "button:not([aria-disabled='true']):not(:disabled):not([aria-keyshortcuts])",
  choose: "select:not(#program):not(#language), input[type='radio'], input[type='checkbox']",
  type: FIELDS,
  open: "summary",
} as const;

const WAIT_MILLISECONDS = 2_000;

const TEXTS = [
  "25000",
  "25 000",
  "0",
  "350.50",
  "0,92",
  "72",
  "59.5",
  "100",
  "101",
  "-1",
  "abc",
  "",
  "   ",
  "9".repeat(300),
  "1e400",
  "٣٥٠",
  "<img src=x onerror=alert(1)>",
  "\u202etxet",
  "🎓".repeat(40),
  "constructor",
  "__proto__",
];

/** Leap days, days of change to and from summer time, the ends of a year, and the far ends. */
const DAYS = [
  "1970-01-01",
  "2024-02-29",
  "2026-11-21",
  "2026-12-31",
  "2027-01-26",
  "2027-03-14",
  "2027-11-07",
  "2028-02-29",
  "2100-02-28",
  "2100-03-01",
];
const TIMES = ["00:00:00", "06:59:59", "12:00:00", "23:59:59"];

const ZONES = [
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Europe/Berlin",
];

/** Takes one action in the tab that the user looks at. */
export async function act(world: World): Promise<Done> {
  const name = world.chance.weighted(WEIGHTS);
  const done: Done = { name, to: "", isVain: false, lossMax: 0, faults: [] };
  const { tab } = world;
  switch (name) {
    case "press":
    case "choose":
    case "type":
    case "open":
      await touch(world, done, name);
      break;
    case "undo":
      await undoAndRedo(tab, done);
      break;
    case "keys":
      await pressKeys(world, done);
      break;
    case "program":
    case "language":
      await chooseFrom(world, done, `#${name}`);
      break;
    case "bring":
      await bring(world, done);
      break;
    case "reload":
      await tab.page.reload();
      tab.typedIn = undefined;
      break;
    case "offline":
      await world.turnLine();
      done.to = world.isOffline ? "off" : "on";
      break;
    case "wipe":
      await tab.page.evaluate(() => localStorage.clear());
      for (const one of world.tabs) one.isEmptied = true;
      done.lossMax = Infinity;
      break;
    case "clock":
      await world.turnClock(`${world.chance.one(DAYS)}T${world.chance.one(TIMES)}Z`);
      done.to = world.now;
      break;
    case "zone":
      await world.turnZone(world.chance.one(ZONES));
      done.to = world.zone;
      break;
    case "tab":
      done.to = await world.turnTab();
      break;
  }
  return done;
}

/** Uses something that is seen; what changes the plan can be undone and done again. */
async function touch(world: World, done: Done, kind: keyof typeof SELECTORS): Promise<void> {
  const { tab, chance } = world;
  const found = await pick(world, SELECTORS[kind]);
  if (found === undefined) {
    done.isVain = true;
    return;
  }
  const { handle, name, area } = found;
  done.to = name;
  const before = await planOf(tab);
  try {
    if (kind === "type") done.to += ` ← ${await type(world, handle)}`;
    else if (kind === "choose") await choose(world, handle);
    else await handle.click({ timeout: WAIT_MILLISECONDS });
  } catch {
    done.isVain = true;
  }
  // A plan is deleted by one button, and everything is forgotten by another.
  if (area === "plans") done.lossMax = Infinity;
  const after = await planOf(tab);
  if (same(before, after)) return;
  const goesOn = kind === "type" && tab.typedIn === name;
  tab.typedIn = kind === "type" ? name : undefined;
  if (area !== "form" || goesOn || chance.isSo(0.6)) return;
  await travel(tab, "undo");
  if (!same(before, await planOf(tab))) done.faults.push("undo did not bring the plan before back");
  await travel(tab, "redo");
  if (!same(after, await planOf(tab))) done.faults.push("redo did not bring the change back");
  tab.typedIn = undefined;
}

async function undoAndRedo(tab: Tab, done: Done): Promise<void> {
  const before = await see(tab.page);
  tab.typedIn = undefined;
  if (!before.canUndo || before.isAtWays) {
    done.isVain = true;
    return;
  }
  await travel(tab, "undo");
  await travel(tab, "redo");
  if (!same(before.plan, await planOf(tab))) done.faults.push("undo and redo changed the plan");
  await travel(tab, "undo");
  // What was done to the plans as a whole may be undone by it.
  done.lossMax = 1;
}

async function travel(tab: Tab, id: "undo" | "redo"): Promise<void> {
  await tab.page.locator(`.form #${id}`).click({ timeout: WAIT_MILLISECONDS }).catch(() => {});
}

/** Undo and redo by keys, several at once, with the focus wherever it is. */
async function pressKeys(world: World, done: Done): Promise<void> {
  const keys = world.chance.one(["Control+z", "Control+y", "Control+Shift+z", "Tab", "Enter", "Escape"]);
  const times = world.chance.one([1, 1, 2, 5]);
  done.to = `${keys} × ${times}`;
  // Enter may press any button.
  done.lossMax = Infinity;
  for (let time = 0; time < times; time += 1) await world.tab.page.keyboard.press(keys);
  world.tab.typedIn = undefined;
}

/** A plan from outside, by a file that is dropped or by a link; its program may be one that nobody knows. */
async function bring({ tab, chance, linkTo }: World, done: Done): Promise<void> {
  const plan = madePlan(chance.share);
  if (chance.isSo(0.5)) plan.program = (await planOf(tab))?.program ?? plan.program;
  tab.typedIn = undefined;
  if (chance.isSo(0.5)) {
    done.to = "link";
    await tab.page.evaluate((link) => location.assign(link), linkTo(plan));
    return;
  }
  done.to = "file";
  await tab.page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "brought.json"));
    const init = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("drop", init));
  }, JSON.stringify(plan));
}

async function chooseFrom(world: World, done: Done, selector: string): Promise<void> {
  const list = world.tab.page.locator(selector);
  const count = await list.locator("option").count();
  const index = Math.floor(world.chance.share() * count);
  done.to = `${index}`;
  world.tab.typedIn = undefined;
  await list.selectOption({ index }, { timeout: WAIT_MILLISECONDS }).catch(() => {
    done.isVain = true;
  });
}

async function type({ chance }: World, handle: ElementHandle<Element>): Promise<string> {
  const isDate = await handle.evaluate((one) => one instanceof HTMLInputElement && one.type === "date");
  const text = isDate ? chance.one([...DAYS, ""]) : chance.one(TEXTS);
  await handle.fill(text, { timeout: WAIT_MILLISECONDS });
  return text.slice(0, 30);
}

async function choose({ chance }: World, handle: ElementHandle<Element>): Promise<void> {
  const count = await handle.evaluate((one) => (one instanceof HTMLSelectElement ? one.length : 0));
  if (count === 0) await handle.click({ timeout: WAIT_MILLISECONDS });
  else await handle.selectOption({ index: Math.floor(chance.share() * count) }, { timeout: WAIT_MILLISECONDS });
}

interface Found {
  handle: ElementHandle<Element>;
  name: string;
  /** Where it stands: among the statements and the answer, or among the plans. */
  area: "form" | "plans";
}

/** Something that is seen, by chance. */
async function pick({ tab, chance }: World, selector: string): Promise<Found | undefined> {
  const handle = await tab.page.evaluateHandle(
    ([wanted, share]) => {
      const root = document.querySelector("certificate-planner")?.shadowRoot;
      const shown = [...(root?.querySelectorAll(wanted) ?? [])].filter(
        (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0,
      );
      return shown[Math.floor(share * shown.length)] ?? null;
    },
    [selector, chance.share()] as const,
  );
  const element = handle.asElement();
  if (element === null) return undefined;
  const [name = "", area] = await element.evaluate((one) => [
    one.id || (one.getAttribute("aria-label") ?? one.textContent ?? "").replaceAll(/\s+/g, " ").trim(),
    one.closest(".keeping") === null ? "form" : "plans",
  ]);
  return { handle: element, name, area: area === "plans" ? "plans" : "form" };
}

export function planOf(tab: Tab): Promise<PlanFile | undefined> {
  return tab.page.evaluate(() => document.querySelector("certificate-planner")?.plan);
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
