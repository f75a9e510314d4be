//! What reads give, through serde: everything can be written and read back, integers exactly.

use core::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use subwire::codec::fixed::{I96F32, U64F64};
use subwire::codec::subtensor::gone::Votes;
use subwire::codec::subtensor::*;
use subwire::codec::{AccountId, Alpha, Tao};
use subwire::*;

/// Every type that a read of [`At`] gives. Not among them are values that only a runtime's metadata
/// can tell: [`Dynamic`], which has JSON of its own, what is made of it, and [`BlockInfo`].
#[test]
fn everything_that_reads_give_is_for_serde() {
    fn both<T: Serialize + DeserializeOwned>() {}
    macro_rules! all {
        ($($type:ty,)*) => { $(both::<$type>();)* };
    }
    all! {
        AccountId, AccountInfo, Alpha, AxonInfo, BalanceChange, ChainIdentityV2, ColdkeyLock,
        ColdkeySwapAnnouncement, CollateralPolicy, CrowdloanConstants, CrowdloanInfo, DelegateInfo,
        DelegateTake, Delegated, DynamicInfo, Epoch, EvmAssociation, HyperparamValue,
        Hyperparameters, I96F32, LiquidityPosition, Metagraph, Movement, Multisig, NetUid,
        NeuronCertificate, NeuronInfo, NeuronInfoLite, PendingChildren, PendingEmission, PerU16,
        PrometheusInfo, Proxies, ProxyAnnouncements, ProxyConstants, Quote, Registration, Relative,
        RevealedCommitment, RootClaimTypeEnum, ScheduledColdkeySwap, SelectiveMetagraph,
        SimSwapResult, StakeAvailability, StakeInfo, StakeValuation, StartSchedule, SubnetEmission,
        SubnetIdentityV3, SubnetInfo, SubnetInfoV2, SubnetLease, SubnetState, Tao, TaoFlow, Text,
        TimelockedCommit, U64F64, Votes, WeightCommit,
    }
}

/// Reads the JSON and writes the same.
fn same<T: Debug + DeserializeOwned + PartialEq + Serialize>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

#[test]
fn integers_that_floats_do_not_hold_are_text() {
    same::<RevealedCommitment>(r#"{"block":"18446744073709551615","text":"0x6869"}"#);
    same::<EvmAssociation>(
        r#"{"address":"0x0101010101010101010101010101010101010101","block":"18446744073709551615"}"#,
    );
    same::<PendingChildren>(r#"{"children":[],"from_block":"9007199254740993"}"#);
    same::<SubnetEmission>(
        r#"{"tao_in":1,"alpha_in":"18446744073709551615","alpha_out":9007199254740992}"#,
    );
    same::<PendingEmission>(r#"{"servers":1,"validators":2,"root":3,"owner":4}"#);
    same::<TaoFlow>(r#"{"updated_at":"18446744073709551615","rao":{"bits":"-9007199254740993"}}"#);
    same::<LiquidityPosition>(concat!(
        r#"{"id":"340282366920938463463374607431768211455","tick_low":-5,"tick_high":7,"#,
        r#""liquidity":"18446744073709551615","fees_tao":0,"fees_alpha":1}"#
    ));
    same::<StartSchedule>(
        r#"{"registered_at":1,"startable_from":"9007199254740993","emits_from":null}"#,
    );
    same::<StartSchedule>(
        r#"{"registered_at":1,"startable_from":2,"emits_from":"9007199254740993"}"#,
    );
    same::<Epoch>(concat!(
        r#"{"netuid":3,"block":"9007199254740993","tempo":360,"index":"18446744073709551615","#,
        r#""blocks_since_last_step":"9007199254740994","next":"9007199254740995"}"#
    ));
    same::<Movement>(r#"{"moved":1,"alpha_fee":2,"tao":null,"tao_fee":3,"arrives":4}"#);
}
