//! Transactions on a chain in memory: composed, signed, sent, watched.
//!
//! The chain's metadata is no part of the repository: `SUBWIRE_SHARED` names its folder. A test that
//! does not find it says so on stderr and passes.

#[path = "tx/compose.rs"]
mod compose;
#[path = "tx/estimate.rs"]
mod estimate;
#[path = "golden/file.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod file;
#[path = "tx/submit.rs"]
mod submit;
#[path = "tx/watch.rs"]
mod watch;
#[path = "tx/world.rs"]
mod world;
