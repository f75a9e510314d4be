//! The runtime that the state says it is of, with its metadata where there is some.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use subwire_codec::codec::Encode;
use subwire_codec::{Metadata, decode_exact};
use subwire_transport::mock::ChainBuilder;

use super::DemoError;
use crate::Spec;

const SPEC_NAME: &str = "node-subtensor";
/// The runtime after which the state is modelled.
const SPEC_VERSION: u32 = 365;

/// `sp_version::RuntimeVersion`, what `System.Version` holds and `Core_version` answers: names of
/// the spec and the implementation, versions of authoring, spec and implementation, runtime APIs,
/// versions of transactions and of the state.
type Version = (String, String, u32, u32, u32, Vec<([u8; 8], u32)>, u32, u8);

/// Makes a chain one of the runtime after which the state is modelled, without metadata.
pub(super) fn plain(chain: ChainBuilder) -> ChainBuilder {
    let spec = Spec::new(SPEC_NAME, SPEC_VERSION);
    chain
        .runtime(|runtime| runtime.spec_name(spec.name()).spec_version(spec.version()))
        .storage_many([spec.storage_entry()])
}

/// Makes a chain one of the metadata's runtime.
pub(super) fn described(chain: ChainBuilder, bytes: Vec<u8>) -> Result<ChainBuilder, DemoError> {
    let wrong = |reason: &dyn core::fmt::Display| DemoError::Metadata(reason.to_string());
    let metadata = Metadata::decode_without_docs(&bytes).map_err(|error| wrong(&error))?;
    let version = metadata.constant("System", "Version");
    let version = version.ok_or_else(|| wrong(&"it has no System.Version"))?.value().to_vec();
    let read: Version = decode_exact(&version).map_err(|error| wrong(&error))?;
    let (name, _, _, spec_version, _, apis, transaction_version, _) = read;
    let spec = Spec::new(&name, spec_version);
    let form = u32::from(metadata.version());
    let chain = chain.storage_many([spec.storage_entry()]).runtime(|runtime| {
        runtime
            .spec_name(spec.name())
            .spec_version(spec.version())
            .transaction_version(transaction_version)
            .apis(apis)
            .metadata(bytes.clone())
    });
    // The forms 14 to 16 are asked for by these; a runtime answers each that it knows.
    let at_version = bytes.clone();
    Ok(chain
        .runtime_call("Core_version", move |_| Ok(version.clone()))
        .runtime_call("Metadata_metadata", move |_| Ok(bytes.encode()))
        .runtime_call("Metadata_metadata_versions", move |_| Ok([form].to_vec().encode()))
        .runtime_call("Metadata_metadata_at_version", move |args| {
            let wanted: u32 = decode_exact(args).map_err(|error| error.to_string())?;
            Ok((wanted == form).then_some(&at_version).encode())
        }))
}
