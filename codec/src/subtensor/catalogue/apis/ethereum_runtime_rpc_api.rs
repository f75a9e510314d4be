//! The runtime API `EthereumRuntimeRPCApi`.

use super::super::runtimes::{IN_233_315_320_343_365, IN_343_365};
use super::super::types::{
    AuthorizationListItem, Basic, DispatchError, EthereumBlock, ExecutionInfoV22,
    FpEvmExecutionInfoV2, FpSelfContainedUncheckedExtrinsic, Permill, ReceiptV4, RuntimeHeader,
    TransactionStatus, TransactionV3,
};
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

pub const CHAIN_ID: RuntimeApi<(), u64> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "chain_id").same_in(&IN_233_315_320_343_365);

/// Takes `address`.
pub const ACCOUNT_BASIC: RuntimeApi<([u8; 20],), Basic> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "account_basic").same_in(&IN_233_315_320_343_365);

pub const GAS_PRICE: RuntimeApi<(), [u64; 4]> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "gas_price").same_in(&IN_233_315_320_343_365);

/// Takes `address`.
pub const ACCOUNT_CODE_AT: RuntimeApi<([u8; 20],), Vec<u8>> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "account_code_at").same_in(&IN_233_315_320_343_365);

pub const AUTHOR: RuntimeApi<(), [u8; 20]> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "author").same_in(&IN_233_315_320_343_365);

/// Takes `address`, `index`.
pub const STORAGE_AT: RuntimeApi<([u8; 20], [u64; 4]), [u8; 32]> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "storage_at").same_in(&IN_233_315_320_343_365);

/// Takes `from`, `to`, `data`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `estimate`, `access_list`, `authorization_list`.
pub const CALL: RuntimeApi<
    (
        [u8; 20],
        [u8; 20],
        Vec<u8>,
        [u64; 4],
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        bool,
        Option<Vec<([u8; 20], Vec<[u8; 32]>)>>,
        Option<Vec<AuthorizationListItem>>,
    ),
    Result<FpEvmExecutionInfoV2, DispatchError>,
> = RuntimeApi::new("EthereumRuntimeRPCApi", "call").same_in(&IN_343_365);

/// Takes `from`, `data`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `estimate`, `access_list`, `authorization_list`.
pub const CREATE: RuntimeApi<
    (
        [u8; 20],
        Vec<u8>,
        [u64; 4],
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        bool,
        Option<Vec<([u8; 20], Vec<[u8; 32]>)>>,
        Option<Vec<AuthorizationListItem>>,
    ),
    Result<ExecutionInfoV22, DispatchError>,
> = RuntimeApi::new("EthereumRuntimeRPCApi", "create").same_in(&IN_343_365);

pub const CURRENT_BLOCK: RuntimeApi<(), Option<EthereumBlock>> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "current_block").same_in(&IN_343_365);

pub const CURRENT_RECEIPTS: RuntimeApi<(), Option<Vec<ReceiptV4>>> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "current_receipts").same_in(&IN_233_315_320_343_365);

pub const CURRENT_TRANSACTION_STATUSES: RuntimeApi<(), Option<Vec<TransactionStatus>>> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "current_transaction_statuses")
        .same_in(&IN_233_315_320_343_365);

pub const CURRENT_ALL: RuntimeApi<
    (),
    (Option<EthereumBlock>, Option<Vec<ReceiptV4>>, Option<Vec<TransactionStatus>>),
> = RuntimeApi::new("EthereumRuntimeRPCApi", "current_all").same_in(&IN_343_365);

/// Takes `xts`.
pub const EXTRINSIC_FILTER: RuntimeApi<
    (Vec<FpSelfContainedUncheckedExtrinsic>,),
    Vec<TransactionV3>,
> = RuntimeApi::new("EthereumRuntimeRPCApi", "extrinsic_filter").same_in(&IN_343_365);

pub const ELASTICITY: RuntimeApi<(), Option<Permill>> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "elasticity").same_in(&IN_233_315_320_343_365);

pub const GAS_LIMIT_MULTIPLIER_SUPPORT: RuntimeApi<(), ()> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "gas_limit_multiplier_support")
        .same_in(&IN_233_315_320_343_365);

/// Takes `xts`.
pub const PENDING_BLOCK: RuntimeApi<
    (Vec<FpSelfContainedUncheckedExtrinsic>,),
    (Option<EthereumBlock>, Option<Vec<TransactionStatus>>),
> = RuntimeApi::new("EthereumRuntimeRPCApi", "pending_block").same_in(&IN_343_365);

/// Takes `header`.
pub const INITIALIZE_PENDING_BLOCK: RuntimeApi<(RuntimeHeader,), ()> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "initialize_pending_block")
        .same_in(&IN_233_315_320_343_365);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &CHAIN_ID,
    &ACCOUNT_BASIC,
    &GAS_PRICE,
    &ACCOUNT_CODE_AT,
    &AUTHOR,
    &STORAGE_AT,
    &CALL,
    &CREATE,
    &CURRENT_BLOCK,
    &CURRENT_RECEIPTS,
    &CURRENT_TRANSACTION_STATUSES,
    &CURRENT_ALL,
    &EXTRINSIC_FILTER,
    &ELASTICITY,
    &GAS_LIMIT_MULTIPLIER_SUPPORT,
    &PENDING_BLOCK,
    &INITIALIZE_PENDING_BLOCK,
];
