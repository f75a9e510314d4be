//! Metadata of versions 14, 15 and 16, read into [`Tables`].
//!
//! Source of the layouts: the structs of the crate `frame-metadata` 23, modules `v14`, `v15` and
//! `v16`, and their derived encoding. Where a later version adds a field it stands in its place
//! here, behind a question for the version.

use alloc::vec::Vec;
use core::ops::Range;

use super::key::{Hasher, Modifier, StorageKey};
use super::tables::{ApiRow, AssociatedRow, ConstantRow, CustomRow, DeprecationRow, EnumRow};
use super::tables::{ExtensionRow, ExtrinsicRow, FunctionRow, OuterRow, PalletRow, ParamRow};
use super::tables::{Rows, StorageRow, Tables, ViewRow, slice};
use crate::cursor::{Cursor, Fault};
use crate::hash::twox_128;
use crate::registry::{self, MetadataError, MetadataErrorKind, Reader, Registry, Text, TypeDef};
use crate::schema::Schema;

type Result<T> = core::result::Result<T, MetadataError>;

const MAGIC: &[u8] = b"meta";

/// More extensions than any chain has. They are looked up by going through all of them.
const MAX_EXTENSIONS: usize = 256;

pub(super) fn read(bytes: &[u8], keep_docs: bool) -> Result<Tables> {
    let mut reader = Reader::new(bytes, keep_docs);
    let start = unwrap(bytes)? + MAGIC.len();
    reader.part("the start", |cursor| cursor.take(start))?;
    let version = reader.byte("the version")?;
    if !(14..=16).contains(&version) {
        return Err(MetadataError::new(MetadataErrorKind::Version { version }, start));
    }
    let registry = registry::read(&mut reader)?;
    let rows = Rows { version, ..Rows::default() };
    let mut read = Read { reader, version, registry, rows };
    read.all()?;
    if !read.reader.at_end() {
        return Err(read.reader.error(MetadataErrorKind::Trailing));
    }
    let Read { reader, registry, mut rows, .. } = read;
    let registry = registry.with_text(reader.into_text());
    hash_names(&registry, &mut rows);
    if version == 14 {
        complete_14(&registry, &mut rows);
    }
    Ok(Tables { schema: Schema::new(registry), rows })
}

/// Where the metadata starts: bare, as a node's `state_getMetadata` gives it, or as the `Vec<u8>`
/// or `Option<Vec<u8>>` that the runtime calls `Metadata_metadata` and
/// `Metadata_metadata_at_version` return.
fn unwrap(bytes: &[u8]) -> Result<usize> {
    if bytes.starts_with(MAGIC) {
        return Ok(0);
    }
    if bytes == [0] {
        return Err(MetadataError::new(MetadataErrorKind::Absent, 0));
    }
    for wrapped in [bytes.strip_prefix(&[1]), Some(bytes)].into_iter().flatten() {
        let mut cursor = Cursor::new(wrapped);
        let Ok(length) = cursor.length() else { continue };
        if cursor.rest.starts_with(MAGIC) {
            let start = bytes.len() - cursor.rest.len();
            if length == cursor.rest.len() {
                return Ok(start);
            }
            let fault = if length > cursor.rest.len() { Fault::End } else { Fault::Trailing };
            let part = "the length of the metadata";
            return Err(MetadataError::new(MetadataErrorKind::Damaged { part, fault }, start));
        }
    }
    Err(MetadataError::new(MetadataErrorKind::Magic, 0))
}

struct Read<'a> {
    reader: Reader<'a>,
    version: u8,
    registry: Registry,
    rows: Rows,
}

impl Read<'_> {
    fn all(&mut self) -> Result<()> {
        for _ in 0..self.reader.length("the number of pallets")? {
            let pallet = self.pallet()?;
            // So there are 256 at most, and an index means one pallet.
            if self.rows.pallets.iter().any(|other| other.index == pallet.index) {
                return Err(self.contradiction("two pallets have one index"));
            }
            self.rows.pallets.push(pallet);
        }
        self.rows.extrinsic = match self.version {
            14 => self.extrinsic_14()?,
            15 => self.extrinsic_15()?,
            _ => self.extrinsic_16()?,
        };
        if self.version < 16 {
            self.reader.id("the type of the runtime")?;
        }
        if self.version == 14 {
            return Ok(());
        }
        for _ in 0..self.reader.length("the number of runtime APIs")? {
            let api = self.api()?;
            self.rows.apis.push(api);
        }
        self.rows.outer = OuterRow {
            call: Some(self.reader.id("the type of all calls")?),
            event: Some(self.reader.id("the type of all events")?),
            error: Some(self.reader.id("the type of all errors")?),
        };
        for _ in 0..self.reader.length("the number of custom values")? {
            let name = self.reader.text("the name of a custom value")?;
            let ty = self.reader.id("the type of a custom value")?;
            let value = self.bytes("a custom value")?;
            self.rows.custom.push(CustomRow { name, ty, value });
        }
        Ok(())
    }

    fn pallet(&mut self) -> Result<PalletRow> {
        let name = self.reader.text("the name of a pallet")?;
        let start = self.rows.storage.len();
        let mut prefix = None;
        if self.reader.is_some("the storage of a pallet")? {
            prefix = Some(self.reader.text("the storage prefix of a pallet")?);
            for _ in 0..self.reader.length("the storage items of a pallet")? {
                let item = self.storage_item()?;
                self.rows.storage.push(item);
            }
        }
        let storage = range(start, self.rows.storage.len());
        let calls = self.pallet_enum("the calls of a pallet")?;
        let events = self.pallet_enum("the events of a pallet")?;
        let start = self.rows.constants.len();
        for _ in 0..self.reader.length("the constants of a pallet")? {
            let constant = self.constant()?;
            self.rows.constants.push(constant);
        }
        let constants = range(start, self.rows.constants.len());
        let errors = self.pallet_enum("the errors of a pallet")?;
        let (associated, views) =
            if self.version >= 16 { (self.associated()?, self.views()?) } else { (0..0, 0..0) };
        let index = self.reader.byte("the index of a pallet")?;
        let docs = if self.version >= 15 { self.reader.docs()? } else { Text::default() };
        let deprecation = self.deprecation()?;
        Ok(PalletRow {
            name,
            index,
            prefix,
            hash: [0; 16],
            storage,
            calls,
            events,
            errors,
            constants,
            associated,
            views,
            docs,
            deprecation,
        })
    }

    fn storage_item(&mut self) -> Result<StorageRow> {
        let name = self.reader.text("the name of a storage item")?;
        let modifier = self.reader.part("the modifier of a storage item", |cursor| {
            Ok(if cursor_choice(cursor, 2)? == 0 { Modifier::Optional } else { Modifier::Default })
        })?;
        let start = self.rows.keys.len();
        let is_map = self
            .reader
            .part("the kind of a storage item", |cursor| Ok(cursor_choice(cursor, 2)? == 1))?;
        if is_map {
            self.keys()?;
        }
        let keys = range(start, self.rows.keys.len());
        let value = self.reader.id("the value type of a storage item")?;
        let default = self.bytes("the default of a storage item")?;
        let docs = self.reader.docs()?;
        let deprecation = self.deprecation()?;
        let hash = [0; 16];
        Ok(StorageRow { name, hash, modifier, keys, value, default, docs, deprecation })
    }

    /// One hasher takes the key type whole, tuple or not; several take the members of a tuple.
    fn keys(&mut self) -> Result<()> {
        let start = self.rows.keys.len();
        for _ in 0..self.reader.length("the hashers of a storage item")? {
            let hasher = self.reader.part("a hasher of a storage item", |cursor| {
                let index = cursor_choice(cursor, Hasher::ALL.len() as u8)?;
                Ok(Hasher::ALL[usize::from(index)])
            })?;
            // The type follows.
            self.rows.keys.push(StorageKey { hasher, ty: 0 });
        }
        let ty = self.reader.id("the key type of a storage item")?;
        let keys = &mut self.rows.keys[start..];
        let whole = [ty];
        let types = match self.registry.get(ty).map(|ty| ty.def()) {
            Some(TypeDef::Tuple(members)) if keys.len() != 1 => members,
            _ => &whole,
        };
        if types.len() != keys.len() {
            let what = "a storage item has not as many keys as hashers";
            return Err(self.contradiction(what));
        }
        for (key, ty) in keys.iter_mut().zip(types) {
            key.ty = *ty;
        }
        Ok(())
    }

    fn pallet_enum(&mut self, part: &'static str) -> Result<Option<EnumRow>> {
        if !self.reader.is_some(part)? {
            return Ok(None);
        }
        let ty = self.reader.id(part)?;
        let start = self.rows.deprecated.len();
        if self.version >= 16 {
            let part = "the deprecated variants of a pallet";
            for _ in 0..self.reader.length(part)? {
                let index = self.reader.byte(part)?;
                // "Not deprecated" is no choice here.
                let row = self.deprecation()?.ok_or(Fault::Variant);
                let row = self.reader.part(part, |_| row)?;
                self.rows.deprecated.push((index, row));
            }
        }
        Ok(Some(EnumRow { ty, deprecated: range(start, self.rows.deprecated.len()) }))
    }

    fn constant(&mut self) -> Result<ConstantRow> {
        let name = self.reader.text("the name of a constant")?;
        let ty = self.reader.id("the type of a constant")?;
        let value = self.bytes("the value of a constant")?;
        let docs = self.reader.docs()?;
        Ok(ConstantRow { name, ty, value, docs, deprecation: self.deprecation()? })
    }

    fn associated(&mut self) -> Result<Range<u32>> {
        let start = self.rows.associated.len();
        for _ in 0..self.reader.length("the associated types of a pallet")? {
            let name = self.reader.text("the name of an associated type")?;
            let ty = self.reader.id("an associated type")?;
            let docs = self.reader.docs()?;
            self.rows.associated.push(AssociatedRow { name, ty, docs });
        }
        Ok(range(start, self.rows.associated.len()))
    }

    fn views(&mut self) -> Result<Range<u32>> {
        let start = self.rows.views.len();
        for _ in 0..self.reader.length("the view functions of a pallet")? {
            let id = *self.reader.part("the id of a view function", Cursor::array)?;
            let function = self.function()?;
            self.rows.views.push(ViewRow { id, function });
        }
        Ok(range(start, self.rows.views.len()))
    }

    fn api(&mut self) -> Result<ApiRow> {
        let name = self.reader.text("the name of a runtime API")?;
        let start = self.rows.methods.len();
        for _ in 0..self.reader.length("the methods of a runtime API")? {
            let method = self.function()?;
            self.rows.methods.push(method);
        }
        let methods = range(start, self.rows.methods.len());
        let docs = self.reader.docs()?;
        let mut version = None;
        if self.version >= 16 {
            version = Some(self.reader.id("the version of a runtime API")?);
        }
        Ok(ApiRow { name, version, methods, docs, deprecation: self.deprecation()? })
    }

    fn function(&mut self) -> Result<FunctionRow> {
        let name = self.reader.text("the name of a function")?;
        let start = self.rows.params.len();
        for _ in 0..self.reader.length("the inputs of a function")? {
            let name = self.reader.text("the name of an input")?;
            let ty = self.reader.id("the type of an input")?;
            self.rows.params.push(ParamRow { name, ty });
        }
        let inputs = range(start, self.rows.params.len());
        let output = self.reader.id("the output of a function")?;
        let docs = self.reader.docs()?;
        Ok(FunctionRow { name, inputs, output, docs, deprecation: self.deprecation()? })
    }

    fn extrinsic_14(&mut self) -> Result<ExtrinsicRow> {
        let ty = Some(self.reader.id("the type of an extrinsic")?);
        let versions = alloc::vec![self.reader.byte("the version of extrinsics")?];
        let extensions = self.extensions()?;
        let by_version = only_version(&extensions);
        Ok(ExtrinsicRow { ty, versions, extensions, by_version, ..ExtrinsicRow::default() })
    }

    fn extrinsic_15(&mut self) -> Result<ExtrinsicRow> {
        let versions = alloc::vec![self.reader.byte("the version of extrinsics")?];
        let address = Some(self.reader.id("the type of addresses")?);
        let call = Some(self.reader.id("the type of calls")?);
        let signature = Some(self.reader.id("the type of signatures")?);
        let extra = Some(self.reader.id("the type of extensions")?);
        let extensions = self.extensions()?;
        let by_version = only_version(&extensions);
        let ty = None;
        Ok(ExtrinsicRow { ty, versions, address, call, signature, extra, extensions, by_version })
    }

    fn extrinsic_16(&mut self) -> Result<ExtrinsicRow> {
        let versions = self.reader.part("the versions of extrinsics", Cursor::bytes)?.to_vec();
        let address = Some(self.reader.id("the type of addresses")?);
        let call = Some(self.reader.id("the type of calls")?);
        let signature = Some(self.reader.id("the type of signatures")?);
        let mut by_version = Vec::new();
        let part = "the extensions of a version";
        for _ in 0..self.reader.length(part)? {
            let version = self.reader.byte(part)?;
            if by_version.iter().any(|(other, _)| *other == version) {
                return Err(self.contradiction("two lists of extensions have one version"));
            }
            let mut places = Vec::new();
            for _ in 0..self.extension_count(part)? {
                places.push(self.reader.id(part)?);
            }
            by_version.push((version, places));
        }
        let extensions = self.extensions()?;
        let all = extensions.len();
        if by_version.iter().flat_map(|(_, places)| places).any(|place| *place as usize >= all) {
            return Err(self.contradiction("a version names an extension that is not there"));
        }
        let (ty, extra) = (None, None);
        Ok(ExtrinsicRow { ty, versions, address, call, signature, extra, extensions, by_version })
    }

    fn extensions(&mut self) -> Result<Vec<ExtensionRow>> {
        let mut extensions = Vec::new();
        for _ in 0..self.extension_count("the number of extensions")? {
            let name = self.reader.text("the name of an extension")?;
            let extra = self.reader.id("the type of an extension")?;
            let implicit = self.reader.id("the implicit type of an extension")?;
            extensions.push(ExtensionRow { name, extra, implicit });
        }
        Ok(extensions)
    }

    fn extension_count(&mut self, part: &'static str) -> Result<usize> {
        let count = self.reader.length(part)?;
        if count > MAX_EXTENSIONS {
            return Err(self.contradiction("more than 256 extensions"));
        }
        Ok(count)
    }

    fn contradiction(&self, what: &'static str) -> MetadataError {
        self.reader.error(MetadataErrorKind::Contradiction { what })
    }

    /// None where the version knows no deprecation.
    fn deprecation(&mut self) -> Result<Option<DeprecationRow>> {
        if self.version < 16 {
            return Ok(None);
        }
        let part = "a deprecation";
        let (note, since) = match self.reader.part(part, |cursor| cursor_choice(cursor, 3))? {
            0 => return Ok(None),
            1 => (Text::default(), Text::default()),
            _ => (self.reader.text(part)?, self.reader.optional_text(part)?),
        };
        Ok(Some(DeprecationRow { note, since }))
    }

    fn bytes(&mut self, part: &'static str) -> Result<Range<u32>> {
        let bytes = self.reader.part(part, Cursor::bytes)?;
        let start = self.rows.blob.len();
        self.rows.blob.extend_from_slice(bytes);
        Ok(range(start, self.rows.blob.len()))
    }
}

/// The index of a variant of which there are `count`.
fn cursor_choice(cursor: &mut Cursor<'_>, count: u8) -> core::result::Result<u8, Fault> {
    let index = cursor.byte()?;
    if index < count { Ok(index) } else { Err(Fault::Variant) }
}

fn range(start: usize, end: usize) -> Range<u32> {
    start as u32..end as u32
}

/// With what storage keys start.
fn hash_names(registry: &Registry, rows: &mut Rows) {
    for pallet in &mut rows.pallets {
        if let Some(prefix) = pallet.prefix {
            pallet.hash = twox_128(registry.str(prefix).as_bytes());
        }
    }
    for item in &mut rows.storage {
        item.hash = twox_128(registry.str(item.name).as_bytes());
    }
}

/// All extensions, in the only version that V14 and V15 know.
fn only_version(extensions: &[ExtensionRow]) -> Vec<(u8, Vec<u32>)> {
    alloc::vec![(0, (0..extensions.len() as u32).collect())]
}

/// V14 names the type of extrinsics, whose generic parameters tell the rest, and does not name the
/// outer enums. Calls are what extrinsics wrap, events are what `System.Events` records, and the
/// enum of errors stands, where some type refers to it, beside that of events.
fn complete_14(registry: &Registry, rows: &mut Rows) {
    let extrinsic = &mut rows.extrinsic;
    let ty = extrinsic.ty.and_then(|ty| registry.get(ty));
    for (name, ty) in ty.iter().flat_map(|ty| ty.params()) {
        match name {
            "Address" => extrinsic.address = ty,
            "Call" => extrinsic.call = ty,
            "Signature" => extrinsic.signature = ty,
            "Extra" | "Extension" => extrinsic.extra = ty,
            _ => {}
        }
    }
    let event = rows
        .pallets
        .iter()
        .filter(|pallet| registry.str(pallet.name) == "System")
        .flat_map(|pallet| slice(&rows.storage, &pallet.storage))
        .find(|item| registry.str(item.name) == "Events")
        .and_then(|item| match registry.get(item.value)?.def() {
            TypeDef::Sequence(record) => registry.get(record),
            _ => None,
        })
        .and_then(|record| match record.def() {
            TypeDef::Composite(fields) => fields.iter().find(|field| field.name() == "event"),
            _ => None,
        })
        .and_then(|field| registry.get(field.ty()));
    let runtime = event.and_then(|event| event.path().strip_suffix("RuntimeEvent"));
    let error = runtime.and_then(|runtime| {
        registry.types().find(|ty| ty.path().strip_prefix(runtime) == Some("RuntimeError"))
    });
    let [event, error] = [event, error].map(|ty| ty.map(|ty| ty.id()));
    rows.outer = OuterRow { call: extrinsic.call, event, error };
}
