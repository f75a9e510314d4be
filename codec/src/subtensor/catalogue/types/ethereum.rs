//! Types of the crate `ethereum`.

use super::super::types::{Bloom, H64};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct AccessListItem {
    pub address: [u8; 20],
    pub storage_keys: Vec<[u8; 32]>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct AuthorizationListItem {
    pub chain_id: u64,
    pub address: [u8; 20],
    pub nonce: [u64; 4],
    pub signature: MalleableTransactionSignature,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EIP1559Transaction {
    pub chain_id: u64,
    pub nonce: [u64; 4],
    pub max_priority_fee_per_gas: [u64; 4],
    pub max_fee_per_gas: [u64; 4],
    pub gas_limit: [u64; 4],
    pub action: TransactionAction,
    pub value: [u64; 4],
    pub input: Vec<u8>,
    pub access_list: Vec<AccessListItem>,
    pub signature: EthereumEip2930TransactionSignature,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EIP2930Transaction {
    pub chain_id: u64,
    pub nonce: [u64; 4],
    pub gas_price: [u64; 4],
    pub gas_limit: [u64; 4],
    pub action: TransactionAction,
    pub value: [u64; 4],
    pub input: Vec<u8>,
    pub access_list: Vec<AccessListItem>,
    pub signature: EthereumEip2930TransactionSignature,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EIP658ReceiptData {
    pub status_code: u8,
    pub used_gas: [u64; 4],
    pub logs_bloom: Bloom,
    pub logs: Vec<Log>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EIP7702Transaction {
    pub chain_id: u64,
    pub nonce: [u64; 4],
    pub max_priority_fee_per_gas: [u64; 4],
    pub max_fee_per_gas: [u64; 4],
    pub gas_limit: [u64; 4],
    pub destination: TransactionAction,
    pub value: [u64; 4],
    pub data: Vec<u8>,
    pub access_list: Vec<AccessListItem>,
    pub authorization_list: Vec<AuthorizationListItem>,
    pub signature: EthereumEip2930TransactionSignature,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EthereumBlock {
    pub header: EthereumHeader,
    pub transactions: Vec<TransactionV3>,
    pub ommers: Vec<EthereumHeader>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EthereumEip2930TransactionSignature {
    pub odd_y_parity: bool,
    pub r: [u8; 32],
    pub s: [u8; 32],
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EthereumHeader {
    pub parent_hash: [u8; 32],
    pub ommers_hash: [u8; 32],
    pub beneficiary: [u8; 20],
    pub state_root: [u8; 32],
    pub transactions_root: [u8; 32],
    pub receipts_root: [u8; 32],
    pub logs_bloom: Bloom,
    pub difficulty: [u64; 4],
    pub number: [u64; 4],
    pub gas_limit: [u64; 4],
    pub gas_used: [u64; 4],
    pub timestamp: u64,
    pub extra_data: Vec<u8>,
    pub mix_hash: [u8; 32],
    pub nonce: H64,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EthereumTransactionSignature {
    pub v: TransactionRecoveryId,
    pub r: [u8; 32],
    pub s: [u8; 32],
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct LegacyTransaction {
    pub nonce: [u64; 4],
    pub gas_price: [u64; 4],
    pub gas_limit: [u64; 4],
    pub action: TransactionAction,
    pub value: [u64; 4],
    pub input: Vec<u8>,
    pub signature: EthereumTransactionSignature,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Log {
    pub address: [u8; 20],
    pub topics: Vec<[u8; 32]>,
    pub data: Vec<u8>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct MalleableTransactionSignature {
    pub odd_y_parity: bool,
    pub r: [u8; 32],
    pub s: [u8; 32],
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ReceiptV4 {
    Legacy(EIP658ReceiptData),
    EIP2930(EIP658ReceiptData),
    EIP1559(EIP658ReceiptData),
    EIP7702(EIP658ReceiptData),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum TransactionAction {
    Call([u8; 20]),
    Create,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct TransactionRecoveryId(pub u64);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum TransactionV3 {
    Legacy(LegacyTransaction),
    EIP2930(EIP2930Transaction),
    EIP1559(EIP1559Transaction),
    EIP7702(EIP7702Transaction),
}
