//! The registry's SCALE form, as `scale-info` defines it, read into rows.
//!
//! Source of the layout: the structs of `scale_info::portable` and their derived encoding, which is
//! the same in metadata V14, V15 and V16.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::{Def, FieldRow, MetadataError, MetadataErrorKind, ParamRow, Primitive, Registry};
use super::{Text, TypeRow, VariantRow};
use crate::cursor::{Cursor, Fault};

/// Reads pieces of metadata, and collects their texts in one string.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    cursor: Cursor<'a>,
    len: usize,
    keep_docs: bool,
    /// Made of whole texts only, so it is UTF-8.
    text: Vec<u8>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], keep_docs: bool) -> Self {
        let text = Vec::with_capacity(bytes.len() / 2);
        Self { cursor: Cursor::new(bytes), len: bytes.len(), keep_docs, text }
    }

    pub(crate) fn offset(&self) -> usize {
        self.len - self.cursor.rest.len()
    }

    pub(crate) fn error(&self, kind: MetadataErrorKind) -> MetadataError {
        MetadataError::new(kind, self.offset())
    }

    /// Reads with the cursor; a fault is said to be in `part`.
    #[inline(always)]
    pub(crate) fn part<T>(
        &mut self,
        part: &'static str,
        read: impl FnOnce(&mut Cursor<'a>) -> Result<T, Fault>,
    ) -> Result<T, MetadataError> {
        match read(&mut self.cursor) {
            Ok(read) => Ok(read),
            Err(fault) => Err(self.error(MetadataErrorKind::Damaged { part, fault })),
        }
    }

    pub(crate) fn byte(&mut self, part: &'static str) -> Result<u8, MetadataError> {
        self.part(part, Cursor::byte)
    }

    pub(crate) fn length(&mut self, part: &'static str) -> Result<usize, MetadataError> {
        self.part(part, Cursor::length)
    }

    /// A compact `u32`: in metadata, a type's id.
    pub(crate) fn id(&mut self, part: &'static str) -> Result<u32, MetadataError> {
        self.length(part).map(|id| id as u32)
    }

    /// Whether an `Option` follows as `Some`.
    pub(crate) fn is_some(&mut self, part: &'static str) -> Result<bool, MetadataError> {
        self.part(part, Cursor::bool)
    }

    pub(crate) fn text(&mut self, part: &'static str) -> Result<Text, MetadataError> {
        let start = self.text.len();
        let text = self.part(part, text)?;
        self.text.extend_from_slice(text);
        Ok(self.since(start))
    }

    pub(crate) fn optional_text(&mut self, part: &'static str) -> Result<Text, MetadataError> {
        if self.is_some(part)? { self.text(part) } else { Ok(Text::default()) }
    }

    /// Lines as one text, if docs are kept.
    pub(crate) fn docs(&mut self) -> Result<Text, MetadataError> {
        let part = "documentation";
        let start = self.text.len();
        for line in 0..self.length(part)? {
            let text = self.part(part, text)?;
            if self.keep_docs {
                if line > 0 {
                    self.text.push(b'\n');
                }
                self.text.extend_from_slice(text);
            }
        }
        Ok(self.since(start))
    }

    fn since(&self, start: usize) -> Text {
        Text { start: start as u32, len: (self.text.len() - start) as u32 }
    }

    pub(crate) fn at_end(&self) -> bool {
        self.cursor.rest.is_empty()
    }

    /// All texts that were kept.
    pub(crate) fn into_text(self) -> String {
        String::from_utf8(self.text).unwrap_or_default()
    }
}

/// A text behind its length. Nearly all are ASCII, which is found out sooner than UTF-8.
#[inline(always)]
fn text<'a>(cursor: &mut Cursor<'a>) -> Result<&'a [u8], Fault> {
    let text = cursor.bytes()?;
    if text.is_ascii() || core::str::from_utf8(text).is_ok() { Ok(text) } else { Err(Fault::Utf8) }
}

/// Reads a registry. Its texts stay with the reader until [`Registry::with_text`].
pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Registry, MetadataError> {
    let mut registry = Registry::default();
    let count = reader.length("the number of types")?;
    // A type takes five bytes at least.
    registry.types.reserve(count.min(reader.cursor.rest.len() / 5));
    for expected in 0..count as u32 {
        let found = reader.id("the id of a type")?;
        if found != expected {
            return Err(reader.error(MetadataErrorKind::TypeId { found, expected }));
        }
        let row = read_type(&mut registry, reader)?;
        registry.types.push(row);
    }
    Ok(registry)
}

fn read_type(registry: &mut Registry, reader: &mut Reader<'_>) -> Result<TypeRow, MetadataError> {
    let path = read_path(reader)?;
    let start = registry.params.len();
    for _ in 0..reader.length("the parameters of a type")? {
        let name = reader.text("the name of a type's parameter")?;
        let part = "the type of a type's parameter";
        let ty = if reader.is_some(part)? { Some(reader.id(part)?) } else { None };
        registry.params.push(ParamRow { name, ty });
    }
    let params = range(start, registry.params.len());
    let def = read_def(registry, reader)?;
    Ok(TypeRow { path, params, def, docs: reader.docs()? })
}

/// The segments, joined by `::`.
fn read_path(reader: &mut Reader<'_>) -> Result<Text, MetadataError> {
    let part = "the path of a type";
    let start = reader.text.len();
    for segment in 0..reader.length(part)? {
        if segment > 0 {
            reader.text.extend_from_slice(b"::");
        }
        reader.text(part)?;
    }
    Ok(reader.since(start))
}

fn read_def(registry: &mut Registry, reader: &mut Reader<'_>) -> Result<Def, MetadataError> {
    let part = "the definition of a type";
    Ok(match reader.byte(part)? {
        0 => Def::Composite(read_fields(registry, reader)?),
        1 => {
            let start = registry.variants.len();
            for _ in 0..reader.length("the variants of a type")? {
                let name = reader.text("the name of a variant")?;
                let fields = read_fields(registry, reader)?;
                let index = reader.byte("the index of a variant")?;
                registry.variants.push(VariantRow { name, fields, index, docs: reader.docs()? });
            }
            Def::Variant(range(start, registry.variants.len()))
        }
        2 => Def::Sequence(reader.id(part)?),
        3 => {
            let len = u32::from_le_bytes(*reader.part(part, Cursor::array)?);
            Def::Array { len, of: reader.id(part)? }
        }
        4 => {
            let start = registry.members.len();
            for _ in 0..reader.length(part)? {
                registry.members.push(reader.id("a member of a tuple")?);
            }
            Def::Tuple(range(start, registry.members.len()))
        }
        5 => {
            let index = usize::from(reader.byte("a primitive type")?);
            let primitive = Primitive::ALL.get(index).copied().ok_or(Fault::Variant);
            Def::Primitive(reader.part("a primitive type", |_| primitive)?)
        }
        6 => Def::Compact(reader.id(part)?),
        7 => Def::BitSequence { store: reader.id(part)?, order: reader.id(part)? },
        _ => reader.part(part, |_| Err(Fault::Variant))?,
    })
}

/// Fields of a struct, of a variant; the fields of one stand side by side.
pub(crate) fn read_fields(
    registry: &mut Registry,
    reader: &mut Reader<'_>,
) -> Result<Range<u32>, MetadataError> {
    let start = registry.fields.len();
    for _ in 0..reader.length("the fields of a type")? {
        let name = reader.optional_text("the name of a field")?;
        let ty = reader.id("the type of a field")?;
        let type_name = reader.optional_text("the type name of a field")?;
        registry.fields.push(FieldRow { name, ty, type_name, docs: reader.docs()? });
    }
    Ok(range(start, registry.fields.len()))
}

fn range(start: usize, end: usize) -> Range<u32> {
    start as u32..end as u32
}
