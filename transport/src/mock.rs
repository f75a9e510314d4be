//! Nodes that are not there, for offline tests and demonstrations.
//!
//! | mock | answers |
//! |---|---|
//! | [`Chain`] | as a node would: storage, runtime calls, blocks, all in memory |
//! | [`Replay`] | what a real node answered, from a recording |
//!
//! [`VirtualClock`] lets time pass at once, so that a test may wait for an hour.

mod chain;
mod clock;
mod replay;

pub use chain::{Chain, ChainBuilder};
pub use clock::VirtualClock;
pub use replay::{Replay, ReplayError};

use core::future::poll_fn;
use core::task::Poll;

/// Lets everybody else go first, once: replies come after requests that are made side by side, as
/// over a network, and never before.
async fn travel() {
    let mut travelled = false;
    poll_fn(|cx| {
        if travelled {
            return Poll::Ready(());
        }
        travelled = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
