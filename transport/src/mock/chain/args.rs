//! The parameters of a request, read by position as a node reads them, and bytes as it writes
//! them.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::RpcError;
use crate::error::flaw;

/// The parameters of a request.
pub(super) struct Args<'a>(Vec<&'a RawValue>);

impl<'a> Args<'a> {
    pub(super) fn read(params: &'a str) -> Result<Self, RpcError> {
        serde_json::from_str(params).map(Self).map_err(|error| invalid(&error, params))
    }

    pub(super) fn required<T: Deserialize<'a>>(&self, at: usize) -> Result<T, RpcError> {
        let raw = self.0.get(at).map_or("null", |raw| raw.get());
        serde_json::from_str(raw).map_err(|error| invalid(&error, raw))
    }

    pub(super) fn optional<T: Deserialize<'a>>(&self, at: usize) -> Result<Option<T>, RpcError> {
        self.required(at)
    }
}

fn invalid(error: &serde_json::Error, json: &str) -> RpcError {
    let reason = flaw(error, json.as_bytes());
    RpcError::new(RpcError::INVALID_PARAMS, format!("invalid params: {reason}"))
}

/// Bytes, from hex with or without `0x`, as nodes take both.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Hex(pub(super) Vec<u8>);

impl TryFrom<String> for Hex {
    type Error = const_hex::FromHexError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const_hex::decode(text).map(Self)
    }
}

/// One block number, or several: nodes answer in kind.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Numbers {
    One(Number),
    Many(Vec<Number>),
}

/// A block number, from a number or from hex in a string. `None` where no block can have it.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Number(pub(super) Option<u32>);

impl TryFrom<Value> for Number {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let number = match &value {
            Value::String(text) => {
                text.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok())
            }
            other => other.as_u64(),
        };
        let number = number.ok_or_else(|| format!("{value} is no block number"))?;
        Ok(Self(u32::try_from(number).ok()))
    }
}

/// Bytes as nodes write them.
pub(super) fn hex(bytes: &[u8]) -> Value {
    Value::String(const_hex::encode_prefixed(bytes))
}
