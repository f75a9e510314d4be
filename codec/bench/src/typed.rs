//! The Rust types that recorded values are decoded into: with the chain's own layout, and drifted
//! from it as types drift when a chain is upgraded.

pub mod layouts;

use parity_scale_codec::{Compact, Decode};
use scale_info::TypeInfo;
use subwire_codec::subtensor;

use self::layouts::{
    DelegateInfo, DriftedDelegateInfo, DriftedMetagraph, DriftedNeuronInfo, DriftedNeuronInfoLite,
    DriftedSelectiveMetagraph, DriftedSubnetInfo, DriftedSubnetState, Metagraph, NeuronInfo,
    NeuronInfoLite, SelectiveMetagraph, SubnetInfo, SubnetState,
};
use crate::{Make, ours, peers};

/// A recorded type, and what decodes it.
#[derive(Debug)]
pub struct Typed {
    /// The name that the index of the recorded values gives it.
    pub type_name: &'static str,
    /// Plain derive, from the chain's bytes into the chain's layout.
    pub derive: Make,
    /// Ours, into the chain's layout.
    pub same: Option<Make>,
    /// Ours, describes the drifted layout; the set does not matter.
    pub describe: Make,
    /// Ours, from the chain's bytes into the drifted layout.
    pub adapt: Option<Make>,
    /// Ours, from the chain's bytes into the type that `subwire_codec::subtensor` has.
    pub public: Option<Make>,
}

impl Typed {
    const fn of<Chain, Drifted>(type_name: &'static str) -> Self
    where
        Chain: Decode + TypeInfo + 'static,
        Drifted: Decode + TypeInfo + 'static,
    {
        Self {
            type_name,
            derive: peers::derive::<Chain>,
            same: Some(ours::same::<Chain>),
            describe: ours::describe::<Drifted>,
            adapt: Some(ours::adapt::<Drifted>),
            public: None,
        }
    }

    const fn public<Public: Decode + TypeInfo + 'static>(mut self) -> Self {
        self.public = Some(ours::adapt::<Public>);
        self
    }
}

/// All types of the recorded values.
pub const TYPES: &[Typed] = &[
    Typed::of::<Vec<u64>, Vec<u128>>("Vec<u64>"),
    Typed::of::<Vec<NeuronInfo>, Vec<DriftedNeuronInfo>>("Vec<NeuronInfo>")
        .public::<Vec<subtensor::NeuronInfo>>(),
    Typed::of::<Vec<NeuronInfoLite>, Vec<DriftedNeuronInfoLite>>("Vec<NeuronInfoLite>")
        .public::<Vec<subtensor::NeuronInfoLite>>(),
    Typed::of::<Vec<Option<SubnetInfo>>, Vec<Option<DriftedSubnetInfo>>>("Vec<Option<SubnetInfo>>")
        .public::<Vec<Option<subtensor::SubnetInfo>>>(),
    Typed::of::<Option<SubnetState>, Option<DriftedSubnetState>>("Option<SubnetState>")
        .public::<Option<subtensor::SubnetState>>(),
    Typed::of::<Option<Metagraph>, Option<DriftedMetagraph>>("Option<Metagraph>")
        .public::<Option<subtensor::Metagraph>>(),
    Typed::of::<Option<SelectiveMetagraph>, Option<DriftedSelectiveMetagraph>>(
        "Option<SelectiveMetagraph>",
    )
    .public::<Option<subtensor::SelectiveMetagraph>>(),
    Typed::of::<Vec<(DelegateInfo, Compact<u64>)>, Vec<(DriftedDelegateInfo, Compact<u64>)>>(
        "Vec<(DelegateInfo, Compact<u64>)>",
    ),
];
