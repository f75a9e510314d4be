//! The runtime API `ContractsApi`.

use super::super::runtimes::{IN_233_315_320, IN_343_365, IN_365};
use super::super::types::{
    Code, CodeUploadReturnValue, ContractAccessError, ContractsContractResult,
    ContractsPrimitivesContractResult, Determinism, DispatchError, Weight,
};
use crate::{AccountId, Descriptor, RuntimeApi};
use alloc::vec::Vec;

/// Takes `origin`, `dest`, `value`, `gas_limit`, `storage_deposit_limit`, `input_data`.
pub const CALL: RuntimeApi<
    (AccountId, AccountId, u64, Option<Weight>, Option<u64>, Vec<u8>),
    ContractsContractResult,
> = RuntimeApi::new("ContractsApi", "call").same_in(&IN_365).missing_in(&IN_233_315_320);

/// Takes `origin`, `value`, `gas_limit`, `storage_deposit_limit`, `code`, `data`, `salt`.
pub const INSTANTIATE: RuntimeApi<
    (AccountId, u64, Option<Weight>, Option<u64>, Code, Vec<u8>, Vec<u8>),
    ContractsPrimitivesContractResult,
> = RuntimeApi::new("ContractsApi", "instantiate").same_in(&IN_365).missing_in(&IN_233_315_320);

/// Takes `origin`, `code`, `storage_deposit_limit`, `determinism`.
pub const UPLOAD_CODE: RuntimeApi<
    (AccountId, Vec<u8>, Option<u64>, Determinism),
    Result<CodeUploadReturnValue, DispatchError>,
> = RuntimeApi::new("ContractsApi", "upload_code").same_in(&IN_343_365).missing_in(&IN_233_315_320);

/// Takes `address`, `key`.
pub const GET_STORAGE: RuntimeApi<
    (AccountId, Vec<u8>),
    Result<Option<Vec<u8>>, ContractAccessError>,
> = RuntimeApi::new("ContractsApi", "get_storage").same_in(&IN_343_365).missing_in(&IN_233_315_320);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&CALL, &INSTANTIATE, &UPLOAD_CODE, &GET_STORAGE];
