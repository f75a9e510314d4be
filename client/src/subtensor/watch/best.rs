//! Storage along the best chain, one block after the other.
//!
//! A node tells of changes block by block, of whatever branch, does not take back what a
//! reorganisation undoes, and tells nothing of blocks that it does not announce, as while it catches
//! up with the chain. So the changes of a block are told only once the heads say that it belongs to
//! the best chain, in the order of the chain; and where that goes on elsewhere, has blocks that were
//! not announced, or anything else may be missing, all values are read anew at one block. What was
//! told up to any step is then the state of that step's block.
//!
//! Source: polkadot-sdk, substrate/client/service/src/client/client.rs (`notify_imported`).

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

use futures::StreamExt;
use futures::future::{Either, select, try_join};
use subwire_transport::Transport;

use crate::storage::{Stored, fetch_raw_at_head, subscribe_raw};
use crate::{
    At, BlockHash, ChangedValues, Client, Error, HeadEvent, Heads, StorageChanges, StorageNotice,
};

/// How many of the last blocks are remembered.
const REMEMBERED: usize = 256;

/// How many blocks' changes wait for their heads. Beyond, all values are read anew.
const MAX_WAITING: usize = 64;

/// For how many heads a block's changes wait for theirs. It is one of another branch then, most
/// likely; all values are read anew, to be sure.
const PATIENCE: usize = 8;

/// What comes of some keys.
pub(super) enum Step<T> {
    /// All values at a block: the first step, and whenever others may have been missed.
    Whole { at: At<T>, values: Vec<Stored> },
    /// The values that a block changed, told by their places among the keys.
    Changed { at: At<T>, values: Vec<(usize, Stored)> },
    /// The subscription dropped so many blocks. All values come next.
    Lagged(u64),
    /// The connection was lost for so long. All values come next.
    Resumed { gap: Duration },
}

/// The values of some keys along the best chain.
pub(super) struct Best<T> {
    client: Client<T>,
    keys: Vec<Vec<u8>>,
    heads: Heads<T>,
    changes: StorageChanges<T, Stored>,
    /// The last blocks of the best chain, by rising numbers.
    chain: VecDeque<(u32, BlockHash)>,
    waiting: VecDeque<Waiting<T>>,
    /// The block of the last step.
    told: Option<Told>,
    doubt: Doubt,
}

/// The block whose state was told.
#[derive(Clone, Copy)]
struct Told {
    number: u32,
    hash: BlockHash,
    /// Whether the heads have come to it. All values are read at the head of that moment, which the
    /// heads may reach later, or pass by: until then no changes can be known to follow on it.
    is_reached: bool,
}

/// Changes whose block is not known to belong to the best chain.
struct Waiting<T> {
    changes: ChangedValues<T, Stored>,
    /// For how many heads it has waited.
    heads: usize,
}

/// Whether all values are to be read anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubt {
    None,
    /// At once.
    Now,
    /// After the next event: the last time has failed, and asking again at once would fail again.
    Later,
}

impl<T: Transport> Best<T> {
    /// Two subscriptions.
    pub(super) async fn new(client: &Client<T>, keys: Vec<Vec<u8>>) -> Result<Self, Error> {
        let changes = subscribe_raw(client, keys.clone());
        let (heads, changes) = try_join(client.heads(), changes).await?;
        Ok(Self {
            client: client.clone(),
            keys,
            heads,
            changes,
            chain: VecDeque::new(),
            waiting: VecDeque::new(),
            told: None,
            doubt: Doubt::Now,
        })
    }

    /// Has all values read anew: something told could not be used.
    pub(super) fn read_again(&mut self) {
        self.doubt = Doubt::Later;
    }

    /// The next step; None where the subscriptions have ended. An `Err` may be followed by others.
    pub(super) async fn next(&mut self) -> Option<Result<Step<T>, Error>> {
        loop {
            match self.doubt {
                Doubt::None => {
                    if let Some(step) = self.settle() {
                        return Some(Ok(step));
                    }
                    if self.doubt != Doubt::None {
                        continue;
                    }
                }
                Doubt::Now => {
                    let whole = self.whole().await;
                    self.doubt = if whole.is_ok() { Doubt::None } else { Doubt::Later };
                    return Some(whole);
                }
                // What is known is no ground for changes.
                Doubt::Later => {}
            }
            let event = match select(self.heads.next(), self.changes.next()).await {
                Either::Left((head, _)) => head?.map(Either::Left),
                Either::Right((change, _)) => change?.map(Either::Right),
            };
            if self.doubt == Doubt::Later {
                self.doubt = Doubt::Now;
            }
            match event {
                Err(error) => {
                    self.doubt = Doubt::Later;
                    return Some(Err(error));
                }
                Ok(Either::Left(event)) => self.follow(&event),
                Ok(Either::Right(StorageNotice::Changed(changes))) => self.wait(changes),
                Ok(Either::Right(StorageNotice::Lagged(missed))) => {
                    self.doubt = Doubt::Now;
                    return Some(Ok(Step::Lagged(missed)));
                }
                Ok(Either::Right(StorageNotice::Resumed { gap })) => {
                    self.doubt = Doubt::Now;
                    return Some(Ok(Step::Resumed { gap }));
                }
            }
        }
    }

    async fn whole(&mut self) -> Result<Step<T>, Error> {
        let (at, values) = fetch_raw_at_head(&self.client, &self.keys).await?;
        let (number, hash) = (at.number().await?, at.hash());
        let is_reached = self.chain.iter().any(|(_, known)| *known == hash);
        self.told = Some(Told { number, hash, is_reached });
        Ok(Step::Whole { at, values })
    }

    /// Goes along with the best chain.
    fn follow(&mut self, event: &HeadEvent<T>) {
        for undone in event.retracted() {
            if self.chain.back().is_some_and(|(_, hash)| *hash == undone.hash()) {
                self.chain.pop_back();
            }
            self.doubt = Doubt::Now;
        }
        for head in event.enacted() {
            let (number, hash) = (head.number(), head.hash());
            if !head.is_announced() {
                self.doubt = Doubt::Now;
            }
            if let Some(told) = self.told.as_mut().filter(|told| !told.is_reached) {
                told.is_reached = told.hash == hash;
                if !told.is_reached && told.number <= number {
                    self.doubt = Doubt::Now;
                }
            }
            self.chain.push_back((number, hash));
        }
        let too_many = self.chain.len().saturating_sub(REMEMBERED);
        self.chain.drain(..too_many);
        for waiting in &mut self.waiting {
            waiting.heads += event.enacted().len();
        }
    }

    fn wait(&mut self, changes: ChangedValues<T, Stored>) {
        if self.waiting.len() == MAX_WAITING {
            self.waiting.clear();
            self.doubt = Doubt::Now;
        }
        self.waiting.push_back(Waiting { changes, heads: 0 });
    }

    /// The next changes whose block belongs to the best chain. None where there are none, or where
    /// some have waited so long that all is to be read anew.
    fn settle(&mut self) -> Option<Step<T>> {
        let told = self.told.filter(|told| told.is_reached)?;
        let mut at = 0;
        while let Some(waiting) = self.waiting.get(at) {
            let (hash, is_late) = (waiting.changes.at.hash(), waiting.heads > PATIENCE);
            match self.chain.iter().rev().find(|(_, known)| *known == hash) {
                Some(&(number, _)) => {
                    let changes = self.waiting.remove(at)?.changes;
                    // Those up to the last step were in it.
                    if told.number < number {
                        self.told = Some(Told { number, hash, is_reached: true });
                        let values = changes.values.into_iter().map(|one| (one.index, one.value));
                        return Some(Step::Changed { at: changes.at, values: values.collect() });
                    }
                }
                None if is_late => {
                    self.waiting.remove(at);
                    self.doubt = Doubt::Now;
                    return None;
                }
                None => at += 1,
            }
        }
        None
    }
}
