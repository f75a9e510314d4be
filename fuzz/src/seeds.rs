//! Seeds that need no recorded data: enough to reach every shape.

use subwire_codec::codec::Encode;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{IS_NETWORK_MEMBER, UIDS};
use subwire_codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire_codec::subtensor::{
    AccountInfo, AxonInfo, ColdkeyStake, HyperparamEntry, HyperparamValue, NetUid, NeuronInfo,
    NeuronInfoLite, PerU16, PrometheusInfo, UidWeight,
};
use subwire_codec::{AccountId, Alpha, Tao};

use crate::types::input;

/// Texts for [`text::check`](crate::text::check).
pub const TEXTS: &[&str] = &[
    "",
    ".5",
    "0.0000000001",
    "0x",
    "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
    "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5",
    "18446744073.709551615",
    "18446744073.709551616",
    "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
    "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ",
    "65535",
    "HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F",
    "-0.00000000023283064365386962890625",
    "-9223372036854775808",
    "1.0000000000000000000542101086242752217003726400434970855712890625",
    "5 rao",
    "α1.5",
    "τ1000000.000000000",
];

/// Inputs for [`frames::check`](crate::frames::check): a frame, or a conversation of one a line.
pub const FRAMES: &[&str] = &[
    "",
    "<html>",
    "[]",
    r#" [{"id":"2","result":1},{"method":"m","params":{"subscription":"x"}}]"#,
    r#"{"id":1,"error":{"code":-32601,"message":"no","data":[1]}}"#,
    r#"{"id":null,"error":{"code":-32700,"message":"too big"}}"#,
    r#"{"jsonrpc":"2.0","id":1,"result":"0x0011aaFF"}"#,
    r#"{"jsonrpc":"2.0","id":1,"result":["0x658faa385070e074c85bf6b568cf05550e30450fc4d507a846032a7fa65d9a430100"]}"#,
    r#"{"jsonrpc":"2.0","id":1,"result":[{"block":"0x1111111111111111111111111111111111111111111111111111111111111111","changes":[["0x01",null],["0x02","0x00"]]}]}"#,
    r#"{"jsonrpc":"2.0","id":1,"result":null,"error":null}"#,
    r#"{"exchanges":[{"method":"chain_getHead","params":[],"result":"0xaa"},{"method":"state_queryStorageAt","params":[["0x01"],"0xaa"],"result":[{"block":"0xaa","changes":[["0x01",null]]}]}]}"#,
    "g\n{\"id\":2,\"result\":1}\n?[{\"id\":1,\"result\":1}]\n\u{7}\n[{\"id\":3,\"result\":null}]",
];

/// Inputs for [`plan::check`](crate::plan::check): bytes without a pattern, so that types are large
/// and much is edited.
pub fn plans() -> Vec<Vec<u8>> {
    let inputs = (0..64u64).map(|seed| {
        let mut state = seed;
        let byte = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(seed * 2 + 1);
            (state >> 56) as u8
        };
        (0..16 + seed * 6).map(byte).collect()
    });
    inputs.collect()
}

/// Inputs for [`types::check`](crate::types::check).
///
/// # Panics
///
/// Where a shape has lost its name.
pub fn types() -> Vec<Vec<u8>> {
    let (who, netuid) = (AccountId::from([7; 32]), NetUid(1));
    let neuron = neuron(who);
    let lite = NeuronInfoLite::from(neuron.clone());
    let (full_list, lite_list) = (vec![neuron.clone(); 2], vec![lite.clone(); 2]);
    let account_key = ACCOUNT.key((who,)).split_off(32);
    let uids_key = UIDS.key((netuid, who)).split_off(32);
    let member_key = IS_NETWORK_MEMBER.key((who, netuid)).split_off(32);
    let saved = include_bytes!("../../codec/tests/subtensor/metagraph.v1.bin");
    let entry = |name: &str, value| HyperparamEntry { name: name.into(), value };
    let hyperparameters = [
        entry("tempo", HyperparamValue::U16(360)),
        entry("colour", HyperparamValue::U128(u128::MAX)),
        entry("tempo", HyperparamValue::Bool(true)),
        entry("max_burn", HyperparamValue::TaoBalance(Tao::MAX)),
    ];
    let named = [
        ("AccountId", who.encode()),
        ("AccountInfo", AccountInfo::default().encode()),
        ("AxonInfo", neuron.axon_info.encode()),
        ("PrometheusInfo", neuron.prometheus_info.encode()),
        ("NeuronInfo", neuron.encode()),
        ("NeuronInfoLite", lite.encode()),
        ("Vec<NeuronInfo>", full_list.encode()),
        ("Vec<NeuronInfoLite>", lite_list.encode()),
        ("Vec<(AccountId, Option<Tao>)>", vec![(who, Some(1u64)), (who, None)].encode()),
        ("Vec<Vec<Option<bool>>>", vec![vec![Some(true), None], vec![]].encode()),
        ("NeuronInfoRuntimeApi_get_neuron", Some(neuron).encode()),
        ("NeuronInfoRuntimeApi_get_neuron_lite", Some(lite).encode()),
        ("NeuronInfoRuntimeApi_get_neurons", full_list.encode().encode()),
        ("NeuronInfoRuntimeApi_get_neurons_lite", lite_list.encode().encode()),
        ("SubtensorModule.Bonds", vec![(1u16, 2u16); 3].encode()),
        ("SubtensorModule.LastUpdate", vec![1u64, u64::MAX].encode()),
        ("System.Account", AccountInfo::default().encode()),
        ("key SubtensorModule.IsNetworkMember", member_key),
        ("key SubtensorModule.Uids", uids_key),
        ("key System.Account", account_key),
        ("SavedMetagraph", saved.to_vec()),
        ("Hyperparameters", hyperparameters.encode()),
    ];
    named
        .into_iter()
        .map(|(name, bytes)| input(name, &bytes).unwrap_or_else(|| panic!("no shape {name}")))
        .collect()
}

fn neuron(who: AccountId) -> NeuronInfo {
    NeuronInfo {
        hotkey: who,
        coldkey: who,
        uid: 1,
        netuid: NetUid(64),
        active: true,
        axon_info: AxonInfo { block: 9, ip: 1 << 31, ip_type: 4, ..AxonInfo::default() },
        prometheus_info: PrometheusInfo { ip: u128::MAX, ..PrometheusInfo::default() },
        stake: vec![ColdkeyStake(who, Alpha::MAX)],
        rank: PerU16(63),
        emission: Alpha::from_rao((1 << 53) + 1),
        incentive: PerU16(16_383),
        consensus: PerU16(16_384),
        trust: PerU16(u16::MAX),
        validator_trust: PerU16(0),
        dividends: PerU16(0),
        last_update: 1 << 30,
        validator_permit: true,
        weights: vec![UidWeight(1, PerU16::ONE)],
        bonds: vec![UidWeight(0, PerU16(0)), UidWeight(64, PerU16(64))],
        pruning_score: 1,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn seeds_pass_their_checks() {
        for seed in super::types() {
            crate::types::check(&seed);
        }
        for seed in crate::extrinsics::seeds() {
            crate::extrinsics::check(&seed);
        }
        for seed in crate::events::seeds() {
            crate::events::check(&seed);
        }
        for seed in crate::calls::seeds() {
            crate::calls::check(&seed);
        }
        for seed in crate::headers::seeds() {
            crate::headers::check(&seed);
        }
        for seed in crate::suri::seeds() {
            crate::suri::check(&seed);
        }
        for seed in super::plans() {
            crate::plan::check(&seed);
        }
        for seed in crate::http::seeds() {
            crate::http::check(&seed);
        }
        for seed in crate::json::seeds() {
            crate::json::check(&seed);
        }
        for seed in crate::keys::seeds() {
            crate::keys::check(&seed);
        }
        for seed in crate::values::seeds() {
            crate::values::check(&seed);
        }
        for seed in crate::metadata::seeds() {
            crate::metadata::check(&seed);
        }
        for text in super::TEXTS {
            crate::text::check(text);
        }
        for frame in super::FRAMES {
            crate::frames::check(frame.as_bytes());
        }
        for recording in crate::recordings::SEEDS {
            crate::recordings::check(recording.as_bytes());
        }
    }
}
