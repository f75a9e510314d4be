//! A client for Bittensor's Subtensor chain, and for any Substrate chain, on any async runtime.
//!
//! It joins `subwire-codec` (bytes to types) and `subwire-transport` (requests and replies):
//! everything hangs off a pinned block, [`At`], and is read in as few round trips as the protocol
//! allows. It does not read metadata, iterate over maps, subscribe or send transactions yet; a
//! descriptor decodes the layout it was written for and refuses any other.
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
pub mod tx;

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
#[cfg(feature = "subtensor")]
pub use subtensor::{Network, ParseNetworkError, Subtensor};

pub use subwire_codec as codec;
pub use subwire_transport as transport;

// The READMEs' programs must compile.
#[cfg(all(doctest, feature = "subtensor", feature = "websocket"))]
#[doc = include_str!("../README.md")]
mod readme {}
