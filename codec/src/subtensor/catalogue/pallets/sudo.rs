//! The pallet `Sudo`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::IN_212_224_233_315_320_343_365;
    use crate::{AccountId, Storage};

    pub const KEY: Storage<(), Option<AccountId>> =
        Storage::new("Sudo", "Key").same_in(&IN_212_224_233_315_320_343_365);
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{MultiAddress, Weight};
    use crate::{Call, EncodedCall};

    /// Takes `call`.
    pub const SUDO: Call<(EncodedCall,)> = Call::new("Sudo", "sudo");

    /// Takes `call`, `weight`.
    pub const SUDO_UNCHECKED_WEIGHT: Call<(EncodedCall, Weight)> =
        Call::new("Sudo", "sudo_unchecked_weight");

    /// Takes `new`.
    pub const SET_KEY: Call<(MultiAddress,)> = Call::new("Sudo", "set_key");

    /// Takes `who`, `call`.
    pub const SUDO_AS: Call<(MultiAddress, EncodedCall)> = Call::new("Sudo", "sudo_as");

    pub const REMOVE_KEY: Call<()> = Call::new("Sudo", "remove_key");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::KEY,
    &calls::SUDO,
    &calls::SUDO_UNCHECKED_WEIGHT,
    &calls::SET_KEY,
    &calls::SUDO_AS,
    &calls::REMOVE_KEY,
];
