//! Numbers that look random and are the same in every run.

/// The generator called splitmix64.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: u32, most: u32) -> u32 {
        let count = u64::from(most - least) + 1;
        least + u32::try_from(self.next() % count).unwrap()
    }

    pub(crate) fn size(&mut self, least: usize, most: usize) -> usize {
        self.between(u32::try_from(least).unwrap(), u32::try_from(most).unwrap()) as usize
    }

    /// Yes, in so many of a hundred cases.
    pub(crate) fn percent(&mut self, cases: u32) -> bool {
        self.between(1, 100) <= cases
    }
}
