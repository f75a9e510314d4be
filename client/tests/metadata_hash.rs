//! The digest of metadata beside that of polkadot-api, and metadata that was made to do harm.
//!
//! `golden/metadata_hash.json` is made by the script beside it. The recorded metadata is no part of
//! the repository: `SUBWIRE_SHARED` names its folder. A test that does not find it says so on stderr
//! and passes.

#[path = "golden/file.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod file;

use subwire::codec::codec::{Compact, Encode};
use subwire::{MetadataHashError, metadata_hash};

use crate::file::{golden, hex, recorded_metadata, text};

#[test]
fn digests_are_those_of_polkadot_api() {
    for case in golden("metadata_hash.json") {
        let name = text(&case["metadata"]);
        let Some(bytes) = recorded_metadata("digests_are_those_of_polkadot_api", name) else {
            return;
        };
        assert_eq!(metadata_hash(&bytes, "TAO", 9).unwrap()[..], hex(&case["tao"]), "{name}");
        assert_eq!(metadata_hash(&bytes, "OTHER", 12).unwrap()[..], hex(&case["other"]), "{name}");
    }
}

/// As `Metadata_metadata_at_version` answers it: an option, a length, then the metadata.
#[test]
fn a_digest_is_made_of_wrapped_metadata_too() {
    let test = "a_digest_is_made_of_wrapped_metadata_too";
    let Some(bytes) = recorded_metadata(test, "subtensor_233.v15") else { return };
    let length = u32::try_from(bytes.len()).unwrap() << 2 | 2;
    let wrapped = [&[1], &length.to_le_bytes()[..], &bytes].concat();
    assert_eq!(metadata_hash(&wrapped, "TAO", 9), metadata_hash(&bytes, "TAO", 9));
}

#[test]
fn other_metadata_has_no_digest() {
    let test = "other_metadata_has_no_digest";
    for (name, version) in [("subtensor_343.v14", 14), ("subtensor_365.v16", 16)] {
        let Some(bytes) = recorded_metadata(test, name) else { return };
        let error = metadata_hash(&bytes, "TAO", 9).unwrap_err();
        assert!(
            matches!(error, MetadataHashError::Version { version: found, .. } if found == version)
        );
        assert_eq!(error.to_string(), format!("the digest is of metadata 15, this is {version}"));
    }
    let error = metadata_hash(b"meta", "TAO", 9).unwrap_err();
    assert!(matches!(error, MetadataHashError::Metadata(_)), "{error}");
}

/// Metadata of version 15 with these types, of which the first is the call. Behind them stand those
/// of the two constants that a digest needs.
fn made(types: &[Def]) -> Vec<u8> {
    let count = types.len() as u32;
    let (text, version, prefix, numbers) = (count, count + 1, count + 2, count + 3);
    let more = [
        Def::Primitive(2),
        Def::Composite(vec![
            ("spec_name", text),
            ("spec_version", numbers),
            ("transaction_version", numbers),
        ]),
        Def::Primitive(4),
        Def::Primitive(5),
    ];
    let types: Vec<_> = types.iter().chain(&more).zip(0..).map(|(def, id)| def.entry(id)).collect();
    let constant = |name: &str, ty: u32, value: Vec<u8>| {
        (name, Compact(ty), value, Vec::<String>::new()).encode()
    };
    let constants = [
        constant("Version", version, ("made", 1_u32, 1_u32).encode()),
        constant("SS58Prefix", prefix, 42_u16.encode()),
    ];
    // No storage, calls, events; no errors; index 0, no documentation.
    let pallet =
        ["System".encode(), vec![0; 3], Compact(2_u32).encode(), constants.concat(), vec![0; 3]];
    let unit = Compact(text);
    [
        &b"meta\x0f"[..],
        &Compact(types.len() as u32).encode(),
        &types.concat(),
        &[4],
        &pallet.concat(),
        // Format 4; address, call, signature, extra; no extensions. The runtime's type; no APIs.
        &(4_u8, unit, Compact(0_u32), unit, unit, [0_u8], unit, [0_u8]).encode(),
        // The enums of calls, events and errors; no custom values.
        &(unit, unit, unit, [0_u8]).encode(),
    ]
    .concat()
}

enum Def {
    Composite(Vec<(&'static str, u32)>),
    Primitive(u8),
    Sequence(u32),
    Tuple(Vec<u32>),
    /// With one variant, of one field.
    Variant(u32),
}

impl Def {
    /// As a registry holds it: an id, no path, no parameters, the definition, no documentation.
    fn entry(&self, id: u32) -> Vec<u8> {
        let def = match self {
            Self::Composite(fields) => {
                let none = (None::<String>, Vec::<String>::new());
                let fields: Vec<_> =
                    fields.iter().map(|(name, ty)| (Some(name), Compact(*ty), &none)).collect();
                (0_u8, fields).encode()
            }
            Self::Sequence(of) => (2_u8, Compact(*of)).encode(),
            Self::Tuple(types) => {
                (4_u8, types.iter().copied().map(Compact).collect::<Vec<_>>()).encode()
            }
            Self::Variant(of) => {
                let field = (None::<String>, Compact(*of), [0_u8, 0]).encode();
                [&[1, 4], &"Only".encode()[..], &[4], &field, &[0, 0]].concat()
            }
            Self::Primitive(index) => vec![5, *index],
        };
        [Compact(id).encode(), vec![0; 2], def, vec![0]].concat()
    }
}

/// Types around types, `depth` deep.
fn nested(depth: u32, around: fn(u32) -> Def) -> Vec<Def> {
    (1..=depth).map(around).collect()
}

/// The library goes as deep as this; a thread's usual stack would not hold it.
#[test]
fn types_nested_deep_do_no_harm() {
    let tuple: fn(u32) -> Def = |ty| Def::Tuple(vec![ty]);
    for around in [Def::Sequence, Def::Variant, tuple] {
        let shallow = metadata_hash(&made(&nested(2, around)), "TAO", 9).unwrap();
        let deep = metadata_hash(&made(&nested(2000, around)), "TAO", 9).unwrap();
        assert_ne!(deep, shallow);
    }
}

#[test]
fn more_types_than_any_chain_has_are_refused() {
    for depth in [3000, 8192, 20_000] {
        let error = metadata_hash(&made(&nested(depth, Def::Sequence)), "TAO", 9).unwrap_err();
        assert_eq!(error, MetadataHashError::TooLarge, "{depth}");
    }
    // Few types that mention each other again and again.
    let all: Vec<_> = (0..200).collect();
    let entangled: Vec<_> = all.iter().map(|_| Def::Tuple(all.clone())).collect();
    let error = metadata_hash(&made(&entangled), "TAO", 9).unwrap_err();
    assert_eq!(error.to_string(), "no digest of this metadata: it has too many types");
}

/// A type that nobody describes, and one that contains itself.
#[test]
fn types_that_lead_nowhere_are_no_harm() {
    let nowhere = metadata_hash(&made(&[Def::Sequence(77)]), "TAO", 9).unwrap_err();
    assert!(nowhere.to_string().contains("77"), "{nowhere}");
    assert!(metadata_hash(&made(&[Def::Tuple(vec![0])]), "TAO", 9).is_ok());
}

#[test]
fn each_input_is_part_of_the_digest() {
    let bytes = made(&nested(2, Def::Sequence));
    let digest = |symbol, decimals| metadata_hash(&bytes, symbol, decimals).unwrap();
    assert_eq!(digest("TAO", 9), digest("TAO", 9));
    assert_ne!(digest("TAO", 9), digest("TAO", 12));
    assert_ne!(digest("TAO", 9), digest("tao", 9));
    // Any byte that is cut off is missed.
    for length in 0..bytes.len() {
        let error = metadata_hash(&bytes[..length], "TAO", 9).unwrap_err();
        assert!(matches!(error, MetadataHashError::Metadata(_)), "{length}: {error}");
    }
}
