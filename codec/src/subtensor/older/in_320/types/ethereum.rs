//! Types of the crate `ethereum`.

use crate::codec::{Decode, Encode};
use crate::describe;
use crate::subtensor::types::{
    AccessListItem, EIP658ReceiptData, EthereumHeader, LegacyTransaction, TransactionAction,
};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Block {
    pub header: EthereumHeader,
    pub transactions: Vec<TransactionV2>,
    pub ommers: Vec<EthereumHeader>,
}

describe!(Block {
    header: EthereumHeader,
    transactions: Vec<TransactionV2>,
    ommers: Vec<EthereumHeader>
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
    pub odd_y_parity: bool,
    pub r: [u8; 32],
    pub s: [u8; 32],
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
    odd_y_parity: bool,
    r: [u8; 32],
    s: [u8; 32]
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
    pub odd_y_parity: bool,
    pub r: [u8; 32],
    pub s: [u8; 32],
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
    odd_y_parity: bool,
    r: [u8; 32],
    s: [u8; 32]
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ReceiptV3 {
    Legacy(EIP658ReceiptData),
    EIP2930(EIP658ReceiptData),
    EIP1559(EIP658ReceiptData),
}

describe!(enum ReceiptV3 {
    0 Legacy(EIP658ReceiptData),
    1 EIP2930(EIP658ReceiptData),
    2 EIP1559(EIP658ReceiptData),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TransactionV2 {
    Legacy(LegacyTransaction),
    EIP2930(EIP2930Transaction),
    EIP1559(EIP1559Transaction),
}

describe!(enum TransactionV2 {
    0 Legacy(LegacyTransaction),
    1 EIP2930(EIP2930Transaction),
    2 EIP1559(EIP1559Transaction),
});
