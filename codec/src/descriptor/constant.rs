//! Constants of pallets.

use core::marker::PhantomData;

use parity_scale_codec::Decode;
use scale_info::{MetaType, TypeInfo};

use super::{BindError, BindErrorKind, Descriptor, Kind, Missing, Verdict, verdict};
use crate::layout::{Decoder, Fit};
use crate::metadata::Metadata;

/// A constant of a pallet: a value that is the same as long as the runtime is, and that stands in
/// its metadata.
///
/// ```
/// use subwire_codec::descriptor::BindError;
/// use subwire_codec::{Constant, Metadata, Tao};
///
/// const EXISTENTIAL_DEPOSIT: Constant<Tao> = Constant::new("Balances", "ExistentialDeposit");
///
/// fn least_balance(metadata: &Metadata) -> Result<Tao, BindError> {
///     EXISTENTIAL_DEPOSIT.read(metadata)
/// }
/// ```
pub struct Constant<T> {
    pallet: &'static str,
    name: &'static str,
    types: PhantomData<fn() -> T>,
}

impl<T> Constant<T> {
    /// Describes the constant `name` of `pallet`, both named as in the chain's metadata.
    #[must_use]
    pub const fn new(pallet: &'static str, name: &'static str) -> Self {
        Self { pallet, name, types: PhantomData }
    }

    /// The pallet's name.
    #[must_use]
    pub const fn pallet(&self) -> &'static str {
        self.pallet
    }

    /// The constant's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode + TypeInfo + 'static> Constant<T> {
    /// Its value in a runtime.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the constant is missing or does not fit, or where its value in the metadata
    /// does not decode.
    pub fn read(&self, metadata: &Metadata) -> Result<T, BindError> {
        let found = find(self.pallet, self.name, &MetaType::new::<T>(), metadata);
        let read = found.and_then(|(fit, value)| Ok(Decoder::of(fit).decode(value)?));
        read.map_err(|kind| BindError::new(self, kind))
    }
}

/// How the constant's type fits, and its bytes.
fn find<'m>(
    pallet: &str,
    name: &str,
    ty: &MetaType,
    metadata: &'m Metadata,
) -> Result<(Fit, &'m [u8]), BindErrorKind> {
    let pallet = metadata.pallet(pallet).ok_or(Missing::Owner(Kind::Constant))?;
    let constant = pallet.constant(name).ok_or(Missing::Item(Kind::Constant))?;
    Ok((Fit::new(metadata.schema(), constant.ty(), ty)?, constant.value()))
}

impl<T: TypeInfo + 'static> Descriptor for Constant<T> {
    fn kind(&self) -> Kind {
        Kind::Constant
    }

    fn owner(&self) -> &'static str {
        self.pallet
    }

    fn item(&self) -> &'static str {
        self.name
    }

    #[inline(never)]
    fn verify(&self, metadata: &Metadata) -> Verdict {
        let found = find(self.pallet, self.name, &MetaType::new::<T>(), metadata);
        verdict(found.map(|(fit, _)| fit.changes()))
    }
}

super::descriptor!(Constant<T>, pallet, name);
