//! What a driver wants of a socket: frames out, frames in.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;

use bytes::Bytes;
use futures::{Sink, Stream};

use crate::Error;

/// A frame to be sent: JSON-RPC as UTF-8 text, one request or a batch.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// The connection's name for this frame, for [`Arrival::Lost`].
    #[cfg_attr(not(feature = "http"), allow(dead_code, reason = "a WebSocket never says it"))]
    pub(crate) id: u64,
    pub(crate) text: Bytes,
    /// When nobody waits for an answer any more, by the driver's clock.
    #[cfg_attr(not(feature = "http"), allow(dead_code, reason = "a WebSocket has no use for it"))]
    pub(crate) deadline: Option<Duration>,
}

/// What a socket brings.
#[derive(Debug)]
pub(crate) enum Arrival {
    /// A frame from the node.
    Frame(Bytes),
    /// A frame of ours got no answer and will get none, while the socket as such lives on. Only
    /// sockets that know which answer belongs to which frame say this.
    #[cfg_attr(not(feature = "http"), allow(dead_code, reason = "a WebSocket never knows"))]
    Lost { id: u64, error: Error },
}

/// Frames in both directions. An error, or the stream's end, is the end of the socket.
pub(crate) trait Socket:
    Sink<Outgoing, Error = Error> + Stream<Item = Result<Arrival, Error>> + Send
{
}

impl<S> Socket for S where
    S: Sink<Outgoing, Error = Error> + Stream<Item = Result<Arrival, Error>> + Send
{
}

pub(crate) type BoxSocket = Pin<Box<dyn Socket>>;

/// A socket that stands.
pub(crate) struct Connected {
    pub(crate) socket: BoxSocket,
    pub(crate) received: Received,
}

/// Counts the bytes that a socket has read. They are a sign of life long before a large frame is
/// whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Received(Arc<AtomicU64>);

impl Received {
    pub(crate) fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A connection being made, its time limit included.
pub(crate) type Connecting = Pin<Box<dyn Future<Output = Result<Connected, Error>> + Send>>;

/// Makes a connection with the endpoint of this number, as often as it is asked to.
pub(crate) type Connector = Box<dyn FnMut(usize) -> Connecting + Send>;
