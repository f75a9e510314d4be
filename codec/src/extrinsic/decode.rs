//! Reads extrinsics.

use super::{DecodedCall, Extrinsic, Preamble};
use crate::cursor::{Cursor, Fault};
use crate::metadata::Metadata;
use crate::part::{Names, Part, Parts};
use crate::schema::ReadError;

type Result<T> = core::result::Result<T, ReadError>;

/// The first byte: two bits for the kind, six for the version.
const KIND: u8 = 0b1100_0000;
const BARE: u8 = 0b0000_0000;
const GENERAL: u8 = 0b0100_0000;
const SIGNED: u8 = 0b1000_0000;

pub(super) fn with_length<'m, 'b>(
    metadata: &'m Metadata,
    bytes: &'b [u8],
) -> Result<Extrinsic<'m, 'b>> {
    let mut cursor = Cursor::new(bytes);
    let length = cursor.length().map_err(|fault| error(fault, 0, bytes.len(), "length"))?;
    let before = bytes.len() - cursor.rest.len();
    if cursor.rest.len() < length {
        return Err(error(Fault::End, bytes.len(), bytes.len(), ""));
    }
    if cursor.rest.len() > length {
        return Err(error(Fault::Trailing, before + length, bytes.len(), ""));
    }
    body(metadata, cursor.rest, before)
}

/// Reads what follows the length prefix, which takes `before` bytes.
pub(super) fn body<'m, 'b>(
    metadata: &'m Metadata,
    body: &'b [u8],
    before: usize,
) -> Result<Extrinsic<'m, 'b>> {
    let mut reader = Reader { metadata, all: body, rest: body, before };
    let first = reader.byte("version")?;
    let version = first & !KIND;
    let preamble = match (version, first & KIND) {
        (4 | 5, BARE) => Preamble::Bare,
        (5, GENERAL) => {
            let version = reader.byte("extension_version")?;
            Preamble::General { version, extensions: reader.extensions(version)? }
        }
        (4, SIGNED) => {
            let info = metadata.extrinsic();
            let address = reader.value(info.address(), "address")?;
            let signature = reader.value(info.signature(), "signature")?;
            Preamble::Signed { address, signature, extensions: reader.extensions(0)? }
        }
        _ => return Err(error(Fault::Version, before, before + body.len(), "version")),
    };
    let at = before + reader.offset();
    let call = call(metadata, reader.rest, at)
        .map_err(|error| error.inside(0, before + body.len(), "call"))?;
    Ok(Extrinsic { body, version, preamble, call })
}

/// Reads a call that is all of `bytes`; `before` are before it.
pub(super) fn call<'m, 'b>(
    metadata: &'m Metadata,
    bytes: &'b [u8],
    before: usize,
) -> Result<DecodedCall<'m, 'b>> {
    let mut reader = Reader { metadata, all: bytes, rest: bytes, before };
    let pallet = reader.byte("")?;
    let pallet =
        metadata.pallet_at(pallet).ok_or_else(|| reader.error_before(Fault::Variant, ""))?;
    let index = reader.byte(pallet.name())?;
    let variant = pallet.calls().and_then(|calls| calls.at(index));
    let variant = variant.ok_or_else(|| reader.error_before(Fault::Variant, pallet.name()))?;
    let args = reader.parts(Names::Fields(variant.fields()), |error| {
        error.inside(0, before + bytes.len(), variant.name()).inside(
            0,
            before + bytes.len(),
            pallet.name(),
        )
    })?;
    if !reader.rest.is_empty() {
        return Err(reader.error(Fault::Trailing, ""));
    }
    Ok(DecodedCall { pallet, variant, args, bytes })
}

struct Reader<'m, 'b> {
    metadata: &'m Metadata,
    all: &'b [u8],
    rest: &'b [u8],
    /// How many bytes are before `all`.
    before: usize,
}

impl<'m, 'b> Reader<'m, 'b> {
    fn offset(&self) -> usize {
        self.all.len() - self.rest.len()
    }

    fn error(&self, fault: Fault, path: &str) -> ReadError {
        error(fault, self.before + self.offset(), self.before + self.all.len(), path)
    }

    /// The error of the byte that was read last.
    fn error_before(&self, fault: Fault, path: &str) -> ReadError {
        error(fault, self.before + self.offset() - 1, self.before + self.all.len(), path)
    }

    fn byte(&mut self, path: &str) -> Result<u8> {
        let (byte, rest) = self.rest.split_first().ok_or_else(|| self.error(Fault::End, path))?;
        self.rest = rest;
        Ok(*byte)
    }

    fn value(&mut self, ty: Option<u32>, path: &str) -> Result<Part<'m, 'b>> {
        let ty = ty.ok_or_else(|| self.error(Fault::Type, path))?;
        let part = Part::first(self.metadata.schema(), ty, self.rest)
            .map_err(|error| self.place(error, path))?;
        self.rest = &self.rest[part.bytes().len()..];
        Ok(part)
    }

    fn extensions(&mut self, version: u8) -> Result<Parts<'m, 'b>> {
        let info = self.metadata.extrinsic();
        if info.extensions_of(version).is_none() {
            return Err(self.error_before(Fault::Version, "extension_version"));
        }
        let len = self.before + self.all.len();
        self.parts(Names::Extensions(info, version), |error| error.inside(0, len, "extensions"))
    }

    fn parts(
        &mut self,
        names: Names<'m>,
        place: impl FnOnce(ReadError) -> ReadError,
    ) -> Result<Parts<'m, 'b>> {
        let parts = Parts::first(self.metadata, names, self.rest)
            .map_err(|error| place(self.place(error, "")))?;
        self.rest = &self.rest[parts.bytes().len()..];
        Ok(parts)
    }

    /// An error in what is left, as seen from the start.
    fn place(&self, error: ReadError, path: &str) -> ReadError {
        error.inside(self.before + self.offset(), self.before + self.all.len(), path)
    }
}

fn error(fault: Fault, offset: usize, len: usize, path: &str) -> ReadError {
    ReadError::new(fault, offset, len, path.into())
}
