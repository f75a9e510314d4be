//! The fields of a metagraph, once: the whole of it, the parts of it that are asked for, and their
//! numbers are all made of this list.

use alloc::vec::Vec;

use parity_scale_codec::{Compact, Decode, DecodeWithMemTracking, Encode, Error, Input, Output};
use scale_info::build::Fields;
use scale_info::{Path, Type, TypeInfo};

use super::{AlphaDividend, TaoDividend};
use crate::fixed::I96F32;
use crate::subtensor::{
    AxonInfo, ChainIdentityV2, Column, CompactText, NetUid, PerU16, PerU64, SubnetIdentityV3,
};
use crate::{AccountId, Alpha, Tao};

/// What stands on the wire for a field: itself, or its compact form.
macro_rules! wire {
    (plain $type:ty) => { $type };
    (compact $type:ty) => { Compact<$type> };
}

macro_rules! read {
    (plain $type:ty, $input:ident) => {
        <$type>::decode($input)?
    };
    (compact $type:ty, $input:ident) => {
        Compact::<$type>::decode($input)?.0
    };
}

macro_rules! write {
    (plain $value:expr, $output:ident) => {
        $value.encode_to($output)
    };
    (compact $value:expr, $output:ident) => {
        Compact($value).encode_to($output)
    };
}

macro_rules! read_some {
    (plain $type:ty, $input:ident) => {
        Option::<$type>::decode($input)?
    };
    (compact $type:ty, $input:ident) => {
        Option::<Compact<$type>>::decode($input)?.map(|Compact(number)| number)
    };
}

macro_rules! write_some {
    (plain $value:expr, $output:ident) => {
        $value.encode_to($output)
    };
    (compact $value:expr, $output:ident) => {
        $value.map(Compact).encode_to($output)
    };
}

macro_rules! metagraph {
    ($(
        $(#[doc = $doc:literal])*
        $(#[json = $json:literal])?
        $(#[json_some = $json_some:literal])?
        $wire:ident $field:ident: $type:ty = $index:ident,
    )*) => {
        /// A subnet and all its neurons at one block.
        ///
        /// In columns: `hotkeys`, `axons` and the others up to `total_stake` have an entry for each
        /// uid. [`rows`](Self::rows) gives them neuron by neuron.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub struct Metagraph {
            /// The subnet.
            pub netuid: NetUid,
            $(
                $(#[doc = $doc])*
                $(#[cfg_attr(feature = "serde", serde(with = $json))])?
                pub $field: $type,
            )*
        }

        /// The parts of a [`Metagraph`] that were asked for; the others are `None`.
        #[derive(Clone, Debug, Default, Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub struct SelectiveMetagraph {
            /// The subnet.
            pub netuid: NetUid,
            $(
                $(#[doc = $doc])*
                $(#[cfg_attr(feature = "serde", serde(default, with = $json))])?
                $(#[cfg_attr(feature = "serde", serde(default, with = $json_some))])?
                pub $field: Option<$type>,
            )*
            /// The uids that may validate and have stake enough, the least stake first.
            pub validators: Option<Column<u16>>,
            /// What hotkeys committed to, each as the bytes of a
            /// [`Registration`](crate::subtensor::Registration).
            pub commitments: Option<Vec<(AccountId, CompactText)>>,
        }

        /// The number of a field of [`SelectiveMetagraph`], by which it is asked for.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum SelectiveMetagraphIndex {
            /// The subnet, which is always there.
            Netuid,
            $($(#[doc = $doc])* $index,)*
            /// The uids that may validate and have stake enough, the least stake first.
            Validators,
            /// What hotkeys committed to, each as the bytes of a
            /// [`Registration`](crate::subtensor::Registration).
            Commitments,
        }

        impl SelectiveMetagraphIndex {
            /// All fields, in their order.
            pub const ALL: &'static [Self] =
                &[Self::Netuid, $(Self::$index,)* Self::Validators, Self::Commitments];

            /// The field's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    Self::Netuid => "netuid",
                    $(Self::$index => stringify!($field),)*
                    Self::Validators => "validators",
                    Self::Commitments => "commitments",
                }
            }
        }

        impl Metagraph {
            /// Only these fields, as the calls for a part of a metagraph give them: the others are
            /// `None`, and so are those that a whole metagraph does not have.
            #[must_use]
            pub fn select(&self, fields: &[SelectiveMetagraphIndex]) -> SelectiveMetagraph {
                SelectiveMetagraph {
                    netuid: self.netuid,
                    $($field: fields
                        .contains(&SelectiveMetagraphIndex::$index)
                        .then(|| self.$field.clone()),)*
                    validators: None,
                    commitments: None,
                }
            }
        }

        impl Decode for Metagraph {
            fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
                Ok(Self {
                    netuid: read!(compact NetUid, input),
                    $($field: read!($wire $type, input),)*
                })
            }
        }

        impl Encode for Metagraph {
            fn encode_to<O: Output + ?Sized>(&self, output: &mut O) {
                Compact(self.netuid).encode_to(output);
                $(write!($wire self.$field, output);)*
            }
        }

        impl Decode for SelectiveMetagraph {
            fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
                Ok(Self {
                    netuid: read!(compact NetUid, input),
                    $($field: read_some!($wire $type, input),)*
                    validators: Decode::decode(input)?,
                    commitments: Decode::decode(input)?,
                })
            }
        }

        impl Encode for SelectiveMetagraph {
            fn encode_to<O: Output + ?Sized>(&self, output: &mut O) {
                Compact(self.netuid).encode_to(output);
                $(write_some!($wire self.$field, output);)*
                self.validators.encode_to(output);
                self.commitments.encode_to(output);
            }
        }

        impl TypeInfo for Metagraph {
            type Identity = Self;

            fn type_info() -> Type {
                let fields = Fields::named().field(|field| field.name("netuid").ty::<Compact<NetUid>>());
                $(let fields = fields.field(|field| {
                    field.name(stringify!($field)).ty::<wire!($wire $type)>()
                });)*
                Type::builder().path(Path::new("Metagraph", module_path!())).composite(fields)
            }
        }

        impl TypeInfo for SelectiveMetagraph {
            type Identity = Self;

            fn type_info() -> Type {
                let fields = Fields::named().field(|field| field.name("netuid").ty::<Compact<NetUid>>());
                $(let fields = fields.field(|field| {
                    field.name(stringify!($field)).ty::<Option<wire!($wire $type)>>()
                });)*
                let fields = fields
                    .field(|field| field.name("validators").ty::<Option<Column<u16>>>())
                    .field(|field| {
                        field.name("commitments").ty::<Option<Vec<(AccountId, CompactText)>>>()
                    });
                Type::builder().path(Path::new("SelectiveMetagraph", module_path!())).composite(fields)
            }
        }

        impl DecodeWithMemTracking for Metagraph {}

        impl DecodeWithMemTracking for SelectiveMetagraph {}
    };
}

metagraph! {
    /// The subnet's name.
    plain name: CompactText = Name,
    /// The symbol of its token.
    plain symbol: CompactText = Symbol,
    /// What the owner says about the subnet.
    #[json_some = "crate::json::nested"]
    plain identity: Option<SubnetIdentityV3> = Identity,
    /// The block at which the subnet was registered.
    #[json = "crate::json::exact"]
    compact network_registered_at: u64 = NetworkRegisteredAt,
    /// The hotkey that the owner's share goes to.
    plain owner_hotkey: AccountId = OwnerHotkey,
    /// The coldkey that owns the subnet.
    plain owner_coldkey: AccountId = OwnerColdkey,
    /// The block as of which all of this is.
    #[json = "crate::json::exact"]
    compact block: u64 = Block,
    /// Blocks of an epoch.
    compact tempo: u16 = Tempo,
    /// The block of the last epoch.
    #[json = "crate::json::exact"]
    compact last_step: u64 = LastStep,
    /// Blocks since the last epoch.
    #[json = "crate::json::exact"]
    compact blocks_since_last_step: u64 = BlocksSinceLastStep,
    /// Always 0; of no unit that the runtime names.
    #[json = "crate::json::exact"]
    compact subnet_emission: u64 = SubnetEmission,
    /// Alpha in the pool.
    compact alpha_in: Alpha = AlphaIn,
    /// Alpha outside of the pool.
    compact alpha_out: Alpha = AlphaOut,
    /// TAO in the pool.
    compact tao_in: Tao = TaoIn,
    /// Alpha emitted in a block outside of the pool.
    compact alpha_out_emission: Alpha = AlphaOutEmission,
    /// Alpha emitted in a block into the pool.
    compact alpha_in_emission: Alpha = AlphaInEmission,
    /// TAO emitted in a block into the pool.
    compact tao_in_emission: Tao = TaoInEmission,
    /// Alpha to be shared out at the next epoch.
    compact pending_alpha_emission: Alpha = PendingAlphaEmission,
    /// TAO to be shared out to the root network at the next epoch; always 0 since spec version 343.
    compact pending_root_emission: Tao = PendingRootEmission,
    /// All that was ever traded in the pool, in rao.
    #[json = "crate::json::exact"]
    compact subnet_volume: u128 = SubnetVolume,
    /// The moving average of the price, in TAO for one alpha.
    plain moving_price: I96F32 = MovingPrice,
    /// How steep the sigmoid of trust is.
    compact rho: u16 = Rho,
    /// The majority of stake that consensus asks for.
    compact kappa: PerU16 = Kappa,
    /// How many weights a validator sets at least.
    compact min_allowed_weights: u16 = MinAllowedWeights,
    /// The greatest part of a validator's weights that one neuron may get.
    compact max_weights_limit: PerU16 = MaxWeightsLimit,
    /// The version that validators' weights must have.
    #[json = "crate::json::exact"]
    compact weights_version: u64 = WeightsVersion,
    /// Blocks between two times that a validator sets weights.
    #[json = "crate::json::exact"]
    compact weights_rate_limit: u64 = WeightsRateLimit,
    /// Blocks after which a neuron that sets no weights is not active; a `u16` up to spec
    /// version 365.
    #[json = "crate::json::exact"]
    compact activity_cutoff: u64 = ActivityCutoff,
    /// How many neurons may validate.
    compact max_validators: u16 = MaxValidators,
    /// How many neurons there are.
    compact num_uids: u16 = NumUids,
    /// How many neurons there may be.
    compact max_uids: u16 = MaxUids,
    /// What registering a neuron costs.
    compact burn: Tao = Burn,
    /// Difficulty of registering by proof of work.
    #[json = "crate::json::exact"]
    compact difficulty: u64 = Difficulty,
    /// Whether neurons may register.
    plain registration_allowed: bool = RegistrationAllowed,
    /// Whether neurons may register by proof of work.
    plain pow_registration_allowed: bool = PowRegistrationAllowed,
    /// For how many blocks a new neuron is not replaced.
    compact immunity_period: u16 = ImmunityPeriod,
    /// The least `difficulty`.
    #[json = "crate::json::exact"]
    compact min_difficulty: u64 = MinDifficulty,
    /// The greatest `difficulty`.
    #[json = "crate::json::exact"]
    compact max_difficulty: u64 = MaxDifficulty,
    /// The least `burn`.
    compact min_burn: Tao = MinBurn,
    /// The greatest `burn`.
    compact max_burn: Tao = MaxBurn,
    /// How slowly `difficulty` and `burn` follow registrations.
    compact adjustment_alpha: PerU64 = AdjustmentAlpha,
    /// Blocks between two adjustments of `difficulty` and `burn`.
    compact adjustment_interval: u16 = AdjustmentInterval,
    /// The registrations in that time at which neither changes.
    compact target_regs_per_interval: u16 = TargetRegsPerInterval,
    /// How many neurons may register in a block.
    compact max_regs_per_block: u16 = MaxRegsPerBlock,
    /// Blocks between two times that a neuron announces its axon.
    #[json = "crate::json::exact"]
    compact serving_rate_limit: u64 = ServingRateLimit,
    /// Whether weights are committed to first and revealed later.
    plain commit_reveal_weights_enabled: bool = CommitRevealWeightsEnabled,
    /// Epochs between the two.
    #[json = "crate::json::exact"]
    compact commit_reveal_period: u64 = CommitRevealPeriod,
    /// Whether bonds follow weights faster where validators agree.
    plain liquid_alpha_enabled: bool = LiquidAlphaEnabled,
    /// The fastest that they follow then.
    compact alpha_high: PerU16 = AlphaHigh,
    /// The slowest that they follow then.
    compact alpha_low: PerU16 = AlphaLow,
    /// How slowly bonds follow weights, in parts of 1,000,000.
    #[json = "crate::json::exact"]
    compact bonds_moving_avg: u64 = BondsMovingAvg,
    /// The hotkeys, by uid, as all that follows.
    plain hotkeys: Vec<AccountId> = Hotkeys,
    /// The coldkeys that own them.
    plain coldkeys: Vec<AccountId> = Coldkeys,
    /// What the coldkeys say about themselves.
    plain identities: Vec<Option<ChainIdentityV2>> = Identities,
    /// Where the neurons answer queries.
    plain axons: Vec<AxonInfo> = Axons,
    /// Whether each set weights within the activity cutoff.
    plain active: Vec<bool> = Active,
    /// Whether each may validate.
    plain validator_permit: Vec<bool> = ValidatorPermit,
    /// Scores in the choice of whom a new neuron replaces; always 65535 since spec version 425.
    plain pruning_score: Column<u16> = PruningScore,
    /// The blocks at which they last set weights.
    #[json = "crate::json::exact"]
    plain last_update: Column<u64> = LastUpdate,
    /// Emissions of the last epoch.
    plain emission: Column<Alpha> = Emission,
    /// Shares of the validators' emission.
    plain dividends: Column<PerU16> = Dividends,
    /// Shares of the miners' emission.
    plain incentives: Column<PerU16> = Incentives,
    /// Consensus.
    plain consensus: Column<PerU16> = Consensus,
    /// Trust; always 0 since spec version 425.
    plain trust: Column<PerU16> = Trust,
    /// Ranks; always 0 since spec version 425.
    plain rank: Column<PerU16> = Rank,
    /// The blocks at which they were registered.
    #[json = "crate::json::exact"]
    plain block_at_registration: Column<u64> = BlockAtRegistration,
    /// The stakes in the subnet, with what parents give and without what children get.
    plain alpha_stake: Column<Alpha> = AlphaStake,
    /// The stakes on the root network, likewise.
    plain tao_stake: Column<Tao> = TaoStake,
    /// Both together as the runtime weighs them: a TAO counts as a part of an alpha.
    plain total_stake: Column<Tao> = TotalStake,
    /// What the last epoch gave to all stakes on each hotkey on the root network; always 0 since spec
    /// version 343. With the hotkeys' names.
    plain tao_dividends_per_hotkey: Vec<TaoDividend> = TaoDividendsPerHotkey,
    /// What the last epoch gave to all stakes on each hotkey in the subnet, without its take. With the
    /// hotkeys' names.
    plain alpha_dividends_per_hotkey: Vec<AlphaDividend> = AlphaDividendsPerHotkey,
}
