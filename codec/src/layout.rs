//! A Rust type and a type of the chain, compared by the names of their fields and variants.
//!
//! The chain is upgraded every few weeks, and its types drift: a field is added, an integer grows.
//! A [`Layout`] says once for a type and a runtime how the two fit. Where they are the same, the Rust
//! type's derived `Decode` reads the chain's bytes. Where they have drifted, a [`Plan`] rewrites the
//! bytes, and the derived `Decode` reads those. Where they do not fit, [`Mismatch`] names the path.
//! No number ever takes the place of another, as far as types tell: newtypes around integers, such as
//! `Perbill` and `Permill` or amounts of two currencies, are the integers.
//!
//! | the chain | Rust | |
//! |---|---|---|
//! | an integer | a wider one, signed or compact or not | a narrower one, or a signed one as unsigned, does not fit |
//! | `T` behind newtypes, `Compact`, boxes, `BoundedVec`, one named field | `T` | and the other way round |
//! | a struct | a struct with the same names in any order | fields without a Rust name are skipped |
//! | no such field | `Option<T>` | reads as `None` |
//! | `T` | `Option<T>` | reads as `Some` |
//! | a tuple | a tuple, or a struct, of the same length | by places |
//! | an enum | an enum with variants of the same names | other variants are refused when met, by name |
//! | a fixed-point number | one with as many bits of fraction, or a struct with the field `bits` | never a bare integer |
//! | a list | a list of what fits; an array, of the same length | a text is not a list of bytes |
//!
//! A Rust type is known by its `TypeInfo`, which must describe what its `Decode` reads: both
//! derived, it does. What a type is called is not compared, so that it may be renamed; only account
//! ids, `U256` and the fixed-point numbers of `substrate_fixed` are known by their paths.
//!
//! ```
//! use subwire_codec::codec::{Decode, Encode};
//! use subwire_codec::layout::Decoder;
//! use subwire_codec::registry::Registry;
//! use subwire_codec::scale_info::TypeInfo;
//! use subwire_codec::schema::Schema;
//!
//! #[derive(Encode, TypeInfo)]
//! # #[codec(crate = subwire_codec::codec)]
//! # #[scale_info(crate = subwire_codec::scale_info)]
//! struct OnChain {
//!     netuid: u16,
//!     since: u32,
//!     rao: u64,
//! }
//!
//! #[derive(Debug, Decode, PartialEq, TypeInfo)]
//! # #[codec(crate = subwire_codec::codec)]
//! # #[scale_info(crate = subwire_codec::scale_info)]
//! struct Price {
//!     rao: u128,
//!     netuid: u16,
//!     moving_rao: Option<u64>,
//! }
//!
//! let (registry, ty) = Registry::of::<OnChain>();
//! let bytes = OnChain { netuid: 1, since: 7, rao: 9 }.encode();
//! let decoder = Decoder::<Price>::new(&Schema::new(registry), ty)?;
//! let changes: Vec<_> = decoder.changes().iter().map(|change| change.to_string()).collect();
//! assert_eq!(changes, [
//!     "rao: u64 read as u128",
//!     "moving_rao: not on this chain, read as None",
//!     "since: not read",
//!     "fields in another order",
//! ]);
//! let price = decoder.decode(&bytes)?;
//! assert_eq!(price, Price { rao: 9, netuid: 1, moving_rao: None });
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arguments;
mod compare;
mod decoder;
mod difference;
mod error;
mod fit;
mod integer;
mod output;
mod plan;
mod run;
mod side;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;
use core::fmt;

use scale_info::TypeInfo;

pub(crate) use self::arguments::{argument, arguments};
use self::compare::compare;
pub use self::decoder::Decoder;
pub use self::difference::{Change, ChangeKind, Mismatch, Why};
pub use self::error::{ValueError, ValueErrorKind};
pub(crate) use self::fit::Fit;
use self::fit::node;
use self::plan::Op;
pub use self::plan::Plan;
use crate::registry::Registry;
use crate::schema::Schema;

/// How a Rust type is read from a type of the chain.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums, reason = "these are all there can be")]
pub enum Layout {
    /// The same bytes, names and numbers of variants: the Rust type's own decoder reads them.
    Same,
    /// By rewriting the bytes.
    Adapt(Plan),
    /// Not at all.
    Incompatible(Mismatch),
}

impl Layout {
    /// Compares a Rust type with the type `ty` of a chain. Takes about a tenth of a millisecond.
    #[must_use]
    pub fn of<T: TypeInfo + 'static>(chain: &Schema, ty: u32) -> Self {
        let (registry, rust) = Registry::of::<T>();
        Self::between(chain, ty, &Schema::new(registry), rust)
    }

    /// Compares the type `to` of one schema with the type `from` of another, of which it is to be
    /// read: two runtimes of a chain, for example.
    #[must_use]
    pub fn between(chain: &Schema, from: u32, rust: &Schema, to: u32) -> Self {
        let compared = node(chain, from)
            .and_then(|from_node| Ok((from_node, node(rust, to)?)))
            .and_then(|(from, to)| compare(chain, from, rust, to));
        match compared {
            Err(mismatch) => Self::Incompatible(mismatch),
            Ok(compared) if compared.pairs[compared.root as usize].same => Self::Same,
            Ok(compared) => Self::Adapt(Plan::new(chain, Some(from), compared)),
        }
    }
}

impl Plan {
    /// What the two types differ in, up to 256 differences.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether it leaves the bytes of every valid value as they are, so that the Rust type's own
    /// decoder reads them: so a compact integer is read as a wider one.
    #[must_use]
    pub fn keeps_bytes(&self) -> bool {
        matches!(self.ops.get(self.root as usize), Some(Op::Copy(_)))
    }

    /// Rewrites one value of the chain, which must be all of `bytes`, to a value of the Rust type.
    ///
    /// # Errors
    ///
    /// [`ValueError`] with the offset and the path of what is wrong with the bytes, or of a variant
    /// that the Rust type does not know.
    pub fn rewrite(&self, bytes: &[u8]) -> Result<Vec<u8>, ValueError> {
        let mut buffer = Vec::new();
        let written = self.apply(bytes, &mut buffer)?.len();
        if buffer.is_empty() {
            return Ok(bytes.to_vec());
        }
        buffer.truncate(written);
        Ok(buffer)
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.changes).finish()
    }
}
