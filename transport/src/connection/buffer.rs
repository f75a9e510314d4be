//! What a subscription's reader has not read yet, within its limits.

use alloc::collections::VecDeque;
use alloc::string::String;
use core::time::Duration;

use crate::{Error, Notice, Overflow, Reply, Subscribe};

/// The notices of one subscription between their coming and their being read.
///
/// Resumptions and lags with no item between them are joined, so that there is a handful for each
/// item at most, however long nobody reads.
#[derive(Debug)]
pub(super) struct Buffer {
    notices: VecDeque<Notice>,
    max_items: usize,
    overflow: Overflow,
    items: usize,
    bytes: usize,
    /// Why nothing more comes. Read after all else.
    end: Option<Error>,
}

impl Buffer {
    pub(super) fn new(max_items: usize, overflow: Overflow) -> Self {
        let max_items = max_items.max(1);
        Self { notices: VecDeque::new(), max_items, overflow, items: 0, bytes: 0, end: None }
    }

    /// Takes in an item. `false` where the subscription has ended with it.
    pub(super) fn push(&mut self, item: Reply) -> bool {
        let len = item.as_json().len();
        while self.is_full(len) {
            match self.overflow {
                Overflow::DropOldest => self.drop_oldest(),
                Overflow::DropNewest => {
                    self.lag(1);
                    return true;
                }
                Overflow::End => {
                    self.end(Error::lagged(self.items));
                    return false;
                }
            }
        }
        self.items += 1;
        self.bytes += len;
        self.notices.push_back(Notice::Item(item));
        true
    }

    /// Notes that items are missing here.
    pub(super) fn lag(&mut self, missed: u64) {
        if let Some(Notice::Lagged(known)) = self.notices.back_mut() {
            *known = known.saturating_add(missed);
        } else if missed > 0 {
            self.notices.push_back(Notice::Lagged(missed));
        }
    }

    /// Notes that the subscription was made again.
    pub(super) fn resume(&mut self, gap: Duration, id: String) {
        let (mut gap, mut missed) = (gap, 0_u64);
        while let Some(notice) = self.notices.pop_back() {
            match notice {
                Notice::Item(_) => {
                    self.notices.push_back(notice);
                    break;
                }
                Notice::Lagged(known) => missed = missed.saturating_add(known),
                Notice::Resumed { gap: known, .. } => gap = gap.saturating_add(known),
            }
        }
        self.lag(missed);
        self.notices.push_back(Notice::Resumed { gap, id });
    }

    /// Nothing more will come. The first reason stays.
    pub(super) fn end(&mut self, reason: Error) {
        self.end.get_or_insert(reason);
    }

    /// The next notice; after the last the reason for the end, once.
    pub(super) fn pop(&mut self) -> Option<Result<Notice, Error>> {
        match self.notices.pop_front() {
            Some(notice) => {
                self.forget(&notice);
                Some(Ok(notice))
            }
            None => self.end.take().map(Err),
        }
    }

    /// Whether there is nothing to read, not even an end.
    pub(super) fn is_empty(&self) -> bool {
        self.notices.is_empty() && self.end.is_none()
    }

    pub(super) fn items(&self) -> usize {
        self.items
    }

    fn is_full(&self, more: usize) -> bool {
        let bytes = self.bytes.saturating_add(more);
        self.items >= self.max_items || (self.items > 0 && bytes > Subscribe::MAX_BUFFERED_BYTES)
    }

    /// Drops the oldest item and says so in its place.
    fn drop_oldest(&mut self) {
        let (mut resumed, mut missed) = (None::<(Duration, String)>, 0_u64);
        while let Some(notice) = self.notices.pop_front() {
            self.forget(&notice);
            match notice {
                Notice::Item(_) => {
                    missed = missed.saturating_add(1);
                    break;
                }
                Notice::Lagged(known) => missed = missed.saturating_add(known),
                Notice::Resumed { gap, id } => {
                    let known = resumed.map_or(Duration::ZERO, |(known, _)| known);
                    resumed = Some((gap.saturating_add(known), id));
                }
            }
        }
        match self.notices.front_mut() {
            Some(Notice::Lagged(known)) => *known = known.saturating_add(missed),
            _ => self.notices.push_front(Notice::Lagged(missed)),
        }
        if let Some((gap, id)) = resumed {
            self.notices.push_front(Notice::Resumed { gap, id });
        }
    }

    fn forget(&mut self, notice: &Notice) {
        if let Notice::Item(item) = notice {
            self.items -= 1;
            self.bytes -= item.as_json().len();
        }
    }
}
