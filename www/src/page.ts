// Registers the element; importing the class alone does not.

import { CertificatePlanner } from "./certificate-planner.js";
import { messages } from "./language.js";

// Our own page has words around the element, which come in its language too.
document.addEventListener("language-change", ({ target, detail }) => {
  if (!(target instanceof CertificatePlanner) || !target.choosesLanguage) return;
  document.documentElement.lang = detail.tag;
  document.documentElement.dir = detail.direction;
  const texts = new Map(Object.entries(messages.page));
  for (const element of document.querySelectorAll<HTMLElement>("[data-message]")) {
    const text = texts.get(element.dataset["message"] ?? "");
    if (text === undefined) continue;
    if (element instanceof HTMLMetaElement) element.content = text;
    else element.textContent = text;
  }
});

customElements.define("certificate-planner", CertificatePlanner);
