//! Counts what a transport is asked for.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use futures::StreamExt;
use serde::Serialize;

use crate::{Error, Notice, Params, Reply, Request, Subscribe, Subscription, Transport};

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
    counts: Arc<Counts>,
}

/// What passed through a [`Meter`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Usage {
    /// Requests by method, answered or not; each one of a batch, and those that subscribe.
    pub requests: BTreeMap<String, u64>,
    /// The longest chain of answered requests of which each was sent after the reply to the one
    /// before. A batch is one link of it.
    pub round_trips: u64,
    /// Bytes of JSON-RPC replies, written without white space and without the socket's framing. Of
    /// a subscription also its items, as they are read, without what surrounds each.
    pub bytes_in: u64,
    /// Bytes of JSON-RPC requests, likewise, sent or not.
    pub bytes_out: u64,
}

#[derive(Default)]
struct Counts(Mutex<(Usage, LastId)>);

/// The number of the last request: ids take bytes too.
type LastId = u64;

impl<T> Meter<T> {
    /// Counts from zero what passes to `inner`.
    pub fn new(inner: T) -> Self {
        Self { inner, counts: Arc::default() }
    }

    /// The counts so far.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.counts.with(|usage, _| usage.clone())
    }
}

#[async_trait]
impl<T: Transport> Transport for Meter<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        let sent = self.counts.count_sent(core::slice::from_ref(&request), 0);
        let result = self.inner.send(request).await;
        let len = reply_len(sent.first_id, &result);
        self.counts.count_answered(&sent, is_answer(&result), len);
        result
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        let sent = self.counts.count_sent(&requests, around(requests.len()));
        let results = self.inner.batch(requests).await;
        let of_each = results.as_deref().unwrap_or_default();
        let lens = (sent.first_id..).zip(of_each).map(|(id, result)| reply_len(id, result));
        let len = lens.sum::<usize>() + around(of_each.len());
        self.counts.count_answered(&sent, of_each.iter().any(is_answer), len);
        results
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let sent = self.counts.count_sent(core::slice::from_ref(&subscribe.request), 0);
        let result = self.inner.subscribe(subscribe).await;
        let reply = match &result {
            Ok(subscription) => Ok(Reply::from_json(id_json(subscription.id()))),
            Err(error) => Err(error.clone()),
        };
        self.counts.count_answered(&sent, is_answer(&reply), reply_len(sent.first_id, &reply));
        let subscription = result?;
        let (id, counts) = (subscription.id().to_string(), self.counts.clone());
        let notices = subscription.inspect(move |notice| {
            if let Ok(Notice::Item(item)) = notice {
                counts.with(|usage, _| usage.bytes_in += item.as_json().len() as u64);
            }
        });
        Ok(Subscription::new(id, notices))
    }
}

/// Requests that went out together.
struct Sent {
    first_id: u64,
    /// How many round trips there are once they are answered.
    depth: u64,
}

impl Counts {
    fn count_sent(&self, requests: &[Request<'_>], around: usize) -> Sent {
        self.with(|usage, last_id| {
            usage.bytes_out += around as u64;
            let sent = Sent { first_id: *last_id + 1, depth: usage.round_trips + 1 };
            for request in requests {
                *last_id += 1;
                let len = request_len(*last_id, request.method, &request.params);
                usage.bytes_out += len as u64;
                *usage.requests.entry(request.method.into()).or_default() += 1;
            }
            sent
        })
    }

    fn count_answered(&self, sent: &Sent, answered: bool, bytes: usize) {
        self.with(|usage, _| {
            if answered {
                usage.round_trips = usage.round_trips.max(sent.depth);
            }
            usage.bytes_in += bytes as u64;
        });
    }

    fn with<R>(&self, f: impl FnOnce(&mut Usage, &mut LastId) -> R) -> R {
        let (usage, last_id) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        f(usage, last_id)
    }
}

/// Whether the node has answered, be it with an error.
fn is_answer(result: &Result<Reply, Error>) -> bool {
    matches!(result, Ok(_) | Err(Error::Rpc(_)))
}

/// The bytes of a batch beside its messages: brackets and commas. One of nothing is not sent.
fn around(messages: usize) -> usize {
    if messages == 0 { 0 } else { messages + 1 }
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

/// The result of a request that subscribed: the subscription's id.
fn id_json(id: &str) -> String {
    format!("\"{id}\"")
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
    use crate::layer::testing::Scripted;
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

    #[test]
    fn a_batch_is_one_round_trip_of_many_requests() {
        let meter = Meter::new(Scripted::new());
        let batch = |methods: &[&'static str]| {
            let requests = methods.iter().map(|method| Request::new(method, Params::new()));
            block_on(meter.batch(requests.collect())).unwrap().len()
        };
        assert_eq!(batch(&["a", "b", "a"]), 3);
        let usage = meter.usage();
        assert_eq!((usage.requests["a"], usage.requests["b"], usage.round_trips), (2, 1, 1));
        let request = crate::rpc::request(1, "a", &Params::new()).len() as u64;
        assert_eq!(usage.bytes_out, "[,,]".len() as u64 + 3 * request);
        let reply = br#"{"jsonrpc":"2.0","id":1,"result":"a"}"#.len() as u64;
        assert_eq!(usage.bytes_in, "[,,]".len() as u64 + 3 * reply);

        assert_eq!(batch(&["c"]), 1);
        assert_eq!(batch(&[]), 0);
        let after = meter.usage();
        assert_eq!((after.requests["c"], after.round_trips), (1, 2));
        assert_eq!(after.bytes_out, usage.bytes_out + "[]".len() as u64 + request);
        assert_eq!(meter.inner.batches(), [3, 1, 0], "a batch stays one");
    }

    #[test]
    fn a_subscription_is_a_request_and_the_items_that_are_read() {
        let meter = Meter::new(Scripted::new());
        let mut subscription =
            block_on(meter.subscribe(Subscribe::new("s", Params::new(), "u"))).unwrap();
        let subscribed = meter.usage();
        assert_eq!((subscribed.requests["s"], subscribed.round_trips), (1, 1));
        let reply = br#"{"jsonrpc":"2.0","id":1,"result":"id-1"}"#.len() as u64;
        assert_eq!(subscribed.bytes_in, reply);
        for (items, notice) in [(1, "10"), (2, "20")] {
            let read = block_on(subscription.next()).unwrap().unwrap();
            assert_eq!(read, Notice::Item(Reply::from_json(notice)));
            assert_eq!(meter.usage().bytes_in, reply + 2 * items);
        }
        let resumed = block_on(subscription.next()).unwrap().unwrap();
        assert!(matches!(resumed, Notice::Resumed { .. }) && subscription.id() == "id-2");
        assert!(meter.inner.is_open());
        drop(subscription);
        assert!(!meter.inner.is_open(), "dropping it has reached the transport within");
    }
}
