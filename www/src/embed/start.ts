// Goes on to the page that has everything within itself, where this one cannot have its files: in a frame
// without an origin, or opened from a disk, modules come only from hosts that let every page read them.
// No module itself, so that it runs all the same.

const ALONE = "embed-alone.html";

addEventListener(
  "error",
  (event) => {
    const isOurs = event instanceof CustomEvent && isOfOurs(event.detail);
    const isMissed = isOurs || event.target instanceof HTMLScriptElement;
    // Behind the sign that no server sees, so that frames with other questions have the page from the cache.
    if (isMissed && self.origin === "null") location.replace(`${ALONE}#${location.search.slice(1)}`);
  },
  { capture: true },
);

/** Whether what the element could not load is ours. */
function isOfOurs({ kind, subject }: { kind: string; subject: string }): boolean {
  if (kind === "no_module") return true;
  const folder = new URL(".", location.href).href;
  return kind === "unreachable" && new URL(subject, folder).href.startsWith(folder);
}

export {};
