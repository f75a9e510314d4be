//! The pallet `Proxy`.

use crate::Descriptor;

pub mod calls {
    //! Calls.

    use super::super::super::types::ProxyType;
    use crate::codec::Compact;
    use crate::subtensor::types::MultiAddress;
    use crate::{Call, EncodedCall};

    /// Takes `real`, `force_proxy_type`, `call`.
    pub const PROXY: Call<(MultiAddress, Option<ProxyType>, EncodedCall)> =
        Call::new("Proxy", "proxy");

    /// Takes `delegate`, `proxy_type`, `delay`.
    pub const ADD_PROXY: Call<(MultiAddress, ProxyType, u32)> = Call::new("Proxy", "add_proxy");

    /// Takes `delegate`, `proxy_type`, `delay`.
    pub const REMOVE_PROXY: Call<(MultiAddress, ProxyType, u32)> =
        Call::new("Proxy", "remove_proxy");

    /// Takes `proxy_type`, `delay`, `index`.
    pub const CREATE_PURE: Call<(ProxyType, u32, u16)> = Call::new("Proxy", "create_pure");

    /// Takes `spawner`, `proxy_type`, `index`, `height`, `ext_index`.
    pub const KILL_PURE: Call<(MultiAddress, ProxyType, u16, Compact<u32>, Compact<u32>)> =
        Call::new("Proxy", "kill_pure");

    /// Takes `delegate`, `real`, `force_proxy_type`, `call`.
    pub const PROXY_ANNOUNCED: Call<(MultiAddress, MultiAddress, Option<ProxyType>, EncodedCall)> =
        Call::new("Proxy", "proxy_announced");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &calls::PROXY,
    &calls::ADD_PROXY,
    &calls::REMOVE_PROXY,
    &calls::CREATE_PURE,
    &calls::KILL_PURE,
    &calls::PROXY_ANNOUNCED,
];
