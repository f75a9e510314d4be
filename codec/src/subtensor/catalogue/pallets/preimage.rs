//! The pallet `Preimage`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use super::super::super::types::{OldRequestStatus, RequestStatus};
    use crate::Storage;
    use crate::hasher::Identity;
    use alloc::vec::Vec;

    pub const STATUS_FOR: Storage<(Identity<[u8; 32]>,), Option<OldRequestStatus>> =
        Storage::new("Preimage", "StatusFor").same_in(&IN_212_224_233_315_320_343_365);

    pub const REQUEST_STATUS_FOR: Storage<(Identity<[u8; 32]>,), Option<RequestStatus>> =
        Storage::new("Preimage", "RequestStatusFor").same_in(&IN_212_224_233_315_320_343_365);

    pub const PREIMAGE_FOR: Storage<(Identity<([u8; 32], u32)>,), Option<Vec<u8>>> =
        Storage::new("Preimage", "PreimageFor").same_in(&IN_212_224_233_315_320_343_365);
}

pub mod calls {
    //! Calls.

    use crate::Call;
    use alloc::vec::Vec;

    /// Takes `bytes`.
    pub const NOTE_PREIMAGE: Call<(Vec<u8>,)> = Call::new("Preimage", "note_preimage");

    /// Takes `hash`.
    pub const UNNOTE_PREIMAGE: Call<([u8; 32],)> = Call::new("Preimage", "unnote_preimage");

    /// Takes `hash`.
    pub const REQUEST_PREIMAGE: Call<([u8; 32],)> = Call::new("Preimage", "request_preimage");

    /// Takes `hash`.
    pub const UNREQUEST_PREIMAGE: Call<([u8; 32],)> = Call::new("Preimage", "unrequest_preimage");

    /// Takes `hashes`.
    pub const ENSURE_UPDATED: Call<(Vec<[u8; 32]>,)> = Call::new("Preimage", "ensure_updated");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::STATUS_FOR,
    &storage::REQUEST_STATUS_FOR,
    &storage::PREIMAGE_FOR,
    &calls::NOTE_PREIMAGE,
    &calls::UNNOTE_PREIMAGE,
    &calls::REQUEST_PREIMAGE,
    &calls::UNREQUEST_PREIMAGE,
    &calls::ENSURE_UPDATED,
];
