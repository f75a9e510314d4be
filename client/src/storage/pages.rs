//! Pages of a map: keys, and what is stored under them, fetched ahead of who reads them.
//!
//! A page of keys must be there before the next can be asked for, so that keys come one page in a
//! round trip. The values of a page are asked for while the next keys are on their way: a map takes
//! as many round trips as it has pages of keys, and one more.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use futures::stream::{self, BoxStream, Stream, StreamExt};
use subwire_transport::{Params, Reply, Transport, read_hex};

use super::span::Span;
use super::{KEYS_PER_REQUEST, Stored, child, fetch_raw_many};
use crate::{At, Error};

/// How many pages of a map may be under way or wait to be read, in order. The one that is being
/// read and the one behind it come on top.
const PAGES_AHEAD: usize = 4;

/// The same for each shard, where several are read side by side.
const PAGES_AHEAD_OF_SHARD: usize = 2;

/// How many entries of all shards together may be under way or wait to be read. Pages are smaller
/// where there would be more.
const ENTRIES_AHEAD: usize = 32 * KEYS_PER_REQUEST;

/// A key, and what is stored under it.
pub(crate) type Entry = (Vec<u8>, Vec<u8>);
pub(crate) type Page = Vec<Entry>;
pub(crate) type Pages = BoxStream<'static, Result<Page, Error>>;

/// Which part of a map is read, and how.
pub(crate) struct Scan<T> {
    pub(crate) trie: Trie<T>,
    pub(crate) span: Span,
    pub(crate) page_size: usize,
    /// In how many parts it is read at the same time; in order where it is one.
    pub(crate) shards: u16,
}

/// The storage of a block, or one of its child tries.
pub(crate) struct Trie<T> {
    pub(crate) at: At<T>,
    /// The storage key of the child trie.
    pub(crate) child: Option<Arc<[u8]>>,
}

impl<T: Transport> Scan<T> {
    /// The keys with a prefix, in order, in pages as large as nodes give.
    pub(crate) fn new(trie: Trie<T>, prefix: Vec<u8>) -> Self {
        Self { trie, span: Span::new(prefix), page_size: KEYS_PER_REQUEST, shards: 1 }
    }

    pub(crate) fn set_page_size(&mut self, entries: usize) {
        self.page_size = entries.clamp(1, KEYS_PER_REQUEST);
    }

    /// The pages: whole entries, or keys with nothing.
    pub(crate) fn pages(self, with_values: bool) -> Pages {
        if self.shards <= 1 {
            return pages(self.trie, self.span, self.page_size, with_values, PAGES_AHEAD);
        }
        let shards = self.span.split(self.shards);
        let most = ENTRIES_AHEAD / (shards.len().max(1) * PAGES_AHEAD_OF_SHARD);
        let size = self.page_size.min(most);
        let shard = |span| {
            let trie = self.trie.clone();
            pages(trie, span, size, with_values, PAGES_AHEAD_OF_SHARD)
        };
        stream::select_all(shards.into_iter().map(shard)).boxed()
    }

    /// How many entries there are, by their keys alone.
    pub(crate) async fn count(self) -> Result<u64, Error> {
        let mut pages = self.pages(false);
        let mut count = 0;
        while let Some(page) = pages.next().await {
            count += page?.len() as u64;
        }
        Ok(count)
    }
}

/// The pages of a span, of which `ahead` may be fetched before they are read.
fn pages<T: Transport>(
    trie: Trie<T>,
    span: Span,
    size: usize,
    with_values: bool,
    ahead: usize,
) -> Pages {
    let page = move |keys: Result<Vec<Vec<u8>>, Error>, trie: Trie<T>| async move {
        let keys = keys?;
        if !with_values {
            return Ok(keys.into_iter().map(|key| (key, Vec::new())).collect());
        }
        let values = trie.values(&keys).await?;
        keys.into_iter().zip(values).map(entry).collect()
    };
    let keys = pages_of_keys(trie.clone(), span, size);
    keys.map(move |keys| page(keys, trie.clone())).buffered(ahead).boxed()
}

/// The keys of a span, page by page. Ends on any answers: each page must get on, and be whole.
fn pages_of_keys<T: Transport>(
    trie: Trie<T>,
    span: Span,
    size: usize,
) -> impl Stream<Item = Result<Vec<Vec<u8>>, Error>> + Send {
    let all = (!span.is_empty()).then_some(span);
    stream::try_unfold(all, move |rest| {
        let trie = trie.clone();
        async move {
            let Some(mut span) = rest else { return Ok(None) };
            let keys = trie.keys(&span, size).await?;
            let (keys, may_go_on) = span.take(keys, size).map_err(|why| trie.bad_keys(why))?;
            Ok((!keys.is_empty()).then(|| (keys, may_go_on.then_some(span))))
        }
    })
}

fn entry((key, stored): (Vec<u8>, Stored)) -> Result<Entry, Error> {
    match stored {
        Some(value) => Ok((key, value)),
        None => {
            let reason = format!("nothing under a key it listed, {}", const_hex::encode(key));
            Err(Error::bad_reply(super::QUERY, "the values of a page", reason))
        }
    }
}

impl<T: Transport> Trie<T> {
    async fn keys(&self, span: &Span, count: usize) -> Result<Vec<Vec<u8>>, Error> {
        let params = self.child.iter().fold(Params::new(), |params, child| params.hex(child));
        let params = params.hex(&span.prefix).number(count as u64);
        let params = match &span.after {
            Some(after) => params.hex(after),
            None => params.null(),
        };
        let params = params.hex(self.at.hash().as_bytes());
        let reply = self.at.client().transport().request(self.keys_method(), params).await;
        let reply = reply.map_err(Error::of(self.keys_method()))?;
        self.read_keys(&reply)
    }

    fn read_keys(&self, reply: &Reply) -> Result<Vec<Vec<u8>>, Error> {
        let keys: Result<Vec<&str>, _> = reply.read("an array of keys");
        let keys = keys.map_err(Error::of(self.keys_method()))?;
        let keys: Option<_> = keys.into_iter().map(|key| read_hex(key.as_bytes())).collect();
        keys.ok_or_else(|| self.bad_keys("one is not hex"))
    }

    async fn values(&self, keys: &[Vec<u8>]) -> Result<Vec<Stored>, Error> {
        match &self.child {
            None => fetch_raw_many(self.at.client(), keys, &self.at.hash()).await,
            Some(child) => child::fetch_raw_many(&self.at, child, keys).await,
        }
    }

    fn keys_method(&self) -> &'static str {
        match self.child {
            None => "state_getKeysPaged",
            Some(_) => "childstate_getKeysPaged",
        }
    }

    fn bad_keys(&self, reason: impl Into<String>) -> Error {
        Error::bad_reply(self.keys_method(), "an array of keys", reason)
    }
}

impl<T> Clone for Trie<T> {
    fn clone(&self) -> Self {
        Self { at: self.at.clone(), child: self.child.clone() }
    }
}

impl<T> Clone for Scan<T> {
    fn clone(&self) -> Self {
        let (trie, span) = (self.trie.clone(), self.span.clone());
        Self { trie, span, page_size: self.page_size, shards: self.shards }
    }
}
