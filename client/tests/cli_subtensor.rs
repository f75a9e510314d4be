//! The program's commands about subnets, stakes and delegates.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{Value, json};
use subwire::codec::codec::Encode;
use subwire::codec::fixed::I96F32;
use subwire::codec::subtensor::{DynamicInfo, SubnetIdentityV3};
use subwire::codec::{AccountId, Alpha, Tao};
use subwire::transport::mock::{Chain, Spawned, serve};

fn subwire(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subwire"));
    command.args(args).env_remove("SUBWIRE_NETWORK").output().expect("the program starts")
}

fn answered(args: &[&str]) -> String {
    let output = subwire(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {stderr}");
    String::from_utf8(output.stdout).expect("the answer is UTF-8")
}

fn json(args: &[&str]) -> Value {
    let text = answered(&[&["--json"], args].concat());
    serde_json::from_str(&text).expect("the answer is one JSON document")
}

/// What it costs, as `--stats` tells.
fn stats(args: &[&str]) -> Value {
    let output = subwire(&[args, &["--stats"]].concat());
    assert!(output.status.success(), "{args:?}");
    serde_json::from_slice(&output.stderr).expect("one JSON line")
}

/// Asserts that the program says no in one line; gives the line.
fn refused(args: &[&str], status: i32) -> String {
    let output = subwire(args);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{args:?}: {stderr}");
    assert!(output.stdout.is_empty() && stderr.lines().count() == 1, "{args:?}: {stderr}");
    stderr
}

/// Somebody on the demo chain who has stake: the coldkey of the first validator of subnet 1.
fn staker() -> String {
    json(&["neurons", "1"])[0]["coldkey"].as_str().unwrap().into()
}

#[test]
fn subnets_are_listed() {
    let all = json(&["subnets"]);
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 8);
    let netuids: Vec<u64> = all.iter().map(|subnet| subnet["netuid"].as_u64().unwrap()).collect();
    assert_eq!(netuids, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert!(all.iter().all(|subnet| subnet["subnet_name"].is_string()));
    assert!(all.iter().all(|subnet| subnet["tao_in"].is_u64()), "{all:?}");
    assert!(all.iter().all(|subnet| subnet["moving_price"].is_string()), "exact decimals are text");

    // A head, the subnets, and what they have together.
    let table = answered(&["subnets"]);
    assert_eq!(table.lines().count(), 10);
    let pools: u64 = all.iter().map(|subnet| subnet["tao_in"].as_u64().unwrap()).sum();
    let pools = format!("{:#}", Tao::from_rao(pools));
    assert!(table.lines().last().unwrap().contains(pools.trim_start_matches('τ')), "{table}");
}

#[test]
fn a_subnet_is_shown_with_its_rules() {
    let all = json(&["subnets"]);
    let one = json(&["subnet", "3"]);
    for field in ["netuid", "subnet_name", "token_symbol", "tao_in", "alpha_in", "owner_coldkey"] {
        assert_eq!(one[field], all[3][field], "{field}");
    }
    assert_eq!(one["subnetwork_n"], 24);
    let text = answered(&["subnet", "3"]);
    assert!(text.lines().next().unwrap().starts_with("subnet "), "{text}");
    assert!(text.contains("24 of "), "{text}");
}

#[test]
fn hyperparameters_have_the_chains_names() {
    let found = json(&["hyperparameters", "3"]);
    assert_eq!(found["tempo"], 360);
    assert!(found["min_burn"].is_u64() && found["registration_allowed"].is_boolean());
    let text = answered(&["hyperparameters", "3"]);
    let tempo = text.lines().find(|line| line.starts_with("tempo ")).expect("a tempo");
    assert_eq!(tempo.split_whitespace().collect::<Vec<_>>(), ["tempo", "360", "blocks"]);
}

#[test]
fn a_metagraph_is_columns_rows_and_a_table() {
    let found = json(&["metagraph", "3"]);
    let neurons = json(&["neurons", "3"]);
    assert_eq!(found["num_uids"], 24);
    for (uid, neuron) in found["neurons"].as_array().unwrap().iter().enumerate() {
        assert_eq!(neuron["hotkey"], neurons[uid]["hotkey"]);
        assert_eq!(neuron["hotkey"], found["hotkeys"][uid]);
        assert_eq!(neuron["total_stake"], found["total_stake"][uid]);
    }
    let text = answered(&["metagraph", "3"]);
    let (facts, table) = text.split_once("\n\n").expect("facts and a table");
    assert!(facts.starts_with("subnet ") && facts.contains("24 of "), "{facts}");
    assert_eq!(table.lines().count(), 1 + 24 + 1);
    assert!(table.lines().last().unwrap().trim_start().starts_with("total "), "{table}");
}

#[test]
fn a_metagraph_is_drawn() {
    let text = answered(&["metagraph", "3", "--plot"]);
    assert!(text.contains("stake weight of 24 neurons") && text.contains('█'), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert_ne!(answered(&["metagraph", "3", "--plot", "--log"]), text);

    let file = Scratch::new("metagraph.svg");
    answered(&["metagraph", "3", "--svg", file.path()]);
    let svg = fs::read_to_string(file.path()).unwrap();
    assert!(svg.starts_with("<svg xmlns") && svg.ends_with("</svg>\n"), "{svg}");
    assert_eq!(svg.matches("<title>").count(), 1);
    answered(&["metagraph", "3", "--svg", file.path()]);
    assert_eq!(fs::read_to_string(file.path()).unwrap(), svg, "the same every time");
}

#[test]
fn a_metagraph_is_kept_in_a_file() {
    let file = Scratch::new("metagraph.saved");
    let table = answered(&["metagraph", "3", "--save", file.path()]);
    assert_eq!(answered(&["metagraph", file.path()]), table);
    assert_eq!(json(&["metagraph", file.path()]), json(&["metagraph", "3"]));
    // Nothing is passed over in silence.
    assert!(refused(&["--at", "1", "metagraph", file.path()], 2).contains("asks no chain"));
    assert!(refused(&["--network", "demo", "metagraph", file.path()], 2).contains("asks no chain"));
    let saved = fs::read(file.path()).unwrap();
    fs::write(file.path(), &saved[..saved.len() / 2]).unwrap();
    refused(&["metagraph", file.path()], 2);
    fs::write(file.path(), b"no metagraph").unwrap();
    refused(&["metagraph", file.path()], 2);
    refused(&["metagraph", "no/such/file"], 2);
}

#[test]
fn stakes_are_worth_something() {
    let coldkey = staker();
    let nobody = "0x0101010101010101010101010101010101010101010101010101010101010101";
    let found = json(&["stake", &coldkey, nobody]);
    assert_eq!(found[0]["coldkey"], coldkey);
    let positions = found[0]["positions"].as_array().unwrap();
    assert!(!positions.is_empty());
    let values = positions.iter().map(|position| position["value"].as_u64().unwrap());
    assert_eq!(found[0]["value"], values.sum::<u64>());
    for position in positions {
        assert!(position["stake"].is_u64() && position["token_symbol"].is_string(), "{position}");
        if position["netuid"] == 0 {
            assert_eq!(position["value"], position["stake"], "the root network's token is TAO");
        }
    }
    let none = json!([]);
    assert_eq!((&found[1]["positions"], &found[1]["value_tao"]), (&none, &json!("0.000000000")));

    let table = answered(&["stake", &coldkey, nobody]);
    assert_eq!(table.lines().count(), 1 + positions.len() + 1);
    let total = found[0]["value_tao"].as_str().unwrap().to_string();
    assert!(table.lines().last().unwrap().replace(',', "").ends_with(&total), "{table}");
    let twice = answered(&["stake", &coldkey, &coldkey]);
    assert_eq!(twice.lines().last(), table.lines().last(), "named twice, counted once");
}

#[test]
fn delegates_and_who_stakes_on_them() {
    let delegates = json(&["delegates"]);
    let delegates = delegates.as_array().unwrap();
    assert!(!delegates.is_empty());
    assert_eq!(answered(&["delegates"]).lines().count(), 1 + delegates.len() + 1);

    let coldkey = staker();
    let delegated = json(&["delegated", &coldkey]);
    let delegated = delegated.as_array().unwrap();
    assert!(!delegated.is_empty());
    for position in delegated {
        let hotkey = &position["delegate"]["delegate_ss58"];
        assert!(delegates.iter().any(|delegate| delegate["delegate_ss58"] == *hotkey));
        assert!(position["value"].is_u64(), "{position}");
    }
    assert_eq!(answered(&["delegated", &coldkey]).lines().count(), 1 + delegated.len() + 1);
}

/// Many of them take no more requests than one.
#[test]
fn few_requests_are_made() {
    let coldkey = staker();
    let (alice, bob) = (
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
        "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
    );
    let calls = |args: &[&str]| stats(args)["requests"]["state_call"].as_u64().unwrap();
    assert_eq!(calls(&["subnets"]), 1);
    assert_eq!(calls(&["metagraph", "1"]), 1);
    assert_eq!(calls(&["delegates"]), 1);
    // This runtime tells prices one by one, all in one message; all else is one request for all.
    let wallets = json(&["stake", &coldkey, alice, bob]);
    let positions =
        wallets.as_array().unwrap().iter().flat_map(|wallet| wallet["positions"].as_array());
    let netuids: BTreeSet<u64> =
        positions.flatten().filter_map(|position| position["netuid"].as_u64()).collect();
    let prices = netuids.iter().filter(|netuid| **netuid != 0).count();
    let many = stats(&["stake", &coldkey, alice, bob]);
    assert_eq!(many["requests"]["state_call"], 1 + prices);
    assert_eq!(many["requests"]["state_queryStorageAt"], 2, "the head, and symbols");
    assert!(many["round_trips"].as_u64() <= Some(3), "{many}");
}

#[test]
fn a_block_may_be_named_and_what_is_not_there_is_told() {
    let commands: [&[&str]; 5] = [
        &["subnets"],
        &["subnet", "1"],
        &["metagraph", "1"],
        &["delegates"],
        &["hyperparameters", "1"],
    ];
    for command in commands {
        let at_head = answered(command);
        assert_eq!(answered(&[&["--at", "5000000"], command].concat()), at_head, "{command:?}");
        let said = refused(&[&["--at", "17"], command].concat(), 1);
        assert_eq!(said, "subwire: the node knows no block 17\n", "{command:?}");
    }
    for command in ["subnet", "metagraph", "hyperparameters"] {
        assert_eq!(refused(&[command, "999"], 1), "subwire: subnet 999 does not exist\n");
        assert!(refused(&[command, "70000"], 2).contains("a netuid is a number up to 65535"));
        refused(&[command], 2);
    }
    // It takes a file in the place of a subnet, and no `all`.
    assert!(refused(&["metagraph", "70000"], 2).contains("by its folder, `./1`"));
    for command in ["stake", "delegated"] {
        refused(&[command], 2);
        assert!(refused(&[command, "0x00"], 2).contains("64 wanted"));
    }
}

#[test]
fn what_was_recorded_answers_again() {
    let coldkey = staker();
    let commands: [&[&str]; 7] = [
        &["subnets"],
        &["subnet", "1"],
        &["metagraph", "1"],
        &["delegates"],
        &["delegated", &coldkey],
        &["stake", &coldkey],
        &["hyperparameters", "1"],
    ];
    let file = Scratch::new("recording.json");
    for command in commands {
        let answer = answered(&[&["--record", file.path()], command].concat());
        assert_eq!(answered(&[&["--replay", file.path()], command].concat()), answer);
    }
}

/// The chain's own answer of another year, through the same table.
#[test]
fn a_recorded_metagraph_is_shown() {
    let Some(shared) = shared() else { return };
    let name = "metagraph@01b3294d7.json";
    let recording = shared.join("recordings").join(name);
    let expected = fs::read(shared.join("expected").join(name)).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let items = expected["items"].as_array().unwrap();
    let call = items.iter().rfind(|item| item["call"] == "SubnetInfoRuntimeApi_get_metagraph");
    let call = call.expect("the recording has a metagraph");
    let netuid = call["args"][0]["value"].to_string();
    let found = json(&["--replay", recording.to_str().unwrap(), "metagraph", &netuid]);
    for field in
        ["hotkeys", "coldkeys", "total_stake", "alpha_stake", "last_update", "axons", "block"]
    {
        assert_eq!(found[field], call["decoded"][field], "{field}");
    }
    let name: Vec<u8> = serde_json::from_value(call["decoded"]["name"].clone()).unwrap();
    assert_eq!(found["name"], String::from_utf8(name).unwrap());
}

/// Names on a chain are anybody's to choose. None may act on the terminal that shows it.
#[test]
fn hostile_names_are_only_shown() {
    let server = hostile();
    let url = server.ws_url();
    for args in [&["subnets"][..], &["--json", "subnets"]] {
        let output = subwire(&[&["--network", &url], args].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(text.contains("[31mred"), "{text}");
        let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{2066}');
        assert!(!text.contains(acts), "{text:?}");
    }
    assert_eq!(answered(&["--network", &url, "subnets"]).lines().count(), 3);
}

/// A chain with one subnet, whose name would paint, move the cursor and turn letters around.
fn hostile() -> Spawned {
    let text = "\u{1b}[31mred\u{1b}[2J\n\r\u{9b}5A\u{202e}txet\u{2066}\u{7f}\u{0}";
    let account = AccountId::from([1; 32]);
    let subnet = DynamicInfo {
        netuid: 1.into(),
        owner_hotkey: account,
        owner_coldkey: account,
        subnet_name: text.into(),
        token_symbol: text.into(),
        tempo: 360,
        last_step: 0,
        blocks_since_last_step: 0,
        emission: 0,
        alpha_in: Alpha::ZERO,
        alpha_out: Alpha::ZERO,
        tao_in: Tao::ZERO,
        alpha_out_emission: Alpha::ZERO,
        alpha_in_emission: Alpha::ZERO,
        tao_in_emission: Tao::ZERO,
        pending_alpha_emission: Alpha::ZERO,
        pending_root_emission: Tao::ZERO,
        subnet_volume: 0,
        network_registered_at: 0,
        subnet_identity: Some(SubnetIdentityV3 { subnet_name: text.into(), ..Default::default() }),
        moving_price: I96F32::from_bits(0),
    };
    let answer = vec![Some(subnet)].encode();
    let chain = Chain::builder()
        .runtime(|runtime| runtime.spec_name("node-subtensor").spec_version(365))
        .runtime_call("SubnetInfoRuntimeApi_get_all_dynamic_info", move |_| Ok(answer.clone()))
        .build();
    serve(chain, 0).unwrap().spawn()
}

/// A file that goes with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir();
        Self(folder.join(format!(
            "subwire-cli-{}-{:?}-{name}",
            std::process::id(),
            std::thread::current().id()
        )))
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path of letters")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Recorded chain data, which lies beside the workspace or where SUBWIRE_SHARED says.
fn shared() -> Option<PathBuf> {
    let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").into();
    let chain =
        PathBuf::from(std::env::var_os("SUBWIRE_SHARED").unwrap_or_else(beside)).join("chain");
    if chain.is_dir() {
        return Some(chain);
    }
    eprintln!("SKIPPED: no recorded chain data at {}", chain.display());
    None
}
