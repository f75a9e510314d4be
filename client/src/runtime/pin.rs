//! Which runtime a block belongs to.
//!
//! A block that upgrades the chain is executed, and its state written, by the old runtime; the new
//! one is in its state and executes the next block. Nodes tell the version of the code in a block's
//! state, which is therefore the wrong one for that block's storage, events and extrinsics. But
//! `frame_system` notes in storage which runtime has executed a block ([`LAST_RUNTIME_UPGRADE`]),
//! and in the block's digest that the code was changed. Both are read with a few bytes, and at the
//! head together with the values that are wanted, in one request and so of one block.
//!
//! Source: polkadot-sdk, substrate/frame/system/src/lib.rs (`LastRuntimeUpgrade`,
//! `update_code_in_storage`) and substrate/frame/executive/src/lib.rs (`runtime_upgraded`).

#![allow(unused_qualifications, reason = "the derives write them")]

use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;
use subwire_codec::Storage;
use subwire_codec::codec::{Compact, Decode, Encode};
use subwire_codec::scale_info::TypeInfo;
use subwire_transport::{Params, Transport};

use crate::digest::DigestItem;
use crate::{BlockHash, Client, Error, Spec, storage};

const LAST_RUNTIME_UPGRADE: Storage<(), Option<LastRuntimeUpgrade>> =
    Storage::new("System", "LastRuntimeUpgrade");
const DIGEST: Storage<(), ()> = Storage::new("System", "Digest");
const NUMBER: Storage<(), ()> = Storage::new("System", "Number");

/// How many keys tell which runtime a block belongs to.
pub(crate) const KEYS: usize = 3;

/// The runtime that executed a block last.
#[derive(Decode, Encode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = subwire_codec::scale_info)]
struct LastRuntimeUpgrade {
    spec_version: Compact<u32>,
    spec_name: String,
}

/// What is known of a block.
#[derive(Clone, Debug)]
pub(crate) struct Pinned {
    /// Its number, where the chain has it in the usual place.
    pub(crate) number: Option<u32>,
    /// The runtime that executed it: of its storage, its events and its extrinsics.
    pub(crate) executed_by: Spec,
    /// Whether its state holds another runtime: that of its runtime calls, and of the next block.
    pub(crate) is_upgrade: bool,
}

pub(crate) fn keys() -> [Vec<u8>; KEYS] {
    [LAST_RUNTIME_UPGRADE.key(()), DIGEST.key(()), NUMBER.key(())]
}

/// What the values of [`keys`] tell. `version` stands in where the chain does not note which
/// runtime has executed a block: it has never been upgraded then, and has one version.
pub(crate) fn read(
    values: &[Option<Vec<u8>>],
    version: Option<Spec>,
) -> Result<Option<Pinned>, Error> {
    let value = |at: usize| values.get(at).and_then(Option::as_deref);
    let executed_by = match LAST_RUNTIME_UPGRADE.decode(value(0))? {
        Some(last) => Some(Spec::new(&last.spec_name, last.spec_version.0)),
        None => version,
    };
    let Some(executed_by) = executed_by else { return Ok(None) };
    Ok(Some(Pinned {
        number: value(2).and_then(number),
        executed_by,
        is_upgrade: is_upgrade(value(1)),
    }))
}

/// Asks for a block by its hash. One request; on a chain that was never upgraded two, one after
/// the other.
pub(crate) async fn pin<T: Transport>(
    client: &Client<T>,
    hash: &BlockHash,
) -> Result<Pinned, Error> {
    let values = match storage::query(client, &keys(), Some(hash)).await {
        Ok((_, values)) => values,
        Err(error) if error.is_unanswerable() => Vec::new(),
        Err(error) => return Err(error),
    };
    if let Some(pinned) = read(&values, None)? {
        return Ok(pinned);
    }
    let is_upgrade = is_upgrade(values.get(1).and_then(Option::as_deref));
    // Without a note, what the state of the block before holds has executed this one.
    let of = if is_upgrade { client.header(hash).await?.parent_hash } else { *hash };
    let version = version(client, Some(&of)).await?;
    let pinned = read(&values, Some(version.clone()))?;
    Ok(pinned.unwrap_or(Pinned { number: None, executed_by: version, is_upgrade }))
}

/// The runtime in the state of a block, or of the head. One request.
pub(crate) async fn version<T: Transport>(
    client: &Client<T>,
    at: Option<&BlockHash>,
) -> Result<Spec, Error> {
    const METHOD: &str = "state_getRuntimeVersion";

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Version {
        spec_name: String,
        spec_version: u32,
    }

    let params = at.iter().fold(Params::new(), |params, at| params.hex(at.as_bytes()));
    let reply = client.transport().request(METHOD, params).await.map_err(Error::of(METHOD))?;
    let version: Version = reply.read("a runtime version").map_err(Error::of(METHOD))?;
    Ok(Spec::new(&version.spec_name, version.spec_version))
}

/// The storage entry by which a chain notes that this runtime has executed a block.
pub(super) fn note(spec: &Spec) -> (Vec<u8>, Vec<u8>) {
    let spec_version = Compact(spec.version());
    let last = LastRuntimeUpgrade { spec_version, spec_name: spec.name().into() };
    (LAST_RUNTIME_UPGRADE.key(()), last.encode())
}

fn is_upgrade(digest: Option<&[u8]>) -> bool {
    let items = digest.and_then(|mut digest| Vec::<DigestItem>::decode(&mut digest).ok());
    items.unwrap_or_default().contains(&DigestItem::RuntimeEnvironmentUpdated)
}

/// Block numbers have four bytes, or eight on some chains.
fn number(bytes: &[u8]) -> Option<u32> {
    match bytes.len() {
        4 => bytes.try_into().ok().map(u32::from_le_bytes),
        8 => u64::from_le_bytes(bytes.try_into().ok()?).try_into().ok(),
        _ => None,
    }
}
