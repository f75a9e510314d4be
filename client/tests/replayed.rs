//! What Subtensor nodes answered, asked for again through the client, and compared with what other
//! implementations made of the same answers.
//!
//! The recordings are no part of the repository: `SUBWIRE_SHARED` names their folder. A test that
//! does not find them says so on stderr and passes. They hold no metadata: that of the runtimes
//! stands in files beside them.

#[path = "../../codec/tests/recorded/data.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod data;
#[path = "replayed/recording.rs"]
mod recording;
#[path = "replayed/typed.rs"]
mod typed;

use std::collections::BTreeMap;
use std::path::Path;

use data::{array, hex, json_files, optional_hex, text};
use futures::executor::block_on;
use futures::{StreamExt, TryStreamExt};
use serde_json::Value;
use subwire::codec::metadata::Modifier;
use subwire::codec::storage_key::Argument;
use subwire::{BlockHash, Dynamic, Runtime};

use recording::Recording;

/// Every expected item of some kinds, with where it stands, its recording, and the runtimes by
/// which others have read it.
fn each(chain: &Path, kinds: &[&str], mut check: impl FnMut(&str, &Value, &Recording, &[Runtime])) {
    let mut runtimes = BTreeMap::new();
    for (name, file) in json_files(&chain.join("expected")) {
        let path = chain.join(format!("recordings/{name}.json"));
        let recording = Recording::open(&path);
        for (index, item) in array(&file["items"]).iter().enumerate() {
            if !kinds.contains(&text(&item["kind"])) {
                continue;
            }
            let names = item["metadata"].as_array().map_or(&[][..], |names| names);
            let by = names.iter().map(|name| runtime(chain, &mut runtimes, text(name)));
            check(&format!("{name}[{index}]"), item, &recording, &by.collect::<Vec<_>>());
        }
    }
}

fn runtime(chain: &Path, known: &mut BTreeMap<String, Runtime>, name: &str) -> Runtime {
    let read = || {
        let bytes = std::fs::read(chain.join(format!("metadata/{name}.scale"))).unwrap();
        Runtime::decode(&bytes).unwrap()
    };
    known.entry(name.into()).or_insert_with(read).clone()
}

fn json(value: &Dynamic) -> Value {
    flat(serde_json::from_str(&value.to_json().unwrap()).unwrap())
}

/// The recordings write `Some(None)` as null; ours keeps them apart.
fn flat(value: Value) -> Value {
    match value {
        Value::Object(mut fields) if fields.len() == 1 && fields.contains_key("Some") => {
            flat(fields.remove("Some").unwrap())
        }
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, flat(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(flat).collect()),
        other => other,
    }
}

/// Arguments as JSON texts.
fn texts(args: &Value) -> Vec<String> {
    array(args).iter().map(Value::to_string).collect()
}

fn arguments(texts: &[String]) -> impl Iterator<Item = Argument<'_>> {
    texts.iter().map(|text| Argument::Json(text))
}

fn is(recorded: &Value, bytes: &Option<Vec<u8>>) -> bool {
    optional_hex(recorded) == *bytes
}

#[test]
fn storage_values() {
    let Some(chain) = data::chain("storage_values") else { return };
    let descriptors = typed::storage_items();
    let (mut by_name, mut by_descriptor) = ([0; 2], 0);
    each(&chain, &["storage"], |place, item, recording, runtimes| {
        let (key, raw) = (hex(&item["key"]), optional_hex(&item["raw"]));
        for runtime in runtimes {
            let at = recording.at(runtime, |method, params, result| match method {
                "state_getStorageAt" => hex(&params[0]) == key && is(result, &raw),
                "state_queryStorageAt" => array(&result[0]["changes"])
                    .iter()
                    .any(|change| hex(&change[0]) == key && is(&change[1], &raw)),
                _ => false,
            });
            let args = texts(&item["args"]);
            let entry = block_on(at.storage(text(&item["pallet"]), text(&item["item"]))).unwrap();
            assert_eq!(entry.key(arguments(&args)).unwrap(), key, "{place}");
            let value = block_on(entry.fetch(arguments(&args))).unwrap();
            let found = value.as_ref().map_or(Value::Null, json);
            assert_eq!(found, item["decoded"], "{place} by {runtime:?}");
            assert_eq!(value.is_none(), raw.is_none() && entry.modifier() == Modifier::Optional);
            assert_eq!(block_on(at.fetch_raw(&key)).unwrap(), raw, "{place}");
            by_name[usize::from(raw.is_none())] += 1;

            let name = [text(&item["pallet"]), text(&item["item"])].join(".");
            let Some(read) = descriptors.get(&name) else { continue };
            let found = block_on(read(&at, &item["args"]));
            assert_eq!(found.unwrap(), item["decoded"], "{place} by {runtime:?}");
            by_descriptor += 1;
        }
    });
    assert_eq!((by_name, by_descriptor), ([788, 17], 802));
}

#[test]
fn pages_of_keys() {
    let Some(chain) = data::chain("pages_of_keys") else { return };
    let (mut pages, mut keys) = (0, 0);
    each(&chain, &["keys"], |place, item, recording, runtimes| {
        let (prefix, start) = (hex(&item["prefix"]), hex(&item["start_key"]));
        let expected: Vec<_> = array(&item["keys"])
            .iter()
            .map(|key| (hex(&key["key"]), key["args"].clone()))
            .collect();
        for runtime in runtimes {
            let at = recording.at(runtime, |method, params, result| {
                method == "state_getKeysPaged"
                    && (hex(&params[0]), hex(&params[2])) == (prefix.clone(), start.clone())
                    && array(result).iter().map(hex).eq(expected.iter().map(|(key, _)| key.clone()))
            });
            let args = texts(&item["prefix_args"]);
            let entry = block_on(at.storage(text(&item["pallet"]), text(&item["item"]))).unwrap();
            assert_eq!(entry.key(arguments(&args)).unwrap(), prefix, "{place}");
            let page_size = item["page_size"].as_u64().unwrap() as usize;
            let map = entry.map_under(arguments(&args)).unwrap().page_size(page_size);
            // The SDK starts behind the prefix where we say nothing.
            let map = map.starting_after_key(start.clone());
            // Behind a page that is full the recording may go on at another time.
            let found = map.keys().take(expected.len()).map_ok(|key| {
                let args = key.to_json().unwrap().expect("the hashers keep the arguments");
                (key.bytes().to_vec(), serde_json::from_str::<Value>(&args).unwrap())
            });
            assert_eq!(block_on(found.try_collect::<Vec<_>>()).unwrap(), expected, "{place}");
            pages += 1;
            keys += expected.len();
        }
    });
    assert_eq!((pages, keys), (42, 723));
}

#[test]
fn runtime_calls() {
    let Some(chain) = data::chain("runtime_calls") else { return };
    let descriptors = typed::calls();
    let without_apis = runtime(&chain, &mut BTreeMap::new(), "subtensor_212.v14");
    let (mut by_name, mut wrapped, mut by_descriptor) = (0, 0, 0);
    each(&chain, &["runtime_call"], |place, item, recording, runtimes| {
        let (args, raw) = (hex(&item["args_raw"]), hex(&item["raw"]));
        for runtime in runtimes {
            let at = recording.at(runtime, |method, params, result| {
                let call = || hex(&params[1]) == args && hex(result) == raw;
                method == "state_call" && params[0] == item["call"] && call()
            });
            let values = array(&item["args"]).iter().map(|arg| arg["value"].clone()).collect();
            let texts = texts(&values);
            let (api, method) = (text(&item["api"]), text(&item["method"]));
            let value = block_on(at.call_dynamic(api, method, arguments(&texts))).unwrap();
            assert_eq!(json(&value), item["decoded"], "{place} by {runtime:?}");
            assert_eq!(block_on(at.call_raw(text(&item["call"]), &args)).unwrap(), raw, "{place}");
            by_name += 1;
            let is_wrapped = text(&item["result_form"]) != "direct";
            wrapped += usize::from(is_wrapped);

            let Some(read) = descriptors.get(text(&item["call"])) else { continue };
            // What wrapped its outputs is older than the metadata that is here of a runtime with
            // descriptions of its calls: as then, there are none.
            let at = if is_wrapped { at.with_runtime(without_apis.clone()) } else { at };
            assert_eq!(block_on(read(&at, &values)).unwrap(), item["decoded"], "{place}");
            by_descriptor += 1;
        }
    });
    assert_eq!((by_name, wrapped, by_descriptor), (23, 7, 11));
}

#[test]
fn headers() {
    let Some(chain) = data::chain("headers") else { return };
    let mut headers = 0;
    each(&chain, &["header"], |place, item, recording, _| {
        let hash: BlockHash = text(&item["hash"]).parse().unwrap();
        let at = block_on(recording.client().at(hash)).unwrap();
        let header = block_on(at.header()).unwrap();
        assert_eq!(header.encode(), hex(&item["encoded"]), "{place}");
        assert_eq!(header.hash(), hash, "{place}");
        assert_eq!(Value::from(header.number()), item["number"], "{place}");
        assert_eq!(block_on(at.number()).unwrap(), header.number(), "{place}");
        headers += 1;
    });
    assert_eq!(headers, 61);
}

/// Of all that is expected, only what no node answers any more is not asked for again: the RPC
/// methods that Subtensor had before runtime calls.
#[test]
fn nothing_is_left_out() {
    let Some(chain) = data::chain("nothing_is_left_out") else { return };
    let mut kinds = BTreeMap::new();
    for (_, item) in data::expected_items(&chain) {
        *kinds.entry(text(&item["kind"]).to_string()).or_insert(0) += 1;
    }
    let all =
        [("header", 61), ("keys", 16), ("legacy_rpc", 2), ("runtime_call", 23), ("storage", 371)];
    assert_eq!(kinds, all.map(|(kind, count)| (kind.to_string(), count)).into());
}
