//! Which block is meant.

use core::fmt;
use core::str::FromStr;

use crate::BlockHash;

/// A block, by its hash or by its number.
///
/// ```
/// use subwire::Block;
///
/// assert_eq!("17".parse(), Ok(Block::Number(17)));
/// assert!("0x17".parse::<Block>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Block {
    /// The block with this hash.
    Hash(BlockHash),
    /// The block of the best chain with this number.
    Number(u32),
}

impl From<BlockHash> for Block {
    fn from(hash: BlockHash) -> Self {
        Self::Hash(hash)
    }
}

impl From<u32> for Block {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hash(hash) => hash.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

impl FromStr for Block {
    type Err = ParseBlockError;

    fn from_str(text: &str) -> Result<Self, ParseBlockError> {
        match text.parse() {
            Ok(number) => Ok(Self::Number(number)),
            Err(_) => text.parse().map(Self::Hash).map_err(|_| ParseBlockError),
        }
    }
}

/// A text that is neither a block's number nor its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseBlockError;

impl fmt::Display for ParseBlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a block is a number up to 4294967295, or 0x and 64 hex digits")
    }
}

impl core::error::Error for ParseBlockError {}
