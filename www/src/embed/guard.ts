// What the frame hears: two requests of the page around it, and nothing else. It stands before the library
// that answers them, which itself would look for a selector and change the styles of the page.

const REQUESTS: readonly unknown[] = ["iframe-child-init", "iframe-get-child-dimensions"];

window.addEventListener(
  "message",
  (event) => {
    if (isFromHost(event) && isRequest(event.data)) document.documentElement.classList.add("grows");
    else event.stopImmediatePropagation();
  },
  { capture: true },
);

/** Any page may hold the frame, but only the one that does may ask, as the browser names it. */
function isFromHost({ source, origin }: MessageEvent): boolean {
  if (source !== window.parent) return false;
  const [host] = window.location.ancestorOrigins ?? [];
  // Where a browser names no ancestors, or a page hides its name, any origin will do. So it does where the page is
  // a file, whose name Firefox gives in full and others do not, and whose messages come from "null" or "file://".
  return host === undefined || host === "null" || host.startsWith("file:") || host === origin;
}

/** A request without any of the settings that the library takes. */
function isRequest(data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  return Object.entries(data).every(([key, value]) =>
    key === "type" ? REQUESTS.includes(value) : value === undefined,
  ) && "type" in data;
}
