//! Damaged metadata: an error, or a `Metadata` whose every part can be looked at.

use subwire_codec::codec::{Compact, Encode};
use subwire_codec::metadata::Metadata;
use subwire_codec::registry::MetadataErrorKind;

use super::{data, files, ours};

/// At how many places each of three files is cut, and how many of its bytes are flipped.
const PLACES: usize = 700;

#[test]
fn truncated_metadata_is_an_error_that_says_where() {
    let Some(chain) = data::chain("truncated_metadata_is_an_error_that_says_where") else { return };
    let files = files(&chain);
    for name in ["subtensor_212.v14", "subtensor_233.v15", "subtensor_365.v16"] {
        let bytes = &files[name];
        for len in (0..bytes.len()).step_by(bytes.len() / PLACES) {
            let error = Metadata::decode(&bytes[..len]).expect_err("a part is missing");
            assert!(error.offset() <= len, "{error}");
            match error.kind() {
                MetadataErrorKind::Magic => assert!(len < 4),
                MetadataErrorKind::Damaged { part, .. } => assert!(!part.is_empty() && len >= 4),
                kind => panic!("{name} cut at {len}: {kind:?}"),
            }
        }
    }
}

#[test]
fn flipped_bytes_are_an_error_or_harmless() {
    let Some(chain) = data::chain("flipped_bytes_are_an_error_or_harmless") else { return };
    let files = files(&chain);
    for name in ["subtensor_212.v14", "subtensor_233.v15", "subtensor_365.v16"] {
        let mut bytes = files[name].clone();
        let (mut refused, mut taken) = (0, 0);
        let places = (0..bytes.len()).step_by(bytes.len() / PLACES);
        for (at, with) in places.zip([0x01, 0x02, 0x10, 0x80, 0xff].into_iter().cycle()) {
            bytes[at] ^= with;
            match Metadata::decode(&bytes) {
                Ok(metadata) => {
                    taken += 1;
                    // Looking at everything is slow; every tenth will do.
                    if taken % 10 == 0 {
                        assert!(!ours::lines(&metadata).is_empty());
                    }
                }
                Err(error) => {
                    refused += 1;
                    assert!(error.offset() <= bytes.len(), "{error}");
                    assert!(error.to_string().len() < 200, "{error}");
                }
            }
            bytes[at] ^= with;
        }
        assert!(refused > PLACES / 10 && taken > PLACES / 10, "{name}: {refused} {taken}");
    }
}

#[test]
fn versions_that_are_not_read_are_named() {
    let message = |bytes: &[u8]| Metadata::decode(bytes).unwrap_err().to_string();
    assert_eq!(
        message(b"meta\x0d\x00"),
        "metadata of version 13 is too old: it names its types without describing them; 14 to 16 \
         are read"
    );
    assert_eq!(message(b"meta\x11"), "metadata of version 17 is not known; 14 to 16 are read");
    assert_eq!(
        message(b"meta"),
        "metadata is damaged at byte 4, in the version: the bytes end here"
    );
    assert_eq!(message(b""), "no metadata: does not start with \"meta\"");
    assert_eq!(message(b"atem"), "no metadata: does not start with \"meta\"");
    assert_eq!(message(&[0]), "the runtime has no metadata of the version asked for");
    assert_eq!(
        message(b"\x01\x14meta\x0c").split(':').next(),
        Some("metadata of version 12 is too old")
    );
}

/// Metadata of no pallets, with what follows them.
fn v16(pallets: &[u8], extrinsic: &[u8]) -> Vec<u8> {
    // No types; no APIs, three outer enums, no custom values.
    [b"meta\x10\x00", pallets, extrinsic, &[0, 0, 0, 0, 0]].concat()
}

/// What is looked up by going through a list is never a long list.
#[test]
fn lists_that_no_chain_has_are_refused() {
    let message = |bytes: &[u8]| Metadata::decode(bytes).unwrap_err().to_string();
    // Versions, address, call and signature; extensions by version; extensions of no name.
    let extrinsic = |by_version: &[(u8, Vec<Compact<u32>>)], extensions: usize| {
        (vec![5u8], [0u8; 3], by_version, vec![[0u8; 3]; extensions]).encode()
    };
    let places = |count: u32| (0..count).map(Compact).collect::<Vec<_>>();
    let some = v16(&[0], &extrinsic(&[(0, places(256)), (1, vec![])], 256));
    let metadata = Metadata::decode(&some).unwrap();
    assert_eq!(metadata.extrinsic().extensions_of(0).unwrap().len(), 256);
    let text = message(&v16(&[0], &extrinsic(&[], 257)));
    assert!(text.ends_with("more than 256 extensions"), "{text}");
    let text = message(&v16(&[0], &extrinsic(&[(0, vec![Compact(0); 257])], 1)));
    assert!(text.ends_with("more than 256 extensions"), "{text}");
    let text = message(&v16(&[0], &extrinsic(&[(3, vec![]), (3, vec![])], 1)));
    assert!(text.ends_with("two lists of extensions have one version"), "{text}");
    // Nameless and empty, all but the index.
    let pallet = |index: u8| [0, 0, 0, 0, 0, 0, 0, 0, index, 0, 0];
    let pallets =
        |indices: &[u8]| indices.iter().map(|index| pallet(*index)).collect::<Vec<_>>().encode();
    let all: Vec<u8> = (0..=255).collect();
    let metadata = Metadata::decode(&v16(&pallets(&all), &extrinsic(&[], 0))).unwrap();
    assert_eq!(metadata.pallets().len(), 256);
    let text = message(&v16(&pallets(&[1, 2, 1]), &extrinsic(&[], 0)));
    assert!(text.ends_with("two pallets have one index"), "{text}");
}
