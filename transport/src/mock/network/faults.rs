//! What goes wrong on the way to a host. What a host itself does wrong is the [`Chain`]'s business.
//!
//! [`Chain`]: crate::mock::Chain

use core::time::Duration;

use fastrand::Rng;

use crate::mock::node::{FrameFaults, up_to};
use crate::mock::serve::Refusal;

/// What goes wrong with the connections to a host, and with the frames in them. By default nothing,
/// and nothing takes any time.
///
/// ```
/// use core::time::Duration;
/// use subwire_transport::mock::{Break, LinkFaults};
///
/// // 50 to 80 ms each way, in pieces of 7 bytes, and cut in the middle of the first reply.
/// let faults = LinkFaults::none()
///     .latency(Duration::from_millis(50))
///     .jitter(Duration::from_millis(30))
///     .pieces(7)
///     .received(200, Break::Cut);
/// # let _ = faults;
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct LinkFaults {
    pub(super) way: Way,
    pub(super) sent: Option<(u64, Break)>,
    pub(super) received: Option<(u64, Break)>,
    pub(super) unreachable: bool,
    pub(super) mute: bool,
    pub(super) refusal: Option<Refusal>,
    pub(super) frames: FrameFaults,
}

/// How long bytes take in one direction.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    latency: Duration,
    jitter: Duration,
    /// 0 for as many as are wanted.
    bytes_per_second: u32,
    /// 0 for as large as they are written.
    piece: usize,
}

/// How a connection breaks, once a number of bytes has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Break {
    /// Both ends are told of the end, in good order, as if the other had closed.
    Close,
    /// Both ends get an error: connection reset.
    Cut,
    /// This many bytes that nobody sent come next.
    Garbage(usize),
    /// Nothing comes through any more, in either direction, and nobody is told.
    Hang,
}

impl LinkFaults {
    /// No faults.
    pub fn none() -> Self {
        Self::default()
    }

    /// Sets how long each byte takes, in either direction.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.way.latency = latency;
        self
    }

    /// Adds up to this much to the latency, at random. Bytes still come in order.
    pub fn jitter(mut self, jitter: Duration) -> Self {
        self.way.jitter = jitter;
        self
    }

    /// Lets no more bytes through, in either direction; 0 sets no limit.
    pub fn bytes_per_second(mut self, bytes: u32) -> Self {
        self.way.bytes_per_second = bytes;
        self
    }

    /// Lets what is written arrive in pieces of at most this many bytes, each on its own; 0 leaves
    /// it as it is written.
    pub fn pieces(mut self, bytes: usize) -> Self {
        self.way.piece = bytes;
        self
    }

    /// Breaks each connection after exactly this many bytes from the client.
    pub fn sent(mut self, bytes: u64, how: Break) -> Self {
        self.sent = Some((bytes, how));
        self
    }

    /// Breaks each connection after exactly this many bytes from the server.
    pub fn received(mut self, bytes: u64, how: Break) -> Self {
        self.received = Some((bytes, how));
        self
    }

    /// Refuses connections, as a host does where nobody listens.
    pub fn unreachable(mut self) -> Self {
        self.unreachable = true;
        self
    }

    /// Accepts connections and answers nothing.
    pub fn mute(mut self) -> Self {
        self.mute = true;
        self
    }

    /// Answers handshakes, and requests over HTTP, with this status and nothing else: 429 of a
    /// server that is asked too often, 503 of one that is overloaded.
    pub fn refuse(mut self, status: u16, retry_after: Option<Duration>) -> Self {
        self.refusal = Some(Refusal { status, retry_after });
        self
    }

    /// Holds so many of a hundred answers back, for up to this long: others overtake them.
    pub fn delayed(mut self, percent: u8, up_to: Duration) -> Self {
        self.frames = self.frames.delayed(10 * u16::from(percent), up_to);
        self
    }

    /// Sends so many of a hundred answers twice.
    pub fn duplicated(mut self, percent: u8) -> Self {
        self.frames = self.frames.duplicated(10 * u16::from(percent));
        self
    }

    /// Sends a frame that is no JSON-RPC before so many of a hundred answers.
    pub fn garbage(mut self, percent: u8) -> Self {
        self.frames = self.frames.garbage(10 * u16::from(percent));
        self
    }
}

impl Way {
    /// How many of these bytes make the next piece.
    pub(super) fn piece(&self, len: usize) -> usize {
        if self.piece == 0 { len } else { len.min(self.piece) }
    }

    /// How long the line is taken by this many bytes.
    pub(super) fn occupied(&self, bytes: usize) -> Duration {
        match self.bytes_per_second {
            0 => Duration::ZERO,
            rate => Duration::from_secs_f64(bytes as f64 / f64::from(rate)),
        }
    }

    /// How long a byte that has left takes to arrive.
    pub(super) fn travel(&self, rng: &mut Rng) -> Duration {
        self.latency.saturating_add(up_to(self.jitter, rng))
    }
}
