//! Transactions: calls that are composed, signed, sent, and watched until a block has them.
//!
//! | step | by | is |
//! |---|---|---|
//! | compose | [`Runtime::compose`](crate::Runtime::compose), [`At::compose`](crate::At::compose), or `…_dynamic` by names | [`ComposedCall`] |
//! | wrap, if wanted | [`ComposedCall::batch_all`], [`proxy`](ComposedCall::proxy), [`as_multi`](ComposedCall::as_multi), [`sudo`](ComposedCall::sudo) | [`ComposedCall`] |
//! | prepare | [`Client::prepare`](crate::Client::prepare); offline [`Unsigned::new`] | [`Prepared`], [`Unsigned`] |
//! | sign | [`Client::sign`](crate::Client::sign), [`Prepared::sign`]; elsewhere [`Prepared::payload`] and [`Prepared::signed`] | [`Signed`] |
//! | send | [`Signed::submit`], [`Signed::submit_and_watch`] | [`Submitted`], [`TxProgress`] |
//! | wait | [`TxProgress::wait_finalized`], [`TxProgress::wait_in_block`] | [`TxInBlock`] |
//!
//! ```no_run
//! use subwire::codec::codec::{Compact, Encode};
//! use subwire::codec::{AccountId, Call};
//! use subwire::tx::{TxError, TxOptions};
//! use subwire::{Client, Signer};
//!
//! // `MultiAddress::Id`, and an amount.
//! const TRANSFER: Call<(Address, Compact<u64>)> = Call::new("Balances", "transfer_keep_alive");
//! # #[derive(Encode, subwire::codec::scale_info::TypeInfo)]
//! # #[codec(crate = subwire::codec::codec)]
//! # #[scale_info(crate = subwire::codec::scale_info)]
//! # enum Address { Id(AccountId) }
//!
//! async fn pay(client: &Client, from: &dyn Signer, to: AccountId) -> Result<(), TxError> {
//!     let call = client.at_head().await?.compose(&TRANSFER, &(Address::Id(to), Compact(10))).await?;
//!     let signed = client.sign(&call, from, &TxOptions::new()).await?;
//!     let in_block = signed.submit_and_watch().await?.wait_finalized().await?;
//!     println!("in block {} at {}", in_block.block(), in_block.index());
//!     in_block.success()
//! }
//! ```
//!
//! # Nonces
//!
//! A [`Prepared`] or [`Signed`] transaction keeps its nonce from others, of all clones of the client,
//! until it is sent or dropped: a burst gets consecutive ones without asking the node again, and
//! what fails before the pool took it gives its nonce to the next one. Where transactions of a
//! burst with higher nonces are in the pool already, they wait for that next one.
//!
//! # What is never done
//!
//! A submission is never sent twice. Where its answer is lost, [`TxError::OutcomeUnknown`] says so;
//! a watch that breaks goes on by looking through the blocks.

mod args;
mod call;
mod dry_run;
mod error;
mod fee;
mod in_block;
mod multisig;
mod nonce;
mod options;
mod prepare;
mod signed;
mod status;
mod submitted;
mod unsigned;
mod validity;
mod watch;
mod wrap;

pub use self::args::{ArgumentError, CallArgs};
pub use self::call::ComposedCall;
pub use self::dry_run::DryRun;
pub use self::error::TxError;
pub use self::fee::{DispatchClass, FeeDetails, FeeEstimate, InclusionFee};
pub use self::in_block::TxInBlock;
pub use self::multisig::{Multisig, MultisigError, Timepoint, Weight};
pub(crate) use self::nonce::Nonces;
pub use self::options::{Format, TxOptions};
pub use self::prepare::Prepared;
pub use self::signed::Signed;
pub use self::status::TxStatus;
pub use self::submitted::{MAX_SEARCHED_BLOCKS, Submitted};
pub use self::unsigned::{Anchor, Unsigned};
pub use self::validity::Invalid;
pub use self::watch::TxProgress;
