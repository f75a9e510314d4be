//! The pallet `Ethereum`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212_224_233, IN_212_224_233_315_320_343_365, IN_315_320_343_365, IN_343_365,
    };
    use super::super::super::types::{EthereumBlock, ReceiptV4, TransactionStatus, TransactionV3};
    use crate::Storage;
    use crate::hasher::{Identity, Twox64Concat};
    use alloc::vec::Vec;

    pub const PENDING: Storage<
        (Identity<u32>,),
        Option<(TransactionV3, TransactionStatus, ReceiptV4)>,
    > = Storage::new("Ethereum", "Pending").same_in(&IN_343_365);

    pub const COUNTER_FOR_PENDING: Storage<(), u32> = Storage::new("Ethereum", "CounterForPending")
        .with_default(&[0; 4])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const CURRENT_BLOCK: Storage<(), Option<EthereumBlock>> =
        Storage::new("Ethereum", "CurrentBlock").same_in(&IN_343_365);

    pub const CURRENT_RECEIPTS: Storage<(), Option<Vec<ReceiptV4>>> =
        Storage::new("Ethereum", "CurrentReceipts").same_in(&IN_212_224_233_315_320_343_365);

    pub const CURRENT_TRANSACTION_STATUSES: Storage<(), Option<Vec<TransactionStatus>>> =
        Storage::new("Ethereum", "CurrentTransactionStatuses")
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const BLOCK_HASH: Storage<(Twox64Concat<[u64; 4]>,), [u8; 32]> =
        Storage::new("Ethereum", "BlockHash")
            .with_default(&[0; 32])
            .same_in(&IN_212_224_233_315_320_343_365);
}

pub mod calls {
    //! Calls.

    use super::super::super::types::TransactionV3;
    use crate::Call;

    /// Takes `transaction`.
    pub const TRANSACT: Call<(TransactionV3,)> = Call::new("Ethereum", "transact");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::PENDING,
    &storage::COUNTER_FOR_PENDING,
    &storage::CURRENT_BLOCK,
    &storage::CURRENT_RECEIPTS,
    &storage::CURRENT_TRANSACTION_STATUSES,
    &storage::BLOCK_HASH,
    &calls::TRANSACT,
];
