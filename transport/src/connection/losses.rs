//! What is lost and what becomes of it: sent again, given up, or told apart from the guilty.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::time::Duration;

use serde::Deserialize;

use super::{Action, Connection, Event, Link, Owner};
use crate::{Error, RpcError};

/// After how many refusals in a row another endpoint is tried.
const MAX_REFUSALS: u32 = 3;

impl<T> Connection<T> {
    /// The socket was lost, or could not be had.
    pub fn handle_disconnect(&mut self, now: Duration, reason: Error) {
        let (endpoint, up) = match &self.link {
            Link::Down { .. } => return,
            Link::Connecting { endpoint } => (*endpoint, None),
            Link::Up(link) if link.is_trusted() => {
                (link.endpoint, Some(now.saturating_sub(link.since)))
            }
            Link::Up(link) => (link.endpoint, None),
        };
        self.control.clear();
        self.endpoints.failed(endpoint, now, up, reason.clone(), &self.config);
        self.link = Link::Down { retry_at: self.endpoints.next_available().unwrap_or(now) };
        self.events.push_back(Event::Lost { endpoint, reason: reason.clone() });
        self.give_back(&reason, up.is_some());
        for id in self.subscriptions.lose(now, &reason) {
            self.readable(id);
        }
        if !self.connected_before && self.endpoints.all_failed(self.config.first_attempts) {
            self.close(reason);
        } else if let Some(reason) = self.hopeless().cloned() {
            self.fail_all(&reason);
        }
    }

    /// A frame got no answer and will get none, while the socket lives on. `frame` is what
    /// [`Transmit::id`](super::Transmit::id) was.
    pub fn handle_lost(&mut self, now: Duration, frame: u64, error: Error) {
        if self.lose_probe(now, frame, &error) {
            return;
        }
        let ids = self.requests.of_frame(frame);
        if let Error::Rpc(error) = &error {
            // The node's answer to the whole frame.
            if ids.len() > 1 {
                return self.split_batches(ids, error);
            }
            // The frame's own name may be that of a batch of which one request is left.
            let alone = ids.first().copied();
            if error.is_refusal() && alone.is_some_and(|id| self.back_off(now, id, error)) {
                return;
            }
        }
        let mut missed = false;
        for id in ids {
            let Some(pending) = self.requests.get_mut(id).filter(|pending| pending.sent) else {
                continue;
            };
            if let Owner::Nobody { .. } = pending.owner {
                self.requests.take(id);
                continue;
            }
            missed = true;
            // What never went does not go again.
            pending.resends += u32::from(!error.is_unsent());
            let known = error.is_unsent() || matches!(error, Error::Rpc(_));
            if pending.once && !known {
                let unknown = Error::outcome_unknown(&*pending.method, error.to_string());
                self.end_request(id, unknown);
            } else if error.is_retryable() {
                self.send_again(id, &error);
            } else {
                self.end_request(id, error.clone());
            }
        }
        if missed && error.is_retryable() && !error.is_unsent() {
            self.rest(now);
        }
    }

    /// The peer could not read some request and does not say which.
    pub(super) fn handle_unreadable(&mut self, now: Duration, error: RpcError) {
        let in_batches: Vec<u64> =
            self.requests.sent().filter(|(_, one)| one.batch.is_some()).map(|(id, _)| id).collect();
        if !in_batches.is_empty() {
            return self.split_batches(in_batches, &error);
        }
        if error.is_refusal() {
            self.pause(now, &error);
            return self.blame(false);
        }
        if let Some(id) = self.guilty() {
            self.end_request(id, Error::Rpc(error));
        } else {
            self.blame(true);
        }
    }

    /// Whether a request that the node refused because there are too many goes again later.
    pub(super) fn back_off(&mut self, now: Duration, id: u64, error: &RpcError) -> bool {
        let Some(pending) = self.requests.get_mut(id) else { return false };
        if pending.once || matches!(pending.owner, Owner::Nobody { .. }) {
            return false;
        }
        self.requests.put_back(id);
        self.pause(now, error);
        true
    }

    /// Lets go of the socket for a reason of our own.
    pub(super) fn lose(&mut self, now: Duration, reason: Error) {
        self.action = Some(Action::Disconnect);
        self.handle_disconnect(now, reason);
    }

    /// Why no endpoint can be used, where waiting will hardly change that.
    pub(super) fn hopeless(&self) -> Option<&Error> {
        let all = self.endpoints.all();
        let last = all.last()?.failure.as_ref();
        last.filter(|_| all.iter().all(|health| health.unusable))
    }

    /// Leaves the peer alone for a while, and then asks it for less at once.
    fn pause(&mut self, now: Duration, error: &RpcError) {
        let Link::Up(up) = &mut self.link else { return };
        if up.is_paused(now) {
            // Said of a request that went before the pause.
            return;
        }
        up.refusals += 1;
        up.narrow();
        let (endpoint, refusals) = (up.endpoint, up.refusals);
        let wait = self.wait_after(refusals, error);
        if let Link::Up(up) = &mut self.link {
            up.paused = Some(now.saturating_add(wait));
        }
        let lasts = refusals >= MAX_REFUSALS || wait > self.config.max_backoff;
        if lasts && self.endpoints.has_other(endpoint, now) {
            self.lose(now, self.refused(endpoint, error));
        }
    }

    /// How long to leave a peer alone after the `nth` error of a kind that passes.
    pub(super) fn wait_after(&mut self, nth: u32, error: &RpcError) -> Duration {
        let backoff = self.endpoints.backoff(nth, &self.config);
        // A peer that wants no time, or too little, is not asked again without end.
        retry_after(error).map_or(backoff, |asked| asked.max(backoff))
    }

    /// An endpoint that wants fewer requests.
    pub(super) fn refused(&self, endpoint: usize, error: &RpcError) -> Error {
        let retry_after = retry_after(error);
        Error::Refused { endpoint: self.url(endpoint), status: 429, retry_after }
    }

    /// Leaves a peer alone for a moment that has lost a frame: asked again at once, it might lose it
    /// as often as it may go.
    fn rest(&mut self, now: Duration) {
        let Link::Up(up) = &mut self.link else { return };
        if let Some(losses) = up.note_loss(now) {
            up.paused = Some(now.saturating_add(self.endpoints.backoff(losses, &self.config)));
        }
    }

    /// What was with the peer when its socket was lost.
    fn give_back(&mut self, reason: &Error, trusted: bool) {
        let bad_answer = matches!(reason, Error::BadFrame { .. } | Error::TooLarge { .. });
        // Before it has shown its chain, what the endpoint says badly is no request's fault.
        let blamed = bad_answer && trusted;
        let guilty = if blamed { self.guilty() } else { None };
        for id in self.requests.of_socket() {
            let Some(pending) = self.requests.get_mut(id) else { continue };
            if matches!(pending.owner, Owner::Again(_) | Owner::Nobody { .. }) {
                // The one is asked anew of the next socket, the other has gone with this one.
                self.requests.take(id);
            } else if pending.once {
                let error = Error::outcome_unknown(&*pending.method, reason.to_string());
                self.end_request(id, error);
            } else if guilty == Some(id) {
                self.end_request(id, reason.clone());
            } else if blamed {
                self.requests.suspect(id);
                self.requests.put_back(id);
            } else if bad_answer || trusted {
                pending.resends += 1;
                self.send_again(id, reason);
            } else {
                self.requests.put_back(id);
            }
        }
    }

    fn end_request(&mut self, id: u64, error: Error) {
        if let Some(pending) = self.requests.take(id) {
            self.end_owner(pending.owner, error);
        }
    }

    fn send_again(&mut self, id: u64, reason: &Error) {
        match self.requests.get_mut(id) {
            Some(pending) if pending.resends > self.config.max_resends => {
                self.end_request(id, reason.clone());
            }
            _ => self.requests.put_back(id),
        }
    }

    /// The one request that must be to blame for what somebody in flight has done.
    fn guilty(&self) -> Option<u64> {
        self.requests.suspect_in_flight().or_else(|| {
            let mut sent = self.requests.sent();
            let first = sent.next().map(|(id, _)| id);
            first.filter(|_| sent.next().is_none())
        })
    }

    /// Sends what is in flight again, where that may be: one at a time, `as_suspects`.
    fn blame(&mut self, as_suspects: bool) {
        let reads = self
            .requests
            .sent()
            .filter(|(_, one)| !one.once && !matches!(one.owner, Owner::Nobody { .. }));
        let reads: Vec<u64> = reads.map(|(id, _)| id).collect();
        for id in reads {
            if as_suspects {
                self.requests.suspect(id);
            }
            self.requests.put_back(id);
        }
    }

    /// A batch was refused as a whole: its requests go again one by one. What must not be sent
    /// twice ends where the refusal says that nothing was done, and waits on where it does not.
    fn split_batches(&mut self, ids: Vec<u64>, error: &RpcError) {
        for id in ids {
            let once = self.requests.get_mut(id).is_some_and(|pending| pending.once);
            if !once {
                self.requests.put_back(id);
            } else if error.refuses_batches() {
                self.end_request(id, Error::Rpc(error.clone()));
            }
        }
    }
}

/// How long a node that refuses requests asks to be left alone, by the members that services put
/// into the error's data.
fn retry_after(error: &RpcError) -> Option<Duration> {
    #[derive(Deserialize)]
    struct Data {
        #[serde(alias = "retryAfter", alias = "backoff_seconds")]
        retry_after: Option<f64>,
    }
    let data: Data = error.data.as_ref()?.read("an object").ok()?;
    let wait = Duration::try_from_secs_f64(data.retry_after?).ok()?;
    Some(wait.min(super::Config::MAX_RETRY_AFTER))
}
