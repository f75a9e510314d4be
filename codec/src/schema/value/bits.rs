//! A bit sequence, in one form whatever words and order the chain keeps it in.

use alloc::boxed::Box;
use alloc::vec;

/// The bits of a bit sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    len: usize,
    /// The first bit is the lowest of the first byte; what is not used is zero.
    bytes: Box<[u8]>,
}

impl Bits {
    /// Reads bits from words of so many bytes.
    pub(super) fn of_words(len: usize, words: &[u8], store: u8, high_first: bool) -> Self {
        let store = usize::from(store);
        let mut bytes = vec![0; len.div_ceil(8)];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let (word, within) = (at / store * store, at % store);
            *byte = if high_first {
                words[word + store - 1 - within].reverse_bits()
            } else {
                words[word + within]
            };
        }
        Self::clean(len, bytes.into())
    }

    fn clean(len: usize, mut bytes: Box<[u8]>) -> Self {
        if let (Some(last), used @ 1..) = (bytes.last_mut(), len % 8) {
            *last &= (1 << used) - 1;
        }
        Self { len, bytes }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// A bit by its place.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<bool> {
        (index < self.len).then(|| self.bytes[index / 8] >> (index % 8) & 1 == 1)
    }

    /// The bits, first to last.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = bool> + '_ {
        (0..self.len).map(|index| self.bytes[index / 8] >> (index % 8) & 1 == 1)
    }
}

impl FromIterator<bool> for Bits {
    fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> Self {
        let (mut len, mut bytes) = (0, vec![]);
        for bit in bits {
            if len % 8 == 0 {
                bytes.push(0);
            }
            if let Some(last) = bytes.last_mut() {
                *last |= u8::from(bit) << (len % 8);
            }
            len += 1;
        }
        Self { len, bytes: bytes.into() }
    }
}
