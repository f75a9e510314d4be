//! Accounts that several others hold together.

#![allow(unused_qualifications, reason = "the derives write them")]

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::AccountId;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::hash::blake2b_256;
use subwire_codec::scale_info::TypeInfo;

/// With what an account of the pallet Multisig is derived.
const PREFIX: &[u8; 16] = b"modlpy/utilisuba";

/// The account of some signatories, of whom a number must agree.
///
/// ```
/// use subwire::codec::AccountId;
/// use subwire::tx::Multisig;
///
/// let [alice, bob] = [AccountId::from([1; 32]), AccountId::from([2; 32])];
/// let multisig = Multisig::new([bob, alice], 2)?;
/// assert_eq!(multisig.account(), Multisig::new([alice, bob], 2)?.account());
/// # Ok::<(), subwire::tx::MultisigError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multisig {
    /// In the order of their bytes, as the chain wants them.
    signatories: Vec<AccountId>,
    threshold: u16,
}

/// A block and the place of an extrinsic in it: when a multisig's call was approved first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = subwire_codec::scale_info)]
#[allow(clippy::exhaustive_structs, reason = "the chain's")]
pub struct Timepoint {
    /// The block's number.
    pub height: u32,
    /// The extrinsic's place in the block.
    pub index: u32,
}

/// What a call may cost a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Decode, TypeInfo)]
#[codec(crate = subwire_codec::codec)]
#[scale_info(crate = subwire_codec::scale_info)]
#[allow(clippy::exhaustive_structs, reason = "the chain's")]
pub struct Weight {
    /// Time, in picoseconds on the chain's reference machine.
    #[codec(compact)]
    pub ref_time: u64,
    /// Bytes of the state's proof.
    #[codec(compact)]
    pub proof_size: u64,
}

impl Multisig {
    /// The multisig of signatories in any order, of whom `threshold` must agree.
    ///
    /// # Errors
    ///
    /// [`MultisigError`] where the threshold is 0 or above their number, or one is named twice.
    pub fn new(
        signatories: impl IntoIterator<Item = AccountId>,
        threshold: u16,
    ) -> Result<Self, MultisigError> {
        let mut signatories: Vec<_> = signatories.into_iter().collect();
        signatories.sort_unstable();
        if signatories.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(MultisigError::Repeated);
        }
        if threshold == 0 || usize::from(threshold) > signatories.len() {
            return Err(MultisigError::Threshold { found: threshold, of: signatories.len() });
        }
        Ok(Self { signatories, threshold })
    }

    /// Its account: `blake2_256` of `modlpy/utilisuba`, the sorted signatories and the threshold.
    #[must_use]
    pub fn account(&self) -> AccountId {
        blake2b_256(&(PREFIX, &self.signatories, self.threshold).encode()).into()
    }

    /// How many must agree.
    #[must_use]
    pub fn threshold(&self) -> u16 {
        self.threshold
    }

    /// Its signatories, in the order of their bytes.
    #[must_use]
    pub fn signatories(&self) -> &[AccountId] {
        &self.signatories
    }

    /// The signatories but one.
    pub(super) fn others(&self, signer: &AccountId) -> Result<Vec<AccountId>, MultisigError> {
        if !self.signatories.contains(signer) {
            return Err(MultisigError::Stranger);
        }
        Ok(self.signatories.iter().filter(|one| *one != signer).copied().collect())
    }

    /// The same of a multisig in which one alone may act.
    pub(super) fn others_of_one(
        &self,
        signer: &AccountId,
    ) -> Result<Vec<AccountId>, MultisigError> {
        if self.threshold != 1 {
            let of = self.signatories.len();
            return Err(MultisigError::Threshold { found: self.threshold, of });
        }
        self.others(signer)
    }
}

impl Weight {
    /// In the form of a call's argument.
    pub(super) fn to_json(self) -> String {
        format!(r#"{{"ref_time":{},"proof_size":{}}}"#, self.ref_time, self.proof_size)
    }
}

/// Why there is no such multisig.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MultisigError {
    /// A signatory is named twice.
    Repeated,
    /// Who should approve is no signatory.
    Stranger,
    /// The threshold is not from 1 to the number of signatories, or not 1 where it must be.
    #[non_exhaustive]
    Threshold {
        /// The threshold.
        found: u16,
        /// How many signatories there are.
        of: usize,
    },
}

impl fmt::Display for MultisigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated => f.write_str("multisig: a signatory is named twice"),
            Self::Stranger => f.write_str("multisig: the signer is no signatory"),
            Self::Threshold { found, of } => {
                write!(f, "multisig: the threshold {found} is not possible of {of} signatories")
            }
        }
    }
}

impl core::error::Error for MultisigError {}
