//! A node whose answers come twice, late, or behind nonsense.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use core::task::{Context, Poll};
use core::time::Duration;

use bytes::Bytes;
use fastrand::Rng;

use super::faults::{FrameFaults, up_to};
use crate::clock::{Clock, Sleep};
use crate::mock::VirtualClock;
use crate::mock::node::{Conversation, Node};
use crate::rpc::{self, Incoming};

/// What is sent in place of JSON-RPC: what a proxy says whose node is away.
const GARBAGE: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

/// A node with faults in its frames.
pub(super) struct Faulty<N> {
    pub(super) node: N,
    pub(super) faults: FrameFaults,
    pub(super) clock: VirtualClock,
    pub(super) seed: u64,
}

struct FaultyConversation {
    inner: Box<dyn Conversation>,
    faults: FrameFaults,
    rng: Rng,
    clock: VirtualClock,
    /// What was held back, by when it is to be sent.
    held: BTreeMap<(Duration, u64), String>,
    last_held: u64,
    alarm: Option<Sleep>,
}

impl<N: Node> Node for Faulty<N> {
    fn converse(&self) -> Box<dyn Conversation> {
        self.around(self.node.converse())
    }

    fn converse_once(&self) -> Box<dyn Conversation> {
        self.around(self.node.converse_once())
    }
}

impl<N> Faulty<N> {
    fn around(&self, inner: Box<dyn Conversation>) -> Box<dyn Conversation> {
        Box::new(FaultyConversation {
            inner,
            faults: self.faults.clone(),
            rng: Rng::with_seed(self.seed),
            clock: self.clock.clone(),
            held: BTreeMap::new(),
            last_held: 0,
            alarm: None,
        })
    }
}

impl FaultyConversation {
    /// Decides about a frame. Notifications are left alone: a subscription's items have an order,
    /// and no client could tell that it was changed.
    fn befall(&mut self, frame: String) {
        let now = self.clock.now();
        if !is_answer(&frame) {
            return self.hold(now, frame);
        }
        if self.happens(self.faults.garbage) {
            self.hold(now, GARBAGE.into());
        }
        if self.happens(self.faults.duplicated) {
            self.hold_for_a_while(now, frame.clone());
        }
        self.hold_for_a_while(now, frame);
    }

    fn hold_for_a_while(&mut self, now: Duration, frame: String) {
        let (percent, most) = self.faults.delayed;
        let wait = if self.happens(percent) { up_to(most, &mut self.rng) } else { Duration::ZERO };
        self.hold(now.saturating_add(wait), frame);
    }

    fn hold(&mut self, until: Duration, frame: String) {
        self.last_held += 1;
        self.held.insert((until, self.last_held), frame);
    }

    fn happens(&mut self, percent: u8) -> bool {
        percent > 0 && self.rng.u8(..100) < percent
    }
}

impl Conversation for FaultyConversation {
    fn handle_frame(&mut self, frame: Bytes) {
        self.inner.handle_frame(frame);
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<String> {
        // No more is taken than what is to be sent at once: the rest waits where it is limited.
        loop {
            let now = self.clock.now();
            if let Some(first) = self.held.first_entry() {
                if first.key().0 <= now {
                    return Poll::Ready(first.remove());
                }
            }
            match self.inner.poll_frame(cx) {
                Poll::Ready(frame) => self.befall(frame),
                Poll::Pending => break,
            }
        }
        self.alarm = self.held.first_key_value().map(|(&(at, _), _)| self.clock.sleep_until(at));
        if let Some(alarm) = &mut self.alarm {
            let _ = alarm.as_mut().poll(cx);
        }
        Poll::Pending
    }

    fn unanswered(&self) -> usize {
        self.inner.unanswered() + self.held.len()
    }
}

fn is_answer(frame: &str) -> bool {
    let messages = rpc::parse(&Bytes::copy_from_slice(frame.as_bytes())).unwrap_or_default();
    !messages.iter().any(|message| matches!(message, Incoming::Notification { .. }))
}
