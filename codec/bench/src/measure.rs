//! Times two operations in turn, so that what disturbs the machine disturbs both.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::Op;

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How often the two take turns.
    pub rounds: usize,
    /// How long one turn takes at least.
    pub turn: Duration,
}

impl Effort {
    /// Some seconds for a line of the report; hours of work rest on it.
    pub const FULL: Self = Self { rounds: 21, turn: Duration::from_millis(10) };
    /// A look.
    pub const QUICK: Self = Self { rounds: 5, turn: Duration::from_millis(2) };
}

/// The medians of all rounds.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// Seconds that ours takes once.
    pub ours: Option<f64>,
    /// Seconds that the peer takes once.
    pub peer: Option<f64>,
    /// How many times faster ours is: the median of the rounds' ratios.
    pub ratio: Option<f64>,
}

/// Lets ours and the peer take turns. Either may be missing.
pub fn interleaved(ours: Option<Op>, peer: Option<Op>, effort: Effort) -> Timing {
    let mut ours = ours.map(|op| Runner::new(op, effort.turn));
    let mut peer = peer.map(|op| Runner::new(op, effort.turn));
    let (mut times, mut peer_times, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        let time = ours.as_mut().map(Runner::turn);
        let peer_time = peer.as_mut().map(Runner::turn);
        times.extend(time);
        peer_times.extend(peer_time);
        ratios.extend(time.zip(peer_time).map(|(time, peer)| peer / time));
    }
    Timing { ours: median(times), peer: median(peer_times), ratio: median(ratios) }
}

struct Runner {
    op: Op,
    times: u32,
}

impl Runner {
    fn new(mut op: Op, turn: Duration) -> Self {
        black_box(op());
        let mut times = 1;
        // Doubling finds out how often a short one must run, and warms up the caches.
        loop {
            let mut runner = Self { op, times };
            if times >= 1 << 24 || runner.turn() * f64::from(times) >= turn.as_secs_f64() {
                return runner;
            }
            Self { op, .. } = runner;
            times *= 2;
        }
    }

    /// Seconds that one of `times` runs took.
    fn turn(&mut self) -> f64 {
        let start = Instant::now();
        for _ in 0..self.times {
            black_box((self.op)());
        }
        start.elapsed().as_secs_f64() / f64::from(self.times)
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
