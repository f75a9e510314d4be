//! Types of the crate `fp_rpc`.

use super::super::types::{Bloom, Log};
use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct TransactionStatus {
    pub transaction_hash: [u8; 32],
    pub transaction_index: u32,
    pub from: [u8; 20],
    pub to: Option<[u8; 20]>,
    pub contract_address: Option<[u8; 20]>,
    pub logs: Vec<Log>,
    pub logs_bloom: Bloom,
}

describe!(TransactionStatus {
    transaction_hash: [u8; 32],
    transaction_index: u32,
    from: [u8; 20],
    to: Option<[u8; 20]>,
    contract_address: Option<[u8; 20]>,
    logs: Vec<Log>,
    logs_bloom: Bloom
});
