//! The events of blocks, and of the extrinsics in them.

#[path = "events/branches.rs"]
mod branches;
#[path = "../../codec/tests/recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "blocks/golden.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod golden;
#[path = "runtime_cache/made.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod made;
#[path = "events/of_blocks.rs"]
mod of_blocks;
#[path = "events/streams.rs"]
mod streams;
