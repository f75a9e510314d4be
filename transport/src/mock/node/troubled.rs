//! A node whose answers come late, twice, behind nonsense, as errors, or not at all.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use fastrand::Rng;
use serde_json::{Value, json};

use super::{Conversation, Node};
use crate::clock::{Clock, Sleep};
use crate::rpc::{self, Incoming};

/// What is sent in place of JSON-RPC: what a proxy says whose node is away.
const GARBAGE: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

/// JSON-RPC's number for a server's own trouble.
const INTERNAL_ERROR: i64 = -32603;

/// What becomes of a node's answers on their way to the client. Numbers without a unit are how many
/// of a thousand answers it befalls. Notifications are late as well, and nothing else befalls
/// them: a subscription's items have an order, and no client could tell that it was changed.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct FrameFaults {
    latency: Duration,
    delayed: (u16, Duration),
    duplicated: u16,
    garbage: u16,
    errors: u16,
    silences: u16,
    cuts: u16,
}

impl FrameFaults {
    /// No faults.
    pub fn none() -> Self {
        Self::default()
    }

    /// Sets how much later everything comes.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Holds some back, for up to this long: others overtake them.
    pub fn delayed(mut self, per_thousand: u16, up_to: Duration) -> Self {
        self.delayed = (per_thousand, up_to);
        self
    }

    /// Sends some twice.
    pub fn duplicated(mut self, per_thousand: u16) -> Self {
        self.duplicated = per_thousand;
        self
    }

    /// Sends a frame that is no JSON-RPC before some.
    pub fn garbage(mut self, per_thousand: u16) -> Self {
        self.garbage = per_thousand;
        self
    }

    /// Sends JSON-RPC's "internal error" in place of some.
    pub fn errors(mut self, per_thousand: u16) -> Self {
        self.errors = per_thousand;
        self
    }

    /// Never sends some.
    pub fn silences(mut self, per_thousand: u16) -> Self {
        self.silences = per_thousand;
        self
    }

    /// Breaks the connection off in place of some.
    pub fn cuts(mut self, per_thousand: u16) -> Self {
        self.cuts = per_thousand;
        self
    }
}

/// A node behind [`FrameFaults`]. The same seed and the same frames make the same trouble.
///
/// ```
/// use std::sync::Arc;
/// use core::time::Duration;
/// use subwire_transport::clock::SystemClock;
/// use subwire_transport::mock::{Chain, FrameFaults, Troubled, serve};
///
/// let faults = FrameFaults::none().latency(Duration::from_millis(200)).errors(10);
/// let node = Troubled::new(Chain::builder().build(), faults, Arc::new(SystemClock::new()), 7);
/// let server = serve(node, 0)?;
/// # drop(server);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Troubled {
    node: Box<dyn Node>,
    faults: FrameFaults,
    clock: Arc<dyn Clock>,
    /// Each conversation's chance comes from here.
    rng: Mutex<Rng>,
}

impl Troubled {
    /// Puts faults before a node, late by that clock.
    #[must_use]
    pub fn new(node: impl Node, faults: FrameFaults, clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self { node: Box::new(node), faults, clock, rng: Mutex::new(Rng::with_seed(seed)) }
    }

    fn around(&self, inner: Box<dyn Conversation>) -> Box<dyn Conversation> {
        let rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner).fork();
        Box::new(Trouble {
            inner,
            faults: self.faults.clone(),
            rng,
            clock: self.clock.clone(),
            held: BTreeMap::new(),
            held_bytes: 0,
            last_held: 0,
            alarm: None,
            silent: false,
            over: false,
        })
    }
}

impl Node for Troubled {
    fn converse(&self) -> Box<dyn Conversation> {
        self.around(self.node.converse())
    }

    fn converse_once(&self) -> Box<dyn Conversation> {
        self.around(self.node.converse_once())
    }
}

impl fmt::Debug for Troubled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Troubled").field("faults", &self.faults).finish_non_exhaustive()
    }
}

struct Trouble {
    inner: Box<dyn Conversation>,
    faults: FrameFaults,
    rng: Rng,
    clock: Arc<dyn Clock>,
    /// What was held back, by when it is to be sent.
    held: BTreeMap<(Duration, u64), String>,
    held_bytes: usize,
    last_held: u64,
    alarm: Option<Sleep>,
    /// Whether an answer was kept for ever.
    silent: bool,
    over: bool,
}

impl Trouble {
    /// Decides about a frame.
    fn befall(&mut self, mut frame: String) {
        let due = self.clock.now().saturating_add(self.faults.latency);
        if !is_answer(&frame) {
            return self.hold(due, frame);
        }
        if self.happens(self.faults.cuts) {
            self.over = true;
            return;
        }
        if self.happens(self.faults.silences) {
            self.silent = true;
            return;
        }
        if self.happens(self.faults.errors) {
            frame = refused(&frame);
        }
        if self.happens(self.faults.garbage) {
            self.hold(due, GARBAGE.into());
        }
        if self.happens(self.faults.duplicated) {
            self.hold_for_a_while(due, frame.clone());
        }
        self.hold_for_a_while(due, frame);
    }

    fn hold_for_a_while(&mut self, due: Duration, frame: String) {
        let (some, most) = self.faults.delayed;
        let wait = if self.happens(some) { up_to(most, &mut self.rng) } else { Duration::ZERO };
        self.hold(due.saturating_add(wait), frame);
    }

    fn hold(&mut self, until: Duration, frame: String) {
        self.last_held += 1;
        self.held_bytes += frame.len();
        self.held.insert((until, self.last_held), frame);
    }

    fn happens(&mut self, per_thousand: u16) -> bool {
        per_thousand > 0 && self.rng.u16(..1000) < per_thousand
    }
}

impl Conversation for Trouble {
    fn handle_frame(&mut self, frame: Bytes) {
        self.inner.handle_frame(frame);
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<String> {
        // No more is taken than what is to be sent at once: the rest waits where it is limited.
        while !self.over {
            let now = self.clock.now();
            if let Some(first) = self.held.first_entry() {
                if first.key().0 <= now {
                    let frame = first.remove();
                    self.held_bytes -= frame.len();
                    return Poll::Ready(frame);
                }
            }
            match self.inner.poll_frame(cx) {
                Poll::Ready(frame) => self.befall(frame),
                Poll::Pending => break,
            }
        }
        self.alarm = self.held.first_key_value().map(|(&(at, _), _)| self.clock.sleep_until(at));
        if let Some(alarm) = &mut self.alarm {
            if alarm.as_mut().poll(cx).is_ready() {
                // It was due since the clock was looked at.
                cx.waker().wake_by_ref();
            }
        }
        Poll::Pending
    }

    fn unanswered(&self) -> usize {
        self.inner.unanswered() + self.held.len() + usize::from(self.silent)
    }

    fn held(&self) -> usize {
        self.inner.held() + self.held_bytes
    }

    fn is_over(&self) -> bool {
        self.over || self.inner.is_over()
    }
}

/// A random time up to this one.
pub(in crate::mock) fn up_to(most: Duration, rng: &mut Rng) -> Duration {
    Duration::from_nanos(rng.u64(..=u64::try_from(most.as_nanos()).unwrap_or(u64::MAX)))
}

fn is_answer(frame: &str) -> bool {
    let messages = rpc::parse(&Bytes::copy_from_slice(frame.as_bytes())).unwrap_or_default();
    !messages.iter().any(|message| matches!(message, Incoming::Notification { .. }))
}

/// The answer, or all of a batch, with an error in place of each result.
fn refused(frame: &str) -> String {
    let mut answer: Value = serde_json::from_str(frame).unwrap_or_default();
    let refuse = |one: &mut Value| {
        if let Some(members) = one.as_object_mut() {
            members.remove("result");
            let error = json!({ "code": INTERNAL_ERROR, "message": "Internal error" });
            members.insert("error".into(), error);
        }
    };
    match &mut answer {
        Value::Array(all) => all.iter_mut().for_each(refuse),
        one => refuse(one),
    }
    answer.to_string()
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;
    use core::task::Waker;

    use super::*;
    use crate::mock::{Chain, VirtualClock};

    const ASKED: &[u8] = br#"{"jsonrpc":"2.0","id":1,"method":"system_chain"}"#;
    const BATCH: &[u8] = br#"[{"jsonrpc":"2.0","id":1,"method":"system_chain"},
        {"jsonrpc":"2.0","id":2,"method":"no_such"}]"#;

    fn talk(faults: FrameFaults) -> (VirtualClock, Box<dyn Conversation>) {
        let clock = VirtualClock::new();
        let chain = Chain::builder().name("here").build();
        (clock.clone(), Troubled::new(chain, faults, Arc::new(clock), 1).converse())
    }

    fn frames(talk: &mut dyn Conversation) -> Vec<String> {
        let mut cx = Context::from_waker(Waker::noop());
        let mut frames = Vec::new();
        while let Poll::Ready(frame) = talk.poll_frame(&mut cx) {
            frames.push(frame);
        }
        frames
    }

    #[test]
    fn answers_are_late_by_the_latency_and_not_more() {
        let (clock, mut talk) = talk(FrameFaults::none().latency(Duration::from_millis(200)));
        talk.handle_frame(Bytes::from_static(ASKED));
        assert_eq!((frames(&mut *talk).len(), talk.unanswered(), clock.alarms()), (0, 1, 1));
        let held = talk.held();
        clock.advance(Duration::from_millis(199));
        assert!(frames(&mut *talk).is_empty());
        clock.advance(Duration::from_millis(1));
        let sent = frames(&mut *talk);
        assert_eq!((sent.len(), sent[0].len(), talk.unanswered(), talk.held()), (1, held, 0, 0));
    }

    #[test]
    fn what_befalls_every_answer() {
        let of = |faults: FrameFaults| {
            let (_, mut talk) = talk(faults);
            talk.handle_frame(Bytes::from_static(BATCH));
            let frames = frames(&mut *talk);
            (frames, talk.unanswered(), talk.is_over())
        };
        let (whole, ..) = of(FrameFaults::none());
        let (twice, ..) = of(FrameFaults::none().duplicated(1000));
        assert_eq!(twice, [&whole[..], &whole].concat());
        let (behind, ..) = of(FrameFaults::none().garbage(1000));
        assert_eq!(behind, [GARBAGE.into(), whole[0].clone()]);
        assert_eq!(of(FrameFaults::none().silences(1000)), (Vec::new(), 1, false));
        assert_eq!(of(FrameFaults::none().cuts(1000)), (Vec::new(), 0, true));
        let (errors, ..) = of(FrameFaults::none().errors(1000));
        let errors: Value = serde_json::from_str(&errors[0]).unwrap();
        for (id, error) in (1..).zip(errors.as_array().unwrap()) {
            assert_eq!((&error["id"], &error["error"]["code"]), (&json!(id), &json!(-32603)));
            assert_eq!(error.get("result"), None);
        }
    }

    #[test]
    fn as_many_of_a_thousand_as_were_wanted() {
        let clock: Arc<dyn Clock> = Arc::new(VirtualClock::new());
        let faults = FrameFaults::none().errors(100);
        let node = Troubled::new(Chain::builder().build(), faults, clock, 1);
        // As over HTTP: a conversation for each request.
        let refused = (0..1000).filter(|_| {
            let mut talk = node.converse_once();
            talk.handle_frame(Bytes::from_static(ASKED));
            frames(&mut *talk).concat().contains("-32603")
        });
        let refused = refused.count();
        assert!((60..140).contains(&refused), "{refused}");
    }
}
