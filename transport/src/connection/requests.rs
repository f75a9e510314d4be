//! The table of requests without an outcome: what waits, what is with the peer, what expires when.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::time::Duration;

use bytes::Bytes;

use super::SubscriptionId;
use crate::{Params, rpc};

/// A request without an outcome.
#[derive(Debug)]
pub(super) struct Pending<T> {
    pub(super) owner: Owner<T>,
    /// What is asked, kept until it ends: it may have to be sent again.
    pub(super) method: Arc<str>,
    pub(super) params: Params,
    pub(super) timeout: Duration,
    pub(super) deadline: Duration,
    /// Whether it must not be sent twice.
    pub(super) once: bool,
    /// How often it was sent again because a connection was lost.
    pub(super) resends: u32,
    /// The batch in which it travels.
    pub(super) batch: Option<u64>,
    /// Whether it is with the peer.
    pub(super) sent: bool,
}

/// Who wants the outcome of a request.
#[derive(Debug)]
pub(super) enum Owner<T> {
    /// The caller behind this token.
    Caller(T),
    /// The caller behind this token, who will read the subscription.
    Subscriber(T, SubscriptionId),
    /// A subscription that is being made again.
    Again(SubscriptionId),
    /// Nobody any more. Where it becomes a subscription, this method ends it.
    Nobody { unsubscribe: Box<str> },
}

impl<T> Pending<T> {
    /// How many bytes it has, but for what all have in common.
    fn len(&self) -> usize {
        self.method.len() + self.params.as_json().len()
    }
}

/// A frame that may go.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transmit {
    /// Names the frame for [`handle_lost`](super::Connection::handle_lost).
    pub id: u64,
    /// JSON-RPC, one request or a batch, in UTF-8.
    pub text: Bytes,
    /// When the last of its requests runs out of time; `None` for what the connection itself asks,
    /// which has a socket replaced that does not answer.
    pub deadline: Option<Duration>,
}

#[derive(Debug)]
pub(super) struct Requests<T> {
    last_id: u64,
    /// Boxed: a tree's nodes are half empty.
    pending: BTreeMap<u64, Box<Pending<T>>>,
    /// The last that was asked for. Many wait with the same.
    method: Arc<str>,
    /// What waits, in the order of asking: ids of requests and of batches.
    queue: BTreeSet<u64>,
    /// The subscriptions to be made again that wait, which go first.
    urgent: BTreeSet<u64>,
    /// The requests without an outcome of each batch.
    batches: BTreeMap<u64, BTreeSet<u64>>,
    deadlines: BTreeSet<(Duration, u64)>,
    queued_bytes: usize,
    /// What is with the peer.
    in_flight: BTreeSet<u64>,
    /// How many have no caller any more.
    disowned: usize,
    /// Those of which one may have been the end of a connection.
    suspects: BTreeSet<u64>,
}

impl<T> Requests<T> {
    pub(super) fn new() -> Self {
        Self {
            last_id: 0,
            pending: BTreeMap::new(),
            method: Arc::from(""),
            queue: BTreeSet::new(),
            urgent: BTreeSet::new(),
            batches: BTreeMap::new(),
            deadlines: BTreeSet::new(),
            queued_bytes: 0,
            in_flight: BTreeSet::new(),
            disowned: 0,
            suspects: BTreeSet::new(),
        }
    }

    /// An id that was never used: for requests, batches and whatever else goes to the peer.
    pub(super) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// Takes in a request that waits. One of a batch waits with its batch.
    pub(super) fn insert(&mut self, id: u64, pending: Pending<T>) {
        self.deadlines.insert((pending.deadline, id));
        self.queued_bytes += pending.len();
        match (pending.batch, &pending.owner) {
            (Some(batch), _) => {
                self.batches.entry(batch).or_default().insert(id);
                self.queue.insert(batch);
            }
            (None, Owner::Again(_)) => {
                self.urgent.insert(id);
            }
            (None, _) => {
                self.queue.insert(id);
            }
        }
        self.pending.insert(id, Box::new(pending));
    }

    /// A method's name, to be kept with a request.
    pub(super) fn method(&mut self, name: &str) -> Arc<str> {
        if *self.method != *name {
            self.method = name.into();
        }
        self.method.clone()
    }

    /// Removes a request and all that is kept for it.
    pub(super) fn take(&mut self, id: u64) -> Option<Pending<T>> {
        let pending = self.pending.remove(&id)?;
        self.deadlines.remove(&(pending.deadline, id));
        self.suspects.remove(&id);
        self.disowned -= usize::from(matches!(pending.owner, Owner::Nobody { .. }));
        if pending.sent {
            self.in_flight.remove(&id);
        } else {
            self.queued_bytes -= pending.len();
            if !self.queue.remove(&id) {
                self.urgent.remove(&id);
            }
        }
        if let Some(batch) = pending.batch {
            self.leave_batch(batch, id);
        }
        Some(*pending)
    }

    /// The caller of a subscription has gone before its reply came.
    pub(super) fn disown(&mut self, id: u64, unsubscribe: Box<str>) -> Option<Owner<T>> {
        let pending = self.pending.get_mut(&id)?;
        self.disowned += 1;
        Some(core::mem::replace(&mut pending.owner, Owner::Nobody { unsubscribe }))
    }

    /// The reader of a subscription has gone while it was to be made again.
    pub(super) fn disown_again(&mut self, subscription: SubscriptionId, unsubscribe: Box<str>) {
        let asks = |id: &u64| {
            let owner = self.pending.get(id).map(|pending| &pending.owner);
            matches!(owner, Some(Owner::Again(of)) if *of == subscription)
        };
        if let Some(id) = self.urgent.iter().copied().find(asks) {
            self.take(id);
        } else if let Some(id) = self.in_flight.iter().copied().find(asks) {
            self.disown(id, unsubscribe);
        }
    }

    /// The time of a request that makes a subscription was up. What comes late is nobody's, and is
    /// waited for as long as this.
    pub(super) fn outlive(
        &mut self,
        id: u64,
        unsubscribe: Box<str>,
        now: Duration,
        timeout: Duration,
    ) {
        let pending = Pending {
            owner: Owner::Nobody { unsubscribe },
            method: Arc::from(""),
            params: Params::new(),
            timeout,
            deadline: now.saturating_add(timeout),
            once: false,
            resends: 0,
            batch: None,
            sent: true,
        };
        self.deadlines.insert((pending.deadline, id));
        self.in_flight.insert(id);
        self.disowned += 1;
        self.pending.insert(id, Box::new(pending));
    }

    /// Puts a request that was sent back among those that wait; it will go by itself.
    pub(super) fn put_back(&mut self, id: u64) {
        let Some(pending) = self.pending.get_mut(&id).filter(|pending| pending.sent) else {
            return;
        };
        pending.sent = false;
        self.in_flight.remove(&id);
        self.queued_bytes += pending.len();
        let batch = pending.batch.take();
        let waiting = match pending.owner {
            Owner::Again(_) => &mut self.urgent,
            _ => &mut self.queue,
        };
        waiting.insert(id);
        if let Some(batch) = batch {
            self.leave_batch(batch, id);
        }
    }

    /// From now on it goes alone, until it has its outcome.
    pub(super) fn suspect(&mut self, id: u64) {
        if self.pending.contains_key(&id) {
            self.suspects.insert(id);
        }
    }

    /// The next frame that may go to the peer, where it may have up to `window` requests at once.
    /// While there are suspects, only they go, one after the other. What must not be sent twice
    /// waits for `trusted`, and what comes after it waits as well.
    pub(super) fn transmit(&mut self, window: usize, trusted: bool) -> Option<Transmit> {
        if let Some(first) = self.suspects.first() {
            let (first, alone) = (*first, self.suspect_in_flight().is_none());
            return alone.then(|| self.send_one(first));
        }
        let id = *self.urgent.first().or_else(|| self.queue.first())?;
        match self.batches.get(&id) {
            None => {
                let pending = self.pending.get_mut(&id)?;
                if self.in_flight.len() >= window || (pending.once && !trusted) {
                    return None;
                }
                Some(self.send_one(id))
            }
            Some(members) => {
                let fits =
                    self.in_flight.is_empty() || self.in_flight.len() + members.len() <= window;
                let once = |id| self.pending.get(id).is_some_and(|one| one.once);
                if !fits || (!trusted && members.iter().any(once)) {
                    return None;
                }
                Some(self.send_batch(id))
            }
        }
    }

    /// The requests with the peer, in the order of asking.
    pub(super) fn sent(&self) -> impl Iterator<Item = (u64, &Pending<T>)> {
        self.in_flight.iter().filter_map(|id| Some((*id, &**self.pending.get(id)?)))
    }

    /// What a socket takes with it when it goes: all that is with the peer, and all that is only
    /// meant for this socket.
    pub(super) fn of_socket(&self) -> Vec<u64> {
        self.in_flight.union(&self.urgent).copied().collect()
    }

    /// The suspect that is with the peer.
    pub(super) fn suspect_in_flight(&self) -> Option<u64> {
        self.suspects.iter().copied().find(|id| self.pending.get(id).is_some_and(|one| one.sent))
    }

    /// The requests of a frame that have no outcome yet.
    pub(super) fn of_frame(&self, frame: u64) -> Vec<u64> {
        match self.batches.get(&frame) {
            Some(members) => members.iter().copied().collect(),
            None => self.pending.contains_key(&frame).then_some(frame).into_iter().collect(),
        }
    }

    pub(super) fn get_mut(&mut self, id: u64) -> Option<&mut Pending<T>> {
        self.pending.get_mut(&id).map(|pending| &mut **pending)
    }

    pub(super) fn ids(&self) -> Vec<u64> {
        self.pending.keys().copied().collect()
    }

    /// A request whose time is up.
    pub(super) fn expired(&self, now: Duration) -> Option<u64> {
        self.deadlines.first().filter(|(deadline, _)| *deadline <= now).map(|(_, id)| *id)
    }

    pub(super) fn next_deadline(&self) -> Option<Duration> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }

    pub(super) fn len(&self) -> usize {
        self.pending.len()
    }

    pub(super) fn in_flight(&self) -> usize {
        self.in_flight.len()
    }

    pub(super) fn queued_bytes(&self) -> usize {
        self.queued_bytes
    }

    /// Whether nobody waits for an outcome.
    pub(super) fn is_idle(&self) -> bool {
        self.pending.len() == self.disowned
    }

    fn send_one(&mut self, id: u64) -> Transmit {
        if !self.queue.remove(&id) {
            self.urgent.remove(&id);
        }
        let deadline = self.pending.get(&id).map(|pending| pending.deadline);
        Transmit { id, text: self.mark_sent(id).into(), deadline }
    }

    fn send_batch(&mut self, batch: u64) -> Transmit {
        self.queue.remove(&batch);
        let members = self.of_frame(batch);
        let deadlines = members.iter().filter_map(|id| Some(self.pending.get(id)?.deadline));
        let deadline = deadlines.max();
        let mut text = String::from("[");
        for id in members {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&self.mark_sent(id));
        }
        text.push(']');
        Transmit { id: batch, text: text.into(), deadline }
    }

    /// Gives the request's own frame, which is only made now.
    fn mark_sent(&mut self, id: u64) -> String {
        let Some(pending) = self.pending.get_mut(&id) else { return String::new() };
        pending.sent = true;
        self.in_flight.insert(id);
        self.queued_bytes -= pending.len();
        rpc::request(id, &pending.method, &pending.params)
    }

    fn leave_batch(&mut self, batch: u64, id: u64) {
        if let Some(members) = self.batches.get_mut(&batch) {
            members.remove(&id);
            if members.is_empty() {
                self.batches.remove(&batch);
                self.queue.remove(&batch);
            }
        }
    }
}
