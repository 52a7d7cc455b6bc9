// The commands of WebDriver that the tests use, for browsers that speak it over HTTP. Firefox speaks the
// same commands by a protocol of its own, so both look alike to the tests.

/** A browser that obeys the commands of WebDriver. */
export interface Driver {
  call(command: string, parameters: object): Promise<unknown>;
  close(): Promise<void>;
}

/** Where each command is sent; `{id}` is that of the element. */
const ROUTES: Readonly<Record<string, readonly [method: string, path: string]>> = {
  "WebDriver:Back": ["POST", "/back"],
  "WebDriver:ElementClear": ["POST", "/element/{id}/clear"],
  "WebDriver:ElementClick": ["POST", "/element/{id}/click"],
  "WebDriver:ElementSendKeys": ["POST", "/element/{id}/value"],
  "WebDriver:ExecuteAsyncScript": ["POST", "/execute/async"],
  "WebDriver:Navigate": ["POST", "/url"],
  "WebDriver:PerformActions": ["POST", "/actions"],
  "WebDriver:Print": ["POST", "/print"],
  "WebDriver:Refresh": ["POST", "/refresh"],
  "WebDriver:SetTimeouts": ["POST", "/timeouts"],
  "WebDriver:SetWindowRect": ["POST", "/window/rect"],
  "WebDriver:SwitchToFrame": ["POST", "/frame"],
};

/** A session of a driver that listens at an address; `stop` ends the driver. */
export class HttpDriver implements Driver {
  private constructor(
    private readonly url: string,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(
    address: string,
    capabilities: object,
    stop: () => Promise<void>,
  ): Promise<HttpDriver> {
    try {
      const session = await send("POST", `${address}/session`, {
        capabilities: { alwaysMatch: capabilities },
      });
      return new HttpDriver(`${address}/session/${Object(session).sessionId}`, stop);
    } catch (reason) {
      await stop();
      throw reason;
    }
  }

  async call(command: string, parameters: object): Promise<unknown> {
    const [method, path] = ROUTES[command] ?? [];
    if (method === undefined || path === undefined) throw new Error(`${command} has no address.`);
    const { id, ...rest } = { id: undefined, ...parameters };
    // A frame is named by the same word as an element, but not in the address.
    const isNamed = path.includes("{id}");
    const body = isNamed ? rest : parameters;
    return send(method, this.url + path.replace("{id}", isNamed ? String(id) : ""), body);
  }

  async close(): Promise<void> {
    await send("DELETE", this.url).catch(() => {});
    await this.stop();
  }
}

async function send(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  const { value } = Object(await response.json());
  if (!response.ok) throw new Error(`${url}: ${Object(value).error}: ${Object(value).message}`);
  return value;
}
