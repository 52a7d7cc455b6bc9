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
  // Firefox names no ancestors, a page may hide its name, and that of a file is told in two ways.
  return host === undefined || host === "null" || host === "file://" || host === origin;
}

/** A request without any of the settings that the library takes. */
function isRequest(data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  return Object.entries(data).every(([key, value]) =>
    key === "type" ? REQUESTS.includes(value) : value === undefined,
  ) && "type" in data;
}
