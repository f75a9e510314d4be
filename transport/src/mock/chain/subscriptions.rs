//! Who listens to what.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::Waker;

use bytes::Bytes;
use serde_json::Value;

use super::hash::{Dice, Hash};
use super::mailbox::{Item, Mailbox};
use crate::RpcError;

/// How many subscriptions one connection may have, as many as Substrate's servers allow.
const MAX_SUBSCRIPTIONS: usize = 1024;

/// The number of the error beyond.
const TOO_MANY: i64 = -32006;

/// What a subscription tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// Every new block, of whatever branch.
    AllHeads,
    /// Each block that becomes the best.
    NewHeads,
    FinalizedHeads,
    RuntimeVersion,
    /// The values of these keys when they change.
    Storage(Vec<Bytes>),
    /// What becomes of the transaction with this hash.
    Extrinsic(Hash),
}

impl Topic {
    /// The method of its notifications, as Substrate names it.
    fn notification(&self) -> &'static str {
        match self {
            Self::AllHeads => "chain_allHead",
            Self::NewHeads => "chain_newHead",
            Self::FinalizedHeads => "chain_finalizedHead",
            Self::RuntimeVersion => "state_runtimeVersion",
            Self::Storage(_) => "state_storage",
            Self::Extrinsic(_) => "author_extrinsicUpdate",
        }
    }

    /// The method that ends it.
    fn unsubscribe(&self) -> &'static str {
        match self {
            Self::AllHeads => "chain_unsubscribeAllHeads",
            Self::NewHeads => "chain_unsubscribeNewHeads",
            Self::FinalizedHeads => "chain_unsubscribeFinalizedHeads",
            Self::RuntimeVersion => "state_unsubscribeRuntimeVersion",
            Self::Storage(_) => "state_unsubscribeStorage",
            Self::Extrinsic(_) => "author_unwatchExtrinsic",
        }
    }
}

/// All subscriptions of all connections.
#[derive(Debug)]
pub(super) struct Subscriptions {
    all: Vec<Listener>,
    ids: Dice,
}

#[derive(Debug)]
struct Listener {
    id: Arc<str>,
    topic: Topic,
    mailbox: Mailbox,
}

impl Default for Subscriptions {
    fn default() -> Self {
        Self { all: Vec::new(), ids: Dice::new(0) }
    }
}

impl Subscriptions {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether the connection behind a mailbox may have one more.
    pub(super) fn check(&self, mailbox: &Mailbox) -> Result<(), RpcError> {
        if self.all.iter().filter(|one| one.mailbox.is(mailbox)).count() < MAX_SUBSCRIPTIONS {
            return Ok(());
        }
        Err(RpcError::new(TOO_MANY, "Too many subscriptions on the connection"))
    }

    /// Adds one, with the items that it starts with, and gives its id.
    pub(super) fn add(
        &mut self,
        topic: Topic,
        mailbox: &Mailbox,
        first: Option<&Value>,
        wakers: &mut Vec<Waker>,
    ) -> Arc<str> {
        let id = self.new_id();
        let listener = Listener { id: id.clone(), topic, mailbox: mailbox.clone() };
        if first.is_none_or(|first| listener.tell(&first.to_string().into(), wakers)) {
            self.all.push(listener);
        }
        id
    }

    /// Ends one of a connection, by the method that ends its kind. Whether there was one.
    pub(super) fn remove(&mut self, method: &str, id: &str, mailbox: &Mailbox) -> bool {
        let asked = |one: &Listener| *one.id == *id && one.mailbox.is(mailbox);
        let found = self.all.iter().position(|one| asked(one) && one.topic.unsubscribe() == method);
        if let Some(at) = found {
            self.all.remove(at);
            mailbox.forget(id);
        }
        found.is_some()
    }

    /// Ends those of a connection.
    pub(super) fn remove_all(&mut self, mailbox: &Mailbox) {
        self.all.retain(|one| !one.mailbox.is(mailbox));
    }

    /// Tells everybody who listens to a topic.
    pub(super) fn tell(&mut self, topic: &Topic, item: &Value, wakers: &mut Vec<Waker>) {
        let mut text = None;
        self.all.retain(|one| {
            one.topic != *topic
                || one.tell(text.get_or_insert_with(|| item.to_string().into()), wakers)
        });
    }

    /// Tells those who listen to some storage what `changed` makes of their keys, if anything.
    pub(super) fn tell_storage(
        &mut self,
        changed: impl Fn(&[Bytes]) -> Option<Value>,
        wakers: &mut Vec<Waker>,
    ) {
        self.all.retain(|one| match &one.topic {
            Topic::Storage(keys) => {
                changed(keys).is_none_or(|item| one.tell(&item.to_string().into(), wakers))
            }
            _ => true,
        });
    }

    /// Ends those on a topic that has nothing more to tell. What they were told can still be read.
    pub(super) fn finish(&mut self, topic: &Topic) {
        self.all.retain(|one| one.topic != *topic);
    }

    /// Sixteen letters and digits, as Substrate's ids.
    fn new_id(&mut self) -> Arc<str> {
        const CHARS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let id: String =
            (0..16).map(|_| char::from(CHARS[self.ids.below(62) as usize % 62])).collect();
        id.into()
    }
}

impl Listener {
    /// `false` where that was one too many.
    fn tell(&self, json: &Bytes, wakers: &mut Vec<Waker>) -> bool {
        let (method, subscription) = (self.topic.notification(), self.id.clone());
        self.mailbox.push(Item { method, subscription, json: json.clone() }, wakers)
    }
}
