//! A subnet's hyperparameters: the three forms in which runtimes give them, and one for all.

mod known;
mod value;
mod versions;

pub use self::known::Hyperparameters;
pub use self::value::{HyperparamEntry, HyperparamValue};
pub use self::versions::{SubnetHyperparams, SubnetHyperparamsV2};

/// The hyperparameters as a list of names and values. Since spec version 425.
pub type SubnetHyperparamsV3 = alloc::vec::Vec<HyperparamEntry>;
