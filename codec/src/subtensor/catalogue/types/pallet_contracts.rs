//! Types of the crate `pallet_contracts`.

use super::super::types::{DispatchError, EventRecord, MultiAddress, ReturnFlags, Weight};
use crate::codec::{Compact, Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ApiVersion(pub u16);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Code {
    Upload(Vec<u8>),
    Existing([u8; 32]),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct CodeInfo {
    pub owner: AccountId,
    #[codec(compact)]
    pub deposit: Tao,
    #[codec(compact)]
    pub refcount: u64,
    pub determinism: Determinism,
    pub code_len: u32,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct CodeUploadReturnValue {
    pub code_hash: [u8; 32],
    pub deposit: Tao,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ContractAccessError {
    DoesntExist,
    KeyDecodingFailed,
    MigrationInProgress,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ContractsCall {
    call_old_weight {
        dest: MultiAddress,
        #[codec(compact)]
        value: Tao,
        #[codec(compact)]
        gas_limit: u64,
        storage_deposit_limit: Option<Compact<u64>>,
        data: Vec<u8>,
    },
    instantiate_with_code_old_weight {
        #[codec(compact)]
        value: Tao,
        #[codec(compact)]
        gas_limit: u64,
        storage_deposit_limit: Option<Compact<u64>>,
        code: Vec<u8>,
        data: Vec<u8>,
        salt: Vec<u8>,
    },
    instantiate_old_weight {
        #[codec(compact)]
        value: Tao,
        #[codec(compact)]
        gas_limit: u64,
        storage_deposit_limit: Option<Compact<u64>>,
        code_hash: [u8; 32],
        data: Vec<u8>,
        salt: Vec<u8>,
    },
    upload_code {
        code: Vec<u8>,
        storage_deposit_limit: Option<Compact<u64>>,
        determinism: Determinism,
    },
    remove_code {
        code_hash: [u8; 32],
    },
    set_code {
        dest: MultiAddress,
        code_hash: [u8; 32],
    },
    call {
        dest: MultiAddress,
        #[codec(compact)]
        value: Tao,
        gas_limit: Weight,
        storage_deposit_limit: Option<Compact<u64>>,
        data: Vec<u8>,
    },
    instantiate_with_code {
        #[codec(compact)]
        value: Tao,
        gas_limit: Weight,
        storage_deposit_limit: Option<Compact<u64>>,
        code: Vec<u8>,
        data: Vec<u8>,
        salt: Vec<u8>,
    },
    instantiate {
        #[codec(compact)]
        value: Tao,
        gas_limit: Weight,
        storage_deposit_limit: Option<Compact<u64>>,
        code_hash: [u8; 32],
        data: Vec<u8>,
        salt: Vec<u8>,
    },
    migrate {
        weight_limit: Weight,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ContractsContractResult {
    pub gas_consumed: Weight,
    pub gas_required: Weight,
    pub storage_deposit: StorageDeposit,
    pub debug_message: Vec<u8>,
    pub result: Result<ExecReturnValue, DispatchError>,
    pub events: Option<Vec<EventRecord>>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ContractsHoldReason {
    CodeUploadDepositReserve,
    StorageDepositReserve,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ContractsPrimitivesContractResult {
    pub gas_consumed: Weight,
    pub gas_required: Weight,
    pub storage_deposit: StorageDeposit,
    pub debug_message: Vec<u8>,
    pub result: Result<InstantiateReturnValue, DispatchError>,
    pub events: Option<Vec<EventRecord>>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct DeletionQueueManager {
    pub insert_counter: u32,
    pub delete_counter: u32,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Determinism {
    Enforced,
    Relaxed,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Environment {
    pub account_id: EnvironmentType,
    pub balance: EnvironmentType,
    pub hash: EnvironmentType,
    pub hasher: EnvironmentType,
    pub timestamp: EnvironmentType,
    pub block_number: EnvironmentType,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct EnvironmentType;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ExecReturnValue {
    pub flags: ReturnFlags,
    pub data: Vec<u8>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct InstantiateReturnValue {
    pub result: ExecReturnValue,
    pub account_id: AccountId,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct InstructionWeights {
    pub base: u32,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Limits {
    pub event_topics: u32,
    pub memory_pages: u32,
    pub subject_len: u32,
    pub payload_len: u32,
    pub runtime_memory: u32,
    pub validator_runtime_memory: u32,
    pub event_ref_time: u64,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Origin {
    Root,
    Signed(AccountId),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Schedule {
    pub limits: Limits,
    pub instruction_weights: InstructionWeights,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum StorageDeposit {
    Refund(Tao),
    Charge(Tao),
}
