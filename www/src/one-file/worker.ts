// The worker of the page of one file, whose script is within the page. It takes the place of ../worker.ts.

import { trustedUrl } from "../trusted.js";
import { part } from "./unpack.js";

export function proposalsWorker(): Worker {
  const script = [`const MODULES=${JSON.stringify(part("modules"))};`, part("worker")];
  const url = URL.createObjectURL(new Blob(script, { type: "text/javascript" }));
  return new Worker(trustedUrl(new URL(url)));
}
