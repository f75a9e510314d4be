//! What all descriptors have in common: each says what it is, and how it fits a runtime's metadata.
//!
//! A descriptor is a constant, written for the chain as its author knew it. [`Descriptor::verify`]
//! compares it with the metadata of a runtime. `bind`, which each kind of descriptor has, does the
//! same and gives back something that decodes what that runtime answers, by derive or by plan:
//!
//! ```
//! use subwire_codec::metadata::Metadata;
//! use subwire_codec::subtensor::pallets::subtensor_module::storage::TEMPO;
//!
//! /// The tempo of a subnet of which nothing is stored: the runtime's own default.
//! fn default_tempo(metadata: &[u8]) -> Result<u16, Box<dyn std::error::Error>> {
//!     let metadata = Metadata::decode(metadata)?;
//!     Ok(TEMPO.bind(&metadata)?.decode(None)?)
//! }
//! ```

mod call;
mod constant;
mod error;
mod event;
mod function;
mod runtime_api;
mod storage;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use self::call::{BoundCall, Call};
pub use self::constant::Constant;
pub use self::error::PalletError;
pub use self::event::{BoundEvent, Event};
pub use self::function::{BoundViewFunction, ViewFunction};
pub use self::runtime_api::BoundRuntimeApi;
pub use self::storage::{BoundStorage, DescribeKeys};
use crate::error::Place;
use crate::layout::{Change, Mismatch, ValueError, Why};
use crate::metadata::Metadata;
use crate::runtimes::Runtimes;

/// A constant that describes a part of a runtime: any kind of descriptor, its types erased.
pub trait Descriptor: fmt::Debug + Send + Sync {
    /// Which part of a runtime it describes.
    fn kind(&self) -> Kind;

    /// The name of the pallet or of the runtime API.
    fn owner(&self) -> &'static str;

    /// The name of the item, method, constant, call, event, error or function.
    fn item(&self) -> &'static str;

    /// Compares it with a runtime. Takes up to a tenth of a millisecond.
    fn verify(&self, metadata: &Metadata) -> Verdict;

    /// Whether what it decodes by itself is right in a runtime: where the verdict is
    /// [`Verdict::Same`], and where compact integers are only wider in Rust.
    fn reads_as_is(&self, metadata: &Metadata) -> bool {
        matches!(self.verify(metadata), Verdict::Same)
    }

    /// The runtimes that it says it is the same in.
    fn same_in(&self) -> Option<&'static Runtimes> {
        None
    }

    /// The runtimes that it says do not have it.
    fn missing_in(&self) -> Option<&'static Runtimes> {
        None
    }
}

/// What a descriptor describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// A call of a pallet.
    Call,
    /// A constant of a pallet.
    Constant,
    /// An error of a pallet.
    Error,
    /// An event of a pallet.
    Event,
    /// A method of a runtime API.
    RuntimeApi,
    /// A storage item.
    Storage,
    /// A view function of a pallet.
    ViewFunction,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Call => "call",
            Self::Constant => "constant",
            Self::Error => "error",
            Self::Event => "event",
            Self::RuntimeApi => "runtime API method",
            Self::Storage => "storage item",
            Self::ViewFunction => "view function",
        })
    }
}

/// How a descriptor fits a runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_enums, reason = "these are all there can be")]
pub enum Verdict {
    /// As it was written: what the descriptor decodes and encodes by itself is right.
    Same,
    /// The chain has drifted, and what `bind` gives makes up for it.
    Adapted(Vec<Change>),
    /// The runtime does not have it.
    Missing(Missing),
    /// The chain's type is another: it cannot be used on this runtime.
    Incompatible(Mismatch),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("same"),
            Self::Adapted(changes) => {
                f.write_str("adapted")?;
                for (at, change) in changes.iter().enumerate() {
                    write!(f, "{}{change}", if at == 0 { " (" } else { "; " })?;
                }
                f.write_str(if changes.is_empty() { "" } else { ")" })
            }
            Self::Missing(missing) => write!(f, "missing ({missing})"),
            Self::Incompatible(mismatch) => write!(f, "incompatible ({mismatch})"),
        }
    }
}

/// What a runtime does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// Its metadata is of a version that does not describe such things.
    Undescribed(Kind),
    /// The pallet or the runtime API.
    Owner(Kind),
    /// The item of the pallet, or the method of the API.
    Item(Kind),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undescribed(kind) => write!(f, "this version of metadata describes no {kind}"),
            Self::Owner(Kind::RuntimeApi) => f.write_str("no such runtime API"),
            Self::Owner(_) => f.write_str("no such pallet"),
            Self::Item(kind) => write!(f, "no such {kind}"),
        }
    }
}

/// A descriptor that does not fit a runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindError {
    place: Place,
    kind: BindErrorKind,
}

/// Why a descriptor does not fit a runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BindErrorKind {
    /// The runtime does not have it.
    Missing(Missing),
    /// The chain's type is another.
    Incompatible(Mismatch),
    /// The value of a constant, which stands in the metadata, does not decode.
    Value(Box<ValueError>),
}

impl BindError {
    /// Why it does not fit.
    #[must_use]
    pub fn kind(&self) -> &BindErrorKind {
        &self.kind
    }

    fn new(descriptor: &impl Descriptor, kind: BindErrorKind) -> Self {
        let (owner, name) = (descriptor.owner(), descriptor.item());
        Self { place: Place { owner, name }, kind }
    }
}

impl From<Missing> for BindErrorKind {
    fn from(missing: Missing) -> Self {
        Self::Missing(missing)
    }
}

impl From<Mismatch> for BindErrorKind {
    fn from(mismatch: Mismatch) -> Self {
        Self::Incompatible(mismatch)
    }
}

impl From<ValueError> for BindErrorKind {
    fn from(error: ValueError) -> Self {
        Self::Value(Box::new(error))
    }
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.kind {
            BindErrorKind::Missing(missing) => missing.fmt(f),
            BindErrorKind::Incompatible(mismatch) => mismatch.fmt(f),
            BindErrorKind::Value(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for BindError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            BindErrorKind::Missing(_) => None,
            BindErrorKind::Incompatible(mismatch) => Some(mismatch),
            BindErrorKind::Value(error) => Some(&**error),
        }
    }
}

/// The verdict on what was bound, with what had to be made up for.
fn verdict(bound: Result<Vec<Change>, BindErrorKind>) -> Verdict {
    match bound {
        Ok(changes) if changes.is_empty() => Verdict::Same,
        Ok(changes) => Verdict::Adapted(changes),
        Err(BindErrorKind::Missing(missing)) => Verdict::Missing(missing),
        Err(BindErrorKind::Incompatible(mismatch)) => Verdict::Incompatible(mismatch),
        // Only the reading of a constant comes to this.
        Err(BindErrorKind::Value(_)) => Verdict::Incompatible(Mismatch::new("", Why::Undescribed)),
    }
}

impl dyn Descriptor {
    /// Its two names, joined by a dot.
    #[must_use]
    pub fn full_name(&self) -> String {
        [self.owner(), ".", self.item()].concat()
    }
}

/// `Clone`, `Copy` and `Debug`, which a derive would ask of the type parameters too.
macro_rules! descriptor {
    ($name:ident<$($param:ident),*>, $owner:ident, $item:ident) => {
        impl<$($param),*> Clone for $name<$($param),*> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<$($param),*> Copy for $name<$($param),*> {}

        impl<$($param),*> core::fmt::Debug for $name<$($param),*> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({}.{})"), self.$owner, self.$item)
            }
        }
    };
}
use descriptor;
