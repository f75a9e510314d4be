//! Counts what a transport is asked for.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::fmt;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde::Serialize;

use crate::{Error, Params, Reply, Request, Transport};

/// A transport that counts the requests that pass through it. Clones share their counts.
///
/// ```
/// use subwire_transport::layer::Meter;
/// use subwire_transport::mock::Chain;
/// use subwire_transport::{Params, Transport};
///
/// let meter = Meter::new(Chain::builder().build());
/// futures::executor::block_on(meter.request("chain_getHead", Params::new()))?;
/// assert_eq!(meter.usage().requests["chain_getHead"], 1);
/// # Ok::<(), subwire_transport::Error>(())
/// ```
pub struct Meter<T> {
    inner: T,
    counts: Arc<Mutex<Counts>>,
}

/// What passed through a [`Meter`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Usage {
    /// Requests by method, answered or not.
    pub requests: BTreeMap<String, u64>,
    /// The longest chain of answered requests of which each was sent after the reply to the one
    /// before.
    pub round_trips: u64,
    /// Bytes of JSON-RPC replies, written without white space and without the socket's framing.
    pub bytes_in: u64,
    /// Bytes of JSON-RPC requests, likewise, sent or not.
    pub bytes_out: u64,
}

#[derive(Default)]
struct Counts {
    usage: Usage,
    sent: u64,
}

impl<T> Meter<T> {
    /// Counts from zero what passes to `inner`.
    pub fn new(inner: T) -> Self {
        Self { inner, counts: Arc::default() }
    }

    /// The counts so far.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.with(|counts| counts.usage.clone())
    }

    fn with<R>(&self, f: impl FnOnce(&mut Counts) -> R) -> R {
        f(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl<T: Transport> Transport for Meter<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        let (id, depth) = self.with(|counts| {
            counts.sent += 1;
            let id = counts.sent;
            counts.usage.bytes_out += request_len(id, request.method, &request.params) as u64;
            *counts.usage.requests.entry(request.method.into()).or_default() += 1;
            (id, counts.usage.round_trips + 1)
        });
        let result = self.inner.send(request).await;
        self.with(|counts| {
            if matches!(result, Ok(_) | Err(Error::Rpc(_))) {
                counts.usage.round_trips = counts.usage.round_trips.max(depth);
            }
            counts.usage.bytes_in += reply_len(id, &result) as u64;
        });
        result
    }
}

/// The bytes of a request, as [`rpc::request`](crate::rpc::request) writes it.
fn request_len(id: u64, method: &str, params: &Params) -> usize {
    const REQUEST: &str = r#"{"jsonrpc":"2.0","id":,"method":"","params":}"#;
    REQUEST.len() + id.to_string().len() + method.len() + params.as_json().len()
}

/// The bytes of a reply to the request with this id.
fn reply_len(id: u64, result: &Result<Reply, Error>) -> usize {
    const RESULT: &str = r#"{"jsonrpc":"2.0","id":,"result":}"#;
    const ERROR: &str = r#"{"jsonrpc":"2.0","id":,"error":{"code":,"message":""}}"#;
    const DATA: &str = r#","data":"#;
    let id_len = id.to_string().len();
    match result {
        Ok(reply) => RESULT.len() + id_len + reply.as_json().len(),
        Err(Error::Rpc(error)) => {
            let data = error.data.as_ref().map_or(0, |data| DATA.len() + data.as_json().len());
            ERROR.len() + id_len + error.code.to_string().len() + error.message.len() + data
        }
        Err(_) => 0,
    }
}

impl<T: Clone> Clone for Meter<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), counts: self.counts.clone() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Meter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meter").field("inner", &self.inner).field("usage", &self.usage()).finish()
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use futures::future::join_all;

    use super::*;
    use crate::mock::Chain;

    #[test]
    fn requests_side_by_side_are_one_round_trip() {
        let meter = Meter::new(Chain::builder().build());
        let head = || meter.request("chain_getHead", Params::new());
        block_on(async {
            join_all([head(), head(), head()]).await;
            let _ = meter.request("system_unknown", Params::new()).await;
            join_all([head(), head()]).await;
        });
        let usage = meter.usage();
        assert_eq!(usage.requests["chain_getHead"], 5);
        assert_eq!(usage.round_trips, 3);
        let reply = br#"{"jsonrpc":"2.0","id":1,"result":}"#.len() as u64 + 68;
        let error = br#"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":""}}"#.len()
            as u64
            + "method not found: system_unknown".len() as u64;
        assert_eq!(usage.bytes_in, 5 * reply + error);
        let request = |method| crate::rpc::request(1, method, &Params::new()).len() as u64;
        assert_eq!(usage.bytes_out, 5 * request("chain_getHead") + request("system_unknown"));
    }
}
