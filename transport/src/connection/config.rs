//! The limits of a connection and its patience.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::request::{SUBMISSIONS, is_named};

/// The limits of a connection and its patience.
///
/// ```
/// use core::time::Duration;
/// use subwire_transport::connection::{Config, Genesis};
///
/// let mut config = Config::default();
/// config.request_timeout = Duration::from_secs(10);
/// config.genesis = Genesis::Is([0x2f; 32]);
/// config.once.push("engine_createBlock".into());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// How many requests may be with the peer at once; more wait in a queue.
    pub max_in_flight: usize,
    /// How many bytes of requests may wait in the queue; more are refused.
    pub max_queued_bytes: usize,
    /// How many subscriptions there may be at once; more are refused.
    pub max_subscriptions: usize,
    /// How long a request may take, from being asked for, through losses and failovers.
    pub request_timeout: Duration,
    /// How often a request is sent again after its connection was lost, before it ends with the
    /// reason of the last loss.
    pub max_resends: u32,
    /// The methods that must never be sent a second time, beside those that are marked so as
    /// [`Request::once`](crate::Request::once): names, or the starts of names before a `*`.
    pub once: Vec<String>,
    /// How often each endpoint is tried for the very first connection. When none could be reached,
    /// the connection ends. Later losses are tried again for ever.
    pub first_attempts: u32,
    /// How long an endpoint is left alone after it failed once. Each further failure in a row
    /// doubles it; each wait is cut by a random part of up to a half.
    pub min_backoff: Duration,
    /// How long it is left alone at most, unless it asks for longer itself.
    pub max_backoff: Duration,
    /// After how much silence the peer is asked for a sign of life; `None` for never. With more than
    /// one endpoint it is asked as often when it does talk, for its head.
    pub ping_after: Option<Duration>,
    /// How long the peer may then be silent before the socket is replaced.
    pub ping_timeout: Duration,
    /// Which chain the endpoints must serve.
    pub genesis: Genesis,
    /// How many blocks an endpoint may lag behind the highest head that any endpoint had, before
    /// another one takes its place.
    pub max_head_lag: u64,
    /// For how long an endpoint's head may stand still before another one takes its place; `None`
    /// for ever.
    pub max_head_age: Option<Duration>,
    /// From what the random part of each wait follows; `None` for what the system has of chance.
    pub seed: Option<u64>,
}

/// Which chain an endpoint must serve. It is asked before anything it says is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Genesis {
    /// The chain of the first endpoint that answers. While there is only one endpoint and it does
    /// not know `chain_getBlockHash`, it need not tell.
    #[default]
    First,
    /// The chain with this genesis hash.
    Is([u8; 32]),
    /// Any: nothing is asked. For servers that are no Substrate nodes.
    Unchecked,
}

impl Config {
    /// The default of [`max_in_flight`](Self::max_in_flight): many more than a slow link's latency
    /// takes to hide.
    pub const MAX_IN_FLIGHT: usize = 512;
    /// The default of [`max_queued_bytes`](Self::max_queued_bytes).
    pub const MAX_QUEUED_BYTES: usize = 64 << 20;
    /// The default of [`max_subscriptions`](Self::max_subscriptions): what Substrate nodes allow a
    /// connection.
    pub const MAX_SUBSCRIPTIONS: usize = 1024;
    /// The default of [`request_timeout`](Self::request_timeout): a slow link's patience.
    pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
    /// The default of [`max_resends`](Self::max_resends).
    pub const MAX_RESENDS: u32 = 3;
    /// The default of [`once`](Self::once): what puts extrinsics into a node's pool, by every name
    /// that nodes have for it.
    pub const ONCE: [&'static str; 4] = SUBMISSIONS;
    /// The default of [`first_attempts`](Self::first_attempts): a wrong address is told at once.
    pub const FIRST_ATTEMPTS: u32 = 1;
    /// The default of [`min_backoff`](Self::min_backoff).
    pub const MIN_BACKOFF: Duration = Duration::from_millis(250);
    /// The default of [`max_backoff`](Self::max_backoff).
    pub const MAX_BACKOFF: Duration = Duration::from_secs(30);
    /// The default of [`ping_after`](Self::ping_after): proxies close what idles for 30 to 60 s.
    pub const PING_AFTER: Duration = Duration::from_secs(20);
    /// The default of [`ping_timeout`](Self::ping_timeout). With `PING_AFTER` it leaves a request
    /// time for another socket.
    pub const PING_TIMEOUT: Duration = Duration::from_secs(15);
    /// The default of [`max_head_lag`](Self::max_head_lag): two minutes of Subtensor.
    pub const MAX_HEAD_LAG: u64 = 10;
    /// The default of [`max_head_age`](Self::max_head_age): fifteen blocks of Subtensor.
    pub const MAX_HEAD_AGE: Duration = Duration::from_secs(180);
    /// How long a peer's wish to be left alone is heeded at most.
    pub const MAX_RETRY_AFTER: Duration = Duration::from_secs(600);

    /// Whether the configuration says that a method must not be sent twice.
    #[must_use]
    pub fn is_once(&self, method: &str) -> bool {
        self.once.iter().any(|pattern| is_named(method, pattern))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            max_in_flight: Self::MAX_IN_FLIGHT,
            max_queued_bytes: Self::MAX_QUEUED_BYTES,
            max_subscriptions: Self::MAX_SUBSCRIPTIONS,
            request_timeout: Self::REQUEST_TIMEOUT,
            max_resends: Self::MAX_RESENDS,
            once: Self::ONCE.map(String::from).to_vec(),
            first_attempts: Self::FIRST_ATTEMPTS,
            min_backoff: Self::MIN_BACKOFF,
            max_backoff: Self::MAX_BACKOFF,
            ping_after: Some(Self::PING_AFTER),
            ping_timeout: Self::PING_TIMEOUT,
            genesis: Genesis::default(),
            max_head_lag: Self::MAX_HEAD_LAG,
            max_head_age: Some(Self::MAX_HEAD_AGE),
            seed: None,
        }
    }
}
