// The element as a page sees it. It is small: what it shows is loaded when it comes near the part of
// the page that is seen, or when it is asked something.

import { viewScript } from "#files";
import type { Assessment, CourseId, PlanFile, Problem, ProgramId } from "../generated/certificate_planner.js";
import type { Answer, FailureKind } from "./answer.js";
import { plainCopy } from "./plain-copy.js";
import type { PlannerView } from "./planner-view.js";

/** What keeps the element from its work; `subject` is the file or the id concerned. */
export interface PlannerFailure {
  /** `unreadable` where a file is there and holds no catalog. */
  kind: FailureKind | "unreadable";
  subject: string;
  /** What is wrong with an index of catalogs, with its place. */
  reason?: string;
  /** What is wrong with a catalog, place by place. */
  problems?: readonly Problem[];
}

/** How far from the part of the page that is seen the element begins to load. */
const NEAR = "600px";

const TEXTS = ["catalogs", "catalog", "program", "course", "lang"] as const;
const SWITCHES = ["example", "keep", "choose-language"] as const;

/**
 * A planner for the programs of a catalog.
 *
 * What stands inside the element is shown until the planner works, and stays where it cannot be loaded.
 *
 * @attr {string} catalog - the address of one catalog, or of records of a platform: several with spaces between.
 * @attr {string} catalogs - the address of an index of catalogs, for a choice of programs; it goes before `catalog`.
 * @attr {string} program - the id of the program that is shown first.
 * @attr {string} course - the id of one course: only whether, when and for how much its certificate is earned.
 * @attr {string} lang - the language to speak; without it, that of what is around, or the browser's.
 * @attr {light|dark} theme - light or dark colors; without it, as the color scheme of what is around says.
 * @attr {boolean} example - begins with an example, where there is one.
 * @attr {boolean} keep - keeps plans in the reader's browser, and opens plans from links to the page.
 * @attr {boolean} choose-language - lets the reader choose the language.
 *
 * @fires {CustomEvent<Assessment>} assessment-change - after a change that the reader made, with the new assessment.
 * @fires {CustomEvent<PlanFile>} plan-change - after a change that the reader made, with the new plan.
 * @fires {CustomEvent<PlannerFailure>} error - where a file or the planner itself cannot be loaded or read.
 * @fires {CustomEvent<{tag: string, direction: string}>} language-change - when another language is spoken.
 *
 * @slot - what is shown until the planner works.
 *
 * @cssprop --certificate-planner-paper - what everything stands on, and fields.
 * @cssprop --certificate-planner-panel - what stands apart from it.
 * @cssprop --certificate-planner-ink - the words.
 * @cssprop --certificate-planner-soft - words that stand back.
 * @cssprop --certificate-planner-line - lines between parts.
 * @cssprop --certificate-planner-edge - the edges of fields.
 * @cssprop --certificate-planner-accent - links, and where the keyboard is.
 * @cssprop --certificate-planner-radius - how round corners are.
 * @cssprop --certificate-planner-font - the typeface; without it, that of what is around.
 * @cssprop --certificate-planner-font-size - the size of letters; without it, that of what is around.
 * @cssprop --certificate-planner-heading-font - the typeface of headings.
 * @cssprop --certificate-planner-top - the space above the answer while the page is scrolled, for what the page keeps there.
 *
 * @csspart verdict - whether the program certificate is earned, and why.
 * @csspart changes - the fewest changes that make the plan lead to it.
 * @csspart next - the next steps.
 * @csspart missing - what is not known, and what it would settle.
 * @csspart timeline - the plan along time.
 * @csspart requirement - the requirement of the program.
 * @csspart courses - the answers for the courses.
 * @csspart costs - the fees.
 * @csspart ways - the best ways.
 * @csspart picture - the best ways beside each other in a picture.
 * @csspart comparison - ways that are compared.
 * @csspart take-away - what lets a plan be taken along.
 * @csspart plans - the plans that are kept.
 * @csspart share - a link to the plan, and its QR code.
 * @csspart problems - what is wrong with a file or a plan.
 * @csspart failure - what could not be loaded.
 */
export class CertificatePlanner extends HTMLElement {
  static readonly observedAttributes: readonly string[] = [...TEXTS, ...SWITCHES];

  readonly #root = this.attachShadow({ mode: "open" });
  #view?: PlannerView;
  #loading?: Promise<PlannerView>;
  #nearing?: IntersectionObserver;
  /** The plan that was set and is not shown yet. */
  #wanted?: PlanFile;
  #attempts = 0;

  constructor() {
    super();
    this.adoptedCallback();
    this.#root.append(document.createElement("slot"));
  }

  /** The address of a list of catalogs, which goes before `catalog`. */
  get catalogs(): string | null {
    return this.getAttribute("catalogs");
  }

  set catalogs(url: string | null | undefined) {
    this.#write("catalogs", url);
  }

  /** The address of one catalog, or of the records of a platform: several with spaces between. */
  get catalog(): string | null {
    return this.getAttribute("catalog");
  }

  set catalog(url: string | null | undefined) {
    this.#write("catalog", url);
  }

  /** The program that is shown first. */
  get program(): ProgramId | null {
    return this.getAttribute("program");
  }

  set program(id: ProgramId | null | undefined) {
    this.#write("program", id);
  }

  /** The one course that is asked about. */
  get course(): CourseId | null {
    return this.getAttribute("course");
  }

  set course(id: CourseId | null | undefined) {
    this.#write("course", id);
  }

  /** `light` or `dark`; whatever is around where it is neither. */
  get theme(): string | null {
    return this.getAttribute("theme");
  }

  set theme(theme: string | null | undefined) {
    this.#write("theme", theme);
  }

  /** Whether to begin with an example, where there is one. */
  get example(): boolean {
    return this.hasAttribute("example");
  }

  set example(isOn: boolean) {
    this.toggleAttribute("example", isOn);
  }

  /** Whether to keep the learner's plans on the device, and to open plans from links to the page. */
  get keep(): boolean {
    return this.hasAttribute("keep");
  }

  set keep(isOn: boolean) {
    this.toggleAttribute("keep", isOn);
  }

  /** Whether the reader chooses the language, as on a page of its own. */
  get chooseLanguage(): boolean {
    return this.hasAttribute("choose-language");
  }

  set chooseLanguage(isOn: boolean) {
    this.toggleAttribute("choose-language", isOn);
  }

  /** The plan that is shown, or that was set and will be; what is read and what is set are copies. */
  get plan(): PlanFile | undefined {
    return copyOf(this.#wanted ?? this.#view?.plan);
  }

  set plan(plan: PlanFile | null | undefined) {
    const copy = copyOf(plan);
    if (this.#view === undefined) this.#wanted = copy;
    else this.#view.plan = copy;
  }

  /** Puts an empty plan for the same program in place; the reader can undo it. Fires no event. */
  reset(): void {
    this.#wanted = undefined;
    this.#view?.reset();
  }

  /**
   * The answer to a plan, or to the one that is shown: an assessment, or the problems that keep the plan
   * from being read. Loads what it needs.
   *
   * @throws a `PlannerFailure` where the catalog or the planner cannot be loaded or read.
   */
  async assess(plan?: PlanFile): Promise<Answer> {
    const view = await this.#load();
    return await view.answerTo(copyOf(plan));
  }

  /** Shows what files of the reader hold: a catalog, or records of a platform. */
  async openFiles(files: readonly File[]): Promise<void> {
    const view = await this.#load();
    await view.openFiles(files);
  }

  connectedCallback(): void {
    this.#takeUp();
    if (this.#view !== undefined || this.#nearing !== undefined) return;
    this.#nearing = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#load().catch(() => {});
      },
      { rootMargin: NEAR },
    );
    this.#nearing.observe(this);
  }

  disconnectedCallback(): void {
    this.#rest();
  }

  /** Another document takes no sheet of the one before. */
  adoptedCallback(): void {
    const { defaultView } = this.ownerDocument;
    if (defaultView === null) return;
    const sheet = new defaultView.CSSStyleSheet();
    sheet.replaceSync(":host{display:block}:host([hidden]){display:none}");
    this.#root.adoptedStyleSheets = [sheet];
  }

  attributeChangedCallback(name: string): void {
    if (this.#view !== undefined) this.#pass(this.#view, name);
  }

  /** What was set before the script was loaded hides the accessors of the class. */
  #takeUp(): void {
    for (const name of PROPERTIES) {
      const own = Object.getOwnPropertyDescriptor(this, name);
      if (own === undefined) continue;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, own.value);
    }
  }

  #rest(): void {
    this.#nearing?.disconnect();
    this.#nearing = undefined;
  }

  /** Loads what is shown, once; after a failure the next one who asks tries again. */
  #load(): Promise<PlannerView> {
    this.#loading ??= this.#show().catch((reason: unknown) => {
      this.#loading = undefined;
      throw reason;
    });
    return this.#loading;
  }

  async #show(): Promise<PlannerView> {
    this.#attempts += 1;
    const again = this.#attempts === 1 ? "" : `?${this.#attempts}`;
    await viewScript(again).catch(() => {
      const detail: PlannerFailure = { kind: "unreachable", subject: "certificate-planner-view.js" };
      this.dispatchEvent(new CustomEvent("error", { detail, bubbles: true, composed: true }));
      throw detail;
    });
    this.#rest();
    const view = document.createElement("certificate-planner-view");
    for (const name of CertificatePlanner.observedAttributes) this.#pass(view, name);
    if (this.#wanted !== undefined) view.plan = this.#wanted;
    this.#wanted = undefined;
    this.#view = view;
    this.#root.replaceChildren(view);
    return view;
  }

  /** Tells the view of an attribute. */
  #pass(view: PlannerView, name: string): void {
    const value = this.getAttribute(name);
    switch (name) {
      case "catalogs":
      case "catalog":
      case "program":
      case "course":
        // What a template leaves empty is not named.
        view[name] = value || null;
        break;
      case "lang":
        view.wantedLanguage = value;
        break;
      case "example":
      case "keep":
        view[name] = value !== null;
        break;
      case "choose-language":
        view.choosesLanguage = value !== null;
    }
  }

  #write(name: string, value: string | null | undefined): void {
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }
}

/** No page can change later what is copied; where there is no plan, there is none. */
function copyOf(plan: PlanFile | null | undefined): PlanFile | undefined {
  return plan == null ? undefined : plainCopy(plan);
}

const PROPERTIES = [
  "catalogs",
  "catalog",
  "program",
  "course",
  "theme",
  "example",
  "keep",
  "chooseLanguage",
  "plan",
];

/** What can be heard of the element. */
export interface CertificatePlannerEventMap extends Omit<HTMLElementEventMap, "error"> {
  error: CustomEvent<PlannerFailure>;
}

/** What JSX gives the element, for a declaration of it in the page's own sources. */
export interface CertificatePlannerProps {
  catalogs?: string | null | undefined;
  catalog?: string | null | undefined;
  program?: ProgramId | null | undefined;
  course?: CourseId | null | undefined;
  lang?: string | undefined;
  theme?: string | null | undefined;
  example?: boolean | undefined;
  keep?: boolean | undefined;
  chooseLanguage?: boolean | undefined;
  plan?: PlanFile | null | undefined;
  "onassessment-change"?: (event: CustomEvent<Assessment>) => void;
  "onplan-change"?: (event: CustomEvent<PlanFile>) => void;
  onerror?: (event: CustomEvent<PlannerFailure>) => void;
  "onlanguage-change"?: (event: CustomEvent<{ tag: string; direction: string }>) => void;
}

// An error of ours is no ErrorEvent, as those of other elements are.
export interface CertificatePlanner {
  addEventListener<Type extends keyof CertificatePlannerEventMap>(
    type: Type,
    listener: (this: CertificatePlanner, event: CertificatePlannerEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof CertificatePlannerEventMap>(
    type: Type,
    listener: (this: CertificatePlanner, event: CertificatePlannerEventMap[Type]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "certificate-planner": CertificatePlanner;
  }
  // They bubble and are composed: also the document and the window hear them.
  interface GlobalEventHandlersEventMap {
    "assessment-change": CustomEvent<Assessment>;
    "plan-change": CustomEvent<PlanFile>;
    "language-change": CustomEvent<{ tag: string; direction: string }>;
  }
}
