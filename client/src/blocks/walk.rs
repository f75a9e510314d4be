//! A walk along a chain, block by block, wherever the announced heads jump.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::ops::Range;

use futures::future::ready;
use futures::stream::{self, Stream, StreamExt, TryStreamExt};
use subwire_transport::Transport;

use super::announced::{Chain, Headers, Link, check_number};
use super::follow::Follow;
use super::head::HeadEvent;
use crate::{Client, Error};

/// How many of the last blocks are remembered, so that they can be told as retracted by a node that
/// does not have them.
const REMEMBERED: usize = 256;

/// How many missing blocks are asked for, before they are given and the next ones asked for.
const FILLED_AT_ONCE: u32 = 64;

/// How many of these are under way at the same time.
const IN_FLIGHT: usize = 16;

/// Where a walk stands.
pub(super) struct Walk<T> {
    client: Client<T>,
    chain: Chain,
    max_gap: u32,
    announced: Headers,
    /// The last blocks that were given, each the parent of the next one. The last is where we stand.
    past: VecDeque<Link>,
    /// Blocks that were asked for, by rising numbers.
    ahead: VecDeque<Link>,
    /// The head that `ahead` leads to.
    target: Option<Link>,
}

impl<T: Transport> Walk<T> {
    pub(super) async fn start(
        client: Client<T>,
        chain: Chain,
        follow: Follow,
    ) -> Result<Self, Error> {
        // Subscribed first: what comes while the start is looked up is not missed.
        let announced = chain.announced(&client, &follow).await?;
        let mut past = VecDeque::new();
        if let Some(block) = follow.after {
            let hash = client.at(block).await?.hash();
            past.push_back(Link::asked_for(hash, client.header(&hash).await?));
        }
        let max_gap = follow.max_gap;
        let ahead = VecDeque::new();
        Ok(Self { client, chain, max_gap, announced, past, ahead, target: None })
    }

    /// What happens, until the first error.
    pub(super) fn into_stream(self) -> impl Stream<Item = Result<HeadEvent<T>, Error>> + Send {
        stream::unfold(Some(self), |walk| async {
            let mut walk = walk?;
            match walk.next().await {
                Ok(event) => Some((Ok(event?), Some(walk))),
                Err(error) => Some((Err(error), None)),
            }
        })
    }

    /// The next event; None where nothing is announced any more.
    async fn next(&mut self) -> Result<Option<HeadEvent<T>>, Error> {
        loop {
            if let Some(link) = self.ahead.pop_front() {
                if let Some(event) = self.step(link).await? {
                    return Ok(Some(event));
                }
                continue;
            }
            let target = match self.target.take() {
                Some(target) => target,
                None => match self.announcement().await? {
                    Some(target) => target,
                    None => return Ok(None),
                },
            };
            self.approach(target).await?;
        }
    }

    /// The next announced head whose block can be told.
    async fn announcement(&mut self) -> Result<Option<Link>, Error> {
        while let Some(header) = self.announced.next().await {
            let Some(link) = self.client.link(header?).await? else { continue };
            if let Some(tip) = self.past.back() {
                let between = link.header.number().saturating_sub(tip.header.number());
                self.check_gap(between.saturating_sub(1), link.header.number())?;
            }
            return Ok(Some(link));
        }
        Ok(None)
    }

    /// Puts the next blocks on the way to a head before us.
    async fn approach(&mut self, target: Link) -> Result<(), Error> {
        let tip = self.past.back().map(|tip| tip.header.number());
        let first = tip.map(|tip| tip.saturating_add(1));
        match first.filter(|first| *first < target.header.number()) {
            None => self.ahead.push_back(target),
            Some(first) => {
                let end = first.saturating_add(FILLED_AT_ONCE).min(target.header.number());
                self.ahead = fill(&self.client, first..end).await?;
                // Where there is nothing, the chain has become shorter, and will announce another.
                self.target = Some(target).filter(|_| !self.ahead.is_empty());
            }
        }
        Ok(())
    }

    /// Steps to a block; None where we have been there, or so far back that it must be the head of a
    /// node that is behind.
    async fn step(&mut self, link: Link) -> Result<Option<HeadEvent<T>>, Error> {
        let Some(tip) = self.past.back() else { return Ok(Some(self.enact(link))) };
        let (number, tip_hash, tip_number) = (link.header.number(), tip.hash, tip.header.number());
        if link.header.parent_hash() == tip_hash {
            check_number(&link.header, tip_number.saturating_add(1))?;
            return Ok(Some(self.enact(link)));
        }
        let is_known = self.past.iter().any(|past| past.hash == link.hash);
        if is_known || number.saturating_add(REMEMBERED as u32) < tip_number {
            return Ok(None);
        }
        match self.chain {
            Chain::Best => self.reorganise(link).await,
            // Older than what we begin after, or a node that is behind.
            Chain::Finalized if number < tip_number => Ok(None),
            Chain::Finalized => Err(Error::Diverged { number: tip_number, hash: tip_hash }),
        }
    }

    fn enact(&mut self, link: Link) -> HeadEvent<T> {
        let head = self.client.head(&link);
        self.past.push_back(link);
        self.forget();
        HeadEvent::New(head)
    }

    /// Goes to a block of another branch, by way of the last block that both have. None where it turns
    /// out to be one where we have been.
    async fn reorganise(&mut self, link: Link) -> Result<Option<HeadEvent<T>>, Error> {
        let target = (link.hash, link.header.number());
        let mut lowest = link.clone();
        let mut branch = Vec::from([link]);
        let mut asked = 0;
        let shared = loop {
            let below = lowest.header.parent_hash();
            if let Some(at) = self.past.iter().rposition(|past| past.hash == below) {
                break at;
            }
            asked += 1;
            self.check_gap(asked, target.1)?;
            // Both sides go down to where they meet, the higher one first.
            let number = lowest.header.number();
            match self.past.front().filter(|oldest| oldest.header.number() >= number) {
                Some(oldest) => {
                    let older = parent(&self.client, oldest).await?;
                    self.past.push_front(older);
                }
                None => {
                    lowest = parent(&self.client, &lowest).await?;
                    branch.push(lowest.clone());
                }
            }
        };
        check_number(&lowest.header, self.past[shared].header.number().saturating_add(1))?;
        if self.past.get(shared + 1).is_some_and(|past| past.hash == target.0) {
            return Ok(None);
        }
        let undone = self.past.drain(shared + 1..).rev();
        let retracted = undone.map(|link| self.client.head(&link)).collect();
        let enacted = branch.iter().rev().map(|link| self.client.head(link)).collect();
        self.past.extend(branch.into_iter().rev());
        self.forget();
        Ok(Some(HeadEvent::Reorg { retracted, enacted }))
    }

    fn check_gap(&self, missing: u32, head: u32) -> Result<(), Error> {
        if missing > self.max_gap { Err(Error::Gap { missing, head }) } else { Ok(()) }
    }

    fn forget(&mut self) {
        let too_many = self.past.len().saturating_sub(REMEMBERED);
        self.past.drain(..too_many);
    }
}

/// The best chain's blocks of these numbers, as far as it has them. Two requests each.
async fn fill<T: Transport>(
    client: &Client<T>,
    numbers: Range<u32>,
) -> Result<VecDeque<Link>, Error> {
    let links = stream::iter(numbers).map(|number| {
        let client = client.clone();
        async move { client.link_at(number).await }
    });
    let links = links.buffered(IN_FLIGHT);
    let links = links.try_take_while(|link| ready(Ok(link.is_some())));
    links.try_filter_map(|link| ready(Ok(link))).try_collect().await
}

/// The block before another. One request.
async fn parent<T: Transport>(client: &Client<T>, child: &Link) -> Result<Link, Error> {
    let (number, hash) = (child.header.number(), child.header.parent_hash());
    let Some(number) = number.checked_sub(1) else {
        return Err(Error::Diverged { number: 0, hash: child.hash });
    };
    let header = client.header(&hash).await?;
    check_number(&header, number)?;
    Ok(Link::asked_for(hash, header))
}
