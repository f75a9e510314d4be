//! The accounts that the server has and the clients ask for.

use subwire::codec::AccountId;
use subwire::codec::hash::blake2b_256;

/// How many there are.
pub const ACCOUNTS: u32 = 100_000;

/// How many balances are asked for at once.
pub const BALANCES: u32 = 1000;

/// Account n, which has n rao.
pub fn account(n: u32) -> AccountId {
    AccountId::from(blake2b_256(&n.to_le_bytes()))
}
