//! Finding an extrinsic on the chain.

use core::fmt;
use core::str::FromStr;

use subwire_transport::Transport;

use super::included::IncludedExtrinsic;
use crate::{At, Client, Error, ExtrinsicHash};

/// Where an extrinsic is on the best chain, as explorers write it: `4500000-7`.
///
/// ```
/// use subwire::ExtrinsicId;
///
/// let id: ExtrinsicId = "4500000-7".parse()?;
/// assert_eq!((id.block, id.index), (4_500_000, 7));
/// assert_eq!(id.to_string(), "4500000-7");
/// # Ok::<(), subwire::ParseExtrinsicIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExtrinsicId {
    /// The number of the block.
    pub block: u32,
    /// The place in the block.
    pub index: u32,
}

impl<T: Transport> Client<T> {
    /// An extrinsic by its place on the best chain; None where the block has none there. Two requests.
    ///
    /// # Errors
    ///
    /// As [`At::extrinsic`]; [`Error::NoSuchBlock`] where the chain has not reached the block.
    pub async fn extrinsic(&self, id: ExtrinsicId) -> Result<Option<IncludedExtrinsic<T>>, Error> {
        self.at(id.block).await?.extrinsic(id.index).await
    }
}

impl<T: Transport> At<T> {
    /// Looks for an extrinsic by its hash in this block. One request.
    ///
    /// # Errors
    ///
    /// The transport's, [`Error::NoSuchBlock`], and [`Error::Metadata`].
    pub async fn find_extrinsic(
        &self,
        hash: ExtrinsicHash,
    ) -> Result<Option<IncludedExtrinsic<T>>, Error> {
        let mut body = self.raw_body().await?;
        let Some(index) = body.place(hash) else { return Ok(None) };
        let runtime = self.runtime().await?;
        let bytes = body.extrinsics.swap_remove(index as usize);
        Ok(Some(IncludedExtrinsic::new(self.clone(), runtime, index, bytes)))
    }
}

impl fmt::Display for ExtrinsicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.block, self.index)
    }
}

impl FromStr for ExtrinsicId {
    type Err = ParseExtrinsicIdError;

    fn from_str(text: &str) -> Result<Self, ParseExtrinsicIdError> {
        let (block, index) = text.split_once('-').ok_or(ParseExtrinsicIdError)?;
        let number = |digits: &str| {
            let number = digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse());
            number.and_then(Result::ok).ok_or(ParseExtrinsicIdError)
        };
        Ok(Self { block: number(block)?, index: number(index)? })
    }
}

/// A text that is not the place of an extrinsic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseExtrinsicIdError;

impl fmt::Display for ParseExtrinsicIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an extrinsic is a block's number, a hyphen and its place there: 4500000-7")
    }
}

impl core::error::Error for ParseExtrinsicIdError {}
