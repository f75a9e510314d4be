//! Which blocks' states a node has discarded.

use alloc::collections::VecDeque;
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Archive;
use super::refusal::{Refusal, words};
use crate::{Error, Params};

type Hash = [u8; 32];

/// The last blocks that a node said of. The oldest make room.
#[derive(Default)]
pub(super) struct Pruned(Mutex<Known>);

#[derive(Default)]
struct Known {
    all: HashSet<Hash>,
    oldest_first: VecDeque<Hash>,
}

impl Pruned {
    /// Whether there is any.
    pub(super) fn any(&self) -> bool {
        self.len() > 0
    }

    pub(super) fn len(&self) -> usize {
        self.lock().all.len()
    }

    pub(super) fn contains(&self, block: &Hash) -> bool {
        self.lock().all.contains(block)
    }

    /// Remembers the block that a request was about, where the node says itself that it is one whose
    /// state is gone. What else may stand there, the key of a read at the head, would send later
    /// reads astray.
    pub(super) fn note(&self, block: Hash, error: &Error) {
        let Error::Rpc(error) = error else { return };
        let is_named = || words(error).contains(&const_hex::encode_prefixed(block));
        if Refusal::said(error) == Some(Refusal::Discarded) && is_named() {
            self.lock().insert(block);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn insert(&mut self, block: Hash) {
        if !self.all.insert(block) {
            return;
        }
        self.oldest_first.push_back(block);
        if self.all.len() > Archive::<()>::MAX_REMEMBERED {
            if let Some(oldest) = self.oldest_first.pop_front() {
                self.all.remove(&oldest);
            }
        }
    }
}

/// The block that a request may be about: where a method takes a block, its hash is the last
/// parameter.
pub(super) fn block_of(params: &Params) -> Option<Hash> {
    let (_, last) = params.as_json().strip_suffix("\"]")?.rsplit_once('"')?;
    const_hex::decode_to_array(last.strip_prefix("0x")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RpcError;

    #[test]
    fn the_last_parameter_may_be_a_block() {
        let block = [7; 32];
        let about = |params: Params| block_of(&params);
        assert_eq!(about(Params::new().hex(&block)), Some(block));
        assert_eq!(about(Params::new().hex(&[1]).hex(&block)), Some(block));
        assert_eq!(about(Params::new().hexes([[1], [2]]).hex(&block)), Some(block));
        for other in [
            Params::new(),
            Params::new().hex(&block).null(),
            Params::new().hex(&block).number(1),
            Params::new().hexes([block]),
            Params::new().hex(&[7; 31]),
            Params::new().text("\""),
            Params::new().text(&"z".repeat(66)),
        ] {
            assert_eq!(about(other.clone()), None, "{}", other.as_json());
        }
    }

    #[test]
    fn the_last_ones_are_remembered_and_no_more() {
        let pruned = Pruned::default();
        let block = |at: usize| {
            let mut block = [0; 32];
            block[..8].copy_from_slice(&at.to_le_bytes());
            block
        };
        let gone = |at: usize| {
            let hash = const_hex::encode_prefixed(block(at));
            Error::Rpc(RpcError::new(4003, format!("State already discarded for {hash}")))
        };
        for at in 0..Archive::<()>::MAX_REMEMBERED + 10 {
            pruned.note(block(at), &gone(at));
            pruned.note(block(at), &gone(at));
        }
        assert_eq!(pruned.len(), Archive::<()>::MAX_REMEMBERED);
        assert_eq!(pruned.lock().oldest_first.len(), Archive::<()>::MAX_REMEMBERED);
        assert!(!pruned.contains(&block(9)) && pruned.contains(&block(10)));
    }

    #[test]
    fn only_what_the_node_names_is_remembered() {
        let pruned = Pruned::default();
        let other = const_hex::encode_prefixed([8; 32]);
        let errors = [
            Error::Rpc(RpcError::new(4003, format!("State already discarded for {other}"))),
            Error::Rpc(RpcError::new(4003, "State already discarded")),
            Error::Rpc(RpcError::new(
                4003,
                format!("UnknownBlock: {}", const_hex::encode_prefixed([7; 32])),
            )),
            Error::closed("State already discarded"),
        ];
        for error in errors {
            pruned.note([7; 32], &error);
        }
        assert!(!pruned.any());
    }
}
