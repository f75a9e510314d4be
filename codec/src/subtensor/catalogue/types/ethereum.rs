//! Types of the crate `ethereum`.

use super::super::types::{Bloom, H64};
use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct AccessListItem {
    pub address: [u8; 20],
    pub storage_keys: Vec<[u8; 32]>,
}

describe!(AccessListItem {
    address: [u8; 20],
    storage_keys: Vec<[u8; 32]>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct AuthorizationListItem {
    pub chain_id: u64,
    pub address: [u8; 20],
    pub nonce: [u64; 4],
    pub signature: MalleableTransactionSignature,
}

describe!(AuthorizationListItem {
    chain_id: u64,
    address: [u8; 20],
    nonce: [u64; 4],
    signature: MalleableTransactionSignature
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(EIP1559Transaction {
    chain_id: u64,
    nonce: [u64; 4],
    max_priority_fee_per_gas: [u64; 4],
    max_fee_per_gas: [u64; 4],
    gas_limit: [u64; 4],
    action: TransactionAction,
    value: [u64; 4],
    input: Vec<u8>,
    access_list: Vec<AccessListItem>,
    signature: EthereumEip2930TransactionSignature
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(EIP2930Transaction {
    chain_id: u64,
    nonce: [u64; 4],
    gas_price: [u64; 4],
    gas_limit: [u64; 4],
    action: TransactionAction,
    value: [u64; 4],
    input: Vec<u8>,
    access_list: Vec<AccessListItem>,
    signature: EthereumEip2930TransactionSignature
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct EIP658ReceiptData {
    pub status_code: u8,
    pub used_gas: [u64; 4],
    pub logs_bloom: Bloom,
    pub logs: Vec<Log>,
}

describe!(EIP658ReceiptData {
    status_code: u8,
    used_gas: [u64; 4],
    logs_bloom: Bloom,
    logs: Vec<Log>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(EIP7702Transaction {
    chain_id: u64,
    nonce: [u64; 4],
    max_priority_fee_per_gas: [u64; 4],
    max_fee_per_gas: [u64; 4],
    gas_limit: [u64; 4],
    destination: TransactionAction,
    value: [u64; 4],
    data: Vec<u8>,
    access_list: Vec<AccessListItem>,
    authorization_list: Vec<AuthorizationListItem>,
    signature: EthereumEip2930TransactionSignature
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct EthereumBlock {
    pub header: EthereumHeader,
    pub transactions: Vec<TransactionV3>,
    pub ommers: Vec<EthereumHeader>,
}

describe!(EthereumBlock {
    header: EthereumHeader,
    transactions: Vec<TransactionV3>,
    ommers: Vec<EthereumHeader>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct EthereumEip2930TransactionSignature {
    pub odd_y_parity: bool,
    pub r: [u8; 32],
    pub s: [u8; 32],
}

describe!(EthereumEip2930TransactionSignature { odd_y_parity: bool, r: [u8; 32], s: [u8; 32] });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(EthereumHeader {
    parent_hash: [u8; 32],
    ommers_hash: [u8; 32],
    beneficiary: [u8; 20],
    state_root: [u8; 32],
    transactions_root: [u8; 32],
    receipts_root: [u8; 32],
    logs_bloom: Bloom,
    difficulty: [u64; 4],
    number: [u64; 4],
    gas_limit: [u64; 4],
    gas_used: [u64; 4],
    timestamp: u64,
    extra_data: Vec<u8>,
    mix_hash: [u8; 32],
    nonce: H64
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct EthereumTransactionSignature {
    pub v: TransactionRecoveryId,
    pub r: [u8; 32],
    pub s: [u8; 32],
}

describe!(EthereumTransactionSignature { v: TransactionRecoveryId, r: [u8; 32], s: [u8; 32] });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct LegacyTransaction {
    pub nonce: [u64; 4],
    pub gas_price: [u64; 4],
    pub gas_limit: [u64; 4],
    pub action: TransactionAction,
    pub value: [u64; 4],
    pub input: Vec<u8>,
    pub signature: EthereumTransactionSignature,
}

describe!(LegacyTransaction {
    nonce: [u64; 4],
    gas_price: [u64; 4],
    gas_limit: [u64; 4],
    action: TransactionAction,
    value: [u64; 4],
    input: Vec<u8>,
    signature: EthereumTransactionSignature
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Log {
    pub address: [u8; 20],
    pub topics: Vec<[u8; 32]>,
    pub data: Vec<u8>,
}

describe!(Log {
    address: [u8; 20],
    topics: Vec<[u8; 32]>,
    data: Vec<u8>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct MalleableTransactionSignature {
    pub odd_y_parity: bool,
    pub r: [u8; 32],
    pub s: [u8; 32],
}

describe!(MalleableTransactionSignature { odd_y_parity: bool, r: [u8; 32], s: [u8; 32] });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ReceiptV4 {
    Legacy(EIP658ReceiptData),
    EIP2930(EIP658ReceiptData),
    EIP1559(EIP658ReceiptData),
    EIP7702(EIP658ReceiptData),
}

describe!(enum ReceiptV4 {
    0 Legacy(EIP658ReceiptData),
    1 EIP2930(EIP658ReceiptData),
    2 EIP1559(EIP658ReceiptData),
    3 EIP7702(EIP658ReceiptData),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TransactionAction {
    Call([u8; 20]),
    Create,
}

describe!(enum TransactionAction {
    0 Call([u8; 20]),
    1 Create,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct TransactionRecoveryId(pub u64);

describe!(TransactionRecoveryId(u64));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TransactionV3 {
    Legacy(LegacyTransaction),
    EIP2930(EIP2930Transaction),
    EIP1559(EIP1559Transaction),
    EIP7702(EIP7702Transaction),
}

describe!(enum TransactionV3 {
    0 Legacy(LegacyTransaction),
    1 EIP2930(EIP2930Transaction),
    2 EIP1559(EIP1559Transaction),
    3 EIP7702(EIP7702Transaction),
});
