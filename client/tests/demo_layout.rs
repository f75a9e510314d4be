//! The generated Subtensor is laid out as the metadata of the runtime says after which it is
//! modelled.

use std::path::PathBuf;
use std::{env, fs};

use futures::executor::block_on;
use subwire::codec::codec::{Decode, Encode};
use subwire::codec::schema::Accounts;
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::apis::neuron_info_runtime_api::GET_NEURONS_LITE;
use subwire::codec::subtensor::apis::swap_runtime_api::SIM_SWAP_TAO_FOR_ALPHA;
use subwire::codec::{AccountId, Metadata, Tao};
use subwire::transport::mock::Chain;
use subwire::transport::{Params, Transport};
use subwire::{Demo, Subtensor};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/// The metadata of spec version 365.
fn recorded() -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, PathBuf::from);
    let bytes = fs::read(shared.join("chain/metadata/subtensor_365.v16.scale")).ok();
    if bytes.is_none() {
        eprintln!("SKIPPED: the recorded metadata is not there");
    }
    bytes
}

/// What the chain's runtime answers a call.
fn call(chain: &Chain, name: &str, args: &[u8]) -> Vec<u8> {
    let reply = chain.request("state_call", Params::new().text(name).hex(args));
    block_on(reply).unwrap().hex().unwrap()
}

/// Every value that is stored, and every key, read by the runtime's own metadata.
#[test]
fn storage_is_laid_out_as_the_metadata_says() {
    let Some(bytes) = recorded() else { return };
    let metadata = Metadata::decode(&bytes).unwrap();
    let chain = Demo::builder().seed(3).subnets(7).neurons(21).accounts(400).build().unwrap();
    let (state, mut entries) = (chain.state(), 0);
    for (key, value) in state.entries(&[]) {
        let decoded = metadata.decode_key(key).unwrap();
        let item = decoded.item();
        let name = format!("{}.{}", item.pallet(), item.name());
        let mut json = Vec::new();
        let written = metadata.schema().write_json(item.value(), value, Accounts::Hex, &mut json);
        written.unwrap_or_else(|error| panic!("{name}: {error}"));
        entries += 1;
    }
    assert!(entries > 2000, "{entries}");
}

/// Every runtime call with arguments that mean something, read by the runtime's own metadata.
#[test]
fn answers_are_laid_out_as_the_metadata_says() {
    let Some(bytes) = recorded() else { return };
    let metadata = Metadata::decode(&bytes).unwrap();
    let chain = Demo::builder().subnets(5).neurons(12).metadata(bytes).build().unwrap();
    let at = block_on(Subtensor::new(chain.clone()).at_head()).unwrap();
    let hotkey = block_on(at.call(&GET_NEURONS_LITE, (NetUid(1),))).unwrap()[0].hotkey;
    let alice: AccountId = ALICE.parse().unwrap();
    let calls: [(&str, Vec<u8>); 29] = [
        ("NeuronInfoRuntimeApi_get_neurons", 1u16.encode()),
        ("NeuronInfoRuntimeApi_get_neuron", (1u16, 0u16).encode()),
        ("NeuronInfoRuntimeApi_get_neurons_lite", 1u16.encode()),
        ("NeuronInfoRuntimeApi_get_neuron_lite", (1u16, 3u16).encode()),
        ("SubnetInfoRuntimeApi_get_subnet_info", 1u16.encode()),
        ("SubnetInfoRuntimeApi_get_subnets_info", vec![]),
        ("SubnetInfoRuntimeApi_get_subnet_info_v2", 1u16.encode()),
        ("SubnetInfoRuntimeApi_get_subnets_info_v2", vec![]),
        ("SubnetInfoRuntimeApi_get_subnet_hyperparams", 1u16.encode()),
        ("SubnetInfoRuntimeApi_get_subnet_hyperparams_v2", 1u16.encode()),
        ("SubnetInfoRuntimeApi_get_all_dynamic_info", vec![]),
        ("SubnetInfoRuntimeApi_get_dynamic_info", 1u16.encode()),
        ("SubnetInfoRuntimeApi_get_metagraph", 1u16.encode()),
        ("SubnetInfoRuntimeApi_get_all_metagraphs", vec![]),
        ("SubnetInfoRuntimeApi_get_mechagraph", (4u16, 1u8).encode()),
        ("SubnetInfoRuntimeApi_get_all_mechagraphs", vec![]),
        ("SubnetInfoRuntimeApi_get_selective_metagraph", (1u16, vec![0u16, 3, 52, 73]).encode()),
        ("SubnetInfoRuntimeApi_get_selective_mechagraph", (4u16, 1u8, vec![72u16]).encode()),
        ("SubnetInfoRuntimeApi_get_subnet_state", 1u16.encode()),
        ("SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey", (alice, 1u16).encode()),
        ("SubnetInfoRuntimeApi_get_subnet_to_prune", vec![]),
        ("DelegateInfoRuntimeApi_get_delegates", vec![]),
        ("DelegateInfoRuntimeApi_get_delegated", alice.encode()),
        ("StakeInfoRuntimeApi_get_stake_info_for_coldkeys", vec![alice].encode()),
        (
            "StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid",
            (hotkey, alice, 1u16).encode(),
        ),
        ("SubnetRegistrationRuntimeApi_get_network_registration_cost", vec![]),
        ("SwapRuntimeApi_current_alpha_price", 1u16.encode()),
        ("SwapRuntimeApi_sim_swap_tao_for_alpha", (1u16, 1_000_000_000u64).encode()),
        ("SwapRuntimeApi_sim_swap_alpha_for_tao", (1u16, 1_000_000_000u64).encode()),
    ];
    for (name, args) in calls {
        let raw = call(&chain, name, &args);
        let (api, method) = name.split_once('_').unwrap();
        let method = metadata.api_method(api, method).unwrap();
        let mut json = Vec::new();
        let output = metadata.call_output(&method, &raw).unwrap_or_else(|e| panic!("{name}: {e}"));
        let written =
            metadata.schema().write_json(output.ty(), output.bytes(), Accounts::Hex, &mut json);
        written.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!json.starts_with(b"null"), "{name} has nothing to say");
    }
    let swap = block_on(at.call(&SIM_SWAP_TAO_FOR_ALPHA, (NetUid(1), Tao::from_rao(1_000_000))));
    let swap = swap.unwrap();
    assert_eq!(swap.tao_amount.rao() + swap.tao_fee.rao(), 1_000_000);
    // Whoever asks for the runtime is told that of the metadata.
    let version: (String, String, u32, u32) =
        Decode::decode(&mut &call(&chain, "Core_version", &[])[..]).unwrap();
    assert_eq!((version.0.as_str(), version.3), ("node-subtensor", 365));
}

#[test]
fn blocks_set_their_time() {
    let Some(bytes) = recorded() else { return };
    let chain = Demo::builder().metadata(bytes.clone()).build().unwrap();
    let metadata = Metadata::decode(&bytes).unwrap();
    let block = block_on(chain.request("chain_getBlock", Params::new())).unwrap();
    let block: serde_json::Value = block.read("a block").unwrap();
    let raw = block["block"]["extrinsics"][0].as_str().unwrap();
    let raw = unhex(raw);
    let json = metadata.decode_extrinsic(&raw).unwrap().to_json(Accounts::Hex).unwrap();
    assert!(json.contains(r#""pallet":"Timestamp","name":"set""#), "{json}");
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = text.strip_prefix("0x").unwrap().as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}
