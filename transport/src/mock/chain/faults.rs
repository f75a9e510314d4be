//! Trouble at the level of answers: late, refused, or none at all.

use alloc::sync::Arc;
use core::ops::RangeInclusive;
use core::time::Duration;

use super::hash::Dice;
use crate::RpcError;
use crate::clock::{Clock, Sleep};

/// What a [`Chain`](super::Chain) does to its answers. The same seed and the same requests give
/// the same trouble.
///
/// Cuts, garbage and slowness of the bytes themselves belong to a connection, not to a chain.
///
/// ```
/// use subwire_transport::mock::{Chain, Faults};
/// use subwire_transport::{Params, Transport};
///
/// let chain = Chain::builder().build();
/// chain.set_faults(Faults::seeded(7).errors(1000));
/// let name = chain.request("system_chain", Params::new());
/// assert!(futures::executor::block_on(name).is_err(), "each of a thousand requests fails");
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Faults {
    dice: Dice,
    errors: u16,
    silences: u16,
    latency: Option<Latency>,
    limit: Option<Limit>,
}

#[derive(Clone, Debug)]
struct Latency {
    clock: Arc<dyn Clock>,
    range: RangeInclusive<Duration>,
}

#[derive(Clone, Debug)]
struct Limit {
    clock: Arc<dyn Clock>,
    requests: u32,
    per: Duration,
    started: Duration,
    seen: u32,
}

/// What becomes of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Answer,
    Refuse(RpcError),
    /// No answer, ever.
    Silence,
}

/// JSON-RPC's number for a server's own trouble.
const INTERNAL_ERROR: i64 = -32603;

/// The number that servers refuse with who ask for patience.
const TOO_MANY_REQUESTS: i64 = -32005;

impl Faults {
    /// No trouble yet.
    pub fn seeded(seed: u64) -> Self {
        Self { dice: Dice::new(seed), errors: 0, silences: 0, latency: None, limit: None }
    }

    /// So many of a thousand requests are answered with JSON-RPC's "internal error".
    pub fn errors(mut self, per_thousand: u16) -> Self {
        self.errors = per_thousand;
        self
    }

    /// So many of a thousand requests are never answered.
    pub fn silences(mut self, per_thousand: u16) -> Self {
        self.silences = per_thousand;
        self
    }

    /// Each request in memory takes a time within the range, so that answers overtake each other.
    /// A batch takes one such time. Does not touch what [`Session`](super::Session) answers, whose
    /// connection has its own pace.
    pub fn latency(mut self, clock: Arc<dyn Clock>, range: RangeInclusive<Duration>) -> Self {
        self.latency = Some(Latency { clock, range });
        self
    }

    /// More requests than this within the time are refused with error -32005.
    pub fn rate_limit(mut self, clock: Arc<dyn Clock>, requests: u32, per: Duration) -> Self {
        let started = clock.now();
        self.limit = Some(Limit { clock, requests, per, started, seen: 0 });
        self
    }

    /// Decides about a request.
    pub(super) fn next(&mut self) -> Fate {
        if self.limit.as_mut().is_some_and(Limit::is_exceeded) {
            return Fate::Refuse(RpcError::new(TOO_MANY_REQUESTS, "Too many requests"));
        }
        // Nobody's dice are thrown who asked for nothing, so that one fault does not move another.
        if self.silences > 0 && self.dice.below(1000) < u64::from(self.silences) {
            return Fate::Silence;
        }
        if self.errors > 0 && self.dice.below(1000) < u64::from(self.errors) {
            return Fate::Refuse(RpcError::new(INTERNAL_ERROR, "Internal error"));
        }
        Fate::Answer
    }

    /// The clock by which requests are late, and by which their time runs out.
    pub(super) fn clock(&self) -> Option<Arc<dyn Clock>> {
        self.latency.as_ref().map(|latency| latency.clock.clone())
    }

    /// How long the next request is under way.
    pub(super) fn delay(&mut self) -> Option<Sleep> {
        let Latency { clock, range } = self.latency.as_ref()?;
        let width = range.end().saturating_sub(*range.start());
        let width = u64::try_from(width.as_nanos()).unwrap_or(u64::MAX);
        let extra = Duration::from_nanos(self.dice.below(width.saturating_add(1)));
        Some(clock.sleep_until(clock.now().saturating_add(range.start().saturating_add(extra))))
    }
}

impl Default for Faults {
    fn default() -> Self {
        Self::seeded(0)
    }
}

impl Limit {
    fn is_exceeded(&mut self) -> bool {
        let now = self.clock.now();
        if now.saturating_sub(self.started) >= self.per {
            (self.started, self.seen) = (now, 0);
        }
        self.seen = self.seen.saturating_add(1);
        self.seen > self.requests
    }
}
