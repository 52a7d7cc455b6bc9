// What the tests do within a page. It is sent there as text, so it names nothing from outside.

export type Tools = ReturnType<typeof tools>;

/** The tools, made anew in the page for every question. */
export function tools() {
  const WAIT_MILLISECONDS = 20_000;

  /** Every element below a node, those in open shadow roots too. */
  function everything(root: ParentNode): Element[] {
    const found: Element[] = [];
    for (const element of root.querySelectorAll("*")) {
      found.push(element);
      if (element.shadowRoot !== null) found.push(...everything(element.shadowRoot));
    }
    return found;
  }

  function all(selector: string): Element[] {
    return everything(document).filter((element) => element.matches(selector));
  }

  function isShown(element: Element): boolean {
    return element instanceof HTMLOptionElement || element.getClientRects().length > 0;
  }

  /** Text as it is read, whatever lines it stands in. */
  function textOf(element: Element): string {
    return (element.textContent ?? "").replace(/\s+/g, " ").trim();
  }

  function nameOf(element: Element): string {
    const labels = "labels" in element ? [...((element.labels as NodeList | null) ?? [])] : [];
    const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const root = element.getRootNode() as ParentNode;
    const naming = ids.length > 0 ? ids.map((id) => root.querySelector(`[id="${CSS.escape(id)}"]`)) : labels;
    const label = naming.map((one) => (one instanceof Element ? textOf(one) : "")).join(" ");
    return element.getAttribute("aria-label") ?? (label || textOf(element));
  }

  /** The first element that is shown under a name: the one that has just this name, or else begins with it. */
  function named(selector: string, name: string): Element | undefined {
    const shown = all(selector).filter(isShown);
    const begins = shown.filter((element) => nameOf(element).startsWith(name));
    const includes = shown.filter((element) => nameOf(element).includes(name));
    return begins.find((element) => nameOf(element) === name) ?? begins[0] ?? includes[0];
  }

  /** Where a click meets the element and nothing that lies over it. */
  function pointAt(element: Element): { x: number; y: number } | undefined {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element.getClientRects()[0];
    if (box === undefined) return undefined;
    const x = Math.round(box.left + box.width / 2);
    const y = Math.round(box.top + box.height / 2);
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    return hit !== null && element.contains(hit) ? { x, y } : undefined;
  }

  /** What `find` finds, as soon as it does. */
  async function until<T>(find: () => T | undefined | false | null, what: string): Promise<T> {
    const last = performance.now() + WAIT_MILLISECONDS;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false && found !== null) return found;
      if (performance.now() > last) throw new Error(`It never came: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The planner of the page, and what stands in it. */
  function planner(): HTMLElement {
    const found = first();
    if (!(found instanceof HTMLElement)) throw new Error("The page has no planner.");
    return found;
  }

  function within(selector: string): Element[] {
    const root = first()?.shadowRoot ?? null;
    return root === null ? [] : [...root.querySelectorAll(selector)];
  }

  /** Looks everywhere only where the page itself has none: there are thousands of elements. */
  function first(): Element | undefined {
    return document.querySelector("certificate-planner") ?? all("certificate-planner")[0];
  }

  /** Turns to another part of the address behind `#`, of which the page is told a moment later. */
  async function turnToHash(hash: string): Promise<void> {
    const before = location.href;
    const told = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
    location.hash = hash;
    if (location.href !== before) await told;
  }

  /** Names of all elements, each with its attributes: harmless text makes all that there are. */
  function shapes(): string[] {
    const found = new Set<string>();
    for (const element of all("*")) {
      // The page has scripts, and the planner none.
      const name = `${element.getRootNode() === document ? "page " : ""}${element.localName}`;
      found.add(name);
      for (const attribute of element.attributes) found.add(`${name}[${attribute.name}]`);
    }
    return [...found];
  }

  /** Links that lead elsewhere than they may, and whether anything stands outside of the planner. */
  function faults(): string[] {
    const links = within("[href],[src],[action],[formaction],[data],[srcset],[ping]").flatMap((element) => {
      const own = element.getAttribute("href") ?? "";
      const isOwn = own.startsWith("#") && element.getAttribute("xlink:href") === null;
      const isSafe = element.localName === "a" && (isOwn || new URL(own, document.baseURI).protocol === "https:");
      return isSafe ? [] : [`link: ${element.outerHTML.slice(0, 200)}`];
    });
    const root = document.documentElement;
    const width = `at ${root.clientWidth}`;
    const page = root.scrollWidth > root.clientWidth ? [`the page scrolls ${width}: ${widest()}`] : [];
    // The side of the answer keeps what is in it from standing out of it.
    const isWide = within("certificate-planner-view, .answer-side").some(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
    );
    return [...links, ...page, ...(isWide ? [`it is too wide ${width}: ${widest()}`] : [])];
  }

  /** What stands furthest out, to say where the fault is. */
  function widest(): string {
    const places = within("*").map((element) => ({ element, right: element.getBoundingClientRect().right }));
    places.sort((one, other) => other.right - one.right);
    const [first] = places;
    return first === undefined ? "" : `${first.right} ${first.element.outerHTML.slice(0, 300)}`;
  }

  /** Both, in a frame as wide as a phone and as wide as a desk. */
  async function faultsAtBothWidths(): Promise<string[]> {
    const frame = window.frameElement;
    // An element of another page is of another class of the same name.
    if (frame === null || !("style" in frame)) return ["there is no frame"];
    const style = Object(frame.style);
    const found: string[] = [];
    for (const width of ["320px", "1280px"]) {
      style.width = width;
      // What is drawn to measure is drawn anew.
      await new Promise((resolve) => setTimeout(resolve, 40));
      found.push(...faults());
    }
    return found;
  }

  /** Lets the planner show what it was told, and all of it; of many courses, without the fields of each session. */
  async function settle(): Promise<void> {
    // A frame may have none, and the planner may have no answer: then they say why.
    const element = first();
    if (element !== undefined) await customElements.whenDefined(element.localName);
    // The functions of a page are of another kind than those of a driver, so `instanceof` tells nothing.
    if (element !== undefined && "assess" in element && typeof element.assess === "function") {
      await element.assess().catch(() => {});
    }
    for (let turn = 0; turn < 2; turn += 1) {
      await untilShown();
      const closed = "details:not([open])" + (within(".compact").length > 0 ? "" : ":not(.session, .more)");
      for (const details of within(closed)) details.setAttribute("open", "");
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await untilShown();
  }

  /** Waits until nothing more is drawn: a frame that is not seen has its turns a tenth of a second apart. */
  async function untilStill(): Promise<void> {
    let before = -1;
    for (let now = within("*").length; now !== before; now = within("*").length) {
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Waits for what comes later than the rest, whose place is kept or which is said to be loading. */
  async function untilShown(): Promise<void> {
    const view = within("certificate-planner-view")[0];
    if (view !== undefined && "updateComplete" in view) await view.updateComplete;
    const coming = '[aria-busy="true"], .coming, .room, p[role="status"]:not(.unseen)';
    await until(() => within(coming).length === 0, "all that is shown");
  }

  /** What never must happen and did: the page of a host notes it. */
  function trapped(): string[] {
    return Reflect.get(window, "trapped");
  }

  /** A value as JSON, by hand: some pages have changed how JSON is made. */
  function json(value: unknown): string {
    if (Array.isArray(value)) return `[${Array.prototype.map.call(value, json).join(",")}]`;
    if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value).filter(([, one]) => one !== undefined);
      return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${json(one)}`).join(",")}}`;
    }
    return value === undefined ? "null" : JSON.stringify(value);
  }

  return {
    all,
    faultsAtBothWidths,
    json,
    nameOf,
    named,
    planner,
    pointAt,
    settle,
    shapes,
    textOf,
    trapped,
    turnToHash,
    until,
    untilStill,
    within,
  };
}
