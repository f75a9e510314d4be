//! What a type's description allows, its decoder reads, and SCALE, JSON and other formats give it
//! back.

use core::fmt::Debug;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use subwire_codec::Alpha;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::decode_exact;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::*;

use crate::generate::bytes_of;

macro_rules! round_trips {
    ($($test:ident: $($type:ty),*;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(64))]
            $(#[test]
            fn $test(entropy in prop::collection::vec(any::<u8>(), 0..900), cut: prop::sample::Index) {
                $(comes_back::<$type>(&entropy, cut)?;)*
            })*
        }
    };
}

round_trips! {
    accounts: AccountInfo;
    neurons: NeuronInfo, NeuronInfoLite, AxonInfo, PrometheusInfo, NeuronCertificate;
    stakes: StakeInfo, StakeAvailability, LockState, SafeFloat;
    delegates: DelegateInfo, Delegated;
    subnets: SubnetInfo, SubnetInfoV2, SubnetState, DynamicInfo;
    identities: ChainIdentityV2, SubnetIdentityV3;
    metagraphs: Metagraph, SelectiveMetagraph, SavedMetagraph;
    hyperparameters: SubnetHyperparams, SubnetHyperparamsV2, SubnetHyperparamsV3;
    swaps: SimSwapResult, SubnetPrice, ColdkeySwapAnnouncement;
    commitments: Registration, Data, UsageTracker, WeightCommit, TimelockedCommit;
    proxies: ProxyDefinition, Announcement, Multisig;
    crowdloans: CrowdloanInfo, SubnetLease, RootClaimTypeEnum, RecycleOrBurnEnum;
    ratios: PerU16, PerU64, PerMille, Percent, Text, CompactText, Column<Alpha>;
}

fn comes_back<T>(entropy: &[u8], cut: prop::sample::Index) -> Result<(), TestCaseError>
where
    T: Debug + Decode + DeserializeOwned + Encode + PartialEq + Serialize + TypeInfo + 'static,
{
    let bytes = bytes_of::<T>(entropy);
    let value = decode_exact::<T>(&bytes);
    prop_assert!(value.is_ok(), "{:?} of {:?}", value, bytes);
    let value = value.unwrap();
    prop_assert_eq!(value.encode(), &bytes[..]);
    let json = serde_json::to_string(&value).unwrap();
    let read = serde_json::from_str::<T>(&json);
    prop_assert_eq!(read.as_ref().ok(), Some(&value), "{}: {:?}", json, read);
    prop_assert!(is_exact(&serde_json::from_str(&json).unwrap()), "{}", json);
    let packed = postcard::to_allocvec(&value).unwrap();
    let read = postcard::from_bytes::<T>(&packed);
    prop_assert_eq!(read.as_ref().ok(), Some(&value), "{:?}", read);
    if !bytes.is_empty() {
        prop_assert!(decode_exact::<T>(&bytes[..cut.index(bytes.len())]).is_err());
    }
    // Whatever other bytes they are, they do not panic.
    let _ = decode_exact::<T>(entropy);
    Ok(())
}

/// Whether a reader that takes numbers for floats reads the very same ones.
fn is_exact(json: &Value) -> bool {
    match json {
        Value::Number(number) => number.as_i64().is_some_and(|int| int.unsigned_abs() <= 1 << 53),
        Value::Array(items) => items.iter().all(is_exact),
        Value::Object(fields) => fields.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

proptest! {
    #[test]
    fn hyperparameters_are_the_same_by_name(entropy in prop::collection::vec(any::<u8>(), 0..400)) {
        let v2 = decode_exact::<SubnetHyperparamsV2>(&bytes_of::<SubnetHyperparamsV2>(&entropy));
        let v2 = Hyperparameters::from(v2.unwrap());
        prop_assert_eq!(v2.iter().count(), 33);
        let entries = v2.iter().map(|(name, value)| HyperparamEntry { name: name.into(), value });
        prop_assert_eq!(&Hyperparameters::from(entries.collect::<Vec<_>>()), &v2);
        let json = serde_json::to_string(&v2).unwrap();
        prop_assert!(is_exact(&serde_json::from_str(&json).unwrap()), "{}", json);
        prop_assert_eq!(serde_json::from_str::<Hyperparameters>(&json).unwrap(), v2);
    }
}

#[test]
fn hyperparameters_are_exact_in_json_and_those_left_out_are_none() {
    let mut all = Hyperparameters::default();
    all.difficulty = Some(u64::MAX);
    all.weights_version = Some(1 << 53);
    all.others = vec![("colour".into(), HyperparamValue::U128(u128::MAX))];
    let json = serde_json::to_value(&all).unwrap();
    assert_eq!(json["difficulty"], "18446744073709551615");
    assert_eq!(json["weights_version"], 1u64 << 53);
    assert_eq!(json["activity_cutoff"], Value::Null);
    assert!(is_exact(&json));
    assert_eq!(serde_json::from_value::<Hyperparameters>(json).unwrap(), all);
    let packed = postcard::to_allocvec(&all).unwrap();
    assert_eq!(postcard::from_bytes::<Hyperparameters>(&packed).unwrap(), all);
    let sparse = r#"{"difficulty":"18446744073709551615","tempo":360}"#;
    let sparse: Hyperparameters = serde_json::from_str(sparse).unwrap();
    assert_eq!((sparse.difficulty, sparse.tempo), (Some(u64::MAX), Some(360)));
    assert_eq!(sparse.min_difficulty, None);
}
