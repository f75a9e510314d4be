//! Reads values of one Rust type from values of one type of the chain, whatever lies between them.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::Decode;
use scale_info::{MetaType, TypeInfo};

use super::difference::{Change, Mismatch};
use super::error::ValueError;
use super::fit::{Fit, How};
use crate::input::{decode_exact, decode_untagged_some};
use crate::schema::Schema;

/// Reads a `T` from values of a type of the chain.
///
/// Where the two are the same, or each value of the chain is the same bytes in Rust, this is `T`'s
/// own `Decode`. Elsewhere a plan rewrites the bytes first. Making one compares the types, which
/// takes about a tenth of a millisecond: keep it as long as the runtime is the same. It owns all
/// that it needs, and clones of it share that.
pub struct Decoder<T> {
    fit: Fit,
    types: PhantomData<fn() -> T>,
}

impl<T: Decode + TypeInfo + 'static> Decoder<T> {
    /// Reads a `T` from values of the type `ty`.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] with the path at which the types do not fit.
    pub fn new(chain: &Schema, ty: u32) -> Result<Self, Mismatch> {
        Ok(Self::of(Fit::new(chain, ty, &MetaType::new::<T>())?))
    }

    /// As [`new`](Self::new) for what a runtime API returns. Some runtimes of Subtensor before spec
    /// version 219 return the value's bytes wrapped in a `Vec<u8>`, and their metadata does not say
    /// of which type they are: a `T` that is no list of bytes is then read from them as it is, with
    /// nothing left over. Of an `Option` they wrote nothing for `None` and a bare value for `Some`, but for the
    /// few methods whose descriptors know better: [`RuntimeApi::bind`](crate::RuntimeApi::bind).
    ///
    /// A `T` that could be read either way, such as a `Vec<u16>` or an `Option<Vec<u8>>`, is refused:
    /// nobody could tell which is meant.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] with the path at which the types do not fit.
    pub fn of_output(chain: &Schema, ty: u32) -> Result<Self, Mismatch> {
        Ok(Self::of(Fit::of_output(chain, ty, &MetaType::new::<T>(), false)?))
    }

    /// Reads a `T`, of whose description it is known how it fits.
    pub(crate) fn of(fit: Fit) -> Self {
        Self { fit, types: PhantomData }
    }

    /// Whether `T`'s own decoder reads the chain's bytes, in which case it does.
    #[must_use]
    pub fn is_same(&self) -> bool {
        matches!(self.fit.how(), How::Same)
    }

    /// What the two types differ in; empty where they are the same.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        self.fit.changes()
    }

    /// Decodes one value, which must be all of `bytes`.
    ///
    /// # Errors
    ///
    /// [`ValueError`] with the offset and the path of what is wrong.
    pub fn decode(&self, bytes: &[u8]) -> Result<T, ValueError> {
        self.decode_with(bytes, &mut Vec::new())
    }

    /// As [`decode`](Self::decode), with a buffer that may be used again.
    pub(crate) fn decode_with(&self, bytes: &[u8], buffer: &mut Vec<u8>) -> Result<T, ValueError> {
        let decoded = match self.fit.how() {
            How::Same | How::Verbatim(_) => self.derived(bytes),
            How::Plan(_) => self.derived(self.fit.rewrite(bytes, buffer)?),
            How::Wrapped { untagged } => return self.wrapped(bytes, *untagged),
        };
        decoded.map_err(|refused| self.fit.blame(bytes, refused))
    }

    fn derived(&self, bytes: &[u8]) -> Result<T, ValueError> {
        let untagged = self.fit.is_untagged();
        let decoded = if untagged { decode_untagged_some(bytes) } else { decode_exact(bytes) };
        decoded.map_err(ValueError::from)
    }

    fn wrapped(&self, bytes: &[u8], untagged: bool) -> Result<T, ValueError> {
        let content = self.fit.content(bytes)?;
        let decoded = match (untagged, content) {
            (true, []) => decode_exact(&[0]),
            (true, _) => decode_untagged_some(content),
            (false, _) => decode_exact(content),
        };
        decoded.map_err(ValueError::from)
    }
}

impl<T> Clone for Decoder<T> {
    fn clone(&self) -> Self {
        Self { fit: self.fit.clone(), types: PhantomData }
    }
}

impl<T> fmt::Debug for Decoder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.fit.how() {
            How::Same => "same",
            How::Plan(_) | How::Verbatim(_) => "adapted",
            How::Wrapped { .. } => "wrapped",
        };
        write!(f, "Decoder({}, {how})", core::any::type_name::<T>())
    }
}
