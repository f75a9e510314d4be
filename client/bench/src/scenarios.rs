//! What is measured, and what is to be reached.

use crate::accounts::ACCOUNTS;

/// Something that a user waits for.
#[derive(Clone, Copy)]
pub enum Scenario {
    /// The first balance of a fresh client.
    Balance,
    /// A thousand balances at one block.
    Balances,
    /// All accounts in the order of their keys, in pages of a thousand.
    Map,
    /// All accounts in no order, by so many parts.
    Parallel(u16),
}

/// A row of the table.
pub struct Row {
    /// How the command line names it.
    pub name: &'static str,
    /// What is done.
    pub scenario: Scenario,
    /// The seconds to be reached at a round trip of 200 ms.
    pub seconds: f64,
}

/// Every row.
pub const ROWS: [Row; 4] = [
    Row { name: "balance", scenario: Scenario::Balance, seconds: 0.25 },
    Row { name: "balances", scenario: Scenario::Balances, seconds: 0.3 },
    Row { name: "map", scenario: Scenario::Map, seconds: 25.0 },
    Row { name: "parallel", scenario: Scenario::Parallel(16), seconds: 2.5 },
];

/// What all accounts have together.
pub fn sum_of_all() -> u64 {
    (0..u64::from(ACCOUNTS)).sum()
}
