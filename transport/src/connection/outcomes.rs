//! What ends requests: the peer's answers, the time, and the end of everything.

use alloc::string::ToString;
use core::time::Duration;

use super::link::Link;
use super::requests::Owner;
use super::subscriptions::Unsubscribe;
use super::{Connection, Event};
use crate::rpc::Incoming;
use crate::{Error, Reply, RpcError};

impl<T> Connection<T> {
    /// Takes in a message that is believed.
    pub(super) fn handle_message(&mut self, now: Duration, message: Incoming) {
        match message {
            Incoming::Response { id: Some(id), result } => self.handle_response(now, id, result),
            Incoming::Response { id: None, result: Err(error) } => {
                self.handle_unreadable(now, error)
            }
            Incoming::Response { id: None, .. } => {}
            Incoming::Notification { params, .. } => {
                if let Some((id, unsubscribe)) = self.subscriptions.deliver(&params) {
                    self.readable(id);
                    self.tell_node(unsubscribe);
                }
            }
        }
    }

    fn handle_response(&mut self, now: Duration, id: u64, result: Result<Reply, RpcError>) {
        let result = match result {
            Err(error) if error.is_refusal() && self.back_off(now, id, &error) => return,
            other => other,
        };
        let Some(pending) = self.requests.take(id) else {
            self.handle_probe(now, id, result);
            return;
        };
        if let Link::Up(up) = &mut self.link {
            up.widen(&self.config);
        }
        match (pending.owner, result) {
            (Owner::Nobody { unsubscribe }, Ok(reply)) => {
                self.tell_node(Unsubscribe::by_reply(unsubscribe, &reply));
            }
            (Owner::Nobody { .. }, Err(_)) => {}
            (owner, Err(error)) => self.end_owner(owner, Error::Rpc(error)),
            (Owner::Caller(token), Ok(reply)) => {
                self.events.push_back(Event::Ended { token, result: Ok(reply) });
            }
            (Owner::Subscriber(token, subscription), Ok(reply)) => {
                match self.subscriptions.establish(subscription, &reply, now) {
                    Ok((id, unsubscribe)) => {
                        self.events.push_back(Event::Subscribed { token, subscription, id });
                        self.readable(subscription);
                        self.tell_node(unsubscribe);
                    }
                    Err(error) => self.end_owner(Owner::Subscriber(token, subscription), error),
                }
            }
            (Owner::Again(subscription), Ok(reply)) => {
                match self.subscriptions.establish(subscription, &reply, now) {
                    Ok((_, unsubscribe)) => {
                        self.readable(subscription);
                        self.tell_node(unsubscribe);
                    }
                    Err(error) => self.end_owner(Owner::Again(subscription), error),
                }
            }
        }
    }

    /// The time of a request is up.
    pub(super) fn expire(&mut self, now: Duration, id: u64) {
        let Some(pending) = self.requests.take(id) else { return };
        if let (true, Owner::Subscriber(_, of) | Owner::Again(of)) = (pending.sent, &pending.owner)
        {
            // The node may make it yet, and then nobody would end it.
            if let Some(unsubscribe) = self.subscriptions.unsubscribe_method(*of) {
                // However impatient its caller was.
                let wait = pending.timeout.max(self.config.request_timeout);
                self.requests.outlive(id, unsubscribe, now, wait);
            }
        }
        if let Owner::Again(subscription) = pending.owner {
            if self.subscriptions.ask_later(subscription, self.config.max_resends) {
                self.resume_subscriptions(now);
                return;
            }
        }
        let error = if pending.once && pending.sent {
            let reason = alloc::format!("no reply within {} s", pending.timeout.as_secs_f32());
            Error::outcome_unknown(&*pending.method, reason)
        } else {
            Error::Timeout { after: pending.timeout, cause: self.trouble() }
        };
        self.end_owner(pending.owner, error);
    }

    /// Reports that a request, or the making of a subscription, has failed.
    pub(super) fn end_owner(&mut self, owner: Owner<T>, error: Error) {
        match owner {
            Owner::Caller(token) => {
                self.events.push_back(Event::Ended { token, result: Err(error) });
            }
            Owner::Subscriber(token, subscription) => {
                self.subscriptions.remove(subscription);
                self.events.push_back(Event::Ended { token, result: Err(error) });
            }
            Owner::Again(subscription) => {
                self.subscriptions.end(subscription, error);
                self.readable(subscription);
            }
            Owner::Nobody { .. } => {}
        }
    }

    /// Ends all requests.
    pub(super) fn fail_all(&mut self, error: &Error) {
        for id in self.requests.ids() {
            if let Some(pending) = self.requests.take(id) {
                let error = if pending.once && pending.sent {
                    Error::outcome_unknown(&*pending.method, error.to_string())
                } else {
                    error.clone()
                };
                self.end_owner(pending.owner, error);
            }
        }
    }
}
