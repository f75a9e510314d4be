//! Nodes that are not there, for offline tests and demonstrations.
//!
//! | mock | answers |
//! |---|---|
//! | [`Chain`] | as a node would, all in memory: blocks, storage, runtime calls, transactions, subscriptions |
//! | [`Script`] | what a test wrote down, and tells what was not asked as expected |
//! | [`Replay`] | what a real node answered, from a recording |
//!
//! With the feature `serve`, [`serve()`] puts any of them behind a real WebSocket and HTTP port, and
//! a [`Network`] behind connections in memory that are slow, break and lie as a test wants it. A
//! [`VirtualClock`] lets time pass at once, so that a test may wait for an hour.

mod chain;
mod clock;
#[cfg(feature = "serve")]
mod network;
#[cfg(feature = "serve")]
mod node;
mod replay;
mod script;
#[cfg(feature = "serve")]
mod serve;

pub use chain::{
    Chain, ChainBuilder, Faults, Fork, ForkError, NewBlock, Runtime, Session, StateAt,
};
pub use clock::VirtualClock;
#[cfg(feature = "serve")]
pub use network::{Break, LinkFaults, LinkStream, Network};
#[cfg(feature = "serve")]
pub use node::{Answers, Conversation, FrameFaults, MAX_HELD, MAX_UNANSWERED, Node, Troubled};
pub use replay::{Replay, ReplayError};
pub use script::{Expect, Script, ScriptError};
#[cfg(feature = "serve")]
pub use serve::{Server, Spawned, serve};

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
