//! Reads SCALE from a slice and remembers where it stopped.
//!
//! `parity-scale-codec`'s own error is empty without `std`, so the input keeps the facts: the
//! position, and whether it was asked for more than was left.

use parity_scale_codec::{Decode, Error, Input};

use crate::error::{DecodeError, DecodeErrorKind};

/// References, boxes and vectors may nest this deep; no runtime type comes near it.
const MAX_DEPTH: u32 = 256;

/// Decodes one `T` from all of `bytes`.
///
/// Allocates in steps that the bytes already read have paid for, whatever lengths the bytes
/// claim. A `T` that holds a vector of zero-sized elements is the exception: its claimed length
/// costs time.
///
/// # Errors
///
/// [`DecodeError`] with the offset where decoding stopped: too few bytes, a byte the layout does
/// not allow, or bytes left over.
pub fn decode_exact<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    match (Quick::<false> { rest: bytes, depth: 0, tagged: false }).all() {
        Some(value) => Ok(value),
        None => Reader::new(bytes).finish(),
    }
}

/// As [`decode_exact`], for an `Option` whose tag byte is not stored: what FRAME keeps under the
/// key of an Optional item is the bare value.
pub(crate) fn decode_untagged_some<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    match (Quick::<true> { rest: bytes, depth: 0, tagged: true }).all() {
        Some(value) => Ok(value),
        None => {
            let mut reader = Reader::new(bytes);
            reader.pending_tag = true;
            reader.finish()
        }
    }
}

/// Reads and remembers nothing. What it refuses, [`Reader`] reads once more to say why. Where
/// `TAG`, the bytes lack the tag of an `Option` in front; asking about that costs each read.
struct Quick<'a, const TAG: bool> {
    rest: &'a [u8],
    depth: u32,
    tagged: bool,
}

impl<const TAG: bool> Quick<'_, TAG> {
    #[inline]
    fn all<T: Decode>(mut self) -> Option<T> {
        let value = T::decode(&mut self).ok()?;
        self.rest.is_empty().then_some(value)
    }

    /// The tag that is not stored, before the first byte that is.
    #[cold]
    fn tag(&mut self, into: &mut [u8]) -> Result<(), Error> {
        self.tagged = false;
        let Some((first, others)) = into.split_first_mut() else { return Ok(()) };
        *first = 1;
        self.read(others)
    }
}

impl<const TAG: bool> Input for Quick<'_, TAG> {
    /// Always unknown: see [`Reader`]'s.
    #[inline]
    fn remaining_len(&mut self) -> Result<Option<usize>, Error> {
        Ok(None)
    }

    #[inline]
    fn read(&mut self, into: &mut [u8]) -> Result<(), Error> {
        if TAG && self.tagged && !into.is_empty() {
            return self.tag(into);
        }
        let Some((read, rest)) = self.rest.split_at_checked(into.len()) else {
            return Err(Error::from("short"));
        };
        into.copy_from_slice(read);
        self.rest = rest;
        Ok(())
    }

    #[inline]
    fn read_byte(&mut self) -> Result<u8, Error> {
        if TAG && self.tagged {
            self.tagged = false;
            return Ok(1);
        }
        let Some((&byte, rest)) = self.rest.split_first() else {
            return Err(Error::from("short"));
        };
        self.rest = rest;
        Ok(byte)
    }

    #[inline]
    fn descend_ref(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(Error::from("too deep")) } else { Ok(()) }
    }

    #[inline]
    fn ascend_ref(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
    last_read: usize,
    depth: u32,
    failure: Option<DecodeErrorKind>,
    pending_tag: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0, last_read: 0, depth: 0, failure: None, pending_tag: false }
    }

    /// Decodes the next value; bytes may follow it.
    pub(crate) fn next<T: Decode>(&mut self) -> Result<T, DecodeError> {
        T::decode(self).map_err(|_| match self.failure {
            Some(kind) => self.error::<T>(kind, self.position),
            None => self.error::<T>(DecodeErrorKind::Invalid, self.last_read),
        })
    }

    /// Decodes the last value; no byte may follow it.
    pub(crate) fn finish<T: Decode>(mut self) -> Result<T, DecodeError> {
        let value = self.next()?;
        self.expect_end::<T>()?;
        Ok(value)
    }

    pub(crate) fn expect_end<T>(&self) -> Result<(), DecodeError> {
        if self.position == self.bytes.len() {
            return Ok(());
        }
        Err(self.error::<T>(DecodeErrorKind::Trailing, self.position))
    }

    /// Takes `len` raw bytes.
    pub(crate) fn take<T>(&mut self, len: usize) -> Result<&'a [u8], DecodeError> {
        let Some(taken) = self.bytes[self.position..].get(..len) else {
            return Err(self.error::<T>(DecodeErrorKind::Short { wanted: len }, self.position));
        };
        self.position += len;
        Ok(taken)
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    fn error<T>(&self, kind: DecodeErrorKind, offset: usize) -> DecodeError {
        let type_name = core::any::type_name::<T>();
        DecodeError { place: None, type_name, kind, offset, len: self.bytes.len() }
    }
}

impl Input for Reader<'_> {
    /// Always unknown. Were it told, the codec would refuse a short vector without reading, and
    /// the error could not say where the bytes end. Without it vectors grow by bounded chunks.
    fn remaining_len(&mut self) -> Result<Option<usize>, Error> {
        Ok(None)
    }

    fn read(&mut self, into: &mut [u8]) -> Result<(), Error> {
        let mut into = into;
        if self.pending_tag && !into.is_empty() {
            self.pending_tag = false;
            into[0] = 1;
            into = &mut into[1..];
        }
        let Some(read) = self.bytes[self.position..].get(..into.len()) else {
            self.failure = Some(DecodeErrorKind::Short { wanted: into.len() });
            return Err(Error::from("short"));
        };
        into.copy_from_slice(read);
        self.last_read = self.position;
        self.position += read.len();
        Ok(())
    }

    fn descend_ref(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.failure = Some(DecodeErrorKind::TooDeep);
            return Err(Error::from("too deep"));
        }
        Ok(())
    }

    fn ascend_ref(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::string::ToString;
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn short_bytes_say_where_and_how_many() {
        let error = decode_exact::<(u8, u32)>(&[1, 2, 3]).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Short { wanted: 4 });
        assert_eq!((error.offset(), error.input_len()), (1, 3));
        assert_eq!(
            error.to_string(),
            "(u8, u32) ends early: 4 more bytes wanted at byte 1, 2 left"
        );
    }

    #[test]
    fn trailing_bytes_are_an_error() {
        let error = decode_exact::<u8>(&[1, 2]).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Trailing);
        assert_eq!(error.to_string(), "1 bytes left over after u8, which ends at byte 1 of 2");
    }

    #[test]
    fn an_invalid_byte_is_named() {
        let error = decode_exact::<(u16, bool)>(&[0, 0, 7]).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Invalid, 2));
    }

    #[test]
    fn a_claimed_length_is_not_allocated() {
        // compact(2^30 - 1) elements of 32 bytes: 32 GiB, were the length believed.
        let error = decode_exact::<Vec<[u8; 32]>>(&[0xfe, 0xff, 0xff, 0xff, 1, 2]).unwrap_err();
        assert!(matches!(error.kind(), DecodeErrorKind::Short { .. }));
    }

    #[test]
    fn endless_nesting_stops() {
        #[derive(Debug, Decode)]
        #[allow(dead_code, reason = "only its decoding is of interest")]
        struct Nest(Option<Box<Self>>);
        let error = decode_exact::<Nest>(&vec![1; 1 << 20]).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::TooDeep);
    }

    #[test]
    fn an_untagged_some_is_the_bare_value() {
        assert_eq!(decode_untagged_some::<Option<u16>>(&[5, 0]), Ok(Some(5)));
        assert_eq!(decode_untagged_some::<Option<()>>(&[]), Ok(Some(())));
        let error = decode_untagged_some::<Option<u16>>(&[5]).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Short { wanted: 2 }, 0));
    }
}
