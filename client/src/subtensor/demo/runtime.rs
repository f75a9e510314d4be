//! The runtime that the state says it is of, with its metadata where there is some.

use alloc::collections::BTreeMap;
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

/// Makes a chain one of the runtime whose metadata this is, in one form or in several. A node tells
/// the oldest form to those who ask for none by its number.
pub(super) fn described(
    chain: ChainBuilder,
    forms: Vec<Vec<u8>>,
) -> Result<ChainBuilder, DemoError> {
    let mut known: Option<(Vec<u8>, BTreeMap<u32, Vec<u8>>)> = None;
    for bytes in forms {
        let (form, version) = look_at(&bytes)?;
        let (first, known) = known.get_or_insert_with(|| (version.clone(), BTreeMap::new()));
        if *first != version {
            return Err(DemoError::Metadata("two forms of it are of different runtimes".into()));
        }
        known.insert(form, bytes);
    }
    let Some((version, forms)) = known else { return Ok(plain(chain)) };
    let read: Version = decode_exact(&version).map_err(|error| wrong(&error))?;
    let (name, _, _, spec_version, _, apis, transaction_version, _) = read;
    let spec = Spec::new(&name, spec_version);
    let oldest = forms.values().next().cloned().unwrap_or_default();
    let chain = chain.storage_many([spec.storage_entry()]).runtime(|runtime| {
        runtime
            .spec_name(spec.name())
            .spec_version(spec.version())
            .transaction_version(transaction_version)
            .apis(apis)
            .metadata(oldest.clone())
    });
    let versions: Vec<u32> = forms.keys().copied().collect();
    Ok(chain
        .runtime_call("Core_version", move |_| Ok(version.clone()))
        .runtime_call("Metadata_metadata", move |_| Ok(oldest.encode()))
        .runtime_call("Metadata_metadata_versions", move |_| Ok(versions.encode()))
        .runtime_call("Metadata_metadata_at_version", move |args| {
            let wanted: u32 = decode_exact(args).map_err(|error| error.to_string())?;
            Ok(forms.get(&wanted).encode())
        }))
}

/// The form of some metadata, and what its runtime says of its versions.
fn look_at(bytes: &[u8]) -> Result<(u32, Vec<u8>), DemoError> {
    let metadata = Metadata::decode_without_docs(bytes).map_err(|error| wrong(&error))?;
    let version = metadata.constant("System", "Version");
    let version = version.ok_or_else(|| wrong(&"it has no System.Version"))?;
    Ok((metadata.version().into(), version.value().to_vec()))
}

fn wrong(reason: &dyn core::fmt::Display) -> DemoError {
    DemoError::Metadata(reason.to_string())
}
