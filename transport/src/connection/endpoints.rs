//! The endpoints, their health, and which to use next.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use super::config::Config;
use crate::Error;

/// An endpoint whose latency is this many times another's is used only where no other may be.
const SLOW: u32 = 8;
/// How long others are preferred to an endpoint that lagged or stood still.
const LAG_PENALTY: Duration = Duration::from_secs(60);
/// How long a connection must have stood before its loss is the first failure of a new row.
const STABLE_AFTER: Duration = Duration::from_secs(10);

/// What is known of an endpoint.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Health {
    /// The endpoint: of a WebSocket's or an HTTP URL the scheme, host and port, without what may
    /// be a key.
    pub url: String,
    /// How often in a row it has failed.
    pub failures: u32,
    /// How long a small request takes, smoothed; `None` while that is not known.
    pub latency: Option<Duration>,
    /// The number of the head that it told of last; `None` while that is not known, or it cannot be
    /// reached.
    pub head: Option<u64>,
    /// When it may be used again.
    pub available_at: Duration,
    /// Until when it is used only where no other may be, because its head lagged or stood still.
    pub set_aside_until: Duration,
    /// Why it failed last; `None` where it has not failed since it last worked.
    pub failure: Option<Error>,
    /// Whether it failed before it was of any use, for a reason that waiting hardly changes.
    pub unusable: bool,
}

#[derive(Debug)]
pub(super) struct Endpoints {
    all: Vec<Health>,
    random: Random,
}

impl Endpoints {
    pub(super) fn new(urls: impl IntoIterator<Item = String>, seed: u64) -> Self {
        let health = |url| Health {
            url,
            failures: 0,
            latency: None,
            head: None,
            available_at: Duration::ZERO,
            set_aside_until: Duration::ZERO,
            failure: None,
            unusable: false,
        };
        Self { all: urls.into_iter().map(health).collect(), random: Random(seed) }
    }

    pub(super) fn all(&self) -> &[Health] {
        &self.all
    }

    /// The best endpoint that may be used: the first that was given, unless it was set aside, failed
    /// more often than another, lags, or is far slower.
    pub(super) fn choose(&self, now: Duration, config: &Config) -> Option<usize> {
        let fastest = self.all.iter().filter_map(|health| health.latency).min();
        let best_head = self.best_head();
        let fault = |health: &Health| {
            let slow = fastest.zip(health.latency).is_some_and(|(best, own)| own > best * SLOW);
            let aside = health.set_aside_until > now;
            (aside, health.failures, lags(health, best_head, config), slow)
        };
        let free = self.all.iter().enumerate().filter(|(_, health)| health.available_at <= now);
        free.min_by_key(|(_, health)| fault(health)).map(|(at, _)| at)
    }

    /// When the next endpoint may be used.
    pub(super) fn next_available(&self) -> Option<Duration> {
        self.all.iter().map(|health| health.available_at).min()
    }

    /// Whether there is an endpoint beside this one that may be used and may be better.
    pub(super) fn has_other(&self, than: usize, now: Duration) -> bool {
        let free = |health: &Health| health.available_at.max(health.set_aside_until) <= now;
        self.all.iter().enumerate().any(|(at, health)| at != than && free(health))
    }

    /// Whether each has failed so often in a row.
    pub(super) fn all_failed(&self, times: u32) -> bool {
        self.all.iter().all(|health| health.failures >= times.max(1))
    }

    /// An endpoint failed, after it had served for `up`, if it ever did.
    pub(super) fn failed(
        &mut self,
        at: usize,
        now: Duration,
        up: Option<Duration>,
        reason: Error,
        config: &Config,
    ) {
        let Some(health) = self.all.get_mut(at) else { return };
        if up.is_some_and(|up| up >= STABLE_AFTER) {
            health.failures = 0;
        }
        health.failures = health.failures.saturating_add(1);
        health.unusable = up.is_none() && !reason.is_retryable();
        if up.is_none() {
            // Nobody lags behind a head that cannot be had.
            health.head = None;
        }
        let asked = match &reason {
            Error::Refused { retry_after, .. } => *retry_after,
            _ => None,
        };
        let wait = match asked {
            // An endpoint that wants no time, or too little, is not tried again without end.
            Some(wait) => {
                let backoff = self.random.backoff(health.failures, config);
                wait.min(Config::MAX_RETRY_AFTER).max(backoff)
            }
            // Where the peer cannot be at fault for itself, there is no use in haste.
            None if health.unusable => config.max_backoff,
            None => self.random.backoff(health.failures, config),
        };
        health.available_at = now.saturating_add(wait);
        health.failure = Some(reason);
    }

    /// An endpoint proved to serve the right chain.
    pub(super) fn proved(&mut self, at: usize) {
        if let Some(health) = self.all.get_mut(at) {
            (health.failure, health.unusable) = (None, false);
        }
    }

    /// An endpoint that works is left for a better one for a while.
    pub(super) fn set_aside(&mut self, at: usize, now: Duration) {
        if let Some(health) = self.all.get_mut(at) {
            health.set_aside_until = now.saturating_add(LAG_PENALTY);
        }
    }

    /// An endpoint answered a small request in this time.
    pub(super) fn answered(&mut self, at: usize, after: Duration) {
        if let Some(health) = self.all.get_mut(at) {
            let smooth = |known: Duration| (known * 3 + after) / 4;
            health.latency = Some(health.latency.map_or(after, smooth));
        }
    }

    /// An endpoint told of its head. Gives whether it lags behind the others.
    pub(super) fn told_head(&mut self, at: usize, head: u64, config: &Config) -> bool {
        if let Some(health) = self.all.get_mut(at) {
            health.head = Some(head);
        }
        let best = self.best_head();
        self.all.get(at).is_some_and(|health| lags(health, best, config))
    }

    /// How long to wait before the `nth` attempt after a refusal.
    pub(super) fn backoff(&mut self, nth: u32, config: &Config) -> Duration {
        self.random.backoff(nth, config)
    }

    fn best_head(&self) -> Option<u64> {
        self.all.iter().filter_map(|health| health.head).max()
    }
}

fn lags(health: &Health, best: Option<u64>, config: &Config) -> bool {
    let behind = best.zip(health.head).map(|(best, own)| best.saturating_sub(own));
    behind.is_some_and(|behind| behind > config.max_head_lag)
}

/// A sequence that follows from its seed: Sebastiano Vigna's splitmix64.
#[derive(Debug)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Doubles with each failure in a row and is cut by up to a half, so that clients that were
    /// thrown out together do not come back together.
    fn backoff(&mut self, failures: u32, config: &Config) -> Duration {
        let doublings = failures.saturating_sub(1).min(20);
        let whole = config.min_backoff.saturating_mul(1 << doublings).min(config.max_backoff);
        let parts = self.next() % 1024;
        whole / 2 + (whole / 2).saturating_mul(parts as u32) / 1024
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoints(urls: &[&str]) -> Endpoints {
        Endpoints::new(urls.iter().map(|url| String::from(*url)), 7)
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn waits_double_up_to_a_limit_and_differ() {
        let (config, mut random) = (Config::default(), Random(1));
        for (failures, whole) in [(1, 250), (2, 500), (3, 1000), (8, 30_000), (u32::MAX, 30_000)] {
            let whole = Duration::from_millis(whole);
            let waits: Vec<Duration> = (0..50).map(|_| random.backoff(failures, &config)).collect();
            assert!(waits.iter().all(|wait| (whole / 2..=whole).contains(wait)), "{waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]));
        }
    }

    #[test]
    fn the_first_is_used_until_it_is_worse() {
        let (config, mut endpoints) = (Config::default(), endpoints(&["a", "b", "c"]));
        let choose = |endpoints: &Endpoints, now| endpoints.choose(now, &config);
        assert_eq!(choose(&endpoints, Duration::ZERO), Some(0));
        endpoints.failed(0, Duration::ZERO, None, Error::closed("x"), &config);
        assert_eq!(choose(&endpoints, Duration::ZERO), Some(1));
        assert_eq!(choose(&endpoints, SECOND), Some(1), "it failed less often");
        endpoints.proved(0);
        assert!(!endpoints.told_head(1, 100, &config) && !endpoints.told_head(2, 111, &config));
        assert!(endpoints.told_head(1, 100, &config));
        assert_eq!(choose(&endpoints, SECOND), Some(2), "the other lags");
        endpoints.answered(1, SECOND / 100);
        endpoints.told_head(1, 111, &config);
        endpoints.answered(2, SECOND);
        assert_eq!(choose(&endpoints, SECOND), Some(1), "the other is slow");
    }

    #[test]
    fn an_endpoint_is_left_alone_for_as_long_as_it_asks() {
        let (config, mut endpoints) = (Config::default(), endpoints(&["a"]));
        let refused = |seconds| Error::Refused {
            endpoint: "a".into(),
            status: 429,
            retry_after: Some(Duration::from_secs(seconds)),
        };
        endpoints.failed(0, SECOND, None, refused(90), &config);
        assert_eq!(endpoints.next_available(), Some(91 * SECOND));
        assert_eq!(endpoints.choose(90 * SECOND, &config), None);
        endpoints.failed(0, Duration::ZERO, None, refused(u64::MAX), &config);
        assert_eq!(endpoints.next_available(), Some(Config::MAX_RETRY_AFTER));
    }

    #[test]
    fn a_loss_after_a_long_service_begins_a_new_row() {
        let (config, mut endpoints) = (Config::default(), endpoints(&["a"]));
        for _ in 0..5 {
            endpoints.failed(0, SECOND, None, Error::closed("x"), &config);
        }
        assert_eq!(endpoints.all()[0].failures, 5);
        endpoints.failed(0, SECOND, Some(STABLE_AFTER), Error::closed("x"), &config);
        assert_eq!(endpoints.all()[0].failures, 1);
    }
}
