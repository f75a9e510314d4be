//! A client for Bittensor's Subtensor chain, and for any Substrate chain, on any async runtime.
//!
//! It joins `subwire-codec` (bytes to types) and `subwire-transport` (requests and replies):
//! everything hangs off a pinned block, [`At`], and is read in as few round trips as the protocol
//! allows. It is no light client: it believes the node that it asks, and proves nothing. It keeps no
//! index of the chain, and holds no keys but those that its user gives it.
//!
//! | to | by |
//! |---|---|
//! | pin a block | [`Client::at_head`], [`Client::at_finalized`], [`Client::at`] |
//! | read storage | [`At::fetch`], [`At::fetch_many`], [`At::reads`]; maps [`At::iter`], [`At::iter_parallel`]; by name [`At::storage`] |
//! | call runtime APIs | [`At::call`], [`At::call_many`]; by name [`At::call_dynamic`] |
//! | read constants | [`At::constant`], [`At::constant_dynamic`] |
//! | look into a block | [`At::header`], [`At::body`], [`At::events`] |
//! | follow the chain | [`Client::heads`], [`Client::finalized_heads`], [`Client::subscribe_storage`] |
//! | send transactions | [`tx`] |
//! | read Bittensor | [`Subtensor`], and its reads on [`At`] |
//!
//! # Runtimes
//!
//! A chain's bytes mean what the runtime that wrote them says. A block is read by the runtime that
//! executed it, which is found out beside the first read; a descriptor is compared with that
//! runtime's metadata once, and decodes then by derive where the two are the same, by a plan where
//! the chain's type has drifted, and not at all where it cannot fit. Built-in descriptors know some
//! runtimes that they are the same in, and need no metadata there. Where the chain is upgraded, new
//! heads are read by the new runtime, pinned blocks by their own.
//!
//! # Threads and tasks
//!
//! None of its own. What [`Subtensor::connect`] starts is what
//! [`WebSocket::connect`](subwire_transport::WebSocket::connect) starts: a task on smol's global
//! executor. To start nothing, build a [`WebSocket`](subwire_transport::WebSocket) and let its
//! driver run beside your own future:
//!
//! ```no_run
//! use subwire::Subtensor;
//! use subwire::transport::WebSocket;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (rpc, driver) = WebSocket::builder().endpoint("ws://127.0.0.1:9944").build();
//! let subtensor = Subtensor::new(rpc);
//! let netuids = futures::executor::block_on(driver.run(subtensor.netuids()))?;
//! # Ok(())
//! # }
//! ```
//!
//! # Example
//!
//! Against a chain in memory; [`Subtensor::connect`] takes a node's URL instead.
//!
//! ```
//! use futures::future::try_join_all;
//! use subwire::{Error, Subtensor};
//!
//! # fn main() -> Result<(), Error> {
//! let subtensor = Subtensor::demo();
//! let neurons = futures::executor::block_on(async {
//!     let head = subtensor.at_head().await?;
//!     let netuids = head.netuids().await?;
//!     try_join_all(netuids.into_iter().map(|netuid| head.neurons_lite(netuid))).await
//! })?;
//! assert_eq!(neurons.len(), 8);
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `subtensor` (default) | [`Subtensor`], [`Network`] and Bittensor's reads on [`At`] |
//! | `websocket` (default) | connections over WebSocket |
//! | `http` | requests over HTTP |
//! | `tls` (default) | `wss://`, and `https://` |
//! | `disk-cache` | runtimes kept in a folder, so that metadata is fetched once for all processes |
//! | `blocking` | the client without async, by the wrapper `blocking::Blocking` |
//! | `serde` | `Serialize` and `Deserialize` for the codec's types |
//! | `signer` | [`Keypair`]: sr25519, ed25519 and ecdsa keys from phrases, seeds and SURIs |
//! | `metadata-hash` | [`metadata_hash()`]: the digest that `CheckMetadataHash` checks |
//! | `cli` | the program `subwire` |

#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod at;
mod block;
#[cfg(feature = "blocking")]
pub mod blocking;
mod blocks;
mod calls;
mod client;
mod digest;
mod dynamic;
mod error;
mod events;
mod facts;
mod hash;
mod header;
mod merged;
#[cfg(feature = "metadata-hash")]
mod metadata_hash;
mod runtime;
mod signer;
mod storage;
#[cfg(feature = "subtensor")]
mod subtensor;
mod support;
pub mod tx;

#[cfg(doc)]
#[doc = include_str!("../docs/from_python.md")]
pub mod from_python {}

#[cfg(all(doc, feature = "subtensor", feature = "websocket"))]
#[doc = include_str!("../docs/from_async_subtensor.md")]
pub mod from_async_subtensor {}

pub use at::At;
pub use block::{Block, ParseBlockError};
pub use blocks::{
    BlockBody, EncodedExtrinsic, ExtrinsicId, FinalizedHeads, Follow, Head, HeadEvent, Heads,
    IncludedExtrinsic, Justification, ParseExtrinsicIdError, PendingExtrinsics,
};
pub use calls::DynamicCall;
pub use client::{Client, ClientBuilder, Verify};
pub use digest::DigestItem;
pub use dynamic::Dynamic;
pub use error::Error;
pub use events::{BlockEvents, ExtrinsicEvents, FoundEvent};
pub use facts::{ChainProperties, Health};
pub use hash::{BlockHash, ExtrinsicHash, ParseHashError, TrieRoot};
pub use header::Header;
#[cfg(feature = "metadata-hash")]
pub use metadata_hash::{MetadataHashError, metadata_hash};
pub use runtime::{Runtime, Spec};
#[cfg(feature = "signer")]
pub use signer::{Keypair, SuriError, verify_signature};
pub use signer::{Scheme, SignError, Signer, ToSign};
pub use storage::{
    ChangedValue, ChangedValues, ChildStorage, DynamicKey, Entries, Reads, StorageChanges,
    StorageEntry, StorageMap, StorageNotice,
};
#[cfg(all(feature = "subtensor", feature = "websocket"))]
pub use subtensor::SubtensorBuilder;
#[cfg(feature = "subtensor")]
pub use subtensor::{
    BalanceChange, BalanceChanges, BalanceNotice, BlockInfo, ColdkeyLock, CollateralPolicy,
    CrowdloanConstants, DelegateTake, Demo, DemoError, Epoch, EpochHead, EpochHeads,
    EvmAssociation, LiquidityPosition, Movement, Network, NeuronChanges, NeuronColumn,
    NeuronColumns, NeuronNotice, ParseNetworkError, PendingChildren, PendingEmission, Proxies,
    ProxyAnnouncements, ProxyConstants, Quote, Relative, RevealedCommitment, ScheduledColdkeySwap,
    StakePosition, StakeValuation, StartSchedule, SubnetEmission, Subtensor, TaoFlow,
    ValidatorBasket,
};

pub use subwire_codec as codec;
pub use subwire_transport as transport;

// The READMEs' programs must compile.
#[cfg(all(doctest, feature = "subtensor", feature = "websocket"))]
#[doc = include_str!("../README.md")]
mod readme {}
