//! Which tokens a text has, told fast of the many that it doesn't have.

use rustc_hash::FxHashSet;

/// The tokens of a text, by their hashes.
pub(crate) struct Said {
    /// A bit for each, shared by few others.
    bits: [u64; Said::BITS / 64],
    tokens: FxHashSet<u32>,
}

impl Said {
    const BITS: usize = 1 << 13;

    pub fn of(tokens: &[u32]) -> Said {
        let mut bits = [0; Said::BITS / 64];
        for token in tokens {
            let bit = *token as usize % Said::BITS;
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Said {
            bits,
            tokens: tokens.iter().copied().collect(),
        }
    }

    /// Whether the text has a token, or perhaps only one that shares its bit.
    pub fn may_have(&self, token: u32) -> bool {
        let bit = token as usize % Said::BITS;
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Whether the text has a token.
    pub fn has(&self, token: u32) -> bool {
        self.may_have(token) && self.tokens.contains(&token)
    }
}
