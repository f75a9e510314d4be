//! Recorded neurons read as a type that has drifted.

use std::fs;

use subwire_codec::codec::{Compact, Decode};
use subwire_codec::layout::Decoder;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::{NetUid, NeuronInfoLite};
use subwire_codec::{AccountId, RuntimeApi, decode_exact};

use crate::data;
use crate::runtimes;

/// Fields in another order, wider, without those of no interest, and with one that no chain has.
#[derive(Debug, Decode, PartialEq, TypeInfo)]
struct Drifted {
    validator_permit: bool,
    stake: Vec<(AccountId, u128)>,
    uid: u64,
    nickname: Option<Vec<u8>>,
    hotkey: [u8; 32],
    axon_info: Axon,
    last_update: Option<Compact<u64>>,
    netuid: Compact<NetUid>,
    emission: u64,
}

#[derive(Debug, Decode, PartialEq, TypeInfo)]
struct Axon {
    ip: u128,
    port: u32,
    block: u64,
}

impl From<NeuronInfoLite> for Drifted {
    fn from(neuron: NeuronInfoLite) -> Self {
        let axon = neuron.axon_info;
        Self {
            validator_permit: neuron.validator_permit,
            stake: neuron.stake.iter().map(|part| (part.0, u128::from(part.1.rao()))).collect(),
            uid: u64::from(neuron.uid),
            nickname: None,
            hotkey: neuron.hotkey.into(),
            axon_info: Axon { ip: axon.ip, port: u32::from(axon.port), block: axon.block },
            last_update: Some(Compact(neuron.last_update)),
            netuid: Compact(neuron.netuid),
            emission: neuron.emission.rao(),
        }
    }
}

const DRIFTED: RuntimeApi<(NetUid,), Vec<Drifted>> =
    RuntimeApi::new("NeuronInfoRuntimeApi", "get_neurons_lite");

#[test]
fn neurons_as_a_drifted_type() {
    let Some(chain) = data::chain("neurons_as_a_drifted_type") else { return };
    let runtimes = runtimes(&chain);
    for (file, of) in [
        ("get_neurons_lite.metagraph_01b3294d7.bin", "subtensor_343.v15"),
        ("get_neurons_lite.metagraph_abb942135.bin", "subtensor_320.v15"),
        ("neurons_lite.concat.bin", "subtensor_343.v15"),
    ] {
        let bytes = fs::read(chain.join("perf").join(file)).unwrap();
        let derived: Vec<NeuronInfoLite> = decode_exact(&bytes).unwrap();
        let expected: Vec<Drifted> = derived.into_iter().map(Drifted::from).collect();
        let bound = DRIFTED.bind(&runtimes[of]).unwrap();
        // Not assert_eq: a list of a thousand neurons is no message.
        assert!(bound.decode(&bytes).unwrap() == expected, "{file}");
        // Cut, or with a byte too many, it is an error that says where.
        for cut in (0..50).map(|at| bytes.len() * at / 50) {
            let error = bound.decode(&bytes[..cut]).unwrap_err().to_string();
            assert!(error.contains("the bytes end here"), "{error}");
        }
        let error = bound.decode(&[&bytes[..], &[0]].concat()).unwrap_err().to_string();
        assert!(error.ends_with("bytes are left over"), "{error}");
    }
}

#[test]
fn the_same_list_of_accounts_under_another_name() {
    let Some(chain) = data::chain("the_same_list_of_accounts") else { return };
    let metadata = &runtimes(&chain)["subtensor_343.v15"];
    let output = metadata.api_method("NeuronInfoRuntimeApi", "get_neurons_lite").unwrap().output();
    let decoder = Decoder::<Vec<NeuronInfoLite>>::new(metadata.schema(), output).unwrap();
    assert!(decoder.is_same(), "{:?}", decoder.changes());
}
