//! Methods of runtime APIs, bound to a runtime.

use alloc::vec::Vec;
use core::fmt;

use parity_scale_codec::{Decode, Encode};
use scale_info::TypeInfo;

use super::{BindError, BindErrorKind, Descriptor, Kind, Missing, Verdict, verdict};
use crate::layout::{Change, Decoder, ValueError, arguments};
use crate::metadata::Metadata;
use crate::registry::Registry;
use crate::runtime_api::RuntimeApi;
use crate::runtimes::Runtimes;

/// A method of a runtime API of one runtime: decodes what it returns there.
///
/// Owns what it needs; keep it as long as the runtime is the same.
pub struct BoundRuntimeApi<Args, Output> {
    api: RuntimeApi<Args, Output>,
    decoder: Decoder<Output>,
}

impl<Args, Output> RuntimeApi<Args, Output>
where
    Args: TypeInfo + 'static,
    Output: Decode + TypeInfo + 'static,
{
    /// Compares the method with a runtime's metadata, and gives what decodes its output there.
    ///
    /// The arguments must be exactly what the chain takes. The output may have drifted, or be wrapped
    /// in a `Vec<u8>`: see [`Decoder::of_output`]. What [`or_wrapped`](RuntimeApi::or_wrapped) guesses
    /// is known then.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the method is missing or does not fit; metadata of version 14 describes
    /// no methods.
    pub fn bind(&self, metadata: &Metadata) -> Result<BoundRuntimeApi<Args, Output>, BindError> {
        self.try_bind(metadata).map_err(|kind| BindError::new(self, kind))
    }

    fn try_bind(
        &self,
        metadata: &Metadata,
    ) -> Result<BoundRuntimeApi<Args, Output>, BindErrorKind> {
        if !metadata.describes_apis() {
            return Err(Missing::Undescribed(Kind::RuntimeApi).into());
        }
        let api = metadata.api(self.api()).ok_or(Missing::Owner(Kind::RuntimeApi))?;
        let method = api.method(self.method()).ok_or(Missing::Item(Kind::RuntimeApi))?;
        let takes = method.inputs().map(|input| (input.name(), input.ty()));
        arguments(metadata.schema(), takes, Registry::of::<Args>())?;
        let decoder = Decoder::of_output(metadata.schema(), method.output())?;
        Ok(BoundRuntimeApi { api: *self, decoder })
    }
}

impl<Args, Output> BoundRuntimeApi<Args, Output> {
    /// The descriptor, which names the call.
    #[must_use]
    pub fn api(&self) -> RuntimeApi<Args, Output> {
        self.api
    }
}

impl<Args: Encode, Output> BoundRuntimeApi<Args, Output> {
    /// As [`RuntimeApi::encode_args`].
    #[must_use]
    pub fn encode_args(&self, args: &Args) -> Vec<u8> {
        self.api.encode_args(args)
    }
}

impl<Args, Output: Decode + TypeInfo + 'static> BoundRuntimeApi<Args, Output> {
    /// What has drifted in the output.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        self.decoder.changes()
    }

    /// Decodes what the call returned.
    ///
    /// # Errors
    ///
    /// [`ValueError`] with the offset and the path of what is wrong.
    pub fn decode(&self, bytes: &[u8]) -> Result<Output, ValueError> {
        self.decoder.decode(bytes).map_err(|error| error.at(self.api.api(), self.api.method()))
    }
}

impl<Args, Output> Descriptor for RuntimeApi<Args, Output>
where
    Args: TypeInfo + 'static,
    Output: Decode + TypeInfo + 'static,
{
    fn kind(&self) -> Kind {
        Kind::RuntimeApi
    }

    fn owner(&self) -> &'static str {
        self.api()
    }

    fn item(&self) -> &'static str {
        self.method()
    }

    fn verify(&self, metadata: &Metadata) -> Verdict {
        verdict(self.try_bind(metadata).map(|bound| bound.changes()))
    }

    fn same_in(&self) -> Option<&'static Runtimes> {
        self.runtimes()
    }
}

impl<Args, Output> fmt::Debug for BoundRuntimeApi<Args, Output> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound{:?}", self.api)
    }
}
