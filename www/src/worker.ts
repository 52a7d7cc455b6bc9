// The worker that finds the best ways: apart from files.ts, since only the section with the ways starts it.
// In the page of one file one-file/worker.ts takes the place of this.

import { trustedUrl } from "./files.js";

/** The worker that finds the best ways. */
export function proposalsWorker(): Worker {
  const url = new URL("certificate-planner-proposals.js", import.meta.url);
  if (url.origin === self.origin) return new Worker(trustedUrl(url), { type: "module" });
  // A worker must be of the page's own origin; one that is may load its script from elsewhere.
  if (self.origin === "null") return opaqueWorker(url);
  const script = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  return new Worker(trustedUrl(new URL(URL.createObjectURL(script))), { type: "module" });
}

/** A worker for a frame without an origin, where browsers run no module of the frame's own as one. */
function opaqueWorker(url: URL): Worker {
  const lines = [
    "const early = [];",
    "const keep = (event) => early.push(event);",
    'addEventListener("message", keep);',
    `import(${JSON.stringify(url.href)}).then(`,
    "  () => {",
    '    removeEventListener("message", keep);',
    '    for (const { data } of early) dispatchEvent(new MessageEvent("message", { data }));',
    "  },",
    // Only what nothing catches tells the page of a failure.
    "  (reason) => setTimeout(() => { throw reason; }),",
    ");",
  ];
  const script = new Blob(lines, { type: "text/javascript" });
  return new Worker(trustedUrl(new URL(URL.createObjectURL(script))));
}
