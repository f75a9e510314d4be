//! What was announced to a listener and not read yet.

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::{Context, Poll, Waker};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::{Overflow, Subscribe};

/// A bounded queue from the chain to one listener: a connection with all its subscriptions, or a
/// single subscription in memory. Clones share it.
#[derive(Clone, Debug)]
pub(super) struct Mailbox {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug)]
struct Inner {
    waiting: VecDeque<Mail>,
    items: usize,
    bytes: usize,
    /// Items dropped before the oldest that waits, and behind the newest.
    missed: u64,
    missed_last: u64,
    limit: usize,
    overflow: Overflow,
    waker: Option<Waker>,
}

/// What a listener reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mail {
    Item(Item),
    /// This many items were dropped here.
    Lagged(u64),
    /// An item did not fit, and no others follow: so many had.
    Overflowed(usize),
}

/// An item of a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The method of its notification, such as `chain_newHead`.
    pub(super) method: &'static str,
    /// The subscription's id.
    pub(super) subscription: Arc<str>,
    pub(super) json: Bytes,
}

impl Mailbox {
    pub(super) fn new(limit: usize, overflow: Overflow) -> Self {
        let inner = Inner {
            waiting: VecDeque::new(),
            items: 0,
            bytes: 0,
            missed: 0,
            missed_last: 0,
            limit: limit.max(1),
            overflow,
            waker: None,
        };
        Self { inner: Arc::new(Mutex::new(inner)) }
    }

    /// Whether both are one.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// Puts an item in and hands out who waits for it. `false` where it did not fit and the
    /// subscription ends with that.
    pub(super) fn push(&self, item: Item, wakers: &mut Vec<Waker>) -> bool {
        let mut inner = self.lock();
        let goes_on = inner.push(item);
        wakers.extend(inner.waker.take());
        goes_on
    }

    /// The next that waits; registers the waker where nothing does.
    pub(super) fn poll(&self, cx: &Context<'_>) -> Poll<Mail> {
        let mut inner = self.lock();
        match inner.pop() {
            Some(mail) => Poll::Ready(mail),
            None => {
                let old = inner.waker.replace(cx.waker().clone());
                drop(inner);
                // Not under the lock: dropping a waker may drop a task, and with it a listener.
                drop(old);
                Poll::Pending
            }
        }
    }

    /// Forgets what waits of one subscription.
    pub(super) fn forget(&self, id: &str) {
        let inner = &mut *self.lock();
        let (items, bytes) = (&mut inner.items, &mut inner.bytes);
        inner.waiting.retain(|mail| match mail {
            Mail::Item(item) if *item.subscription == *id => {
                *items -= 1;
                *bytes -= item.json.len();
                false
            }
            _ => true,
        });
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn push(&mut self, item: Item) -> bool {
        while !self.fits(&item) {
            match self.overflow {
                Overflow::DropOldest => self.drop_oldest(),
                Overflow::DropNewest => {
                    self.missed_last += 1;
                    return true;
                }
                Overflow::End => {
                    self.waiting.push_back(Mail::Overflowed(self.items));
                    return false;
                }
            }
        }
        if self.missed_last > 0 {
            self.waiting.push_back(Mail::Lagged(core::mem::take(&mut self.missed_last)));
        }
        self.items += 1;
        self.bytes += item.json.len();
        self.waiting.push_back(Mail::Item(item));
        true
    }

    /// One item always may wait, however long it is.
    fn fits(&self, item: &Item) -> bool {
        let bytes = self.bytes + item.json.len();
        self.items == 0 || (self.items < self.limit && bytes <= Subscribe::MAX_BUFFERED_BYTES)
    }

    fn drop_oldest(&mut self) {
        while let Some(mail) = self.waiting.pop_front() {
            match mail {
                Mail::Item(item) => {
                    self.taken(&item);
                    self.missed += 1;
                    return;
                }
                Mail::Lagged(missed) => self.missed += missed,
                Mail::Overflowed(_) => {}
            }
        }
    }

    fn pop(&mut self) -> Option<Mail> {
        if self.missed > 0 {
            return Some(Mail::Lagged(core::mem::take(&mut self.missed)));
        }
        let mail = self.waiting.pop_front();
        match mail {
            Some(Mail::Item(item)) => {
                self.taken(&item);
                Some(Mail::Item(item))
            }
            None if self.missed_last > 0 => {
                Some(Mail::Lagged(core::mem::take(&mut self.missed_last)))
            }
            other => other,
        }
    }

    fn taken(&mut self, item: &Item) {
        self.items -= 1;
        self.bytes -= item.json.len();
    }
}

impl Item {
    /// The frame that brings it over a connection.
    pub(super) fn frame(&self) -> String {
        // An id has letters and digits only, and the item is JSON already.
        let json = String::from_utf8_lossy(&self.json);
        let (method, id) = (self.method, &self.subscription);
        format!(
            r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"subscription":"{id}","result":{json}}}}}"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(json: impl Into<Bytes>) -> Item {
        Item { method: "m", subscription: "s".into(), json: json.into() }
    }

    fn push(mailbox: &Mailbox, json: impl Into<Bytes>) -> bool {
        mailbox.push(item(json), &mut Vec::new())
    }

    /// Everything that waits: items as their text, gaps as their width.
    fn read(mailbox: &Mailbox) -> Vec<String> {
        let mut read = Vec::new();
        while let Poll::Ready(mail) = mailbox.poll(&Context::from_waker(Waker::noop())) {
            read.push(match mail {
                Mail::Item(item) => String::from_utf8(item.json.to_vec()).unwrap(),
                Mail::Lagged(missed) => format!("-{missed}"),
                Mail::Overflowed(fitted) => format!("end after {fitted}"),
            });
        }
        read
    }

    #[test]
    fn the_oldest_make_room() {
        let mailbox = Mailbox::new(2, Overflow::DropOldest);
        assert!(["1", "2", "3", "4"].into_iter().all(|text| push(&mailbox, text)));
        assert_eq!(read(&mailbox), ["-2", "3", "4"]);
        push(&mailbox, "5");
        assert_eq!(read(&mailbox), ["5"]);
    }

    #[test]
    fn the_newest_are_dropped_and_said_to_be_where_they_are_missing() {
        let mailbox = Mailbox::new(2, Overflow::DropNewest);
        assert!(["1", "2", "3", "4"].into_iter().all(|text| push(&mailbox, text)));
        let cx = Context::from_waker(Waker::noop());
        assert_eq!(mailbox.poll(&cx), Poll::Ready(Mail::Item(item("1"))));
        push(&mailbox, "5");
        assert_eq!(read(&mailbox), ["2", "-2", "5"]);
        assert!(["6", "7", "8"].into_iter().all(|text| push(&mailbox, text)));
        assert_eq!(read(&mailbox), ["6", "7", "-1"], "nothing need come after a gap");
    }

    #[test]
    fn an_end_is_said_after_what_fitted() {
        let mailbox = Mailbox::new(1, Overflow::End);
        assert!(push(&mailbox, "1") && !push(&mailbox, "2"));
        assert_eq!(read(&mailbox), ["1", "end after 1"]);
    }

    #[test]
    fn bytes_are_limited_as_well_but_for_one_item() {
        let mailbox = Mailbox::new(100, Overflow::DropOldest);
        let large = Bytes::from(vec![b'1'; Subscribe::MAX_BUFFERED_BYTES + 1]);
        push(&mailbox, large);
        assert_eq!(mailbox.lock().items, 1);
        push(&mailbox, "2");
        assert_eq!(read(&mailbox), ["-1", "2"]);
        assert_eq!(mailbox.lock().bytes, 0);
    }

    #[test]
    fn one_subscription_is_forgotten() {
        let mailbox = Mailbox::new(9, Overflow::DropOldest);
        push(&mailbox, "1");
        mailbox.push(Item { subscription: "t".into(), ..item("22") }, &mut Vec::new());
        mailbox.forget("s");
        let kept = {
            let inner = mailbox.lock();
            (inner.items, inner.bytes)
        };
        assert_eq!(kept, (1, 2));
        assert_eq!(read(&mailbox), ["22"]);
    }
}
