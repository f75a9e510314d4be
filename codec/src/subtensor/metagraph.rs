//! A subnet and all its neurons at one block, in columns.

mod rows;
mod saved;
mod table;

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

pub use self::rows::{MetagraphRow, UnevenColumns};
pub use self::saved::{LoadError, SavedMetagraph};
pub use self::table::{Metagraph, SelectiveMetagraph, SelectiveMetagraphIndex};
use crate::{AccountId, Alpha, Tao};

/// A hotkey and what its last epoch gave to those who stake on it on the root network.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct TaoDividend(
    /// The hotkey.
    pub AccountId,
    /// The dividend, in rao.
    #[codec(compact)]
    pub Tao,
);

/// A hotkey and what its last epoch gave to those who stake on it in the subnet.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct AlphaDividend(
    /// The hotkey.
    pub AccountId,
    /// The dividend, in rao of the subnet's alpha.
    #[codec(compact)]
    pub Alpha,
);

impl SelectiveMetagraphIndex {
    /// The indices of some fields, as `get_selective_metagraph` takes them.
    #[must_use]
    pub fn indices(fields: &[Self]) -> Vec<u16> {
        fields.iter().map(|field| *field as u16).collect()
    }
}
