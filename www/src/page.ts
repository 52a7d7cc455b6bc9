// Our own page has words around the element, which come in its language too.

// What this script and the page have in common stands in one file, so that neither holds it twice.
import "./planner-view.js";
import type {} from "./certificate-planner-element.js";
import { isSpoken, messages } from "./language.js";

document.addEventListener("language-change", ({ target, detail }) => {
  if (target instanceof Element && target.matches("[choose-language]")) speak(detail.tag, detail.direction);
});

// The element may have spoken before this script was there.
if (isSpoken("")) speak(new Intl.Locale(messages.locale).baseName, messages.direction);

function speak(tag: string, direction: string): void {
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
  const texts = new Map(Object.entries(messages.page));
  for (const element of document.querySelectorAll<HTMLElement>("[data-message]")) {
    const text = texts.get(element.dataset["message"] ?? "");
    if (text === undefined) continue;
    if (element instanceof HTMLMetaElement) element.content = text;
    else element.textContent = text;
  }
}
