//! A runtime's metadata from the node: of the newest version that both sides know.

use alloc::vec::Vec;

use futures::future::join;
use subwire_codec::codec::{Decode, Encode};
use subwire_transport::{Params, Transport};

use crate::{BlockHash, Client, Error, Runtime, Spec};

const VERSIONS: &str = "Metadata_metadata_versions";
const AT_VERSION: &str = "Metadata_metadata_at_version";
/// The newest version that is read here.
const NEWEST: u32 = 16;
/// What runtimes without the API for metadata answer, and what `state_getMetadata` does.
const OLDEST: u32 = 14;

/// The runtime in the state of a block, by its metadata.
///
/// The newest version is asked for together with the list of versions: one round trip where the
/// runtime has it, else two.
pub(crate) async fn runtime<T: Transport>(
    client: &Client<T>,
    spec: &Spec,
    at: &BlockHash,
) -> Result<Runtime, Error> {
    let bytes = metadata(client, at).await.map_err(|error| match error {
        error if error.is_retryable() => error,
        error => Error::Metadata { spec: spec.clone(), reason: error.to_string() },
    })?;
    let runtime = Runtime::decode_as(spec, &bytes)?;
    if runtime.spec() != spec {
        let reason = format!("the node gives that of {}", runtime.spec());
        return Err(Error::Metadata { spec: spec.clone(), reason });
    }
    Ok(runtime)
}

async fn metadata<T: Transport>(client: &Client<T>, at: &BlockHash) -> Result<Vec<u8>, Error> {
    let newest = at_version(client, NEWEST, at);
    let (versions, newest) = join(call(client, VERSIONS, &[], at), newest).await;
    if let Some(bytes) = known(newest)? {
        return Ok(bytes);
    }
    let versions = versions.ok().and_then(|bytes| Vec::<u32>::decode(&mut &bytes[..]).ok());
    let best = versions.into_iter().flatten().filter(|version| *version < NEWEST).max();
    if let Some(version) = best.filter(|version| *version > OLDEST) {
        if let Some(bytes) = known(at_version(client, version, at).await)? {
            return Ok(bytes);
        }
    }
    const METHOD: &str = "state_getMetadata";
    let params = Params::new().hex(at.as_bytes());
    let reply = client.transport().request(METHOD, params).await;
    reply.and_then(|reply| reply.hex()).map_err(Error::of(METHOD))
}

/// None as well where the runtime has no such API; what may pass is no answer.
fn known(answer: Result<Option<Vec<u8>>, Error>) -> Result<Option<Vec<u8>>, Error> {
    match answer {
        Err(error) if error.is_retryable() => Err(error),
        answer => Ok(answer.ok().flatten()),
    }
}

/// The metadata as the runtime call answers it; None where it has none of the version.
async fn at_version<T: Transport>(
    client: &Client<T>,
    version: u32,
    at: &BlockHash,
) -> Result<Option<Vec<u8>>, Error> {
    let bytes = call(client, AT_VERSION, &version.encode(), at).await?;
    // An `Option`, whose first byte says whether there is anything.
    Ok((bytes.first() == Some(&1)).then_some(bytes))
}

async fn call<T: Transport>(
    client: &Client<T>,
    name: &str,
    args: &[u8],
    at: &BlockHash,
) -> Result<Vec<u8>, Error> {
    const METHOD: &str = "state_call";
    let params = Params::new().text(name).hex(args).hex(at.as_bytes());
    let reply = client.transport().request(METHOD, params).await;
    reply.and_then(|reply| reply.hex()).map_err(Error::of(METHOD))
}
