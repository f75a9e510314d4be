//! Arguments of a call that is made by names: checked against the metadata before anything is
//! encoded.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::registry::TypeDef;
use subwire_codec::storage_key::{self, Argument};
use subwire_codec::{AccountId, Metadata};

use super::TxError;
use crate::Error;

/// The arguments of a call, by name or by place. Those without a name come first, in the chain's
/// order.
#[derive(Clone, Debug, Default)]
pub struct CallArgs<'a> {
    args: Vec<(Option<&'a str>, Argument<'a>)>,
}

impl<'a> CallArgs<'a> {
    /// No arguments.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an argument by its name.
    #[must_use]
    pub fn named(mut self, name: &'a str, arg: Argument<'a>) -> Self {
        self.args.push((Some(name), arg));
        self
    }

    /// Adds the next argument by its place.
    #[must_use]
    pub fn positional(mut self, arg: Argument<'a>) -> Self {
        self.args.push((None, arg));
        self
    }
}

/// What is wrong with an argument of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ArgumentError {
    /// It is not given.
    Missing,
    /// It has no name and comes after one that has, or after the last that the call takes.
    Misplaced,
    /// It is given twice.
    Repeated,
    /// The call takes none of this name.
    #[non_exhaustive]
    Unknown {
        /// The names that it takes.
        takes: Vec<String>,
    },
    /// It is no value of its type.
    Value(Box<storage_key::ArgumentError>),
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::Misplaced => f.write_str("has no name and no place"),
            Self::Repeated => f.write_str("is given twice"),
            Self::Unknown { takes } if takes.is_empty() => {
                f.write_str("is unknown; the call takes none")
            }
            Self::Unknown { takes } => {
                write!(f, "is unknown; the call takes {}", takes.join(", "))
            }
            Self::Value(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ArgumentError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Value(error) => Some(error),
            _ => None,
        }
    }
}

/// The bytes of a call with its two indices.
pub(super) fn encode(
    metadata: &Metadata,
    pallet: &str,
    call: &str,
    args: &CallArgs<'_>,
) -> Result<Vec<u8>, TxError> {
    let found = metadata.pallet(pallet).ok_or_else(|| Error::missing("pallet", pallet))?;
    let variant = found.calls().and_then(|calls| calls.named(call));
    let name = || format!("{pallet}.{call}");
    let variant = variant.ok_or_else(|| Error::missing("call", name()))?;
    let fields: Vec<_> = variant.fields().iter().map(|field| (field.name(), field.ty())).collect();
    let refuse = |argument: &str, error| TxError::Argument {
        call: name(),
        argument: argument.to_owned(),
        error,
    };
    let takes = || fields.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut given: Vec<Option<Argument<'_>>> = vec![None; fields.len()];
    let mut any_named = false;
    for (at, (name, arg)) in args.args.iter().enumerate() {
        any_named |= name.is_some();
        let place = match name {
            Some(wanted) => fields
                .iter()
                .position(|(name, _)| name == wanted)
                .ok_or_else(|| refuse(wanted, ArgumentError::Unknown { takes: takes() }))?,
            None if any_named || at >= fields.len() => {
                return Err(refuse(&format!("{}", at + 1), ArgumentError::Misplaced));
            }
            None => at,
        };
        // Both are as long as the fields.
        let slot = &mut given[place];
        if slot.replace(*arg).is_some() {
            return Err(refuse(fields[place].0, ArgumentError::Repeated));
        }
    }
    let mut bytes = vec![found.index(), variant.index()];
    for ((name, ty), arg) in fields.iter().zip(given) {
        let arg = arg.ok_or_else(|| refuse(name, ArgumentError::Missing))?;
        let encoded = encoded(metadata, *ty, &arg).map_err(|error| refuse(name, error))?;
        bytes.extend_from_slice(&encoded);
    }
    Ok(bytes)
}

/// The bytes of an argument, which is checked to be a value of a type.
fn encoded(
    metadata: &Metadata,
    ty: u32,
    argument: &Argument<'_>,
) -> Result<Vec<u8>, ArgumentError> {
    if let Argument::Word(text) = argument {
        if let Some(bytes) = address(metadata, ty, text) {
            return Ok(bytes);
        }
    }
    argument.encode(metadata.schema(), ty).map_err(|error| ArgumentError::Value(Box::new(error)))
}

/// An address as a person types it, where the chain wants a `MultiAddress`: its account.
fn address(metadata: &Metadata, ty: u32, text: &str) -> Option<Vec<u8>> {
    let TypeDef::Variant(variants) = metadata.registry().get(ty)?.def() else { return None };
    let id = variants.named("Id")?;
    let account: AccountId = text.parse().ok()?;
    let bytes = [&[id.index()], &account.as_bytes()[..]].concat();
    // Another enum may have an `Id` of its own.
    metadata.schema().validate(ty, &bytes).ok().map(|()| bytes)
}
