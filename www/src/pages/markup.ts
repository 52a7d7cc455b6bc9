// HTML as text, for pages that are made when the site is built.

/** A piece of HTML; what is put into one is escaped unless it is one itself. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | readonly Part[];

/** Makes HTML of a template; what is undefined leaves nothing. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const text = strings.map((string, at) => string + (at < parts.length ? textOf(parts[at]) : ""));
  return new Markup(text.join(""));
}

function textOf(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return escaped(String(part));
}

/** Text that stands for itself in HTML, also within quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
