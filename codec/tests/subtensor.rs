//! Bittensor's types, against what runtimes say of theirs, what nodes answered, and themselves.
//!
//! The recordings are no part of the repository: `SUBWIRE_SHARED` names their folder. A test that
//! does not find them says so on stderr and passes.

#[path = "recorded/compare.rs"]
mod compare;
#[path = "recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "subtensor/generate.rs"]
mod generate;
#[path = "subtensor/layouts.rs"]
mod layouts;
#[path = "subtensor/round_trips.rs"]
mod round_trips;
#[path = "subtensor/saved.rs"]
mod saved;
#[path = "subtensor/typed.rs"]
mod typed;
#[path = "subtensor/values.rs"]
mod values;
