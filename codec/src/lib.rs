//! Typed storage descriptors, a runtime's metadata, SCALE values of any type, extrinsics, SS58
//! addresses and exact balances for Bittensor's Subtensor chain and for Substrate chains, without
//! `std`.
//!
//! This crate turns bytes into values and back. It opens no socket, reads no clock, keeps no
//! state and starts no thread or task; the crates `subwire-transport` and `subwire` do that. It
//! holds no keys: it makes what is to be signed and takes the signature.
//!
//! A descriptor is a constant. It knows where a value lives and what it is:
//!
//! ```
//! use subwire_codec::hasher::Blake2_128Concat;
//! use subwire_codec::{AccountId, RuntimeApi, Storage};
//! use subwire_codec::subtensor::{AccountInfo, NetUid, NeuronInfoLite};
//!
//! const ACCOUNT: Storage<(Blake2_128Concat<AccountId>,), AccountInfo> =
//!     Storage::new("System", "Account");
//! const NEURONS_LITE: RuntimeApi<(NetUid,), Vec<NeuronInfoLite>> =
//!     RuntimeApi::new("NeuronInfoRuntimeApi", "get_neurons_lite");
//!
//! let alice: AccountId = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY".parse()?;
//! let key = ACCOUNT.key((&alice,));
//! let (who,) = ACCOUNT.decode_key(&key)?;
//! assert_eq!(who, alice);
//! assert_eq!(NEURONS_LITE.name(), "NeuronInfoRuntimeApi_get_neurons_lite");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! By itself a descriptor decodes the layout that it was written for. Runtimes change every few
//! weeks: [`Metadata`] tells what a runtime has, and `bind` compares the two by names, once. What is
//! the same is then decoded by derive at full speed, what has drifted by a plan that re-lays the
//! bytes ([`layout`]), and what cannot fit is refused with the path:
//!
//! ```
//! # use subwire_codec::subtensor::{AccountInfo, pallets::system::storage::ACCOUNT};
//! # use subwire_codec::Metadata;
//! fn free(metadata: &Metadata, stored: Option<&[u8]>) -> Result<u64, Box<dyn std::error::Error>> {
//!     let account = ACCOUNT.bind(metadata)?; // once for each runtime
//!     Ok(account.decode(stored)?.data.free.rao()) // nothing stored: the runtime's own default
//! }
//! ```
//!
//! What no Rust type describes is read by the metadata alone: as JSON text ([`schema`]), as a
//! [`View`](schema::View) over the bytes, as an owned [`Value`](schema::Value), and written from all
//! of them:
//!
//! ```
//! # use subwire_codec::schema::Accounts;
//! # use subwire_codec::Metadata;
//! fn show(metadata: &Metadata, key: &[u8], stored: &[u8]) -> Result<String, Box<dyn std::error::Error>> {
//!     let key = metadata.decode_key(key)?;
//!     Ok(metadata.schema().to_json(key.item().value(), stored, Accounts::default())?)
//! }
//! ```
//!
//! A value of one's own derives `Decode` and `TypeInfo`. This crate re-exports both derives'
//! crates; who does not depend on them directly tells the derives where they are:
//!
//! ```
//! use subwire_codec::codec::Decode;
//! use subwire_codec::hasher::Identity;
//! use subwire_codec::scale_info::TypeInfo;
//! use subwire_codec::Storage;
//!
//! #[derive(Debug, Decode, PartialEq, TypeInfo)]
//! #[codec(crate = subwire_codec::codec)]
//! #[scale_info(crate = subwire_codec::scale_info)]
//! struct Price {
//!     #[codec(compact)]
//!     netuid: u16,
//!     rao: u64,
//! }
//!
//! const PRICE: Storage<(Identity<u16>,), Option<Price>> = Storage::new("Example", "Price");
//! let price = PRICE.decode(Some(&[4, 9, 0, 0, 0, 0, 0, 0, 0]))?;
//! assert_eq!(price, Some(Price { netuid: 1, rao: 9 }));
//! # Ok::<(), subwire_codec::DecodeError>(())
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `subtensor` (default) | Bittensor's types and descriptors, in [`subtensor`] |
//! | `serde` | `Serialize` and `Deserialize` for the public types |
//! | `std` | nothing but speed: blake2 looks for SIMD at run time |
//!
//! None of them needs `std` except the one of that name.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod account;
mod balance;
mod cursor;
mod decimal;
pub mod describe;
pub mod descriptor;
pub mod dispatch_error;
mod encoded_call;
mod era;
mod error;
pub mod events;
pub mod extrinsic;
pub mod fixed;
pub mod hash;
pub mod hasher;
mod input;
#[cfg(feature = "serde")]
pub mod json;
pub mod layout;
pub mod metadata;
mod output;
mod part;
pub mod registry;
mod runtime_api;
mod runtimes;
pub mod schema;
pub mod ss58;
mod storage;
pub mod storage_key;
#[cfg(feature = "subtensor")]
pub mod subtensor;

pub use account::{AccountId, ParseAccountError};
pub use balance::{Alpha, ParseAmountError, Tao};
pub use cursor::Fault;
pub use descriptor::{Call, Constant, Descriptor, Event, PalletError, Verdict, ViewFunction};
pub use encoded_call::EncodedCall;
pub use era::{Era, EraError};
pub use error::{DecodeError, DecodeErrorKind, KeyError};
pub use input::decode_exact;
pub use metadata::Metadata;
pub use part::{Part, Parts, PartsIter};
pub use runtime_api::RuntimeApi;
pub use runtimes::Runtimes;
pub use storage::{DecodeKeys, KeyArgs, PartialKeyArgs, Storage, StorageKeys};

/// The SCALE codec that descriptors' types derive from.
pub use parity_scale_codec as codec;
/// The type descriptions that tell an `Option` from other types, and by which types are compared
/// with a chain's.
pub use scale_info;

// The README's program must compile.
#[cfg(all(doctest, feature = "subtensor"))]
#[doc = include_str!("../README.md")]
mod readme {}
