//! What V16 says about things that should not be used any more.

use super::tables::{DeprecationRow, Tables};

/// Something should not be used any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation<'m> {
    note: &'m str,
    since: &'m str,
}

impl<'m> Deprecation<'m> {
    pub(super) fn new(tables: &'m Tables, row: Option<DeprecationRow>) -> Option<Self> {
        row.map(|row| Self { note: tables.str(row.note), since: tables.str(row.since) })
    }

    /// Why, or what to use instead; empty where nothing is said.
    #[must_use]
    pub fn note(&self) -> &'m str {
        self.note
    }

    /// Since which version or day; empty where nothing is said.
    #[must_use]
    pub fn since(&self) -> &'m str {
        self.since
    }
}
