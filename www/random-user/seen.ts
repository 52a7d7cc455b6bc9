// What a reader sees of the planner, as plain data: read within the page.
import type { Page } from "@playwright/test";
import type { PlanFile } from "../generated/certificate_planner.js";

/** The parts of the answer that depend on nothing but the plan, the catalog and the time. */
const PARTS = ["verdict", "next", "missing", "requirement", "courses", "costs", "problems", "failure"];

export interface Seen {
  plan: PlanFile | undefined;
  language: string;
  /** Whether the best ways stand in place of the answer. */
  isAtWays: boolean;
  /** Whether something is still being loaded. */
  isWaiting: boolean;
  /** The text of each part of the answer. */
  answer: Record<string, string>;
  /** What each session of the form says of itself. */
  sessions: string[];
  /** Which of the buttons and boxes about the reader are marked. */
  marks: boolean[];
  /** What is said about keeping the plan. */
  hint: string;
  notices: string[];
  /** What went wrong with loading, in the page's own words. */
  alerts: string[];
  canUndo: boolean;
  canRedo: boolean;
}

export function see(page: Page): Promise<Seen> {
  return page.evaluate((parts) => {
    const element = document.querySelector("certificate-planner");
    const root = element?.shadowRoot;
    const all = (selector: string) => [...(root?.querySelectorAll(selector) ?? [])];
    const clean = (text: string) => text.replaceAll(/\s+/g, " ").trim();
    /** What is closed may be made only when it is opened. */
    const textOf = (part: Element): string => {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      while (walker.nextNode()) {
        const { parentElement } = walker.currentNode;
        const closed = parentElement?.closest("details, [role='tooltip']");
        if (closed && part.contains(closed) && !parentElement?.closest("summary")) continue;
        texts.push(walker.currentNode.nodeValue ?? "");
      }
      return clean(texts.join(" "));
    };
    const can = (id: string) => all(`#${id}`).some((one) => one.getAttribute("aria-disabled") !== "true");
    const answer = parts.map((name) => {
      const shown = all(`.answer-side [part="${name}"]`).map(textOf);
      return [name, shown.join("\n")];
    });
    const isAtWays = all(".views button").at(-1)?.getAttribute("aria-pressed") === "true";
    const waiting = ".skeleton, .answer-side > [role='status']";
    return {
      plan: element?.plan,
      language: all(".words")[0]?.getAttribute("lang") ?? "",
      isAtWays,
      isWaiting: !isAtWays && (all(waiting).length > 0 || all(".words").length === 0),
      answer: Object.fromEntries(answer),
      sessions: all(".form .session > summary").map((one) => clean(one.textContent ?? "")),
      marks: all(".about-you input").flatMap((one) =>
        one instanceof HTMLInputElement && one.type !== "text" && one.type !== "date" ? one.checked : [],
      ),
      hint: clean(all(".keeping > .tools .hint")[0]?.textContent ?? ""),
      notices: all(".keeping > .notice > p").map((one) => clean(one.textContent ?? "")),
      alerts: all("[role='alert']").map((one) => clean(one.textContent ?? "")),
      canUndo: can("undo"),
      canRedo: can("redo"),
    };
  }, PARTS);
}
