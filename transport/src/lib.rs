//! JSON-RPC to Substrate nodes on any async runtime: a connection without IO or clock, sockets
//! around it, and mocks for offline tests.
//!
//! This crate moves requests, replies and subscriptions. It knows nothing of SCALE: parameters and
//! replies stay raw JSON until somebody wants them. Of chains it knows three methods, by which it
//! finds out which chain an endpoint serves and how far its head is. It does not back-fill what a
//! subscription missed while its connection was lost; it says how long that was.
//!
//! # What survives what
//!
//! | | a lost connection | a refusal for too many requests | a slow reader |
//! |---|---|---|---|
//! | a request | is sent again, [`max_resends`](connection::Config::max_resends) times at most and within its time | is sent again later, to another endpoint where it goes on | |
//! | what must not be sent twice, such as `author_submitExtrinsic` | ends with [`Error::OutcomeUnknown`] if it was sent, waits if not | ends with the node's error | |
//! | a [`Subscription`] | goes on after [`Notice::Resumed`] | goes on | drops items and says how many, or ends: [`Overflow`] |
//!
//! The rules in full are at [`connection`]; its limits and patience are in
//! [`connection::Config`].
//!
//! # Threads and tasks
//!
//! A connection is driven by its [`Driver`](driver::Driver), a future that you poll: spawn it, or
//! let it run beside your own future by [`Driver::run`](driver::Driver::run), which needs no
//! executor at all. Only `connect` of [`WebSocket`] and [`Http`], and `spawn` of a mock's
//! [`Server`](mock::Server), spawn a task, on smol's global executor, whose thread starts with the
//! first task. Sockets and timers are async-io's: it starts one thread,
//! `async-io`, when nobody else polls its reactor. The name of a host, unlike an address, is looked
//! up on a thread of the crate blocking, which ends some time later. The other mocks and the layers start nothing.
//!
//! # Example
//!
//! ```
//! use subwire_transport::mock::Chain;
//! use subwire_transport::{Params, Transport};
//!
//! let chain = Chain::builder().storage([1, 2], [3]).build();
//! futures::executor::block_on(async {
//!     let reply = chain.request("state_getStorage", Params::new().hex(&[1, 2])).await?;
//!     assert_eq!(reply.hex()?, [3]);
//!     Ok::<_, subwire_transport::Error>(())
//! })
//! # .unwrap();
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `websocket` (default) | [`WebSocket`], over async-net and async-tungstenite |
//! | `http` | [`Http`], over async-net and hyper |
//! | `tls` (default) | `wss://` and `https://`, by rustls with ring and the web's root certificates |
//! | `serve` | [`mock::serve()`] and [`mock::Network`]: a mock behind a real port, or behind connections that break as a test wants it |
//! | `tracing` | [`layer::Trace`] |
//! | `net` | sockets and timers; the features above ask for it |

#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod clock;
pub mod connection;
#[cfg(any(feature = "http", feature = "websocket"))]
pub mod driver;
mod error;
#[cfg(feature = "http")]
mod http;
pub mod layer;
pub mod mock;
#[cfg(any(feature = "http", feature = "websocket"))]
mod net;
mod params;
mod reply;
mod request;
pub mod rpc;
mod subscription;
mod transport;
#[cfg(feature = "websocket")]
mod websocket;

/// What a [`Transport`] of one's own is written with.
pub use async_trait::async_trait;
pub use error::{Error, RpcError};
#[cfg(feature = "http")]
pub use http::{Http, HttpBuilder};
pub use params::Params;
pub use reply::{Reply, read_hex};
pub use request::Request;
pub use subscription::{Notice, Overflow, Subscribe, Subscription};
pub use transport::Transport;
#[cfg(feature = "websocket")]
pub use websocket::{WebSocket, WebSocketBuilder};

// The README's program must compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
