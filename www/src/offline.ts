// Makes the page work without a network, and says when a new version is there.
//
// Only the page has this: an element that is embedded elsewhere keeps nothing on its host's behalf.

// What this script and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import type english from "../generated/lang/offline.en.js";
import { listenTo, loadPart } from "./language.js";
import { languageFor } from "./page-language.js";
import { trustedUrl } from "./trusted.js";

let messages: typeof english | undefined;

listenTo<typeof english>("offline", (all) => {
  messages = all;
});

const HOUR_MILLISECONDS = 3_600_000;

async function keepOffline(workers: ServiceWorkerContainer): Promise<void> {
  const url = new URL("service-worker.js", import.meta.url);
  let hasOne = workers.controller !== null;
  let isReloading = false;
  workers.addEventListener("controllerchange", () => {
    if (isReloading) location.reload();
    else if (hasOne) void say("taken", () => location.reload());
    hasOne = true;
  });
  const registration = await workers.register(trustedUrl(url), { updateViaCache: "none" });
  const offer = (worker: ServiceWorker | null) => {
    // The first one has no earlier version to take the place of.
    if (worker?.state !== "installed" || workers.controller === null) return;
    void say("ready", () => {
      isReloading = true;
      worker.postMessage("activate");
    });
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => offer(worker));
  });
  // Without a network there is no new version either.
  setInterval(() => void registration.update().catch(() => {}), HOUR_MILLISECONDS);
}

/** Says so in a bar that covers nothing for long: it can be put away, and nothing moves. */
async function say(what: "ready" | "taken", reload: () => void): Promise<void> {
  // In the language that the page has now.
  await loadPart("offline", languageFor([document.documentElement.lang]));
  if (messages === undefined) return;
  const { [what]: text, reload: reloadText, later } = messages;
  document.querySelector(".news")?.remove();
  const bar = document.createElement("div");
  bar.className = "news";
  bar.setAttribute("role", "status");
  const button = (label: string, act: () => void) => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.addEventListener("click", act);
    return element;
  };
  // What is there before its words is read out when they come.
  document.body.append(bar);
  // What has the focus comes to stand above the bar, and the end of the page can be scrolled out from under it.
  const measured = () => document.documentElement.style.setProperty("--news", `${bar.offsetHeight}px`);
  new ResizeObserver(measured).observe(bar);
  const sentence = document.createElement("p");
  sentence.textContent = text;
  bar.append(
    sentence,
    button(reloadText, reload),
    button(later, () => bar.remove()),
  );
}

// A page that was opened from a file has no worker, and a private window may refuse one.
const workers = "serviceWorker" in navigator ? navigator.serviceWorker : undefined;
if (workers !== undefined) {
  const begin = () => void keepOffline(workers).catch(() => {});
  // The first view does not wait for what is kept for the next one.
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
