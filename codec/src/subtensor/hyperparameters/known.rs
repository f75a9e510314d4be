//! One form for the hyperparameters of all runtimes.

use alloc::string::String;
use alloc::vec::Vec;

use super::value::{HyperparamEntry, HyperparamValue, Known};
use super::{SubnetHyperparams, SubnetHyperparamsV2};
use crate::Tao;
use crate::fixed::{I32F32, U64F64};
use crate::subtensor::{PerMille, PerU16, PerU64};

macro_rules! hyperparameters {
    (
        v1: { $(
            $(#[doc = $doc1:literal])* $(#[json = $json1:literal])? $field1:ident: $type1:ty,
        )* }
        v2: { $($(#[doc = $doc2:literal])* $field2:ident: $type2:ty,)* }
        v3: { $($(#[doc = $doc3:literal])* $field3:ident: $type3:ty,)* }
    ) => {
        /// A subnet's hyperparameters, in whatever version the runtime gives them: what its version
        /// lacks is `None`.
        ///
        /// By name as well, as the peers name them:
        ///
        /// ```
        /// use subwire_codec::subtensor::{HyperparamEntry, HyperparamValue, Hyperparameters};
        ///
        /// let value = HyperparamValue::U16(360);
        /// let entries = vec![HyperparamEntry { name: "tempo".into(), value }];
        /// let hyperparameters = Hyperparameters::from(entries);
        /// assert_eq!(hyperparameters.tempo, Some(360));
        /// assert_eq!(hyperparameters.get("tempo"), Some(value));
        /// assert_eq!(hyperparameters.get("rho"), None);
        /// ```
        #[derive(Clone, Debug, Default, Eq, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        #[non_exhaustive]
        pub struct Hyperparameters {
            $(
                $(#[doc = $doc1])*
                $(#[cfg_attr(feature = "serde", serde(default, with = $json1))])?
                pub $field1: Option<$type1>,
            )*
            $($(#[doc = $doc2])* pub $field2: Option<$type2>,)*
            $($(#[doc = $doc3])* pub $field3: Option<$type3>,)*
            /// Those that this version of Subwire has no field for, or of another kind than its
            /// field.
            #[cfg_attr(feature = "serde", serde(default))]
            pub others: Vec<(String, HyperparamValue)>,
        }

        impl Hyperparameters {
            /// The names of the fields, in their order.
            pub const NAMES: &'static [&'static str] = &[
                $(stringify!($field1),)*
                $(stringify!($field2),)*
                $(stringify!($field3),)*
            ];

            /// The hyperparameter of a name, of those that the runtime gave.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<HyperparamValue> {
                let other = || self.others.iter().find(|(other, _)| other == name);
                self.field(name).or_else(|| other().map(|(_, value)| *value))
            }

            /// What the field of a name has.
            fn field(&self, name: &str) -> Option<HyperparamValue> {
                match name {
                    $(stringify!($field1) => self.$field1.map(Known::to_value),)*
                    $(stringify!($field2) => self.$field2.map(Known::to_value),)*
                    $(stringify!($field3) => self.$field3.map(Known::to_value),)*
                    _ => None,
                }
            }

            /// Whether there is a field of that name that takes the value, which it then has.
            fn set(&mut self, name: &str, value: HyperparamValue) -> bool {
                match name {
                    $(stringify!($field1) => put(&mut self.$field1, value),)*
                    $(stringify!($field2) => put(&mut self.$field2, value),)*
                    $(stringify!($field3) => put(&mut self.$field3, value),)*
                    _ => false,
                }
            }
        }

        impl From<SubnetHyperparams> for Hyperparameters {
            fn from(given: SubnetHyperparams) -> Self {
                Self { $($field1: Some(given.$field1),)* ..Self::default() }
            }
        }

        impl From<SubnetHyperparamsV2> for Hyperparameters {
            fn from(given: SubnetHyperparamsV2) -> Self {
                Self {
                    $($field1: Some(given.$field1),)*
                    $($field2: Some(given.$field2),)*
                    ..Self::default()
                }
            }
        }
    };
}

hyperparameters! {
    v1: {
        /// How steep the sigmoid of trust is.
        rho: u16,
        /// The majority of stake that consensus asks for.
        kappa: PerU16,
        /// For how many blocks a new neuron is not replaced.
        immunity_period: u16,
        /// How many weights a validator sets at least.
        min_allowed_weights: u16,
        /// The greatest part of a validator's weights that one neuron may get.
        max_weights_limit: PerU16,
        /// Blocks of an epoch.
        tempo: u16,
        /// The least `difficulty`.
        #[json = "crate::json::exact"]
        min_difficulty: u64,
        /// The greatest `difficulty`.
        #[json = "crate::json::exact"]
        max_difficulty: u64,
        /// The version that validators' weights must have.
        #[json = "crate::json::exact"]
        weights_version: u64,
        /// Blocks between two times that a validator sets weights.
        #[json = "crate::json::exact"]
        weights_rate_limit: u64,
        /// Blocks between two adjustments of `difficulty` and `burn`.
        adjustment_interval: u16,
        /// Blocks after which a neuron that sets no weights is not active.
        #[json = "crate::json::exact"]
        activity_cutoff: u64,
        /// Whether neurons may register.
        registration_allowed: bool,
        /// The registrations in an interval at which neither `difficulty` nor `burn` changes.
        target_regs_per_interval: u16,
        /// The least that registering a neuron costs.
        min_burn: Tao,
        /// The most that registering a neuron costs.
        max_burn: Tao,
        /// How slowly bonds follow weights, in parts of 1,000,000.
        #[json = "crate::json::exact"]
        bonds_moving_avg: u64,
        /// How many neurons may register in a block.
        max_regs_per_block: u16,
        /// Blocks between two times that a neuron announces its axon.
        #[json = "crate::json::exact"]
        serving_rate_limit: u64,
        /// How many neurons may validate.
        max_validators: u16,
        /// How slowly `difficulty` and `burn` follow registrations.
        adjustment_alpha: PerU64,
        /// Difficulty of registering by proof of work.
        #[json = "crate::json::exact"]
        difficulty: u64,
        /// Epochs between committing to weights and revealing them.
        #[json = "crate::json::exact"]
        commit_reveal_period: u64,
        /// Whether weights are committed to first and revealed later.
        commit_reveal_weights_enabled: bool,
        /// The fastest that bonds follow weights where liquid alpha is enabled.
        alpha_high: PerU16,
        /// The slowest that bonds follow weights where liquid alpha is enabled.
        alpha_low: PerU16,
        /// Whether bonds follow weights faster where validators agree.
        liquid_alpha_enabled: bool,
    }
    v2: {
        /// How steep the sigmoid is by which bonds follow weights.
        alpha_sigmoid_steepness: I32F32,
        /// The version of Yuma consensus, 2 or 3.
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
    v3: {
        /// The activity cutoff as a multiple of the tempo.
        activity_cutoff_factor: PerMille,
        /// Blocks in which the price of registering halves.
        burn_half_life: u16,
        /// By how much a registration raises the price of the next.
        burn_increase_mult: U64F64,
        /// Whether the owner gets a part of the emission.
        owner_cut_enabled: bool,
        /// Whether the owner's part is locked.
        owner_cut_auto_lock_enabled: bool,
        /// The least take of a child key.
        min_childkey_take: PerU16,
    }
}

impl From<Vec<HyperparamEntry>> for Hyperparameters {
    fn from(entries: Vec<HyperparamEntry>) -> Self {
        let mut given = Self::default();
        for HyperparamEntry { name, value } in entries {
            if !given.set(&name.to_str_lossy(), value) {
                given.others.push((name.to_str_lossy().into_owned(), value));
            }
        }
        given
    }
}

impl Hyperparameters {
    /// All that the runtime gave, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, HyperparamValue)> {
        let known = Self::NAMES.iter().filter_map(|name| Some((*name, self.field(name)?)));
        // As by name, a field that is filled hides what else has its name.
        let others = self.others.iter().filter(|(name, _)| self.field(name).is_none());
        known.chain(others.map(|(name, value)| (name.as_str(), *value)))
    }
}

/// What does not fit leaves the field as it is: the name may have come twice.
fn put<T: Known>(field: &mut Option<T>, value: HyperparamValue) -> bool {
    let fitting = T::from_value(value);
    let fits = fitting.is_some();
    *field = fitting.or(*field);
    fits
}
