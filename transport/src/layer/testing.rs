//! What the layers' tests share: a transport that says what reached it.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::time::Duration;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use futures::channel::oneshot;
use futures::stream;
use serde_json::Value;

use crate::{Error, Notice, Reply, Request, Subscribe, Subscription, Transport};

/// Answers each request with its method as JSON text, or as it was told to.
#[derive(Clone, Debug, Default)]
pub(super) struct Scripted(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    asked: Vec<String>,
    batches: Vec<usize>,
    timeouts: Vec<Option<Duration>>,
    answers: VecDeque<Answer>,
    /// Whether its subscription is held by somebody.
    open: Arc<()>,
}

/// What becomes of a request.
#[derive(Debug)]
pub(super) enum Answer {
    /// This, at once.
    Now(Result<Reply, Error>),
    /// What is sent here, or an error where the sender is dropped.
    Later(oneshot::Receiver<Result<Reply, Error>>),
    /// Its future panics.
    Panic,
}

impl Scripted {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Has the next request without an answer end so.
    pub(super) fn answer(&self, answer: Result<Reply, Error>) {
        self.lock().answers.push_back(Answer::Now(answer));
    }

    /// Has the next request without an answer end when it is told to.
    pub(super) fn answer_later(&self) -> oneshot::Sender<Result<Reply, Error>> {
        let (sender, receiver) = oneshot::channel();
        self.lock().answers.push_back(Answer::Later(receiver));
        sender
    }

    /// Has the next request without an answer panic.
    pub(super) fn answer_by_panic(&self) {
        self.lock().answers.push_back(Answer::Panic);
    }

    /// The methods that came, in their order; those of batches and of subscriptions too.
    pub(super) fn asked(&self) -> Vec<String> {
        self.lock().asked.clone()
    }

    /// How many requests each batch had.
    pub(super) fn batches(&self) -> Vec<usize> {
        self.lock().batches.clone()
    }

    /// The time that each request was given.
    pub(super) fn timeouts(&self) -> Vec<Option<Duration>> {
        self.lock().timeouts.clone()
    }

    /// Whether a subscription was made and is still held.
    pub(super) fn is_open(&self) -> bool {
        Arc::strong_count(&self.lock().open) > 1
    }

    fn take(&self, request: &Request<'_>) -> Answer {
        let mut state = self.lock();
        state.asked.push(request.method.into());
        state.timeouts.push(request.timeout);
        let usual = || Answer::Now(Ok(Reply::from_json(Value::from(request.method).to_string())));
        state.answers.pop_front().unwrap_or_else(usual)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Scripted {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        match self.take(&request) {
            Answer::Now(answer) => answer,
            Answer::Later(answer) => answer.await.unwrap_or_else(|_| Err(Error::closed("gone"))),
            Answer::Panic => panic!("as it was told to"),
        }
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        self.lock().batches.push(requests.len());
        let mut results = Vec::new();
        for request in requests {
            results.push(self.send(request).await);
        }
        Ok(results)
    }

    /// Items `10` and `20`, made again as `id-2`, one missing, and then nothing more.
    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        self.send(subscribe.request).await?;
        let open = self.lock().open.clone();
        let item = |json: &'static str| Ok(Notice::Item(Reply::from_json(json)));
        let resumed = Notice::resumed(Duration::from_secs(1), "id-2");
        let notices = [item("10"), item("20"), Ok(resumed), Ok(Notice::Lagged(1))];
        let notices = notices.into_iter().inspect(move |_| {
            let _ = &open;
        });
        Ok(Subscription::new("id-1", stream::iter(notices)))
    }
}
