//! Metadata of real runtimes, for the targets that want more types than are made for tests.
//!
//! It is no part of the repository: `SUBWIRE_SHARED` names its folder, or `shared` beside the
//! repository is it.

use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};

use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use subwire_codec::Metadata;
use subwire_codec::codec::Decode;
use subwire_codec::schema::Limits;

/// A runtime's metadata as we read it, and as `frame-metadata` does.
pub struct Runtime {
    pub ours: Metadata,
    pub theirs: RuntimeMetadata,
}

/// Other decoders go as deep as the bytes tell them to. With no more bytes than these, a stack is
/// deep enough for them.
pub const SHALLOW: usize = 500;

const NEWER: &str = "subtensor_365.v16.scale";

/// One of V14 that takes extrinsics of format 4, and one of V16 that takes 4 and 5. None, said once,
/// where they are not found.
pub fn runtimes() -> Option<&'static [Runtime; 2]> {
    static RUNTIMES: OnceLock<Option<[Runtime; 2]>> = OnceLock::new();
    let read = || Some([runtime("subtensor_224.v14.scale")?, runtime(NEWER)?]);
    RUNTIMES.get_or_init(read).as_ref()
}

/// The newer one's once more, for those who want to own it.
pub fn metadata() -> Option<Metadata> {
    read(NEWER).map(|(_, ours)| ours)
}

fn runtime(name: &str) -> Option<Runtime> {
    let (bytes, ours) = read(name)?;
    let theirs = RuntimeMetadataPrefixed::decode(&mut &bytes[..]).expect("real metadata").1;
    Some(Runtime { ours, theirs })
}

fn read(name: &str) -> Option<(Vec<u8>, Metadata)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, Into::into);
    let Ok(bytes) = fs::read(shared.join("chain/metadata").join(name)) else {
        eprintln!("SKIPPED: no {name}; set SUBWIRE_SHARED to the folder of the recorded data");
        return None;
    };
    // So that no input is slow.
    let limits = Limits { items: 10_000, output: 1 << 20, ..Limits::default() };
    let ours = Metadata::decode(&bytes).expect("real metadata").with_limits(limits);
    Some((bytes, ours))
}
