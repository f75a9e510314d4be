//! A chain as a transport, without a connection in between.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::pending;
use core::pin::Pin;
use core::task::{Context, Poll};

use async_trait::async_trait;
use futures::Stream;

use super::Chain;
use super::faults::Fate;
use super::mailbox::{Mail, Mailbox};
use super::node::Shared;
use crate::mock::travel;
use crate::{Error, Notice, Reply, Request, Subscribe, Subscription, Transport};

#[async_trait]
impl Transport for Chain {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        self.arrive().await;
        self.ask(None, &request).await
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        self.arrive().await;
        let mut replies = Vec::with_capacity(requests.len());
        for request in &requests {
            replies.push(self.ask(None, request).await);
        }
        Ok(replies)
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        self.arrive().await;
        let items = Items {
            shared: self.shared.clone(),
            mailbox: Mailbox::new(subscribe.buffer, subscribe.overflow),
            ended: false,
        };
        let reply = self.ask(Some(&items.mailbox), &subscribe.request).await?;
        let id: String = reply.read("a subscription's id")?;
        Ok(Subscription::new(id, items))
    }
}

impl Chain {
    /// The way of a request to the node and back.
    async fn arrive(&self) {
        match self.shared.with(|node| node.faults.delay()) {
            Some(delay) => delay.await,
            None => travel().await,
        }
    }

    async fn ask(&self, mailbox: Option<&Mailbox>, request: &Request<'_>) -> Result<Reply, Error> {
        match self.shared.with(|node| node.faults.next()) {
            Fate::Silence => pending().await,
            Fate::Refuse(error) => Err(Error::Rpc(error)),
            Fate::Answer => self
                .shared
                .answer(mailbox, request.method, request.params.as_json())
                .map(Reply::from_json)
                .map_err(Error::Rpc),
        }
    }
}

/// What the node sends to one subscription. Dropping it unsubscribes.
struct Items {
    shared: Arc<Shared>,
    mailbox: Mailbox,
    ended: bool,
}

impl Stream for Items {
    type Item = Result<Notice, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        self.mailbox.poll(cx).map(|mail| {
            Some(match mail {
                Mail::Item(item) => Ok(Notice::Item(Reply::from_json(item.json))),
                Mail::Lagged(missed) => Ok(Notice::Lagged(missed)),
                Mail::Overflowed(buffered) => {
                    self.ended = true;
                    Err(Error::lagged(buffered))
                }
            })
        })
    }
}

impl Drop for Items {
    fn drop(&mut self) {
        self.shared.with(|node| node.subscriptions.remove_all(&self.mailbox));
    }
}
