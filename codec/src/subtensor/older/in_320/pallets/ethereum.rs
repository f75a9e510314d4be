//! The pallet `Ethereum`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233_315_320, IN_315_320};
    use super::super::super::types::{Block, ReceiptV3, TransactionV2};
    use crate::Storage;
    use crate::hasher::Identity;
    use crate::subtensor::types::TransactionStatus;

    pub const PENDING: Storage<
        (Identity<u32>,),
        Option<(TransactionV2, TransactionStatus, ReceiptV3)>,
    > = Storage::new("Ethereum", "Pending").same_in(&IN_315_320);

    pub const CURRENT_BLOCK: Storage<(), Option<Block>> =
        Storage::new("Ethereum", "CurrentBlock").same_in(&IN_212_224_233_315_320);
}

pub mod calls {
    //! Calls.

    use super::super::super::types::TransactionV2;
    use crate::Call;

    /// Takes `transaction`.
    pub const TRANSACT: Call<(TransactionV2,)> = Call::new("Ethereum", "transact");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&storage::PENDING, &storage::CURRENT_BLOCK, &calls::TRANSACT];
