//! Secrets as people write them, `phrase//hard/soft///password`.
//!
//! The grammar is that of polkadot-sdk's `subkey` (substrate/primitives/core/src/address_uri.rs):
//!
//! - a mnemonic phrase of BIP-39, English, of 12, 15, 18, 21 or 24 words; or `0x` and 64 hex digits;
//!   or nothing, which stands for the well-known phrase of development chains;
//! - any number of junctions, `/soft` or `//hard`;
//! - a password for the phrase, behind `///`: all the rest, slashes too.
//!
//! Two things are refused that `subkey` takes, as they give another account than their writer has in
//! mind: control characters, such as the line end of a file, and a password beside a seed in hex, on
//! which it has no effect. So are texts beyond the limits below.

use alloc::vec::Vec;
use core::fmt;

use bip39::{Language, Mnemonic};
use pbkdf2::pbkdf2_hmac;
use sha2::Sha512;
use zeroize::Zeroizing;

use super::junction::{Junction, Seed};

/// The longest text that is read, in bytes.
const MAX_TEXT: usize = 4096;
/// The most junctions. Each costs a derivation.
const MAX_JUNCTIONS: usize = 64;
/// The rounds of PBKDF2 that BIP-39 wants.
const ROUNDS: u32 = 2048;
/// No secret: every development chain gives its accounts of this phrase money.
const DEVELOPMENT: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

/// A secret, read but not yet derived.
pub(super) struct Suri {
    pub(super) seed: Seed,
    pub(super) junctions: Vec<Junction>,
}

impl Suri {
    pub(super) fn parse(text: &str) -> Result<Self, SuriError> {
        if text.len() > MAX_TEXT {
            return Err(SuriError::TooLong { length: text.len(), limit: MAX_TEXT });
        }
        if let Some(at) = text.find(|c: char| c.is_control()) {
            return Err(SuriError::ControlCharacter { at });
        }
        let (text, password) = match text.split_once("///") {
            Some((text, password)) => (text, Some(password)),
            None => (text, None),
        };
        let (phrase, path) = text.split_at(text.find('/').unwrap_or(text.len()));
        let junctions = junctions(path)?;
        let seed = match (phrase.strip_prefix("0x"), password) {
            (Some(_), Some(_)) => return Err(SuriError::PasswordOfSeed),
            (Some(digits), None) => hex_seed(digits)?,
            (None, password) => {
                let phrase = if phrase.is_empty() { DEVELOPMENT } else { phrase };
                phrase_seed(phrase, password.unwrap_or_default())?
            }
        };
        Ok(Self { seed, junctions })
    }
}

fn junctions(mut path: &str) -> Result<Vec<Junction>, SuriError> {
    let mut junctions = Vec::new();
    // What is left starts with a slash or is empty.
    while let Some(rest) = path.strip_prefix('/') {
        if junctions.len() == MAX_JUNCTIONS {
            return Err(SuriError::TooManyJunctions { limit: MAX_JUNCTIONS });
        }
        let (rest, is_hard) = match rest.strip_prefix('/') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let (code, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if code.is_empty() {
            return Err(SuriError::EmptyJunction { number: junctions.len() + 1 });
        }
        junctions.push(Junction::new(code, is_hard));
        path = rest;
    }
    Ok(junctions)
}

fn hex_seed(digits: &str) -> Result<Seed, SuriError> {
    if let Some(at) = digits.find(|c: char| !c.is_ascii_hexdigit()) {
        return Err(SuriError::HexDigit { at: at + 2 });
    }
    let mut seed = Seed::default();
    match const_hex::decode_to_slice(digits, &mut seed[..]) {
        Ok(()) => Ok(seed),
        Err(_) => Err(SuriError::HexLength { digits: digits.len() }),
    }
}

/// Substrate stretches the phrase's entropy, where BIP-39 stretches its text.
fn phrase_seed(phrase: &str, password: &str) -> Result<Seed, SuriError> {
    let mnemonic = Mnemonic::parse_in_normalized(Language::English, phrase).map_err(of_phrase)?;
    let (entropy, length) = mnemonic.to_entropy_array();
    let entropy = Zeroizing::new(entropy);
    let salt = Zeroizing::new(["mnemonic", password].concat());
    let mut stretched = Zeroizing::new([0; 64]);
    pbkdf2_hmac::<Sha512>(&entropy[..length], salt.as_bytes(), ROUNDS, &mut stretched[..]);
    let mut seed = Seed::default();
    seed.copy_from_slice(&stretched[..32]);
    Ok(seed)
}

fn of_phrase(error: bip39::Error) -> SuriError {
    match error {
        bip39::Error::BadWordCount(words) => SuriError::WordCount { words },
        bip39::Error::UnknownWord(at) => SuriError::UnknownWord { number: at + 1 },
        // The others are of things that are not asked for: entropy given, a language guessed.
        _ => SuriError::Checksum,
    }
}

/// Why a text is no secret of a key pair. Tells where, never what stands there.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SuriError {
    /// The last word of the phrase does not fit the others.
    Checksum,
    /// A control character, such as a line end.
    #[non_exhaustive]
    ControlCharacter {
        /// Where it stands in the text, in bytes.
        at: usize,
    },
    /// A junction without a name.
    #[non_exhaustive]
    EmptyJunction {
        /// Which one; the first is 1.
        number: usize,
    },
    /// A character behind `0x` that is no hex digit.
    #[non_exhaustive]
    HexDigit {
        /// Where it stands in the text, in bytes.
        at: usize,
    },
    /// Not 64 digits behind `0x`.
    #[non_exhaustive]
    HexLength {
        /// How many there were.
        digits: usize,
    },
    /// The seed is no secret key of the scheme: of ecdsa, zero and what is beyond the curve's order.
    NoKey,
    /// A password beside a seed in hex, on which it has no effect.
    PasswordOfSeed,
    /// A junction `/soft`, which only sr25519 has.
    #[non_exhaustive]
    SoftJunction {
        /// Which one; the first is 1.
        number: usize,
    },
    /// The text is longer than any secret.
    #[non_exhaustive]
    TooLong {
        /// How long it is, in bytes.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// More junctions than anybody has.
    #[non_exhaustive]
    TooManyJunctions {
        /// How many there may be.
        limit: usize,
    },
    /// A word that is not of the English list of BIP-39.
    #[non_exhaustive]
    UnknownWord {
        /// Which one; the first is 1.
        number: usize,
    },
    /// A phrase that has not 12, 15, 18, 21 or 24 words.
    #[non_exhaustive]
    WordCount {
        /// How many it has.
        words: usize,
    },
}

impl fmt::Display for SuriError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checksum => f.write_str("phrase: the checksum in its last word is wrong"),
            Self::ControlCharacter { at } => {
                write!(f, "secret: a control character, such as a line end, at position {at}")
            }
            Self::EmptyJunction { number } => {
                write!(f, "derivation path: junction {number} has no name")
            }
            Self::HexDigit { at } => {
                write!(f, "seed: the character at position {at} is not a hex digit")
            }
            Self::HexLength { digits } => {
                write!(f, "seed: {digits} digits behind 0x, 64 wanted")
            }
            Self::NoKey => f.write_str("seed: no secret key of this scheme"),
            Self::PasswordOfSeed => {
                f.write_str("seed: a password belongs to a phrase, not to a seed in hex")
            }
            Self::SoftJunction { number } => {
                write!(f, "derivation path: junction {number} is soft, which only sr25519 has")
            }
            Self::TooLong { length, limit } => {
                write!(f, "secret: {length} bytes long, at most {limit} are read")
            }
            Self::TooManyJunctions { limit } => {
                write!(f, "derivation path: more than {limit} junctions")
            }
            Self::UnknownWord { number } => {
                write!(f, "phrase: word {number} is not in the English list of BIP-39")
            }
            Self::WordCount { words } => {
                write!(f, "phrase: {words} words, 12, 15, 18, 21 or 24 wanted")
            }
        }
    }
}

impl core::error::Error for SuriError {}
