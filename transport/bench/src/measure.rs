//! Times things in turn, so that what disturbs the machine disturbs all.

use std::time::{Duration, Instant};

/// Seconds that each takes once: the medians of all rounds, and of the ratios to the last one.
pub struct Timing {
    seconds: Vec<f64>,
    ratios: Vec<f64>,
}

impl Timing {
    /// The seconds of each, and how many times faster than the last one it is.
    pub fn all(&self) -> impl Iterator<Item = (f64, f64)> {
        self.seconds.iter().copied().zip(self.ratios.iter().copied())
    }
}

/// Lets all take turns, so many rounds; each tells how long it took.
pub fn in_turn<F: FnMut() -> Duration>(mut all: Vec<F>, rounds: usize) -> Timing {
    let mut times = vec![Vec::new(); all.len()];
    let mut ratios = vec![Vec::new(); all.len()];
    for _ in 0..rounds {
        let round: Vec<f64> = all.iter_mut().map(|one| one().as_secs_f64()).collect();
        let last = round.last().copied().unwrap_or_default();
        for (at, seconds) in round.into_iter().enumerate() {
            times[at].push(seconds);
            ratios[at].push(last / seconds);
        }
    }
    let medians = |all: Vec<Vec<f64>>| all.into_iter().map(median).collect();
    Timing { seconds: medians(times), ratios: medians(ratios) }
}

/// How long one of so many runs takes.
pub fn repeated(times: u32, mut run: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        run();
    }
    start.elapsed() / times
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
