//! A stream that now and then lets others go first.
//!
//! The WebSocket beneath a poll reads on until it has a message, and a peer can send frames that
//! never make one: pongs, empty continuations. A stream that is always ready would keep such a poll
//! from ending, and with it every other future of the task, deadlines included.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::io;

use futures::{AsyncRead, AsyncWrite};

use crate::driver::Received;

/// How many bytes may be read without a pause.
const BYTES_PER_TURN: usize = 256 << 10;

pub(super) struct Fair<S> {
    inner: S,
    /// What has been read since the last pause.
    read: usize,
    /// What has been read in all.
    received: Received,
}

impl<S> Fair<S> {
    pub(super) fn new(inner: S, received: Received) -> Self {
        Self { inner, read: 0, received }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Fair<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        if self.read >= BYTES_PER_TURN {
            self.read = 0;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let polled = Pin::new(&mut self.inner).poll_read(cx, buffer);
        match &polled {
            Poll::Ready(Ok(read)) => {
                self.read += read;
                self.received.add(*read);
            }
            // The peer has paused.
            Poll::Pending => self.read = 0,
            Poll::Ready(Err(_)) => {}
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Fair<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_close(cx)
    }
}
