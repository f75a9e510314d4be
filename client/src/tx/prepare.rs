//! What a transaction needs of the chain before it can be signed, asked for together.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;

use futures::future::{try_join, try_join4};
use subwire_codec::AccountId;
use subwire_codec::extrinsic::Signature;
use subwire_transport::{Params, Transport};

use super::nonce::Lease;
use super::unsigned::birth_of;
use super::{Anchor, ComposedCall, Signed, TxError, TxOptions, Unsigned};
use crate::{BlockHash, Client, Error, Signer};

/// A transaction that waits for its signature, with a nonce that no other one gets meanwhile.
///
/// Dropping it gives the nonce back.
pub struct Prepared<T = Arc<dyn Transport>> {
    client: Client<T>,
    unsigned: Unsigned,
    lease: Option<Lease>,
}

impl<T: Transport> Client<T> {
    /// Makes a transaction ready for an account's signature.
    ///
    /// Two round trips: the nonce, the finalized block and the head's runtime together, then that
    /// block's number. One less where the transaction is immortal, one more where its period is above
    /// 4096 blocks. Of an account with transactions that are prepared and not in the pool yet, the
    /// nonce is counted here.
    ///
    /// # Errors
    ///
    /// The transport's, [`TxError::RuntimeChanged`] where the chain has another runtime than the
    /// call was composed for, and those of [`Unsigned::new`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves nothing; the nonce is given back.
    pub async fn prepare(
        &self,
        call: &ComposedCall,
        account: &AccountId,
        options: &TxOptions,
    ) -> Result<Prepared<T>, TxError> {
        let nonce = async {
            match options.nonce {
                Some(nonce) => Ok((nonce, None)),
                None => self.lease(account).await.map(|lease| (lease.nonce(), Some(lease))),
            }
        };
        let (unsigned, lease) = self.unsigned(call, account, options, nonce).await?;
        Ok(Prepared { client: self.clone(), unsigned, lease })
    }

    /// Asks for what a transaction needs, its nonce too, which comes with what keeps it.
    pub(super) async fn unsigned<L>(
        &self,
        call: &ComposedCall,
        account: &AccountId,
        options: &TxOptions,
        nonce: impl Future<Output = Result<(u64, L), Error>>,
    ) -> Result<(Unsigned, L), TxError> {
        let (anchor, genesis, (nonce, lease), ()) = try_join4(
            async { Ok(self.birth(options.period).await?) },
            async { Ok(self.genesis_hash().await?) },
            async { Ok(nonce.await?) },
            self.check_runtime(call),
        )
        .await?;
        let anchor = match anchor {
            Some((number, hash)) => Anchor::new(genesis).birth(number, hash),
            None => Anchor::new(genesis),
        };
        Ok((Unsigned::new(call, account, nonce, &anchor, options)?, lease))
    }

    /// Prepares a transaction and has it signed. Round trips and errors as
    /// [`prepare`](Self::prepare), and [`TxError::Sign`].
    ///
    /// ```no_run
    /// # async fn run(client: subwire::Client, alice: &dyn subwire::Signer,
    /// #     call: subwire::tx::ComposedCall) -> Result<(), subwire::tx::TxError> {
    /// use subwire::tx::TxOptions;
    ///
    /// let signed = client.sign(&call, alice, &TxOptions::new()).await?;
    /// let in_block = signed.submit_and_watch().await?.wait_finalized().await?;
    /// in_block.success()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`prepare`](Self::prepare), and [`TxError::Sign`].
    ///
    /// # Cancel safety
    ///
    /// As [`prepare`](Self::prepare).
    pub async fn sign(
        &self,
        call: &ComposedCall,
        signer: &(impl Signer + ?Sized),
        options: &TxOptions,
    ) -> Result<Signed<T>, TxError> {
        self.prepare(call, &signer.account(), options).await?.sign(signer).await
    }

    /// The chain's genesis and its finalized block, for transactions that are made without a
    /// connection. Two round trips.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn anchor(&self) -> Result<Anchor, TxError> {
        let (genesis, at) = try_join(self.genesis_hash(), self.at_finalized()).await?;
        Ok(Anchor::new(genesis).birth(at.header().await?.number(), at.hash()))
    }

    /// The nonce that the node expects of an account next, the transactions in its pool counted.
    /// One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn next_nonce(&self, account: &AccountId) -> Result<u64, Error> {
        const METHOD: &str = "system_accountNextIndex";
        let params = Params::new().text(&account.to_string());
        let reply = self.transport().request(METHOD, params).await.map_err(Error::of(METHOD))?;
        reply.read("a nonce").map_err(Error::of(METHOD))
    }

    async fn lease(&self, account: &AccountId) -> Result<Lease, Error> {
        let ask = || {
            let (client, account) = (self.clone(), *account);
            async move { client.next_nonce(&account).await }
        };
        self.shared().nonces.lease(account, ask).await
    }

    /// The block at which a transaction of this period is born.
    async fn birth(&self, period: Option<u64>) -> Result<Option<(u32, BlockHash)>, Error> {
        let Some(period) = period else { return Ok(None) };
        let at = self.at_finalized().await?;
        let finalized = at.header().await?.number();
        let birth = birth_of(period, finalized);
        let hash = if birth == finalized { at.hash() } else { self.at(birth).await?.hash() };
        Ok(Some((birth, hash)))
    }

    /// The chain checks it too, and says no more than that the signature is wrong.
    async fn check_runtime(&self, call: &ComposedCall) -> Result<(), TxError> {
        let composed_for = call.runtime().spec();
        let chain_has = self.at_head().await?.next_spec().await?;
        if chain_has == *composed_for {
            return Ok(());
        }
        Err(TxError::RuntimeChanged { composed_for: composed_for.clone(), chain_has })
    }
}

impl<T: Transport> Prepared<T> {
    /// The transaction.
    #[must_use]
    pub fn unsigned(&self) -> &Unsigned {
        &self.unsigned
    }

    pub(super) fn client(&self) -> &Client<T> {
        &self.client
    }

    /// The bytes to sign: at most 256, longer ones are their `blake2_256`.
    #[must_use]
    pub fn payload(&self) -> Vec<u8> {
        self.unsigned.payload()
    }

    /// Has it signed.
    ///
    /// # Errors
    ///
    /// As [`Unsigned::sign`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the nonce back.
    pub async fn sign(self, signer: &(impl Signer + ?Sized)) -> Result<Signed<T>, TxError> {
        let bytes = self.unsigned.sign(signer).await?;
        Ok(self.with_bytes(bytes))
    }

    /// Signed elsewhere. The signature is not checked.
    ///
    /// # Errors
    ///
    /// As [`Unsigned::signed`].
    pub fn signed(self, signature: &Signature) -> Result<Signed<T>, TxError> {
        let bytes = self.unsigned.signed(signature)?;
        Ok(self.with_bytes(bytes))
    }

    fn with_bytes(self, bytes: Vec<u8>) -> Signed<T> {
        let (from, until) = (self.unsigned.birth_number(), self.unsigned.last_block());
        Signed::new(self.client, bytes, self.lease).between(from, until)
    }
}

impl<T> fmt::Debug for Prepared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared").field("unsigned", &self.unsigned).finish_non_exhaustive()
    }
}
