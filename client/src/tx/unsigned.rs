//! A transaction before it is signed. Needs no connection.

use alloc::vec::Vec;

use subwire_codec::extrinsic::{ComposeError, Params, Signature, Transaction};
use subwire_codec::{AccountId, Era};

use super::options::{Format, TxOptions};
use super::{ComposedCall, TxError};
use crate::{BlockHash, Scheme, SignError, Signer, ToSign};

/// What of a chain goes into the signature of a transaction, besides its runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    genesis_hash: BlockHash,
    birth: Option<(u32, BlockHash)>,
}

impl Anchor {
    /// A chain by its genesis: enough for an immortal transaction.
    #[must_use]
    pub fn new(genesis_hash: BlockHash) -> Self {
        Self { genesis_hash, birth: None }
    }

    /// Sets the block at which mortal transactions are born: its number and its hash. A finalized
    /// one, since a transaction dies with a block that the chain gives up. For periods above 4096
    /// blocks the number must be a multiple of a 4096th of the period.
    #[must_use]
    pub fn birth(mut self, number: u32, hash: BlockHash) -> Self {
        self.birth = Some((number, hash));
        self
    }

    /// The hash of the chain's first block.
    #[must_use]
    pub fn genesis_hash(&self) -> BlockHash {
        self.genesis_hash
    }

    /// The number of the block at which mortal transactions are born.
    #[must_use]
    pub fn birth_number(&self) -> Option<u32> {
        self.birth.map(|(number, _)| number)
    }
}

/// A transaction that waits for its signature. Needs no connection: the same inputs give the same
/// bytes, online and offline.
///
/// ```
/// # fn run(runtime: subwire::Runtime, call: subwire::tx::ComposedCall, alice: subwire::codec::AccountId,
/// #     genesis: subwire::BlockHash, birth: subwire::BlockHash,
/// #     elsewhere: fn(&[u8]) -> subwire::codec::extrinsic::Signature) -> Result<(), subwire::tx::TxError> {
/// use subwire::tx::{Anchor, TxOptions, Unsigned};
///
/// let anchor = Anchor::new(genesis).birth(1042, birth);
/// let unsigned = Unsigned::new(&call, &alice, 7, &anchor, &TxOptions::new())?;
/// let signature = elsewhere(&unsigned.payload());
/// let bytes = unsigned.signed(&signature)?;       // for `Client::signed`, on any machine
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Unsigned {
    call: ComposedCall,
    account: AccountId,
    nonce: u64,
    anchor: Anchor,
    era: Era,
    options: TxOptions,
}

impl Unsigned {
    /// A transaction of an account with a nonce. A nonce among the options is not looked at.
    ///
    /// # Errors
    ///
    /// [`TxError::Compose`] where an extension cannot be filled, with its name, or where the chain
    /// does not take the format; [`TxError::Unsupported`] where a mortal transaction has no birth.
    pub fn new(
        call: &ComposedCall,
        account: &AccountId,
        nonce: u64,
        anchor: &Anchor,
        options: &TxOptions,
    ) -> Result<Self, TxError> {
        let era = match (options.period, anchor.birth) {
            (None, _) => Era::Immortal,
            (Some(period), Some((number, _))) => born(period, number)?,
            (Some(_), None) => {
                return Err(TxError::Unsupported { what: "a mortal transaction without a birth" });
            }
        };
        let (call, account, anchor) = (call.clone(), *account, *anchor);
        let unsigned = Self { call, account, nonce, anchor, era, options: options.clone() };
        unsigned.transaction()?;
        Ok(unsigned)
    }

    /// The call.
    #[must_use]
    pub fn call(&self) -> &ComposedCall {
        &self.call
    }

    /// Who shall sign it.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The account's nonce in it.
    #[must_use]
    pub fn nonce(&self) -> u64 {
        self.nonce
    }

    /// For how long it is valid.
    #[must_use]
    pub fn era(&self) -> Era {
        self.era
    }

    /// The number of the last block that can hold it; None of an immortal one.
    #[must_use]
    pub fn last_block(&self) -> Option<u32> {
        let birth = self.anchor.birth_number().filter(|_| !self.era.is_immortal())?;
        let last = self.era.death(birth.into()).saturating_sub(1);
        let forgotten = self.forgotten(birth).unwrap_or(u64::MAX);
        u32::try_from(last.min(forgotten)).ok()
    }

    /// The last block in which the chain still has the hash of the birth, which is signed. That of
    /// the genesis it keeps.
    fn forgotten(&self, birth: u32) -> Option<u64> {
        let count = self.call.runtime().metadata().constant("System", "BlockHashCount")?;
        let count = count.value().try_into().map(u32::from_le_bytes).ok()?;
        // It forgets one whenever a block is finished, from the one after so many on.
        (birth > 0).then(|| u64::from(birth) + u64::from(count) + 1)
    }

    /// The number of the block at which it is born; None of an immortal one.
    #[must_use]
    pub fn birth_number(&self) -> Option<u32> {
        self.anchor.birth_number()
    }

    /// The bytes to sign: at most 256, longer ones are their `blake2_256`.
    #[must_use]
    pub fn payload(&self) -> Vec<u8> {
        // It was composed once already.
        self.transaction().map(|transaction| transaction.payload()).unwrap_or_default()
    }

    /// Has it signed. Gives the whole extrinsic.
    ///
    /// # Errors
    ///
    /// [`TxError::Sign`], also where the signer's account is another one than the transaction's, and
    /// [`TxError::Compose`] where the chain does not know the signature's scheme.
    pub async fn sign(&self, signer: &(impl Signer + ?Sized)) -> Result<Vec<u8>, TxError> {
        if signer.account() != self.account {
            return Err(SignError::refused("the transaction is of another account").into());
        }
        let signature = {
            let transaction = self.transaction()?;
            signer.sign(&ToSign::new(&transaction)).await?
        };
        self.signed(&signature)
    }

    /// The whole extrinsic with a signature that came from elsewhere, which is not checked.
    ///
    /// # Errors
    ///
    /// [`TxError::Compose`] where the chain does not know the signature's scheme.
    pub fn signed(&self, signature: &Signature) -> Result<Vec<u8>, TxError> {
        Ok(self.transaction()?.signed(&self.account, signature)?)
    }

    /// The whole extrinsic of a general transaction that nobody signs.
    ///
    /// # Errors
    ///
    /// [`TxError::Compose`] where it is not general.
    pub fn unsigned(&self) -> Result<Vec<u8>, TxError> {
        Ok(self.transaction()?.unsigned()?)
    }

    /// The whole extrinsic with a placeholder for the signature: as long as it will be.
    pub(super) fn placeholder(&self, scheme: Scheme) -> Result<Vec<u8>, TxError> {
        self.signed(&scheme.placeholder())
    }

    /// The transaction, for signers that show what they sign.
    ///
    /// # Errors
    ///
    /// [`ComposeError`]: none that [`new`](Self::new) would not have had.
    pub fn transaction(&self) -> Result<Transaction<'_>, ComposeError> {
        let (runtime, options) = (self.call.runtime(), &self.options);
        let genesis = *self.anchor.genesis_hash.as_bytes();
        let birth = self.anchor.birth.map_or(genesis, |(_, hash)| *hash.as_bytes());
        let (spec, version) = (runtime.spec_version(), runtime.transaction_version());
        let mut params =
            Params::new(genesis, spec, version, self.nonce).era(self.era, birth).tip(options.tip);
        if let Some(digest) = options.metadata_hash {
            params = params.metadata_hash(digest);
        }
        for given in &options.extensions {
            params = params.extension(&given.name, &given.extra, &given.implicit);
        }
        let (metadata, call) = (runtime.metadata(), self.call.bytes());
        match options.format {
            Format::Signed => Transaction::new(metadata, call, &params),
            Format::General(version) => Transaction::general(metadata, version, call, &params),
        }
    }
}

/// The number of the block at which an era is born that should begin at `number`: up to fifteen
/// earlier in long periods.
pub(super) fn birth_of(period: u64, number: u32) -> u32 {
    let birth = Era::mortal(period, number.into()).birth(number.into());
    // Never later than `number`, unless that is before the first era.
    u32::try_from(birth).map_or(number, |birth| birth.min(number))
}

fn born(period: u64, number: u32) -> Result<Era, TxError> {
    if birth_of(period, number) != number {
        return Err(TxError::Unsupported {
            what: "an era of this period that begins at this block",
        });
    }
    Ok(Era::mortal(period, number.into()))
}
