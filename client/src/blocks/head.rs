//! A head of a chain, and what happens to heads.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::slice;

use subwire_transport::Transport;

use crate::{At, BlockHash, Client, Header};

/// A block that a stream of heads tells of: pinned, and with its header.
pub struct Head<T = Arc<dyn Transport>> {
    at: At<T>,
    header: Header,
    is_announced: bool,
}

impl<T: Transport> Head<T> {
    pub(super) fn new(
        client: Client<T>,
        hash: BlockHash,
        header: Header,
        is_announced: bool,
    ) -> Self {
        Self { at: At::headed(client, hash, header.clone()), header, is_announced }
    }

    /// The block, for reading it.
    #[must_use]
    pub fn at(&self) -> &At<T> {
        &self.at
    }

    /// The block's header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The block's number.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.header.number()
    }

    /// The block's hash.
    #[must_use]
    pub fn hash(&self) -> BlockHash {
        self.at.hash()
    }

    /// Whether the node has announced this very block, as it does of those whose changes of storage
    /// it tells; else it was asked for, because it was missing before another one. False on a chain
    /// whose headers do not hash to its blocks.
    #[must_use]
    pub fn is_announced(&self) -> bool {
        self.is_announced
    }
}

impl<T> Clone for Head<T> {
    fn clone(&self) -> Self {
        Self { at: self.at.clone(), header: self.header.clone(), is_announced: self.is_announced }
    }
}

impl<T> fmt::Debug for Head<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Head({}, {:?})", self.header.number(), self.at)
    }
}

/// What happens to the best chain.
#[allow(clippy::exhaustive_enums, reason = "who keeps state must deal with everything")]
pub enum HeadEvent<T = Arc<dyn Transport>> {
    /// The head has got a child, which is the head now.
    New(Head<T>),
    /// The chain goes on elsewhere.
    Reorg {
        /// The blocks that belong to the chain no more, the last one first: the order in which what
        /// they did is undone. At least one.
        retracted: Vec<Head<T>>,
        /// Those that belong to it instead, in their order; the last one is the head. At least one.
        enacted: Vec<Head<T>>,
    },
}

impl<T> HeadEvent<T> {
    /// The blocks that are undone, the last one first.
    #[must_use]
    pub fn retracted(&self) -> &[Head<T>] {
        match self {
            Self::New(_) => &[],
            Self::Reorg { retracted, .. } => retracted,
        }
    }

    /// The blocks that belong to the chain now, in their order; the last one is the head.
    #[must_use]
    pub fn enacted(&self) -> &[Head<T>] {
        match self {
            Self::New(head) => slice::from_ref(head),
            Self::Reorg { enacted, .. } => enacted,
        }
    }

    /// The same by value.
    #[must_use]
    pub fn into_enacted(self) -> Vec<Head<T>> {
        match self {
            Self::New(head) => Vec::from([head]),
            Self::Reorg { enacted, .. } => enacted,
        }
    }
}

impl<T> Clone for HeadEvent<T> {
    fn clone(&self) -> Self {
        match self {
            Self::New(head) => Self::New(head.clone()),
            Self::Reorg { retracted, enacted } => {
                Self::Reorg { retracted: retracted.clone(), enacted: enacted.clone() }
            }
        }
    }
}

impl<T> fmt::Debug for HeadEvent<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New(head) => f.debug_tuple("New").field(head).finish(),
            Self::Reorg { retracted, enacted } => f
                .debug_struct("Reorg")
                .field("retracted", retracted)
                .field("enacted", enacted)
                .finish(),
        }
    }
}
