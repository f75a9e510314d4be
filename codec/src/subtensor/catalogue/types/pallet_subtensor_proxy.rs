//! Types of the crate `pallet_subtensor_proxy`.

use super::super::types::DispatchError;
use crate::codec::{Decode, Encode};
use crate::subtensor::ProxyType;
use crate::{AccountId, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum DepositKind {
    Proxies,
    Announcements,
}

describe!(enum DepositKind {
    0 Proxies,
    1 Announcements,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum SubtensorProxyEvent {
    0 ProxyExecuted { result: Result<(), DispatchError> },
    1 PureCreated { pure: AccountId, who: AccountId, proxy_type: ProxyType, disambiguation_index: u16 },
    2 PureKilled { pure: AccountId, spawner: AccountId, proxy_type: ProxyType, disambiguation_index: u16 },
    3 Announced { real: AccountId, proxy: AccountId, call_hash: [u8; 32] },
    4 ProxyAdded { delegator: AccountId, delegatee: AccountId, proxy_type: ProxyType, delay: u32 },
    5 ProxyRemoved { delegator: AccountId, delegatee: AccountId, proxy_type: ProxyType, delay: u32 },
    6 DepositPoked { who: AccountId, kind: DepositKind, old_deposit: Tao, new_deposit: Tao },
});
