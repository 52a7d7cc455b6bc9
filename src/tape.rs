//! Answers laid out flat, as whole numbers and texts: the form in which they cross to JavaScript.
//!
//! Each crossing costs more than most rules, so an answer crosses in one piece and not value by
//! value. Texts are numbered; the other side keeps them, and only new ones are handed over.

mod serializer;
mod texts;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Serialize, ser};

use crate::tape::texts::Texts;

/// What a word stands for, in its lowest three bits; the rest of it is the number named here.
/// `tape.js` reads the same kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
enum Kind {
    /// The text with this number.
    Text = 0,
    /// An object with so many entries: a word with the number of the key's text, then the value.
    Object = 1,
    /// A list of so many values.
    List = 2,
    /// This whole number.
    Whole = 3,
    /// A floating-point number: its lower and its upper half follow as two whole words.
    Float = 4,
    /// One of the values without parts, by its place in [`Simple`].
    Simple = 5,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
enum Simple {
    Undefined = 0,
    False = 1,
    True = 2,
}

const KIND_BITS: u32 = 3;

/// Laying out cannot fail: as this type has no value, none of the thousand calls is followed by a
/// look at its result.
#[derive(Debug)]
pub(crate) enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Never {
        refuse()
    }
}

/// Where a value of a kind would be laid out that no answer has. It is its type that has it or not,
/// so that the first test of the answer would come here.
fn refuse() -> ! {
    std::process::abort()
}

/// The words of one answer, and the texts of all answers so far.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    words: Vec<u32>,
    texts: Texts,
    /// Where a value writes itself as text, kept for its space.
    written: String,
}

/// A tape with more texts than this starts afresh: each answer brings a few that never come again.
const TEXTS_MAX: usize = 10_000;

impl Tape {
    /// Lays out a value; what was laid out before is gone.
    pub(crate) fn lay_out<T: Serialize>(&mut self, value: &T) -> Answer<'_> {
        self.words.clear();
        let starts_afresh = self.texts.count() > TEXTS_MAX;
        if starts_afresh {
            self.texts = Texts::default();
        }
        self.texts.begin();
        let Ok(()) = value.serialize(&mut *self);
        Answer { words: &self.words, new_texts: self.texts.brought(), starts_afresh }
    }

    fn push(&mut self, kind: Kind, number: u32) {
        self.words.push(number << KIND_BITS | kind as u32);
    }

    fn simple(&mut self, value: Simple) {
        self.push(Kind::Simple, value as u32);
    }

    fn key(&mut self, key: &'static str) {
        let number = self.texts.name(key);
        self.words.push(number);
    }

    /// Opens a list whose number of parts is not known yet.
    fn open(&mut self) -> usize {
        self.words.push(0);
        self.words.len() - 1
    }

    fn close(&mut self, at: usize, count: u32) {
        if let Some(word) = self.words.get_mut(at) {
            *word = count << KIND_BITS | Kind::List as u32;
        }
    }
}

/// One answer, ready to be handed over.
pub(crate) struct Answer<'a> {
    /// The value.
    pub(crate) words: &'a [u32],
    /// The texts with the next numbers.
    pub(crate) new_texts: &'a [Box<str>],
    /// Whether the numbers of earlier texts are void.
    pub(crate) starts_afresh: bool,
}
