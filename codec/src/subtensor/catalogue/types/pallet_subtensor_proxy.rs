//! Types of the crate `pallet_subtensor_proxy`.

use super::super::types::{DispatchError, MultiAddress, RuntimeCall};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::subtensor::ProxyType;
use crate::{AccountId, Tao};
use alloc::boxed::Box;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum DepositKind {
    Proxies,
    Announcements,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorProxyCall {
    proxy {
        real: MultiAddress,
        force_proxy_type: Option<ProxyType>,
        call: Box<RuntimeCall>,
    },
    add_proxy {
        delegate: MultiAddress,
        proxy_type: ProxyType,
        delay: u32,
    },
    remove_proxy {
        delegate: MultiAddress,
        proxy_type: ProxyType,
        delay: u32,
    },
    remove_proxies,
    create_pure {
        proxy_type: ProxyType,
        delay: u32,
        index: u16,
    },
    kill_pure {
        spawner: MultiAddress,
        proxy_type: ProxyType,
        index: u16,
        #[codec(compact)]
        height: u32,
        #[codec(compact)]
        ext_index: u32,
    },
    announce {
        real: MultiAddress,
        call_hash: [u8; 32],
    },
    remove_announcement {
        real: MultiAddress,
        call_hash: [u8; 32],
    },
    reject_announcement {
        delegate: MultiAddress,
        call_hash: [u8; 32],
    },
    proxy_announced {
        delegate: MultiAddress,
        real: MultiAddress,
        force_proxy_type: Option<ProxyType>,
        call: Box<RuntimeCall>,
    },
    poke_deposit,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorProxyEvent {
    ProxyExecuted {
        result: Result<(), DispatchError>,
    },
    PureCreated {
        pure: AccountId,
        who: AccountId,
        proxy_type: ProxyType,
        disambiguation_index: u16,
    },
    PureKilled {
        pure: AccountId,
        spawner: AccountId,
        proxy_type: ProxyType,
        disambiguation_index: u16,
    },
    Announced {
        real: AccountId,
        proxy: AccountId,
        call_hash: [u8; 32],
    },
    ProxyAdded {
        delegator: AccountId,
        delegatee: AccountId,
        proxy_type: ProxyType,
        delay: u32,
    },
    ProxyRemoved {
        delegator: AccountId,
        delegatee: AccountId,
        proxy_type: ProxyType,
        delay: u32,
    },
    DepositPoked {
        who: AccountId,
        kind: DepositKind,
        old_deposit: Tao,
        new_deposit: Tao,
    },
}
