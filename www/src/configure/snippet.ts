// The lines that put the planner on a page.

/** What the owner of a page wants. */
export interface Wanted {
  /** Where the files of the planner are, ending in a slash. */
  site: string;
  kind: "element" | "frame";
  /** The address of one catalog; without it, the reader chooses among those of the site. */
  catalog?: string;
  /** Whether that catalog is the owner's, of which the site has nothing to read without script. */
  isOwn: boolean;
  program?: string;
  course?: string;
  theme?: string;
  language?: string;
  /** Whether the page has the script that makes frames as tall as their content. */
  grows: boolean;
  /** Whether a frame may open links and save files. */
  opens: boolean;
}

/** What stands within the element for readers without script. */
export interface WithoutScript {
  /** That it needs one. */
  needs_script: string;
  /** What leads to the tables of the site. */
  without_script: string;
}

/** The words where no language is chosen: they stay as they are in every language of the page that makes the lines. */
export const ENGLISH: WithoutScript = {
  needs_script: "The planner needs JavaScript.",
  without_script: "What is published, without it",
};

/** A tag with its attributes, which both the lines and the preview are made of. */
export interface Tag {
  name: "certificate-planner" | "iframe";
  attributes: [name: string, value: string][];
}

/** What a frame is allowed in any case, and what for links and files. */
const SANDBOX = "allow-scripts";
const SANDBOX_OPEN = "allow-popups allow-popups-to-escape-sandbox allow-downloads";

/** Made here, since the build takes the space before the lines of its scripts. */
const INDENT = " ".repeat(2);

/** In a page without the script, a frame of this height shows the first questions and scrolls. */
const FRAME_HEIGHT_PIXELS = "800";

export function tagOf(wanted: Wanted): Tag {
  return wanted.kind === "element" ? elementOf(wanted) : frameOf(wanted);
}

function elementOf(wanted: Wanted): Tag {
  const { site, catalog, program, course, theme, language } = wanted;
  const attributes = named({
    catalogs: catalog === undefined ? `${site}catalogs/index.json` : undefined,
    catalog,
    program,
    course,
    theme,
    lang: language,
  });
  return { name: "certificate-planner", attributes };
}

function frameOf(wanted: Wanted): Tag {
  const { site, catalog, program, course, theme, language, opens } = wanted;
  // What lies beside the frame's page is named as it stands there, so that the site can be moved.
  const beside = catalog?.startsWith(site) ? catalog.slice(site.length) : catalog;
  const asked = named({ catalog: beside, program, course, theme, lang: language });
  // Signs that may stand in a query as they are, and are read more easily so.
  const query = `${new URLSearchParams(asked)}`.replaceAll("%2F", "/").replaceAll("%3A", ":");
  const attributes = named({
    src: `${site}embed.html${query === "" ? "" : `?${query}`}`,
    title: "Certificate Planner",
    sandbox: opens ? `${SANDBOX} ${SANDBOX_OPEN}` : SANDBOX,
    width: "100%",
    height: FRAME_HEIGHT_PIXELS,
    loading: "lazy",
  });
  return { name: "iframe", attributes };
}

function named(values: Record<string, string | undefined>): [string, string][] {
  return Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
}

/** The lines as they are pasted. */
export function linesOf(wanted: Wanted, words: WithoutScript): string {
  const { name, attributes } = tagOf(wanted);
  const { site, isOwn } = wanted;
  const inside = attributes.map(([key, value]) => `\n${INDENT}${key}="${escaped(value)}"`).join("");
  if (name === "iframe") {
    const frame = `<iframe${inside}\n${INDENT}style="border: 0"></iframe>\n`;
    const script = `<script src="${escaped(site)}certificate-planner-frame.js" async></script>\n`;
    return wanted.grows ? frame + script : frame;
  }
  const published = ` <a href="${escaped(site)}index.html">${escaped(words.without_script)}</a>`;
  return `<script type="module" src="${escaped(site)}certificate-planner.js"></script>
<certificate-planner${inside}>
${INDENT}<p>${escaped(words.needs_script)}${isOwn ? "" : published}</p>
</certificate-planner>
`;
}

function escaped(text: string): string {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return Object.entries(signs).reduce((so, [sign, by]) => so.replaceAll(sign, by), text);
}
