//! A metagraph in a file.
//!
//! | bytes | |
//! |---|---|
//! | 8 | `SWmetagr` |
//! | 2 | the format's version, little-endian |
//! | | genesis hash, block hash, spec version: each an `Option` |
//! | | the metagraph |
//! | 16 | the BLAKE2b-128 hash of all before |
//!
//! What stands between version and hash is SCALE, as the types of that version lay it out. A change
//! of a type's layout is a new version.

use alloc::vec::Vec;
use core::fmt;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::Metagraph;
use crate::hash::blake2b_128;
use crate::{DecodeError, decode_exact};

const MAGIC: &[u8; 8] = b"SWmetagr";
const VERSION: u16 = 1;
const HASH_LEN: usize = 16;

/// A metagraph, and where it is from as far as that is known.
///
/// ```
/// use subwire_codec::subtensor::{LoadError, SavedMetagraph};
///
/// fn load(bytes: &[u8]) -> Result<(), LoadError> {
///     let saved = SavedMetagraph::from_bytes(bytes)?;
///     println!("{} at block {}", saved.metagraph.netuid, saved.metagraph.block);
///     Ok(())
/// }
///
/// let error = load(b"what is this?").unwrap_err();
/// assert_eq!(error.to_string(), "not a saved metagraph");
/// ```
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SavedMetagraph {
    /// The chain, by the hash of its first block.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub genesis: Option<[u8; 32]>,
    /// The block at which it was read.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub block_hash: Option<[u8; 32]>,
    /// The spec version of the runtime that gave it.
    pub spec_version: Option<u32>,
    /// The metagraph.
    pub metagraph: Metagraph,
}

impl SavedMetagraph {
    /// The bytes of a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::from(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        self.encode_to(&mut bytes);
        bytes.extend(blake2b_128(&bytes));
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote, of this version of Subwire or an older one.
    ///
    /// # Errors
    ///
    /// [`LoadError`]: other bytes, a newer version, or damage anywhere.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LoadError> {
        if !bytes.starts_with(MAGIC) {
            return Err(LoadError::NotSaved);
        }
        // The hash stands at the end in every version: damage is told from another version.
        let (hashed, hash) = bytes.split_last_chunk::<HASH_LEN>().ok_or(LoadError::Damaged)?;
        if blake2b_128(hashed) != *hash {
            return Err(LoadError::Damaged);
        }
        let versioned = hashed.get(MAGIC.len()..).and_then(<[u8]>::split_first_chunk);
        let (version, saved) = versioned.ok_or(LoadError::Damaged)?;
        let version = u16::from_le_bytes(*version);
        if version != VERSION {
            return Err(LoadError::Version { found: version });
        }
        decode_exact(saved).map_err(LoadError::Layout)
    }
}

/// Why bytes are not a saved metagraph that this version of Subwire reads.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum LoadError {
    /// They do not start as one does.
    NotSaved,
    /// They are cut, or some have changed.
    Damaged,
    /// They are whole, and not of the layout that their version has.
    Layout(DecodeError),
    /// They are whole, and of a version that is newer than this version of Subwire.
    #[non_exhaustive]
    Version {
        /// The version.
        found: u16,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSaved => f.write_str("not a saved metagraph"),
            Self::Damaged => f.write_str("saved metagraph: damaged or cut"),
            Self::Layout(error) => write!(f, "saved metagraph: {error}"),
            Self::Version { found } => {
                write!(f, "saved metagraph: of version {found}, versions up to {VERSION} are known")
            }
        }
    }
}

impl core::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Layout(error) => Some(error),
            Self::NotSaved | Self::Damaged | Self::Version { .. } => None,
        }
    }
}
