//! What a caller may wish of a transaction.

use alloc::string::String;
use alloc::vec::Vec;

/// How a transaction is made: without tip, mortal for [`PERIOD`](Self::PERIOD) blocks, with the
/// account's next nonce and in format 4 unless told otherwise.
///
/// ```
/// use subwire::tx::TxOptions;
///
/// let options = TxOptions::new().tip(1000).period(64);
/// ```
#[derive(Clone, Debug)]
pub struct TxOptions {
    pub(super) tip: u128,
    pub(super) period: Option<u64>,
    pub(super) nonce: Option<u64>,
    pub(super) metadata_hash: Option<[u8; 32]>,
    pub(super) format: Format,
    pub(super) extensions: Vec<Given>,
}

/// The bytes of an extension, from the caller.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) name: String,
    pub(super) extra: Vec<u8>,
    pub(super) implicit: Vec<u8>,
}

/// The format of an extrinsic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Version 4: address, signature and extensions before the call. What every chain takes.
    #[default]
    Signed,
    /// Version 5, general: the signature stands in an extension, by this version of the chain's
    /// extensions. Only for chains whose metadata, V16, says that they take it.
    General(u8),
}

impl TxOptions {
    /// For how many blocks a transaction is valid unless told otherwise.
    pub const PERIOD: u64 = 128;

    /// The usual wishes.
    #[must_use]
    pub fn new() -> Self {
        Self {
            tip: 0,
            period: Some(Self::PERIOD),
            nonce: None,
            metadata_hash: None,
            format: Format::default(),
            extensions: Vec::new(),
        }
    }

    /// Pays this above the fee, in the chain's smallest unit; rao on Subtensor.
    #[must_use]
    pub fn tip(mut self, tip: u128) -> Self {
        self.tip = tip;
        self
    }

    /// Makes it valid for so many blocks from the finalized one on: rounded up to a power of two
    /// from 4 to 65536. It ends sooner where the chain forgets the hash of its first block before:
    /// after its constant `System.BlockHashCount`, on Subtensor 2400 blocks.
    #[must_use]
    pub fn period(mut self, blocks: u64) -> Self {
        self.period = Some(blocks);
        self
    }

    /// Makes it valid forever. Where its account is removed and made anew, anybody can send it a
    /// second time.
    #[must_use]
    pub fn immortal(mut self) -> Self {
        self.period = None;
        self
    }

    /// Gives it a nonce, which is then neither asked for nor counted here.
    #[must_use]
    pub fn nonce(mut self, nonce: u64) -> Self {
        self.nonce = Some(nonce);
        self
    }

    /// Has the chain check that the signer saw its metadata, by this digest of RFC 78.
    #[must_use]
    pub fn metadata_hash(mut self, digest: [u8; 32]) -> Self {
        self.metadata_hash = Some(digest);
        self
    }

    /// Sets the format.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// Gives an extension its bytes: what the transaction carries, and what is signed besides. For
    /// those whose names are not known here, and those that should be filled otherwise.
    #[must_use]
    pub fn extension(
        mut self,
        name: impl Into<String>,
        extra: impl Into<Vec<u8>>,
        implicit: impl Into<Vec<u8>>,
    ) -> Self {
        let given = Given { name: name.into(), extra: extra.into(), implicit: implicit.into() };
        self.extensions.retain(|other| other.name != given.name);
        self.extensions.push(given);
        self
    }
}

impl Default for TxOptions {
    fn default() -> Self {
        Self::new()
    }
}
