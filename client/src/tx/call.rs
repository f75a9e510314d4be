//! Calls, encoded for one runtime.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::Call;
use subwire_codec::codec::Encode;
use subwire_codec::extrinsic::{DecodedCall, bare};
use subwire_codec::hash::blake2b_256;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::schema::Accounts;
use subwire_transport::Transport;

use super::TxError;
use super::args::{self, CallArgs};
use crate::{At, Error, Runtime};

/// A call of a pallet: its bytes, and the runtime whose metadata they were checked against.
///
/// A value like others: it can be wrapped in further calls ([`batch_all`](Self::batch_all),
/// [`proxy`](Self::proxy), [`sudo`](Self::sudo), …), shown, and signed any number of times.
///
/// ```
/// # fn run(runtime: &subwire::Runtime) -> Result<(), subwire::tx::TxError> {
/// use subwire::codec::storage_key::Argument;
/// use subwire::tx::{CallArgs, ComposedCall};
///
/// let args = CallArgs::new()
///     .named("dest", Argument::Word("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"))
///     .named("value", Argument::Word("1000000000"));
/// let transfer = runtime.compose_dynamic("Balances", "transfer_keep_alive", &args)?;
/// let twice = ComposedCall::batch_all([transfer.clone(), transfer])?;
/// assert_eq!(twice.decoded()?.name(), "batch_all");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ComposedCall {
    runtime: Runtime,
    bytes: Vec<u8>,
}

impl Runtime {
    /// Encodes a call by its descriptor.
    ///
    /// # Errors
    ///
    /// [`Error::Bind`] where this runtime's call is missing or takes other arguments.
    pub fn compose<A>(&self, call: &Call<A>, args: &A) -> Result<ComposedCall, TxError>
    where
        A: Encode + TypeInfo + 'static,
    {
        let bytes = self.call(call).map_err(Error::from)?.encode(args);
        Ok(ComposedCall { runtime: self.clone(), bytes })
    }

    /// Encodes a call by its names, as the metadata describes it.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] where this runtime has no such call, [`TxError::Argument`] with the name
    /// of the first argument that is missing, unknown, given twice or of another type.
    pub fn compose_dynamic(
        &self,
        pallet: &str,
        call: &str,
        args: &CallArgs<'_>,
    ) -> Result<ComposedCall, TxError> {
        let bytes = args::encode(self.metadata(), pallet, call, args)?;
        Ok(ComposedCall { runtime: self.clone(), bytes })
    }

    /// Takes a call that was encoded elsewhere.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the bytes are none of this runtime's calls.
    pub fn compose_bytes(&self, bytes: impl Into<Vec<u8>>) -> Result<ComposedCall, TxError> {
        let call = ComposedCall { runtime: self.clone(), bytes: bytes.into() };
        call.decoded()?;
        Ok(call)
    }
}

impl<T: Transport> At<T> {
    /// Encodes a call by its descriptor for the runtime that executes the next block. Requests as
    /// [`next_runtime`](Self::next_runtime): none where it is known.
    ///
    /// # Errors
    ///
    /// As [`next_runtime`](Self::next_runtime) and [`Runtime::compose`].
    pub async fn compose<A>(&self, call: &Call<A>, args: &A) -> Result<ComposedCall, TxError>
    where
        A: Encode + TypeInfo + 'static,
    {
        self.next_runtime().await?.compose(call, args)
    }

    /// Encodes a call by its names for the runtime that executes the next block. Requests as
    /// [`next_runtime`](Self::next_runtime): none where it is known.
    ///
    /// # Errors
    ///
    /// As [`next_runtime`](Self::next_runtime) and [`Runtime::compose_dynamic`].
    pub async fn compose_dynamic(
        &self,
        pallet: &str,
        call: &str,
        args: &CallArgs<'_>,
    ) -> Result<ComposedCall, TxError> {
        self.next_runtime().await?.compose_dynamic(pallet, call, args)
    }
}

impl ComposedCall {
    /// The runtime that it is for.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// Its bytes, as an extrinsic holds them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// `blake2_256` of its bytes, by which multisigs, proxies and the scheduler name it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        blake2b_256(&self.bytes)
    }

    /// Its names and arguments.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where a descriptor's own `Encode` wrote something else than it promised.
    pub fn decoded(&self) -> Result<DecodedCall<'_, '_>, Error> {
        Ok(self.runtime.metadata().decode_call(&self.bytes)?)
    }

    /// Writes it as JSON text, accounts as SS58 addresses of Substrate's general prefix, 42.
    ///
    /// # Errors
    ///
    /// As [`decoded`](Self::decoded).
    pub fn to_json(&self) -> Result<String, Error> {
        Ok(self.decoded()?.to_json(Accounts::default())?)
    }

    /// The bytes of a bare extrinsic of format 4 or 5: the call by itself, which nobody signs. Few
    /// pallets take one.
    ///
    /// # Errors
    ///
    /// [`TxError::Compose`] where the chain does not take the format.
    pub fn bare(&self, format: u8) -> Result<Vec<u8>, TxError> {
        Ok(bare(self.runtime.metadata(), format, &self.bytes)?)
    }
}

impl fmt::Debug for ComposedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decoded() {
            Ok(call) => call.fmt(f),
            Err(error) => write!(f, "ComposedCall({error})"),
        }
    }
}
