//! The recorded metadata of Subtensor's runtimes, read by this crate and by `frame-metadata`.
//!
//! The recordings are no part of the repository: `SUBWIRE_SHARED` names their folder. A test that
//! does not find them says so on stderr and passes.

#[path = "recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "metadata/hostile.rs"]
mod hostile;
#[path = "metadata/made.rs"]
mod made;
#[path = "metadata/ours.rs"]
mod ours;
#[path = "metadata/theirs.rs"]
mod theirs;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use data::{array, expected_items, hex, say, text};
use frame_metadata::RuntimeMetadataPrefixed;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::metadata::{Metadata, Modifier};
use subwire_codec::registry::{MetadataErrorKind, TypeDef};

/// The recorded metadata by its file's name, `subtensor_343.v15`.
fn files(chain: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(chain.join("metadata")).unwrap().map(|entry| entry.unwrap().path());
    let files: BTreeMap<_, _> = entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "scale"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect();
    assert!(files.len() >= 10, "{files:?}", files = files.keys());
    files
}

#[test]
fn says_what_frame_metadata_says() {
    let Some(chain) = data::chain("says_what_frame_metadata_says") else { return };
    for (name, bytes) in files(&chain) {
        let RuntimeMetadataPrefixed(_, metadata) = Decode::decode(&mut &bytes[..]).unwrap();
        let theirs = theirs::lines(&metadata);
        let ours = ours::lines(&Metadata::decode(&bytes).unwrap());
        assert!(theirs.len() > 500, "{name}: {}", theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours, theirs, "{name}");
        }
        assert_eq!(ours.len(), theirs.len(), "{name}");
    }
}

/// Subtensor's metadata has not everything that metadata may have.
#[test]
fn says_what_frame_metadata_says_of_rare_parts() {
    for number in 0..made::COUNT {
        let metadata = made::metadata(number).unwrap();
        let theirs = theirs::lines(&metadata.1);
        let ours = ours::lines(&Metadata::decode(&metadata.encode()).unwrap());
        assert_eq!(ours, theirs);
        let rare = ["api Core", "custom answer", " deprecated \"use another\" \"7\"", "/view "];
        let found = rare.map(|rare| ours.iter().any(|line| line.contains(rare)));
        assert_eq!(found, [number > 0, number > 0, number > 1, number > 1]);
    }
}

#[test]
fn drops_docs_and_nothing_else() {
    let Some(chain) = data::chain("drops_docs_and_nothing_else") else { return };
    for (name, bytes) in files(&chain) {
        let with = ours::lines(&Metadata::decode(&bytes).unwrap());
        let without = ours::lines(&Metadata::decode_without_docs(&bytes).unwrap());
        let is_not_docs = |line: &&String| !line.contains("docs ");
        assert!(with.iter().filter(is_not_docs).eq(without.iter().filter(is_not_docs)), "{name}");
        assert!(with.iter().any(|line| line.contains("docs \"") && !line.contains("docs \"\"")));
        assert!(!without.iter().any(|line| line.contains("docs ") && !line.contains("docs \"\"")));
    }
}

#[test]
fn reads_every_wrapping_of_runtime_calls() {
    let Some(chain) = data::chain("reads_every_wrapping_of_runtime_calls") else { return };
    for (name, bytes) in files(&chain) {
        let bare = ours::lines(&Metadata::decode(&bytes).unwrap());
        let vec = bytes.encode();
        let option = Some(&bytes).encode();
        for wrapped in [&vec, &option] {
            assert_eq!(ours::lines(&Metadata::decode(wrapped).unwrap()), bare, "{name}");
            let short = Metadata::decode(&wrapped[..wrapped.len() - 1]).unwrap_err();
            assert!(short.to_string().contains("in the length of the metadata"), "{short}");
            let long = Metadata::decode(&[wrapped, &[0u8][..]].concat()).unwrap_err();
            assert!(long.to_string().contains("in the length of the metadata"), "{long}");
        }
        let long = Metadata::decode(&[&bytes[..], &[0]].concat()).unwrap_err();
        assert_eq!((long.kind(), long.offset()), (MetadataErrorKind::Trailing, bytes.len()));
    }
}

/// What other decoders found of the recorded items.
#[test]
fn storage_items_are_those_of_the_recordings() {
    let Some(chain) = data::chain("storage_items_are_those_of_the_recordings") else { return };
    let files: BTreeMap<_, _> = files(&chain)
        .into_iter()
        .map(|(name, bytes)| (name, Metadata::decode(&bytes).unwrap()))
        .collect();
    let (mut checked, mut defaults) = (0, 0);
    for (place, item) in expected_items(&chain) {
        if item["kind"] != "storage" {
            continue;
        }
        for name in array(&item["metadata"]) {
            let place = format!("{place} in {name}");
            let metadata = &files[text(name)];
            let (pallet, name) = (text(&item["pallet"]), text(&item["item"]));
            let found = metadata.storage_item(pallet, name).unwrap_or_else(|| panic!("{place}"));
            assert_eq!((found.pallet(), found.name()), (pallet, name), "{place}");
            assert_eq!(format!("{:?}", found.modifier()), text(&item["modifier"]), "{place}");
            let hashers: Vec<_> =
                found.keys().iter().map(|key| format!("{:?}", key.hasher())).collect();
            assert_eq!(hashers, array(&item["hashers"]), "{place}");
            let types: Vec<_> =
                found.keys().iter().map(|key| type_name(metadata, key.ty())).collect();
            let expected: Vec<_> = array(&item["arg_types"]).iter().map(text).collect();
            assert_eq!(types, expected, "{place}");
            let key = hex(&item["key"]);
            assert!(key.starts_with(&found.prefix()), "{place}");
            let by_key = metadata.storage_by_key(&key).unwrap();
            assert_eq!((by_key.pallet(), by_key.name()), (pallet, name), "{place}");
            if let Some(default) = item["default_raw"].as_str() {
                assert_eq!(found.default(), const_hex::decode(default).unwrap(), "{place}");
                defaults += 1;
            }
            checked += 1;
        }
    }
    say(&format!("{checked} storage items, {defaults} defaults"));
    assert!(checked > 100 && defaults > 0);
}

/// As the expected files write the types of arguments.
fn type_name(metadata: &Metadata, id: u32) -> String {
    let ty = metadata.registry().get(id).unwrap();
    match ty.def() {
        TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
        TypeDef::Tuple(members) => {
            let members: Vec<_> = members.iter().map(|id| type_name(metadata, *id)).collect();
            format!("({})", members.join(", "))
        }
        TypeDef::Array { len, of, .. } => format!("[{}; {len}]", type_name(metadata, of)),
        TypeDef::Sequence(of) => format!("Vec<{}>", type_name(metadata, of)),
        _ => ty.name().to_owned(),
    }
}

#[test]
fn finds_everything_by_name_by_index_and_by_key() {
    let Some(chain) = data::chain("finds_everything_by_name_by_index_and_by_key") else { return };
    for (file, bytes) in files(&chain) {
        let metadata = Metadata::decode(&bytes).unwrap();
        for pallet in metadata.pallets() {
            assert_eq!(metadata.pallet(pallet.name()).unwrap().index(), pallet.index(), "{file}");
            assert_eq!(metadata.pallet_at(pallet.index()).unwrap().name(), pallet.name());
            for item in pallet.storage_items() {
                let found = metadata.storage_by_key(&item.prefix()).unwrap();
                assert_eq!((found.pallet(), found.name()), (pallet.name(), item.name()), "{file}");
                let prefix = pallet.storage_prefix().unwrap();
                assert_eq!(
                    item.prefix(),
                    subwire_codec::hash::storage_prefix(prefix, item.name()),
                    "{file}"
                );
            }
            for of in [pallet.calls(), pallet.events(), pallet.errors()].into_iter().flatten() {
                for variant in of.variants().iter() {
                    assert_eq!(of.named(variant.name()).unwrap().index(), variant.index());
                    assert_eq!(of.at(variant.index()).unwrap().name(), variant.name());
                }
            }
        }
        for api in metadata.apis() {
            for method in api.methods() {
                let found = metadata.api_method(api.name(), method.name()).unwrap();
                assert_eq!((found.api(), found.name()), (api.name(), method.name()), "{file}");
                assert_eq!(found.output(), method.output(), "{file}");
            }
        }
        assert!(metadata.pallet("system").is_none());
        assert!(metadata.pallet("").is_none());
        assert!(metadata.storage_by_key(b":code").is_none());
        assert!(metadata.storage_by_key(&[0; 40]).is_none());
        assert!(metadata.api_method("Core", "no").is_none());
    }
}

#[test]
fn tells_the_version_of_its_runtime() {
    let Some(chain) = data::chain("tells_the_version_of_its_runtime") else { return };
    for (file, bytes) in files(&chain) {
        let metadata = Metadata::decode(&bytes).unwrap();
        let version = metadata.runtime_version().unwrap();
        let spec = format!("subtensor_{}.v{}", version.spec_version(), metadata.version());
        assert_eq!(spec, file);
        assert_eq!(metadata.spec_version(), Some(version.spec_version()));
        assert_eq!((version.spec_name(), version.transaction_version()), ("node-subtensor", 1));
    }
}

#[test]
fn defaults_and_constants_are_values_of_their_types() {
    let test = "defaults_and_constants_are_values_of_their_types";
    let Some(chain) = data::chain(test) else { return };
    for (file, bytes) in files(&chain) {
        let metadata = Metadata::decode(&bytes).unwrap();
        let schema = metadata.schema();
        for pallet in metadata.pallets() {
            for item in pallet.storage_items() {
                // What an absent optional item reads as is no value of its type.
                if item.modifier() == Modifier::Default {
                    let read = schema.validate(item.value(), item.default());
                    assert_eq!(read.map_err(|error| error.to_string()), Ok(()), "{file} {item:?}");
                } else {
                    assert_eq!(item.default(), [0], "{file} {item:?}");
                }
            }
            for constant in pallet.constants() {
                let read = schema.validate(constant.ty(), constant.value());
                assert_eq!(read.map_err(|error| error.to_string()), Ok(()), "{file} {constant:?}");
            }
        }
    }
}

/// V14 tells some things only in a roundabout way; V15 of the same runtime tells them plainly.
#[test]
fn version_14_tells_what_version_15_tells() {
    let Some(chain) = data::chain("version_14_tells_what_version_15_tells") else { return };
    let files = files(&chain);
    let mut pairs = 0;
    for (name, bytes) in &files {
        let Some(spec) = name.strip_suffix(".v14") else { continue };
        let Some(newer) = files.get(&format!("{spec}.v15")) else { continue };
        let [old, new] = [bytes, newer].map(|bytes| Metadata::decode(bytes).unwrap());
        let path = |metadata: &Metadata, id: Option<u32>| {
            metadata.registry().get(id.unwrap()).unwrap().path().to_owned()
        };
        let told = |metadata: &Metadata| {
            let extrinsic = metadata.extrinsic();
            let ids = [
                extrinsic.address(),
                extrinsic.call(),
                extrinsic.signature(),
                metadata.call_type(),
                metadata.event_type(),
            ];
            ids.map(|id| path(metadata, id))
        };
        assert_eq!(told(&old), told(&new), "{name}");
        assert!(old.extrinsic().extra().is_some() && new.extrinsic().extra().is_some());
        let error = old.error_type().map(|id| path(&old, Some(id)));
        assert!(error.is_none() || error == Some(path(&new, new.error_type())), "{error:?}");
        assert!(!old.describes_apis() && old.apis().len() == 0);
        assert!(new.describes_apis() && new.apis().len() > 0);
        pairs += 1;
    }
    assert_eq!(pairs, 3);
}
