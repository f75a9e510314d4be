//! The runtime API `EthereumRuntimeRPCApi`.

use super::super::runtimes::IN_233_315_320;
use super::super::types::{
    Block, ExecutionInfoV22, FpEvmExecutionInfoV2, ReceiptV3, TransactionV2,
};
use crate::subtensor::types::{
    DispatchError, FpSelfContainedUncheckedExtrinsic, TransactionStatus,
};
use crate::{Descriptor, RuntimeApi};
use alloc::vec::Vec;

/// Takes `from`, `to`, `data`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `estimate`, `access_list`.
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
    ),
    Result<FpEvmExecutionInfoV2, DispatchError>,
> = RuntimeApi::new("EthereumRuntimeRPCApi", "call").same_in(&IN_233_315_320);

/// Takes `from`, `data`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `estimate`, `access_list`.
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
    ),
    Result<ExecutionInfoV22, DispatchError>,
> = RuntimeApi::new("EthereumRuntimeRPCApi", "create").same_in(&IN_233_315_320);

pub const CURRENT_BLOCK: RuntimeApi<(), Option<Block>> =
    RuntimeApi::new("EthereumRuntimeRPCApi", "current_block").same_in(&IN_233_315_320);

pub const CURRENT_ALL: RuntimeApi<
    (),
    (Option<Block>, Option<Vec<ReceiptV3>>, Option<Vec<TransactionStatus>>),
> = RuntimeApi::new("EthereumRuntimeRPCApi", "current_all").same_in(&IN_233_315_320);

/// Takes `xts`.
pub const EXTRINSIC_FILTER: RuntimeApi<
    (Vec<FpSelfContainedUncheckedExtrinsic>,),
    Vec<TransactionV2>,
> = RuntimeApi::new("EthereumRuntimeRPCApi", "extrinsic_filter").same_in(&IN_233_315_320);

/// Takes `xts`.
pub const PENDING_BLOCK: RuntimeApi<
    (Vec<FpSelfContainedUncheckedExtrinsic>,),
    (Option<Block>, Option<Vec<TransactionStatus>>),
> = RuntimeApi::new("EthereumRuntimeRPCApi", "pending_block").same_in(&IN_233_315_320);

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&CALL, &CREATE, &CURRENT_BLOCK, &CURRENT_ALL, &EXTRINSIC_FILTER, &PENDING_BLOCK];
