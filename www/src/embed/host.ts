// For pages with our frames: each becomes as tall as its content, and what its window says is checked first.
// No module, so that a page may have it from any host.

import { type InitializeResult, initialize } from "@open-iframe-resizer/core";

const NAME = "certificate-planner-frame.js";
/** The pages of the site that stand in frames. */
const PAGES = ["embed.html", "embed-alone.html"];
/** No planner is as tall, and a page that something else was put into must not have no end. */
const HEIGHT_MAX = 100_000;

/** A frame, and what keeps it as tall as its content. */
interface Held {
  hasAnswered: boolean;
  resizing: Promise<InitializeResult[]>;
}

const own = document.currentScript ?? document.querySelector(`script[src$="${NAME}"]`);
const site = new URL(".", own instanceof HTMLScriptElement ? own.src : location.href);
const pages = PAGES.map((name) => new URL(name, site).href);
const held = new Map<HTMLIFrameElement, Held>();

// Before the library, which compares no more than windows and names of origins.
addEventListener(
  "message",
  (event) => {
    const frame = [...held.keys()].find(({ contentWindow }) => contentWindow === event.source);
    if (frame !== undefined && !isSize(event, frame)) event.stopImmediatePropagation();
  },
  { capture: true },
);

new MutationObserver(look).observe(document, {
  attributeFilter: ["src"],
  childList: true,
  subtree: true,
});
look();

/** Takes up the frames that came, and lets go of those that went. */
function look(): void {
  const frames = [...document.querySelectorAll("iframe")].filter(isOurs);
  for (const frame of held.keys()) if (!frames.includes(frame)) release(frame);
  for (const frame of frames) if (!held.has(frame)) hold(frame);
}

function isOurs({ src }: HTMLIFrameElement): boolean {
  return URL.canParse(src) && pages.includes(src.replace(/[?#].*$/, ""));
}

function hold(frame: HTMLIFrameElement): void {
  held.set(frame, begun(frame));
  frame.addEventListener("load", onLoad);
}

function release(frame: HTMLIFrameElement): void {
  frame.removeEventListener("load", onLoad);
  stop(held.get(frame));
  held.delete(frame);
}

function begun(frame: HTMLIFrameElement): Held {
  const taken: Held = { hasAnswered: false, resizing: Promise.resolve([]) };
  const settings = {
    checkOrigin: [originOf(frame)],
    onBeforeIframeResize: ({ observedHeight }: { observedHeight: number }) => {
      taken.hasAnswered = true;
      return observedHeight <= HEIGHT_MAX;
    },
  };
  taken.resizing = initialize(settings, frame);
  return taken;
}

function stop(taken: Held | undefined): void {
  void taken?.resizing.then((all) => all.forEach(({ unsubscribe }) => unsubscribe()));
}

/** The library asks until it is answered, and never again: another page in the frame is asked anew. */
function onLoad({ currentTarget: frame }: Event): void {
  if (!(frame instanceof HTMLIFrameElement)) return;
  const before = held.get(frame);
  if (before === undefined || !before.hasAnswered) return;
  stop(before);
  const taken = begun(frame);
  held.set(frame, taken);
  // A page that had answered before it was loaded in whole answers this.
  void taken.resizing.then((all) => all.forEach(({ resize }) => resize()));
}

/** Whether a message is what our frame sends, from where its page was loaded. */
function isSize({ data, origin }: MessageEvent<unknown>, frame: HTMLIFrameElement): boolean {
  if (origin !== originOf(frame) || typeof data !== "object" || data === null) return false;
  const entries = Object.entries(data);
  const sizes = entries.filter(([key, value]) => /^(width|height)$/.test(key) && isLength(value));
  return sizes.length === 2 && entries.length === 3 && "type" in data && data.type === "iframe-resized";
}

function isLength(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= HEIGHT_MAX;
}

/** A sandboxed frame has no origin, which messages call "null", as they do that of a file. */
function originOf(frame: HTMLIFrameElement): string {
  const { sandbox, src } = frame;
  const isOpaque = frame.hasAttribute("sandbox") && !sandbox.contains("allow-same-origin");
  return isOpaque ? "null" : new URL(src).origin;
}
