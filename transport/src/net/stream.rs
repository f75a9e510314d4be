//! A stream of bytes, of whatever make, that counts what it reads and now and then lets others go
//! first.
//!
//! The protocol above a poll reads on until it has a message, and a peer can send bytes that never
//! make one: pongs, empty continuations, chunks of one byte. A stream that is always ready would
//! keep such a poll from ending, and with it every other future of the task, deadlines included.

use alloc::boxed::Box;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::io;

use futures::{AsyncRead, AsyncWrite};

use crate::driver::Received;

/// How many bytes may be read without a pause.
const BYTES_PER_TURN: usize = 256 << 10;

/// A stream of bytes both ways: TCP, TLS, or a caller's.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Io for S {}

pub(crate) type BoxIo = Box<dyn Io>;

pub(crate) struct Stream {
    inner: BoxIo,
    received: Received,
    /// What has been read since the last pause.
    read: usize,
}

impl Stream {
    pub(super) fn new(inner: BoxIo, received: Received) -> Self {
        Self { inner, received, read: 0 }
    }
}

impl AsyncRead for Stream {
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

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.inner).poll_write(cx, buffer) {
            // The libraries above take it for a bug of theirs, and some panic.
            Poll::Ready(Ok(0)) if !buffer.is_empty() => {
                Poll::Ready(Err(io::ErrorKind::WriteZero.into()))
            }
            polled => polled,
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_close(cx)
    }
}
