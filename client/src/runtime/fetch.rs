//! A runtime's metadata from the node: of the newest version that both sides know.

use alloc::vec::Vec;

use futures::future::join;
use subwire_codec::codec::Encode;
use subwire_codec::decode_exact;
use subwire_transport::{Params, RpcError, Transport};

use crate::client::Source;
use crate::{At, BlockHash, Client, Error, Runtime, Spec};

const VERSIONS: &str = "Metadata_metadata_versions";
const AT_VERSION: &str = "Metadata_metadata_at_version";
/// The newest version that is read here.
const NEWEST: u32 = 16;
/// What runtimes without the API for metadata answer, and what `state_getMetadata` does.
const OLDEST: u32 = 14;

impl<T: Transport> At<T> {
    /// The metadata of the [`next_runtime`](Self::next_runtime), as bytes from `meta` on, of the newest
    /// version that both sides know: for files and for other programs. One or two round trips each
    /// time.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Metadata`] where the answer is none.
    pub async fn metadata_bytes(&self) -> Result<Vec<u8>, Error> {
        let bytes = metadata(self.client(), &self.hash()).await?;
        if bytes.starts_with(b"meta") {
            return Ok(bytes);
        }
        // As runtime calls answer it: an `Option` of bytes.
        decode_exact::<Option<Vec<u8>>>(&bytes).ok().flatten().ok_or_else(|| {
            let reason = "the node's answer is none".into();
            Error::Metadata { spec: Spec::unknown(), reason }
        })
    }
}

/// A runtime that the state of a block holds: from disk where it is kept there, or by its metadata
/// from the node.
pub(crate) async fn runtime<T: Transport>(
    client: &Client<T>,
    spec: &Spec,
    source: Source,
) -> Result<Runtime, Error> {
    #[cfg(feature = "disk-cache")]
    if let Some(shelf) = client.shelf().await {
        return shelf.get_or(spec, from_node(client, spec, source)).await;
    }
    Ok(from_node(client, spec, source).await?.0)
}

/// A runtime, and its metadata as the node gave it.
async fn from_node<T: Transport>(
    client: &Client<T>,
    spec: &Spec,
    source: Source,
) -> Result<(Runtime, Vec<u8>), Error> {
    let holder = match source {
        Source::State(block) => block,
        Source::Parent(block) => client.header(&block).await?.parent_hash(),
    };
    let bytes = metadata(client, &holder).await.map_err(|error| match error {
        error if may_pass(&error) => error,
        error => Error::Metadata { spec: spec.clone(), reason: error.to_string() },
    })?;
    let runtime = Runtime::decode_as(spec, &bytes)?;
    Ok((runtime, bytes))
}

/// Metadata of the newest version that both sides know.
///
/// The newest known here is asked for together with the list of versions: one round trip where the
/// runtime has it, else two.
async fn metadata<T: Transport>(client: &Client<T>, at: &BlockHash) -> Result<Vec<u8>, Error> {
    let newest = at_version(client, NEWEST, at);
    let (versions, newest) = join(versions(client, at), newest).await;
    if let Some(bytes) = known(newest)? {
        return Ok(bytes);
    }
    // Without the list an older version would do, but not for want of a second try: it would be
    // kept for as long as the client.
    let versions = known(versions)?.unwrap_or_default();
    let best = versions.into_iter().filter(|version| (OLDEST + 1..NEWEST).contains(version)).max();
    if let Some(version) = best {
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
fn known<V>(answer: Result<Option<V>, Error>) -> Result<Option<V>, Error> {
    match answer {
        Err(error) if may_pass(&error) => Err(error),
        answer => Ok(answer.ok().flatten()),
    }
}

/// Whether it says nothing of the runtime, but of the connection or of the node's patience.
fn may_pass(error: &Error) -> bool {
    let busy = |code| matches!(code, RpcError::LIMIT_EXCEEDED | RpcError::SERVER_BUSY);
    error.is_retryable() || error.rpc().is_some_and(|error| busy(error.code))
}

/// The versions that the runtime has; None where the answer is no list of them.
async fn versions<T: Transport>(
    client: &Client<T>,
    at: &BlockHash,
) -> Result<Option<Vec<u32>>, Error> {
    let bytes = call(client, VERSIONS, &[], at).await?;
    Ok(decode_exact(&bytes).ok())
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
