// What the address of a frame asks for. Whoever links to the frame writes it, so nothing of it is trusted.

import { languageFor } from "../page-language.js";

/** What is wrong with an address: a key of the part `frame` of the messages. */
export type Fault = "catalog" | "id" | "language" | "theme";

/** What the element in the frame is told, and what could not be made of the address. */
export interface Asked {
  /** The attributes of the element, by name. */
  attributes: Map<string, string>;
  faults: Fault[];
}

/** No id and no address needs more. */
const ID_LENGTH_MAX = 200;
const ADDRESS_LENGTH_MAX = 2_000;

/** What is shown where no catalog is named: those beside the page. */
const BUILT_IN = "catalogs/index.json";

/** Hosts that are the reader's own machine, where `http:` is as good as `https:`. */
const LOCAL = ["localhost", "127.0.0.1"];

/** Reads the address of the frame: what is behind `?`, or else behind `#`. */
export function askedBy(page: URL): Asked {
  const query = new URLSearchParams(page.search === "" ? page.hash.slice(1) : page.search);
  const attributes = new Map<string, string>();
  const faults = new Set<Fault>();
  const take = (name: string, fault: Fault, isGood: (value: string) => boolean) => {
    const value = query.get(name)?.trim() ?? "";
    if (value === "") return;
    if (isGood(value)) attributes.set(name, value);
    else faults.add(fault);
  };
  take("catalog", "catalog", (urls) => areReadable(urls, page));
  take("program", "id", isId);
  take("course", "id", isId);
  take("lang", "language", isSpoken);
  take("theme", "theme", (theme) => theme === "light" || theme === "dark");
  if (!attributes.has("catalog") && !faults.has("catalog")) attributes.set("catalogs", BUILT_IN);
  return { attributes, faults: [...faults] };
}

/** Whether all addresses, with spaces between, are of files that a frame may ask for. */
function areReadable(urls: string, page: URL): boolean {
  return urls.length <= ADDRESS_LENGTH_MAX && urls.split(/\s+/).every((url) => isReadable(url, page));
}

function isReadable(text: string, page: URL): boolean {
  if (!URL.canParse(text, page.href)) return false;
  const url = new URL(text, page);
  if (url.username !== "" || url.password !== "") return false;
  // Where the page is a file, what lies beside it is within it.
  if (url.protocol === "https:" || url.href.startsWith(new URL(".", page).href)) return true;
  return url.protocol === "http:" && (url.host === page.host || LOCAL.includes(url.hostname));
}

function isId(text: string): boolean {
  return text.length <= ID_LENGTH_MAX && !/\p{Cc}/u.test(text);
}

function isSpoken(tag: string): boolean {
  return languageFor([tag]) !== "en" || /^en(-|$)/i.test(tag);
}
