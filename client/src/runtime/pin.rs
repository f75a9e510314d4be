//! Which runtime a block belongs to.
//!
//! A block that upgrades the chain is executed, and its state written, by the old runtime; the new
//! one is in its state and executes the next block. Nodes tell the version of the code in a block's
//! state, which is therefore the wrong one for that block's storage, events and extrinsics. But
//! `frame_system` notes in storage which runtime has executed a block ([`LAST_RUNTIME_UPGRADE`]),
//! and in the block's digest that the code was changed. Both are read with a few bytes, and at the
//! head together with the values that are wanted, in one request and so of one block. A client that
//! does not know yet whether its chain notes that asks for the version at the same time, so that a
//! chain without notes costs no second round trip.
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
use crate::storage::{self, Stored};
use crate::{BlockHash, Client, Error, Header, Spec};

const LAST_RUNTIME_UPGRADE: Storage<(), Option<LastRuntimeUpgrade>> =
    Storage::new("System", "LastRuntimeUpgrade");
const DIGEST: Storage<(), ()> = Storage::new("System", "Digest");
const NUMBER: Storage<(), ()> = Storage::new("System", "Number");

/// How many keys tell which runtime a block belongs to.
const KEYS: usize = 3;

/// How many bytes a runtime's name may have; `node-subtensor` has 14.
const MAX_NAME_LEN: usize = 256;

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

/// What the values of [`keys`] tell; None where the chain does not note which runtime has executed
/// a block.
pub(crate) fn read(values: &[Stored]) -> Result<Option<Pinned>, Error> {
    let Some(last) = LAST_RUNTIME_UPGRADE.decode(value(values, 0))? else { return Ok(None) };
    let executed_by = spec("state_queryStorageAt", &last.spec_name, last.spec_version.0)?;
    Ok(Some(Pinned { number: number(values), executed_by, is_upgrade: is_upgrade(values) }))
}

/// Asks for a block by its hash. One request; where the chain does not note its runtimes, or the
/// node answers no queries, two or three, one after the other.
pub(crate) async fn pin<T: Transport>(
    client: &Client<T>,
    hash: &BlockHash,
) -> Result<Pinned, Error> {
    let (number, upgrade) =
        match client.beside_genesis(storage::query(client, &keys(), Some(hash))).await {
            Ok((_, values)) => {
                if let Some(pinned) = read(&values)? {
                    return Ok(pinned);
                }
                let upgrade =
                    if is_upgrade(&values) { Some(client.header(hash).await?) } else { None };
                (number(&values), upgrade)
            }
            Err(error) if error.is_unanswerable() => by_header(client, hash).await?,
            Err(error) => return Err(error),
        };
    // Without a note, what the state of the block before holds has executed this one.
    let of = upgrade.as_ref().map_or(*hash, Header::parent_hash);
    let executed_by = version(client, Some(&of)).await?;
    Ok(Pinned { number, executed_by, is_upgrade: upgrade.is_some() })
}

/// A block's number, and its header where that says that the code was changed: of a node that
/// answers no queries of storage. A recording may have no header either; it is then taken for one of
/// any other block.
async fn by_header<T: Transport>(
    client: &Client<T>,
    hash: &BlockHash,
) -> Result<(Option<u32>, Option<Header>), Error> {
    match client.header(hash).await {
        Ok(header) => Ok((Some(header.number()), Some(header).filter(Header::is_upgrade))),
        Err(error) if error.is_unanswerable() => Ok((None, None)),
        Err(error) => Err(error),
    }
}

/// Where a client learns the runtime of the head from.
#[derive(Clone, Debug, Default)]
pub(crate) enum Notes {
    /// Not known yet.
    #[default]
    Unknown,
    /// From what the chain notes, together with whatever is read.
    Kept,
    /// The chain notes nothing, so it was never upgraded: it has had this runtime so far.
    Absent(Spec),
}

/// What tells the runtime of a head, of the values of [`keys`] there and of the version that was
/// asked for at the same time, perhaps of another head. None where that is not sure: the block is
/// to be asked for by its hash.
pub(crate) fn read_head(
    notes: &mut Notes,
    values: &[Stored],
    version: Option<Spec>,
) -> Result<Option<Pinned>, Error> {
    if let Some(pinned) = read(values)? {
        *notes = Notes::Kept;
        return Ok(Some(pinned));
    }
    let Some(executed_by) = version else { return Ok(None) };
    let is_new = matches!(notes, Notes::Absent(known) if *known != executed_by);
    *notes = Notes::Absent(executed_by.clone());
    if is_new || is_upgrade(values) {
        // It was upgraded after all, and has not noted it.
        return Ok(None);
    }
    Ok(Some(Pinned { number: number(values), executed_by, is_upgrade: false }))
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
    spec(METHOD, &version.spec_name, version.spec_version)
}

/// The storage entry by which a chain notes that this runtime has executed a block.
pub(super) fn note(spec: &Spec) -> (Vec<u8>, Vec<u8>) {
    let spec_version = Compact(spec.version());
    let last = LastRuntimeUpgrade { spec_version, spec_name: spec.name().into() };
    (LAST_RUNTIME_UPGRADE.key(()), last.encode())
}

/// A runtime as an answer names it: such names are kept, and must not be of any length.
fn spec(method: &'static str, name: &str, version: u32) -> Result<Spec, Error> {
    if name.len() > MAX_NAME_LEN {
        let reason = format!("its name has {} bytes", name.len());
        return Err(Error::bad_reply(method, "a runtime version", reason));
    }
    Ok(Spec::new(name, version))
}

fn value(values: &[Stored], at: usize) -> Option<&[u8]> {
    values.get(at).and_then(Option::as_deref)
}

/// Whether the block's digest says that the code was changed. One that cannot be read may say so:
/// to ask once more is cheap, to read by the wrong runtime is not.
fn is_upgrade(values: &[Stored]) -> bool {
    let Some(mut digest) = value(values, 1) else { return false };
    Vec::<DigestItem>::decode(&mut digest)
        .map_or(true, |items| items.contains(&DigestItem::RuntimeEnvironmentUpdated))
}

/// Block numbers have four bytes, or eight on some chains.
fn number(values: &[Stored]) -> Option<u32> {
    let bytes = value(values, 2)?;
    match bytes.len() {
        4 => bytes.try_into().ok().map(u32::from_le_bytes),
        8 => u64::from_le_bytes(bytes.try_into().ok()?).try_into().ok(),
        _ => None,
    }
}
