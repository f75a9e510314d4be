//! The pallet `EVM`.

use crate::Descriptor;

pub mod calls {
    //! Calls.

    use crate::Call;
    use alloc::vec::Vec;

    /// Takes `source`, `target`, `input`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `access_list`.
    pub const CALL: Call<(
        [u8; 20],
        [u8; 20],
        Vec<u8>,
        [u64; 4],
        u64,
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Vec<([u8; 20], Vec<[u8; 32]>)>,
    )> = Call::new("EVM", "call");

    /// Takes `source`, `init`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `access_list`.
    pub const CREATE: Call<(
        [u8; 20],
        Vec<u8>,
        [u64; 4],
        u64,
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Vec<([u8; 20], Vec<[u8; 32]>)>,
    )> = Call::new("EVM", "create");

    /// Takes `source`, `init`, `salt`, `value`, `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `nonce`, `access_list`.
    pub const CREATE2: Call<(
        [u8; 20],
        Vec<u8>,
        [u8; 32],
        [u64; 4],
        u64,
        [u64; 4],
        Option<[u64; 4]>,
        Option<[u64; 4]>,
        Vec<([u8; 20], Vec<[u8; 32]>)>,
    )> = Call::new("EVM", "create2");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&calls::CALL, &calls::CREATE, &calls::CREATE2];
