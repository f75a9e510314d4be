//! A runtime as small as one can be: one storage item, `Test.Value`, of four bytes.

use subwire::codec::Storage;
use subwire::codec::codec::{Compact, Encode};
use subwire::transport::mock;
use subwire::{Error, Spec};

pub(crate) const VALUE: Storage<(), u32> = Storage::new("Test", "Value");

pub(crate) const NAME: &str = "test";

/// Its metadata, of version 14 or 15.
pub(crate) fn metadata(version: u8, name: &str, spec_version: u32) -> Vec<u8> {
    let unit = Compact(3_u32);
    let types = [
        primitive(0, 2),
        primitive(1, 5),
        composite(2, &[("spec_name", 0), ("spec_version", 1), ("transaction_version", 1)]),
        composite(3, &[]),
    ];
    let runtime_version = (name, spec_version, 1_u32).encode();
    let constant = ("Version", Compact(2_u32), runtime_version, no_docs()).encode();
    let entry = ("Value", 1_u8, 0_u8, Compact(1_u32), 7_u32.encode(), no_docs()).encode();
    let docs = if version == 14 { vec![] } else { no_docs().encode() };
    let system =
        [&"System".encode()[..], &[0, 0, 0], &Compact(1_u32).encode(), &constant, &[0, 0], &docs];
    // Storage: the prefix and one entry. No calls, events, constants, errors; index 1.
    let test = [
        &"Test".encode()[..],
        &[1],
        &"Test".encode(),
        &Compact(1_u32).encode(),
        &entry,
        &[0, 0, 0, 0, 1],
        &docs,
    ];
    let rest = match version {
        // The extrinsic's type, format 4, no extensions. The runtime's type.
        14 => (unit, 4_u8, [0_u8], unit).encode(),
        // Format 4; address, call, signature, extra; no extensions. The runtime's type; no APIs.
        // The enums of calls, events and errors; no custom values.
        _ => (4_u8, [unit; 4], [0_u8], unit, [0_u8], [unit; 3], [0_u8]).encode(),
    };
    [
        b"meta",
        &[version][..],
        &Compact(types.len() as u32).encode(),
        &types.concat(),
        &Compact(2_u32).encode(),
        &system.concat(),
        &test.concat(),
        &rest,
    ]
    .concat()
}

/// As `Metadata_metadata_at_version` answers it.
pub(crate) fn at_version(metadata: &[u8]) -> Vec<u8> {
    Some(metadata.to_vec()).encode()
}

/// A chain of which this runtime has executed block 1, and whose value there is its spec version.
pub(crate) fn chain(name: &str, spec_version: u32) -> mock::ChainBuilder {
    let metadata = metadata(14, name, spec_version);
    mock::Chain::builder()
        .runtime(|runtime| runtime.spec_name(name).spec_version(spec_version).metadata(metadata))
        .storage_many([Spec::new(name, spec_version).storage_entry()])
        .storage(VALUE.key(()), spec_version.encode())
}

/// The next runtime's first block. That of the upgrade itself is left out.
pub(crate) fn upgrade(chain: &mock::Chain, spec_version: u32) -> [u8; 32] {
    let runtime = chain.runtime().spec_version(spec_version);
    let runtime = runtime.metadata(metadata(14, NAME, spec_version));
    let (key, note) = Spec::new(NAME, spec_version).storage_entry();
    chain.build_block(|block| {
        block.upgrade(runtime).set(key, note).set(VALUE.key(()), spec_version.encode())
    })
}

/// Why there is no metadata.
pub(crate) fn reason(error: &Error) -> &str {
    match error {
        Error::Metadata { reason, .. } => reason,
        other => panic!("{other}"),
    }
}

fn no_docs() -> Vec<String> {
    Vec::new()
}

fn primitive(id: u32, index: u8) -> Vec<u8> {
    entry(id, &[5, index])
}

fn composite(id: u32, fields: &[(&str, u32)]) -> Vec<u8> {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, ty)| (Some(name), Compact(*ty), None::<String>, no_docs()))
        .collect();
    entry(id, &(0_u8, fields).encode())
}

/// As a registry holds it: an id, no path, no parameters, the definition, no documentation.
fn entry(id: u32, def: &[u8]) -> Vec<u8> {
    [&Compact(id).encode()[..], &[0, 0], def, &[0]].concat()
}
