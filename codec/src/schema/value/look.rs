//! Looking into a value without telling first what it is.

use super::kind::{Fields, Kind};
use super::tree::Value;
use crate::AccountId;

/// Looking into a value. An `Option`'s `Some` is looked through; [`kind`](Self::kind) tells it.
impl Value {
    /// What it is, to `match` on.
    #[must_use]
    pub fn kind(&self) -> Kind<'_> {
        Kind::of(self)
    }

    /// The field of a name, of a struct or of a variant. Costs a comparison a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.kind().get(name)
    }

    /// The element of a list, or the field of a tuple, struct or variant, by its place.
    #[must_use]
    pub fn index(&self, index: usize) -> Option<Kind<'_>> {
        self.kind().index(index)
    }

    /// How many elements or fields it has; `None` where it has neither.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        self.kind().count()
    }

    /// The elements of a list or the fields of a tuple, struct or variant; of others nothing.
    pub fn iter(&self) -> impl Iterator<Item = Kind<'_>> {
        self.kind().iter()
    }

    /// An enum's variant: its name and its fields.
    #[must_use]
    pub fn as_variant(&self) -> Option<(&str, Fields<'_>)> {
        self.kind().as_variant()
    }

    /// Whether it is an `Option`'s `None`.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self.kind(), Kind::None)
    }

    /// A bool.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        self.kind().as_bool()
    }

    /// An integer, where it fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.kind().as_u64()
    }

    /// An integer, where it fits.
    #[must_use]
    pub fn as_u128(&self) -> Option<u128> {
        self.kind().as_u128()
    }

    /// An integer, where it fits.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        self.kind().as_i128()
    }

    /// A text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.kind().as_str()
    }

    /// Bytes.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        self.kind().as_bytes()
    }

    /// An account.
    #[must_use]
    pub fn as_account(&self) -> Option<AccountId> {
        self.kind().as_account()
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.kind() == other.kind()
    }
}

impl Eq for Value {}
