//! The making and the tending of the socket: whether it lives, how far its head is.

use alloc::string::{String, ToString};
use core::time::Duration;

use serde::Deserialize;

use super::link::{Link, Proof, Up};
use super::requests::{Owner, Pending};
use super::{Action, Connection, Genesis};
use crate::{Error, Params, Reply, RpcError};

impl<T> Connection<T> {
    /// A socket to the endpoint of the last [`Action::Connect`] stands.
    pub fn handle_connected(&mut self, now: Duration) {
        let Link::Connecting { endpoint } = self.link else { return };
        let proof = match self.config.genesis {
            Genesis::Unchecked => Proof::Given,
            Genesis::First | Genesis::Is(_) => self.ask_chain(now),
        };
        let trusted = matches!(proof, Proof::Given);
        self.link = Link::Up(Up::new(endpoint, now, proof, self.config.max_in_flight.max(1)));
        self.resume_subscriptions(now);
        if trusted {
            self.trust(now, endpoint);
        }
    }

    /// A reply that belongs to no request may be that to a probe.
    pub(super) fn handle_probe(&mut self, now: Duration, id: u64, result: Result<Reply, RpcError>) {
        let Link::Up(up) = &mut self.link else { return };
        let Some((_, sent)) = up.probe.take_if(|(probe, _)| *probe == id) else { return };
        let endpoint = up.endpoint;
        self.endpoints.answered(endpoint, now.saturating_sub(sent));
        let Some(head) = result.ok().as_ref().and_then(head_number) else { return };
        let stands_still = up.note_head(head, now).is_some_and(|since| {
            self.config.max_head_age.is_some_and(|age| now.saturating_sub(since) > age)
        });
        let lags = self.endpoints.told_head(endpoint, head, &self.config);
        if (lags || stands_still) && self.endpoints.has_other(endpoint, now) {
            let fault = if lags { "lags behind another endpoint's" } else { "stands still" };
            self.lose(now, Error::closed(alloc::format!("its head, block {head}, {fault}")));
            self.endpoints.set_aside(endpoint, now);
        }
    }

    /// Whether a frame that was lost is one of ours; what that means is then seen to.
    pub(super) fn lose_probe(&mut self, now: Duration, frame: u64, error: &Error) -> bool {
        let Link::Up(up) = &mut self.link else { return false };
        let is_probe = up.probe.take_if(|(probe, _)| *probe == frame).is_some();
        let is_proof = matches!(&up.proof, Proof::Asked(asked) if asked.id == Some(frame));
        match error {
            // The node's answer, without the question's id.
            Error::Rpc(error) if is_proof => self.handle_proof(now, Err(error.clone())),
            error if is_proof => self.lose(now, error.clone()),
            _ => {}
        }
        is_probe || is_proof
    }

    /// Makes a new attempt, asks for a sign of life, or gives a dead socket up, where that is due.
    pub(super) fn tend_link(&mut self, now: Duration) {
        if self.ended.is_some() {
            return;
        }
        let several = self.endpoints.all().len() > 1;
        match &mut self.link {
            Link::Connecting { .. } => {}
            Link::Down { retry_at } => {
                if *retry_at > now {
                    return;
                }
                match self.endpoints.choose(now, &self.config) {
                    Some(endpoint) => {
                        self.link = Link::Connecting { endpoint };
                        self.action = Some(Action::Connect(endpoint));
                    }
                    None => *retry_at = self.endpoints.next_available().unwrap_or(Duration::MAX),
                }
            }
            Link::Up(up) => {
                up.paused.take_if(|until| *until <= now);
                if up.dead_at(&self.config).is_some_and(|at| at <= now) {
                    let silence = now.saturating_sub(up.heard).as_secs_f32();
                    self.lose(now, Error::closed(alloc::format!("silent for {silence} s")));
                } else if up.ask_again_at().is_some_and(|at| at <= now) {
                    self.ask_chain_again(now);
                } else if up.probe_at(&self.config, several).is_some_and(|at| at <= now) {
                    self.probe(now);
                }
            }
        }
    }

    pub(super) fn link_timeout(&self) -> Option<Duration> {
        match &self.link {
            Link::Connecting { .. } => None,
            Link::Down { retry_at } => Some(*retry_at),
            Link::Up(up) => {
                let several = self.endpoints.all().len() > 1;
                let tended = [up.dead_at(&self.config), up.probe_at(&self.config, several)];
                let due = tended.into_iter().chain([up.paused, up.ask_again_at()]);
                due.flatten().min()
            }
        }
    }

    /// Asks the node to make the subscriptions again that were lost.
    pub(super) fn resume_subscriptions(&mut self, now: Duration) {
        if !matches!(self.link, Link::Up(_)) {
            return;
        }
        for (subscription, method, params) in self.subscriptions.resume() {
            let id = self.requests.next_id();
            let timeout = self.config.request_timeout;
            let pending = Pending {
                owner: Owner::Again(subscription),
                method: self.requests.method(&method),
                params,
                timeout,
                deadline: now.saturating_add(timeout),
                once: false,
                resends: 0,
                batch: None,
                sent: false,
            };
            self.requests.insert(id, pending);
        }
    }

    /// Why requests are not answered at the moment, for people.
    pub(super) fn trouble(&self) -> Option<String> {
        match &self.link {
            Link::Up(up) if up.refusals > 0 => Some("the node wants fewer requests".into()),
            Link::Up(_) => None,
            Link::Down { .. } | Link::Connecting { .. } => {
                let failures = self.endpoints.all().iter().filter_map(|one| one.failure.as_ref());
                failures.last().map(ToString::to_string)
            }
        }
    }

    pub(super) fn url(&self, endpoint: usize) -> String {
        self.endpoints.all().get(endpoint).map(|health| health.url.clone()).unwrap_or_default()
    }

    /// Asks for the head: a sign of life, a measure of latency, and a mark of progress.
    pub(super) fn probe(&mut self, now: Duration) {
        let id = self.send_control("chain_getHeader", &Params::new());
        if let Link::Up(up) = &mut self.link {
            up.note_probe(id, now);
        }
    }
}

fn head_number(reply: &Reply) -> Option<u64> {
    #[derive(Deserialize)]
    struct Header<'a> {
        number: &'a str,
    }
    let header: Header<'_> = reply.read("a header").ok()?;
    u64::from_str_radix(header.number.strip_prefix("0x")?, 16).ok()
}
