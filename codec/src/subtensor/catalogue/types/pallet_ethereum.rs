//! Types of the crate `pallet_ethereum`.

use super::super::types::{EvmCoreExitReason, TransactionV3};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum EthereumCall {
    transact { transaction: TransactionV3 },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum EthereumEvent {
    Executed {
        from: [u8; 20],
        to: [u8; 20],
        transaction_hash: [u8; 32],
        exit_reason: EvmCoreExitReason,
        extra_data: Vec<u8>,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum EthereumRawOrigin {
    EthereumTransaction([u8; 20]),
}
