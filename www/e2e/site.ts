// A server of a folder that a test can stop, and versions of the site for it.
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

export const KINDS: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The finished site. */
export const DIST = new URL("../../dist/", import.meta.url).pathname;

/** A copy of the site, or of another folder, served below a path; `stop` ends the server with all its connections. */
export class Site {
  private constructor(
    readonly url: string,
    readonly folder: string,
    private readonly server: Server,
    /** Files of which only a part is sent, or nothing as long as they are named here. */
    readonly faults: Map<string, "cut" | "held">,
  ) {}

  static async start(content = DIST): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), "site-"));
    await cp(content, folder, { recursive: true });
    const faults = new Map<string, "cut" | "held">();
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "", "http://localhost").pathname.slice("/below/".length);
      const name = normalize(path === "" || path.endsWith("/") ? `${path}index.html` : path);
      readFile(join(folder, name)).then(
        (body) => {
          const fault = faults.get(name);
          if (fault === "held") return;
          const kind = KINDS[extname(name)] ?? "application/octet-stream";
          const length = { "Content-Length": body.length };
          response.writeHead(200, { "Content-Type": kind, "Cache-Control": "no-cache", ...length });
          if (fault === "cut") response.write(body.subarray(0, body.length / 2), () => response.destroy());
          else response.end(body);
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    return new Site(`http://127.0.0.1:${port}/below/`, folder, server, faults);
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true });
  }

  /** Publishes another version, in which the text of one file is changed. */
  async publish(name: string, change: (text: string) => string): Promise<void> {
    const file = join(this.folder, name);
    const before = await readFile(file, "utf8");
    const after = change(before);
    await writeFile(file, after);
    const script = join(this.folder, "service-worker.js");
    const text = (await readFile(script, "utf8")).replaceAll(hash(before), hash(after));
    const version = await this.version(text);
    await writeFile(script, text.replaceAll(version, hash(text)));
  }

  /** The hash in the service worker that is of no file. */
  private async version(script: string): Promise<string> {
    const names = await readdir(this.folder, { recursive: true });
    const files = await Promise.all(
      names.map((name) => readFile(join(this.folder, name)).then(hash, () => "")),
    );
    const others = [...script.matchAll(/sha256-[\w+/=]+/g)].map(([found]) => found);
    return others.find((found) => !files.includes(found)) ?? "";
  }
}

function hash(content: string | Buffer): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
