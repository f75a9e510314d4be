//! A subnet's moving price, as a runtime gave it and other decoders read it.

use serde_json::Value;
use subwire_codec::codec::{Compact, Decode};
use subwire_codec::fixed::I96F32;
use subwire_codec::subtensor::NetUid;
use subwire_codec::{AccountId, Alpha, Tao};

use crate::data::{chain, expected_items, hex};

type Bytes = Vec<Compact<u8>>;

/// What stands before `moving_price` in `Metagraph` of runtime 343, and it.
#[derive(Decode)]
struct MetagraphStart {
    netuid: Compact<NetUid>,
    _name_and_symbol: (Bytes, Bytes),
    _identity: Option<[Vec<u8>; 8]>,
    _network_registered_at: Compact<u64>,
    _owners: (AccountId, AccountId),
    block: Compact<u64>,
    _tempo: Compact<u16>,
    _last_step_and_blocks_since: (Compact<u64>, Compact<u64>),
    _subnet_emission: Compact<u64>,
    alpha_in: Compact<Alpha>,
    _alpha_out: Compact<Alpha>,
    tao_in: Compact<Tao>,
    _emissions: (Compact<Alpha>, Compact<Alpha>, Compact<Tao>),
    _pending: (Compact<Alpha>, Compact<Tao>),
    _subnet_volume: Compact<u128>,
    moving_price: I96F32,
}

#[test]
fn moving_prices() {
    let Some(chain) = chain("moving_prices") else { return };
    let mut found = Vec::new();
    for (place, item) in expected_items(&chain) {
        // A selective metagraph wraps each field in an Option of its own; one is of no subnet.
        let decoded = &item["decoded"];
        if item["call"] != "SubnetInfoRuntimeApi_get_metagraph" || decoded.is_null() {
            continue;
        }
        let bytes = hex(&item["raw"]);
        let start = Option::<MetagraphStart>::decode(&mut &bytes[..]).unwrap().unwrap();
        let json = |value: &Value| serde_json::from_value::<u64>(value.clone()).unwrap();
        assert_eq!(u64::from(start.netuid.0.0), json(&decoded["netuid"]), "{place}");
        assert_eq!(start.block.0, json(&decoded["block"]), "{place}");
        assert_eq!(start.alpha_in.0.rao(), json(&decoded["alpha_in"]), "{place}");
        assert_eq!(start.tao_in.0.rao(), json(&decoded["tao_in"]), "{place}");
        let price = serde_json::to_value(start.moving_price).unwrap();
        assert_eq!(price, decoded["moving_price"], "{place}");
        found.push(start.moving_price.to_string());
    }
    assert_eq!(found, ["0.00951408199034631252288818359375"]);
}
