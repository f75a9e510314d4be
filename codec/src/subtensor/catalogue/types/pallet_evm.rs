//! Types of the crate `pallet_evm`.

use super::super::types::{AuthorizationListItem, Log};
use crate::Tao;
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct CodeMetadata {
    pub size: u64,
    pub hash: [u8; 32],
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum EvmCall {
    withdraw {
        address: [u8; 20],
        value: Tao,
    },
    call {
        source: [u8; 20],
        target: [u8; 20],
        input: Vec<u8>,
        value: [u64; 4],
        gas_limit: u64,
        max_fee_per_gas: [u64; 4],
        max_priority_fee_per_gas: Option<[u64; 4]>,
        nonce: Option<[u64; 4]>,
        access_list: Vec<([u8; 20], Vec<[u8; 32]>)>,
        authorization_list: Vec<AuthorizationListItem>,
    },
    create {
        source: [u8; 20],
        init: Vec<u8>,
        value: [u64; 4],
        gas_limit: u64,
        max_fee_per_gas: [u64; 4],
        max_priority_fee_per_gas: Option<[u64; 4]>,
        nonce: Option<[u64; 4]>,
        access_list: Vec<([u8; 20], Vec<[u8; 32]>)>,
        authorization_list: Vec<AuthorizationListItem>,
    },
    create2 {
        source: [u8; 20],
        init: Vec<u8>,
        salt: [u8; 32],
        value: [u64; 4],
        gas_limit: u64,
        max_fee_per_gas: [u64; 4],
        max_priority_fee_per_gas: Option<[u64; 4]>,
        nonce: Option<[u64; 4]>,
        access_list: Vec<([u8; 20], Vec<[u8; 32]>)>,
        authorization_list: Vec<AuthorizationListItem>,
    },
    set_whitelist {
        new: Vec<[u8; 20]>,
    },
    disable_whitelist {
        disabled: bool,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum EvmEvent {
    Log { log: Log },
    Created { address: [u8; 20] },
    CreatedFailed { address: [u8; 20] },
    Executed { address: [u8; 20] },
    ExecutedFailed { address: [u8; 20] },
}
