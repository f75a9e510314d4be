//! Hyperparameters as names and values.

use core::fmt;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::Tao;
use crate::fixed::{I32F32, U64F64};
use crate::subtensor::{PerU16, PerU64, Text};

/// A hyperparameter's name and value. Since spec version 425.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct HyperparamEntry {
    /// The name, `tempo`.
    pub name: Text,
    /// The value.
    pub value: HyperparamValue,
}

/// A hyperparameter's value, as the runtime types it.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub enum HyperparamValue {
    /// Yes or no.
    Bool(bool),
    /// A number.
    U16(#[codec(compact)] u16),
    /// A number.
    U32(#[codec(compact)] u32),
    /// A number.
    U64(
        #[codec(compact)]
        #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
        u64,
    ),
    /// A number.
    U128(
        #[codec(compact)]
        #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
        u128,
    ),
    /// An amount of TAO.
    TaoBalance(#[codec(compact)] Tao),
    /// A number with a fraction.
    I32F32(I32F32),
    /// A number with a fraction.
    U64F64(U64F64),
}

impl HyperparamValue {
    /// The value, where it is a whole number, whatever its width. An amount is its rao.
    #[must_use]
    pub fn as_whole(&self) -> Option<u128> {
        match self {
            Self::U16(number) => Some((*number).into()),
            Self::U32(number) => Some((*number).into()),
            Self::U64(number) => Some((*number).into()),
            Self::U128(number) => Some(*number),
            Self::TaoBalance(amount) => Some(amount.rao().into()),
            Self::Bool(_) | Self::I32F32(_) | Self::U64F64(_) => None,
        }
    }

    /// The value, where it is yes or no.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

impl fmt::Display for HyperparamValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::U16(number) => number.fmt(f),
            Self::U32(number) => number.fmt(f),
            Self::U64(number) => number.fmt(f),
            Self::U128(number) => number.fmt(f),
            Self::TaoBalance(amount) => amount.fmt(f),
            Self::I32F32(number) => number.fmt(f),
            Self::U64F64(number) => number.fmt(f),
        }
    }
}

/// A Rust type and the value that it is among hyperparameters.
pub(super) trait Known: Copy {
    fn to_value(self) -> HyperparamValue;

    /// `None` where the value is of another kind or does not fit.
    fn from_value(value: HyperparamValue) -> Option<Self>;
}

macro_rules! whole {
    ($($type:ty as $variant:ident($int:ty): $to:expr, $from:expr;)*) => {$(
        impl Known for $type {
            fn to_value(self) -> HyperparamValue {
                HyperparamValue::$variant($to(self))
            }

            fn from_value(value: HyperparamValue) -> Option<Self> {
                <$int>::try_from(value.as_whole()?).ok().map($from)
            }
        }
    )*};
}

whole!(
    u16 as U16(u16): |number| number, |number| number;
    u32 as U32(u32): |number| number, |number| number;
    u64 as U64(u64): |number| number, |number| number;
    PerU16 as U16(u16): |ratio: Self| ratio.0, Self;
    PerU64 as U64(u64): |ratio: Self| ratio.0, Self;
    crate::subtensor::PerMille as U32(u32): |ratio: Self| ratio.0, Self;
    Tao as TaoBalance(u64): |amount| amount, Self::from_rao;
);

macro_rules! same {
    ($($type:ident as $variant:ident),*) => {$(
        impl Known for $type {
            fn to_value(self) -> HyperparamValue {
                HyperparamValue::$variant(self)
            }

            fn from_value(value: HyperparamValue) -> Option<Self> {
                match value {
                    HyperparamValue::$variant(value) => Some(value),
                    _ => None,
                }
            }
        }
    )*};
}

same!(bool as Bool, I32F32 as I32F32, U64F64 as U64F64);
