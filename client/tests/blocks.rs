//! Headers, bodies, extrinsics and streams of heads.

#[path = "blocks/bodies.rs"]
mod bodies;
#[path = "../../codec/tests/recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "blocks/facts.rs"]
mod facts;
#[path = "blocks/found.rs"]
mod found;
#[path = "blocks/golden.rs"]
mod golden;
#[path = "blocks/headers.rs"]
mod headers;
#[path = "blocks/heads.rs"]
mod heads;
#[path = "blocks/worlds.rs"]
mod worlds;
