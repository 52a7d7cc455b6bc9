// Servers of origins of their own: for the planner, and for the pages that show it.
import { readFile } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { DIST, KINDS } from "./site.js";

/** A server of a folder or of pages that a test writes, on a port of its own. */
export class Host {
  /** Texts by their names, which stand in place of files. */
  readonly pages = new Map<string, string>();

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  /** The finished site, which lets every page read it or not. */
  static site(isOpen: boolean): Promise<Host> {
    return Host.start(DIST, isOpen);
  }

  /** Pages alone. */
  static empty(isOpen = false): Promise<Host> {
    return Host.start(undefined, isOpen);
  }

  private static async start(folder: string | undefined, isOpen: boolean): Promise<Host> {
    const read = async (name: string): Promise<string | Buffer> => {
      const text = host.pages.get(name);
      if (text !== undefined) return text;
      if (folder === undefined) throw new TypeError(name);
      return await readFile(join(folder, normalize(name)));
    };
    const server = createServer((request, response) => {
      const name = new URL(request.url ?? "", "http://localhost").pathname.slice(1);
      const kind = KINDS[extname(name)] ?? "text/html; charset=utf-8";
      const opened = isOpen ? { "Access-Control-Allow-Origin": "*" } : {};
      read(name).then(
        (body) => response.writeHead(200, { "Content-Type": kind, ...opened }).end(body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const host = new Host(`http://127.0.0.1:${port}/`, server);
    return host;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
