//! The pallet `Drand`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212, IN_212_224_233, IN_224_233_315_320_343_365, IN_315_320_343_365,
    };
    use super::super::super::types::{BeaconConfiguration, Pulse};
    use crate::Storage;
    use crate::hasher::{Blake2_128Concat, Identity};
    use alloc::vec::Vec;

    pub const BEACON_CONFIG: Storage<(), BeaconConfiguration> =
        Storage::new("Drand", "BeaconConfig")
            .with_default(&[
                129, 1, 131, 207, 15, 40, 150, 173, 238, 126, 184, 181, 240, 31, 202, 211, 145, 34,
                18, 196, 55, 224, 7, 62, 145, 31, 185, 0, 34, 211, 231, 96, 24, 60, 140, 75, 69,
                11, 106, 10, 108, 58, 198, 165, 119, 106, 45, 16, 100, 81, 13, 31, 236, 117, 140,
                146, 28, 194, 43, 14, 23, 230, 58, 175, 75, 203, 94, 214, 99, 4, 222, 156, 248, 9,
                189, 39, 76, 167, 59, 171, 74, 245, 166, 233, 199, 106, 75, 192, 158, 118, 234,
                232, 153, 30, 245, 236, 228, 90, 3, 0, 0, 0, 39, 33, 230, 100, 128, 82, 219, 155,
                167, 14, 12, 192, 246, 234, 247, 128, 61, 208, 116, 71, 161, 245, 71, 119, 53, 253,
                63, 102, 23, 146, 186, 148, 96, 12, 132, 233, 113, 128, 244, 119, 213, 200, 159,
                33, 161, 124, 134, 58, 127, 147, 124, 106, 109, 21, 133, 148, 20, 210, 190, 9, 205,
                68, 141, 66, 121, 175, 51, 28, 93, 62, 96, 98, 108, 115, 45, 117, 110, 99, 104, 97,
                105, 110, 101, 100, 45, 103, 49, 45, 114, 102, 99, 57, 51, 56, 48, 32, 113, 117,
                105, 99, 107, 110, 101, 116,
            ])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const HAS_MIGRATION_RUN: Storage<(Identity<Vec<u8>>,), bool> =
        Storage::new("Drand", "HasMigrationRun")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const PULSES: Storage<(Blake2_128Concat<u64>,), Option<Pulse>> =
        Storage::new("Drand", "Pulses").same_in(&IN_224_233_315_320_343_365).missing_in(&IN_212);

    pub const LAST_STORED_ROUND: Storage<(), u64> = Storage::new("Drand", "LastStoredRound")
        .with_default(&[0; 8])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const OLDEST_STORED_ROUND: Storage<(), u64> = Storage::new("Drand", "OldestStoredRound")
        .with_default(&[0; 8])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const NEXT_UNSIGNED_AT: Storage<(), u32> = Storage::new("Drand", "NextUnsignedAt")
        .with_default(&[0; 4])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);
}

pub mod constants {
    //! Constants.

    use crate::Constant;

    pub const UNSIGNED_PRIORITY: Constant<u64> = Constant::new("Drand", "UnsignedPriority");

    pub const HTTP_FETCH_TIMEOUT: Constant<u64> = Constant::new("Drand", "HttpFetchTimeout");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{BeaconConfigurationPayload, MultiSignature, PulsesPayload};
    use crate::Call;

    /// Takes `pulses_payload`, `signature`.
    pub const WRITE_PULSE: Call<(PulsesPayload, Option<MultiSignature>)> =
        Call::new("Drand", "write_pulse");

    /// Takes `config_payload`, `signature`.
    pub const SET_BEACON_CONFIG: Call<(BeaconConfigurationPayload, Option<MultiSignature>)> =
        Call::new("Drand", "set_beacon_config");

    /// Takes `oldest_round`.
    pub const SET_OLDEST_STORED_ROUND: Call<(u64,)> = Call::new("Drand", "set_oldest_stored_round");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::BEACON_CONFIG,
    &storage::HAS_MIGRATION_RUN,
    &storage::PULSES,
    &storage::LAST_STORED_ROUND,
    &storage::OLDEST_STORED_ROUND,
    &storage::NEXT_UNSIGNED_AT,
    &constants::UNSIGNED_PRIORITY,
    &constants::HTTP_FETCH_TIMEOUT,
    &calls::WRITE_PULSE,
    &calls::SET_BEACON_CONFIG,
    &calls::SET_OLDEST_STORED_ROUND,
];
