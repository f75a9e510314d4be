//! SS58: base58 of a network prefix, 32 bytes and a 2-byte checksum.
//!
//! Source: the SS58 page of Substrate's documentation and `ss58-registry`. Only 32-byte accounts
//! are read and written; the format's shorter forms are account indices, which no chain here
//! uses.
//!
//! ```
//! let (alice, prefix) = subwire_codec::ss58::decode("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")?;
//! assert_eq!((alice[0], prefix), (0xd4, 42));
//! # Ok::<(), subwire_codec::ss58::Ss58Error>(())
//! ```

use alloc::string::String;
use core::fmt;

use crate::hash::blake2b_512;

/// The greatest prefix that the format can hold, in 14 bits.
pub const MAX_PREFIX: u16 = 16_383;

const ACCOUNT_LEN: usize = 32;
const CHECKSUM_LEN: usize = 2;
/// A 2-byte prefix, 32 bytes, the checksum.
const MAX_LEN: usize = 2 + ACCOUNT_LEN + CHECKSUM_LEN;
/// Base58 of 36 bytes never takes more characters, so longer text is refused unread.
const MAX_TEXT_LEN: usize = 50;

/// Reads an address: its 32 bytes and its network prefix.
///
/// # Errors
///
/// [`Ss58Error`]: a character outside base58, a wrong length, a reserved prefix or a wrong
/// checksum, each with its place.
pub fn decode(text: &str) -> Result<([u8; 32], u16), Ss58Error> {
    if text.len() > MAX_TEXT_LEN {
        return Err(Ss58Error::Length { bytes: None, chars: text.chars().count() });
    }
    let mut raw = [0; MAX_LEN];
    let wrong_length = |len| Ss58Error::Length { bytes: len, chars: text.chars().count() };
    let len = match bs58::decode(text).onto(&mut raw[..]) {
        Ok(len) => len,
        Err(bs58::decode::Error::InvalidCharacter { character, index }) => {
            return Err(Ss58Error::Character { at: index, found: character });
        }
        Err(bs58::decode::Error::NonAsciiCharacter { index }) => {
            let found = text[index..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
            return Err(Ss58Error::Character { at: index, found });
        }
        Err(_) => return Err(wrong_length(None)),
    };
    let raw = &raw[..len];
    // Of a mistyped length the first byte is as wrong as the rest, so the length comes first.
    if !(1 + ACCOUNT_LEN + CHECKSUM_LEN..=MAX_LEN).contains(&len) {
        return Err(wrong_length(Some(len)));
    }
    let (prefix, prefix_len) = match *raw {
        [first @ 0..64, ..] => (u16::from(first), 1),
        [first @ 64..128, second, ..] => (two_byte_prefix(first, second), 2),
        [first @ 128..=255, ..] => return Err(Ss58Error::PrefixByte { found: first }),
        _ => return Err(wrong_length(Some(len))),
    };
    if len != prefix_len + ACCOUNT_LEN + CHECKSUM_LEN {
        return Err(wrong_length(Some(len)));
    }
    let (body, checksum) = raw.split_at(len - CHECKSUM_LEN);
    let expected = self::checksum(body);
    if checksum != expected {
        let found = [checksum[0], checksum[1]];
        return Err(Ss58Error::Checksum { expected, found });
    }
    if is_reserved(prefix) || (prefix_len == 2 && prefix < 64) {
        return Err(Ss58Error::Prefix { prefix });
    }
    let mut account = [0; ACCOUNT_LEN];
    account.copy_from_slice(&body[prefix_len..]);
    Ok((account, prefix))
}

/// Writes the address of an account on the network with `prefix`.
///
/// # Errors
///
/// [`Ss58Error::Prefix`] where the prefix is reserved (46, 47) or above [`MAX_PREFIX`].
pub fn encode(account: &[u8; 32], prefix: u16) -> Result<String, Ss58Error> {
    if !is_valid_prefix(prefix) {
        return Err(Ss58Error::Prefix { prefix });
    }
    Ok(encode_with_valid_prefix(account, prefix))
}

pub(crate) fn encode_with_valid_prefix(account: &[u8; 32], prefix: u16) -> String {
    let mut raw = [0; MAX_LEN];
    let (prefix, prefix_len) = prefix_bytes(prefix);
    raw[..2].copy_from_slice(&prefix);
    let body_len = prefix_len + ACCOUNT_LEN;
    raw[prefix_len..body_len].copy_from_slice(account);
    let checksum = checksum(&raw[..body_len]);
    raw[body_len..body_len + CHECKSUM_LEN].copy_from_slice(&checksum);
    bs58::encode(&raw[..body_len + CHECKSUM_LEN]).into_string()
}

/// The bytes in which an address holds its prefix, and how many of them: one below 64, else two.
pub(crate) fn prefix_bytes(prefix: u16) -> ([u8; 2], usize) {
    if prefix < 64 {
        return ([prefix as u8, 0], 1);
    }
    // The 14 bits are scattered: bits 2..8 under the mark 0b01, then bits 0..2 over bits 8..14.
    let first = ((prefix >> 2) & 0x3f) as u8 | 0x40;
    let second = (prefix >> 8) as u8 | ((prefix & 3) << 6) as u8;
    ([first, second], 2)
}

/// Whether addresses with this prefix may be written.
pub(crate) fn is_valid_prefix(prefix: u16) -> bool {
    !is_reserved(prefix) && prefix <= MAX_PREFIX
}

fn two_byte_prefix(first: u8, second: u8) -> u16 {
    let low = (first << 2) | (second >> 6);
    u16::from(low) | (u16::from(second & 0x3f) << 8)
}

fn is_reserved(prefix: u16) -> bool {
    matches!(prefix, 46 | 47)
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM_LEN] {
    let digest = blake2b_512([b"SS58PRE", body]);
    [digest[0], digest[1]]
}

/// Why a text is not an address, or a prefix cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ss58Error {
    /// A character that base58 does not have.
    #[non_exhaustive]
    Character {
        /// Where it stands in the text, in bytes.
        at: usize,
        /// The character.
        found: char,
    },
    /// The last two bytes are not the checksum of the rest: most likely a typing error.
    #[non_exhaustive]
    Checksum {
        /// What the rest of the address asks for.
        expected: [u8; 2],
        /// What the address ends with.
        found: [u8; 2],
    },
    /// Not the length of an address.
    #[non_exhaustive]
    Length {
        /// How many bytes the text stands for, where it could be told.
        bytes: Option<usize>,
        /// How many characters the text has.
        chars: usize,
    },
    /// A prefix that the registry reserves, that needs more than 14 bits, or that an address
    /// writes in two bytes where one is the rule.
    #[non_exhaustive]
    Prefix {
        /// The prefix.
        prefix: u16,
    },
    /// A first byte above 127, which the format keeps for later.
    #[non_exhaustive]
    PrefixByte {
        /// The byte.
        found: u8,
    },
}

impl fmt::Display for Ss58Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SS58 address: ")?;
        match self {
            Self::Character { at, found } => {
                write!(f, "character {found:?} at position {at} is not base58")
            }
            Self::Checksum { expected: [a, b], found: [c, d] } => {
                write!(f, "wrong checksum: ends with {c:02x}{d:02x}, {a:02x}{b:02x} expected")
            }
            Self::Length { bytes: Some(bytes), chars } => {
                write!(f, "wrong length: {chars} characters for {bytes} bytes, 35 or 36 expected")
            }
            Self::Length { bytes: None, chars } => {
                write!(f, "wrong length: {chars} characters, 46 to 50 expected")
            }
            Self::Prefix { prefix } => write!(f, "network prefix {prefix} is not allowed"),
            Self::PrefixByte { found } => {
                write!(f, "first byte {found:#04x} is not a network prefix")
            }
        }
    }
}

impl core::error::Error for Ss58Error {}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    fn alice() -> [u8; 32] {
        const_hex::decode_to_array(
            "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
        )
        .unwrap()
    }

    // Golden values: subkey's //Alice under several networks.
    #[test]
    fn known_addresses_both_ways() {
        for (text, prefix) in [
            (ALICE, 42),
            ("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5", 0),
            ("HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F", 2),
        ] {
            assert_eq!(decode(text), Ok((alice(), prefix)), "{text}");
            assert_eq!(encode(&alice(), prefix).as_deref(), Ok(text));
        }
    }

    #[test]
    fn every_prefix_comes_back() {
        for prefix in 0..=MAX_PREFIX {
            let text = encode(&alice(), prefix);
            if matches!(prefix, 46 | 47) {
                assert_eq!(text, Err(Ss58Error::Prefix { prefix }));
            } else {
                assert_eq!(decode(&text.unwrap()), Ok((alice(), prefix)));
            }
        }
        assert!(encode(&alice(), MAX_PREFIX + 1).is_err());
    }

    #[test]
    fn errors_say_what_and_where() {
        let cases = [
            (ALICE.replace("vaEF", "va0F"), "character '0' at position 6 is not base58"),
            (ALICE.replace("vaEF", "vaéF"), "character 'é' at position 6 is not base58"),
            (ALICE.replace("utQY", "utQZ"), "wrong checksum: ends with 1d22, 1d21 expected"),
            (ALICE[..40].into(), "wrong length: 40 characters for 29 bytes, 35 or 36 expected"),
            (ALICE[..47].into(), "wrong length: 47 characters for 34 bytes, 35 or 36 expected"),
            (ALICE.repeat(2), "wrong length: 96 characters, 46 to 50 expected"),
            (String::new(), "wrong length: 0 characters for 0 bytes, 35 or 36 expected"),
        ];
        for (text, message) in cases {
            let error = decode(&text).unwrap_err().to_string();
            assert_eq!(error.strip_prefix("SS58 address: "), Some(message), "{text}");
        }
    }

    #[test]
    fn one_prefix_has_one_form() {
        // 42 in the two-byte form: another text for the same account.
        let mut raw = [0; MAX_LEN];
        raw[..2].copy_from_slice(&[0x40 | (42 >> 2), (42 & 3) << 6]);
        raw[2..34].copy_from_slice(&alice());
        let sum = checksum(&raw[..34]);
        raw[34..].copy_from_slice(&sum);
        let text = bs58::encode(raw).into_string();
        assert_eq!(decode(&text), Err(Ss58Error::Prefix { prefix: 42 }));
    }
}
