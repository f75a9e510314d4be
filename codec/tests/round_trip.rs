//! Whatever a value holds, its SCALE bytes and its JSON give it back; whatever a key or an address
//! is made of, it reads back, and no text and no bytes panic.

use core::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::Serialize;
use serde::de::DeserializeOwned;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::fixed::{I32F32, I64F64, I96F32, U64F64, U96F32};
use subwire_codec::hasher::{Blake2_128, Blake2_128Concat, Twox64Concat, Twox128};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::ss58::{self, Ss58Error};
use subwire_codec::subtensor::apis::neuron_info_runtime_api::{
    GET_NEURON, GET_NEURONS, GET_NEURONS_LITE,
};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    AXONS, IS_NETWORK_MEMBER, UIDS, WEIGHTS,
};
use subwire_codec::subtensor::pallets::system::storage::{ACCOUNT, NUMBER};
use subwire_codec::subtensor::{
    AccountData, AccountInfo, AxonInfo, ColdkeyStake, NetUid, NeuronInfo, NeuronInfoLite, PerU16,
    PrometheusInfo, UidWeight,
};
use subwire_codec::{
    AccountId, Alpha, DecodeErrorKind, DecodeKeys, Era, KeyArgs, Storage, Tao, decode_exact,
};

proptest! {
    #[test]
    fn account_infos(value in account_info(), cut: Index) {
        comes_back(&value, cut)?;
        prop_assert_eq!(ACCOUNT.decode(Some(&value.encode())), Ok(value));
    }

    #[test]
    fn amounts_and_accounts(rao in amount(), who in account(), netuid: u16, cut: Index) {
        comes_back(&Tao::from_rao(rao), cut)?;
        comes_back(&Alpha::from_rao(rao), cut)?;
        comes_back(&who, cut)?;
        comes_back(&NetUid(netuid), cut)?;
    }

    #[test]
    fn fixed_point_numbers(signed: i128, unsigned: u128, small: i64, cut: Index) {
        comes_back(&I96F32::from_bits(signed), cut)?;
        comes_back(&I64F64::from_bits(i128::from(small)), cut)?;
        comes_back(&I32F32::from_bits(small), cut)?;
        comes_back(&U64F64::from_bits(unsigned), cut)?;
        comes_back(&U96F32::from_bits(u128::from(unsigned as u64)), cut)?;
    }

    #[test]
    fn eras(period: u64, current: u64, cut: Index) {
        comes_back(&Era::mortal(period, current), cut)?;
        comes_back(&Era::mortal(period % 65537, current), cut)?;
        comes_back(&Era::Immortal, cut)?;
    }

    #[test]
    fn axons(value in axon(), cut: Index) {
        comes_back(&value, cut)?;
        let bytes = value.encode();
        prop_assert_eq!(AXONS.decode(Some(&bytes)), Ok(Some(value)));
        prop_assert!(AXONS.decode(Some(&bytes[..cut.index(bytes.len())])).is_err());
    }

    #[test]
    fn prometheus_endpoints(value in prometheus(), cut: Index) {
        comes_back(&value, cut)?;
    }

    #[test]
    fn neurons(list in vec(neuron(), 0..4), cut: Index) {
        comes_back(&list, cut)?;
        let bytes = list.encode();
        prop_assert_eq!(&GET_NEURONS.decode(&bytes), &Ok(list.clone()));
        // As runtimes up to spec version 218 return it.
        prop_assert_eq!(&GET_NEURONS.decode(&bytes.encode()), &Ok(list.clone()));
        for neuron in list {
            comes_back(&neuron, cut)?;
            comes_back(&NeuronInfoLite::from(neuron.clone()), cut)?;
            let one = Some(neuron);
            prop_assert_eq!(GET_NEURON.decode(&one.encode()), Ok(one));
        }
    }

    #[test]
    fn lite_neurons(list in vec(neuron().prop_map(NeuronInfoLite::from), 0..6), cut: Index) {
        comes_back(&list, cut)?;
        let bytes = list.encode();
        prop_assert_eq!(&GET_NEURONS_LITE.decode(&bytes.encode()), &Ok(list.clone()));
        prop_assert_eq!(GET_NEURONS_LITE.decode(&bytes), Ok(list));
    }

    #[test]
    fn any_bytes_are_a_value_or_an_error(bytes in vec(any::<u8>(), 0..400)) {
        value_or_error::<AccountInfo>(&bytes)?;
        value_or_error::<Era>(&bytes)?;
        value_or_error::<I32F32>(&bytes)?;
        value_or_error::<Vec<NeuronInfo>>(&bytes)?;
        value_or_error::<Option<NeuronInfoLite>>(&bytes)?;
        value_or_error::<Vec<(u16, Vec<bool>)>>(&bytes)?;
    }

    #[test]
    fn keys(who in account(), netuid: u16, uid: u16, cut: Index, flip: Index) {
        let netuid = NetUid(netuid);
        key_comes_back(NUMBER, (), cut)?;
        key_comes_back(ACCOUNT, (who,), cut)?;
        key_comes_back(UIDS, (netuid, who), cut)?;
        key_comes_back(IS_NETWORK_MEMBER, (who, netuid), cut)?;
        key_comes_back(WEIGHTS, (netuid.into(), uid), cut)?;
        key_comes_back(TEXTS, (who.to_string(), vec![uid; usize::from(uid % 70)]), cut)?;

        // By reference and by value is one key.
        let key = UIDS.key((netuid, who));
        prop_assert_eq!(&UIDS.key((&netuid, &who)), &key);

        // A damaged hash or hashed argument does not pass for another account.
        let mut bad = ACCOUNT.key((who,));
        let at = flip.index(bad.len());
        bad[at] ^= 1 << (uid % 8);
        prop_assert!(ACCOUNT.decode_key(&bad).is_err(), "byte {}", at);
    }

    #[test]
    fn any_bytes_are_a_key_or_an_error(tail in vec(any::<u8>(), 0..120)) {
        foreign_key(ACCOUNT, &tail)?;
        foreign_key(UIDS, &tail)?;
        foreign_key(WEIGHTS, &tail)?;
        foreign_key(TEXTS, &tail)?;
        prop_assert!(UIDS.decode_key(&tail).is_err());
    }

    #[test]
    fn hashes_that_lose_the_argument_have_one_length(text in vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(HASHED.key((&text, &text)).len(), 32 + 16 + 16);
    }

    #[test]
    fn addresses(bytes: [u8; 32], prefix: u16) {
        let valid = prefix <= ss58::MAX_PREFIX && !matches!(prefix, 46 | 47);
        match ss58::encode(&bytes, prefix) {
            Ok(text) => {
                prop_assert!(valid);
                prop_assert_eq!(ss58::decode(&text), Ok((bytes, prefix)));
                prop_assert_eq!(text.parse(), Ok(AccountId::from(bytes)));
            }
            Err(error) => {
                prop_assert!(!valid && matches!(error, Ss58Error::Prefix { .. }), "{}", error);
            }
        }
    }

    #[test]
    fn a_mistyped_address_is_no_address(
        bytes: [u8; 32],
        prefix in 0..46u16,
        at: Index,
        digit in select(BASE58),
    ) {
        let text = ss58::encode(&bytes, prefix).unwrap();
        let at = at.index(text.len());
        let mut typed = text.clone().into_bytes();
        typed[at] = digit;
        let typed = String::from_utf8(typed).unwrap();
        // The checksum is two bytes: one mistake in 65536 is not found, but it is then another
        // address and never the same account.
        match ss58::decode(&typed) {
            Ok(found) => prop_assert_eq!(found == (bytes, prefix), typed == text),
            Err(error) => prop_assert!(typed != text, "{}", error),
        }
    }

    #[test]
    fn any_text_is_an_address_or_an_error(text in any_text()) {
        match ss58::decode(&text) {
            Ok((bytes, prefix)) => prop_assert_eq!(ss58::encode(&bytes, prefix), Ok(text)),
            Err(error) => prop_assert!(error.to_string().starts_with("SS58 address: ")),
        }
    }

    #[test]
    fn any_text_is_an_account_or_an_error(text in any_text()) {
        if let Ok(who) = text.parse::<AccountId>() {
            prop_assert_eq!(who.to_string().parse(), Ok(who));
            let hex = ["0x", &const_hex::encode(who)].concat();
            prop_assert_eq!(hex.parse(), Ok(who));
        }
        if let Ok(tao) = text.parse::<Tao>() {
            prop_assert_eq!(tao.to_string().parse(), Ok(tao));
        }
    }
}

/// Arguments of a length of their own, which no item of Subtensor's catalogue has yet.
const TEXTS: Storage<(Twox64Concat<String>, Blake2_128Concat<Vec<u16>>), u8> =
    Storage::new("Pallet", "Texts");
const HASHED: Storage<(Twox128<Vec<u8>>, Blake2_128<Vec<u8>>), u8> =
    Storage::new("Pallet", "Hashed");
static BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// SCALE and JSON both ways; a cut and a byte too many are errors that say so.
fn comes_back<T>(value: &T, cut: Index) -> Result<(), TestCaseError>
where
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize,
{
    let mut bytes = value.encode();
    let decoded = decode_exact::<T>(&bytes);
    prop_assert_eq!(decoded.as_ref(), Ok(value));
    let json = serde_json::to_string(value).unwrap();
    prop_assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value);

    let error = decode_exact::<T>(&bytes[..cut.index(bytes.len())]).unwrap_err();
    prop_assert!(matches!(error.kind(), DecodeErrorKind::Short { .. }), "{}", error);
    bytes.push(0);
    let error = decode_exact::<T>(&bytes).unwrap_err();
    prop_assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Trailing, bytes.len() - 1));
    Ok(())
}

/// What decodes has one encoding; what does not says a place inside the bytes.
fn value_or_error<T: Decode + Encode>(bytes: &[u8]) -> Result<(), TestCaseError> {
    match decode_exact::<T>(bytes) {
        Ok(value) => prop_assert_eq!(value.encode(), bytes),
        Err(error) => {
            prop_assert!(error.offset() <= bytes.len() && error.input_len() == bytes.len());
        }
    }
    Ok(())
}

fn key_comes_back<Keys, Value>(
    item: Storage<Keys, Value>,
    args: Keys::Args,
    cut: Index,
) -> Result<(), TestCaseError>
where
    Keys: DecodeKeys<Args: Clone + Debug + KeyArgs<Keys> + PartialEq>,
    Value: TypeInfo,
{
    let mut key = item.key(args.clone());
    prop_assert!(key.starts_with(item.prefix()));
    prop_assert_eq!(item.decode_key(&key), Ok(args));
    prop_assert!(item.decode_key(&key[..cut.index(key.len())]).is_err());
    key.push(0);
    prop_assert!(item.decode_key(&key).is_err());
    Ok(())
}

fn foreign_key<Keys, Value>(item: Storage<Keys, Value>, tail: &[u8]) -> Result<(), TestCaseError>
where
    Keys: DecodeKeys<Args: KeyArgs<Keys>>,
{
    let key = [item.prefix(), tail].concat();
    if let Ok(args) = item.decode_key(&key) {
        prop_assert_eq!(item.key(args), key);
    }
    Ok(())
}

/// Any text, and texts that look like what they are read as.
fn any_text() -> impl Strategy<Value = String> {
    let address = (any::<[u8; 32]>(), 0..=ss58::MAX_PREFIX)
        .prop_map(|(bytes, prefix)| ss58::encode(&bytes, prefix).unwrap_or_default());
    prop_oneof![
        any::<String>(),
        "[1-9A-HJ-NP-Za-km-z]{44,52}",
        "0x[0-9a-fA-Fg]{0,66}",
        "[τα]?[0-9]{0,12}\\.?[0-9]{0,11}",
        address,
    ]
}

fn account() -> impl Strategy<Value = AccountId> {
    any::<[u8; 32]>().prop_map(AccountId::from)
}

/// Any, and both sides of every power of two: of the lengths that a compact integer has, and of
/// 2^53, above which JSON has a string.
fn amount() -> impl Strategy<Value = u64> {
    let near_power = (0..64u32, 0..3u64).prop_map(|(bits, more)| (1u64 << bits) - 1 + more);
    prop_oneof![any::<u64>(), near_power]
}

prop_compose! {
    fn account_info()(
        counts: [u32; 4],
        free in amount(),
        reserved in amount(),
        frozen in amount(),
        flags: u128,
    ) -> AccountInfo {
        let [nonce, consumers, providers, sufficients] = counts;
        let [free, reserved, frozen] = [free, reserved, frozen].map(Tao::from_rao);
        let data = AccountData { free, reserved, frozen, flags };
        AccountInfo { nonce, consumers, providers, sufficients, data }
    }
}

prop_compose! {
    fn axon()(
        block in amount(),
        version: u32,
        ip: u128,
        port: u16,
        bytes: [u8; 4],
    ) -> AxonInfo {
        let [ip_type, protocol, placeholder1, placeholder2] = bytes;
        AxonInfo { block, version, ip, port, ip_type, protocol, placeholder1, placeholder2 }
    }
}

prop_compose! {
    fn prometheus()(
        block in amount(),
        version: u32,
        ip: u128,
        port: u16,
        ip_type: u8,
    ) -> PrometheusInfo {
        PrometheusInfo { block, version, ip, port, ip_type }
    }
}

prop_compose! {
    fn neuron()(
        (hotkey, coldkey) in (account(), account()),
        (axon_info, prometheus_info) in (axon(), prometheus()),
        stake in vec((account(), amount()), 0..4),
        (emission, last_update) in (amount(), amount()),
        (active, validator_permit) in any::<(bool, bool)>(),
        numbers: [u16; 3],
        shares: [u16; 6],
        (weights, bonds) in (uid_weights(), uid_weights()),
    ) -> NeuronInfo {
        let [uid, netuid, pruning_score] = numbers;
        let [rank, incentive, consensus, trust, validator_trust, dividends] = shares.map(PerU16);
        NeuronInfo {
            hotkey,
            coldkey,
            uid,
            netuid: NetUid(netuid),
            active,
            axon_info,
            prometheus_info,
            stake: stake.into_iter().map(|(who, rao)| ColdkeyStake(who, Alpha::from_rao(rao))).collect(),
            rank,
            emission: Alpha::from_rao(emission),
            incentive,
            consensus,
            trust,
            validator_trust,
            dividends,
            last_update,
            validator_permit,
            weights,
            bonds,
            pruning_score,
        }
    }
}

fn uid_weights() -> impl Strategy<Value = Vec<UidWeight>> {
    vec(any::<(u16, u16)>().prop_map(|(uid, weight)| UidWeight(uid, PerU16(weight))), 0..70)
}
