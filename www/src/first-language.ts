// Has our own page load its messages beside the script of the element, which would ask for them later.
// A script of its own, so that a reader loads no other language first.

import { chosenLanguages, languageFor } from "./page-language.js";

const language = languageFor([...chosenLanguages(), ...navigator.languages]);
// Where this fails, the element tries again and says so.
import(new URL(`lang/${language}.js`, import.meta.url).href).catch(() => {});
