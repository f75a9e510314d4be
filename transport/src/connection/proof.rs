//! Which chain the peer serves: asked first, and until it has shown that, nothing is believed.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::time::Duration;

use super::link::{Asked, Link, Proof};
use super::{Connection, Event};
use crate::rpc::Incoming;
use crate::{Error, Params, Reply, RpcError};

/// How often a peer is asked over one socket that answers with an error of its own each time.
const MAX_ASKED: u32 = 3;
/// How many more messages than the answers that are due may come before the peer has shown its chain.
const MAX_HELD_BACK: usize = 1024;
/// How many bytes those and the answers may have, unless it is a single one.
const MAX_HELD_BYTES: usize = 64 << 20;

impl<T> Connection<T> {
    /// Asks for the hash of the first block.
    pub(super) fn ask_chain(&mut self, now: Duration) -> Proof {
        let id = Some(self.send_genesis());
        Proof::Asked(Asked { id, at: now, errors: 0, held: Vec::new(), held_bytes: 0 })
    }

    pub(super) fn ask_chain_again(&mut self, now: Duration) {
        let id = self.send_genesis();
        if let Some((_, asked)) = self.asked() {
            (asked.id, asked.at) = (Some(id), now);
        }
    }

    /// Gives a message back that may be believed. What comes before the peer has shown its chain is
    /// kept until then.
    pub(super) fn believe(&mut self, now: Duration, message: Incoming) -> Option<Incoming> {
        let Link::Up(up) = &mut self.link else { return None };
        let Proof::Asked(asked) = &mut up.proof else { return Some(message) };
        match message {
            Incoming::Response { id: Some(id), result } if asked.id == Some(id) => {
                self.handle_proof(now, result);
            }
            message => {
                asked.held_bytes += message.len();
                asked.held.push(message);
                let too_many = asked.held.len() > self.requests.in_flight() + MAX_HELD_BACK;
                if too_many || (asked.held.len() > 1 && asked.held_bytes > MAX_HELD_BYTES) {
                    let reason = "too much came before the genesis hash".to_string();
                    self.lose(now, Error::BadFrame { reason });
                }
            }
        }
        None
    }

    /// The peer has answered which chain it serves.
    pub(super) fn handle_proof(&mut self, now: Duration, result: Result<Reply, RpcError>) {
        let result = match result {
            Err(error) if !error.blames_request() => return self.bear_with(now, &error),
            result => result,
        };
        let Some((endpoint, asked)) = self.asked() else { return };
        let held = core::mem::take(&mut asked.held);
        match self.check_chain(endpoint, result) {
            Ok(()) => {
                self.trust(now, endpoint);
                for message in held {
                    self.handle_message(now, message);
                }
            }
            Err(reason) => self.lose(now, reason),
        }
    }

    pub(super) fn trust(&mut self, now: Duration, endpoint: usize) {
        if let Link::Up(up) = &mut self.link {
            up.proof = Proof::Given;
        }
        self.connected_before = true;
        self.endpoints.proved(endpoint);
        self.events.push_back(Event::Connected { endpoint });
        if self.endpoints.all().len() > 1 {
            self.probe(now);
        }
    }

    /// The peer cannot say now which chain it serves. It is left for another endpoint that may be
    /// used; where there is none, it is asked again after a while, a few times.
    fn bear_with(&mut self, now: Duration, error: &RpcError) {
        let Some((endpoint, asked)) = self.asked() else { return };
        asked.id = None;
        asked.errors += 1;
        let errors = asked.errors;
        let wait = self.wait_after(errors, error);
        let lasts = errors >= MAX_ASKED || wait > self.config.max_backoff;
        if lasts || self.endpoints.has_other(endpoint, now) {
            let reason = if error.is_refusal() {
                self.refused(endpoint, error)
            } else {
                let error = Error::Rpc(error.clone());
                let reason = alloc::format!("asked for the genesis hash, {error}");
                Error::connect(self.url(endpoint), reason)
            };
            self.lose(now, reason);
        } else if let Some((_, asked)) = self.asked() {
            asked.at = now.saturating_add(wait);
        }
    }

    fn check_chain(
        &mut self,
        endpoint: usize,
        result: Result<Reply, RpcError>,
    ) -> Result<(), Error> {
        let alone = self.endpoints.all().len() == 1;
        let reply = match result {
            Ok(reply) => reply,
            Err(error)
                if error.code == RpcError::METHOD_NOT_FOUND && alone && self.genesis.is_none() =>
            {
                return Ok(());
            }
            Err(error) => return Err(Error::Rpc(error)),
        };
        let found = reply.hex()?;
        let Ok(hash) = <[u8; 32]>::try_from(found.as_slice()) else {
            let reason = alloc::format!("found {} bytes", found.len());
            return Err(Error::bad_reply("a genesis hash", reason));
        };
        let wanted = *self.genesis.get_or_insert(hash);
        if wanted == hash {
            return Ok(());
        }
        Err(Error::WrongChain {
            endpoint: self.url(endpoint),
            wanted: const_hex::encode_prefixed(wanted),
            found: const_hex::encode_prefixed(hash),
        })
    }

    fn send_genesis(&mut self) -> u64 {
        self.send_control("chain_getBlockHash", &Params::new().number(0))
    }

    /// The endpoint whose chain is not known yet, and the question.
    fn asked(&mut self) -> Option<(usize, &mut Asked)> {
        match &mut self.link {
            Link::Up(up) => match &mut up.proof {
                Proof::Asked(asked) => Some((up.endpoint, asked)),
                Proof::Given => None,
            },
            Link::Down { .. } | Link::Connecting { .. } => None,
        }
    }
}
