//! Plans between types, held against a plain reading by names, between the runtimes of a chain, and
//! the descriptors that stand on them.
//!
//! The recordings are no part of the repository: `SUBWIRE_SHARED` names their folder. A test that
//! does not find them says so on stderr and passes.

#[path = "layout/by_name.rs"]
mod by_name;
#[path = "layout/crossed.rs"]
mod crossed;
#[path = "recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "layout/descriptors.rs"]
mod descriptors;
#[path = "layout/neurons.rs"]
mod neurons;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use subwire_codec::metadata::Metadata;

/// The recorded metadata by its file's name, `subtensor_343.v15`.
fn runtimes(chain: &Path) -> BTreeMap<String, Metadata> {
    let entries = fs::read_dir(chain.join("metadata")).unwrap().map(|entry| entry.unwrap().path());
    let files: BTreeMap<_, _> = entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "scale"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, Metadata::decode(&fs::read(&path).unwrap()).unwrap())
        })
        .collect();
    assert!(files.len() >= 10, "{files:?}", files = files.keys());
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn plans_equal_a_reading_by_names(data in prop::collection::vec(any::<u8>(), 0..400)) {
        by_name::check(&data);
    }
}
