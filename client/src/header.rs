//! Headers: what a block's hash is made of.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize, Serializer, de};
use subwire_codec::codec::{Compact, Encode, Output};
use subwire_codec::hash::blake2b_256;
use subwire_codec::{DecodeError, decode_exact};
use subwire_transport::read_hex;

use crate::{BlockHash, DigestItem, TrieRoot};

/// The header of a block.
///
/// It is read from, and written as, the JSON that nodes give. What a node says is not compared
/// with the hash that it was asked for: the chains in memory that tests use, and development nodes,
/// do not all hash their headers. [`hash`](Self::hash) is there to compare.
///
/// ```
/// use subwire::Header;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let header: Header = serde_json::from_str(
///     r#"{
///         "parentHash": "0x0000000000000000000000000000000000000000000000000000000000000000",
///         "number": "0x0",
///         "stateRoot": "0xa2c3cf5bb1cf22f8ac1a8be7dd4fa1f9c1ea4c4a8e2b4e0bc2bc4b5a2b5a2b5a",
///         "extrinsicsRoot": "0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314",
///         "digest": { "logs": [] }
///     }"#,
/// )?;
/// assert_eq!(header.number(), 0);
/// assert!(header.hash().to_string().starts_with("0x"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    parent_hash: BlockHash,
    #[serde(deserialize_with = "read_number", serialize_with = "write_number")]
    number: u32,
    state_root: TrieRoot,
    extrinsics_root: TrieRoot,
    digest: Digest,
}

/// The items stay as they came, so that those of unknown kinds keep their place in the hash.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
struct Digest {
    logs: Vec<Log>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Log(Vec<u8>);

impl Header {
    /// The hash of the block before.
    #[must_use]
    pub fn parent_hash(&self) -> BlockHash {
        self.parent_hash
    }

    /// The block's number.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The root of the state that the block leaves.
    #[must_use]
    pub fn state_root(&self) -> TrieRoot {
        self.state_root
    }

    /// The root of the block's extrinsics.
    #[must_use]
    pub fn extrinsics_root(&self) -> TrieRoot {
        self.extrinsics_root
    }

    /// The notes of the consensus and of the runtime.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] for each one of a kind that is not known; the others are read all the same.
    pub fn digest(&self) -> impl ExactSizeIterator<Item = Result<DigestItem, DecodeError>> {
        self.digest.logs.iter().map(|log| decode_exact(&log.0))
    }

    /// Whether the block has changed the code, so that the next one is executed by another runtime.
    #[must_use]
    pub fn is_upgrade(&self) -> bool {
        self.digest().any(|item| item == Ok(DigestItem::RuntimeEnvironmentUpdated))
    }

    /// The header's SCALE encoding.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.write(self.parent_hash.as_bytes());
        Compact(self.number).encode_to(&mut bytes);
        bytes.write(self.state_root.as_bytes());
        bytes.write(self.extrinsics_root.as_bytes());
        // A node's reply has a limit far below what a `u32` counts.
        Compact(self.digest.logs.len() as u64).encode_to(&mut bytes);
        self.digest.logs.iter().for_each(|log| bytes.write(&log.0));
        bytes
    }

    /// The hash that the header has: BLAKE2b-256 of its encoding, which is the block's hash.
    #[must_use]
    pub fn hash(&self) -> BlockHash {
        blake2b_256(&self.encode()).into()
    }
}

fn read_number<'de, D: de::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let text = String::deserialize(deserializer)?;
    let digits = text.strip_prefix("0x").filter(|digits| !digits.starts_with('+'));
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.ok_or_else(|| de::Error::custom("a block's number is hex digits behind 0x, below 2^32"))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn write_number<S: Serializer>(number: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{number:#x}"))
}

impl Serialize for Log {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&const_hex::encode_prefixed(&self.0))
    }
}

impl<'de> Deserialize<'de> for Log {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = read_hex(String::deserialize(deserializer)?.as_bytes());
        bytes.map(Self).ok_or_else(|| de::Error::custom("an item of a digest is hex behind 0x"))
    }
}
