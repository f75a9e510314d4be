//! Recordings: what is replayed can be added to, and what was torn is mended.

use std::path::{Path, PathBuf};
use std::{env, fs, process, thread};

use futures::executor::block_on;
use serde::Deserialize;
use serde::de::IgnoredAny;
use subwire_transport::layer::Record;
use subwire_transport::mock::Replay;
use subwire_transport::{Error, Params, Reply, Request, Transport, async_trait};

/// What is recorded here, and in no input.
const PROBE: &str = "fuzz_probe";

/// The file as it is found by a `Replay` and by a `Record`.
pub fn check(data: &[u8]) {
    let replays = core::str::from_utf8(data).is_ok_and(|text| Replay::from_json(text).is_ok());
    let path = path();
    fs::write(&path, data).expect("a temporary file");
    match Record::to_file(Echo, &path) {
        Ok(record) => append(&path, record, data.first().copied().unwrap_or_default()),
        Err(error) => {
            // serde reads a list for an object; a recording is an object.
            assert!(!replays || data.trim_ascii_start().starts_with(b"["), "{error}");
            assert_eq!(fs::read(&path).expect("it is there"), data, "it was left alone");
        }
    }
    let _ = fs::remove_file(&path);
}

/// Inputs for [`check`].
pub const SEEDS: &[&str] = &[
    "",
    "{\"exchanges\":[",
    "{\"exchanges\":[\n]}\n",
    "{\"exchanges\":[\n{\"method\":\"a\",\"params\":[],\"result\":1},\n{\"method\":\"b\",\"para",
    "{\"exchanges\":[\n{\"method\":\"a\",\"params\":[\"0x01\"],\"result\":\"0xff\"},\n{\n",
    "{\"exchanges\":[{\"method\":\"s\",\"params\":[],\"result\":\"x\",\"notifications\":[1,{}]}]}",
    r#"{ "name": "x", "exchanges": [ {"method": "a", "error": {"code": -1, "message": "no", "data": [1]}} ], "commit": {"a": [1]} }"#,
    r#"{"a":1,"exch\u0061nges":[{"method":"chain_getHead","params":[],"result":"0xaa"},{"method":"state_queryStorageAt","params":[["0x01"],"0xaa"],"result":[{"block":"0xaa","changes":[["0x01",null]]}]}]}"#,
    r#"[[["m",[],1]]]"#,
];

/// Adds an exchange, and tears the file somewhere in it.
fn append(path: &Path, record: Record<Echo>, torn: u8) {
    let before = count(path);
    block_on(record.request(PROBE, Params::new().number(1))).expect("an echo");
    record.finish().expect("a whole file");
    assert_eq!(count(path), before + 1);
    let replay = Replay::open(path).expect("a recording");
    let answer = block_on(replay.request(PROBE, Params::new().number(1)));
    assert!(answer.is_ok_and(|reply| !reply.as_json().is_empty()));

    let whole = fs::read(path).expect("it is there");
    let probe = whole.windows(PROBE.len()).rposition(|window| window == PROBE.as_bytes());
    let probe = probe.expect("it was written");
    let cut = probe + usize::from(torn) % (whole.len() - probe);
    fs::write(path, &whole[..cut]).expect("a temporary file");
    Record::to_file(Echo, path).expect("a recording that was torn");
    assert!((before..=before + 1).contains(&count(path)));
}

/// How many exchanges a whole recording has.
fn count(path: &Path) -> usize {
    #[derive(Deserialize)]
    struct Recording {
        exchanges: Vec<IgnoredAny>,
    }
    let recording: Recording =
        serde_json::from_slice(&fs::read(path).expect("it is there")).expect("a recording");
    recording.exchanges.len()
}

/// A file for each thread.
fn path() -> PathBuf {
    let (process, thread) = (process::id(), thread::current().id());
    env::temp_dir().join(format!("subwire-fuzz-{process}-{thread:?}.json"))
}

/// Answers with the method.
struct Echo;

#[async_trait]
impl Transport for Echo {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        Ok(Reply::from_json(format!("\"{}\"", request.method)))
    }
}
