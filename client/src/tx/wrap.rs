//! Calls that carry calls.

use alloc::string::String;
use alloc::vec::Vec;

use subwire_codec::AccountId;
use subwire_codec::codec::{Compact, Encode};
use subwire_codec::storage_key::Argument;

use super::args::CallArgs;
use super::multisig::{Multisig, Timepoint, Weight};
use super::{ComposedCall, TxError};

/// Each is checked against the runtime's metadata: of a runtime without the pallet, or whose pallet
/// takes other arguments, an error says which name is missing.
impl ComposedCall {
    /// `Utility.batch_all`: all calls, or none of them where one fails.
    ///
    /// # Errors
    ///
    /// [`Error::Missing`](crate::Error::Missing) or [`TxError::Argument`] where the runtime has no such call,
    /// [`TxError::Calls`] where there is no call or they are of different runtimes.
    pub fn batch_all(calls: impl IntoIterator<Item = Self>) -> Result<Self, TxError> {
        Self::batched("batch_all", calls)
    }

    /// `Utility.batch`: one call after another until one fails; those before stay done. The
    /// extrinsic succeeds all the same, and `Utility.BatchInterrupted` tells.
    ///
    /// # Errors
    ///
    /// As [`batch_all`](Self::batch_all).
    pub fn batch(calls: impl IntoIterator<Item = Self>) -> Result<Self, TxError> {
        Self::batched("batch", calls)
    }

    /// `Utility.force_batch`: all calls, whichever fail. `Utility.ItemFailed` tells of each.
    ///
    /// # Errors
    ///
    /// As [`batch_all`](Self::batch_all).
    pub fn force_batch(calls: impl IntoIterator<Item = Self>) -> Result<Self, TxError> {
        Self::batched("force_batch", calls)
    }

    /// `Proxy.proxy`: in the name of `real`, whose proxy the signer is. `kind` is the proxy type to
    /// use, `"Staking"`; None takes whichever allows the call.
    ///
    /// # Errors
    ///
    /// As [`batch_all`](Self::batch_all); also where the runtime has no such proxy type.
    pub fn proxy(&self, real: &AccountId, kind: Option<&str>) -> Result<Self, TxError> {
        let args = CallArgs::new()
            .named("force_proxy_type", kind.map_or(Argument::Json("null"), Argument::Word))
            .named("call", Argument::Encoded(self.bytes()));
        self.with_account("Proxy", "proxy", "real", real, args)
    }

    /// `Sudo.sudo`: with the root origin, signed by the sudo key.
    ///
    /// # Errors
    ///
    /// As [`batch_all`](Self::batch_all).
    pub fn sudo(&self) -> Result<Self, TxError> {
        let args = CallArgs::new().named("call", Argument::Encoded(self.bytes()));
        self.runtime().compose_dynamic("Sudo", "sudo", &args)
    }

    /// `Multisig.as_multi`: approves the call as one of a multisig's signatories, and executes it
    /// where that was the last approval needed.
    ///
    /// `since` is the block and the extrinsic of the first approval, None if this is it.
    /// `max_weight` bounds what the execution may cost: an estimate of this call's
    /// [weight](super::FeeEstimate::weight).
    ///
    /// # Errors
    ///
    /// As [`batch_all`](Self::batch_all), and [`TxError::Multisig`] where `signer` is no signatory.
    pub fn as_multi(
        &self,
        multisig: &Multisig,
        signer: &AccountId,
        since: Option<Timepoint>,
        max_weight: Weight,
    ) -> Result<Self, TxError> {
        let (others, since, weight) = parts(multisig, signer, since, max_weight)?;
        self.runtime().compose_dynamic(
            "Multisig",
            "as_multi",
            &CallArgs::new()
                .named("threshold", Argument::Encoded(&threshold(multisig)))
                .named("other_signatories", Argument::Encoded(&others))
                .named("maybe_timepoint", Argument::Encoded(&since))
                .named("call", Argument::Encoded(self.bytes()))
                .named("max_weight", Argument::Json(&weight)),
        )
    }

    /// `Multisig.approve_as_multi`: approves the call by its hash, without executing it.
    ///
    /// # Errors
    ///
    /// As [`as_multi`](Self::as_multi).
    pub fn approve_as_multi(
        &self,
        multisig: &Multisig,
        signer: &AccountId,
        since: Option<Timepoint>,
        max_weight: Weight,
    ) -> Result<Self, TxError> {
        let (others, since, weight) = parts(multisig, signer, since, max_weight)?;
        self.runtime().compose_dynamic(
            "Multisig",
            "approve_as_multi",
            &CallArgs::new()
                .named("threshold", Argument::Encoded(&threshold(multisig)))
                .named("other_signatories", Argument::Encoded(&others))
                .named("maybe_timepoint", Argument::Encoded(&since))
                .named("call_hash", Argument::Encoded(&self.hash()))
                .named("max_weight", Argument::Json(&weight)),
        )
    }

    /// `Multisig.cancel_as_multi`: takes back what [`approve_as_multi`](Self::approve_as_multi) or
    /// [`as_multi`](Self::as_multi) began, by the signatory who began it.
    ///
    /// # Errors
    ///
    /// As [`as_multi`](Self::as_multi).
    pub fn cancel_as_multi(
        &self,
        multisig: &Multisig,
        signer: &AccountId,
        since: Timepoint,
    ) -> Result<Self, TxError> {
        let others = multisig.others(signer)?.encode();
        self.runtime().compose_dynamic(
            "Multisig",
            "cancel_as_multi",
            &CallArgs::new()
                .named("threshold", Argument::Encoded(&threshold(multisig)))
                .named("other_signatories", Argument::Encoded(&others))
                .named("timepoint", Argument::Encoded(&since.encode()))
                .named("call_hash", Argument::Encoded(&self.hash())),
        )
    }

    /// `Multisig.as_multi_threshold_1`: at once, as the multisig of these signatories with
    /// threshold 1.
    ///
    /// # Errors
    ///
    /// As [`as_multi`](Self::as_multi); also where the multisig has another threshold.
    pub fn as_multi_threshold_1(
        &self,
        multisig: &Multisig,
        signer: &AccountId,
    ) -> Result<Self, TxError> {
        let others = multisig.others_of_one(signer)?.encode();
        let args = CallArgs::new()
            .named("other_signatories", Argument::Encoded(&others))
            .named("call", Argument::Encoded(self.bytes()));
        self.runtime().compose_dynamic("Multisig", "as_multi_threshold_1", &args)
    }

    fn batched(name: &str, calls: impl IntoIterator<Item = Self>) -> Result<Self, TxError> {
        let calls: Vec<_> = calls.into_iter().collect();
        let Some(first) = calls.first() else { return Err(TxError::Calls) };
        let runtime = first.runtime();
        if calls.iter().any(|call| call.runtime().spec() != runtime.spec()) {
            return Err(TxError::Calls);
        }
        let mut bytes = Compact(calls.len() as u64).encode();
        calls.iter().for_each(|call| bytes.extend_from_slice(call.bytes()));
        runtime.compose_dynamic(
            "Utility",
            name,
            &CallArgs::new().named("calls", Argument::Encoded(&bytes)),
        )
    }

    /// Adds an account, which the chain takes as an address or, on older runtimes, as it is.
    fn with_account<'a>(
        &self,
        pallet: &str,
        call: &str,
        name: &'a str,
        account: &AccountId,
        args: CallArgs<'a>,
    ) -> Result<Self, TxError> {
        let address = account.to_string();
        self.runtime().compose_dynamic(pallet, call, &args.named(name, Argument::Word(&address)))
    }
}

fn threshold(multisig: &Multisig) -> [u8; 2] {
    multisig.threshold().to_le_bytes()
}

/// What both approvals take, encoded.
fn parts(
    multisig: &Multisig,
    signer: &AccountId,
    since: Option<Timepoint>,
    max_weight: Weight,
) -> Result<(Vec<u8>, Vec<u8>, String), TxError> {
    let others = multisig.others(signer)?;
    Ok((others.encode(), since.encode(), max_weight.to_json()))
}
