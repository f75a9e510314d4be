//! Bytes of the chain: what decodes has one encoding, and what does not is an error that says
//! where.

use core::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::hash::blake2b_128;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::apis::neuron_info_runtime_api as neuron_info;
use subwire_codec::subtensor::pallets::subtensor_module::storage;
use subwire_codec::subtensor::pallets::system;
use subwire_codec::subtensor::{
    AccountInfo, AxonInfo, CrowdloanInfo, DelegateInfo, DynamicInfo, HyperparamEntry,
    Hyperparameters, LoadError, Metagraph, NeuronInfo, NeuronInfoLite, PrometheusInfo,
    ProxyDefinition, Registration, SavedMetagraph, SelectiveMetagraph, StakeInfo,
    SubnetHyperparamsV2, SubnetInfoV2, SubnetLease, SubnetState,
};
use subwire_codec::{
    AccountId, DecodeError, DecodeErrorKind, DecodeKeys, KeyArgs, RuntimeApi, Storage, Tao,
    decode_exact,
};

/// One meaning that bytes are given, by the name that the seeds use.
pub struct Shape {
    /// `AccountInfo` for a type, `Pallet.Item` for an item's value, `key Pallet.Item` for its key
    /// behind the prefix, `Api_method` for a runtime call's output.
    pub name: String,
    check: Box<dyn Fn(&[u8])>,
}

/// The first byte chooses the shape, the others are read as that.
pub fn check(data: &[u8]) {
    thread_local!(static SHAPES: Vec<Shape> = shapes());
    let Some((selector, bytes)) = data.split_first() else { return };
    SHAPES.with(|shapes| (shapes[usize::from(*selector) % shapes.len()].check)(bytes));
}

/// The input for [`check`] that has `bytes` read as the shape of that name.
pub fn input(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let selector = shapes().iter().position(|shape| shape.name == name)?;
    Some([&[selector as u8], bytes].concat())
}

fn shapes() -> Vec<Shape> {
    let mut shapes = vec![
        typed::<AccountId>("AccountId"),
        typed::<AccountInfo>("AccountInfo"),
        typed::<AxonInfo>("AxonInfo"),
        typed::<PrometheusInfo>("PrometheusInfo"),
        typed::<NeuronInfo>("NeuronInfo"),
        typed::<NeuronInfoLite>("NeuronInfoLite"),
        typed::<Vec<AccountInfo>>("Vec<AccountInfo>"),
        typed::<Vec<AxonInfo>>("Vec<AxonInfo>"),
        typed::<Vec<NeuronInfo>>("Vec<NeuronInfo>"),
        typed::<Vec<NeuronInfoLite>>("Vec<NeuronInfoLite>"),
        typed::<Vec<(AccountId, Option<Tao>)>>("Vec<(AccountId, Option<Tao>)>"),
        typed::<Vec<Vec<Option<bool>>>>("Vec<Vec<Option<bool>>>"),
        typed::<CrowdloanInfo>("CrowdloanInfo"),
        typed::<DelegateInfo>("DelegateInfo"),
        typed::<DynamicInfo>("DynamicInfo"),
        typed::<Vec<HyperparamEntry>>("Vec<HyperparamEntry>"),
        typed::<Metagraph>("Metagraph"),
        typed::<ProxyDefinition>("ProxyDefinition"),
        typed::<Registration>("Registration"),
        typed::<SelectiveMetagraph>("SelectiveMetagraph"),
        typed::<StakeInfo>("StakeInfo"),
        typed::<SubnetHyperparamsV2>("SubnetHyperparamsV2"),
        typed::<SubnetInfoV2>("SubnetInfoV2"),
        typed::<SubnetLease>("SubnetLease"),
        typed::<SubnetState>("SubnetState"),
        Shape { name: "SavedMetagraph".to_owned(), check: Box::new(saved) },
        call(neuron_info::GET_NEURON),
        call(neuron_info::GET_NEURON_LITE),
        listed_call(neuron_info::GET_NEURONS),
        listed_call(neuron_info::GET_NEURONS_LITE),
        value(system::storage::NUMBER),
        key(system::storage::NUMBER),
        value(system::storage::ACCOUNT),
        key(system::storage::ACCOUNT),
    ];
    macro_rules! items {
        ($($item:ident)*) => {
            $(shapes.push(value(storage::$item)); shapes.push(key(storage::$item));)*
        };
    }
    items!(
        NETWORKS_ADDED TOTAL_NETWORKS SUBNETWORK_N TEMPO IMMUNITY_PERIOD
        MAX_WEIGHTS_LIMIT DIFFICULTY UIDS IS_NETWORK_MEMBER AXONS PROMETHEUS LAST_UPDATE WEIGHTS
        BONDS MECHANISM_COUNT_CURRENT MECHANISM_EMISSION_SPLIT
    );
    shapes.push(Shape { name: "Hyperparameters".to_owned(), check: Box::new(hyperparameters) });
    // One byte chooses.
    assert!(shapes.len() <= 256);
    shapes
}

/// A file, as it is and with the hash that makes it whole: chance would never find that.
fn saved(bytes: &[u8]) {
    let read = |bytes: &[u8]| match SavedMetagraph::from_bytes(bytes) {
        Ok(saved) => {
            assert_eq!(saved.to_bytes(), bytes);
            json_both_ways(&saved);
        }
        Err(LoadError::Layout(error)) => short_message(&error),
        Err(error) => assert!(error.to_string().len() < 200, "{error}"),
    };
    read(bytes);
    let hashed = &bytes[..bytes.len().saturating_sub(16)];
    read(&[hashed, &blake2b_128(hashed)].concat());
}

/// Whatever entries a runtime gives, each name has one value, and the same by all ways.
fn hyperparameters(bytes: &[u8]) {
    let Ok(entries) = decode_exact::<Vec<HyperparamEntry>>(bytes) else { return };
    let given = Hyperparameters::from(entries.clone());
    for HyperparamEntry { name, .. } in &entries {
        let name = name.to_str_lossy();
        let listed = given.iter().find(|(listed, _)| *listed == name);
        assert!(listed.is_some(), "{name}");
        assert_eq!(listed.map(|(_, value)| value), given.get(&name), "{name}");
    }
    json_both_ways(&given);
}

fn typed<T>(name: &str) -> Shape
where
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize + 'static,
{
    Shape { name: name.to_owned(), check: Box::new(|bytes| exact(bytes, decode_exact::<T>)) }
}

fn call<Args: 'static, T>(api: RuntimeApi<Args, T>) -> Shape
where
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize + 'static,
{
    let decode = move |bytes: &[u8]| api.decode(bytes);
    Shape { name: api.name(), check: Box::new(move |bytes| exact(bytes, decode)) }
}

/// A call whose output may be wrapped in a `Vec<u8>`.
fn listed_call<Args: 'static, T>(api: RuntimeApi<Args, T>) -> Shape
where
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize + 'static,
{
    let check = move |bytes: &[u8]| match api.decode(bytes) {
        Ok(value) => {
            json_both_ways(&value);
            let bare = value.encode();
            let wrapped = bare.encode();
            assert!(bytes == bare || bytes == wrapped, "{value:?} has another encoding");
            assert_eq!(api.decode(&bare).as_ref(), Ok(&value));
            assert_eq!(api.decode(&wrapped).as_ref(), Ok(&value));
        }
        Err(error) => {
            assert!(error.offset() <= error.input_len());
            short_message(&error);
        }
    };
    Shape { name: api.name(), check: Box::new(check) }
}

fn value<Keys: 'static, T>(item: Storage<Keys, T>) -> Shape
where
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize + TypeInfo + 'static,
{
    // The stored bytes of an Option are those of its content, so `exact` is told how to get there.
    let tag = T::type_info().path.segments == ["Option"];
    let decode = move |bytes: &[u8]| item.decode(Some(bytes));
    Shape {
        name: [item.pallet(), item.item()].join("."),
        check: Box::new(move |bytes| {
            exact_by(bytes, decode, |value| value.encode().split_off(usize::from(tag)));
        }),
    }
}

/// The bytes are an item's key behind its prefix, and a whole key of whatever item.
fn key<Keys, Value: 'static>(item: Storage<Keys, Value>) -> Shape
where
    Keys: DecodeKeys<Args: Clone + Debug + KeyArgs<Keys> + PartialEq> + 'static,
{
    let check = move |tail: &[u8]| {
        let key = [item.prefix(), tail].concat();
        match item.decode_key(&key) {
            Ok(args) => {
                assert_eq!(item.key(args), key);
                assert!(item.decode_key(&[&key[..], &[0]].concat()).is_err());
                assert!(item.decode_key(&key[..key.len() - 1]).is_err());
            }
            Err(error) => assert!(error.to_string().len() < 1000),
        }
        if let Ok(args) = item.decode_key(tail) {
            assert_eq!(item.key(args), tail);
        }
    };
    Shape { name: ["key ", item.pallet(), ".", item.item()].concat(), check: Box::new(check) }
}

fn exact<T>(bytes: &[u8], decode: impl Fn(&[u8]) -> Result<T, DecodeError>)
where
    T: Debug + DeserializeOwned + Encode + PartialEq + Serialize,
{
    exact_by(bytes, decode, Encode::encode);
}

/// `encode` gives the bytes that `decode` took.
fn exact_by<T>(
    bytes: &[u8],
    decode: impl Fn(&[u8]) -> Result<T, DecodeError>,
    encode: impl Fn(&T) -> Vec<u8>,
) where
    T: Debug + DeserializeOwned + PartialEq + Serialize,
{
    let len = bytes.len();
    let error = match decode(bytes) {
        Ok(value) => {
            assert_eq!(encode(&value), bytes, "{value:?}");
            json_both_ways(&value);
            let error = decode(&[bytes, &[0]].concat()).expect_err("a byte too many");
            assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Trailing, len));
            // The last byte and one in the middle: all of them would make each run slow.
            for cut in [len / 2, len.saturating_sub(1)].into_iter().filter(|cut| *cut < len) {
                let error = decode(&bytes[..cut]).expect_err("a byte too few");
                assert!(matches!(error.kind(), DecodeErrorKind::Short { .. }), "{error}");
            }
            return;
        }
        Err(error) => error,
    };
    assert!(error.offset() <= len && error.input_len() == len);
    short_message(&error);
    match error.kind() {
        // What stands before the offset was a whole value.
        DecodeErrorKind::Trailing => drop(decode(&bytes[..error.offset()]).unwrap()),
        // More was asked for than there was.
        DecodeErrorKind::Short { wanted, .. } => assert!(wanted > len - error.offset()),
        // The byte is there.
        DecodeErrorKind::Invalid => assert!(error.offset() < len),
        kind => panic!("{kind:?} cannot come from these types"),
    }
}

fn json_both_ways<T: Debug + DeserializeOwned + PartialEq + Serialize>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    let again: T = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(&again, value, "{json}");
}

/// An error's text names a type, never the bytes: it goes into logs.
fn short_message(error: &DecodeError) {
    let message = error.to_string();
    assert!(!message.is_empty() && message.len() < 1000, "{message}");
}
