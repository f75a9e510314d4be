//! What handles and driver share: the state machine behind a lock, and who waits for what.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::{Poll, Waker};
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::channel::oneshot;

use super::handle::Reader;
use crate::clock::Clock;
use crate::connection::{Connection, Event, RequestId, SubscriptionId};
use crate::{Error, Reply};

pub(super) struct Shared {
    pub(super) clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

pub(super) struct State {
    pub(super) connection: Connection<Caller>,
    pub(super) no_handles: bool,
    driver: Option<Waker>,
    awaiting_connection: Vec<(Milestone, oneshot::Sender<Result<(), Error>>)>,
    last_call: u64,
    /// The outcomes that nobody has fetched yet, by the name of their call.
    outcomes: BTreeMap<u64, Result<Reply, Error>>,
    /// Whom to wake for them.
    to_wake: Vec<Waker>,
    /// What else the connection has decided and nobody was told yet.
    to_tell: Vec<Event<Caller>>,
    /// Who waits for the next notice of which subscription.
    readers: BTreeMap<SubscriptionId, Waker>,
}

/// How far the making of a connection has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Milestone {
    /// A socket stands. What its endpoint says is still held back until it has shown its chain.
    Socket,
    /// The endpoint has shown its chain as well.
    Chain,
}

/// A request that was asked for.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) name: u64,
    pub(super) request: RequestId,
}

/// Who is told the outcome.
///
/// A hundred thousand requests may wait. So theirs is kept here, not in a channel for each.
pub(super) enum Caller {
    /// The name of the call, and whom to wake.
    Request(u64, Waker),
    Subscribe(oneshot::Sender<Result<(Reader, String), Error>>),
}

impl Shared {
    pub(super) fn new(connection: Connection<Caller>, clock: Arc<dyn Clock>) -> Self {
        let state = State {
            connection,
            no_handles: false,
            driver: None,
            awaiting_connection: Vec::new(),
            last_call: 0,
            outcomes: BTreeMap::new(),
            to_wake: Vec::new(),
            to_tell: Vec::new(),
            readers: BTreeMap::new(),
        };
        Self { clock, state: Mutex::new(state) }
    }

    /// The state is whole between any two statements, so a panic elsewhere does not spoil it.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and lets the driver look at it. Wakes outside the lock.
    pub(super) fn with_driver_woken<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.lock();
        let result = change(&mut state);
        let driver = state.driver.clone();
        drop(state);
        if let Some(driver) = driver {
            driver.wake();
        }
        result
    }

    /// Notes whom to wake when a handle has changed the state.
    pub(super) fn remember_driver(&self, waker: &Waker) {
        let mut state = self.lock();
        if state.driver.as_ref().is_some_and(|known| known.will_wake(waker)) {
            return;
        }
        let old = state.driver.replace(waker.clone());
        drop(state);
        // Not under the lock: dropping a waker may drop a task.
        drop(old);
    }

    /// Nobody need be woken any more, and a waker keeps its task in memory.
    pub(super) fn forget_driver(&self) {
        let old = self.lock().driver.take();
        drop(old);
    }

    /// Hands out what the state machine has decided. Gives whether there was anything.
    pub(super) fn report(self: &Arc<Self>) -> bool {
        let mut state = self.lock();
        state.collect();
        let events = core::mem::take(&mut state.to_tell);
        let outcomes = core::mem::take(&mut state.to_wake);
        let refuses = state.connection.refuses().cloned();
        let waiting = match refuses {
            Some(_) => core::mem::take(&mut state.awaiting_connection),
            None => state.take_connected(),
        };
        let readable = events.iter().filter_map(|event| match event {
            Event::Readable(id) => Some(*id),
            _ => None,
        });
        let readers: Vec<Waker> = readable.filter_map(|id| state.readers.remove(&id)).collect();
        drop(state);

        // Not under the lock: all of it wakes tasks.
        let any = !events.is_empty() || !waiting.is_empty() || !outcomes.is_empty();
        outcomes.into_iter().chain(readers).for_each(Waker::wake);
        for (_, waiter) in waiting {
            let _ = waiter.send(refuses.clone().map_or(Ok(()), Err));
        }
        for event in events {
            self.tell(event);
        }
        any
    }

    fn tell(self: &Arc<Self>, event: Event<Caller>) {
        // That the caller has gone is no failure.
        match event {
            Event::Ended { token: Caller::Subscribe(caller), result } => {
                let wrong = |_| Error::bad_reply("a subscription", "found a reply");
                let _ = caller.send(Err(result.map_or_else(|error| error, wrong)));
            }
            Event::Subscribed { token: Caller::Subscribe(caller), subscription, id } => {
                // Unsubscribes when it is dropped on the way.
                let reader = Reader::new(self.clone(), subscription);
                let _ = caller.send(Ok((reader, id)));
            }
            // The one is among the outcomes, the other cannot be.
            Event::Ended { token: Caller::Request(..), .. }
            | Event::Subscribed { token: Caller::Request(..), .. }
            | Event::Readable(_)
            | Event::Connected { .. }
            | Event::Lost { .. } => {}
        }
    }
}

impl State {
    /// A name for a call, by which its outcome is kept.
    pub(super) fn next_call(&mut self) -> u64 {
        self.last_call += 1;
        self.last_call
    }

    /// The outcome of a call; while there is none, notes whom to wake. Gives as well the waker that
    /// is not needed any more, to be dropped outside the lock.
    pub(super) fn poll_outcome(
        &mut self,
        call: Call,
        waker: &Waker,
    ) -> (Poll<Result<Reply, Error>>, Option<Waker>) {
        self.collect();
        if let Some(outcome) = self.outcomes.remove(&call.name) {
            return (Poll::Ready(outcome), None);
        }
        match self.connection.token_mut(call.request) {
            Some(Caller::Request(_, known)) if known.will_wake(waker) => (Poll::Pending, None),
            Some(Caller::Request(_, known)) => {
                (Poll::Pending, Some(core::mem::replace(known, waker.clone())))
            }
            _ => (Poll::Ready(Err(Error::closed("the reply was given already"))), None),
        }
    }

    /// Gives a call up and forgets its outcome. What this gives is to be dropped outside the lock.
    pub(super) fn give_up(&mut self, call: Call) -> impl Sized + use<> {
        // What the driver has heard and not reported yet would be kept for nobody.
        self.collect();
        (self.connection.cancel(call.request), self.outcomes.remove(&call.name))
    }

    /// Takes over what the connection has decided. From then on each call is either without an
    /// outcome in the connection, or with one in `outcomes`.
    fn collect(&mut self) {
        while let Some(event) = self.connection.poll_event() {
            match event {
                Event::Ended { token: Caller::Request(call, waker), result } => {
                    self.outcomes.insert(call, result);
                    self.to_wake.push(waker);
                }
                other => self.to_tell.push(other),
            }
        }
    }

    /// Gives the outcome where it is known; keeps the waiter where it is not.
    pub(super) fn await_connection(
        &mut self,
        milestone: Milestone,
        waiter: oneshot::Sender<Result<(), Error>>,
    ) -> Option<Result<(), Error>> {
        if let Some(error) = self.connection.refuses() {
            return Some(Err(error.clone()));
        }
        if self.has_reached(milestone) {
            return Some(Ok(()));
        }
        self.awaiting_connection.retain(|(_, waiter)| !waiter.is_canceled());
        self.awaiting_connection.push((milestone, waiter));
        None
    }

    /// Takes those who wait for no more than what the connection has come to.
    fn take_connected(&mut self) -> Vec<(Milestone, oneshot::Sender<Result<(), Error>>)> {
        let waiting = core::mem::take(&mut self.awaiting_connection);
        let (reached, others) =
            waiting.into_iter().partition(|(milestone, _)| self.has_reached(*milestone));
        self.awaiting_connection = others;
        reached
    }

    fn has_reached(&self, milestone: Milestone) -> bool {
        match milestone {
            Milestone::Socket => self.connection.has_socket(),
            Milestone::Chain => self.connection.serving().is_some(),
        }
    }

    /// Notes whom to wake when the subscription has something to read. Gives the waker that is not
    /// needed any more, to be dropped outside the lock.
    pub(super) fn await_notice(&mut self, id: SubscriptionId, waker: &Waker) -> Option<Waker> {
        match self.readers.get(&id) {
            Some(known) if known.will_wake(waker) => None,
            _ => self.readers.insert(id, waker.clone()),
        }
    }

    /// Forgets a subscription. Gives the waker that is not needed any more.
    pub(super) fn forget_reader(&mut self, id: SubscriptionId) -> Option<Waker> {
        self.connection.unsubscribe(id);
        self.readers.remove(&id)
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::connection::Config;
    use crate::mock::VirtualClock;
    use crate::{Params, Request};

    /// What another thread sees between the driver's hearing of an outcome and its reporting it.
    #[test]
    fn a_call_that_is_given_up_before_its_outcome_is_reported_leaves_nothing() {
        let connection = Connection::new(Config::default(), ["ws://a".into()], 1);
        let shared = Arc::new(Shared::new(connection, Arc::new(VirtualClock::new())));
        let waker = futures::task::noop_waker();
        let ask = || {
            let mut state = shared.lock();
            let name = state.next_call();
            let caller = Caller::Request(name, waker.clone());
            let request = Request::new("m", Params::new());
            let asked = state.connection.request(Duration::ZERO, request, caller);
            Call { name, request: asked.map_err(|(_, error)| error).unwrap() }
        };
        let (given_up, fetched) = (ask(), ask());
        shared.lock().connection.close(Error::closed("heard, not reported"));
        drop(shared.lock().give_up(given_up));
        let (outcome, _) = shared.lock().poll_outcome(fetched, &waker);
        assert!(matches!(outcome, Poll::Ready(Err(Error::Closed { .. }))));
        assert!(shared.report());
        let (again, _) = shared.lock().poll_outcome(fetched, &waker);
        assert!(again.is_ready(), "nobody waits for ever");
        let state = shared.lock();
        assert!(state.outcomes.is_empty() && state.to_wake.is_empty() && state.to_tell.is_empty());
    }
}
