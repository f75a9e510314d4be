//! Nonces of accounts with several transactions under way.
//!
//! A node counts an account's transactions once they are in its pool. Between the moment a nonce is
//! taken and the pool's answer, only we know of it: so long, and no longer, nonces are counted here.
//! Whoever comes first asks the node, those who come while any nonce of the account is out get the
//! next one without asking. Once all are settled the node is asked again: a transaction that a pool
//! has dropped, or one that another program sent, leaves no gap for good. All that is remembered
//! until then is where a gap was left below nonces that the pool has: those wait in it, and the node
//! does not count them yet.

use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use core::future::Future;
use core::mem;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use subwire_codec::AccountId;

use crate::Error;
use crate::merged::Merged;

/// How many accounts are remembered of which no nonce is out: those with a gap.
const MAX_GAPS: usize = 1024;

/// The accounts of which nonces are out, and up to [`MAX_GAPS`] that were left with a gap.
#[derive(Default)]
pub(crate) struct Nonces {
    accounts: Mutex<HashMap<AccountId, Account>>,
}

/// What is counted of an account.
struct Account {
    /// Leases, and callers who wait for one.
    users: usize,
    /// Whether nobody was there since the node has said something.
    was_idle: bool,
    /// What the node said, for all who wait for it.
    answer: Arc<Merged<u64>>,
    /// Whether the answer was taken into account already.
    is_answered: bool,
    /// The nonce after all that were ever given out, and after those that the node knew of.
    next: u64,
    /// Nonces below `next` that were given back.
    free: BTreeSet<u64>,
    /// Nonces of transactions of which nobody knows whether the pool has them.
    lost: BTreeSet<u64>,
}

/// A nonce that nobody else gets while this lives. Given back when it is dropped, unless it was
/// sent.
pub(crate) struct Lease {
    seat: Seat,
    nonce: u64,
    fate: Fate,
}

/// What has become of a nonce.
enum Fate {
    /// It was not used: the next caller gets it.
    Unused,
    /// It is on its way to the pool.
    Sent,
    /// The pool has it.
    Taken,
    /// The account has used it before: the count here is behind.
    Stale,
}

/// A place among an account's users.
struct Seat {
    nonces: Arc<Nonces>,
    account: AccountId,
}

impl Nonces {
    /// The account's next nonce. `ask` asks the node, and is called where the count here is none.
    ///
    /// # Cancel safety
    ///
    /// Nothing is taken before it is given.
    pub(crate) async fn lease<F>(
        self: &Arc<Self>,
        account: &AccountId,
        ask: impl Fn() -> F,
    ) -> Result<Lease, Error>
    where
        F: Future<Output = Result<u64, Error>> + Send + 'static,
    {
        let seat = self.sit(account);
        loop {
            let answer = match self.take(account) {
                Ok(nonce) => return Ok(Lease { seat, nonce, fate: Fate::Unused }),
                Err(answer) => answer,
            };
            let nonce = answer.get_or(&ask).await?;
            self.learn(account, &answer, nonce);
        }
    }

    fn sit(self: &Arc<Self>, account: &AccountId) -> Seat {
        self.lock().entry(*account).or_insert_with(Account::new).users += 1;
        Seat { nonces: self.clone(), account: *account }
    }

    /// A nonce, or the answer of the node that must be waited for.
    fn take(&self, account: &AccountId) -> Result<u64, Arc<Merged<u64>>> {
        let mut accounts = self.lock();
        // The caller has a seat.
        let account = accounts.entry(*account).or_insert_with(Account::new);
        if !account.is_answered {
            return Err(account.answer.clone());
        }
        Ok(account.free.pop_first().unwrap_or_else(|| {
            let nonce = account.next;
            account.next = nonce.saturating_add(1);
            nonce
        }))
    }

    /// Takes the node's answer into account, once.
    fn learn(&self, account: &AccountId, answer: &Arc<Merged<u64>>, nonce: u64) {
        let mut accounts = self.lock();
        if let Some(account) = accounts.get_mut(account) {
            if !account.is_answered && Arc::ptr_eq(&account.answer, answer) {
                account.learn(nonce);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Account>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn new() -> Self {
        Self {
            users: 0,
            was_idle: false,
            answer: Arc::new(Merged::new()),
            is_answered: false,
            next: 0,
            free: BTreeSet::new(),
            lost: BTreeSet::new(),
        }
    }

    /// The node expects this nonce next: all below it are used.
    fn learn(&mut self, nonce: u64) {
        self.is_answered = true;
        let first_gap = self.free.first().into_iter().chain(self.lost.first()).min();
        if mem::take(&mut self.was_idle) && first_gap.is_some_and(|gap| nonce < *gap) {
            // It knew more before: it has begun anew, or dropped what it had.
            (self.next, self.free, self.lost) = (nonce, BTreeSet::new(), BTreeSet::new());
        }
        self.next = self.next.max(nonce);
        self.free = self.free.split_off(&nonce);
        self.lost = self.lost.split_off(&nonce);
        // All after it wait for this one, which did not arrive. Those above may have.
        if self.lost.remove(&nonce) {
            self.free.insert(nonce);
        }
    }

    fn give_back(&mut self, nonce: u64, fate: &Fate) {
        match fate {
            Fate::Taken => {}
            Fate::Unused => {
                self.free.insert(nonce);
                // A hole at the end is none.
                while self.next.checked_sub(1).is_some_and(|last| self.free.remove(&last)) {
                    self.next -= 1;
                }
            }
            Fate::Sent => {
                self.lost.insert(nonce);
                self.ask_again();
            }
            Fate::Stale => self.ask_again(),
        }
    }

    /// An answer that is on its way may be older than what is not known now: it is not waited for.
    fn ask_again(&mut self) {
        self.is_answered = false;
        self.answer = Arc::new(Merged::new());
    }
}

impl Lease {
    pub(crate) fn nonce(&self) -> u64 {
        self.nonce
    }

    /// From here on nobody knows whether the pool has it, until one of those below is called.
    pub(crate) fn sent(&mut self) {
        self.fate = Fate::Sent;
    }

    /// The pool has it.
    pub(crate) fn taken(mut self) {
        self.fate = Fate::Taken;
    }

    /// The pool has refused it, and nothing else was the matter with its nonce.
    pub(crate) fn unused(mut self) {
        self.fate = Fate::Unused;
    }

    /// The pool has refused it because of its nonce.
    pub(crate) fn stale(mut self) {
        self.fate = Fate::Stale;
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let mut accounts = self.seat.nonces.lock();
        if let Some(account) = accounts.get_mut(&self.seat.account) {
            account.give_back(self.nonce, &self.fate);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut accounts = self.nonces.lock();
        let Some(account) = accounts.get_mut(&self.account) else { return };
        account.users -= 1;
        if account.users > 0 {
            return;
        }
        account.ask_again();
        account.was_idle = true;
        let has_gap = !account.free.is_empty() || !account.lost.is_empty();
        if !has_gap || accounts.len() > MAX_GAPS {
            accounts.remove(&self.account);
        }
    }
}

#[cfg(test)]
mod tests;
