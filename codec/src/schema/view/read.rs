//! Reading what stands at a place.

use super::walk::View;
use crate::AccountId;
use crate::schema::table::Node;

/// Reads of a value itself, and of what an `Option` holds. `None` where it is of another kind.
impl<'d> View<'d> {
    /// A bool.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        let view = self.content();
        matches!(view.kind(), Node::Bool).then(|| view.bytes() == [1])
    }

    /// A character.
    #[must_use]
    pub fn as_char(self) -> Option<char> {
        let view = self.content();
        if view.kind() == Node::Char { view.source().char().ok() } else { None }
    }

    /// An integer of any type, where it fits.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        let view = self.content();
        let mut source = view.source();
        match view.kind() {
            Node::C8 | Node::C16 | Node::C32 | Node::C64 => source.compact::<{ u64::MAX }>().ok(),
            Node::U64 => source.array().ok().map(|bytes| u64::from_le_bytes(*bytes)),
            Node::U16 => source.array().ok().map(|bytes| u16::from_le_bytes(*bytes).into()),
            _ => view.as_u128().and_then(|int| u64::try_from(int).ok()),
        }
    }

    /// An integer of any type, where it fits.
    #[must_use]
    pub fn as_u128(self) -> Option<u128> {
        let view = self.content();
        let bytes = view.bytes();
        match view.kind() {
            Node::C8 | Node::C16 | Node::C32 | Node::C64 | Node::C128 => {
                view.source().compact_u128().ok()
            }
            Node::U8 | Node::U16 | Node::U32 | Node::U64 | Node::U128 | Node::U256 => {
                let (low, high) = bytes.split_at(bytes.len().min(16));
                let fits = high.iter().all(|&byte| byte == 0);
                fits.then(|| u128::from_le_bytes(extended(low, 0)))
            }
            Node::I8 | Node::I16 | Node::I32 | Node::I64 | Node::I128 | Node::I256 => {
                let (low, high) = bytes.split_at(bytes.len().min(16));
                let positive = bytes.last().is_some_and(|&byte| byte < 0x80);
                let fits = positive && high.iter().all(|&byte| byte == 0);
                fits.then(|| u128::from_le_bytes(extended(low, 0)))
            }
            _ => None,
        }
    }

    /// An integer of any type, where it fits.
    #[must_use]
    pub fn as_i128(self) -> Option<i128> {
        let view = self.content();
        if let Some(int) = view.as_u128() {
            return i128::try_from(int).ok();
        }
        match view.kind() {
            Node::I8 | Node::I16 | Node::I32 | Node::I64 | Node::I128 | Node::I256 => {
                let bytes = view.bytes();
                let (low, high) = bytes.split_at(bytes.len().min(16));
                let int = i128::from_le_bytes(extended(low, 0xff));
                // What is no u128 is below zero, or needs more bits.
                (int < 0 && high.iter().all(|&byte| byte == 0xff)).then_some(int)
            }
            _ => None,
        }
    }

    /// A text.
    #[must_use]
    pub fn as_str(self) -> Option<&'d str> {
        let view = self.content();
        if view.kind() == Node::Str { view.source().text().ok() } else { None }
    }

    /// The bytes of a `Vec<u8>` or `[u8; N]`, without their length.
    #[must_use]
    pub fn as_bytes(self) -> Option<&'d [u8]> {
        let view = self.content();
        match view.kind() {
            Node::Bytes => view.source().bytes().ok(),
            Node::ByteArray(_) => Some(view.bytes()),
            _ => None,
        }
    }

    /// An account.
    #[must_use]
    pub fn as_account(self) -> Option<AccountId> {
        let view = self.content();
        let bytes = if view.kind() == Node::Account { view.bytes() } else { return None };
        <[u8; 32]>::try_from(bytes).ok().map(AccountId::from)
    }
}

/// At most 16 bytes, filled up.
fn extended(bytes: &[u8], fill: u8) -> [u8; 16] {
    let mut all = [fill; 16];
    all[..bytes.len()].copy_from_slice(bytes);
    all
}
