//! Hyperparameters as `get_subnet_hyperparams` and its second version give them.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::Tao;
use crate::fixed::I32F32;
use crate::subtensor::{PerU16, PerU64};

macro_rules! hyperparams {
    ($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub struct $name {
            /// How steep the sigmoid of trust is.
            #[codec(compact)]
            pub rho: u16,
            /// The majority of stake that consensus asks for.
            #[codec(compact)]
            pub kappa: PerU16,
            /// For how many blocks a new neuron is not replaced.
            #[codec(compact)]
            pub immunity_period: u16,
            /// How many weights a validator sets at least.
            #[codec(compact)]
            pub min_allowed_weights: u16,
            /// The greatest part of a validator's weights that one neuron may get.
            #[codec(compact)]
            pub max_weights_limit: PerU16,
            /// Blocks of an epoch.
            #[codec(compact)]
            pub tempo: u16,
            /// The least `difficulty`.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub min_difficulty: u64,
            /// The greatest `difficulty`.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub max_difficulty: u64,
            /// The version that validators' weights must have.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub weights_version: u64,
            /// Blocks between two times that a validator sets weights.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub weights_rate_limit: u64,
            /// Blocks between two adjustments of `difficulty` and `burn`.
            #[codec(compact)]
            pub adjustment_interval: u16,
            /// Blocks after which a neuron that sets no weights is not active; a `u16` up to spec
            /// version 365.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub activity_cutoff: u64,
            /// Whether neurons may register.
            pub registration_allowed: bool,
            /// The registrations in an interval at which neither `difficulty` nor `burn` changes.
            #[codec(compact)]
            pub target_regs_per_interval: u16,
            /// The least that registering a neuron costs.
            #[codec(compact)]
            pub min_burn: Tao,
            /// The most that registering a neuron costs.
            #[codec(compact)]
            pub max_burn: Tao,
            /// How slowly bonds follow weights, in parts of 1,000,000.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub bonds_moving_avg: u64,
            /// How many neurons may register in a block.
            #[codec(compact)]
            pub max_regs_per_block: u16,
            /// Blocks between two times that a neuron announces its axon.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub serving_rate_limit: u64,
            /// How many neurons may validate.
            #[codec(compact)]
            pub max_validators: u16,
            /// How slowly `difficulty` and `burn` follow registrations.
            #[codec(compact)]
            pub adjustment_alpha: PerU64,
            /// Difficulty of registering by proof of work.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub difficulty: u64,
            /// Epochs between committing to weights and revealing them.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub commit_reveal_period: u64,
            /// Whether weights are committed to first and revealed later.
            pub commit_reveal_weights_enabled: bool,
            /// The fastest that bonds follow weights where liquid alpha is enabled.
            #[codec(compact)]
            pub alpha_high: PerU16,
            /// The slowest that bonds follow weights where liquid alpha is enabled.
            #[codec(compact)]
            pub alpha_low: PerU16,
            /// Whether bonds follow weights faster where validators agree.
            pub liquid_alpha_enabled: bool,
            $($(#[$attr])* pub $field: $type,)*
        }
    };
}

hyperparams!(
    /// A subnet's hyperparameters, the first version.
    SubnetHyperparams {}
);

hyperparams!(
    /// A subnet's hyperparameters, the second version. Since spec version 315.
    SubnetHyperparamsV2 {
        /// How steep the sigmoid is by which bonds follow weights.
        alpha_sigmoid_steepness: I32F32,
        /// The version of Yuma consensus, 2 or 3.
        #[codec(compact)]
        yuma_version: u16,
        /// Whether the subnet emits.
        subnet_is_active: bool,
        /// Whether stakes may be given to other coldkeys.
        transfers_enabled: bool,
        /// Whether neurons may ask to have their bonds reset.
        bonds_reset_enabled: bool,
        /// Whether anybody may add to the pool; always no since spec version 425.
        user_liquidity_enabled: bool,
    }
);
