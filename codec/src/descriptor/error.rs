//! Errors of pallets.

use super::{Descriptor, Kind, Missing, Verdict};
use crate::dispatch_error::DispatchError;
use crate::metadata::Metadata;

/// An error of a pallet, by name: its index is another in each runtime.
///
/// ```
/// use subwire_codec::PalletError;
///
/// const NOT_REGISTERED: PalletError =
///     PalletError::new("SubtensorModule", "HotKeyNotRegisteredInSubNet");
/// assert_eq!(NOT_REGISTERED.name(), "HotKeyNotRegisteredInSubNet");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PalletError {
    pallet: &'static str,
    name: &'static str,
}

impl PalletError {
    /// Describes the error `name` of `pallet`, both named as in the chain's metadata.
    #[must_use]
    pub const fn new(pallet: &'static str, name: &'static str) -> Self {
        Self { pallet, name }
    }

    /// The pallet's name.
    #[must_use]
    pub const fn pallet(&self) -> &'static str {
        self.pallet
    }

    /// The error's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether an extrinsic failed with this error.
    #[must_use]
    pub fn is(&self, error: &DispatchError<'_>) -> bool {
        error.is(self.pallet, self.name)
    }
}

impl Descriptor for PalletError {
    fn kind(&self) -> Kind {
        Kind::Error
    }

    fn owner(&self) -> &'static str {
        self.pallet
    }

    fn item(&self) -> &'static str {
        self.name
    }

    fn verify(&self, metadata: &Metadata) -> Verdict {
        let Some(pallet) = metadata.pallet(self.pallet) else {
            return Verdict::Missing(Missing::Owner(Kind::Error));
        };
        match pallet.errors().and_then(|errors| errors.named(self.name)) {
            Some(_) => Verdict::Same,
            None => Verdict::Missing(Missing::Item(Kind::Error)),
        }
    }
}
