//! What a transaction will cost, before it is signed.

#![allow(unused_qualifications, reason = "the derives write them")]

use alloc::vec::Vec;

use futures::future::try_join;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::layout::Decoder;
use subwire_codec::scale_info::TypeInfo;
use subwire_transport::Transport;

use super::{ComposedCall, Prepared, Signed, TxError, TxOptions, Weight};
use crate::{Client, Error, Runtime, Scheme, Signer};

const API: &str = "TransactionPaymentApi";

/// What a transaction will cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Decode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = subwire_codec::scale_info)]
#[non_exhaustive]
pub struct FeeEstimate {
    /// What its execution may cost a block at most.
    pub weight: Weight,
    /// Which share of a block it comes out of.
    pub class: DispatchClass,
    /// The fee without the tip, in the chain's smallest unit; rao on Subtensor. The chain may give
    /// some of it back where the call turns out to be lighter, or to pay nothing.
    pub partial_fee: u128,
}

/// Which share of a block a call comes out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Decode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = subwire_codec::scale_info)]
#[allow(clippy::exhaustive_enums, reason = "the chain's, closed for years")]
pub enum DispatchClass {
    /// What users send.
    Normal,
    /// What keeps the chain working.
    Operational,
    /// What every block must have.
    Mandatory,
}

/// What the fee is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Decode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = subwire_codec::scale_info)]
#[non_exhaustive]
pub struct FeeDetails {
    /// The parts of the fee; None where nothing is paid.
    pub inclusion_fee: Option<InclusionFee>,
}

/// The parts of a fee, in the chain's smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Decode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = subwire_codec::scale_info)]
#[non_exhaustive]
pub struct InclusionFee {
    /// For being an extrinsic.
    pub base_fee: u128,
    /// For its bytes.
    pub len_fee: u128,
    /// For its weight, adjusted to how full blocks are.
    pub adjusted_weight_fee: u128,
}

impl<T: Transport> Client<T> {
    /// What a call will cost its signer, without signing it: with a placeholder that is as long as
    /// the signature. Round trips as [`prepare`](Self::prepare), and one more; no nonce is taken.
    ///
    /// # Errors
    ///
    /// As [`prepare`](Self::prepare), the runtime's, and [`TxError::Unsupported`] where the runtime
    /// tells no fees.
    pub async fn estimate_fee(
        &self,
        call: &ComposedCall,
        signer: &(impl Signer + ?Sized),
        options: &TxOptions,
    ) -> Result<FeeEstimate, TxError> {
        let account = signer.account();
        // One that was kept from others would leave a gap below what they send meanwhile.
        let nonce = async {
            let nonce = match options.nonce {
                Some(nonce) => nonce,
                None => self.next_nonce(&account).await?,
            };
            Ok((nonce, ()))
        };
        let (unsigned, ()) = self.unsigned(call, &account, options, nonce).await?;
        ask(self, "query_info", &unsigned.placeholder(signer.scheme())?).await
    }
}

impl<T: Transport> Prepared<T> {
    /// What it will cost, signed by this scheme. Two requests, one after the other.
    ///
    /// # Errors
    ///
    /// As [`Client::estimate_fee`].
    pub async fn fee(&self, scheme: Scheme) -> Result<FeeEstimate, TxError> {
        ask(self.client(), "query_info", &self.unsigned().placeholder(scheme)?).await
    }

    /// What the fee is made of. Two requests, one after the other.
    ///
    /// # Errors
    ///
    /// As [`Client::estimate_fee`].
    pub async fn fee_details(&self, scheme: Scheme) -> Result<FeeDetails, TxError> {
        ask(self.client(), "query_fee_details", &self.unsigned().placeholder(scheme)?).await
    }
}

impl<T: Transport> Signed<T> {
    /// What it will cost. Two requests, one after the other.
    ///
    /// # Errors
    ///
    /// As [`Client::estimate_fee`].
    pub async fn fee(&self) -> Result<FeeEstimate, TxError> {
        ask(self.client(), "query_info", self.bytes()).await
    }
}

/// Asks the runtime at the head about an extrinsic.
async fn ask<T: Transport, V: Answer>(
    client: &Client<T>,
    method: &str,
    extrinsic: &[u8],
) -> Result<V, TxError> {
    // It decodes what follows as an extrinsic, which has its length before it, and then a `u32`.
    let length = u32::try_from(extrinsic.len()).unwrap_or(u32::MAX);
    let args = [extrinsic, &length.encode()[..]].concat();
    let at = client.at_head().await?;
    let name = format!("{API}_{method}");
    let (bytes, runtime) = try_join(at.call_raw(&name, &args), at.next_runtime()).await?;
    decode(&runtime, method, &bytes)
}

/// What a method of the API answers, and how it is read where metadata describes no APIs.
trait Answer: Decode + TypeInfo + 'static {
    fn undescribed(bytes: &[u8]) -> Option<Self>;
}

fn decode<V: Answer>(runtime: &Runtime, method: &str, bytes: &[u8]) -> Result<V, TxError> {
    let metadata = runtime.metadata();
    if !metadata.describes_apis() {
        let unknown =
            TxError::Unsupported { what: "fees of a runtime that does not describe them" };
        return V::undescribed(bytes).ok_or(unknown);
    }
    let method = metadata.api(API).and_then(|api| api.method(method));
    let method = method.ok_or_else(|| Error::missing("runtime API", API))?;
    let decoder = Decoder::<V>::new(metadata.schema(), method.output());
    let decoder = decoder.map_err(|mismatch| Error::Layout(mismatch.into()))?;
    Ok(decoder.decode(bytes).map_err(Error::from)?)
}

/// A balance that is the rest of the bytes: chains have 64 or 128 bits.
fn balance(bytes: &[u8]) -> Option<u128> {
    match bytes.len() {
        8 => Some(u64::from_le_bytes(bytes.try_into().ok()?).into()),
        16 => Some(u128::from_le_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}

impl Answer for FeeEstimate {
    fn undescribed(mut bytes: &[u8]) -> Option<Self> {
        let weight = Weight::decode(&mut bytes).ok()?;
        let class = DispatchClass::decode(&mut bytes).ok()?;
        Some(Self { weight, class, partial_fee: balance(bytes)? })
    }
}

impl Answer for FeeDetails {
    fn undescribed(bytes: &[u8]) -> Option<Self> {
        let [1, fees @ ..] = bytes else {
            return (bytes == [0]).then_some(Self { inclusion_fee: None });
        };
        let fees: Option<Vec<u128>> =
            fees.chunks(fees.len().div_ceil(3).max(1)).map(balance).collect();
        let [base_fee, len_fee, adjusted_weight_fee] = fees?[..] else { return None };
        let inclusion_fee = Some(InclusionFee { base_fee, len_fee, adjusted_weight_fee });
        Some(Self { inclusion_fee })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balances_of_both_widths_are_read_without_metadata() {
        let head = [4, 8, 1];
        let [narrow, wide] = [&5u64.to_le_bytes()[..], &5u128.to_le_bytes()[..]]
            .map(|fee| FeeEstimate::undescribed(&[&head[..], fee].concat()).unwrap());
        assert_eq!(narrow, wide);
        assert_eq!((narrow.partial_fee, narrow.class), (5, DispatchClass::Operational));
        assert_eq!(narrow.weight, Weight { ref_time: 1, proof_size: 2 });
        assert_eq!(FeeEstimate::undescribed(&head), None);

        let details = [&[1][..], &[1u64, 2, 3].encode()].concat();
        let fees = FeeDetails::undescribed(&details).unwrap().inclusion_fee.unwrap();
        assert_eq!((fees.base_fee, fees.len_fee, fees.adjusted_weight_fee), (1, 2, 3));
        assert_eq!(FeeDetails::undescribed(&[0]).unwrap().inclusion_fee, None);
        assert_eq!(FeeDetails::undescribed(&[1, 2]), None);
        assert_eq!(FeeDetails::undescribed(&[1]), None);
    }
}
