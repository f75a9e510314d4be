//! What a driver wants of a socket: frames out, frames in.

use alloc::boxed::Box;
use core::future::Future;
use core::pin::Pin;

use bytes::Bytes;
use futures::{Sink, Stream};

use crate::Error;

/// A frame to be sent: JSON-RPC as UTF-8 text, one request or a batch.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// The connection's name for this frame, for [`Arrival::Lost`].
    pub(crate) id: u64,
    pub(crate) text: Bytes,
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

/// A connection being made, its time limit included.
pub(crate) type Connecting = Pin<Box<dyn Future<Output = Result<BoxSocket, Error>> + Send>>;

/// Makes a connection with the endpoint of this number, as often as it is asked to.
pub(crate) type Connector = Box<dyn FnMut(usize) -> Connecting + Send>;
