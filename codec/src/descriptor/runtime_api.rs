//! Methods of runtime APIs, bound to a runtime.

use alloc::vec::Vec;
use core::fmt;

use parity_scale_codec::{Decode, Encode};
use scale_info::{MetaType, TypeInfo};

use super::{BindError, BindErrorKind, Descriptor, Kind, Missing, Verdict, verdict};
use crate::layout::{Change, Decoder, Fit, ValueError, arguments};
use crate::metadata::Metadata;
use crate::output;
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
    /// is known then, and so is which methods of Subtensor wrapped an `Option` with its tag.
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
        let decoder = Decoder::of(self.facts().fit(metadata)?);
        Ok(BoundRuntimeApi { api: *self, decoder })
    }
}

impl<Args: TypeInfo + 'static, Output: TypeInfo + 'static> RuntimeApi<Args, Output> {
    // Once for each descriptor, not for each use of it.
    #[inline(never)]
    fn facts(&self) -> Facts {
        let (args, output) = (MetaType::new::<Args>(), MetaType::new::<Output>());
        Facts { api: self.api(), method: self.method(), args, output }
    }
}

/// A descriptor, its types as descriptions: what is done with it is compiled once.
struct Facts {
    api: &'static str,
    method: &'static str,
    args: MetaType,
    output: MetaType,
}

impl Facts {
    fn fit(&self, metadata: &Metadata) -> Result<Fit, BindErrorKind> {
        if !metadata.describes_apis() {
            return Err(Missing::Undescribed(Kind::RuntimeApi).into());
        }
        let api = metadata.api(self.api).ok_or(Missing::Owner(Kind::RuntimeApi))?;
        let method = api.method(self.method).ok_or(Missing::Item(Kind::RuntimeApi))?;
        let takes = method.inputs().map(|input| (input.name(), input.ty()));
        arguments(metadata.schema(), takes, Registry::of_meta(&self.args))?;
        let keeps_tag = output::keeps_tag(self.api, self.method);
        Ok(Fit::of_output(metadata.schema(), method.output(), &self.output, keeps_tag)?)
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
    Output: TypeInfo + 'static,
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

    #[inline(never)]
    fn verify(&self, metadata: &Metadata) -> Verdict {
        verdict(self.facts().fit(metadata).map(|fit| fit.changes()))
    }

    fn reads_as_is(&self, metadata: &Metadata) -> bool {
        self.facts().fit(metadata).is_ok_and(|fit| fit.keeps_bytes())
    }

    fn same_in(&self) -> Option<&'static Runtimes> {
        self.runtimes()
    }

    fn missing_in(&self) -> Option<&'static Runtimes> {
        self.missing()
    }
}

impl<Args, Output> fmt::Debug for BoundRuntimeApi<Args, Output> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound{:?}", self.api)
    }
}
