//! What nodes answered, as the state of a chain: the reads find what others found in it.

use serde::Serialize;
use serde_json::Value;
use subwire::codec::AccountId;
use subwire::codec::subtensor::pallets::system::storage::NUMBER;
use subwire::codec::subtensor::{NetUid, PerU16, SelectiveMetagraphIndex};
use subwire::transport::mock::{Chain, Replay};
use subwire::{BlockHash, Client, Subtensor};

use crate::support::data::{self, array, hex, optional_hex, text};
use crate::support::{MAP, ONE, Stores, of_spec, read};

/// A chain that answers what was recorded for an SDK's test, and what others made of the answers.
struct Recorded {
    chain: Chain,
    items: Vec<Value>,
}

impl Recorded {
    fn open(test: &str, name: &str) -> Option<Self> {
        let file = data::json(&data::chain(test)?.join(format!("expected/{name}.json")));
        let spec = file["spec_version"].as_u64().and_then(|spec| u32::try_from(spec).ok());
        // Of 208 there is no metadata; what is read here is stored in 343 as it was there.
        let mut chain = of_spec(spec.unwrap_or_default().max(343));
        let items = array(&file["items"]).to_vec();
        for item in &items {
            match text(&item["kind"]) {
                "storage" => {
                    let stored = optional_hex(&item["raw"]).map(|raw| (hex(&item["key"]), raw));
                    chain = chain.storage_many(stored);
                }
                "runtime_call" => {
                    let (args, raw) = (hex(&item["args_raw"]), hex(&item["raw"]));
                    chain = chain.runtime_call(text(&item["call"]), move |asked| {
                        if asked == args { Ok(raw.clone()) } else { Err("not recorded".into()) }
                    });
                }
                "header" => {
                    let number = item["number"].as_u64().and_then(|n| u32::try_from(n).ok());
                    chain = chain.has(&NUMBER, (), number.expect("a number"));
                }
                _ => {}
            }
        }
        Some(Self { chain: chain.build(), items })
    }

    /// What others made of an answer, by the item's or the method's name.
    fn decoded(&self, name: &str) -> &Value {
        let is_it = |item: &&Value| {
            item["kind"] == "storage" && item["item"] == name || item["method"] == name
        };
        &self.items.iter().find(is_it).expect("it was recorded")["decoded"]
    }
}

fn json(value: impl Serialize) -> Value {
    flat(serde_json::to_value(value).expect("JSON"))
}

/// The recordings write `Some(None)` as null; ours keeps them apart.
fn flat(value: Value) -> Value {
    match value {
        Value::Object(mut fields) => match fields.remove("Some") {
            Some(some) if fields.is_empty() => flat(some),
            _ => fields.into_iter().map(|(name, value)| (name, flat(value))).collect(),
        },
        Value::Array(values) => values.into_iter().map(flat).collect(),
        other => other,
    }
}

#[test]
fn what_the_sdk_asserts_of_its_own_recordings() {
    let Some(folder) = data::chain("sdk_asserts") else { return };
    let asserted = data::json(&folder.join("sdk_asserts.json"));
    let recorded = Recorded::open("sdk_asserts", "subnetwork_n").expect("the folder is there");
    let size = read(&recorded.chain, ONE, async |head| head.subnet_size(1).await);
    assert_eq!(json(size), asserted["subnetwork_n"]["result"]);

    let recorded = Recorded::open("sdk_asserts", "get_netuids_for_hotkey").expect("as above");
    let call = text(&asserted["get_netuids_for_hotkey"]["call"]);
    let hotkey = call.trim_start_matches("get_netuids_for_hotkey(").trim_end_matches(')');
    let hotkey: AccountId = hotkey.parse().expect("an address");
    let netuids = read(&recorded.chain, MAP, async |head| head.netuids_for_hotkey(&hotkey).await);
    assert_eq!(json(netuids), asserted["get_netuids_for_hotkey"]["result"]);
    let is_registered =
        read(&recorded.chain, MAP, async |head| head.is_hotkey_registered_any(&hotkey).await);
    assert_eq!(json(is_registered), asserted["is_hotkey_registered_any"]["result"]);
    assert_eq!(json(is_registered), asserted["is_hotkey_registered"]["result"]);

    let replay = Replay::open(folder.join("recordings/get_block_hash.json")).expect("a recording");
    let hash: Option<BlockHash> =
        smol::block_on(Client::new(replay).block_hash(6_522_038)).unwrap();
    let hash = hash.map(|hash| hash.to_string());
    assert_eq!(json(hash), asserted["get_block_hash"]["result"]);
}

#[test]
fn hyperparameters() {
    let open = |name| Recorded::open("hyperparameters", name);
    let Some(recorded) = open("difficulty") else { return };
    let found = read(&recorded.chain, ONE, async |head| head.difficulty(23).await);
    assert_eq!(json(found), *recorded.decoded("Difficulty"));
    let recorded = open("immunity_period").expect("as above");
    let found = read(&recorded.chain, ONE, async |head| head.immunity_period(23).await);
    assert_eq!(json(found), *recorded.decoded("ImmunityPeriod"));
    let recorded = open("max_weight_limit").expect("as above");
    let found = read(&recorded.chain, ONE, async |head| head.max_weight_limit(23).await);
    assert_eq!(json(found), *recorded.decoded("MaxWeightsLimit"));
    let recorded = open("tempo").expect("as above");
    let found = read(&recorded.chain, ONE, async |head| head.tempo(23).await);
    assert_eq!(json(found), *recorded.decoded("Tempo"));
}

#[test]
fn subnets() {
    let Some(recorded) = Recorded::open("subnets", "subnet_exists") else { return };
    assert!(read(&recorded.chain, ONE, async |head| head.subnet_exists(23).await));
    assert!(!read(&recorded.chain, ONE, async |head| head.subnet_exists(24).await));
    let recorded = Recorded::open("subnets", "get_total_subnets").expect("as above");
    let found = read(&recorded.chain, ONE, async |head| head.total_subnets().await);
    assert_eq!(json(found), *recorded.decoded("TotalNetworks"));
    let recorded = Recorded::open("subnets", "get_subnet_burn_cost").expect("as above");
    let found = read(&recorded.chain, ONE, async |head| head.subnet_registration_cost().await);
    assert_eq!(json(found), *recorded.decoded("get_network_registration_cost"));
}

#[test]
fn neurons_in_either_form() {
    // The first wraps its lists in bytes.
    for (name, netuid) in [("neurons_lite", 23), ("metagraph@ab9170acf", 1)] {
        let Some(recorded) = Recorded::open("neurons", name) else { return };
        let found = smol::block_on(async {
            let head = Subtensor::new(recorded.chain.clone()).at_head().await?;
            head.neurons_lite(netuid).await
        });
        assert_eq!(json(found.unwrap()), *recorded.decoded("get_neurons_lite"), "{name}");
    }
}

#[test]
fn metagraphs() {
    let Some(recorded) = Recorded::open("metagraphs", "metagraph@01b3294d7") else { return };
    let found = read(&recorded.chain, ONE, async |head| head.metagraph(1).await);
    assert_eq!(json(found), *recorded.decoded("get_metagraph"));
    let found = read(&recorded.chain, ONE, async |head| head.subnet_state(1).await);
    assert_eq!(json(found), *recorded.decoded("get_subnet_state"));

    let recorded = Recorded::open("metagraphs", "metagraph@abb942135").expect("as above");
    let all = SelectiveMetagraphIndex::ALL;
    let found = read(&recorded.chain, ONE, async |head| head.mechagraph_fields(1, 0, all).await);
    assert_eq!(json(found), *recorded.decoded("get_selective_mechagraph"));
    let found = read(&recorded.chain, ONE, async |head| head.mechanism_emission_split(1).await);
    assert_eq!(found, None);
}

#[test]
fn weights_and_bonds() {
    let Some(recorded) = Recorded::open("weights", "weights") else { return };
    let found = read(&recorded.chain, MAP, async |head| head.weights(23, 0).await);
    assert_eq!((found.len(), found[&10][&10]), (1, PerU16(65_535)));
    let recorded = Recorded::open("bonds", "bonds").expect("as above");
    let found = read(&recorded.chain, MAP, async |head| head.bonds(23, 0).await);
    let bonds = recorded.items.iter().filter(|item| item["kind"] == "storage");
    let expected: Vec<_> = bonds.map(|item| (&item["args"][1], &item["decoded"])).collect();
    assert_eq!(found.len(), expected.len());
    for (uid, row) in expected {
        let uid = uid.as_u64().and_then(|uid| u16::try_from(uid).ok()).expect("a uid");
        let found: Vec<_> = found[&uid].iter().collect();
        assert_eq!(json(found), *row, "{uid}");
    }
}

#[test]
fn when_weights_were_set() {
    let name = "blocks_since_last_update@264262dcc";
    let Some(recorded) = Recorded::open("updates", name) else { return };
    let header = recorded.items.iter().find(|item| item["kind"] == "header").expect("a header");
    let number = header["number"].as_u64().expect("a number");
    let updates = array(recorded.decoded("LastUpdate"));
    for uid in [0, 5, 1_023] {
        let update = updates[usize::from(uid)].as_u64().expect("a block");
        let found = read(&recorded.chain, ONE, async |head| {
            head.blocks_since_last_update(NetUid(1), 0, uid).await
        });
        assert_eq!(found, Some(number - update));
    }
}
