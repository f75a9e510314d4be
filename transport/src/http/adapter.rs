//! Streams as hyper wants them, on either side.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, ready};
use std::io;

use futures::{AsyncRead, AsyncWrite};
use hyper::rt::{Read, ReadBufCursor, Write};

/// How much is read at once, in bytes.
const CHUNK: usize = 32 << 10;

/// hyper's buffers may be uninitialised, which futures-io does not allow: what is read is copied
/// from a buffer in between.
pub(crate) struct Adapter<S> {
    stream: S,
    chunk: Box<[u8]>,
    unflushed: Unflushed,
}

/// Whether hyper has written something and not flushed it, which it does when nothing is left.
#[derive(Clone, Default)]
pub(crate) struct Unflushed(Arc<AtomicBool>);

impl Unflushed {
    pub(super) fn get(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self, unflushed: bool) {
        self.0.store(unflushed, Ordering::Relaxed);
    }
}

impl<S> Adapter<S> {
    pub(crate) fn new(stream: S, unflushed: Unflushed) -> Self {
        Self { stream, chunk: vec![0; CHUNK].into(), unflushed }
    }
}

impl<S: AsyncRead + Unpin> Read for Adapter<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { stream, chunk, .. } = &mut *self;
        let chunk = &mut chunk[..buffer.remaining().min(CHUNK)];
        let read = ready!(Pin::new(stream).poll_read(cx, chunk))?;
        buffer.put_slice(chunk.get(..read).ok_or(io::ErrorKind::InvalidData)?);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> Write for Adapter<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.unflushed.set(true);
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = ready!(Pin::new(&mut self.stream).poll_flush(cx));
        self.unflushed.set(false);
        Poll::Ready(flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_close(cx)
    }
}
