//! The descriptors under test, with their types erased so that recorded items find them by name.

use core::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::apis::neuron_info_runtime_api;
use subwire_codec::subtensor::pallets::subtensor_module::storage;
use subwire_codec::subtensor::pallets::system::storage::{ACCOUNT, NUMBER};
use subwire_codec::{DecodeError, DecodeKeys, KeyArgs, RuntimeApi, Storage};

/// What the recordings must hold of a storage item, so that none drops out unseen.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Count {
    /// Values with bytes.
    pub(crate) present: usize,
    /// Answers without bytes.
    pub(crate) absent: usize,
    /// Keys of listings.
    pub(crate) keys: usize,
}

/// Every descriptor of the catalogue that the recordings may hold values of, with what the recordings hold of it.
pub(crate) fn storage_rows() -> Vec<(Box<dyn StorageRow>, Count)> {
    vec![
        row(NUMBER, 0, 0, 0),
        row(ACCOUNT, 1, 0, 0),
        row(storage::NETWORKS_ADDED, 10, 0, 0),
        row(storage::TOTAL_NETWORKS, 1, 0, 0),
        row(storage::SUBNETWORK_N, 2, 0, 0),
        row(storage::TEMPO, 1, 0, 0),
        row(storage::IMMUNITY_PERIOD, 1, 0, 0),
        row(storage::MAX_WEIGHTS_LIMIT, 1, 0, 0),
        row(storage::DIFFICULTY, 1, 0, 0),
        row(storage::UIDS, 3, 0, 0),
        row(storage::IS_NETWORK_MEMBER, 300, 1, 301),
        row(storage::AXONS, 0, 0, 0),
        row(storage::PROMETHEUS, 0, 1, 0),
        row(storage::LAST_UPDATE, 3, 0, 0),
        row(storage::WEIGHTS, 2, 0, 2),
        row(storage::BONDS, 38, 0, 38),
        row(storage::MECHANISM_COUNT_CURRENT, 0, 2, 0),
        row(storage::MECHANISM_EMISSION_SPLIT, 0, 2, 0),
    ]
}

/// Every descriptor of `NeuronInfoRuntimeApi`, with how many outputs are recorded: direct and
/// wrapped in a `Vec<u8>`.
pub(crate) fn runtime_rows() -> Vec<(Box<dyn RuntimeRow>, [usize; 2])> {
    vec![
        (Box::new(neuron_info_runtime_api::GET_NEURONS), [0, 0]),
        (Box::new(neuron_info_runtime_api::GET_NEURONS_LITE), [5, 4]),
        (Box::new(neuron_info_runtime_api::GET_NEURON), [2, 0]),
        (Box::new(neuron_info_runtime_api::GET_NEURON_LITE), [0, 0]),
    ]
}

/// A value that decoded: its JSON and what it encodes to.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) json: Value,
    pub(crate) encoded: Vec<u8>,
}

impl Decoded {
    /// Also checks that the JSON reads back as the same value.
    pub(crate) fn new<T>(value: &T) -> Self
    where
        T: Debug + DeserializeOwned + Encode + PartialEq + Serialize,
    {
        let json = serde_json::to_value(value).unwrap();
        assert_eq!(&T::deserialize(&json).unwrap(), value, "JSON loses something");
        Self { json, encoded: value.encode() }
    }
}

pub(crate) trait StorageRow {
    /// `Pallet.Item`.
    fn name(&self) -> String;

    fn decode(&self, stored: Option<&[u8]>) -> Result<Decoded, DecodeError>;

    /// The key for arguments given as a JSON array.
    fn key(&self, args: &Value) -> Vec<u8>;

    /// The arguments in a key, as a JSON array.
    fn args(&self, key: &[u8]) -> Value;
}

impl<Keys, T> StorageRow for Storage<Keys, T>
where
    Keys: DecodeKeys<Args: DeserializeOwned + KeyArgs<Keys> + Serialize>,
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize + TypeInfo + 'static,
{
    fn name(&self) -> String {
        [self.pallet(), self.item()].join(".")
    }

    fn decode(&self, stored: Option<&[u8]>) -> Result<Decoded, DecodeError> {
        Self::decode(self, stored).map(|value| Decoded::new(&value))
    }

    fn key(&self, args: &Value) -> Vec<u8> {
        Self::key(self, from_json_array::<Keys::Args>(args))
    }

    fn args(&self, key: &[u8]) -> Value {
        let args = self.decode_key(key).unwrap_or_else(|error| panic!("{}: {error}", self.name()));
        match serde_json::to_value(args).unwrap() {
            Value::Null => Value::Array(Vec::new()),
            args => args,
        }
    }
}

pub(crate) trait RuntimeRow {
    /// `Api_method`.
    fn name(&self) -> String;

    fn decode(&self, bytes: &[u8]) -> Result<Decoded, DecodeError>;

    /// The bytes of arguments given as a JSON array.
    fn encode_args(&self, args: &Value) -> Vec<u8>;
}

impl<Args, Output> RuntimeRow for RuntimeApi<Args, Output>
where
    Args: DeserializeOwned + Encode,
    Output: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize,
{
    fn name(&self) -> String {
        Self::name(self)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Decoded, DecodeError> {
        Self::decode(self, bytes).map(|output| Decoded::new(&output))
    }

    fn encode_args(&self, args: &Value) -> Vec<u8> {
        Self::encode_args(self, &from_json_array(args))
    }
}

fn row<R: StorageRow + 'static>(
    descriptor: R,
    present: usize,
    absent: usize,
    keys: usize,
) -> (Box<dyn StorageRow>, Count) {
    (Box::new(descriptor), Count { present, absent, keys })
}

fn from_json_array<T: DeserializeOwned>(array: &Value) -> T {
    // serde's empty tuple is null, not an empty array.
    let value = if array.as_array().is_some_and(Vec::is_empty) { &Value::Null } else { array };
    T::deserialize(value).unwrap_or_else(|error| panic!("{array}: {error}"))
}
