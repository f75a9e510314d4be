//! A node that answers what a real one once answered.

mod closest;
mod recording;
mod request;
mod values;

#[cfg(test)]
mod tests;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use futures::{StreamExt, stream};
use serde_json::Value;

use recording::{Answer, Exchange};
use request::Request;
use values::Values;

use crate::error::excerpt;
use crate::{Error, Notice, Params, Reply, RpcError, Subscribe, Subscription, Transport};

/// A recording of a node's traffic, as a transport.
///
/// The form is a JSON object with a member `exchanges`: an array of `{"method", "params",
/// "result"}`, or `"error"` in place of `"result"`. A subscription is such a request with its id
/// as the result, and `"notifications"`, an array of the items that came; it ends behind them.
/// Other members are ignored. [`Record`](crate::layer::Record) writes this form.
///
/// Requests may come in any order, unless the replay is [`strict`](Self::strict). What was asked
/// several times is answered in the order of the recording; the last answer then stays. Requests
/// are the same where a node would not tell them apart: aliases of a method, trailing nulls, a
/// runtime call's arguments with `0x` or without, and, where the recording knows only one head, its
/// hash given or left out. A storage value answers whichever of `state_getStorage` and
/// `state_queryStorageAt` asks for it at its block. What is not recorded fails with
/// [`Error::NotRecorded`], which names the recorded request that is most like it.
///
/// ```
/// use subwire_transport::mock::Replay;
/// use subwire_transport::{Params, Transport};
///
/// let replay = Replay::from_json(r#"{ "exchanges": [
///     { "method": "state_getStorage", "params": ["0x11"], "result": "0x01" }
/// ] }"#).unwrap();
/// let ask = |key| futures::executor::block_on(
///     replay.request("state_getStorage", Params::new().hex(&[key]))
/// );
/// assert_eq!(ask(0x11)?.hex()?, [1]);
/// let error = ask(0x12).unwrap_err().to_string();
/// assert!(error.ends_with("; the closest is state_getStorage [\"0x11\"]"), "{error}");
/// # Ok::<(), subwire_transport::Error>(())
/// ```
#[derive(Debug)]
pub struct Replay {
    /// The hash of the head, where it was asked for and was always the same.
    head: Option<Value>,
    values: Values,
    strict: bool,
    tape: Mutex<Tape>,
}

/// The recording, and how far it was played.
#[derive(Debug, Default)]
struct Tape {
    exchanges: Vec<(Answer, Request)>,
    places: BTreeMap<Request, Places>,
    /// Which exchanges were played; all before `first_open` were.
    played: Vec<bool>,
    first_open: usize,
    /// How many requests wait for their answers.
    under_way: usize,
}

/// Where a request stands in the recording, and which of these places is the next.
#[derive(Debug, Default)]
struct Places {
    next: usize,
    all: Vec<usize>,
}

impl Replay {
    /// How many bytes a file may have that is read.
    pub const MAX_LEN: u64 = recording::MAX_RECORDING_LEN;

    /// Reads a recording from a file, of at most [`MAX_LEN`](Self::MAX_LEN) bytes.
    ///
    /// # Errors
    ///
    /// [`ReplayError`] where the file cannot be read or is no recording.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ReplayError> {
        Self::open_all([path])
    }

    /// Reads several recordings as one, which holds their exchanges one after another.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open), for the first that is wrong.
    pub fn open_all(
        paths: impl IntoIterator<Item = impl AsRef<Path>>,
    ) -> Result<Self, ReplayError> {
        let mut exchanges = Vec::new();
        for path in paths {
            let path = path.as_ref();
            let read = recording::open(path).and_then(|text| recording::parse(&text));
            exchanges
                .extend(read.map_err(|reason| ReplayError { path: Some(path.into()), reason })?);
        }
        Ok(Self::of(exchanges))
    }

    /// Reads a recording from its text.
    ///
    /// # Errors
    ///
    /// [`ReplayError`] where the text is no recording.
    pub fn from_json(text: &str) -> Result<Self, ReplayError> {
        let exchanges = recording::parse(text);
        exchanges.map(Self::of).map_err(|reason| ReplayError { path: None, reason })
    }

    fn of(exchanges: Vec<Exchange>) -> Self {
        let head = recording::only_head(&exchanges);
        let (mut tape, mut values) = (Tape::default(), Values::default());
        for (at, exchange) in exchanges.into_iter().enumerate() {
            let request = Request::new(&exchange.method, exchange.params, head.as_ref());
            if let Ok(result) = &exchange.answer.result {
                values.add(&request, result, head.as_ref());
            }
            tape.places.entry(request.clone()).or_default().all.push(at);
            tape.exchanges.push((exchange.answer, request));
        }
        tape.played = vec![false; tape.exchanges.len()];
        Self { head, values, strict: false, tape: Mutex::new(tape) }
    }

    /// Wants the requests of the recording in its order, each once: another one fails with
    /// [`Error::Unexpected`], which tells what is next. Values are not put together from other
    /// answers then.
    ///
    /// Requests side by side have no order among themselves: while several are under way, each may
    /// be any of as many exchanges that are next. A [`Record`](crate::layer::Record) writes in the
    /// order of the answers, and subscriptions when they end: where a slow answer came after those
    /// to later requests, or a subscription stayed open, play loosely, or move its exchange.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// How many exchanges of the recording were not asked for yet.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.tape().played.iter().filter(|played| !**played).count()
    }

    async fn play(&self, method: &str, params: &Params) -> Result<Answer, Error> {
        self.tape().under_way += 1;
        let arrival = Arrival(self);
        super::travel().await;
        let answer = self.answer(method, params);
        drop(arrival);
        answer
    }

    fn answer(&self, method: &str, params: &Params) -> Result<Answer, Error> {
        let list = serde_json::from_str(params.as_json()).map_err(|error| {
            Error::Rpc(RpcError::new(RpcError::INVALID_PARAMS, error.to_string()))
        })?;
        let request = Request::new(method, list, self.head.as_ref());
        let mut tape = self.tape();
        if self.strict {
            return tape.next_in_order(&request);
        }
        if let Some(answer) = tape.next_of(&request) {
            return Ok(answer);
        }
        if let Some(value) = self.values.assemble(&request, self.head.as_ref()) {
            let result = Ok(Reply::from_json(value.to_string()));
            return Ok(Answer { result, notifications: Vec::new() });
        }
        let same = || tape.of_method(&request.method);
        Err(Error::NotRecorded {
            method: method.into(),
            params: excerpt(params.as_json().as_bytes()),
            recorded: same().count(),
            closest: closest::closest(&request, same(), tape.places.keys()),
        })
    }

    fn tape(&self) -> MutexGuard<'_, Tape> {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Transport for Replay {
    async fn send(&self, request: crate::Request<'_>) -> Result<Reply, Error> {
        self.play(request.method, &request.params).await?.result.map_err(Error::Rpc)
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let request = subscribe.request;
        let answer = self.play(request.method, &request.params).await?;
        let id = match answer.result.map_err(Error::Rpc)?.read("a subscription's id")? {
            Value::String(id) => id,
            // Other kinds of nodes count them.
            Value::Number(id) => id.to_string(),
            _ => return Err(Error::bad_reply("a subscription's id", "neither text nor number")),
        };
        let items = answer.notifications.into_iter().map(|item| Ok(Notice::Item(item)));
        let end = Err(Error::closed("the recording has no more of this subscription"));
        Ok(Subscription::new(id, stream::iter(items).chain(stream::iter([end]))))
    }
}

impl Tape {
    /// The next answer to a request, whatever was asked in between; the last one stays.
    fn next_of(&mut self, request: &Request) -> Option<Answer> {
        let places = self.places.get_mut(request)?;
        let at = *places.all.get(places.next).or_else(|| places.all.last())?;
        places.next = places.all.len().min(places.next + 1);
        self.played[at] = true;
        Some(self.exchanges[at].0.clone())
    }

    /// The answer to a request whose turn it is.
    fn next_in_order(&mut self, request: &Request) -> Result<Answer, Error> {
        let open = (self.first_open..self.played.len()).filter(|at| !self.played[*at]);
        let found = open.take(self.under_way).find(|at| self.exchanges[*at].1 == *request);
        let Some(at) = found else {
            let next = self.exchanges.get(self.first_open).map(|(_, next)| {
                format!(
                    "exchange {} is next, {} {}",
                    self.first_open,
                    next.method,
                    excerpt(next.text.as_bytes())
                )
            });
            let next = next.unwrap_or_else(|| "the recording is at its end".into());
            let (method, params) = (&request.method, excerpt(request.text.as_bytes()));
            return Err(Error::unexpected(format!("{method} {params}: {next}")));
        };
        self.played[at] = true;
        while self.played.get(self.first_open) == Some(&true) {
            self.first_open += 1;
        }
        Ok(self.exchanges[at].0.clone())
    }

    /// The recorded requests of a method.
    fn of_method<'a>(&'a self, method: &'a str) -> impl Iterator<Item = &'a Request> {
        let known = self.places.range(Request::first_of(method)..).map(|(known, _)| known);
        known.take_while(move |known| known.method == method)
    }
}

/// A request that waits for its answer, or is dropped before.
struct Arrival<'a>(&'a Replay);

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        self.0.tape().under_way -= 1;
    }
}

/// A file or text that is no recording.
#[derive(Clone, Debug)]
pub struct ReplayError {
    path: Option<PathBuf>,
    reason: String,
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "recording {}: {}", path.display(), self.reason),
            None => write!(f, "recording: {}", self.reason),
        }
    }
}

impl core::error::Error for ReplayError {}
