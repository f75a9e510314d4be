//! Reads about accounts, their keys and their stakes: what they give, and what they cost.

#[path = "subtensor_accounts/made.rs"]
mod made;
#[path = "subtensor_accounts/support.rs"]
mod support;

#[path = "subtensor_accounts/baskets.rs"]
mod baskets;
#[path = "subtensor_accounts/funds.rs"]
mod funds;
#[path = "subtensor_accounts/json.rs"]
mod json;
#[path = "subtensor_accounts/keys.rs"]
mod keys;
#[path = "subtensor_accounts/later.rs"]
mod later;
#[path = "subtensor_accounts/recorded.rs"]
mod recorded;
#[path = "subtensor_accounts/stakes.rs"]
mod stakes;
