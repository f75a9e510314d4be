//! Descriptors with their types forgotten, so that recorded items find them by name.

use std::collections::BTreeMap;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use subwire::codec::codec::{Decode, Encode};
use subwire::codec::descriptor::DescribeKeys;
use subwire::codec::scale_info::TypeInfo;
use subwire::codec::subtensor::apis::neuron_info_runtime_api as runtime_api;
use subwire::codec::subtensor::pallets::subtensor_module::storage;
use subwire::codec::subtensor::pallets::system;
use subwire::codec::{DecodeKeys, KeyArgs, RuntimeApi, Storage};
use subwire::transport::mock::Replay;
use subwire::{At, Error};

type Reading<'a> = LocalBoxFuture<'a, Result<Value, Error>>;

/// A read by descriptor: from a block and arguments in JSON to a value in JSON.
pub(crate) type Read = Box<dyn for<'a> Fn(&'a At<Replay>, &Value) -> Reading<'a>>;

/// The catalogue's storage items, by name.
pub(crate) fn storage_items() -> BTreeMap<String, Read> {
    [
        item(system::storage::ACCOUNT),
        item(storage::AXONS),
        item(storage::BONDS),
        item(storage::DIFFICULTY),
        item(storage::IMMUNITY_PERIOD),
        item(storage::IS_NETWORK_MEMBER),
        item(storage::LAST_UPDATE),
        item(storage::MAX_WEIGHTS_LIMIT),
        item(storage::MECHANISM_COUNT_CURRENT),
        item(storage::MECHANISM_EMISSION_SPLIT),
        item(storage::NETWORKS_ADDED),
        item(storage::PROMETHEUS),
        item(storage::SUBNETWORK_N),
        item(storage::TEMPO),
        item(storage::TOTAL_NETWORKS),
        item(storage::UIDS),
        item(storage::WEIGHTS),
    ]
    .into()
}

/// The catalogue's runtime calls, by name.
pub(crate) fn calls() -> BTreeMap<String, Read> {
    [
        call(runtime_api::GET_NEURONS),
        call(runtime_api::GET_NEURONS_LITE),
        call(runtime_api::GET_NEURON),
    ]
    .into()
}

fn item<K, V>(item: Storage<K, V>) -> (String, Read)
where
    K: DescribeKeys + DecodeKeys<Args: DeserializeOwned + KeyArgs<K>> + 'static,
    V: Decode + Serialize + TypeInfo + 'static,
{
    let read: Read = Box::new(move |at, args| {
        let args: K::Args = from_array(args);
        async move { Ok(to_json(&at.fetch(&item, args).await?)) }.boxed_local()
    });
    ([item.pallet(), item.item()].join("."), read)
}

fn call<A, O>(method: RuntimeApi<A, O>) -> (String, Read)
where
    A: DeserializeOwned + Encode + TypeInfo + 'static,
    O: Decode + Serialize + TypeInfo + 'static,
{
    let name = method.name();
    let read: Read = Box::new(move |at, args| {
        let args: A = from_array(args);
        async move { Ok(to_json(&at.call(&method, args).await?)) }.boxed_local()
    });
    (name, read)
}

/// A tuple; serde's empty one is null, not an empty array.
fn from_array<T: DeserializeOwned>(array: &Value) -> T {
    let value = if array.as_array().is_some_and(Vec::is_empty) { &Value::Null } else { array };
    T::deserialize(value).unwrap_or_else(|error| panic!("{array}: {error}"))
}

fn to_json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("a value is JSON")
}
