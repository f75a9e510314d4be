//! A runtime after spec version 425, made of a recorded one: what came after is described in its
//! metadata as far as other things of the same types are there already.

use std::fs;

use frame_metadata::v15::{
    RuntimeApiMetadata, RuntimeApiMethodMetadata, RuntimeApiMethodParamMetadata,
    RuntimeMetadataV15, StorageEntryMetadata, StorageEntryType,
};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use subwire::codec::codec::{Decode, Encode};
use subwire::codec::scale_info::form::PortableForm;
use subwire::transport::mock::ChainBuilder;

use crate::support::{data, of_spec};

const SPEC_VERSION: u32 = 430;

type Entry = StorageEntryMetadata<PortableForm>;

/// A chain of that runtime, `None` without the recordings.
pub(crate) fn chain(test: &str) -> Option<ChainBuilder> {
    let path = data::chain(test)?.join("metadata/subtensor_343.v15.scale");
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let metadata = RuntimeMetadataPrefixed::decode(&mut &bytes[..]).expect("metadata");
    let RuntimeMetadataPrefixed(magic, RuntimeMetadata::V15(mut metadata)) = metadata else {
        panic!("metadata of another version")
    };
    renumber(&mut metadata);
    add_storage(&mut metadata);
    add_api(&mut metadata);
    let made = RuntimeMetadataPrefixed(magic, RuntimeMetadata::V15(metadata)).encode();
    Some(of_spec(SPEC_VERSION).runtime(|runtime| runtime.metadata(made)))
}

/// The runtime's version stands in a constant: two names, one number, and it.
fn renumber(metadata: &mut RuntimeMetadataV15) {
    let system = metadata.pallets.iter_mut().find(|pallet| pallet.name == "System");
    let constants = &mut system.expect("System").constants;
    let version = constants.iter_mut().find(|constant| constant.name == "Version");
    let bytes = &mut version.expect("Version").value;
    let before = (String::from("node-subtensor"), String::from("node-subtensor"), 1_u32).encode();
    let at = before.len();
    assert_eq!(bytes[at..at + 4], 343_u32.encode());
    bytes[at..at + 4].copy_from_slice(&SPEC_VERSION.encode());
}

fn add_storage(metadata: &mut RuntimeMetadataV15) {
    let pallet = metadata.pallets.iter_mut().find(|pallet| pallet.name == "SubtensorModule");
    let storage = pallet.and_then(|pallet| pallet.storage.as_mut()).expect("SubtensorModule");
    let entry = |name: &str| {
        let found = storage.entries.iter().find(|entry| entry.name == name);
        found.unwrap_or_else(|| panic!("{name}")).clone()
    };
    let like = |model: &str, name: &str| Entry { name: name.into(), ..entry(model) };
    let drain = {
        let mut drain = like("Tempo", "CollateralDrainRatio");
        let (StorageEntryType::Map { value, .. }, StorageEntryType::Map { value: fixed, .. }) =
            (&mut drain.ty, entry("Alpha").ty)
        else {
            panic!("both are maps")
        };
        *value = fixed;
        drain.default = vec![0; 16];
        drain
    };
    let added = [
        like("RootClaimed", "MinerCollateral"),
        like("Tempo", "CollateralLockShare"),
        drain,
        like("LastTxBlock", "BasketRate"),
    ];
    storage.entries.extend(added);
}

/// Methods that take the accounts that ours take, and return a number.
fn add_api(metadata: &mut RuntimeMetadataV15) {
    let api = |name: &str| metadata.apis.iter().find(|api| api.name == name).expect("an API");
    let account = api("AccountNonceApi").methods[0].inputs[0].ty;
    let amount = api("SubnetRegistrationRuntimeApi").methods[0].output;
    let method = |&(name, accounts): &(&str, usize)| RuntimeApiMethodMetadata {
        name: name.into(),
        inputs: (0..accounts)
            .map(|at| RuntimeApiMethodParamMetadata { name: format!("account_{at}"), ty: account })
            .collect(),
        output: amount,
        docs: vec![],
    };
    let methods = [
        ("get_root_basket_owed", 1),
        ("get_root_basket_positions", 1),
        ("get_basket_position", 2),
        ("get_root_basket_portfolio", 1),
        ("get_validator_basket", 1),
        ("get_validator_basket_summary", 1),
        ("get_beta_pricing", 1),
        ("get_all_validator_baskets", 0),
        ("get_all_beta_pricing", 0),
        ("get_validator_basket_nav", 1),
        ("get_basket_trading_status", 1),
        ("get_root_basket_total_nav", 0),
    ];
    metadata.apis.push(RuntimeApiMetadata {
        name: "BetaBasketRuntimeApi".into(),
        methods: methods.iter().map(method).collect(),
        docs: vec![],
    });
}
