// Serves the finished site, the pages of hosts around it and what a test gives, and notes what is asked.
import { readFile } from "node:fs/promises";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const KINDS: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** What a host may ask of a browser that is to show the element, and no more. */
const STRICT = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  // The page has an icon.
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html certificate-planner",
  "report-uri /csp",
].join("; ");

const FOLDERS: readonly [path: string, folder: URL][] = [
  ["/planner/", new URL("../../dist/", import.meta.url)],
  ["/framed/", new URL("../../dist/", import.meta.url)],
  ["/open/", new URL("../../dist/", import.meta.url)],
  ["/hosts/", new URL("hosts/", import.meta.url)],
  ["/catalogs/", new URL("../e2e/fixtures/", import.meta.url)],
];

/** A page of ours notes what must never happen, as the pages of hosts do. */
const TRAPPED_HEAD = '<head><script src="/hosts/stage.js"></script>';

/** A request as it came. */
export interface Asked {
  path: string;
  cookie: string | undefined;
}

export class HostServer {
  /** What was asked since the last test began. */
  readonly asked: Asked[] = [];
  /** What browsers reported under the strict policy. */
  readonly reports: string[] = [];
  /** Whether nobody is reached any more. */
  isGone = false;
  /** Texts by their path, below `/given/`. */
  readonly given = new Map<string, string>();

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<HostServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const hosts = new HostServer(`http://127.0.0.1:${port}`, server);
    server.on("request", (request, response) => void hosts.answer(request, response));
    return hosts;
  }

  /** Forgets what was asked, reported and given. */
  clear(): void {
    this.asked.length = 0;
    this.reports.length = 0;
    this.given.clear();
    this.isGone = false;
  }

  /** The paths that were asked for, by their ends. */
  askedFor(end: string): number {
    return this.asked.filter(({ path }) => path.endsWith(end)).length;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "", this.url).pathname;
    this.asked.push({ path, cookie: request.headers.cookie });
    if (this.isGone) {
      request.socket.destroy();
      return;
    }
    if (path === "/csp") {
      let report = "";
      for await (const part of request) report += String(part);
      this.reports.push(report);
      response.writeHead(204).end();
    } else if (path === "/given/endless.json") sendEndless(response);
    // It never comes: who asked must lose patience.
    else if (path !== "/given/never.json") await this.sendText(path, response);
  }

  private async sendText(path: string, response: ServerResponse): Promise<void> {
    const text = this.given.get(path) ?? (await fileAt(path));
    if (text === undefined) {
      response.writeHead(404).end();
      return;
    }
    const isFramed = path.startsWith("/framed/");
    const isPage = extname(path) === ".html";
    const isStrict = isPage && (isFramed || path.startsWith("/hosts/strict"));
    const policy = isFramed ? withHashes(STRICT, String(text)) : STRICT;
    response.writeHead(200, {
      "Content-Type": KINDS[extname(path)] ?? "application/octet-stream",
      // Hundreds of frames have the same files.
      "Cache-Control": isFramed && !isPage ? "max-age=3600" : "no-store",
      ...(isStrict && { "Content-Security-Policy": policy }),
      ...(path.startsWith("/open/") && { "Access-Control-Allow-Origin": "*" }),
    });
    response.end(isFramed && isPage ? String(text).replace("<head>", TRAPPED_HEAD) : text);
  }
}

/** The policy with the scripts that stand in a page of ours, by the hashes that its own policy has. */
function withHashes(policy: string, page: string): string {
  const hashes = page.match(/'sha256-[^']+'/g) ?? [];
  return policy.replace("script-src", ["script-src", ...hashes].join(" "));
}

/** Sends more and more, until nobody reads it any more. */
function sendEndless(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  const send = () => {
    while (!response.destroyed && response.write(" ".repeat(100_000)));
  };
  response.on("drain", send);
  send();
}

async function fileAt(path: string): Promise<Buffer | undefined> {
  const [start, folder] = FOLDERS.find(([start]) => path.startsWith(start)) ?? [];
  if (start === undefined || folder === undefined) return undefined;
  const name = normalize(path.slice(start.length));
  if (name.startsWith("..")) return undefined;
  return readFile(join(folder.pathname, name.endsWith("/") || name === "." ? "index.html" : name)).catch(
    () => undefined,
  );
}
