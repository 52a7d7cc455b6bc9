//! The pages of one file: the whole product, which opens from a disk by double click, and the same for a frame.
//!
//! What is large in it is compressed and written as text, in parts that a browser does not run. A
//! small script unpacks the page's own script and hands it to the browser, whose policy knows both by
//! their hashes. The parts are read by `www/src/one-file/`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use lzma_rust2::{LzmaOptions, LzmaWriter};
use serde_json::{Map, Value};

use crate::offline::hash;
use crate::project::Project;
use crate::{bundle, frame, wasm};

/// The file in `dist/`.
pub(crate) const NAME: &str = "certificate-planner.html";

/// The same for a frame, where the page of several files cannot have them.
pub(crate) const FRAME_NAME: &str = "embed-alone.html";

/// What the page of several files has between these marks is of no use to one that stands alone.
const BESIDE: [&str; 2] = ["<!-- files -->", "<!-- /files -->"];
const ICON: &str = "icon.svg";

/// The strongest there is, which takes seconds.
const PRESET: u32 = 9;

/// The page with its table, before it is filled; written with the other pages.
pub(crate) fn frame(project: &Project) -> PathBuf {
    project.target().join("one-file-frame.html")
}

/// A page that is made to stand alone.
struct Page<'a> {
    /// Its file in `dist/`.
    name: &'a str,
    /// The page of several files that it is made of.
    frame: PathBuf,
    /// Its script, below `www/src/`.
    script: &'a str,
    /// Its style sheet in `dist/`.
    style: &'a str,
    /// What it may load from elsewhere, as a directive of its policy.
    reach: &'a str,
}

/// Writes the pages of one file, from a finished site.
pub(crate) fn write(project: &Project) -> Result<(), String> {
    let dist = project.dist();
    let common = common_parts(project)?;
    let whole = Page {
        name: NAME,
        frame: frame(project),
        script: "one-file/page.ts",
        style: "style.css",
        reach: "",
    };
    let framed = Page {
        name: FRAME_NAME,
        frame: dist.join(frame::PAGE),
        script: "one-file/embed.ts",
        style: "embed.css",
        reach: "connect-src 'self' https: http://localhost:* http://127.0.0.1:*; ",
    };
    [whole, framed].iter().try_for_each(|page| write_page(project, page, &common))
}

/// What every such page has.
struct Common {
    modules: String,
    /// The worker's script.
    worker: String,
    files: String,
}

fn common_parts(project: &Project) -> Result<Common, String> {
    let dist = project.dist();
    Ok(Common {
        modules: part("modules", &packed(&joined(&modules(&dist)?))?)?,
        worker: bundled(project, "proposals-worker.ts", "one-file-worker.js", "iife")?,
        files: files(&dist)?,
    })
}

fn write_page(project: &Project, page: &Page, common: &Common) -> Result<(), String> {
    let dist = project.dist();
    let script = bundled(project, page.script, &format!("one-file-{}.js", page.name), "esm")?;
    let start = bundled(project, "one-file/start.ts", "one-file-start.js", "iife")?;
    let style = text(&dist.join(page.style))?;
    // Of a picture in an address only this needs another form.
    let icon = text(&dist.join(ICON))?.trim().replace('"', "'").replace('#', "%23");
    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; \
         {}worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'",
        hash(start.as_bytes()),
        hash(script.as_bytes()),
        hash(style.as_bytes()),
        page.reach,
    );
    let head =
        format!("<link rel=\"icon\" href=\"data:image/svg+xml,{icon}\"><style>{style}</style>");
    // They have words in common, so that together they take less.
    let texts = [&script, &common.worker, &common.files].map(|text| text.as_bytes().to_vec());
    let parts = [
        common.modules.clone(),
        part("texts", &packed(&joined(&texts))?)?,
        format!("<script>{}</script>", inline(&start)?),
    ]
    .concat();
    let text = without_files(&text(&page.frame)?)?;
    let text = text.lines().map(str::trim_start).filter(|line| !line.is_empty());
    let text = unquoted(&with_policy(&text.collect::<Vec<_>>().join("\n"), &policy)?);
    let text = replaced(&text, "</head>", &format!("{head}</head>"))?;
    let text = replaced(&text, "</body>", &format!("{parts}</body>"))?;
    let file = dist.join(page.name);
    fs::write(&file, text).map_err(|error| format!("Cannot write {}: {error}.", file.display()))
}

/// A script that finds its files within the page.
fn bundled(project: &Project, source: &str, name: &str, format: &str) -> Result<String, String> {
    let options = [
        format!("--format={format}"),
        "--conditions=one-file".to_owned(),
        // The bindings name a file beside them, for callers who name none.
        "--define:import.meta.url=\"\"".to_owned(),
    ];
    let file = project.target().join(name);
    bundle::bundle_with(project, &format!("src/{source}"), &file, &options)?;
    bundle::shorten(project, std::slice::from_ref(&file))?;
    text(&file)
}

/// The modules, which share much.
fn modules(dist: &Path) -> Result<[Vec<u8>; 3], String> {
    let module = |name: &str| bytes(&dist.join(name));
    Ok([
        module(wasm::PROPOSALS_MODULE)?,
        module(wasm::SCORE_MODULE)?,
        module(wasm::RECORDS_MODULE)?,
    ])
}

/// One after the other: first the size of each, then all of them.
fn joined(parts: &[Vec<u8>; 3]) -> Vec<u8> {
    let sizes = parts.iter().map(|part| u32::try_from(part.len()).unwrap_or(u32::MAX));
    sizes.flat_map(u32::to_le_bytes).chain(parts.iter().flatten().copied()).collect()
}

/// The catalogs by their names below the site, without the space between their lines.
fn files(dist: &Path) -> Result<String, String> {
    let mut files = Map::new();
    for file in bundle::files(&dist.join("catalogs"))? {
        let value: Value = serde_json::from_str(&text(&file)?)
            .map_err(|error| format!("Cannot read {}: {error}.", file.display()))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        files.insert(format!("catalogs/{name}"), value.to_string().into());
    }
    Ok(Value::Object(files).to_string())
}

/// Bytes as text that takes little room.
fn packed(bytes: &[u8]) -> Result<String, String> {
    let cannot = |error| format!("A part of the page cannot be packed: {error}.");
    let size = u64::try_from(bytes.len()).ok();
    let mut options = LzmaOptions::with_preset(PRESET);
    // Neither modules nor texts have anything in common with their places in four bytes, on which the
    // preset counts, and what comes after which letter says more.
    (options.lc, options.lp, options.pb, options.nice_len) = (4, 0, 0, 273);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, size).map_err(cannot)?;
    writer.write_all(bytes).map_err(cannot)?;
    Ok(written(&writer.finish().map_err(cannot)?))
}

/// So many bytes are written as so many characters.
const BYTES: usize = 32;
const CHARACTERS: usize = 39;

/// The printable characters, from the space on.
const DIGITS: u16 = 95;

/// Thirty-two bytes as thirty-nine printable characters: nine in a hundred fewer than in Base64. At the end there may
/// be up to thirty-one bytes more than there were.
fn written(bytes: &[u8]) -> String {
    let number_of = |chunk: &[u8]| {
        let mut number = [0; BYTES];
        number.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
        number
    };
    bytes.chunks(BYTES).flat_map(|chunk| characters(number_of(chunk))).map(char::from).collect()
}

/// The digits of a number, the highest first: what is left each time it is divided.
fn characters(mut number: [u8; BYTES]) -> [u8; CHARACTERS] {
    let mut text = [b' '; CHARACTERS];
    for character in text.iter_mut().rev() {
        let mut rest = 0;
        for byte in &mut number {
            let dividend = rest << 8 | u16::from(*byte);
            *byte = u8::try_from(dividend / DIGITS).unwrap_or_default();
            rest = dividend % DIGITS;
        }
        *character += u8::try_from(rest).unwrap_or_default();
    }
    text
}

/// A part that a browser neither shows nor runs.
fn part(id: &str, text: &str) -> Result<String, String> {
    Ok(format!("<script type=\"text/plain\" id=\"{id}\">{}</script>", inline(text)?))
}

/// A script that stands in a page as it is: nothing in it may end it early.
pub(crate) fn inline(script: &str) -> Result<&str, String> {
    let text = script.to_ascii_lowercase();
    if ["</script", "<script"].iter().any(|tag| text.contains(tag)) {
        return Err("A script within a page would end before its end.".to_owned());
    }
    Ok(script)
}

/// The page without what leads to the files beside it.
fn without_files(page: &str) -> Result<String, String> {
    let [begin, end] = BESIDE;
    let mut rest = page;
    let mut kept = String::with_capacity(page.len());
    while let Some((before, after)) = rest.split_once(begin) {
        let (_, after) = after.split_once(end).ok_or(format!("The page has no {end}."))?;
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    Ok(kept)
}

/// The page without the quotes that a value of letters and digits can do without.
fn unquoted(page: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let mut parts = page.split("=\"");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('"') {
            Some((value, after)) if !value.is_empty() && value.chars().all(is_plain) => {
                text.extend(["=", value, after]);
            }
            _ => text.extend(["=\"", part]),
        }
    }
    text
}

fn with_policy(page: &str, policy: &str) -> Result<String, String> {
    let begin = "http-equiv=\"Content-Security-Policy\" content=\"";
    let parts =
        page.split_once(begin).and_then(|(before, after)| Some((before, after.split_once('"')?.1)));
    let (before, after) = parts.ok_or("The page has no policy.")?;
    Ok(format!("{before}{begin}{policy}\"{after}"))
}

/// Replaces the last of what must be there.
pub(crate) fn replaced(page: &str, mark: &str, by: &str) -> Result<String, String> {
    let (before, after) = page.rsplit_once(mark).ok_or(format!("The page has no {mark}."))?;
    Ok([before, by, after].concat())
}

pub(crate) fn text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("Cannot read {}: {error}.", file.display()))
}

fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("Cannot read {}: {error}.", file.display()))
}

#[cfg(test)]
mod tests {
    use super::{inline, unquoted, with_policy, without_files, written};

    #[test]
    fn bytes_are_written_as_digits() {
        assert_eq!(written(&[0; 32]), " ".repeat(39));
        let number = |low: &[u8]| [&vec![0; 32 - low.len()], low].concat();
        // 16,777,216 is 19 · 95³ + 53 · 95² + 92 · 95 + 26: the digits of "3", "U", "|" and ":".
        assert_eq!(written(&number(&[1, 0, 0, 0])), format!("{}3U|:", " ".repeat(35)));
        // What is left out at the end is 0.
        assert_eq!(written(&[1]), written(&[&[1][..], &[0; 31]].concat()));
        assert_eq!(written(&[0; 33]).len(), 78);
    }

    #[test]
    fn what_leads_to_other_files_is_left_out() {
        let page = "<a><!-- files --><b><!-- /files --><c><!-- files --><d><!-- /files -->";
        assert_eq!(without_files(page).as_deref(), Ok("<a><c>"));
        assert!(without_files("<!-- files --><b>").is_err());
    }

    #[test]
    fn only_a_plain_value_does_without_quotes() {
        let page = "<p a=\"b-1\" c=\"d e\" f=\"\" g=\"/\">\"=\"</p><i h=\"x\">";
        assert_eq!(unquoted(page), "<p a=b-1 c=\"d e\" f=\"\" g=\"/\">\"=\"</p><i h=x>");
    }

    #[test]
    fn a_script_that_would_end_early_is_refused() {
        assert!(inline("a</Script>b").is_err());
        assert!(inline("a<!--<script b").is_err());
        assert_eq!(inline("a<b"), Ok("a<b"));
    }

    #[test]
    fn the_policy_is_put_in_place_of_the_old_one() {
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"old\"><p>";
        let changed = "<meta http-equiv=\"Content-Security-Policy\" content=\"new\"><p>";
        assert_eq!(with_policy(page, "new").as_deref(), Ok(changed));
        assert!(with_policy("<p>", "new").is_err());
    }
}
