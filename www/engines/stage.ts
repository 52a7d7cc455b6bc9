// A page in one of the engines, as the tests see it.
import type { Driver } from "./protocol.js";
import { type Tools, tools } from "./page.js";

/** Keys as WebDriver names them. */
export const KEY = { tab: "\ue004", enter: "\ue007", control: "\ue009", up: "\ue013" };

const SCRIPT_MILLISECONDS = 100_000;

export class Stage {
  private constructor(private readonly driver: Driver) {}

  static async on(driver: Driver): Promise<Stage> {
    await driver.call("WebDriver:SetTimeouts", { script: SCRIPT_MILLISECONDS });
    await driver.call("WebDriver:SetWindowRect", { x: 0, y: 0, width: 1300, height: 1000 });
    return new Stage(driver);
  }

  async open(url: string): Promise<void> {
    await this.driver.call("WebDriver:Navigate", { url });
  }

  /** Forgets what pages have kept; the address is of a file without script beside them. */
  async forget(url: string): Promise<void> {
    await this.leaveFrame();
    await this.open(url);
    await this.run(async () => {
      localStorage.clear();
      for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) await one.unregister();
      for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
    });
  }

  async reload(): Promise<void> {
    await this.driver.call("WebDriver:Refresh", {});
  }

  /** The page as PDF, in base64. */
  async print(): Promise<string> {
    return String(await this.driver.call("WebDriver:Print", {}));
  }

  /** Turns to a frame of the page; every command is for it from now on. */
  async enterFrame(place = 0): Promise<void> {
    await this.driver.call("WebDriver:SwitchToFrame", { id: place });
  }

  /** Turns back to the page. */
  async leaveFrame(): Promise<void> {
    await this.driver.call("WebDriver:SwitchToFrame", { id: null });
  }

  /** Has a function run in the page, which sees nothing but its arguments; what it returns comes as JSON. */
  async run<R, G = undefined>(work: (tools: Tools, given: G) => R | Promise<R>, given?: G): Promise<R> {
    const text = await this.execute(
      `const answer = await (${work})(tools, ${JSON.stringify(given) ?? "undefined"});
       return tools.json(answer);`,
    );
    return JSON.parse(String(text));
  }

  /** Waits for an element with this text. */
  async see(selector: string, text: string): Promise<void> {
    await this.run(
      async ({ all, textOf, until }, { selector, text }) => {
        const texts = () => all(selector).map(textOf);
        await until(() => texts().some((one) => one.includes(text)), `${selector} “${text}”`).catch(
          (reason) => {
            throw new Error(`${reason}, only ${texts().join(" | ").slice(0, 1000)}`);
          },
        );
      },
      { selector, text },
    );
  }

  /** Waits until no element has this text. */
  async miss(selector: string, text: string): Promise<void> {
    await this.run(
      ({ all, textOf, until }, { selector, text }) =>
        until(() => !all(selector).some((one) => textOf(one).includes(text)), `no ${selector} “${text}”`),
      { selector, text },
    );
  }

  /** Clicks with the mouse on an element that is shown under a name, where it is not covered. */
  async click(selector: string, name: string): Promise<void> {
    const { x, y } = await this.run(
      async ({ named, pointAt, until }, { selector, name }) => {
        const element = await until(() => named(selector, name), `${selector} “${name}”`);
        const point = () => until(() => pointAt(element), `${selector} “${name}”, not covered`);
        // What is drawn meanwhile may move it, and a reader waits for that too.
        for (let before = await point(); ; ) {
          await new Promise((resolve) => setTimeout(resolve, 60));
          const now = await point();
          if (now.x === before.x && now.y === before.y) return now;
          before = now;
        }
      },
      { selector, name },
    );
    const actions = [
      { type: "pointerMove", duration: 0, x, y, origin: "viewport" },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.driver.call("WebDriver:PerformActions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  /** Chooses an option of a list by its label: how a list drops down is not the page's. */
  async choose(list: string, label: string): Promise<void> {
    await this.run(
      async ({ all, named, textOf, until }, { list, label }) => {
        const find = () => {
          const select = named("select", list);
          if (!(select instanceof HTMLSelectElement)) return undefined;
          const option = [...select.options].find((one) => one.label.includes(label));
          return option && { select, option };
        };
        const { select, option } = await until(find, `${label} in ${list}`).catch((reason) => {
          throw new Error(`${reason}, only ${textOf(document.body)} ${all("select").map(textOf).join(" | ")}`);
        });
        select.value = option.value;
        for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
      },
      { list, label },
    );
  }

  /** Types into a field. */
  async type(field: string, text: string): Promise<void> {
    await this.click("input", field);
    await this.press([...text]);
  }

  /** Gives files of this machine to a field that takes them. */
  async give(field: string, ...paths: string[]): Promise<void> {
    const words = ["input", field].map((word) => JSON.stringify(word)).join(", ");
    const found = await this.execute(`return await tools.until(() => tools.named(${words}), ${JSON.stringify(field)});`);
    const id = String(Object(found)["element-6066-11e4-a52e-4f735466cecf"]);
    await this.driver.call("WebDriver:ElementSendKeys", { id, text: paths.join("\n") });
  }

  /** Presses keys one after the other, wherever the focus is; those of `held` stay down meanwhile. */
  async press(keys: readonly string[], held: readonly string[] = []): Promise<void> {
    const down = (value: string) => ({ type: "keyDown", value });
    const up = (value: string) => ({ type: "keyUp", value });
    const actions = [...held.map(down), ...keys.flatMap((key) => [down(key), up(key)]), ...held.map(up)];
    await this.driver.call("WebDriver:PerformActions", {
      actions: [{ type: "key", id: "keyboard", actions }],
    });
  }

  /** Goes on by the Tab key until something with this name has the focus. */
  async tabTo(name: string): Promise<void> {
    for (let steps = 0; steps < 60; steps += 1) {
      await this.press([KEY.tab]);
      const focused = await this.run(({ nameOf }) => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active === null ? "" : nameOf(active);
      });
      if (focused.startsWith(name)) return;
    }
    throw new Error(`The Tab key does not lead to ${name}.`);
  }

  private async execute(body: string): Promise<unknown> {
    const script = `const done = arguments[arguments.length - 1];
      (async () => { const tools = (${tools})(); ${body} })()
        .then((value) => done(value ?? null), (error) => done("error: " + error));`;
    const answer = await this.driver.call("WebDriver:ExecuteAsyncScript", { script, args: [] });
    if (typeof answer === "string" && answer.startsWith("error: ")) throw new Error(answer);
    return answer;
  }
}
