//! JSON-RPC to Substrate nodes on any async runtime: a connection without IO or clock, sockets
//! around it, and mocks for offline tests.
//!
//! This crate moves requests and replies. It knows nothing of SCALE or of chains: parameters and
//! replies stay raw JSON until somebody wants them. It does not reconnect, subscribe or speak
//! HTTP yet.
//!
//! # Threads and tasks
//!
//! A connection is driven by its [`Driver`](driver::Driver), a future that you poll: spawn it, or
//! let it run beside your own future by [`Driver::run`](driver::Driver::run), which needs no
//! executor at all. Only [`WebSocket::connect`] spawns a task, on smol's global executor, whose
//! thread starts with the first task. Sockets and timers are async-io's: it starts one thread,
//! `async-io`, when nobody else polls its reactor. The name of a host, unlike an address, is looked
//! up on a thread of the crate blocking, which ends some time later. The mocks start nothing.
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
//! | `tls` (default) | `wss://`, by rustls with ring and the web's root certificates |

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
