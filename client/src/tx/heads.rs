//! How far a chain has come: told, or asked for again and again.

use core::time::Duration;

use futures::StreamExt;
use subwire_transport::clock::Clock;
use subwire_transport::{Notice, Params, Subscribe, Subscription, Transport};

use crate::{Client, Error, Header};

/// The numbers of a chain's newest blocks, as far as it has such numbers to tell: some may be left
/// out.
pub(super) struct Heads<'a, T> {
    client: Client<T>,
    are_final: bool,
    source: Source<'a>,
}

enum Source<'a> {
    Told(Subscription),
    Polled { clock: &'a dyn Clock, every: Duration, is_first: bool },
}

impl<'a, T: Transport> Heads<'a, T> {
    /// Told by the node. The first one comes at once.
    pub(super) async fn subscribe(client: &Client<T>, are_final: bool) -> Result<Self, Error> {
        let (method, unsubscribe) = Self::methods(are_final);
        let subscribe = Subscribe::new(method, Params::new(), unsubscribe);
        let told = client.transport().subscribe(subscribe).await.map_err(Error::of(method))?;
        Ok(Self { client: client.clone(), are_final, source: Source::Told(told) })
    }

    /// Asked for, the first time at once and then after each pause.
    pub(super) fn poll(
        client: &Client<T>,
        are_final: bool,
        clock: &'a dyn Clock,
        every: Duration,
    ) -> Self {
        let source = Source::Polled { clock, every, is_first: true };
        Self { client: client.clone(), are_final, source }
    }

    pub(super) fn are_final(&self) -> bool {
        self.are_final
    }

    pub(super) async fn next(&mut self) -> Result<u32, Error> {
        let (method, _) = Self::methods(self.are_final);
        match &mut self.source {
            Source::Told(told) => loop {
                match told.next().await {
                    Some(Ok(Notice::Item(head))) => {
                        let head: Header = head.read("a header").map_err(Error::of(method))?;
                        return Ok(head.number());
                    }
                    // What was missed is looked through up to the next one.
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(Error::of(method)(error)),
                    None => {
                        return Err(Error::bad_reply(method, "heads", "the node ended them"));
                    }
                }
            },
            Source::Polled { clock, every, is_first } => {
                if !core::mem::take(is_first) {
                    clock.sleep_until(clock.now().saturating_add(*every)).await;
                }
                let at = match self.are_final {
                    true => self.client.at_finalized().await?,
                    false => self.client.at_head().await?,
                };
                at.number().await
            }
        }
    }

    fn methods(are_final: bool) -> (&'static str, &'static str) {
        if are_final {
            ("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads")
        } else {
            ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads")
        }
    }
}
