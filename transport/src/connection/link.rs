//! The one socket of a connection: whether it stands, whether it is trusted, whether it lives.

use alloc::vec::Vec;
use core::time::Duration;

use super::config::Config;
use crate::rpc::Incoming;

/// Where the connection stands with its socket.
#[derive(Debug)]
pub(super) enum Link {
    /// None; the next attempt is due then.
    Down { retry_at: Duration },
    /// One to this endpoint is being made.
    Connecting { endpoint: usize },
    /// One stands.
    Up(Up),
}

/// A socket that stands.
#[derive(Debug)]
pub(super) struct Up {
    pub(super) endpoint: usize,
    pub(super) since: Duration,
    pub(super) proof: Proof,
    /// The number of its head, and since when that is so.
    head: Option<(u64, Duration)>,
    /// When something came last.
    pub(super) heard: Duration,
    /// The request for a sign of life and for the head: its id, and when it was sent.
    pub(super) probe: Option<(u64, Duration)>,
    /// When the last was sent.
    probed: Duration,
    /// Until when the peer wants to be left alone.
    pub(super) paused: Option<Duration>,
    /// How often in a row it has wanted that.
    pub(super) refusals: u32,
    /// How often in a row a frame was lost that it carried.
    losses: u32,
    /// How many requests it seems to bear at once.
    pub(super) window: usize,
}

/// Whether the peer has shown that it serves the right chain.
#[derive(Debug)]
pub(super) enum Proof {
    /// It has, or need not.
    Given,
    /// It was asked. What else it says is held back until it answers.
    Asked(Asked),
}

/// The question which chain the peer serves.
#[derive(Debug)]
pub(super) struct Asked {
    /// The id of the request; none until it is time to ask again.
    pub(super) id: Option<u64>,
    /// When it was asked, or is to be asked again.
    pub(super) at: Duration,
    /// How often it could not say.
    pub(super) errors: u32,
    pub(super) held: Vec<Incoming>,
    pub(super) held_bytes: usize,
}

impl Up {
    pub(super) fn new(endpoint: usize, now: Duration, proof: Proof, window: usize) -> Self {
        Self {
            endpoint,
            since: now,
            proof,
            head: None,
            heard: now,
            probe: None,
            probed: now,
            paused: None,
            refusals: 0,
            losses: 0,
            window,
        }
    }

    pub(super) fn is_trusted(&self) -> bool {
        matches!(self.proof, Proof::Given)
    }

    pub(super) fn is_paused(&self, now: Duration) -> bool {
        self.paused.is_some_and(|until| now < until)
    }

    /// When the peer is to be asked again which chain it serves.
    pub(super) fn ask_again_at(&self) -> Option<Duration> {
        match &self.proof {
            Proof::Asked(Asked { id: None, at, .. }) => Some(*at),
            Proof::Asked(_) | Proof::Given => None,
        }
    }

    pub(super) fn note_probe(&mut self, id: u64, now: Duration) {
        self.probe = Some((id, now));
        self.probed = now;
    }

    /// When the peer is to be asked for a sign of life: after some silence, or where `always`, some
    /// time after it was last asked.
    pub(super) fn probe_at(&self, config: &Config, always: bool) -> Option<Duration> {
        if self.probe.is_some() {
            return None;
        }
        let from = if always { self.probed } else { self.heard.max(self.probed) };
        config.ping_after.map(|after| from.saturating_add(after))
    }

    /// When the peer will have been silent for too long after it was asked whether it lives, or
    /// which chain it serves. One that says other things instead is given more time, but not for
    /// ever: what answers requests may be dead while what sends heads is not.
    pub(super) fn dead_at(&self, config: &Config) -> Option<Duration> {
        let asked = match (&self.proof, self.probe) {
            (Proof::Asked(asked), _) => asked.at,
            (Proof::Given, Some((_, sent))) => sent,
            (Proof::Given, None) => return None,
        };
        let silent = asked.max(self.heard).saturating_add(config.ping_timeout);
        let unanswered = asked.saturating_add(config.request_timeout.max(config.ping_timeout));
        Some(silent.min(unanswered))
    }

    /// Notes the number of the head. Gives since when it is that.
    pub(super) fn note_head(&mut self, head: u64, now: Duration) -> Option<Duration> {
        match self.head {
            Some((known, since)) if known == head => Some(since),
            _ => {
                self.head = Some((head, now));
                None
            }
        }
    }

    /// A frame was lost. Gives how often in a row that is so; those that are lost together, before
    /// the peer was left alone for a while, are one.
    pub(super) fn note_loss(&mut self, now: Duration) -> Option<u32> {
        if self.is_paused(now) {
            return None;
        }
        self.losses += 1;
        Some(self.losses)
    }

    /// The peer refused a request because there were too many.
    pub(super) fn narrow(&mut self) {
        self.window = (self.window / 2).max(1);
    }

    /// The peer answered a request.
    pub(super) fn widen(&mut self, config: &Config) {
        (self.refusals, self.losses) = (0, 0);
        self.window = (self.window + 1).min(config.max_in_flight.max(1));
    }
}
