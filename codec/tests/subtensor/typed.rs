//! What nodes answered, as our types: equal to what other decoders make of it.

use core::fmt::Debug;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::layout::Decoder;
use subwire_codec::metadata::Metadata;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::{
    Metagraph, NeuronInfo, NeuronInfoLite, SelectiveMetagraph, SubnetHyperparams, SubnetInfo,
    SubnetState,
};
use subwire_codec::{Tao, decode_exact};

use crate::compare::{content, first_difference};
use crate::data::{self, expected_items, hex, json_files, text};

/// The metadata of the runtime, and the name of the type in it.
type Output<'m> = Option<(&'m Metadata, u32)>;

/// Decodes and gives the JSON.
type Typed = fn(Output<'_>, &[u8]) -> Value;

/// The outputs of runtime calls, and how many of each are recorded.
const CALLS: &[(&str, Typed, usize)] = &[
    ("NeuronInfoRuntimeApi_get_neuron", typed::<Option<NeuronInfo>>, 2),
    ("NeuronInfoRuntimeApi_get_neurons_lite", typed::<Vec<NeuronInfoLite>>, 9),
    ("SubnetInfoRuntimeApi_get_metagraph", typed::<Option<Metagraph>>, 2),
    (SELECTIVE, typed::<Option<SelectiveMetagraph>>, 1),
    ("SubnetInfoRuntimeApi_get_subnet_state", typed::<Option<SubnetState>>, 6),
    ("SubnetInfoRuntimeApi_get_subnets_info", typed::<Vec<Option<SubnetInfo>>>, 1),
    ("SubnetRegistrationRuntimeApi_get_network_registration_cost", typed::<Tao>, 1),
];

const SELECTIVE: &str = "SubnetInfoRuntimeApi_get_selective_mechagraph";

/// The identities of before spec version 315, which have no logo: [`layouts`](crate::layouts) has
/// them as not compatible.
const TOO_OLD: &[&str] = &["SubnetInfoRuntimeApi_get_subnets_info_v2"];

#[test]
fn recorded_outputs() {
    let Some(chain) = data::chain("recorded_outputs") else { return };
    let mut runtimes = BTreeMap::new();
    let mut seen = BTreeMap::<String, usize>::new();
    for (place, mut item) in expected_items(&chain) {
        if item["kind"] != "runtime_call" {
            continue;
        }
        let name = text(&item["call"]).to_owned();
        *seen.entry(name.clone()).or_default() += 1;
        let Some((_, typed, _)) = CALLS.iter().find(|(call, ..)| *call == name) else { continue };
        let file = text(&item["metadata"][0]).to_owned();
        let metadata = runtimes.entry(file).or_insert_with_key(|file| metadata(&chain, file));
        let (api, method) = name.split_once('_').unwrap();
        let output = metadata.api_method(api, method).unwrap().output();
        let raw = content(&hex(&item["raw"]), text(&item["result_form"]));
        let mut expected = item["decoded"].take();
        if name == SELECTIVE {
            // There null and a value are what the outer `Some` holds.
            let identity = expected["identity"].take();
            expected["identity"] = json!({ "Some": identity });
        }
        // The metagraph of before spec version 315 has identities without a logo; what is recorded
        // of it is that there is none.
        let none = method == "get_metagraph" && expected.is_null();
        let found = typed((!none).then_some((&*metadata, output)), &raw);
        if found != expected {
            panic!("{place}: {}", first_difference(&found, &expected, String::new()));
        }
    }
    for (call, _, count) in CALLS {
        assert_eq!(seen.remove(*call), Some(*count), "{call}: what is recorded");
    }
    assert!(seen.keys().eq(TOO_OLD), "not read: {seen:?}");
}

#[test]
fn bytes_of_other_decoders() {
    let Some(chain) = data::chain("bytes_of_other_decoders") else { return };
    let mut read = 0;
    for (name, file) in json_files(&chain.join("bt_hex")) {
        let typed: Typed = match text(&file["type"]) {
            "Vec<NeuronInfo>" => typed::<Vec<NeuronInfo>>,
            "Option<SubnetInfo>" => typed::<Option<SubnetInfo>>,
            "SubnetInfo" => typed::<SubnetInfo>,
            "SubnetHyperparams" => typed::<SubnetHyperparams>,
            "Vec<Option<SubnetInfo>>" => typed::<Vec<Option<SubnetInfo>>>,
            // Layouts of before subnets had tokens, of which no metadata is recorded.
            "Vec<StakeInfo>" | "Vec<(DelegateInfo, Compact<u64>)>" => continue,
            other => panic!("{name}: {other}"),
        };
        let found = typed(None, &hex(&file["raw"]));
        let expected = &file["decoded"];
        if found != *expected {
            panic!("{name}: {}", first_difference(&found, expected, String::new()));
        }
        read += 1;
    }
    assert_eq!(read, 5);
}

#[test]
fn the_recorded_metagraph_in_rows() {
    let Some(chain) = data::chain("the_recorded_metagraph_in_rows") else { return };
    let bytes = fs::read(chain.join("perf/get_metagraph.metagraph_01b3294d7.bin")).unwrap();
    let metagraph = decode_exact::<Option<Metagraph>>(&bytes).unwrap().unwrap();
    let file = data::json(&chain.join("expected/metagraph@01b3294d7.json"));
    let items = data::array(&file["items"]);
    let neurons = items.iter().find(|item| item["call"] == "NeuronInfoRuntimeApi_get_neurons_lite");
    let neurons = data::array(&neurons.unwrap()["decoded"]);
    assert_eq!(metagraph.rows().unwrap().len(), neurons.len());
    for (row, neuron) in metagraph.rows().unwrap().zip(neurons) {
        let row = serde_json::to_value(row).unwrap();
        for (field, of_neuron) in [
            ("uid", "uid"),
            ("hotkey", "hotkey"),
            ("coldkey", "coldkey"),
            ("axon", "axon_info"),
            ("active", "active"),
            ("validator_permit", "validator_permit"),
            ("dividends", "dividends"),
            ("incentive", "incentive"),
            ("consensus", "consensus"),
            ("trust", "trust"),
            ("rank", "rank"),
            ("last_update", "last_update"),
            ("emission", "emission"),
        ] {
            assert_eq!(row[field], neuron[of_neuron], "{field} of {}", row["uid"]);
        }
    }
}

fn typed<T>(output: Output<'_>, bytes: &[u8]) -> Value
where
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize + TypeInfo + 'static,
{
    let value = match output {
        None => decode_exact::<T>(bytes).unwrap(),
        Some((metadata, ty)) => {
            let decoder = Decoder::<T>::new(metadata.schema(), ty);
            decoder.unwrap_or_else(|mismatch| panic!("{mismatch}")).decode(bytes).unwrap()
        }
    };
    assert!(value.encode() == bytes, "encodes to other bytes");
    let json = serde_json::to_value(&value).unwrap();
    assert!(T::deserialize(&json).unwrap() == value, "JSON loses something");
    json
}

fn metadata(chain: &Path, file: &str) -> Metadata {
    let path = chain.join("metadata").join([file, ".scale"].concat());
    Metadata::decode(&fs::read(path).unwrap()).unwrap()
}
