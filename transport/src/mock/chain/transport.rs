//! A chain as a transport, without a connection in between.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::{Future, pending};
use core::pin::{Pin, pin};
use core::task::{Context, Poll};
use core::time::Duration;

use async_trait::async_trait;
use futures::Stream;
use futures::future::{Either, select};

use super::Chain;
use super::faults::Fate;
use super::mailbox::{Mail, Mailbox};
use super::node::Shared;
use crate::clock::Clock;
use crate::mock::travel;
use crate::{Error, Notice, Reply, Request, Subscribe, Subscription, Transport};

#[async_trait]
impl Transport for Chain {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        let watch = self.watch();
        let asked = async {
            self.arrive().await;
            self.ask(None, &request).await
        };
        watch.within(request.timeout, asked).await
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        let watch = self.watch();
        self.arrive().await;
        let mut replies = Vec::with_capacity(requests.len());
        for request in &requests {
            replies.push(watch.within(request.timeout, self.ask(None, request)).await);
        }
        Ok(replies)
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let watch = self.watch();
        let items = Items {
            shared: self.shared.clone(),
            mailbox: Mailbox::new(subscribe.buffer, subscribe.overflow),
            ended: false,
        };
        let asked = async {
            self.arrive().await;
            self.ask(Some(&items.mailbox), &subscribe.request).await
        };
        let reply = watch.within(subscribe.request.timeout, asked).await?;
        let id: String = reply.read("a subscription's id")?;
        Ok(Subscription::new(id, items))
    }
}

/// When requests were asked, by the chain's clock if there is one.
struct Watch(Option<(Arc<dyn Clock>, Duration)>);

impl Watch {
    /// Ends what takes longer than its time, counted from the asking.
    async fn within<T>(
        &self,
        timeout: Option<Duration>,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let (Some((clock, asked)), Some(timeout)) = (&self.0, timeout) else { return work.await };
        let deadline = asked.saturating_add(timeout);
        if clock.now() > deadline {
            return Err(Error::timeout(timeout));
        }
        match select(pin!(work), clock.sleep_until(deadline)).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(Error::timeout(timeout)),
        }
    }
}

impl Chain {
    fn watch(&self) -> Watch {
        let clock = self.shared.with(|node| node.faults.clock());
        Watch(clock.map(|clock| (clock.clone(), clock.now())))
    }

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
