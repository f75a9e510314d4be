//! The heads that a node announces, as they come: with gaps, and without their hashes.

use alloc::format;
use alloc::sync::Arc;
use core::time::Duration;

use futures::future::{Either, select};
use futures::stream::{self, BoxStream, StreamExt};
use subwire_transport::clock::Clock;
use subwire_transport::{Notice, Params, Subscribe, Transport};

use super::follow::Follow;
use super::head::Head;
use crate::{BlockHash, Client, Error, Header};

/// How many headers wait to be read. Those that are dropped for newer ones are filled in again.
const BUFFER: usize = 64;

/// A header and its hash.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) hash: BlockHash,
    pub(super) header: Header,
    /// Whether the node has announced this very block, and not another one of its chain.
    pub(super) is_announced: bool,
}

impl Link {
    /// A block that was not announced.
    pub(super) fn asked_for(hash: BlockHash, header: Header) -> Self {
        Self { hash, header, is_announced: false }
    }
}

/// Which chain is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chain {
    Best,
    Finalized,
}

pub(super) type Headers = BoxStream<'static, Result<Header, Error>>;

impl Chain {
    pub(super) const fn method(self) -> &'static str {
        match self {
            Self::Best => "chain_subscribeNewHeads",
            Self::Finalized => "chain_subscribeFinalizedHeads",
        }
    }

    /// The headers that the node announces; the first is the present head.
    pub(super) async fn announced<T: Transport>(
        self,
        client: &Client<T>,
        follow: &Follow,
    ) -> Result<Headers, Error> {
        let headers = match &follow.polling {
            None => self.subscribed(client).await?,
            Some((clock, every)) => self.polled(client.clone(), clock.clone(), *every),
        };
        Ok(match &follow.patience {
            None => headers,
            Some((clock, patience)) => timed(headers, clock.clone(), *patience),
        })
    }

    async fn subscribed<T: Transport>(self, client: &Client<T>) -> Result<Headers, Error> {
        let method = self.method();
        let unsubscribe = match self {
            Self::Best => "chain_unsubscribeNewHeads",
            Self::Finalized => "chain_unsubscribeFinalizedHeads",
        };
        let subscribe = Subscribe::new(method, Params::new(), unsubscribe).buffer(BUFFER);
        let notices = client.transport().subscribe(subscribe).await.map_err(Error::of(method))?;
        // What the other notices tell shows in the next header's number and parent.
        let headers = notices.filter_map(move |notice| async move {
            match notice {
                Ok(Notice::Item(reply)) => Some(reply.read("a header").map_err(Error::of(method))),
                Ok(_) => None,
                Err(error) => Some(Err(Error::of(method)(error))),
            }
        });
        Ok(headers.boxed())
    }

    fn polled<T: Transport>(
        self,
        client: Client<T>,
        clock: Arc<dyn Clock>,
        every: Duration,
    ) -> Headers {
        let asked = stream::unfold((client, None), move |(client, next)| {
            let clock = clock.clone();
            async move {
                if let Some(next) = next {
                    clock.sleep_until(next).await;
                }
                let next = clock.now().saturating_add(every);
                let header = match self {
                    Self::Best => client.head_header().await,
                    Self::Finalized => client.finalized_header().await.map(|link| link.header),
                };
                Some((header, (client, Some(next))))
            }
        });
        asked.boxed()
    }
}

/// The same headers, and an error where none comes for this long.
fn timed(headers: Headers, clock: Arc<dyn Clock>, patience: Duration) -> Headers {
    let timed = stream::unfold(headers, move |mut headers| {
        let alarm = clock.sleep_until(clock.now().saturating_add(patience));
        async move {
            let header = match select(headers.next(), alarm).await {
                Either::Left((header, _)) => header?,
                Either::Right(_) => Err(Error::Stalled(patience)),
            };
            Some((header, headers))
        }
    });
    timed.boxed()
}

/// Refuses a header of another number than it must have.
pub(super) fn check_number(header: &Header, number: u32) -> Result<(), Error> {
    if header.number() == number {
        return Ok(());
    }
    let reason = format!("that of block {number} has the number {}", header.number());
    Err(Error::bad_reply("chain_getHeader", "a header that fits", reason))
}

impl<T: Transport> Client<T> {
    /// The pinned block of a link.
    pub(super) fn head(&self, link: &Link) -> Head<T> {
        Head::new(self.clone(), link.hash, link.header.clone(), link.is_announced)
    }

    /// The block of an announced header; None where the chain has none of its number any more.
    ///
    /// It is the header's hash, unless the chain is one whose headers do not hash to its blocks. There
    /// it is the block that the best chain has in its place now.
    pub(super) async fn link(&self, header: Header) -> Result<Option<Link>, Error> {
        if self.hashes_headers().await? {
            return Ok(Some(Link { hash: header.hash(), header, is_announced: true }));
        }
        self.link_at(header.number()).await
    }

    /// The best chain's block of a number; None where it has none. Two requests, one after the other.
    pub(super) async fn link_at(&self, number: u32) -> Result<Option<Link>, Error> {
        let Some(hash) = self.block_hash(number).await? else { return Ok(None) };
        match self.header(&hash).await {
            Ok(header) => {
                check_number(&header, number).map(|()| Some(Link::asked_for(hash, header)))
            }
            // Of another branch meanwhile, and forgotten.
            Err(Error::NoSuchBlock(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether the chain's headers hash to its blocks. Two requests, once.
    async fn hashes_headers(&self) -> Result<bool, Error> {
        let client = self.clone();
        let ask = || async move {
            let Link { hash, header, .. } = client.finalized_header().await?;
            Ok(header.hash() == hash)
        };
        self.shared().hashes_headers.get_or(ask).await
    }

    /// The header of the best block. One request.
    async fn head_header(&self) -> Result<Header, Error> {
        const METHOD: &str = "chain_getHeader";
        let reply = self.transport().request(METHOD, Params::new()).await;
        reply.and_then(|reply| reply.read("a header")).map_err(Error::of(METHOD))
    }

    /// The last final block. Two requests, one after the other.
    async fn finalized_header(&self) -> Result<Link, Error> {
        let hash = self.at_finalized().await?.hash();
        Ok(Link::asked_for(hash, self.header(&hash).await?))
    }
}
