//! JSON text straight from the bytes of a value, without a tree between.
//!
//! | SCALE | JSON |
//! |---|---|
//! | integers, compacts, U256 | a number up to 2^53 in magnitude, a decimal string above |
//! | `bool`, `str`, `char` | `true` or `false`; strings |
//! | an account | its SS58 address, or `"0x…"`: see [`Accounts`] |
//! | `Vec<u8>`, `[u8; N]` | `"0x…"` |
//! | other sequences and arrays, tuples, structs without names | an array |
//! | structs with names | an object |
//! | a struct with one field that has no name | that field |
//! | `()`, structs without fields | `null` |
//! | an option | `null` or the value; `{"Some": …}` where the value may be `null` itself |
//! | a variant without fields | `"Name"` |
//! | other variants | `{"Name": value}`, the value as of a struct with the fields |
//! | bits | `"0b0110…"`, in the order of the sequence |
//!
//! Nothing is put between the tokens: no space, no newline.
//!
//! ```
//! use subwire_codec::codec::Encode;
//! use subwire_codec::registry::Registry;
//! use subwire_codec::scale_info::TypeInfo;
//! use subwire_codec::schema::{Accounts, Schema};
//!
//! #[derive(Encode, TypeInfo)]
//! # #[codec(crate = subwire_codec::codec)]
//! # #[scale_info(crate = subwire_codec::scale_info)]
//! struct Price {
//!     netuid: u16,
//!     rao: u64,
//! }
//!
//! let (registry, prices) = Registry::of::<Vec<Price>>();
//! let schema = Schema::new(registry);
//! let bytes = vec![Price { netuid: 1, rao: 9 }, Price { netuid: 2, rao: u64::MAX }].encode();
//! let json = schema.to_json(prices, &bytes, Accounts::default())?;
//! assert_eq!(json, r#"[{"netuid":1,"rao":9},{"netuid":2,"rao":"18446744073709551615"}]"#);
//! # Ok::<(), subwire_codec::schema::ReadError>(())
//! ```

mod address;
mod blake2b;
mod digits;
mod hex;
mod output;
#[cfg(test)]
mod tests;
mod text;
mod write;

use alloc::string::String;
use alloc::vec::Vec;

use self::address::Addresses;
use self::output::Output;
use self::write::{Hex, Writer};
use super::{Node, ReadError, Schema, Source};
use crate::AccountId;
use crate::cursor::Fault;
use crate::ss58;

/// How accounts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Accounts {
    /// `"0x"` and 64 hex digits: several times faster, as no checksum is to be found.
    Hex,
    /// An SS58 address with this prefix. With a prefix that no address may have (46, 47, above
    /// [`MAX_PREFIX`](ss58::MAX_PREFIX)) accounts are written as hex.
    Ss58(u16),
}

impl Accounts {
    /// The prefix with which accounts are written as addresses.
    pub(crate) fn prefix(self) -> Option<u16> {
        match self {
            Self::Ss58(prefix) if ss58::is_valid_prefix(prefix) => Some(prefix),
            _ => None,
        }
    }
}

/// SS58 with Bittensor's prefix, 42.
impl Default for Accounts {
    fn default() -> Self {
        Self::Ss58(AccountId::SS58_PREFIX)
    }
}

impl Schema {
    /// Writes `bytes`, which are exactly one value of a type, as JSON text.
    ///
    /// The [form](self) is the same for every chain. A gigabyte a second is usual, less
    /// with many different accounts as addresses.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong: all that
    /// [`validate`](Self::validate) refuses, and text longer than [`Limits::output`].
    ///
    /// [`Limits::output`]: super::Limits::output
    pub fn to_json(&self, ty: u32, bytes: &[u8], accounts: Accounts) -> Result<String, ReadError> {
        let mut out = Vec::new();
        self.write_json(ty, bytes, accounts, &mut out)?;
        // Names and texts were UTF-8 before, the rest is ASCII.
        String::from_utf8(out).map_err(|_| self.locate(ty, bytes, Fault::Utf8))
    }

    /// Writes the same text behind what stands in `out`, as UTF-8. To use one buffer for many
    /// values spares allocations; on an error it is left as it was.
    ///
    /// # Errors
    ///
    /// Those of [`to_json`](Self::to_json).
    pub fn write_json(
        &self,
        ty: u32,
        bytes: &[u8],
        accounts: Accounts,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let before = out.len();
        let written = self.read_all(ty, bytes, |node, source, depth| {
            self.json_value(node, source, depth, accounts, out)
        });
        if written.is_err() {
            // A value is written before it is known that bytes are left over.
            out.truncate(before);
        }
        written
    }

    /// Writes the value that `source` starts with behind what stands in `out`. Nothing is added on
    /// a fault.
    pub(crate) fn json_value(
        &self,
        node: Node,
        source: &mut Source<'_>,
        depth: u32,
        accounts: Accounts,
        out: &mut Vec<u8>,
    ) -> Result<(), Fault> {
        let len = source.rest.len();
        let output = Output::behind(out, len.saturating_mul(3), self.limits.output);
        let table = self.table();
        let (done, output) = match accounts.prefix() {
            Some(prefix) => {
                let accounts = Addresses::new(prefix, len);
                Writer::new(table, accounts, output, len).write(node, source, depth)
            }
            None => Writer::new(table, Hex, output, len).write(node, source, depth),
        };
        output.finish(done, out)
    }
}

/// The JSON text of one value that a part of this writes.
#[cfg(feature = "serde")]
pub(super) fn token(write: impl FnOnce(&mut Output)) -> String {
    let mut text = Vec::new();
    let mut out = Output::behind(&mut text, 0, usize::MAX);
    write(&mut out);
    // There is no limit, and nothing to fail.
    let _ = out.finish(Ok(()), &mut text);
    String::from_utf8(text).unwrap_or_default()
}
