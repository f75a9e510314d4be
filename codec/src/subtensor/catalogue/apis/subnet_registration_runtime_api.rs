//! The runtime API `SubnetRegistrationRuntimeApi`.

use super::super::runtimes::IN_233_315_320_343_365;
use crate::{Descriptor, RuntimeApi, Tao};

pub const GET_NETWORK_REGISTRATION_COST: RuntimeApi<(), Tao> =
    RuntimeApi::new("SubnetRegistrationRuntimeApi", "get_network_registration_cost")
        .same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&GET_NETWORK_REGISTRATION_COST];
