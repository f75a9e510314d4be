//! One connection with a client, over any stream: WebSocket or HTTP, as the client begins.

use alloc::sync::Arc;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::io;

use futures::{AsyncRead, AsyncReadExt, AsyncWrite};

use super::{http, websocket};
use crate::mock::node::Node;

/// A stream to a client.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin + 'static> Stream for S {}

/// A status that a client gets in place of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
}

/// Talks with a client until it goes or breaks the protocol. What went wrong is the client's to
/// know.
pub(crate) async fn converse(stream: impl Stream, node: Arc<dyn Node>, refusal: Option<Refusal>) {
    // A WebSocket's handshake is a GET, a request over HTTP is a POST.
    let mut first = [0; 1];
    let mut stream = stream;
    if stream.read_exact(&mut first).await.is_err() {
        return;
    }
    let stream = Begun { first: Some(first[0]), stream };
    if first == *b"G" {
        websocket::converse(stream, &*node, refusal).await;
    } else {
        http::converse(stream, node, refusal).await;
    }
}

/// A stream whose first byte was read already.
pub(super) struct Begun<S> {
    first: Option<u8>,
    stream: S,
}

impl<S: Stream> AsyncRead for Begun<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        if let (Some(first), Some(place)) = (self.first, buffer.first_mut()) {
            *place = first;
            self.first = None;
            return Poll::Ready(Ok(1));
        }
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: Stream> AsyncWrite for Begun<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_close(cx)
    }
}
