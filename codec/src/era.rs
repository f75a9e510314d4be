//! How long a signed extrinsic may wait to be included.
//!
//! The rules and the two bytes are those of `sp_runtime::generic::Era` (polkadot-sdk,
//! substrate/primitives/runtime/src/generic/era.rs).

use core::fmt;

use parity_scale_codec::{
    Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output,
};
use scale_info::build::{Fields, Variants};
use scale_info::{Path, Type, TypeInfo};

const LEAST_PERIOD: u64 = 4;
const GREATEST_PERIOD: u64 = 1 << 16;

/// The blocks in which an extrinsic is valid.
///
/// The signature of a mortal one covers the hash of the block at which its era was born, and it is
/// dropped at the era's death. That also ends the danger of a replay where an account is reaped and
/// its nonce starts anew.
///
/// ```
/// use subwire_codec::Era;
/// use subwire_codec::codec::Encode;
///
/// let era = Era::mortal(64, 1042);             // signed at block 1042, for about 64 blocks
/// assert_eq!((era.birth(1042), era.death(1042)), (1042, 1106));
/// assert_eq!(era.encode(), [0x25, 0x01]);      // 1042 modulo 64 is 18
/// assert_eq!(era.to_string(), "mortal for 64 blocks, phase 18");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Unchecked"))]
#[allow(clippy::exhaustive_enums, reason = "the chain's, closed for years; its bytes are full")]
pub enum Era {
    /// Valid forever; its signature covers the genesis hash.
    Immortal,
    /// Valid for a period of blocks. [`Era::mortal`] and [`Era::from_parts`] make one.
    #[non_exhaustive]
    Mortal {
        /// For how many blocks: a power of two from 4 to 65536.
        period: u64,
        /// The number of the block of its birth, modulo the period.
        ///
        /// In periods above 4096 blocks a multiple of a 4096th of the period.
        phase: u64,
    },
}

impl Era {
    /// The era of an extrinsic that is signed at block `current`, as long as `period` says.
    ///
    /// The period, in blocks, is rounded up to a power of two and is at least 4, at most 65536. A
    /// FRAME runtime forgets the hash of a block after `System.BlockHashCount` more, and with it
    /// the extrinsics that were born there, however long their period.
    ///
    /// The era starts at `current`; where the period is above 4096, up to 15 blocks earlier.
    #[must_use]
    pub fn mortal(period: u64, current: u64) -> Self {
        let period = period.checked_next_power_of_two().unwrap_or(GREATEST_PERIOD);
        let period = period.clamp(LEAST_PERIOD, GREATEST_PERIOD);
        let phase = current % period;
        Self::Mortal { period, phase: phase - phase % quantum(period) }
    }

    /// The mortal era of exactly this period and phase.
    ///
    /// # Errors
    ///
    /// [`EraError`] where two bytes do not hold them.
    pub fn from_parts(period: u64, phase: u64) -> Result<Self, EraError> {
        if !period.is_power_of_two() || !(LEAST_PERIOD..=GREATEST_PERIOD).contains(&period) {
            return Err(EraError::Period { found: period });
        }
        if phase >= period || phase % quantum(period) != 0 {
            return Err(EraError::Phase { found: phase, period });
        }
        Ok(Self::Mortal { period, phase })
    }

    /// Whether it never dies.
    #[must_use]
    pub fn is_immortal(&self) -> bool {
        *self == Self::Immortal
    }

    /// The number of the block at which the era began that `current` is in: the block whose hash
    /// the signature covers. 0 for an immortal one.
    ///
    /// Below the phase no era has begun yet; the first one is meant then.
    #[must_use]
    pub fn birth(&self, current: u64) -> u64 {
        match *self {
            Self::Immortal => 0,
            Self::Mortal { period, phase } => {
                let since = current.saturating_sub(phase);
                since - since % period + phase
            }
        }
    }

    /// The number of the first block that is too late, if the extrinsic was signed at `current`.
    /// `u64::MAX` for an immortal one.
    #[must_use]
    pub fn death(&self, current: u64) -> u64 {
        match *self {
            Self::Immortal => u64::MAX,
            Self::Mortal { period, .. } => self.birth(current).saturating_add(period),
        }
    }
}

/// The phase has twelve bits, so in longer periods only every so many blocks count.
fn quantum(period: u64) -> u64 {
    (period >> 12).max(1)
}

/// One byte 0, or two: four bits of the period's exponent less one, then twelve of the phase.
impl Encode for Era {
    fn size_hint(&self) -> usize {
        if self.is_immortal() { 1 } else { 2 }
    }

    fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
        match *self {
            Self::Immortal => out.push_byte(0),
            Self::Mortal { period, phase } => {
                let exponent = u64::from(period.trailing_zeros()) - 1;
                // Four bits and twelve: `phase` is below the period.
                let bits = (phase / quantum(period)) << 4 | exponent;
                out.write(&(bits as u16).to_le_bytes());
            }
        }
    }
}

impl EncodeLike for Era {}

impl Decode for Era {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let first = input.read_byte()?;
        if first == 0 {
            return Ok(Self::Immortal);
        }
        let bits = u64::from(u16::from_le_bytes([first, input.read_byte()?]));
        let period = 2 << (bits & 0xf);
        let phase = (bits >> 4) * quantum(period);
        Self::from_parts(period, phase).map_err(|_| Error::from("no such period and phase"))
    }
}

impl DecodeWithMemTracking for Era {}

impl MaxEncodedLen for Era {
    fn max_encoded_len() -> usize {
        2
    }
}

/// As the chain describes it: 256 variants, one for each first byte, and the other byte as a field
/// of all but the first.
impl TypeInfo for Era {
    type Identity = Self;

    fn type_info() -> Type {
        let immortal = Variants::new().variant("Immortal", |variant| variant.index(0));
        let variants = (1..=u8::MAX).zip(&MORTAL).fold(immortal, |variants, (index, name)| {
            let len = 7 + index.checked_ilog10().unwrap_or(0) as usize;
            let name = core::str::from_utf8(&name[..len]).unwrap_or_default();
            variants.variant(name, |variant| {
                variant.index(index).fields(Fields::unnamed().field(|field| field.ty::<u8>()))
            })
        });
        Type::builder().path(Path::new("Era", "sp_runtime::generic::era")).variant(variants)
    }
}

/// `Mortal1` to `Mortal255`: names must be static. What is behind the last digit is no part of it.
static MORTAL: [[u8; 9]; 255] = {
    let mut names = [*b"Mortal000"; 255];
    let mut i = 0;
    while i < names.len() {
        let number = i as u8 + 1;
        let mut at = 6;
        if number >= 100 {
            names[i][at] += number / 100;
            at += 1;
        }
        if number >= 10 {
            names[i][at] += number / 10 % 10;
            at += 1;
        }
        names[i][at] += number % 10;
        i += 1;
    }
    names
};

impl fmt::Display for Era {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Immortal => f.write_str("immortal"),
            Self::Mortal { period, phase } => {
                write!(f, "mortal for {period} blocks, phase {phase}")
            }
        }
    }
}

/// A period or phase that no era has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EraError {
    /// Not a power of two from 4 to 65536.
    #[non_exhaustive]
    Period {
        /// The period, in blocks.
        found: u64,
    },
    /// Not below the period, or not a multiple of a 4096th of it.
    #[non_exhaustive]
    Phase {
        /// The phase, in blocks.
        found: u64,
        /// The period, in blocks.
        period: u64,
    },
}

impl fmt::Display for EraError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period { found } => {
                write!(f, "era: period {found} is not a power of two from 4 to 65536")
            }
            Self::Phase { found, period } if found >= period => {
                write!(f, "era: phase {found} is not below the period, {period}")
            }
            Self::Phase { found, period } => {
                let quantum = quantum(*period);
                write!(f, "era: phase {found} in a period of {period} is no multiple of {quantum}")
            }
        }
    }
}

impl core::error::Error for EraError {}

/// What a serialized era is before anybody has looked at it.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(rename = "Era")]
enum Unchecked {
    Immortal,
    Mortal { period: u64, phase: u64 },
}

#[cfg(feature = "serde")]
impl TryFrom<Unchecked> for Era {
    type Error = EraError;

    fn try_from(era: Unchecked) -> Result<Self, EraError> {
        match era {
            Unchecked::Immortal => Ok(Self::Immortal),
            Unchecked::Mortal { period, phase } => Self::from_parts(period, phase),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use proptest::prelude::*;
    use scale_info::TypeDef;

    use super::*;
    use crate::decode_exact;

    fn parts(era: Era) -> (u64, u64) {
        match era {
            Era::Immortal => (0, 0),
            Era::Mortal { period, phase } => (period, phase),
        }
    }

    /// The numbers of sp_runtime's own tests.
    #[test]
    fn as_sp_runtime_has_it() {
        for (period, current, expected, bytes) in [
            (64, 42, (64, 42), [5 + 42 % 16 * 16, 42 / 16]),
            (32768, 20000, (32768, 20000), [14 + (2500 % 16) as u8 * 16, (2500 / 16) as u8]),
            (200, 513, (256, 1), [7 + 16, 0]),
            (2, 1, (4, 1), [1 + 16, 0]),
            (4, 5, (4, 1), [1 + 16, 0]),
            // 1000001 modulo 65536 is 16961, which is 1060 times 16 and one.
            (1_000_000, 1_000_001, (65536, 16960), [15 + (1060 % 16) as u8 * 16, 66]),
            (u64::MAX, 0, (65536, 0), [15, 0]),
            (0, 7, (4, 3), [1 + 48, 0]),
        ] {
            let era = Era::mortal(period, current);
            assert_eq!(parts(era), expected);
            assert_eq!(era.encode(), bytes);
            assert_eq!(decode_exact::<Era>(&bytes), Ok(era));
        }
        assert_eq!(Era::Immortal.encode(), [0]);
        assert_eq!(decode_exact::<Era>(&[0]), Ok(Era::Immortal));
    }

    #[test]
    fn births_and_deaths() {
        let era = Era::mortal(4, 6);
        for current in 6..10 {
            assert_eq!((era.birth(current), era.death(current)), (6, 10));
        }
        assert_eq!((era.birth(10), era.birth(5)), (10, 2));
        // Before the first one began.
        assert_eq!((era.birth(1), era.death(1)), (2, 6));
        for current in [0, 1, u64::MAX] {
            assert_eq!((Era::Immortal.birth(current), Era::Immortal.death(current)), (0, u64::MAX));
        }
        assert_eq!(era.death(u64::MAX), u64::MAX);
    }

    #[test]
    fn what_is_no_era_is_refused() {
        // A period of 2; a phase beyond the period, by one in the second case.
        for bytes in [[0x10, 0x00], [0x41, 0x00], [0x05, 0x40], [0x01, 0xff]] {
            let error = decode_exact::<Era>(&bytes).unwrap_err();
            assert_eq!(error.to_string(), "byte 1 of 2 is not valid in Era", "{bytes:?}");
        }
        let error = decode_exact::<Era>(&[0x05]).unwrap_err();
        assert_eq!(error.to_string(), "Era ends early: 1 more bytes wanted at byte 1, 0 left");
        assert!(decode_exact::<Era>(&[]).is_err());
        assert!(decode_exact::<Era>(&[0, 0]).is_err());
        for (period, phase, text) in [
            (2, 0, "era: period 2 is not a power of two from 4 to 65536"),
            (100, 0, "era: period 100 is not a power of two from 4 to 65536"),
            (1 << 17, 0, "era: period 131072 is not a power of two from 4 to 65536"),
            (64, 64, "era: phase 64 is not below the period, 64"),
            (8192, 3, "era: phase 3 in a period of 8192 is no multiple of 2"),
        ] {
            assert_eq!(Era::from_parts(period, phase).unwrap_err().to_string(), text);
        }
    }

    /// Every pair of bytes: an era with these bytes, or none.
    #[test]
    fn all_bytes() {
        let mut eras = 0;
        for bytes in 0..=u16::MAX {
            let bytes = bytes.to_le_bytes();
            let Ok(era) = Era::decode(&mut &bytes[..]) else { continue };
            let encoded = era.encode();
            assert_eq!(encoded, bytes[..encoded.len()]);
            eras += usize::from(encoded.len() == 2);
        }
        // 4 phases in the shortest period, 4096 in those from 4096 up.
        assert_eq!(eras, (2..12).map(|exponent| 1 << exponent).sum::<usize>() + 5 * 4096);
    }

    #[test]
    fn described_as_the_chain_does() {
        let ty = Era::type_info();
        assert_eq!(ty.path.segments, ["sp_runtime", "generic", "era", "Era"]);
        let TypeDef::Variant(era) = ty.type_def else { panic!("{ty:?}") };
        assert_eq!(era.variants.len(), 256);
        for (i, variant) in era.variants.iter().enumerate() {
            let name = if i == 0 { "Immortal".to_string() } else { format!("Mortal{i}") };
            assert_eq!((variant.name, usize::from(variant.index)), (&*name, i));
            assert_eq!(variant.fields.len(), usize::from(i > 0));
            for field in &variant.fields {
                assert_eq!((field.name, field.ty), (None, scale_info::meta_type::<u8>()));
            }
        }
    }

    #[test]
    #[cfg(feature = "serde")]
    fn in_json_by_period_and_phase() {
        for (era, json) in [
            (Era::Immortal, r#""Immortal""#),
            (Era::mortal(64, 42), r#"{"Mortal":{"period":64,"phase":42}}"#),
        ] {
            assert_eq!(serde_json::to_string(&era).unwrap(), json);
            assert_eq!(serde_json::from_str::<Era>(json).unwrap(), era);
        }
        let error = serde_json::from_str::<Era>(r#"{"Mortal":{"period":64,"phase":65}}"#);
        assert!(error.unwrap_err().to_string().contains("phase 65 is not below the period"));
    }

    proptest! {
        #[test]
        fn an_era_holds_the_block_it_was_made_for(period: u64, small in 0u64..70_000, current: u64) {
            for period in [period, small] {
                let era = Era::mortal(period, current);
                let (length, phase) = parts(era);
                prop_assert_eq!(Era::from_parts(length, phase), Ok(era));
                prop_assert!(length >= period.min(65536));
                prop_assert_eq!(decode_exact::<Era>(&era.encode()), Ok(era));
                let birth = era.birth(current);
                prop_assert!(birth <= current && current - birth < quantum(length));
                prop_assert_eq!(birth % length, phase);
                prop_assert!(current < era.death(current) || era.death(current) == u64::MAX);
                // Whichever block of the era asks, it is the same era.
                prop_assert_eq!(era.birth(birth.saturating_add(length - 1).max(birth)), birth);
            }
        }
    }
}
