//! Waiting for a block to come.

use futures::stream::StreamExt;
use subwire_transport::Transport;

use super::announced::Chain;
use super::follow::Follow;
use crate::{At, Client, Error};

impl<T: Transport> Client<T> {
    /// Waits until the best chain has a block of this number, and pins it. A later reorganisation may
    /// put another in its place.
    ///
    /// A subscription, which is ended with it, and one request where the chain has gone past the
    /// block. Waits as long as it takes: a time limit is for the caller, who drops it.
    ///
    /// # Errors
    ///
    /// The transport's. One without subscriptions refuses.
    ///
    /// # Cancel safety
    ///
    /// It may be dropped at any time.
    pub async fn wait_for_block(&self, number: u32) -> Result<At<T>, Error> {
        self.wait_on(Chain::Best, number).await
    }

    /// Waits until the block of this number is final, and pins it.
    ///
    /// # Errors
    ///
    /// As [`wait_for_block`](Self::wait_for_block); costs and cancel safety as well.
    pub async fn wait_for_finalized_block(&self, number: u32) -> Result<At<T>, Error> {
        self.wait_on(Chain::Finalized, number).await
    }

    async fn wait_on(&self, chain: Chain, number: u32) -> Result<At<T>, Error> {
        let mut heads = chain.announced(self, &Follow::new()).await?;
        while let Some(header) = heads.next().await {
            let header = header?;
            let link = if header.number() == number {
                self.link(header).await?
            } else if header.number() > number {
                self.link_at(number).await?
            } else {
                continue;
            };
            // None where the chain has become shorter meanwhile: there will be another head.
            if let Some(link) = link {
                return Ok(At::headed(self.clone(), link.hash, link.header));
            }
        }
        Err(Error::bad_reply(chain.method(), "another head", "the subscription has ended"))
    }
}
