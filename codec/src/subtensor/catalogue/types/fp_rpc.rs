//! Types of the crate `fp_rpc`.

use super::super::types::{Bloom, Log};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct TransactionStatus {
    pub transaction_hash: [u8; 32],
    pub transaction_index: u32,
    pub from: [u8; 20],
    pub to: Option<[u8; 20]>,
    pub contract_address: Option<[u8; 20]>,
    pub logs: Vec<Log>,
    pub logs_bloom: Bloom,
}
