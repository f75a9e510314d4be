//! The hyperparameters that are asked for most, each with its own type.

use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    COMMIT_REVEAL_WEIGHTS_ENABLED, DIFFICULTY, IMMUNITY_PERIOD, MAX_WEIGHTS_LIMIT,
    MIN_ALLOWED_WEIGHTS, REVEAL_PERIOD_EPOCHS, TEMPO, WEIGHTS_SET_RATE_LIMIT,
};
use subwire_codec::subtensor::{NetUid, PerU16};
use subwire_transport::Transport;

use crate::{At, Error};

macro_rules! hyperparameters {
    ($($(#[doc = $doc:literal])* $name:ident: $type:ty = $item:ident;)*) => {
        impl<T: Transport> At<T> {$(
            $(#[doc = $doc])*
            /// `None` where the subnet does not exist. One request.
            ///
            /// # Errors
            ///
            /// As [`fetch`](Self::fetch).
            pub async fn $name(&self, netuid: impl Into<NetUid>) -> Result<Option<$type>, Error> {
                self.of_subnet(&$item, netuid.into()).await
            }
        )*}
    };
}

hyperparameters! {
    /// Whether weights on a subnet are committed to first and revealed later.
    commit_reveal_enabled: bool = COMMIT_REVEAL_WEIGHTS_ENABLED;
    /// The difficulty of registering on a subnet by proof of work.
    difficulty: u64 = DIFFICULTY;
    /// For how many blocks a new neuron of a subnet is not replaced.
    immunity_period: u16 = IMMUNITY_PERIOD;
    /// The greatest part of a validator's weights that one neuron of a subnet may get, as it is stored.
    /// By spec version 425 at the latest runtimes heed it no more, and have no such limit: what they
    /// reckon with stands in [`hyperparameters`](Self::hyperparameters).
    max_weight_limit: PerU16 = MAX_WEIGHTS_LIMIT;
    /// How many weights a validator of a subnet sets at least.
    min_allowed_weights: u16 = MIN_ALLOWED_WEIGHTS;
    /// The epochs of a subnet between committing to weights and revealing them.
    reveal_period: u64 = REVEAL_PERIOD_EPOCHS;
    /// The blocks of a subnet's epoch.
    tempo: u16 = TEMPO;
    /// The blocks between two times that a validator of a subnet sets weights.
    weights_rate_limit: u64 = WEIGHTS_SET_RATE_LIMIT;
}
