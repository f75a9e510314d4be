//! The pallet `Timestamp`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use crate::Storage;

    pub const NOW: Storage<(), u64> = Storage::new("Timestamp", "Now")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const DID_UPDATE: Storage<(), bool> = Storage::new("Timestamp", "DidUpdate")
        .with_default(&[0])
        .same_in(&IN_212_224_233_315_320_343_365);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const MINIMUM_PERIOD: Constant<u64> = Constant::new("Timestamp", "MinimumPeriod");
}

pub mod calls {
    //! Calls.

    use crate::Call;
    use crate::codec::Compact;

    /// Takes `now`.
    pub const SET: Call<(Compact<u64>,)> = Call::new("Timestamp", "set");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] =
    &[&storage::NOW, &storage::DID_UPDATE, &constants::MINIMUM_PERIOD, &calls::SET];
