// What the element shows: it loads catalogs, holds the plan and shows the answer to it.

import { LitElement, type PropertyValues, type TemplateResult, html, noChange, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type {
  Assessment,
  CourseId,
  CourseSessions,
  Instant,
  PlanFile,
  Problem,
  ProgramId,
} from "../generated/certificate_planner.js";
import { announcementText } from "./announcement.js";
import { answerView } from "./answer-view.js";
import { type Choice, choicesOf, fetchIndex } from "./catalog-index.js";
import type { PlannerFailure } from "./certificate-planner-element.js";
import { catalogText } from "./catalog-text.js";
import { Clock } from "./clock.js";
import type { Editor } from "./editor.js";
import {
  type Answer,
  Failure,
  type OpenCatalog,
  type Reading,
  givenFiles,
  readAt,
  readFiles,
  start,
} from "./engine.js";
import { exampleFor } from "./example.js";
import { type History, begin, record, redo, undo } from "./history.js";
import { label, loadPart, messages, perLocale, prepare, speak } from "./language.js";
import { canonical } from "./json-text.js";
import type { Arrival } from "./keeping/arrival.js";
import { Keeper } from "./keeping/keeper.js";
import { keepingView } from "./keeping/view.js";
import { type Later, compactPart, problemsPart, reasonsPart, sessionPart } from "./later.js";
import { languagePicker } from "./language-picker.js";
import { type Language, chosenLanguages, languageFor, remember } from "./page-language.js";
import { plainCopy } from "./plain-copy.js";
import { emptyPlan, isEmpty, runIndex, withoutPlaces } from "./plan.js";
import { planForm } from "./plan-form.js";
import type { Picture } from "./picture.js";
import { filePicker, programPicker } from "./program-picker.js";
import { loadRules } from "./reason-view.js";
import type { Gradebook } from "./score.js";
import { adopt, styles } from "./styles.js";
import { type Step, exampleNote, toolbar } from "./toolbar.js";
import type { TakeAway } from "./takeaway.js";
import { TURN, nextTurn } from "./turns.js";
import { verdictMark } from "./verdict-view.js";
import type { Ways } from "./ways.js";
import type { Desk } from "./ways/desk.js";
import { type Context, courseOf } from "./wording/context.js";
import { when } from "./wording/date.js";
import { failureText } from "./wording/failure.js";
import { fill, prepareNumbers } from "./wording/fill.js";

/** How long typing must rest before a reader of the screen hears the new verdict. */
const ANNOUNCE_AFTER_MILLISECONDS = 800;

/** By when a page has come to rest that has much to do. */
const REST_MILLISECONDS = 1_000;

/** The turns of what has a picture. */
const PICTURED: readonly number[] = [TURN.timeline, TURN.costs];

/** Below this width the styles lay things out one below the other. */
const NARROW_PIXELS = 480;

/**
 * What stands in the shadow root of the element, without a root of its own, so that a page can style the
 * parts of it. What stands inside the element is shown until it works. It speaks the language that is
 * wanted, or else that of what is around it; where the reader chooses the language, the reader's.
 *
 * @fires assessment-change - after a change made inside, with the new assessment as its detail.
 * @fires plan-change - after a change made inside, with the new plan as its detail.
 * @fires error - when something cannot be loaded or read.
 * @fires language-change - when another language is spoken, with its tag and direction.
 */
export class PlannerView extends LitElement {
  // Decorators would say the same with half a kilobyte of helpers.
  static override properties = {
    catalogs: {},
    catalog: {},
    program: {},
    course: {},
    example: { type: Boolean },
    wantedLanguage: { attribute: false },
    choosesLanguage: { attribute: false },
    language: { state: true },
    nextLanguage: { state: true },
    isLanguageMissing: { state: true },
    keep: { type: Boolean },
    choices: { state: true },
    url: { state: true },
    reading: { state: true },
    failure: { state: true },
    isLoading: { state: true },
    target: { state: true },
    refused: { state: true },
    history: { state: true },
    isExample: { state: true },
    announcement: { state: true },
    isAtWays: { state: true },
    ways: { state: true },
    wantsChanges: { state: true },
    takeAway: { state: true },
    picture: { state: true },
    gradebook: { state: true },
  };

  /** The address of a list of catalogs. */
  catalogs?: string | null;
  /** The address of one catalog, or of the records of a platform: several with spaces between. */
  catalog?: string | null;
  /** The program that is chosen at first. */
  program?: ProgramId | null;
  /** The one course that is asked about. */
  course?: CourseId | null;
  /** Whether to begin with an example, where there is one. */
  example = false;
  /** The language to speak. */
  wantedLanguage?: string | null;
  /** Whether the reader chooses the language, as on a page of its own. */
  choosesLanguage = false;
  /** Whether to keep the learner's plans on the device, and to open plans from links to the page. */
  keep = false;

  /** The learner's plan: the one that was set, until it proves to be none, or the one that is shown. */
  get plan(): PlanFile | undefined {
    const coming = this.failure === undefined ? this.#wanted : undefined;
    return coming ?? this.history?.present ?? this.#wanted;
  }

  set plan(plan: PlanFile | undefined) {
    // A page that binds the plan gives back what it was told of, and nothing is opened anew for that.
    if (plan !== undefined && this.#isShown(plan)) return;
    this.#wanted = plan;
    if (plan !== undefined && this.hasUpdated) this.#opening = this.#open();
  }

  /** Puts an empty plan for the same program in place, which can be undone. */
  reset(): void {
    this.#wanted = undefined;
    if (this.history === undefined) return;
    this.#drafts.clear();
    this.#openParts.clear();
    this.#replace(record(this.history, emptyPlan(this.history.present.program)));
  }

  /**
   * The answer to a plan, or to the one that is shown, once the catalog was read.
   *
   * @throws what keeps the planner from its work, as `error` says it.
   */
  async answerTo(plan: PlanFile | undefined): Promise<Answer> {
    // What never stood on a page is not drawn, and is asked all the same.
    if (this.isConnected || this.hasUpdated) await this.updateComplete;
    else this.#opening = this.#open();
    let opening;
    do {
      opening = this.#opening;
      await opening;
    } while (opening !== this.#opening);
    const catalog = this.reading?.open;
    if (this.failure !== undefined) throw detailOf(this.failure);
    const asked = plan === undefined ? this.plan : plan;
    if (catalog === undefined || asked === undefined) {
      throw unreadable(this.url, this.reading?.problems);
    }
    return catalog.assess(asked, this.#clock.now());
  }

  /** The language that is spoken, once it was loaded. */
  private language?: Language;
  /** The language that is being loaded. */
  private nextLanguage?: Language;
  private isLanguageMissing = false;
  private choices: readonly Choice[] = [];
  private url = "";
  /** The files that were opened last, which stand where no address is named. */
  #given = "";
  private reading?: Reading;
  private failure?: Failure;
  private isLoading = false;
  /** The program that is being loaded, or that could not be. */
  private target?: Choice;
  /** The program that was shown last, to come back to. */
  #last?: Choice;
  /** What is wrong with a plan that was set from outside and is none. */
  private refused?: readonly Problem[];
  private history?: History;
  private isExample = false;
  private announcement = "";
  /** Whether the best ways are shown in place of the plan and its answer. */
  private isAtWays = false;
  /** The section with the best ways, once it was loaded; null where that failed. */
  private ways?: Ways | null;
  /** What draws the plan, once it was loaded; null where that failed. */
  private picture?: Picture | null;
  /** Whether the fewest changes are shown wherever some are needed. */
  private wantsChanges = false;

  /** The section that lets the plan be taken along, once it was asked for; null where that failed. */
  private takeAway?: TakeAway | null;

  /** The plan that was set from outside and is not shown yet. */
  #wanted?: PlanFile;
  /** What was taken for the plan where one course is asked about. */
  #presumed?: PlanFile;
  #sessions: readonly CourseSessions[] = [];
  #sessionsAsked = "";
  #assessment?: Assessment;
  #problems: readonly Problem[] = [];
  /** What was read and planned stays, so that coming back to a catalog loses nothing. */
  readonly #readings = new Map<string, Reading>();
  readonly #histories = new Map<string, History>();
  readonly #drafts = new Map<string, string>();
  readonly #openParts = new Set<string>();
  readonly #clock = new Clock(this, () => this.#assess());
  readonly #keeper = new Keeper({
    element: this,
    isKeeping: () => this.keep,
    language: () => this.#spoken(),
    now: () => this.#clock.now(),
    shown: () => this.history,
    choices: () => this.choices,
    turnTo: (history, said) => this.#turnTo(history, said),
    say: (said) => this.#say(said),
    focus: (id) => {
      this.#toFocus = id;
    },
    forget: () => this.#histories.clear(),
    reopen: () => {
      // What was shown is not what the reader comes back to.
      this.#histories.delete(this.url);
      this.#opening = this.#open();
    },
    arrive: (arrival) => this.#arrive(arrival),
    openFiles: (files) => this.openFiles(files),
  });
  #task = 0;
  /** What is being loaded, or was. */
  #opening?: Promise<void>;
  #speaking?: number;
  /** The document that it listens to, until it is moved to another one. */
  #around = document;
  #toFocus?: string;
  #keepsFocus = false;
  /** The input in which something was typed since it has the focus. */
  #typing?: Element;
  #again = (): void => void this.#open();
  /** What is shown where one course is asked about, once it was loaded. */
  #compact?: CompactScript;
  /** What works out scores, once it was loaded; null where that failed. */
  private gradebook?: Gradebook | null;
  #isLoadingGradebook = false;
  #isLoadingPicture = false;
  #hasAskedForRest = false;
  #isPrinting = false;
  #openedToPrint: readonly HTMLDetailsElement[] = [];
  /** Parts up to this turn are drawn; the page around can do something else before the next. */
  #turn = 0;
  #isMoreDue = false;
  #isBetweenTurns = false;
  /** The last change of the plan, until its verdict was painted and what explains that has its turn. */
  #ahead?: symbol;

  /**
   * The last turn whose parts are there as they are to be: nothing else has changed since. It is written while the
   * element is made, when nothing that is named with a number sign is there yet.
   */
  private drawn = -1;
  #isNewTurn = false;
  /** Whether a picture has changed since. */
  #isPictureNew = false;
  /** Whether there is room for one narrow column only, as far as that was measured. */
  #isNarrow?: boolean;
  readonly #size = new ResizeObserver(([entry]) => {
    const width = entry?.contentRect.width ?? 0;
    const isNarrow = width < NARROW_PIXELS;
    // What is not shown has no width.
    if (width > 0 && this.#isNarrow === !isNarrow) this.requestUpdate();
    this.#isNarrow = width > 0 ? isNarrow : undefined;
  });
  /** The words that the next turn waits for. */
  #wordsDue?: Promise<unknown>;
  /** What is said before the next announcement of an answer. */
  #preface = "";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this, ...styles);
    this.#size.observe(this);
    this.#around = this.ownerDocument;
    this.#around.addEventListener("keydown", this.#onKey);
    this.#around.defaultView?.addEventListener("beforeprint", this.#onPrint);
    this.#around.defaultView?.addEventListener("afterprint", this.#onPrinted);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.unobserve(this);
    this.#around.removeEventListener("keydown", this.#onKey);
    this.#around.defaultView?.removeEventListener("beforeprint", this.#onPrint);
    this.#around.defaultView?.removeEventListener("afterprint", this.#onPrinted);
    window.clearTimeout(this.#speaking);
    this.ways?.stop();
  }

  protected override firstUpdated(): void {
    for (const type of SPEAKING_EVENTS) {
      this.renderRoot.addEventListener(type, this.#speak, { capture: true });
    }
    this.renderRoot.addEventListener("input", this.#onTyping);
    this.renderRoot.addEventListener("focusout", this.#onLeft);
    // The event does not bubble.
    this.renderRoot.addEventListener("toggle", this.#onToggle, { capture: true });
  }

  /** Has the words of this element in its language, and not in that of another one on the page. */
  readonly #speak = (): void => {
    if (this.language !== undefined) speak(this.language);
  };

  protected override performUpdate(): void {
    this.#speak();
    super.performUpdate();
  }

  /** The language that is wanted where the reader has not chosen another one here. */
  #languageAtFirst(): Language {
    if (this.wantedLanguage) return languageFor([this.wantedLanguage]);
    const around = languageAround(this);
    const tags = this.choosesLanguage ? chosenLanguages() : [around].filter(Boolean);
    return languageFor([...tags, ...navigator.languages]);
  }

  async #turnToLanguage(language: Language): Promise<void> {
    this.nextLanguage = language;
    const isLoaded = await prepare(language).then(
      () => true,
      () => false,
    );
    if (this.nextLanguage !== language) return;
    this.nextLanguage = undefined;
    this.isLanguageMissing = !isLoaded;
    if (!isLoaded) {
      // Without any language, nothing can be said.
      if (this.language === undefined && language !== "en") await this.#turnToLanguage("en");
      return;
    }
    this.language = language;
    this.#speak();
    // The catalog is still on its way, so there is time for it.
    prepareNumbers();
    this.#hush();
    this.#tell("language-change", { tag: spokenTag(), direction: messages.direction });
  }

  readonly #onTyping = ({ target }: Event): void => {
    const isText =
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && target.type === "text");
    this.#typing = isText ? target : undefined;
  };

  readonly #onLeft = (): void => {
    this.#typing = undefined;
  };

  readonly #onToggle = ({ target }: Event): void => {
    if (!(target instanceof Element) || !target.matches(".why")) return;
    loadRules(this.#spoken()).then(
      () => this.requestUpdate(),
      () => {},
    );
  };

  override requestUpdate(...change: Parameters<LitElement["requestUpdate"]>): void {
    // What is read out stands apart from all else.
    if (change[0] !== "announcement") this.drawn = -1;
    super.requestUpdate(...change);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#isMoreDue = false;
    const isElsewhere = changed.has("catalogs") || changed.has("catalog");
    if (isElsewhere || this.#lacksCompact()) this.isLoading = true;
    if (!this.hasUpdated || changed.has("wantedLanguage")) {
      void this.#turnToLanguage(this.#languageAtFirst());
    }
    const isOther = isElsewhere || changed.has("program") || changed.has("course");
    if (!this.hasUpdated || isOther) this.#opening = this.#open();
  }

  protected override updated(): void {
    const ahead = this.#ahead;
    if (ahead === undefined) this.#onDrawn();
    else void this.#drawRest(ahead);
    const wanted = this.#toFocus ?? (this.#keepsFocus && !this.#hasFocusInside() ? "undo" : undefined);
    this.#toFocus = undefined;
    // What is still to be drawn may take the focus with it.
    if (ahead === undefined) this.#keepsFocus = false;
    if (wanted === undefined) return;
    const isInSession = sessionPart.it === undefined && wanted.split("/").length > 2;
    const isMoreToCome = this.#isMoreDue || isInSession || ahead !== undefined;
    if (this.#find(wanted) === null && isMoreToCome) {
      // It comes with the fields of its session, or in its turn.
      this.#toFocus = wanted;
      return;
    }
    // Where an input is not shown, the course leads to it.
    const input = this.#find(wanted) ?? this.#find(wanted.replace(/\/.*$/, "/add"));
    if (input instanceof HTMLElement) focusInside(input);
  }

  #onDrawn(): void {
    this.#isNewTurn = false;
    this.#isPictureNew = false;
    // What there were no words for is not there yet.
    this.drawn = reasonsPart.isMissed && reasonsPart.it === undefined ? -1 : this.#turn;
    if (this.#isMoreDue) void this.#drawOn();
    if (this.#assessment !== undefined) {
      void this.#loadPicture();
      this.#loadRest();
    }
    if (reasonsPart.isMissed && reasonsPart.it === undefined) this.#need(reasonsPart);
    if (this.#hasProblems() && problemsPart.it === undefined) this.#need(problemsPart);
  }

  /** Draws the next part, once what is there was painted and the page around had its say. */
  async #drawOn(): Promise<void> {
    if (this.#isBetweenTurns) return;
    this.#isBetweenTurns = true;
    await Promise.all([nextTurn(), this.#wordsDue]);
    this.#isBetweenTurns = false;
    this.#isNewTurn = true;
    this.#turn += 1;
    super.requestUpdate();
  }

  /** Draws what explains the verdict of a changed plan, once that was painted and where none is newer. */
  async #drawRest(change: symbol): Promise<void> {
    await nextTurn();
    if (this.#ahead !== change) return;
    this.#ahead = undefined;
    super.requestUpdate();
  }

  /** Loads what draws the plan, once and after the answer was painted. */
  async #loadPicture(): Promise<void> {
    if (this.#isLoadingPicture) return;
    this.#isLoadingPicture = true;
    try {
      await new Promise(requestAnimationFrame);
      const language = this.#spoken();
      const [{ Picture }] = await Promise.all([
        import("./picture.js"),
        loadPart("picture", language),
      ]);
      await prepare(this.#spoken());
      this.picture = new Picture(this.renderRoot, () => this.#drawPicture());
    } catch {
      this.picture = null;
    }
  }

  /** Draws the pictures anew, and nothing else where they stand in the answer and all of it is there. */
  #drawPicture(): void {
    this.#isPictureNew = true;
    if (this.isAtWays) this.requestUpdate();
    else super.requestUpdate();
  }

  /** Whether something is shown as wrong. */
  #hasProblems(): boolean {
    const isRefused = this.reading !== undefined && this.reading.open === undefined;
    return isRefused || this.refused !== undefined || this.#problems.length > 0;
  }

  /** Loads a part that is shown, or will be. */
  readonly #need = (part: Later<unknown>): void => {
    const shown = () => this.requestUpdate();
    part.ask(this.#spoken()).then(shown, shown);
  };

  #askAgain(part: Later<unknown>): void {
    // The button that was pressed goes.
    this.#toFocus = "answer-side";
    this.#need(part);
  }

  /** Loads what is rarely used, once and when nothing else is to do, so that it is there for a hand. */
  #loadRest(): void {
    if (this.#hasAskedForRest) return;
    this.#hasAskedForRest = true;
    const load = () => [reasonsPart, sessionPart, problemsPart].forEach((part) => this.#need(part));
    // Safari cannot say when it rests.
    if ("requestIdleCallback" in window) window.requestIdleCallback(load, { timeout: REST_MILLISECONDS });
    else setTimeout(load, REST_MILLISECONDS);
  }

  /** Loads what works out scores, once. */
  async #loadGradebook(): Promise<void> {
    if (this.gradebook || this.#isLoadingGradebook) return;
    this.#isLoadingGradebook = true;
    this.gradebook = undefined;
    try {
      const language = this.#spoken();
      const [{ Gradebook }] = await Promise.all([
        import("./score.js"),
        loadPart("score", language),
        problemsPart.ask(language),
      ]);
      await prepare(this.#spoken());
      const shown = () => this.requestUpdate();
      this.gradebook = await Gradebook.open(this.renderRoot, shown, this.#keeper);
    } catch {
      this.gradebook = null;
    }
    this.#isLoadingGradebook = false;
  }

  #find(id: string): Element | null {
    return this.renderRoot.querySelector(`[id="${CSS.escape(id)}"]`);
  }

  /** What has the focus in the element. */
  #focused(): Element | null {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root.activeElement : null;
  }

  #hasFocusInside(): boolean {
    return this.#focused() !== null;
  }

  /** Loads the list of catalogs and the catalog that is wanted. */
  async #open(): Promise<void> {
    await this.#attempt(async (isNewest) => {
      const choices = this.catalogs == null ? [] : await fetchIndex(absolute(this.catalogs));
      const only = this.catalog == null ? this.#given : absolute(this.catalog);
      if (choices.length === 0 && only === "") throw new Failure("nothing_named");
      if (!isNewest()) return;
      // What the reader opened from files is offered as long as the page is open.
      const given = this.choices.filter(({ url }) => url === this.#given);
      const isAlone = choices.length === 0;
      this.choices = isAlone ? choices : [...given, ...choices];
      const offered = (id: ProgramId) =>
        this.choices.filter(({ program }) => program === id).sort((one) => (one.url === this.url ? -1 : 1))[0];
      const isOffered = (id: ProgramId) => isAlone || offered(id) !== undefined;
      const arrival = await this.#keeper.linked();
      if (!isNewest()) return;
      if (arrival !== undefined && isOffered(arrival.plan.program)) {
        this.#wanted = this.#keeper.expect(arrival);
      } else if (arrival !== undefined) this.#keeper.refuse(arrival, []);
      const named: unknown = this.#wanted?.program;
      const last = this.#keeper.lastProgram(absolute(this.catalogs ?? this.catalog ?? ""), isOffered);
      const own = this.program ?? (isAlone ? undefined : last);
      const program = typeof named === "string" ? named : own;
      const choice =
        program === undefined ? choices[0] : offered(program);
      if (!isAlone && choice === undefined) throw new Failure("unknown_program", program);
      this.target = choice;
      await this.#show(choice?.url ?? only, program ?? choice?.program, isNewest);
    });
  }

  #choose(choice: Choice, plan?: PlanFile): void {
    this.#wanted = plan;
    this.refused = undefined;
    this.#opening = this.#attempt(async (isNewest) => {
      await this.#show(choice.url, choice.program, isNewest);
      this.#tellOfTurn(isNewest);
      if (isNewest()) this.#announce();
    }, choice);
  }

  /** Shows what files of the reader hold: one catalog, or records of a platform. */
  async openFiles(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.refused = undefined;
    await this.#attempt(async (isNewest) => {
      this.isLoading = true;
      const [given] = await Promise.all([givenFiles(files), start()]);
      const reading = await readFiles(given, this.#spoken());
      if (!isNewest()) return;
      const url = `file:${given.map(({ name }) => name).join(" ")}`;
      this.#readings.set(url, reading);
      this.#given = url;
      // A file that was mended keeps its plan; another of the same name has other programs.
      const kept = this.#histories.get(url)?.present.program;
      const isKept = reading.open?.file.programs.some(({ id }) => id === kept) ?? true;
      if (!isKept) this.#histories.delete(url);
      const others = this.choices.filter((choice) => choice.url !== url);
      if (reading.open !== undefined) this.choices = [...choicesOf(reading.open, url), ...others];
      const offers = (program: ProgramId) => reading.open?.file.programs.some(({ id }) => id === program) ?? false;
      // What was set before may be a plan for these files.
      if (this.#wanted !== undefined && !offers(this.#wanted.program)) this.#wanted = undefined;
      // A plan that was waiting for its catalog.
      const { notice } = this.#keeper;
      const waiting = notice?.type === "refused" ? notice.arrival : undefined;
      if (waiting !== undefined && offers(waiting.plan.program)) {
        this.#wanted = this.#keeper.expect(waiting);
        this.#keeper.notice = undefined;
      }
      if (notice?.type === "unread" && notice.unread.why === "gone_file") this.#keeper.notice = undefined;
      await this.#show(url, this.#wanted?.program ?? (isKept ? kept : undefined), isNewest);
      this.#tellOfTurn(isNewest);
    });
  }

  /** Does one piece of loading; if another was begun meanwhile, that one counts. */
  async #attempt(
    work: (isNewest: () => boolean) => Promise<void>,
    target?: Choice,
  ): Promise<void> {
    this.#again = () => void this.#attempt(work, target);
    this.target = target;
    this.#hush();
    this.#task += 1;
    const task = this.#task;
    const isNewest = () => task === this.#task;
    try {
      this.failure = undefined;
      await work(isNewest);
      if (isNewest()) this.target = undefined;
    } catch (reason) {
      if (isNewest()) this.#fail(reason instanceof Failure ? reason : new Failure("stopped"));
    } finally {
      if (isNewest()) this.isLoading = false;
    }
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    this.#tell("error", detailOf(failure));
  }

  /** Tells the page around. */
  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  async #show(
    url: string,
    program: ProgramId | undefined,
    isNewest: () => boolean,
  ): Promise<void> {
    this.isLoading = !this.#readings.has(url) || this.#lacksCompact();
    const known = this.#readings.get(url);
    const [reading] = await Promise.all([
      known ?? readAt(url, this.#clock.now(), this.#spoken()),
      this.course == null ? undefined : this.#loadCompact(),
    ]);
    if (!isNewest()) return;
    this.#readings.set(url, reading);
    this.url = url;
    this.reading = reading;
    this.history = this.#histories.get(url);
    if (reading.open === undefined) {
      const failure = unreadable(url, reading.problems);
      // Whoever put the planner there finds the places where readers do not look.
      if (!this.#showsPlaces()) console.error(failure);
      this.#tell("error", failure);
      return;
    }
    if (this.choices.length === 0) this.choices = choicesOf(reading.open, url);
    this.#showProgram(reading.open, program ?? this.#programOf(reading.open));
  }

  #lacksCompact(): boolean {
    return this.course != null && this.#compact === undefined;
  }

  /** Loads what is shown where one course is asked about, once. */
  async #loadCompact(): Promise<void> {
    this.#compact ??= await compactPart.ask(this.#spoken());
    await prepare(this.#spoken());
  }

  /** The program that is shown where none is named. */
  #programOf({ file, sessions }: OpenCatalog): ProgramId | undefined {
    const now = this.#clock.now();
    const has = ({ id }: { id: ProgramId }) =>
      sessions(id, now).some(({ course }) => course === this.course);
    const first = this.course == null ? file.programs[0] : file.programs.find(has);
    return (first ?? file.programs[0])?.id;
  }

  #showProgram(catalog: OpenCatalog, program: ProgramId | undefined): void {
    const { file } = catalog;
    const isKnown = (id: unknown) => file.programs.some((candidate) => candidate.id === id);
    const arrival = this.#keeper.arrivalOf(this.#wanted);
    if (arrival !== undefined && !isKnown(arrival.plan.program)) {
      this.#keeper.refuse(arrival, []);
      this.#wanted = undefined;
      this.#showProgram(catalog, this.program ?? file.programs[0]?.id);
      return;
    }
    const wanted = this.#wanted;
    const known = isKnown(program);
    if (program === undefined || !known) throw new Failure("unknown_program", program);
    this.#wanted = undefined;
    const problemsOf = (plan: PlanFile) => shapeProblems(catalog, plan, this.#clock.now());
    const wrong = wanted === undefined ? [] : problemsOf(wanted);
    if (arrival !== undefined && wrong.length > 0) this.#keeper.refuse(arrival, wrong);
    this.refused = wrong.length === 0 || arrival !== undefined ? undefined : wrong;
    // What was taken for the plan of a reader who has said nothing is no plan where another course is asked about.
    const history = this.history?.present === this.#presumed ? undefined : this.history;
    const isShown = history !== undefined;
    const isShared = arrival?.kind === "link" && wrong.length === 0;
    const isFit = (plan: PlanFile) => problemsOf(plan).length === 0;
    const kept = this.#keeper.turnTo(this.url, program, isShown, isFit, isShared);
    const example = this.example ? exampleFor(file) : undefined;
    const sessions = catalog.sessions(program, this.#clock.now());
    if (this.course != null && sessions.every(({ course }) => course !== this.course)) {
      throw new Failure("unknown_course", this.course);
    }
    if (wanted !== undefined && wrong.length === 0) {
      this.#keeper.begin(this.url, wanted);
      this.#put(begin(wanted));
      if (arrival?.kind === "file") this.#keeper.hold();
    } else if (history !== undefined) {
      const turned = forProgram(history, program);
      const isTurned = turned !== history;
      this.#put(turned);
      if (isTurned) this.#keeper.hold();
    } else if (kept !== undefined) this.#put(kept);
    else if (example?.program === program) this.#put(begin(example));
    else if (this.course != null && this.#compact !== undefined) {
      this.#presumed = this.#compact.planFor(program, this.course, sessions);
      this.#put(begin(this.#presumed));
    } else this.#put(begin(emptyPlan(program)));
    this.isExample = this.history?.present === example && example !== undefined;
    const { url } = this;
    this.#last = this.choices.find((choice) => choice.url === url && choice.program === program);
    this.#assess();
  }

  /** Whether a plan is the one that is shown, with nothing else to come. */
  #isShown(plan: PlanFile): boolean {
    const isAtRest = !this.isLoading && [this.#wanted, this.failure, this.refused].every((it) => it === undefined);
    return isAtRest && this.history !== undefined && canonical(plan) === canonical(this.history.present);
  }

  #put(history: History): void {
    this.history = history;
    this.#histories.set(this.url, history);
    this.#keeper.remember(history);
  }

  /** Puts a changed plan in place, answers it and says so. */
  #change(history: History | undefined): void {
    if (history === undefined) return;
    this.#replace(history);
    this.#tellOfChange();
  }

  #replace(history: History): void {
    this.#put(history);
    this.isExample = this.isExample && history.past.length === 0;
    this.refused = undefined;
    const isWhole = this.course == null && !this.isAtWays;
    this.#ahead = isWhole && reasonsPart.it !== undefined ? Symbol() : undefined;
    this.#keeper.hold();
    this.#assess();
    this.#announce();
  }

  /** Tells the page around of the plan and the answer after a change that the reader made. */
  #tellOfChange(): void {
    this.#tell("plan-change", plainCopy(this.history?.present));
    if (this.#assessment === undefined || this.#problems.length > 0) return;
    this.#tell("assessment-change", plainCopy(this.#assessment));
  }

  /** The same where the reader turned to another program. */
  #tellOfTurn(isNewest: () => boolean): void {
    if (isNewest() && this.reading?.open) this.#tellOfChange();
  }

  /** Shows another plan of the same catalog. */
  #turnTo(history: History, said: string): void {
    this.#drafts.clear();
    this.isExample = false;
    this.refused = undefined;
    this.#put(history);
    this.#assess();
    this.#preface = said === "" ? "" : `${said} `;
    this.#announce();
    this.#tellOfChange();
  }

  /** Shows a plan from outside, where its program is offered. */
  #arrive(arrival: Arrival): boolean {
    const { program } = arrival.plan;
    const fitting = this.choices.filter((choice) => choice.program === program);
    const choice = fitting.find(({ url }) => url === this.url) ?? fitting[0];
    if (choice === undefined) return false;
    this.#choose(choice, this.#keeper.expect(arrival));
    return true;
  }

  #assess(): void {
    const catalog = this.reading?.open;
    const plan = this.history?.present;
    if (catalog === undefined || plan === undefined) return;
    // An answer does not take back that something could not be loaded.
    if (this.failure !== undefined && this.failure.kind !== "stopped") return;
    const now = this.#clock.now();
    try {
      const answer = catalog.assess(plan, now);
      this.#problems = "problems" in answer ? answer.problems : [];
      this.#assessment =
        "assessment" in answer ? answer.assessment : answerToRest(catalog, plan, this.#problems, now);
      this.#listSessions(catalog, plan.program, now);
      this.failure = undefined;
    } catch {
      this.failure = new Failure("stopped");
    }
    this.requestUpdate();
  }

  /** Lists the sessions anew when another program is chosen, or a minute later. */
  #listSessions(catalog: OpenCatalog, program: ProgramId, now: Instant): void {
    const asked = `${this.url} ${program} ${now.slice(0, "2026-11-21T12:00".length)}`;
    if (asked === this.#sessionsAsked) return;
    this.#sessions = catalog.sessions(program, now);
    this.#sessionsAsked = asked;
  }

  #announce(): void {
    window.clearTimeout(this.#speaking);
    this.#speaking = window.setTimeout(() => void this.#speakOf(this.#task), ANNOUNCE_AFTER_MILLISECONDS);
  }

  async #speakOf(task: number): Promise<void> {
    if (this.#problems.length > 0) await problemsPart.ask(this.#spoken()).catch(() => {});
    const context = this.#context();
    const plan = this.history?.present;
    if (task !== this.#task || context === undefined || plan === undefined) return;
    this.#speak();
    const text = announcementText(context, plan, this.#assessment, this.#problems);
    this.#say(`${this.#preface}${text}`);
    this.#preface = "";
  }

  /** Has a sentence read out. The same one as before is heard again only if it was gone in between. */
  #say(said: string): void {
    const isSame = said === this.announcement;
    this.announcement = isSame ? "" : said;
    if (!isSame) return;
    requestAnimationFrame(() => setTimeout(() => {
      if (this.announcement === "") this.announcement = said;
    }));
  }

  /** What was said, or was about to be, is of another program. */
  #hush(): void {
    window.clearTimeout(this.#speaking);
    this.announcement = "";
    this.#preface = "";
  }

  #context(): Context | undefined {
    const catalog = this.reading?.open?.file;
    const program = catalog?.programs.find((known) => known.id === this.history?.present.program);
    return catalog && program && { catalog, program, now: this.#clock.now() };
  }

  #editor(context: Context, plan: PlanFile): Editor {
    const shown = () => this.history?.present ?? plan;
    return {
      context,
      get plan() {
        return shown();
      },
      assessment: this.#assessment,
      picture: this.picture,
      gradebook: this.gradebook,
      openGradebook: () => void this.#loadGradebook(),
      sessions: (course: CourseId) =>
        (this.#sessions.find((known) => known.course === course)?.sessions ?? []).filter(
          // What was projected and is past is no choice, but in the plan it is known.
          ({ past, run }) => past !== true || runIndex(shown(), course, run) >= 0,
        ),
      change: (changed, input) => this.#change(this.history && record(this.history, changed, input)),
      draft: (input) => this.#drafts.get(`${this.url} ${input}`),
      setDraft: (input, text) => {
        const draft = `${this.url} ${input}`;
        if (text === undefined) this.#drafts.delete(draft);
        else this.#drafts.set(draft, text);
        this.requestUpdate();
      },
      hasDrafts: (prefix) =>
        [...this.#drafts.keys()].some((draft) => draft.startsWith(`${this.url} ${prefix}`)),
      dropDrafts: (prefix) => {
        for (const draft of this.#drafts.keys()) {
          if (draft.startsWith(`${this.url} ${prefix}`)) this.#drafts.delete(draft);
        }
      },
      // To measure while something changes has the page laid out twice.
      isNarrow: (this.#isNarrow ??= this.clientWidth < NARROW_PIXELS),
      isDue: (turn) => {
        this.#isMoreDue ||= turn > this.#turn;
        return turn <= this.#turn;
      },
      isDrawn: (turn) =>
        this.#ahead !== undefined ||
        (turn <= this.drawn && !(this.#isPictureNew && PICTURED.includes(turn))),
      need: this.#need,
      isOpen: (part) => this.#openParts.has(part),
      setOpen: (part, open) => {
        if (this.#openParts.has(part) === open) return;
        if (open) this.#openParts.add(part);
        else this.#openParts.delete(part);
        this.requestUpdate();
      },
      focus: (input) => {
        // An input of a session can be seen only while the session is open.
        this.#openParts.add(input.replace(/[^/]*$/, "form"));
        this.#toFocus = input;
        this.requestUpdate();
      },
    };
  }

  #travel(step: Step): void {
    // What is not shown cannot be taken back.
    const isHidden = this.failure !== undefined && this.failure.kind !== "stopped";
    if (this.history === undefined || this.isLoading || isHidden) return;
    this.#drafts.clear();
    const focused = this.#focused();
    const shown = this.isAtWays ? undefined : this.history.present;
    // Where nothing has the focus, the last change is taken back, wherever it was made.
    const latest = focused || !shown ? undefined : this.gradebook?.latestOf(shown, step);
    const book = focused?.closest(".gradebook")?.id ?? latest;
    if (book !== undefined && this.gradebook?.travel(book, step)) return;
    if (this.isAtWays) this.ways?.travel(step);
    else if (!this.#keeper.travel(step === redo)) this.#change(step(this.history));
  }

  /** Loads the section with the best ways, once. */
  async #loadWays(): Promise<void> {
    if (this.ways) return;
    this.ways = undefined;
    try {
      const language = this.#spoken();
      const [{ Ways }] = await Promise.all([
        import("./ways.js"),
        loadPart("ways", language),
        problemsPart.ask(language),
        reasonsPart.ask(language),
      ]);
      await prepare(this.#spoken());
      this.ways ??= new Ways(this.renderRoot);
    } catch {
      this.ways = null;
    }
  }

  #turnToWays(isAtWays: boolean): void {
    this.isAtWays = isAtWays;
    this.#hush();
    if (isAtWays) void this.#loadWays();
  }

  /** What the section with the best ways reads and calls. */
  #desk(context: Context, plan: PlanFile): Desk | undefined {
    const text = this.reading?.open?.text;
    if (text === undefined) return undefined;
    return {
      editor: this.#editor(context, plan),
      catalog: text,
      update: () => this.requestUpdate(),
      speak: this.#speak,
      say: (said) => this.#say(said),
      putIn: (changed, said) => {
        this.isAtWays = false;
        this.#preface = `${said} `;
        this.#editor(context, plan).change(changed);
        this.#toFocus = "answer";
      },
      showAnswer: () => this.#showAnswer(),
    };
  }

  /** What the section makes of the plan, or that it is not there yet. */
  #fromWays(view: (ways: Ways, desk: Desk) => unknown): unknown {
    const context = this.#context();
    const plan = this.history?.present;
    const desk = context && plan && this.#desk(context, plan);
    if (desk === undefined) return nothing;
    if (this.ways) return view(this.ways, desk);
    if (this.ways === undefined) return html`<p role="status">${label.loading}</p>`;
    const missing = new Failure("unreachable", "certificate-planner-ways.js");
    return html`<p>${failureText(missing)}</p>
      <button type="button" @click=${() => void this.#loadWays()}>${label.try_again}</button>`;
  }

  /** Loads the section that lets the plan be taken along, once. */
  async #loadTakeAway(): Promise<void> {
    if (this.takeAway) return;
    try {
      const language = this.#spoken();
      const [{ TakeAway }] = await Promise.all([
        import("./takeaway.js"),
        loadPart("takeaway", language),
      ]);
      await prepare(this.#spoken());
      this.takeAway ??= new TakeAway(this.renderRoot);
      // The button that was pressed is gone.
      this.#toFocus = "take-away";
    } catch {
      this.takeAway = null;
    }
  }

  #takeAwayView(context: Context, plan: PlanFile): TemplateResult | typeof nothing {
    if (isEmpty(plan)) return nothing;
    const desk = this.#desk(context, plan);
    if (this.takeAway && desk) {
      return html`<section part="take-away">${this.takeAway.view(desk)}</section>`;
    }
    const missing = new Failure("unreachable", "certificate-planner-takeaway.js");
    return html`<section part="take-away">
      ${this.takeAway === null ? html`<p>${failureText(missing)}</p>` : nothing}
      <button type="button" @click=${() => void this.#loadTakeAway()}>${label.take_away}</button>
    </section>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // Where nothing has the focus, the keys are for the page whose plan this is.
    const isNowhere = this.keep && event.target === this.#around.body;
    if (!isNowhere && !event.composedPath().includes(this)) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (!isRedo && key !== "z") return;
    // What is being typed is undone by the input itself.
    if (this.#typing !== undefined && this.#typing === this.#focused()) return;
    event.preventDefault();
    this.#keepsFocus = this.#hasFocusInside();
    this.#travel(isRedo ? redo : undo);
  };

  readonly #onPrint = (): void => {
    // Paper waits for nothing: what is not loaded yet is said to be missing.
    this.#turn = Infinity;
    this.picture ??= null;
    this.#ahead = undefined;
    this.#isPrinting = true;
    this.requestUpdate();
    this.performUpdate();
    this.#isPrinting = false;
    // Notes and other choices would make a book of it.
    const wanted = ".answer-side :is(.fold, .answer > .about, .tree + .about):not([open], .as-table)";
    const closed = this.renderRoot.querySelectorAll(wanted);
    this.#openedToPrint = [...closed].filter((part) => part instanceof HTMLDetailsElement);
    for (const part of this.#openedToPrint) part.open = true;
  };

  readonly #onPrinted = (): void => {
    for (const part of this.#openedToPrint) part.open = false;
    this.#openedToPrint = [];
  };

  #clear(): void {
    // The button that was pressed is gone.
    this.#toFocus = "program";
    this.reset();
    this.#tellOfChange();
  }

  #keepExample(): void {
    this.#toFocus = "program";
    this.isExample = false;
    this.#keeper.hold();
  }

  #spoken(): Language {
    return this.language ?? this.nextLanguage ?? "en";
  }

  protected override render(): TemplateResult {
    const { language } = this;
    if (language === undefined) {
      const skeleton = html`<div class="skeleton" aria-busy="true"></div>`;
      return html`<slot></slot>${this.isLanguageMissing ? nothing : skeleton}`;
    }
    return html`<div class="words" lang=${spokenTag()} dir=${messages.direction}>
      ${this.#content(language)}
    </div>`;
  }

  #content(language: Language): TemplateResult {
    if (this.reading === undefined && this.choices.length === 0) return this.#waiting();
    if (this.course != null) return this.#forCourse(this.course);
    const form = this.drawn >= this.#turn ? noChange : this.#form();
    return html`<a class="skip" href="#answer-side" @click=${this.#onSkip}>${label.skip}</a>
      ${this.choosesLanguage ? this.#languages(language) : nothing}
      <div class="page">
        <section class=${this.#isMoreDue ? "form coming" : "form"} aria-labelledby="form-title">
          <h2 class="unseen" id="form-title">${label.form}</h2>
          ${this.choices.length === 0 ? nothing : this.#picker()}
          ${this.catalogs == null || !this.keep ? nothing : filePicker((files) => void this.openFiles(files))}
          ${form}
        </section>
        <div
          class="answer-side"
          id="answer-side"
          role="region"
          aria-label=${this.isAtWays ? label.ways : label.answer}
          tabindex="0"
        >
          ${this.#answer()}
        </div>
      </div>
      <p class="unseen" role="status">${this.announcement}</p>
      ${this.#standIn()}`;
  }

  /** What the page around has inside of the element, where its catalog gives nothing to show. */
  #standIn(): TemplateResult | typeof nothing {
    const isWithout = this.catalogs == null && this.history === undefined && !this.isLoading;
    return isWithout ? html`<slot></slot>` : nothing;
  }

  /** What is shown where one course is asked about. */
  #forCourse(course: CourseId): TemplateResult {
    const compact = this.#compact;
    const context = this.#context();
    const { history } = this;
    const editor = context && history && this.#editor(context, history.present);
    const isAtRest = !this.isLoading && this.failure === undefined;
    const isShown = isAtRest && compact !== undefined && editor !== undefined;
    const title = (context && courseOf(context, course))?.title ?? course;
    const form =
      isShown && history !== undefined
        ? html`<div class="form">
            ${toolbar(this.#keeper.withActs(history), (step) => this.#travel(step), undefined)}
            ${compact.compactForm(editor, course)}
          </div>`
        : nothing;
    const isFine = isShown && this.#problems.length === 0 && this.refused === undefined;
    const answer = isFine ? compact.compactAnswer(editor, course) : this.#answer();
    return html`<section class=${this.#isMoreDue ? "compact coming" : "compact"} aria-labelledby="compact-title">
        <h2 class="unseen" id="compact-title">${title}</h2>
        ${form}
        ${
          answer === nothing && this.#isMoreDue
            ? nothing
            : html`<div
                class="answer-side"
                id="answer-side"
                role="region"
                aria-label=${fill(messages.of_course, { label: label.answer, course: title })}
                tabindex="0"
              >
                ${answer}
              </div>`
        }
      </section>
      <p class="unseen" role="status">${this.announcement}</p>
      ${this.#standIn()}`;
  }

  #waiting(): TemplateResult {
    if (this.failure !== undefined) {
      return html`<div class="answer-side">${this.#failureView(this.failure)}</div>
        <slot></slot>`;
    }
    return html`<slot></slot>
      <div class="skeleton" aria-busy="true"><p>${label.loading}</p></div>`;
  }

  #languages(language: Language): TemplateResult | typeof nothing {
    const choose = (chosen: Language) => {
      remember(chosen);
      void this.#turnToLanguage(chosen);
    };
    return languagePicker(this.nextLanguage ?? language, this.isLanguageMissing, choose);
  }

  #picker(): TemplateResult {
    const current = this.history?.present.program;
    const chosen = this.choices.find(
      (choice) => choice.url === this.url && (choice.program === current || !this.reading?.open),
    );
    const shown = this.failure?.kind === "unknown_program" ? undefined : chosen;
    return programPicker(this.choices, this.target ?? shown, (choice) => this.#choose(choice));
  }

  #form(): TemplateResult | typeof nothing {
    const context = this.#context();
    const { history } = this;
    if (this.isLoading) return html`<div class="skeleton" aria-busy="true"></div>`;
    if (this.failure !== undefined && this.failure.kind !== "stopped") return nothing;
    if (context === undefined || history === undefined) return nothing;
    const note = exampleNote(
      () => this.#clear(),
      () => this.#keepExample(),
    );
    const clear = this.isExample || isEmpty(history.present) ? undefined : () => this.#clear();
    const ways = html`<div class="views">
      ${[false, true].map(
        (isAtWays) =>
          html`<button
            type="button"
            aria-pressed=${isAtWays === this.isAtWays}
            @click=${() => this.#turnToWays(isAtWays)}
          >
            ${isAtWays ? label.ways : label.form}
          </button>`,
      )}
    </div>`;
    if (this.isAtWays) return html`${ways} ${this.#fromWays((it, desk) => it.wishes(desk))}`;
    return html`${ways} ${this.isExample ? note : nothing}
      ${toolbar(this.#keeper.withActs(history), (step) => this.#travel(step), clear)}
      ${keepingView(this.#keeper, context, this.isExample, this.#keeperPanel(context))}
      ${keyed(context.program.id, planForm(this.#editor(context, history.present)))}
      ${this.#verdictBar(context)}`;
  }

  /** What is open of the plans. */
  #keeperPanel(context: Context): unknown {
    const catalog = this.reading?.open;
    const plan = this.history?.present;
    if (catalog === undefined || plan === undefined) return nothing;
    const { isExample } = this;
    return this.#keeper.panelView({ editor: this.#editor(context, plan), catalog, isExample });
  }

  /** On a narrow page the answer is far below, so its first words stay in sight. */
  #verdictBar(context: Context): TemplateResult | typeof nothing {
    if (this.#assessment === undefined || this.history === undefined) return nothing;
    if (isEmpty(this.history.present)) return nothing;
    const { verdict, certificate } = this.#assessment.program;
    return html`<div class="bar">
      ${verdictMark(verdict)}
      <span class="remark">${when(context, certificate, verdict)}</span>
      <button type="button" class="quiet" @click=${() => this.#showAnswer()}>
        ${label.see_answer}
      </button>
    </div>`;
  }

  readonly #onSkip = (event: Event): void => {
    event.preventDefault();
    this.#showAnswer();
  };

  #showAnswer(): void {
    const side = this.#find("answer-side");
    const answer = side?.querySelector("h2") ?? side;
    if (answer instanceof HTMLElement) answer.focus();
    answer?.scrollIntoView({ block: "start" });
  }

  #answer(): unknown {
    if (this.isLoading) return html`<p role="status">${label.loading}</p>`;
    if (this.failure !== undefined) return this.#failureView(this.failure);
    const { reading, refused } = this;
    const problems = this.#problems;
    if (reading === undefined) return nothing;
    if (reading.open === undefined) {
      return this.#wrong((it) =>
        this.#showsPlaces()
          ? it.refusedCatalog(reading, namesOf(this.url), this.#back())
          : it.refusedToReader(this.#back()),
      );
    }
    const context = this.#context();
    const plan = this.history?.present;
    if (context === undefined || plan === undefined) return nothing;
    if (this.isAtWays) return html`${this.#fromWays((ways, desk) => ways.answer(desk))}`;
    const editor = this.#editor(context, plan);
    const answer = this.#assessment;
    const view = answer === undefined ? nothing : this.#partsOfAnswer(editor, answer, reading);
    // An answer is shown with all of its reasons, and not before; on paper with those that there are.
    const lacksWords = reasonsPart.isMissed && !this.#isPrinting;
    const words = lacksWords
      ? reasonsPart.view(() => nothing, () => this.#askAgain(reasonsPart))
      : nothing;
    return html`${refused === undefined ? nothing : this.#wrong((it) => it.refusedSet(refused))}
    ${
      problems.length === 0
        ? nothing
        : this.#wrong((it) => it.refusedPlan(editor, problems, answer !== undefined))
    }
    ${words} ${lacksWords && reasonsPart.it === undefined ? nothing : view}
    ${answer === undefined || !editor.isDue(TURN.rest) ? nothing : this.#takeAwayView(context, plan)}`;
  }

  /** The answer, as far as its parts are due and there are words for them. */
  #partsOfAnswer(editor: Editor, answer: Assessment, reading: Reading): TemplateResult {
    // What stays as it is drawn may lack words too.
    const stayed = this.drawn >= 0 && reasonsPart.isMissed;
    const draw = () => {
      reasonsPart.isMissed = stayed;
      return answerView(editor, answer, reading, () => this.#fewestChanges(answer));
    };
    const view = draw();
    const lacksWords = reasonsPart.isMissed && reasonsPart.it === undefined;
    if (!lacksWords || !this.#isNewTurn || this.#turn === 0) return view;
    // What is there stays until the words for the next part have come.
    this.#turn -= 1;
    this.#wordsDue = reasonsPart.ask(this.#spoken()).catch(() => {});
    return draw();
  }

  /** Whether who looks at the page can mend a catalog that is refused, or has another one. */
  #showsPlaces(): boolean {
    return this.keep || namesOf(this.url) !== undefined;
  }

  /** What is wrong, or that the words for it are not there yet. */
  #wrong(show: (it: ProblemsScript) => TemplateResult): unknown {
    return problemsPart.view(show, () => this.#askAgain(problemsPart));
  }

  /** What leads from the plan to one that earns the certificate, or to the one that was before. */
  #fewestChanges({ program: { verdict } }: Assessment): unknown {
    if (verdict === "on_course" && this.ways) return this.#fromWays((ways, desk) => ways.note(desk));
    if (verdict !== "needs_change" && verdict !== "undetermined") return nothing;
    if (this.#problems.length > 0) return nothing;
    if (this.wantsChanges) return this.#fromWays((ways, desk) => ways.changes(desk));
    const show = () => {
      this.wantsChanges = true;
      void this.#loadWays();
    };
    return html`<button type="button" @click=${show}>${label.fewest_changes}</button>`;
  }

  /** The way back from what cannot be shown. */
  #back(): TemplateResult | typeof nothing {
    const last = this.#last;
    if (last === undefined || last === this.target) return nothing;
    const go = () => {
      // The button that was pressed is gone.
      this.#toFocus = "program";
      this.#choose(last);
    };
    const text = fill(label.back, { title: last.title });
    return html`<button type="button" @click=${go}>${text}</button>`;
  }

  #retry(): void {
    // The button that was pressed is gone.
    this.#toFocus = "answer-side";
    this.#again();
  }

  #failureView(failure: Failure): TemplateResult {
    const title = this.target?.title;
    return html`<section class="refused" part="failure" role="alert">
      ${title === undefined ? nothing : html`<p class="eyebrow">${catalogText(title)}</p>`}
      <p>${failureText(failure)}</p>
      <button type="button" @click=${() => this.#retry()}>${label.try_again}</button>
      ${this.#back()}
    </section>`;
  }
}

/** What another element on the page may have spoken before. */
const SPEAKING_EVENTS = ["change", "click", "input", "keydown", "pointerover", "focusin"];

/** The language of what is around the element, through the roots that it is in. */
function languageAround(view: Element): string {
  for (let root = view.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    const around = root.host.parentElement?.closest<HTMLElement>("[lang]");
    if (around) return around.lang;
  }
  return "";
}

/** The language that is spoken, as pages name it. */
const spokenTag = perLocale((locale) => new Intl.Locale(locale).baseName);

/** The history with its plan turned to another program of the same catalog. */
function forProgram(history: History, program: ProgramId): History {
  if (history.present.program === program) return history;
  const { track: _, ...rest } = history.present;
  return record(history, { ...rest, program });
}

/** Statements that cannot both be true are a plan all the same, and the form can mend them. */
const MENDABLE: readonly Problem["fault"]["type"][] = [
  "contradiction",
  "duplicate_id",
  "out_of_range",
  "unknown_id",
];

/** What keeps a plan that was set from being shown in the form. */
function shapeProblems(catalog: OpenCatalog, plan: PlanFile, now: Instant): readonly Problem[] {
  try {
    const answer = catalog.assess(plan, now);
    const problems = "problems" in answer ? answer.problems : [];
    return problems.every(({ fault }) => MENDABLE.includes(fault.type)) ? [] : problems;
  } catch {
    const fault = { type: "wrong_type", expected: "object", found: "" } as const;
    return [{ path: "", severity: "problem", fault }];
  }
}

/** The answer to a plan without the statements that are refused. */
function answerToRest(
  catalog: OpenCatalog,
  plan: PlanFile,
  problems: readonly Problem[],
  now: Instant,
): Assessment | undefined {
  const rest = withoutPlaces(
    plan,
    problems.map(({ path }) => path),
  );
  const answer = rest && catalog.assess(rest, now);
  return answer && "assessment" in answer ? answer.assessment : undefined;
}

/** The names of files that the reader gave. */
function namesOf(url: string): string | undefined {
  return url.startsWith("file:") ? url.slice("file:".length) : undefined;
}

/** Whole addresses; what can be none stays as it is, and is not reached. */
function absolute(urls: string): string {
  const { baseURI } = document;
  const each = urls.trim().split(/\s+/);
  return each.map((url) => (URL.canParse(url, baseURI) ? new URL(url, baseURI).href : url)).join(" ");
}

/** Focuses an input, or the chosen one of a group. */
function focusInside(element: HTMLElement): void {
  const inner = element.querySelector("input:checked") ?? element.querySelector("input");
  const target =
    element instanceof HTMLFieldSetElement && inner instanceof HTMLElement ? inner : element;
  target.focus({ preventScroll: true });
  if (target.getAttribute("role") !== "region") target.scrollIntoView({ block: "nearest" });
}

type ProblemsScript = NonNullable<typeof problemsPart.it>;
type CompactScript = NonNullable<typeof compactPart.it>;

/** What the page around is told of a failure. */
function detailOf({ kind, subject, reason }: Failure): PlannerFailure {
  return { kind, subject, ...(reason && { reason }) };
}

/** What the page around is told of files that hold no catalog. */
function unreadable(subject: string, problems?: readonly Problem[]): PlannerFailure {
  return { kind: "unreadable", subject, problems: problems && plainCopy(problems) };
}

declare global {
  interface HTMLElementTagNameMap {
    "certificate-planner-view": PlannerView;
  }
}

// A page may have this script from several places; the first of them draws for all.
if (customElements.get("certificate-planner-view") === undefined) {
  customElements.define("certificate-planner-view", PlannerView);
}
