//! A little of everything that the codec does: run by the program beside it, and built alone for
//! targets without an operating system.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use alloc::string::ToString;
use alloc::vec;

use subwire_codec::codec::Encode;
use subwire_codec::fixed::{I96F32, U64F64};
use subwire_codec::subtensor::apis::neuron_info_runtime_api::GET_NEURONS_LITE;
use subwire_codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire_codec::subtensor::{
    AxonInfo, ColdkeyStake, NetUid, NeuronInfoLite, PerU16, PrometheusInfo,
};
use subwire_codec::{AccountId, Alpha, Era, Tao, decode_exact, ss58};

/// Every check says whether the codec did what it should.
pub const CHECKS: &[fn() -> bool] = &[
    addresses,
    amounts,
    eras,
    fixed_point_numbers,
    keys,
    missing_values,
    neurons,
    errors,
    #[cfg(feature = "serde")]
    serde_both_ways,
];

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

fn addresses() -> bool {
    let Ok((bytes, prefix)) = ss58::decode(ALICE) else { return false };
    prefix == AccountId::SS58_PREFIX
        && AccountId::from(bytes).to_string() == ALICE
        && ss58::decode("5GrwvaEF").is_err()
}

fn amounts() -> bool {
    let tao: Result<Tao, _> = "1000000.5".parse();
    tao.is_ok_and(|tao| {
        tao.rao() == 1_000_000_500_000_000 && tao.to_string() == "τ1000000.500000000"
    })
}

fn eras() -> bool {
    let era = Era::mortal(64, 42);
    era.death(50) == 106 && decode_exact(&[0xa5, 0x02]) == Ok(era)
}

fn fixed_point_numbers() -> bool {
    let price = U64F64::from_bits(5 << 62);
    price.to_string() == "1.25"
        && "1.25".parse() == Ok(price)
        && I96F32::from(-3).checked_div(I96F32::from(2)) == "-1.5".parse().ok()
        && Alpha::from_rao(1000).checked_to_tao(price) == Some(Tao::from_rao(1250))
}

fn keys() -> bool {
    let Ok(alice) = ALICE.parse::<AccountId>() else { return false };
    let key = ACCOUNT.key((&alice,));
    // The hash of //Alice, as every Substrate chain's genesis has it.
    key.len() == 80
        && key[32..36] == [0xde, 0x1e, 0x86, 0xa9]
        && ACCOUNT.decode_key(&key) == Ok((alice,))
        && ACCOUNT.decode_key(&key[1..]).is_err()
}

fn missing_values() -> bool {
    ACCOUNT.decode(None).is_ok_and(|account| account.data.free == Tao::ZERO)
}

fn neurons() -> bool {
    let list = vec![neuron(); 3];
    let bytes = list.encode();
    GET_NEURONS_LITE.decode(&bytes).as_ref() == Ok(&list)
        && GET_NEURONS_LITE.decode(&bytes.encode()).as_ref() == Ok(&list)
        && list[0].total_stake() == Some(Alpha::from_rao(u64::MAX))
}

fn errors() -> bool {
    let Err(error) = ACCOUNT.decode(Some(&[0; 55])) else { return false };
    error.to_string()
        == "System.Account: AccountInfo ends early: 16 more bytes wanted at byte 40, 15 left"
}

/// serde's own little data format: the value is a string, and so is the address.
#[cfg(feature = "serde")]
fn serde_both_ways() -> bool {
    use serde::de::value::{Error, StrDeserializer};
    use serde::de::{Deserialize, IntoDeserializer};

    // A Formatter is serde's one serializer in serde itself, for what is written as text.
    struct Shown(AccountId);
    impl core::fmt::Display for Shown {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            serde::Serialize::serialize(&self.0, f)
        }
    }

    let text: StrDeserializer<'_, Error> = ALICE.into_deserializer();
    AccountId::deserialize(text).is_ok_and(|alice| Shown(alice).to_string() == ALICE)
        && matches!(
            Tao::deserialize(IntoDeserializer::<Error>::into_deserializer("18446744073709551615")),
            Ok(Tao::MAX)
        )
}

fn neuron() -> NeuronInfoLite {
    NeuronInfoLite {
        hotkey: AccountId::from([1; 32]),
        coldkey: AccountId::from([2; 32]),
        uid: 3,
        netuid: NetUid(4),
        active: true,
        axon_info: AxonInfo { block: 1 << 40, ip: 1 << 100, port: 8091, ..AxonInfo::default() },
        prometheus_info: PrometheusInfo::default(),
        stake: vec![ColdkeyStake(AccountId::from([2; 32]), Alpha::MAX)],
        rank: PerU16(0),
        emission: Alpha::from_rao(1 << 53),
        incentive: PerU16(63),
        consensus: PerU16(64),
        trust: PerU16(0),
        validator_trust: PerU16(16_383),
        dividends: PerU16(16_384),
        last_update: 1 << 30,
        validator_permit: false,
        pruning_score: u16::MAX,
    }
}
