//! Transports that wrap a transport.
//!
//! | layer | does |
//! |---|---|
//! | [`Archive`] | asks an archive for blocks whose state the node has discarded |
//! | [`Fallback`] | asks the next transport where one fails |
//! | [`Limit`] | holds requests back, by rate and by how many are under way |
//! | [`Meter`] | counts requests, round trips and bytes |
//! | [`Record`] | writes a recording, which [`Replay`](crate::mock::Replay) answers from |
//! | `Trace` (feature `tracing`) | tells tracing's subscriber of each request |
//!
//! Each passes batches and subscriptions on as what they are. The outermost sees a request first:
//! a `Meter` around a `Limit` counts what was asked for, one within it what has gone out.

mod archive;
mod fallback;
mod limit;
mod meter;
mod record;
#[cfg(test)]
mod testing;
#[cfg(feature = "tracing")]
mod trace;

pub use archive::Archive;
pub use fallback::Fallback;
pub use limit::Limit;
pub use meter::{Meter, Usage};
pub use record::{Record, RecordError};
#[cfg(feature = "tracing")]
pub use trace::Trace;
