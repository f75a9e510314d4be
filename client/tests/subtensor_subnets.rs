//! What subnets, their neurons and the chain itself are asked about: each read with its cost, under
//! smol and tokio, on chains that are made for it.
//!
//! Recorded runtimes and answers are no part of the repository: `SUBWIRE_SHARED` names their folder.
//! A test that does not find them says so on stderr and passes.

#[path = "subtensor_subnets/chain.rs"]
mod chain;
#[path = "subtensor_subnets/commitments.rs"]
mod commitments;
#[path = "subtensor_subnets/hyperparameters.rs"]
mod hyperparameters;
#[path = "subtensor_subnets/later.rs"]
mod later;
#[path = "subtensor_subnets/liquidity.rs"]
mod liquidity;
#[path = "subtensor_subnets/neurons.rs"]
mod neurons;
#[path = "subtensor_subnets/pools.rs"]
mod pools;
#[path = "subtensor_subnets/recorded.rs"]
mod recorded;
#[path = "subtensor_subnets/runtime.rs"]
mod runtime;
#[path = "subtensor_subnets/subnets.rs"]
mod subnets;
#[path = "subtensor_accounts/support.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod support;
