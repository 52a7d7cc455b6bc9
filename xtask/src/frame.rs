//! The page for a frame of other pages: the script that goes on where its files cannot be had stands in it.
//!
//! A sandboxed frame has no origin, and in WebKit `'self'` in the policy of its page then names no host: not
//! even that script would come from a file. Its hash lets it run wherever the page is.

use std::fs;

use crate::bundle;
use crate::offline::hash;
use crate::project::Project;
use crate::single_file::{inline, replaced, text};

/// The file in `dist/`, and in `www/` without the script.
pub(crate) const PAGE: &str = "embed.html";

/// Where the script and its hash go.
const MARK: &str = "<!-- start -->";
const ALLOWED: &str = "script-src 'self'";

/// Puts the script into the page that is in `dist/`.
pub(crate) fn write_start(project: &Project) -> Result<(), String> {
    let script = project.target().join("embed-start.js");
    bundle::bundle_with(project, "src/embed/start.ts", &script, &["--format=iife"])?;
    bundle::shorten(project, std::slice::from_ref(&script))?;
    let page = project.dist().join(PAGE);
    let started = with_start(&text(&page)?, &text(&script)?)?;
    fs::write(&page, started).map_err(|error| format!("Cannot write {}: {error}.", page.display()))
}

fn with_start(page: &str, script: &str) -> Result<String, String> {
    let allowed = format!("{ALLOWED} '{}'", hash(script.as_bytes()));
    let page = replaced(page, ALLOWED, &allowed)?;
    replaced(&page, MARK, &format!("<script>{}</script>", inline(script)?))
}

#[cfg(test)]
mod tests {
    use super::with_start;

    #[test]
    fn the_script_stands_in_the_page_and_its_hash_in_the_policy() {
        let page = "<meta content=\"script-src 'self'; style-src 'self'\"><!-- start -->";
        let hash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        let started = format!(
            "<meta content=\"script-src 'self' '{hash}'; style-src 'self'\"><script></script>"
        );
        assert_eq!(with_start(page, ""), Ok(started));
        assert!(with_start(page, "</script>").is_err());
        assert!(with_start("script-src 'self'", "").is_err());
    }
}
