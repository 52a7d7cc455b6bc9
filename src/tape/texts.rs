//! Texts by number.

/// Numbered texts. Most come again from the same place in memory, as names in this program and ids
/// in a catalog do, so a text is looked for there first and by its content afterwards.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: Vec<Box<str>>,
    /// How many of them were there before this answer.
    known: usize,
    /// Numbers from 1, each at the first free place from where the hash of its text points to; 0 is
    /// free, and at least half of the places are.
    by_content: Vec<u32>,
    by_address: Vec<Seen>,
}

/// A text where it was seen last.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    address: usize,
    length: usize,
    number: u32,
}

/// So many places for texts by address, as a power of two: several for each text of one answer.
const ADDRESS_BITS: u32 = 10;

impl Texts {
    /// Begins another answer.
    pub(super) fn begin(&mut self) {
        self.known = self.all.len();
    }

    /// The texts that this answer brought.
    pub(super) fn brought(&self) -> &[Box<str>] {
        self.all.get(self.known..).unwrap_or_default()
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The number of a name in this program: nothing else is ever at its address.
    pub(super) fn name(&mut self, name: &'static str) -> u32 {
        match self.seen(name) {
            Some(number) => number,
            None => self.remembered(name),
        }
    }

    /// The number of a text. Memory is used again, so what was seen there is compared.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let is_text =
            |number: &u32| self.all.get(*number as usize).is_some_and(|known| **known == *text);
        match self.seen(text).filter(is_text) {
            Some(number) => number,
            None => self.remembered(text),
        }
    }

    fn seen(&self, text: &str) -> Option<u32> {
        let seen = self.by_address.get(place_of(text))?;
        let same = seen.address == text.as_ptr().addr() && seen.length == text.len();
        same.then_some(seen.number)
    }

    fn remembered(&mut self, text: &str) -> u32 {
        let number = self.by_content(text);
        if self.by_address.is_empty() {
            self.by_address.resize(1 << ADDRESS_BITS, Seen::default());
        }
        if let Some(seen) = self.by_address.get_mut(place_of(text)) {
            *seen = Seen { address: text.as_ptr().addr(), length: text.len(), number };
        }
        number
    }

    /// The number of a text that will not be at this address again.
    pub(super) fn by_content(&mut self, text: &str) -> u32 {
        if self.by_content.len() <= 2 * self.all.len() {
            self.make_room();
        }
        let (place, number) = self.find(text);
        if number > 0 {
            return number - 1;
        }
        self.all.push(text.into());
        let number = self.all.len() as u32;
        if let Some(free) = self.by_content.get_mut(place) {
            *free = number;
        }
        number - 1
    }

    /// The place of a text or, with the number 0, the one that is free for it.
    fn find(&self, text: &str) -> (usize, u32) {
        let last = self.by_content.len().saturating_sub(1);
        let mut place = hash(text) & last;
        loop {
            let number = self.by_content.get(place).copied().unwrap_or(0);
            let known = (number as usize).checked_sub(1).and_then(|at| self.all.get(at));
            if known.is_none_or(|known| **known == *text) {
                return (place, number);
            }
            place = (place + 1) & last;
        }
    }

    fn make_room(&mut self) {
        let length = (4 * self.all.len()).next_power_of_two().max(512);
        self.by_content.clear();
        self.by_content.resize(length, 0);
        for at in 0..self.all.len() {
            let place = self.all.get(at).map(|text| self.find(text).0);
            if let Some(free) = place.and_then(|place| self.by_content.get_mut(place)) {
                *free = at as u32 + 1;
            }
        }
    }
}

/// The place of a text by its address.
fn place_of(text: &str) -> usize {
    ((text.as_ptr().addr() as u32).wrapping_mul(MIXER) >> (u32::BITS - ADDRESS_BITS)) as usize
}

/// The standard library's own hash is made to withstand chosen texts, which here would only slow
/// down their author's page, and takes longer than the rules.
fn hash(text: &str) -> usize {
    let mixed =
        text.bytes().fold(0, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(MIXER));
    // The upper bits are the ones that every byte has reached.
    (mixed ^ mixed >> 15) as usize
}

/// An odd number with as many ones as zeros: 2 to the 32nd, divided by the golden ratio.
const MIXER: u32 = 0x9e37_79b1;
