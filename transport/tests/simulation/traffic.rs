//! What a client asks for in a world, and what must be true of how that ends.

use core::time::Duration;

use fastrand::Rng;
use futures::StreamExt;
use futures::future::{Either, select};
use serde_json::Value;
use subwire_transport::clock::Clock;
use subwire_transport::mock::VirtualClock;
use subwire_transport::{
    Error, Notice, Overflow, Params, Reply, Request, Subscribe, Transport, WebSocket,
};

use crate::world::{ECHO, Ledger};

/// How the parts of the traffic ended, summed up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) answered: u64,
    pub(crate) failed: u64,
    pub(crate) cancelled: u64,
    pub(crate) submitted: u64,
    pub(crate) unknown: u64,
    pub(crate) refused: u64,
    pub(crate) heads: u64,
    pub(crate) lagged: u64,
    pub(crate) resumed: u64,
    pub(crate) ended: u64,
}

/// A client's whole traffic shares these.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) rpc: WebSocket,
    pub(crate) clock: VirtualClock,
    pub(crate) ledger: Ledger,
}

impl Client {
    /// Does one thing, some time; `number` is its own.
    pub(crate) async fn act(&self, number: u64, mut rng: Rng) -> Tally {
        self.clock.sleep(millis(rng.u64(..40_000))).await;
        match rng.u8(..10) {
            0..=3 => self.ask(number, &mut rng).await,
            4 => self.ask_many(number, &mut rng).await,
            5..=6 => self.submit(number, &mut rng).await,
            7 => self.give_up(number, &mut rng).await,
            _ => self.listen(&mut rng).await,
        }
    }

    async fn ask(&self, number: u64, rng: &mut Rng) -> Tally {
        let timeout = millis(rng.u64(100..60_000));
        let began = self.clock.now();
        let request = Request::new(ECHO, Params::new().number(number)).timeout(timeout);
        let result = self.rpc.send(request).await;
        self.in_time(began, timeout);
        count(number, &result)
    }

    /// A batch, in which one cannot be answered.
    async fn ask_many(&self, number: u64, rng: &mut Rng) -> Tally {
        let timeout = millis(rng.u64(100..60_000));
        let (began, wrong) = (self.clock.now(), rng.u64(..5));
        let members = (0..5).map(|i| {
            let method = if i == wrong { "no_such" } else { ECHO };
            Request::new(method, Params::new().number(number + i)).timeout(timeout)
        });
        let results = self.rpc.batch(members.collect()).await;
        self.in_time(began, timeout);
        let results = match results {
            Ok(results) => results,
            Err(error) => return count(number, &Err(error)),
        };
        assert_eq!(results.len(), 5);
        results.iter().zip(0..).fold(Tally::default(), |tally, (result, i)| match result {
            Ok(_) if i == wrong => panic!("what is not there has answered"),
            Err(Error::Rpc(error)) if i == wrong && error.code == -32601 => tally,
            result => tally + count(number + i, result),
        })
    }

    async fn submit(&self, number: u64, rng: &mut Rng) -> Tally {
        let timeout = millis(rng.u64(100..60_000));
        let extrinsic = number.to_be_bytes();
        let began = self.clock.now();
        let params = Params::new().hex(&extrinsic);
        let request = Request::new("author_submitExtrinsic", params).timeout(timeout);
        let result = self.rpc.send(request).await;
        self.in_time(began, timeout);
        let executed = self.ledger.executed(&extrinsic);
        match result {
            Ok(_) => {
                assert_eq!(executed, 1, "an extrinsic whose hash was told");
                Tally { submitted: 1, ..Tally::default() }
            }
            Err(Error::OutcomeUnknown { .. }) => Tally { unknown: 1, ..Tally::default() },
            Err(error) => {
                assert_eq!(executed, 0, "not submitted, it was said: {error}");
                expected(&error);
                Tally { refused: 1, ..Tally::default() }
            }
        }
    }

    /// Loses patience before the request does.
    async fn give_up(&self, number: u64, rng: &mut Rng) -> Tally {
        let patience = self.clock.sleep(millis(rng.u64(..2000)));
        let request = self.rpc.request(ECHO, Params::new().number(number));
        match select(request, patience).await {
            Either::Left((result, _)) => count(number, &result),
            Either::Right(_) => Tally { cancelled: 1, ..Tally::default() },
        }
    }

    /// Subscribes to heads, reads for a while, and goes.
    async fn listen(&self, rng: &mut Rng) -> Tally {
        let methods = ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads");
        let mut subscribe = Subscribe::new(methods.0, Params::new(), methods.1)
            .buffer(rng.usize(1..10))
            .overflow(if rng.bool() { Overflow::DropOldest } else { Overflow::DropNewest });
        subscribe.request = subscribe.request.timeout(millis(rng.u64(100..60_000)));
        let until = self.clock.now() + millis(rng.u64(..90_000));
        let mut heads = match self.rpc.subscribe(subscribe).await {
            Ok(heads) => heads,
            Err(error) => {
                expected(&error);
                return Tally { failed: 1, ..Tally::default() };
            }
        };
        let mut tally = Tally::default();
        // The last head, and whether there may be a gap behind it.
        let (mut last, mut gap) = (None, true);
        loop {
            if rng.u8(..4) == 0 {
                self.clock.sleep(millis(rng.u64(..20_000))).await;
            }
            let notice = match select(heads.next(), self.clock.sleep_until(until)).await {
                Either::Left((notice, _)) => notice.expect("it ends by an error only"),
                Either::Right(_) => return tally,
            };
            match notice {
                Ok(Notice::Item(head)) => {
                    let number = number(&head);
                    if let Some(last) = last {
                        assert!(number == last + 1 || gap && number >= last, "{last}, {number}");
                    }
                    (last, gap) = (Some(number), false);
                    tally.heads += 1;
                }
                Ok(Notice::Lagged(missed)) => {
                    assert_ne!(missed, 0);
                    gap = true;
                    tally.lagged += 1;
                }
                Ok(Notice::Resumed { .. }) => {
                    gap = true;
                    tally.resumed += 1;
                }
                Ok(other) => panic!("unheard of: {other:?}"),
                Err(error) => {
                    expected(&error);
                    assert!(heads.next().await.is_none(), "an error is the last");
                    tally.ended += 1;
                    return tally;
                }
            }
        }
    }

    /// Nothing takes longer than it may.
    fn in_time(&self, began: Duration, timeout: Duration) {
        let took = self.clock.now() - began;
        assert!(took <= timeout + millis(1), "{took:?} of {timeout:?}");
    }
}

fn count(number: u64, result: &Result<Reply, Error>) -> Tally {
    match result {
        Ok(reply) => {
            assert_eq!(reply.read::<u64>("a number").unwrap(), number, "somebody else's answer");
            Tally { answered: 1, ..Tally::default() }
        }
        Err(error) => {
            expected(error);
            Tally { failed: 1, ..Tally::default() }
        }
    }
}

/// Fails where an error cannot follow from anything that goes wrong in these worlds.
fn expected(error: &Error) {
    let expected = match error {
        Error::BadFrame { .. }
        | Error::Closed { .. }
        | Error::Connect { .. }
        | Error::Handshake { .. }
        | Error::Refused { .. }
        | Error::Timeout { .. }
        | Error::TooLarge { .. }
        | Error::WrongChain { .. } => true,
        // The method is there, and so are its parameters.
        Error::Rpc(error) => !matches!(error.code, -32601 | -32602),
        _ => false,
    };
    assert!(expected, "{error:?}");
}

fn number(head: &Reply) -> u64 {
    let head: Value = head.read("a header").unwrap();
    let number = head["number"].as_str().and_then(|text| text.strip_prefix("0x")).unwrap();
    u64::from_str_radix(number, 16).unwrap()
}

fn millis(n: u64) -> Duration {
    Duration::from_millis(n)
}

impl core::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            answered: self.answered + other.answered,
            failed: self.failed + other.failed,
            cancelled: self.cancelled + other.cancelled,
            submitted: self.submitted + other.submitted,
            unknown: self.unknown + other.unknown,
            refused: self.refused + other.refused,
            heads: self.heads + other.heads,
            lagged: self.lagged + other.lagged,
            resumed: self.resumed + other.resumed,
            ended: self.ended + other.ended,
        }
    }
}
