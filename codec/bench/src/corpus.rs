//! The recorded values: raw bytes, each with the registry and the type that it is of.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed, v14, v15, v16};
use parity_scale_codec::{Compact, Decode, Encode};
use scale_info::PortableRegistry;
use scale_info::form::PortableForm;
use serde::Deserialize;

use crate::names;

/// The runtime whose registry has 712 types.
pub const LATEST: &str = "subtensor_343.v15";
/// How many values the list of random compacts has.
const RANDOM_COMPACTS: usize = 100_000;

/// One runtime: its metadata, and its registry as the peers read it.
#[derive(Debug)]
pub struct Runtime {
    /// Its metadata's file name without `.scale`.
    pub name: String,
    /// Its metadata, starting with `meta`. Without the types that were added to `types`.
    pub metadata: Vec<u8>,
    /// Its types, and those that a set wants and the metadata lacks.
    pub types: PortableRegistry,
}

impl Runtime {
    /// The SCALE bytes of `types`.
    #[must_use]
    pub fn registry(&self) -> Vec<u8> {
        self.types.encode()
    }
}

/// The bytes of one value.
#[derive(Debug)]
pub struct Part {
    /// The runtime that the type is of.
    pub runtime: Rc<Runtime>,
    /// The type's id in the runtime's `types`.
    pub type_id: u32,
    /// Exactly one value.
    pub bytes: Vec<u8>,
}

/// What one line of the report is about: one large value, or many small ones.
#[derive(Debug)]
pub struct Set {
    /// As in the index of the recorded values.
    pub name: String,
    /// The type's name, empty where the parts are of several.
    pub type_name: String,
    /// The values.
    pub parts: Vec<Part>,
}

impl Set {
    /// The bytes of all parts together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.bytes.len()).sum()
    }

    /// For each part, what `build` makes of its runtime; runs of one runtime share it.
    pub fn prepare<T>(&self, build: impl Fn(&Runtime) -> T) -> Vec<Rc<T>> {
        let mut prepared: Vec<Rc<T>> = Vec::with_capacity(self.parts.len());
        for (i, part) in self.parts.iter().enumerate() {
            let same = (0..i).find(|&j| Rc::ptr_eq(&self.parts[j].runtime, &part.runtime));
            let built =
                same.map_or_else(|| Rc::new(build(&part.runtime)), |j| Rc::clone(&prepared[j]));
            prepared.push(built);
        }
        prepared
    }
}

/// The folder of recorded data, and what was read of it.
#[derive(Debug)]
pub struct Corpus {
    chain: PathBuf,
    runtimes: RefCell<BTreeMap<String, Rc<Runtime>>>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    file: String,
    r#type: String,
    #[serde(default)]
    result_form: String,
    metadata: Option<String>,
}

#[derive(Deserialize)]
struct Pair {
    pallet: String,
    item: String,
    value: String,
    metadata: String,
}

impl Corpus {
    /// Finds the data below `SUBWIRE_SHARED`, or below `shared` beside the repository.
    #[must_use]
    pub fn find() -> Option<Self> {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
        let chain = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from).join("chain");
        chain.is_dir().then(|| Self { chain, runtimes: RefCell::default() })
    }

    /// The recorded values whose set's name contains `wanted`.
    #[must_use]
    pub fn recorded(&self, wanted: &str) -> Vec<Rc<Set>> {
        let index = self.index();
        let values = index.into_iter().filter(|entry| entry.metadata.is_some());
        let values = values.filter(|entry| entry.name.contains(wanted));
        let mut sets: Vec<_> = values.map(|entry| Rc::new(self.value(entry))).collect();
        if "storage_pairs".contains(wanted) {
            sets.push(Rc::new(self.storage_pairs()));
        }
        sets
    }

    /// A list of compacts of all widths, where its name contains `wanted`.
    #[must_use]
    pub fn random_compacts(&self, wanted: &str) -> Vec<Rc<Set>> {
        const NAME: &str = "random Compact<u64>";
        if !NAME.contains(wanted) {
            return Vec::new();
        }
        let type_name = "Vec<Compact<u64>>".to_owned();
        let (runtime, type_id) = self.typed(LATEST, &type_name);
        let bytes = random_compacts(RANDOM_COMPACTS).encode();
        let parts = vec![Part { runtime, type_id, bytes }];
        vec![Rc::new(Set { name: NAME.to_owned(), type_name, parts })]
    }

    /// The metadata whose name contains `wanted`.
    #[must_use]
    pub fn metadata(&self, wanted: &str) -> Vec<Rc<Runtime>> {
        let folder = self.chain.join("metadata");
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter_map(|name| name.strip_suffix(".scale").map(str::to_owned))
            .filter(|name| name.contains(wanted))
            .collect();
        names.sort();
        names.iter().map(|name| self.runtime(name)).collect()
    }

    /// One runtime, by its metadata's name.
    #[must_use]
    pub fn runtime(&self, name: &str) -> Rc<Runtime> {
        if let Some(runtime) = self.runtimes.borrow().get(name) {
            return Rc::clone(runtime);
        }
        let metadata = self.read(&format!("metadata/{name}.scale"));
        let types = match decode_metadata(&metadata) {
            RuntimeMetadata::V14(metadata) => metadata.types,
            RuntimeMetadata::V15(metadata) => metadata.types,
            RuntimeMetadata::V16(metadata) => metadata.types,
            other => panic!("{name}: metadata of version {}", other.version()),
        };
        let runtime = Rc::new(Runtime { name: name.to_owned(), metadata, types });
        self.runtimes.borrow_mut().insert(name.to_owned(), Rc::clone(&runtime));
        runtime
    }

    /// A runtime that has a type of this name, and the type's id.
    fn typed(&self, runtime: &str, type_name: &str) -> (Rc<Runtime>, u32) {
        let runtime = self.runtime(runtime);
        let known = runtime.types.types.len();
        let mut types = runtime.types.clone();
        let type_id = names::find_or_add(&mut types, type_name);
        if types.types.len() == known {
            return (runtime, type_id);
        }
        let (name, metadata) = (runtime.name.clone(), runtime.metadata.clone());
        (Rc::new(Runtime { name, metadata, types }), type_id)
    }

    fn value(&self, entry: Entry) -> Set {
        let Entry { name, file, r#type: type_name, result_form, metadata } = entry;
        let metadata = metadata.unwrap_or_else(|| panic!("{name}: no metadata"));
        let (runtime, type_id) = self.typed(&metadata, &type_name);
        let mut bytes = self.read(&format!("perf/{file}"));
        if result_form.starts_with("Vec<u8>-wrapped") {
            let input = &mut &bytes[..];
            let inner = Vec::decode(input).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(input.is_empty(), "{name}: bytes behind the wrapped value");
            bytes = inner;
        }
        Set { name, type_name, parts: vec![Part { runtime, type_id, bytes }] }
    }

    fn storage_pairs(&self) -> Set {
        let pairs: Vec<Pair> = self.json("perf/storage_pairs.json");
        let parts = pairs.into_iter().map(|pair| {
            let runtime = self.runtime(&pair.metadata);
            let type_id = storage_value(&runtime.metadata, &pair.pallet, &pair.item);
            let type_id =
                type_id.unwrap_or_else(|| panic!("no item {}.{}", pair.pallet, pair.item));
            let bytes = const_hex::decode(&pair.value)
                .unwrap_or_else(|error| panic!("{}: {error}", pair.value));
            Part { runtime, type_id, bytes }
        });
        let parts = parts.collect();
        Set { name: "storage_pairs".to_owned(), type_name: String::new(), parts }
    }

    fn index(&self) -> Vec<Entry> {
        self.json("perf/index.json")
    }

    fn json<T: serde::de::DeserializeOwned>(&self, path: &str) -> T {
        serde_json::from_slice(&self.read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.chain.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// Decodes metadata with `frame-metadata`.
///
/// # Panics
///
/// Where the bytes are not exactly one metadata.
#[must_use]
pub fn decode_metadata(bytes: &[u8]) -> RuntimeMetadata {
    let input = &mut &bytes[..];
    let metadata = RuntimeMetadataPrefixed::decode(input);
    assert!(input.is_empty(), "bytes behind the metadata");
    metadata.unwrap_or_else(|error| panic!("metadata: {error}")).1
}

/// The type of an item's value. Decodes the metadata each time: sets are made once.
fn storage_value(metadata: &[u8], pallet: &str, item: &str) -> Option<u32> {
    macro_rules! value {
        ($metadata:ident, $version:ident) => {{
            let pallet = $metadata.pallets.into_iter().find(|one| one.name == pallet)?;
            let item = pallet.storage?.entries.into_iter().find(|one| one.name == item)?;
            type Entry = $version::StorageEntryType<PortableForm>;
            match item.ty {
                Entry::Plain(value) | Entry::Map { value, .. } => Some(value.id),
            }
        }};
    }
    match decode_metadata(metadata) {
        RuntimeMetadata::V14(metadata) => value!(metadata, v14),
        RuntimeMetadata::V15(metadata) => value!(metadata, v15),
        RuntimeMetadata::V16(metadata) => value!(metadata, v16),
        _ => None,
    }
}

/// Numbers of which every width from 1 to 64 bits is as likely; always the same ones.
fn random_compacts(count: usize) -> Vec<Compact<u64>> {
    // SplitMix64, by Steele, Lea and Flood.
    let mut state: u64 = 0x5375_6277_6972_6521;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    (0..count).map(|_| Compact((next() | 1 << 63) >> (next() % 64))).collect()
}
