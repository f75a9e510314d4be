//! The table of subscriptions: which the node knows by which id, and what waits for their readers.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::buffer::Buffer;
use crate::rpc;
use crate::{Error, Notice, Params, Reply, RpcError, Subscribe};

/// Names a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SubscriptionId(u64);

/// How many items may come before the node has said to which subscription they belong.
const MAX_EARLY: usize = 1024;
/// How many bytes those may have.
const MAX_EARLY_BYTES: usize = 16 << 20;
/// How long a node's id of a subscription may be: they are a number, or a string of 16.
const MAX_REMOTE_ID: usize = 256;

#[derive(Debug)]
pub(super) struct Subscriptions {
    last_id: u64,
    table: BTreeMap<SubscriptionId, Entry>,
    /// By the node's id, as its JSON text.
    by_remote: BTreeMap<String, SubscriptionId>,
    /// Those that the node was asked for and has not answered.
    asking: usize,
    early: VecDeque<(String, Result<Reply, RpcError>)>,
    early_bytes: usize,
    early_dropped: u64,
}

#[derive(Debug)]
struct Entry {
    method: Box<str>,
    params: Params,
    unsubscribe: Box<str>,
    once: bool,
    buffer: Buffer,
    state: State,
    /// How often in a row the node did not answer that it was to be made again.
    unanswered: u32,
    /// Whether the reader was told that there is something to read, and has not read it all.
    told: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// The node was asked. With the time of its loss where it stood before.
    Asking { lost: Option<Duration> },
    /// It stands, by this id of the node's.
    Active { remote: String },
    /// Its connection was lost.
    Lost { since: Duration },
    /// Nothing more will come.
    Over,
}

/// What the node must be told to end a subscription.
#[derive(Debug)]
pub(super) struct Unsubscribe {
    pub(super) method: Box<str>,
    pub(super) params: Params,
}

impl Subscriptions {
    pub(super) fn new() -> Self {
        Self {
            last_id: 0,
            table: BTreeMap::new(),
            by_remote: BTreeMap::new(),
            asking: 0,
            early: VecDeque::new(),
            early_bytes: 0,
            early_dropped: 0,
        }
    }

    /// Takes in a subscription that the node is asked for.
    pub(super) fn insert(&mut self, subscribe: &Subscribe<'_>, once: bool) -> SubscriptionId {
        self.last_id += 1;
        let id = SubscriptionId(self.last_id);
        self.asking += 1;
        let entry = Entry {
            method: subscribe.request.method.into(),
            params: subscribe.request.params.clone(),
            unsubscribe: subscribe.unsubscribe.into(),
            once,
            buffer: Buffer::new(subscribe.buffer, subscribe.overflow),
            state: State::Asking { lost: None },
            unanswered: 0,
            told: false,
        };
        self.table.insert(id, entry);
        id
    }

    pub(super) fn unsubscribe_method(&self, id: SubscriptionId) -> Option<Box<str>> {
        self.table.get(&id).map(|entry| entry.unsubscribe.clone())
    }

    /// The node has made it. Gives the node's id, as callers see it, and what the node must be told
    /// where what came early has ended it already.
    pub(super) fn establish(
        &mut self,
        id: SubscriptionId,
        reply: &Reply,
        now: Duration,
    ) -> Result<(String, Option<Unsubscribe>), Error> {
        let remote = remote_id(reply)?;
        let Some(entry) = self.table.get_mut(&id) else {
            return Err(Error::closed("the subscription was given up"));
        };
        if self.by_remote.contains_key(&remote) {
            let reason = alloc::format!("{remote} names another subscription already");
            return Err(Error::bad_reply("a subscription's id", reason));
        }
        let State::Asking { lost } = entry.state else {
            return Err(Error::bad_reply("no reply", "the subscription stands already"));
        };
        self.asking -= 1;
        entry.unanswered = 0;
        let shown = shown(&remote);
        if let Some(since) = lost {
            entry.buffer.resume(now.saturating_sub(since), shown.clone());
        }
        entry.buffer.lag(self.early_dropped);
        entry.state = State::Active { remote: remote.clone() };
        self.by_remote.insert(remote.clone(), id);
        let unsubscribe = self.deliver_early(id, &remote);
        self.forget_early();
        Ok((shown, unsubscribe))
    }

    /// Takes in what the node sent to a subscription. Gives the one to tell of it, and what the
    /// node must be told where it has ended.
    pub(super) fn deliver(
        &mut self,
        params: &Reply,
    ) -> Option<(SubscriptionId, Option<Unsubscribe>)> {
        let (remote, item) = read_notification(params)?;
        match self.by_remote.get(&remote) {
            Some(id) => {
                let id = *id;
                Some((id, self.push(id, item)))
            }
            None => {
                self.keep_early(remote, item);
                None
            }
        }
    }

    /// The connection was lost, and with it every id of the node's. Gives those that have ended
    /// with it: they may not be made again.
    pub(super) fn lose(&mut self, now: Duration, reason: &Error) -> Vec<SubscriptionId> {
        self.by_remote.clear();
        self.asking = 0;
        self.forget_early();
        let mut ended = Vec::new();
        for (id, entry) in &mut self.table {
            let since = match &entry.state {
                State::Active { .. } => now,
                State::Asking { lost: Some(since) } => *since,
                // A first asking that was lost has a request, which goes again or ends.
                State::Asking { lost: None } => {
                    self.asking += 1;
                    continue;
                }
                State::Lost { .. } | State::Over => continue,
            };
            if entry.once {
                entry
                    .buffer
                    .end(Error::outcome_unknown(&*entry.method, alloc::format!("{reason}")));
                entry.state = State::Over;
                ended.push(*id);
            } else {
                entry.state = State::Lost { since };
            }
        }
        ended
    }

    /// Those that are to be made again, with their requests; from now on the node is asked.
    pub(super) fn resume(&mut self) -> Vec<(SubscriptionId, Box<str>, Params)> {
        let mut again = Vec::new();
        for (id, entry) in &mut self.table {
            if let State::Lost { since } = entry.state {
                entry.state = State::Asking { lost: Some(since) };
                self.asking += 1;
                again.push((*id, entry.method.clone(), entry.params.clone()));
            }
        }
        again
    }

    /// The node did not answer that a subscription is to be made again. `false` where it has been
    /// asked often enough.
    pub(super) fn ask_later(&mut self, id: SubscriptionId, max: u32) -> bool {
        let Some(entry) = self.table.get_mut(&id) else { return false };
        entry.unanswered += 1;
        let again = entry.unanswered <= max;
        if let State::Asking { lost: Some(since) } = entry.state {
            entry.state = State::Lost { since };
            self.stop_asking();
        }
        again
    }

    /// Nothing more will come to it.
    pub(super) fn end(&mut self, id: SubscriptionId, reason: Error) -> Option<Unsubscribe> {
        let entry = self.table.get_mut(&id)?;
        entry.buffer.end(reason);
        self.stop(id)
    }

    /// Nothing more will come to any.
    pub(super) fn end_all(&mut self, reason: &Error) -> Vec<SubscriptionId> {
        let ids: Vec<SubscriptionId> = self.table.keys().copied().collect();
        for id in &ids {
            self.end(*id, reason.clone());
        }
        ids
    }

    /// Forgets a subscription and what waits to be read of it.
    pub(super) fn remove(&mut self, id: SubscriptionId) -> Option<Unsubscribe> {
        let unsubscribe = self.stop(id);
        self.table.remove(&id);
        unsubscribe
    }

    /// The next notice. One that has ended is forgotten with its last.
    pub(super) fn pop(&mut self, id: SubscriptionId) -> Option<Result<Notice, Error>> {
        let entry = self.table.get_mut(&id)?;
        let notice = entry.buffer.pop();
        entry.told &= notice.is_some();
        if matches!(notice, Some(Err(_))) {
            self.remove(id);
        }
        notice
    }

    /// Whether the reader is to be told that there is something to read: once until it has read it
    /// all.
    pub(super) fn tell(&mut self, id: SubscriptionId) -> bool {
        self.table.get_mut(&id).is_some_and(|entry| {
            !entry.buffer.is_empty() && !core::mem::replace(&mut entry.told, true)
        })
    }

    pub(super) fn len(&self) -> usize {
        self.table.len()
    }

    pub(super) fn buffered(&self) -> usize {
        self.table.values().map(|entry| entry.buffer.items()).sum::<usize>() + self.early.len()
    }

    fn push(&mut self, id: SubscriptionId, item: Result<Reply, RpcError>) -> Option<Unsubscribe> {
        let entry = self.table.get_mut(&id)?;
        let goes_on = match item {
            Ok(item) => entry.buffer.push(item),
            Err(error) => {
                entry.buffer.end(Error::Rpc(error));
                false
            }
        };
        if goes_on { None } else { self.stop(id) }
    }

    /// Gives what the node must be told, where it knows of the subscription.
    fn stop(&mut self, id: SubscriptionId) -> Option<Unsubscribe> {
        let entry = self.table.get_mut(&id)?;
        match core::mem::replace(&mut entry.state, State::Over) {
            State::Active { remote } => {
                let method = entry.unsubscribe.clone();
                self.by_remote.remove(&remote);
                Unsubscribe::new(method, &remote)
            }
            State::Asking { .. } => {
                self.stop_asking();
                None
            }
            State::Lost { .. } | State::Over => None,
        }
    }

    fn stop_asking(&mut self) {
        self.asking -= 1;
        if self.asking == 0 {
            self.forget_early();
        }
    }

    fn keep_early(&mut self, remote: String, item: Result<Reply, RpcError>) {
        if self.asking == 0 {
            // A late item of one that has ended.
            return;
        }
        self.early_bytes += rpc::result_len(&item);
        self.early.push_back((remote, item));
        while self.early.len() > MAX_EARLY || self.early_bytes > MAX_EARLY_BYTES {
            let Some((_, item)) = self.early.pop_front() else { break };
            self.early_bytes -= rpc::result_len(&item);
            self.early_dropped += 1;
        }
    }

    /// Gives what the node must be told where the subscription has ended with one of them.
    fn deliver_early(&mut self, id: SubscriptionId, remote: &str) -> Option<Unsubscribe> {
        let (mut others, mut unsubscribe) = (VecDeque::new(), None);
        for (of, item) in core::mem::take(&mut self.early) {
            if of != remote {
                others.push_back((of, item));
                continue;
            }
            self.early_bytes -= rpc::result_len(&item);
            if self.by_remote.contains_key(remote) {
                unsubscribe = self.push(id, item);
            }
        }
        self.early = others;
        unsubscribe
    }

    /// Nobody is waited for, so what came early is nobody's.
    fn forget_early(&mut self) {
        if self.asking == 0 {
            self.early.clear();
            (self.early_bytes, self.early_dropped) = (0, 0);
        }
    }
}

impl Unsubscribe {
    /// For a subscription by the node's id, as JSON text.
    fn new(method: Box<str>, remote: &str) -> Option<Self> {
        let params = Params::from_json(&alloc::format!("[{remote}]")).ok()?;
        Some(Self { method, params })
    }

    /// For a subscription by the node's reply to the request that made it.
    pub(super) fn by_reply(method: Box<str>, reply: &Reply) -> Option<Self> {
        Self::new(method, &remote_id(reply).ok()?)
    }
}

/// The node's id of a subscription, as JSON text: a number or a string.
fn remote_id(reply: &Reply) -> Result<String, Error> {
    let raw: &RawValue = reply.read("a subscription's id")?;
    let text = raw.get();
    let scalar = text.starts_with('"') || text.starts_with(|c: char| c.is_ascii_digit());
    if !scalar || text.len() > MAX_REMOTE_ID {
        let reason = alloc::format!("found {reply:?}");
        return Err(Error::bad_reply("a subscription's id", reason));
    }
    Ok(text.into())
}

/// As callers see an id: a string without its quotes.
fn shown(remote: &str) -> String {
    serde_json::from_str(remote).unwrap_or_else(|_| remote.into())
}

/// To which subscription a notification belongs, and its item or its end. `None` where it is no
/// subscription's.
fn read_notification(params: &Reply) -> Option<(String, Result<Reply, RpcError>)> {
    #[derive(Deserialize)]
    struct Members<'a> {
        #[serde(borrow)]
        subscription: &'a RawValue,
        #[serde(borrow, default)]
        result: Option<&'a RawValue>,
        #[serde(default)]
        error: Option<RpcError>,
    }
    let members: Members<'_> = params.read("a notification").ok()?;
    let remote = members.subscription.get();
    if remote.len() > MAX_REMOTE_ID {
        return None;
    }
    let item = match (members.result, members.error) {
        (_, Some(error)) => Err(error),
        (Some(result), None) => Ok(params.part(result)),
        // An item of `null`.
        (None, None) => Ok(Reply::from_json("null")),
    };
    Some((remote.into(), item))
}
