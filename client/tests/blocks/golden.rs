//! Blocks that a real runtime has built, of spec 218, on a chain in memory. They are read by the
//! metadata of 224, which has the same calls and events of the kinds that are in them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use subwire::Runtime;
use subwire::codec::Storage;
use subwire::transport::mock::{Chain, NewBlock};

use crate::data::{array, chain, hex, json};

pub(crate) const EVENTS: Storage<(), ()> = Storage::new("System", "Events");

pub(crate) struct Golden {
    pub(crate) chain: Chain,
    pub(crate) runtime: Runtime,
    /// What another implementation reads in the blocks, from the chain's block 2 on.
    pub(crate) blocks: Vec<Value>,
}

/// None where the recorded metadata is missing.
pub(crate) fn golden(test: &str) -> Option<Golden> {
    let shared = chain(test)?;
    let bytes = fs::read(shared.join("metadata/subtensor_224.v14.scale")).unwrap();
    let runtime = Runtime::decode(&bytes).unwrap();
    let chain = Chain::builder()
        .runtime(|mock| mock.spec_name(runtime.spec().name()).spec_version(224).metadata(bytes))
        .storage_many([runtime.spec().storage_entry()])
        .build();
    let beside = "../codec/tests/extrinsics/node_218.json";
    let golden = json(&Path::new(env!("CARGO_MANIFEST_DIR")).join(beside));
    let blocks = array(&golden["blocks"]).to_vec();
    for block in &blocks {
        chain.build_block(|new| filled(new, block));
    }
    Some(Golden { chain, runtime, blocks })
}

fn filled(new: NewBlock, block: &Value) -> NewBlock {
    let new = new.set(EVENTS.key(()), hex(&block["events"]));
    array(&block["extrinsics"]).iter().fold(new, |new, bytes| new.extrinsic(hex(bytes)))
}
