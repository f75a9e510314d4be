//! View functions of pallets.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::{Decode, Encode};
use scale_info::TypeInfo;

use super::{BindError, BindErrorKind, Descriptor, Kind, Missing, Verdict, verdict};
use crate::layout::{Change, Decoder, ValueError, arguments};
use crate::metadata::Metadata;
use crate::registry::Registry;

/// A view function of a pallet: a question to the runtime, asked through the runtime API
/// `RuntimeViewFunction_execute_view_function`.
///
/// `Args` is the tuple of its arguments, `Output` what it returns. Only metadata of version 16
/// describes view functions.
pub struct ViewFunction<Args, Output> {
    pallet: &'static str,
    name: &'static str,
    types: PhantomData<fn() -> (Args, Output)>,
}

/// A view function of one runtime.
///
/// Owns what it needs; keep it as long as the runtime is the same.
pub struct BoundViewFunction<Args, Output> {
    function: ViewFunction<Args, Output>,
    id: [u8; 32],
    decoder: Decoder<Output>,
}

impl<Args, Output> ViewFunction<Args, Output> {
    /// Describes the function `name` of `pallet`, both named as in the chain's metadata.
    #[must_use]
    pub const fn new(pallet: &'static str, name: &'static str) -> Self {
        Self { pallet, name, types: PhantomData }
    }

    /// The pallet's name.
    #[must_use]
    pub const fn pallet(&self) -> &'static str {
        self.pallet
    }

    /// The function's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<Args, Output> ViewFunction<Args, Output>
where
    Args: TypeInfo + 'static,
    Output: Decode + TypeInfo + 'static,
{
    /// Compares the function with a runtime's metadata, and gives what asks it there.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the function is missing or does not fit.
    pub fn bind(&self, metadata: &Metadata) -> Result<BoundViewFunction<Args, Output>, BindError> {
        self.try_bind(metadata).map_err(|kind| BindError::new(self, kind))
    }

    fn try_bind(
        &self,
        metadata: &Metadata,
    ) -> Result<BoundViewFunction<Args, Output>, BindErrorKind> {
        if metadata.version() < 16 {
            return Err(Missing::Undescribed(Kind::ViewFunction).into());
        }
        let pallet = metadata.pallet(self.pallet).ok_or(Missing::Owner(Kind::ViewFunction))?;
        let function = pallet.view_function(self.name).ok_or(Missing::Item(Kind::ViewFunction))?;
        let takes = function.inputs().map(|input| (input.name(), input.ty()));
        arguments(metadata.schema(), takes, Registry::of::<Args>())?;
        let decoder = Decoder::new(metadata.schema(), function.output())?;
        Ok(BoundViewFunction { function: *self, id: *function.id(), decoder })
    }
}

impl<Args: Encode, Output> BoundViewFunction<Args, Output> {
    /// What `RuntimeViewFunction_execute_view_function` takes: the function's id, and the bytes of
    /// the arguments behind their length.
    #[must_use]
    pub fn encode_args(&self, args: &Args) -> Vec<u8> {
        (self.id, args.encode()).encode()
    }
}

impl<Args, Output: Decode + TypeInfo + 'static> BoundViewFunction<Args, Output> {
    /// The descriptor.
    #[must_use]
    pub fn function(&self) -> ViewFunction<Args, Output> {
        self.function
    }

    /// What has drifted in the output.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        self.decoder.changes()
    }

    /// Decodes the output's bytes. The call wraps them in a `Result`, whose `Ok` holds them behind
    /// their length: that has been taken off.
    ///
    /// # Errors
    ///
    /// [`ValueError`] with the offset and the path of what is wrong.
    pub fn decode(&self, bytes: &[u8]) -> Result<Output, ValueError> {
        let decoded = self.decoder.decode(bytes);
        decoded.map_err(|error| error.at(self.function.pallet, self.function.name))
    }
}

impl<Args, Output> Descriptor for ViewFunction<Args, Output>
where
    Args: TypeInfo + 'static,
    Output: Decode + TypeInfo + 'static,
{
    fn kind(&self) -> Kind {
        Kind::ViewFunction
    }

    fn owner(&self) -> &'static str {
        self.pallet
    }

    fn item(&self) -> &'static str {
        self.name
    }

    fn verify(&self, metadata: &Metadata) -> Verdict {
        verdict(self.try_bind(metadata).map(|bound| bound.changes()))
    }
}

super::descriptor!(ViewFunction<Args, Output>, pallet, name);

impl<Args, Output> fmt::Debug for BoundViewFunction<Args, Output> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound{:?}", self.function)
    }
}
