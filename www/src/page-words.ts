// What the script of a page says in the language that the words around it have.

import { loadPart, prepare, speak } from "./language.js";
import { type Language, languageFor } from "./page-language.js";
import type {} from "./around.js";

/**
 * Has the messages of a part spoken in the language of the page, then `said` called: now and whenever
 * another one is chosen. Resolves after the first time.
 */
export function speakWithPage(part: string, said: (language: Language) => void): Promise<void> {
  return new Promise((resolve) => {
    let last: Language | undefined;
    const turn = async (): Promise<void> => {
      const language = pageLanguage();
      await loadPart(part, language);
      await prepare(language);
      // Unless another one was chosen meanwhile.
      if (language !== pageLanguage() || language === last) return;
      last = language;
      speak(language);
      said(language);
      resolve();
    };
    // What could not be loaded may be there a moment later, as the words around were.
    const turnOrAgain = () => void turn().catch(turn).catch(() => {});
    document.addEventListener("page-language", turnOrAgain);
    turnOrAgain();
  });
}

/** The language of the page at this moment. */
function pageLanguage(): Language {
  return languageFor([document.documentElement.lang]);
}
