//! Numbers as short texts: dates and amounts make up much of an answer, and the standard library's
//! padded numbers take several times as long, and are some kilobytes of the module.

use std::fmt;

/// Longer than any date or amount.
const BYTES_MAX: usize = 40;

/// A short text of ASCII characters.
pub(crate) struct Digits {
    bytes: [u8; BYTES_MAX],
    length: usize,
}

impl Digits {
    pub(crate) fn new() -> Digits {
        Digits { bytes: [0; BYTES_MAX], length: 0 }
    }

    /// Adds the number with zeros in front of it up to this width.
    pub(crate) fn number(&mut self, number: u64, width: usize) -> &mut Digits {
        let start = self.length;
        let mut rest = number;
        while rest > 0 || self.length - start < width {
            if self.length == BYTES_MAX {
                break;
            }
            self.character(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        // The last digit came first.
        if let Some(digits) = self.bytes.get_mut(start..self.length) {
            digits.reverse();
        }
        self
    }

    pub(crate) fn character(&mut self, character: u8) -> &mut Digits {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = character;
            self.length += 1;
        }
        self
    }

    pub(crate) fn text(&self) -> &str {
        let written = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(written).unwrap_or_default()
    }

    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
