//! Runtimes as small as they can be, with one storage item, `Test.Value`: of four bytes where the
//! spec version is odd, of one where it is even, so that neither reads what the other wrote.

use subwire::codec::Storage;
use subwire::codec::codec::{Compact, Encode};
use subwire::transport::mock;
use subwire::{DigestItem, Error, Spec};

pub(crate) const VALUE: Storage<(), u32> = Storage::new("Test", "Value");

const DIGEST: Storage<(), ()> = Storage::new("System", "Digest");

/// A key and what is stored under it.
pub(crate) type Entry = (Vec<u8>, Vec<u8>);

pub(crate) const NAME: &str = "test";

/// Its metadata, of version 14 or 15.
pub(crate) fn metadata(version: u8, name: &str, spec_version: u32) -> Vec<u8> {
    let unit = Compact(3_u32);
    let types = [
        primitive(0, 2),
        primitive(1, 5),
        composite(2, &[("spec_name", 0), ("spec_version", 1), ("transaction_version", 1)]),
        composite(3, &[]),
        primitive(4, 3),
    ];
    let runtime_version = (name, spec_version, 1_u32).encode();
    let constant = ("Version", Compact(2_u32), runtime_version, no_docs()).encode();
    let ty = if is_wide(spec_version) { 1_u32 } else { 4 };
    let entry = ("Value", 1_u8, 0_u8, Compact(ty), value(spec_version), no_docs()).encode();
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

/// The spec version, as a value that this runtime stores.
pub(crate) fn value(spec_version: u32) -> Vec<u8> {
    if is_wide(spec_version) { spec_version.encode() } else { vec![spec_version as u8] }
}

fn is_wide(spec_version: u32) -> bool {
    spec_version % 2 == 1
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
        .storage(VALUE.key(()), value(spec_version))
}

/// A block that upgrades the chain, and is executed by the runtime before.
pub(crate) fn upgrading(chain: &mock::Chain, runtime: mock::Runtime) -> [u8; 32] {
    let log = DigestItem::RuntimeEnvironmentUpdated;
    chain.build_block(|block| {
        block.upgrade(runtime).log(log.encode()).set(DIGEST.key(()), vec![log].encode())
    })
}

/// The first block that a runtime executes.
pub(crate) fn upgraded(chain: &mock::Chain, spec: &Spec, entry: Entry) -> [u8; 32] {
    let (key, note) = spec.storage_entry();
    let digest = Vec::<DigestItem>::new().encode();
    chain
        .build_block(|block| block.set(DIGEST.key(()), digest).set(key, note).set(entry.0, entry.1))
}

/// Both blocks, to another of these runtimes.
pub(crate) fn upgrade(chain: &mock::Chain, spec_version: u32) -> [[u8; 32]; 2] {
    let runtime = chain.runtime().spec_version(spec_version);
    let runtime = runtime.metadata(metadata(14, NAME, spec_version));
    let spec = Spec::new(NAME, spec_version);
    let last = upgrading(chain, runtime);
    [last, upgraded(chain, &spec, (VALUE.key(()), value(spec_version)))]
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
