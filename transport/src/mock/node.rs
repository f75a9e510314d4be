//! What a server asks of the node behind it: frames in, frames out.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use core::task::{Context, Poll};

use bytes::Bytes;

mod answers;
mod chain;
mod troubled;

pub use answers::Answers;
pub(super) use troubled::up_to;
pub use troubled::{FrameFaults, Troubled};

/// A node that a [`Network`](super::Network) or a [`Server`](super::Server) puts behind its
/// connections: a [`Chain`](super::Chain), [`Answers`] of any other transport, or one of your own
/// that misbehaves as a test wants it.
///
/// ```
/// use core::task::{Context, Poll};
/// use subwire_transport::mock::{Conversation, Network, Node, VirtualClock};
///
/// /// Takes every request and answers none.
/// struct Silent;
///
/// impl Node for Silent {
///     fn converse(&self) -> Box<dyn Conversation> {
///         Box::new(Self)
///     }
/// }
///
/// impl Conversation for Silent {
///     fn handle_frame(&mut self, _: bytes::Bytes) {}
///
///     fn poll_frame(&mut self, _: &mut Context<'_>) -> Poll<String> {
///         Poll::Pending
///     }
///
///     fn unanswered(&self) -> usize {
///         0
///     }
/// }
///
/// Network::new(&VirtualClock::new(), 1).serve("silent", Silent);
/// ```
pub trait Node: Send + Sync + 'static {
    /// The conversation with one more client.
    fn converse(&self) -> Box<dyn Conversation>;

    /// A conversation of one frame and its answer, as over HTTP: nothing can be sent later.
    fn converse_once(&self) -> Box<dyn Conversation> {
        self.converse()
    }
}

/// One client's conversation with a [`Node`]. Dropping it ends what the client has subscribed to.
pub trait Conversation: Send {
    /// Takes in a frame from the client, whatever it holds.
    fn handle_frame(&mut self, frame: Bytes);

    /// The next frame for the client. Where there is none, the task is woken when there may be.
    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<String>;

    /// How many frames were taken in whose answer is still to come. A server reads no more than
    /// [`MAX_UNANSWERED`] ahead.
    fn unanswered(&self) -> usize;

    /// How many bytes the frames have together that wait in it, to be answered or to be sent. A
    /// server reads no more while they are more than [`MAX_HELD`].
    fn held(&self) -> usize {
        0
    }

    /// Whether the connection is to be broken off, without a word. Asked when there is no frame.
    fn is_over(&self) -> bool {
        false
    }
}

/// How many frames of a client are worked on at once; more wait in its connection.
pub const MAX_UNANSWERED: usize = 1024;

/// How many bytes of frames wait in a conversation before its client is listened to no more: what
/// one asks for that does not read must not pile up.
pub const MAX_HELD: usize = 64 << 20;

impl<N: Node + ?Sized> Node for Arc<N> {
    fn converse(&self) -> Box<dyn Conversation> {
        (**self).converse()
    }

    fn converse_once(&self) -> Box<dyn Conversation> {
        (**self).converse_once()
    }
}
