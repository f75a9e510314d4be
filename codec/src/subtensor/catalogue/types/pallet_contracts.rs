//! Types of the crate `pallet_contracts`.

use super::super::types::{DispatchError, EventRecord, ReturnFlags, Weight};
use crate::codec::{Compact, Decode, Encode};
use crate::{AccountId, Tao, describe};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ApiVersion(pub u16);

describe!(ApiVersion(u16));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Code {
    Upload(Vec<u8>),
    Existing([u8; 32]),
}

describe!(enum Code {
    0 Upload(Vec<u8>),
    1 Existing([u8; 32]),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct CodeInfo {
    pub owner: AccountId,
    #[codec(compact)]
    pub deposit: Tao,
    #[codec(compact)]
    pub refcount: u64,
    pub determinism: Determinism,
    pub code_len: u32,
}

describe!(CodeInfo {
    owner: AccountId,
    deposit: Compact<Tao>,
    refcount: Compact<u64>,
    determinism: Determinism,
    code_len: u32
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct CodeUploadReturnValue {
    pub code_hash: [u8; 32],
    pub deposit: Tao,
}

describe!(CodeUploadReturnValue { code_hash: [u8; 32], deposit: Tao });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ContractAccessError {
    DoesntExist,
    KeyDecodingFailed,
    MigrationInProgress,
}

describe!(enum ContractAccessError {
    0 DoesntExist,
    1 KeyDecodingFailed,
    2 MigrationInProgress,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ContractInfo {
    pub trie_id: Vec<u8>,
    pub code_hash: [u8; 32],
    pub storage_bytes: u32,
    pub storage_items: u32,
    pub storage_byte_deposit: Tao,
    pub storage_item_deposit: Tao,
    pub storage_base_deposit: Tao,
    pub delegate_dependencies: BTreeMap<[u8; 32], u64>,
}

describe!(ContractInfo {
    trie_id: Vec<u8>,
    code_hash: [u8; 32],
    storage_bytes: u32,
    storage_items: u32,
    storage_byte_deposit: Tao,
    storage_item_deposit: Tao,
    storage_base_deposit: Tao,
    delegate_dependencies: BTreeMap<[u8; 32], u64>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ContractsContractResult {
    pub gas_consumed: Weight,
    pub gas_required: Weight,
    pub storage_deposit: StorageDeposit,
    pub debug_message: Vec<u8>,
    pub result: Result<ExecReturnValue, DispatchError>,
    pub events: Option<Vec<EventRecord>>,
}

describe!(ContractsContractResult {
    gas_consumed: Weight,
    gas_required: Weight,
    storage_deposit: StorageDeposit,
    debug_message: Vec<u8>,
    result: Result<ExecReturnValue, DispatchError>,
    events: Option<Vec<EventRecord>>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ContractsEvent {
    Instantiated { deployer: AccountId, contract: AccountId },
    Terminated { contract: AccountId, beneficiary: AccountId },
    CodeStored { code_hash: [u8; 32], deposit_held: Tao, uploader: AccountId },
    ContractEmitted { contract: AccountId, data: Vec<u8> },
    CodeRemoved { code_hash: [u8; 32], deposit_released: Tao, remover: AccountId },
    ContractCodeUpdated { contract: AccountId, new_code_hash: [u8; 32], old_code_hash: [u8; 32] },
    Called { caller: Origin, contract: AccountId },
    DelegateCalled { contract: AccountId, code_hash: [u8; 32] },
    StorageDepositTransferredAndHeld { from: AccountId, to: AccountId, amount: Tao },
    StorageDepositTransferredAndReleased { from: AccountId, to: AccountId, amount: Tao },
}

describe!(enum ContractsEvent {
    0 Instantiated { deployer: AccountId, contract: AccountId },
    1 Terminated { contract: AccountId, beneficiary: AccountId },
    2 CodeStored { code_hash: [u8; 32], deposit_held: Tao, uploader: AccountId },
    3 ContractEmitted { contract: AccountId, data: Vec<u8> },
    4 CodeRemoved { code_hash: [u8; 32], deposit_released: Tao, remover: AccountId },
    5 ContractCodeUpdated { contract: AccountId, new_code_hash: [u8; 32], old_code_hash: [u8; 32] },
    6 Called { caller: Origin, contract: AccountId },
    7 DelegateCalled { contract: AccountId, code_hash: [u8; 32] },
    8 StorageDepositTransferredAndHeld { from: AccountId, to: AccountId, amount: Tao },
    9 StorageDepositTransferredAndReleased { from: AccountId, to: AccountId, amount: Tao },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ContractsHoldReason {
    CodeUploadDepositReserve,
    StorageDepositReserve,
}

describe!(enum ContractsHoldReason {
    0 CodeUploadDepositReserve,
    1 StorageDepositReserve,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ContractsPrimitivesContractResult {
    pub gas_consumed: Weight,
    pub gas_required: Weight,
    pub storage_deposit: StorageDeposit,
    pub debug_message: Vec<u8>,
    pub result: Result<InstantiateReturnValue, DispatchError>,
    pub events: Option<Vec<EventRecord>>,
}

describe!(ContractsPrimitivesContractResult {
    gas_consumed: Weight,
    gas_required: Weight,
    storage_deposit: StorageDeposit,
    debug_message: Vec<u8>,
    result: Result<InstantiateReturnValue, DispatchError>,
    events: Option<Vec<EventRecord>>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct DeletionQueueManager {
    pub insert_counter: u32,
    pub delete_counter: u32,
}

describe!(DeletionQueueManager { insert_counter: u32, delete_counter: u32 });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Determinism {
    Enforced,
    Relaxed,
}

describe!(enum Determinism {
    0 Enforced,
    1 Relaxed,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Environment {
    pub account_id: EnvironmentType,
    pub balance: EnvironmentType,
    pub hash: EnvironmentType,
    pub hasher: EnvironmentType,
    pub timestamp: EnvironmentType,
    pub block_number: EnvironmentType,
}

describe!(Environment {
    account_id: EnvironmentType,
    balance: EnvironmentType,
    hash: EnvironmentType,
    hasher: EnvironmentType,
    timestamp: EnvironmentType,
    block_number: EnvironmentType
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct EnvironmentType;

describe!(EnvironmentType);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ExecReturnValue {
    pub flags: ReturnFlags,
    pub data: Vec<u8>,
}

describe!(ExecReturnValue {
    flags: ReturnFlags,
    data: Vec<u8>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct InstantiateReturnValue {
    pub result: ExecReturnValue,
    pub account_id: AccountId,
}

describe!(InstantiateReturnValue { result: ExecReturnValue, account_id: AccountId });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct InstructionWeights {
    pub base: u32,
}

describe!(InstructionWeights { base: u32 });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Limits {
    pub event_topics: u32,
    pub memory_pages: u32,
    pub subject_len: u32,
    pub payload_len: u32,
    pub runtime_memory: u32,
    pub validator_runtime_memory: u32,
    pub event_ref_time: u64,
}

describe!(Limits {
    event_topics: u32,
    memory_pages: u32,
    subject_len: u32,
    payload_len: u32,
    runtime_memory: u32,
    validator_runtime_memory: u32,
    event_ref_time: u64
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Origin {
    Root,
    Signed(AccountId),
}

describe!(enum Origin {
    0 Root,
    1 Signed(AccountId),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Schedule {
    pub limits: Limits,
    pub instruction_weights: InstructionWeights,
}

describe!(Schedule { limits: Limits, instruction_weights: InstructionWeights });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum StorageDeposit {
    Refund(Tao),
    Charge(Tao),
}

describe!(enum StorageDeposit {
    0 Refund(Tao),
    1 Charge(Tao),
});
