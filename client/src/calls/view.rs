//! View functions: questions to a pallet, asked through one runtime call.

#![allow(unused_qualifications, reason = "the derive writes them")]

use alloc::vec::Vec;

use subwire_codec::codec::{Decode, Encode};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{ViewFunction, decode_exact};
use subwire_transport::Transport;

use crate::{At, Error};

/// The runtime call through which view functions are called.
pub(super) const VIEW: &str = "RuntimeViewFunction_execute_view_function";

/// Why a runtime does not call a view function.
///
/// Source: polkadot-sdk, substrate/frame/support/src/view_functions.rs
/// (`ViewFunctionDispatchError`).
#[derive(Decode)]
#[codec(crate = subwire_codec::codec)]
enum Refusal {
    NotImplemented,
    NotFound { _id: [u8; 32] },
    Codec,
}

impl<T: Transport> At<T> {
    /// Calls a view function of a pallet. One request, once the runtime's metadata is known, which
    /// must be of version 16.
    ///
    /// # Errors
    ///
    /// Those of [`next_runtime`](Self::next_runtime) and [`call_raw`](Self::call_raw),
    /// [`Error::Bind`] where the runtime has no such function, [`Error::ViewFunction`] where it
    /// refuses the call, and [`Error::Value`] where the output is none.
    pub async fn call_view<A, O>(&self, function: &ViewFunction<A, O>, args: A) -> Result<O, Error>
    where
        A: Encode + TypeInfo + 'static,
        O: Decode + TypeInfo + 'static,
    {
        let bound = function.bind(self.next_runtime().await?.metadata())?;
        let returned = self.call_raw(VIEW, &bound.encode_args(&args)).await?;
        Ok(bound.decode(&content(&returned)?)?)
    }
}

/// The output's bytes in what the runtime call returned.
pub(super) fn content(returned: &[u8]) -> Result<Vec<u8>, Error> {
    let result: Result<Vec<u8>, Refusal> = decode_exact(returned)?;
    result.map_err(|refusal| {
        Error::ViewFunction(match refusal {
            Refusal::NotImplemented => "the runtime has no view functions",
            Refusal::NotFound { .. } => "the runtime does not find it",
            Refusal::Codec => "the runtime cannot decode the arguments",
        })
    })
}
