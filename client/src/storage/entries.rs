//! The entries of a map, as a stream.

use alloc::boxed::Box;
use alloc::vec::{self, Vec};
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures::future::{BoxFuture, FutureExt};
use futures::ready;
use futures::stream::{Stream, StreamExt};

use super::pages::{Page, Pages};
use crate::Error;

/// What makes items of a page's entries: one outcome for each.
pub(crate) type Reader<I> = Box<dyn Fn(Page) -> Vec<Result<I, Error>> + Send>;

/// The entries of a map at a block, as a stream.
///
/// Nothing is asked for until it is polled. Then pages are fetched ahead, a few and no more: where
/// the reader stops, so does the fetching. An entry that cannot be decoded is an `Err` in its
/// place. A request that fails is an `Err` too, and the stream ends with it; another one that
/// [starts after](crate::StorageMap::starting_after) the last entry goes on from there.
///
/// # Cancel safety
///
/// Waiting for the next item may be given up and begun again; nothing is lost. Dropping the stream
/// gives its requests up.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Entries<I> {
    reader: Known<I>,
    /// None once they have ended.
    pages: Option<Pages>,
    /// The page behind the one that is being read: so the pages behind it are on their way while
    /// that one is.
    next: Option<Result<Page, Error>>,
    current: vec::IntoIter<Result<I, Error>>,
}

/// What has to be found out first.
enum Known<I> {
    Soon(BoxFuture<'static, Result<Reader<I>, Error>>),
    Now(Reader<I>),
    /// Nothing more is read.
    Ended,
}

impl<I> Entries<I> {
    /// Entries that are decoded by what `reader` gives, which is found out beside the first page.
    pub(crate) fn new(
        pages: Pages,
        reader: impl Future<Output = Result<Reader<I>, Error>> + Send + 'static,
    ) -> Self {
        Self::with(pages, Known::Soon(reader.boxed()))
    }

    /// Entries of whose bytes nothing has to be known.
    pub(crate) fn raw(
        pages: Pages,
        item: impl Fn((Vec<u8>, Vec<u8>)) -> I + Send + 'static,
    ) -> Self {
        let read = move |page: Page| page.into_iter().map(|entry| Ok(item(entry))).collect();
        Self::with(pages, Known::Now(Box::new(read)))
    }

    fn with(pages: Pages, reader: Known<I>) -> Self {
        Self { reader, pages: Some(pages), next: None, current: Vec::new().into_iter() }
    }

    /// Lets the pages get on, up to one that waits to be read.
    fn read_ahead(&mut self, cx: &mut Context<'_>) {
        let (Some(pages), None) = (&mut self.pages, &self.next) else { return };
        match pages.poll_next_unpin(cx) {
            Poll::Pending => {}
            Poll::Ready(Some(page)) => self.next = Some(page),
            Poll::Ready(None) => self.pages = None,
        }
    }

    fn end(&mut self, why: Option<Error>) -> Poll<Option<Result<I, Error>>> {
        (self.reader, self.pages, self.next) = (Known::Ended, None, None);
        Poll::Ready(why.map(Err))
    }
}

impl<I> Stream for Entries<I> {
    type Item = Result<I, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            this.read_ahead(cx);
            let reader = match &mut this.reader {
                Known::Ended => return Poll::Ready(None),
                Known::Now(reader) => reader,
                Known::Soon(soon) => match ready!(soon.poll_unpin(cx)) {
                    Ok(reader) => {
                        this.reader = Known::Now(reader);
                        continue;
                    }
                    Err(error) => return this.end(Some(error)),
                },
            };
            if let Some(item) = this.current.next() {
                return Poll::Ready(Some(item));
            }
            match this.next.take() {
                Some(Ok(page)) => this.current = reader(page).into_iter(),
                Some(Err(error)) => return this.end(Some(error)),
                None if this.pages.is_none() => return this.end(None),
                None => return Poll::Pending,
            }
        }
    }
}

/// Nothing in it is pinned but what has a box of its own.
impl<I> Unpin for Entries<I> {}

impl<I> fmt::Debug for Entries<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entries").finish_non_exhaustive()
    }
}
