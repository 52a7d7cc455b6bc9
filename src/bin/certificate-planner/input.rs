//! Text from files and from standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The whole text of a file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let text = if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    text.map_err(|error| format!("Cannot read {}: {error}.", path.display()))
}
