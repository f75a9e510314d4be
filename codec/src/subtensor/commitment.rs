//! What neurons commit to: `Commitments.CommitmentOf`.

mod variants;

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, Output};
use scale_info::TypeInfo;

use crate::Tao;

/// A commitment and what was paid for it.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct Registration {
    /// What is held until the commitment is taken back.
    pub deposit: Tao,
    /// The block at which it was made.
    pub block: u32,
    /// The commitment.
    pub info: CommitmentInfo,
}

/// The parts of a commitment.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct CommitmentInfo {
    /// The parts, at most three.
    pub fields: Vec<Data>,
}

impl CommitmentInfo {
    /// What stands there in the open, as the text that it mostly is; `None` where nothing does, and
    /// where that is no UTF-8.
    ///
    /// ```
    /// use subwire_codec::subtensor::{CommitmentInfo, Data};
    ///
    /// let said = CommitmentInfo { fields: vec![Data::Raw(b"ipfs://".to_vec()), Data::None] };
    /// assert_eq!(said.text().as_deref(), Some("ipfs://"));
    /// let hash = CommitmentInfo { fields: vec![Data::Sha256([0; 32])] };
    /// assert_eq!(hash.text(), None);
    /// ```
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let open: Vec<&[u8]> = self.fields.iter().filter_map(Data::open_bytes).collect();
        if open.is_empty() {
            return None;
        }
        String::from_utf8(open.concat()).ok()
    }
}

/// How much of its room for commitments a neuron has used: `Commitments.UsedSpaceOf`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct UsageTracker {
    /// The epoch in which it was last used.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub last_epoch: u64,
    /// So many bytes of it are used.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub used_space: u64,
}

/// A part of a commitment.
///
/// The chain has a variant for each length of [`Raw`](Self::Raw), and JSON names it: `Raw5`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Data {
    /// Nothing.
    #[default]
    None,
    /// Up to [`MAX_RAW`](Self::MAX_RAW) bytes.
    Raw(Vec<u8>),
    /// The BLAKE2b-256 hash of what is committed to.
    BlakeTwo256([u8; 32]),
    /// The SHA-256 hash of what is committed to.
    Sha256([u8; 32]),
    /// The Keccak-256 hash of what is committed to.
    Keccak256([u8; 32]),
    /// The SHA3-256 hash of what is committed to.
    ShaThree256([u8; 32]),
    /// What is revealed at a round of the drand beacon.
    TimelockEncrypted {
        /// The encrypted bytes.
        encrypted: Vec<u8>,
        /// The round.
        reveal_round: u64,
    },
    /// That the neuron's bonds are to be reset.
    ResetBondsFlag,
    /// More bytes than fit in [`Raw`](Self::Raw), up to 512.
    BigRaw(Vec<u8>),
}

impl Data {
    /// The most bytes that [`Raw`](Self::Raw) holds. Longer ones do not exist on the chain:
    /// encoding keeps the first so many.
    pub const MAX_RAW: usize = 128;

    /// The bytes that stand there in the open: those of [`Raw`](Self::Raw) and
    /// [`BigRaw`](Self::BigRaw).
    #[must_use]
    pub fn open_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Raw(bytes) | Self::BigRaw(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The index of the variant on the chain.
    fn index(&self) -> u8 {
        match self {
            Self::None => 0,
            Self::Raw(bytes) => FIRST_RAW + bytes.len().min(Self::MAX_RAW) as u8,
            Self::BlakeTwo256(_) => 130,
            Self::Sha256(_) => 131,
            Self::Keccak256(_) => 132,
            Self::ShaThree256(_) => 133,
            Self::TimelockEncrypted { .. } => 134,
            Self::ResetBondsFlag => 135,
            Self::BigRaw(_) => 136,
        }
    }
}

/// The index of `Raw0`; those of the greater lengths follow.
const FIRST_RAW: u8 = 1;

/// The index of `Raw128`.
const LAST_RAW: u8 = FIRST_RAW + Data::MAX_RAW as u8;

impl Decode for Data {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        Ok(match input.read_byte()? {
            0 => Self::None,
            index @ FIRST_RAW..=LAST_RAW => {
                let mut bytes = vec![0; usize::from(index - FIRST_RAW)];
                input.read(&mut bytes)?;
                Self::Raw(bytes)
            }
            130 => Self::BlakeTwo256(Decode::decode(input)?),
            131 => Self::Sha256(Decode::decode(input)?),
            132 => Self::Keccak256(Decode::decode(input)?),
            133 => Self::ShaThree256(Decode::decode(input)?),
            134 => Self::TimelockEncrypted {
                encrypted: Decode::decode(input)?,
                reveal_round: Decode::decode(input)?,
            },
            135 => Self::ResetBondsFlag,
            136 => Self::BigRaw(Decode::decode(input)?),
            _ => return Err(Error::from("no such variant of Data")),
        })
    }
}

impl DecodeWithMemTracking for Data {}

impl Encode for Data {
    fn encode_to<O: Output + ?Sized>(&self, output: &mut O) {
        output.push_byte(self.index());
        match self {
            Self::None | Self::ResetBondsFlag => {}
            Self::Raw(bytes) => output.write(&bytes[..bytes.len().min(Self::MAX_RAW)]),
            Self::BlakeTwo256(hash)
            | Self::Sha256(hash)
            | Self::Keccak256(hash)
            | Self::ShaThree256(hash) => output.write(hash),
            Self::TimelockEncrypted { encrypted, reveal_round } => {
                encrypted.encode_to(output);
                reveal_round.encode_to(output);
            }
            Self::BigRaw(bytes) => bytes.encode_to(output),
        }
    }
}
