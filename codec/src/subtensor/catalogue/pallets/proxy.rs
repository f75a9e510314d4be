//! The pallet `Proxy`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212_224_233_315_320_343, IN_212_224_233_315_320_343_365, IN_343_365, IN_365,
    };
    use super::super::super::types::DispatchError;
    use crate::hasher::Twox64Concat;
    use crate::subtensor::{Announcement, ProxyDefinition};
    use crate::{AccountId, Storage, Tao};
    use alloc::vec::Vec;

    pub const PROXIES: Storage<(Twox64Concat<AccountId>,), (Vec<ProxyDefinition>, Tao)> =
        Storage::new("Proxy", "Proxies").with_default(&[0; 9]).same_in(&IN_343_365);

    pub const ANNOUNCEMENTS: Storage<(Twox64Concat<AccountId>,), (Vec<Announcement>, Tao)> =
        Storage::new("Proxy", "Announcements")
            .with_default(&[0; 9])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_CALL_RESULT: Storage<
        (Twox64Concat<AccountId>,),
        Option<Result<(), DispatchError>>,
    > = Storage::new("Proxy", "LastCallResult")
        .same_in(&IN_365)
        .missing_in(&IN_212_224_233_315_320_343);
}

pub mod constants {
    //! Constants.

    use crate::{Constant, Tao};

    pub const PROXY_DEPOSIT_BASE: Constant<Tao> = Constant::new("Proxy", "ProxyDepositBase");

    pub const PROXY_DEPOSIT_FACTOR: Constant<Tao> = Constant::new("Proxy", "ProxyDepositFactor");

    pub const MAX_PROXIES: Constant<u32> = Constant::new("Proxy", "MaxProxies");

    pub const MAX_PENDING: Constant<u32> = Constant::new("Proxy", "MaxPending");

    pub const ANNOUNCEMENT_DEPOSIT_BASE: Constant<Tao> =
        Constant::new("Proxy", "AnnouncementDepositBase");

    pub const ANNOUNCEMENT_DEPOSIT_FACTOR: Constant<Tao> =
        Constant::new("Proxy", "AnnouncementDepositFactor");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::MultiAddress;
    use crate::codec::Compact;
    use crate::subtensor::ProxyType;
    use crate::{Call, EncodedCall};

    /// Takes `real`, `force_proxy_type`, `call`.
    pub const PROXY: Call<(MultiAddress, Option<ProxyType>, EncodedCall)> =
        Call::new("Proxy", "proxy");

    /// Takes `delegate`, `proxy_type`, `delay`.
    pub const ADD_PROXY: Call<(MultiAddress, ProxyType, u32)> = Call::new("Proxy", "add_proxy");

    /// Takes `delegate`, `proxy_type`, `delay`.
    pub const REMOVE_PROXY: Call<(MultiAddress, ProxyType, u32)> =
        Call::new("Proxy", "remove_proxy");

    pub const REMOVE_PROXIES: Call<()> = Call::new("Proxy", "remove_proxies");

    /// Takes `proxy_type`, `delay`, `index`.
    pub const CREATE_PURE: Call<(ProxyType, u32, u16)> = Call::new("Proxy", "create_pure");

    /// Takes `spawner`, `proxy_type`, `index`, `height`, `ext_index`.
    pub const KILL_PURE: Call<(MultiAddress, ProxyType, u16, Compact<u32>, Compact<u32>)> =
        Call::new("Proxy", "kill_pure");

    /// Takes `real`, `call_hash`.
    pub const ANNOUNCE: Call<(MultiAddress, [u8; 32])> = Call::new("Proxy", "announce");

    /// Takes `real`, `call_hash`.
    pub const REMOVE_ANNOUNCEMENT: Call<(MultiAddress, [u8; 32])> =
        Call::new("Proxy", "remove_announcement");

    /// Takes `delegate`, `call_hash`.
    pub const REJECT_ANNOUNCEMENT: Call<(MultiAddress, [u8; 32])> =
        Call::new("Proxy", "reject_announcement");

    /// Takes `delegate`, `real`, `force_proxy_type`, `call`.
    pub const PROXY_ANNOUNCED: Call<(MultiAddress, MultiAddress, Option<ProxyType>, EncodedCall)> =
        Call::new("Proxy", "proxy_announced");

    pub const POKE_DEPOSIT: Call<()> = Call::new("Proxy", "poke_deposit");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::PROXIES,
    &storage::ANNOUNCEMENTS,
    &storage::LAST_CALL_RESULT,
    &constants::PROXY_DEPOSIT_BASE,
    &constants::PROXY_DEPOSIT_FACTOR,
    &constants::MAX_PROXIES,
    &constants::MAX_PENDING,
    &constants::ANNOUNCEMENT_DEPOSIT_BASE,
    &constants::ANNOUNCEMENT_DEPOSIT_FACTOR,
    &calls::PROXY,
    &calls::ADD_PROXY,
    &calls::REMOVE_PROXY,
    &calls::REMOVE_PROXIES,
    &calls::CREATE_PURE,
    &calls::KILL_PURE,
    &calls::ANNOUNCE,
    &calls::REMOVE_ANNOUNCEMENT,
    &calls::REJECT_ANNOUNCEMENT,
    &calls::PROXY_ANNOUNCED,
    &calls::POKE_DEPOSIT,
];
