//! A Subtensor in memory, the same every time, for demonstrations, tests and measurements.
//!
//! Not a simulation: the numbers are plausible and agree with each other, no epoch made them.

mod blocks;
mod calls;
mod chance;
mod ledger;
mod pool;
mod report;
mod runtime;
mod storage;
mod subnet;
mod traits;
mod world;

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use subwire_codec::hash::blake2b_256;
use subwire_transport::mock::{Chain, ChainBuilder};

use self::world::{BLOCK_TIME, BLOCKS, FIRST, World};

/// How many neurons each subnet of the small state has, by netuid.
const SMALL: [u16; 8] = [64, 16, 48, 24, 64, 32, 20, 40];

/// The small state: see [`Subtensor::demo`](crate::Subtensor::demo).
pub(super) fn small() -> Chain {
    populated(runtime::plain(founded()), World::new(0, SMALL, 0))
}

/// What a generated Subtensor is like: see [`builder`](Demo::builder).
///
/// The same wishes give the same chain. What it holds is made when it is asked for, so that a
/// large one starts as quickly as a small one: 129 subnets of 256 neurons and 100,000 accounts
/// take well below a second until the last of it was read, and no time before.
///
/// What its runtime calls say is what its storage says: stakes add up, prices are those of the
/// pools, uids and hotkeys are the same everywhere. //Alice to //Ferdie have a million TAO each.
///
/// ```
/// use subwire::{Demo, Subtensor};
///
/// # futures::executor::block_on(async {
/// let chain = Demo::builder().subnets(3).neurons(8).build()?;
/// let subtensor = Subtensor::new(chain);
/// assert_eq!(subtensor.netuids().await?.len(), 3);
/// assert_eq!(subtensor.neurons_lite(2).await?.len(), 8);
/// # Ok::<_, Box<dyn core::error::Error>>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Demo {
    seed: u64,
    subnets: u16,
    neurons: u16,
    accounts: u32,
    metadata: Vec<Vec<u8>>,
}

impl Demo {
    /// How many subnets there may be: a subnet's mechanisms share a number with it that has room
    /// for no more.
    pub const MAX_SUBNETS: u16 = 4096;
    /// How many neurons a subnet may have.
    pub const MAX_NEURONS: u16 = 4096;
    /// How many neurons there may be in all subnets together.
    pub const MAX_ALL_NEURONS: u32 = 1 << 18;
    /// How many accounts there may be.
    pub const MAX_ACCOUNTS: u32 = 1_000_000;

    /// A Subtensor of 8 subnets with 64 neurons each, and no more accounts than their keys need.
    pub fn builder() -> Self {
        Self { seed: 0, subnets: 8, neurons: 64, accounts: 0, metadata: Vec::new() }
    }

    /// Sets from what everything follows; 0 unless told otherwise.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets how many subnets there are, the root network included.
    pub fn subnets(mut self, subnets: u16) -> Self {
        self.subnets = subnets;
        self
    }

    /// Sets how many neurons each subnet has.
    pub fn neurons(mut self, neurons: u16) -> Self {
        self.neurons = neurons;
        self
    }

    /// Sets how many accounts have a balance. The neurons' keys and the developers have one in any
    /// case, so that there may be more.
    pub fn accounts(mut self, accounts: u32) -> Self {
        self.accounts = accounts;
        self
    }

    /// Serves metadata, for clients that need some, and takes the runtime's versions from it. The
    /// state is that of spec version 365 nevertheless.
    ///
    /// Called again, it adds another form of the same runtime's metadata: older clients want both of
    /// the versions 14 and 15.
    pub fn metadata(mut self, metadata: impl Into<Vec<u8>>) -> Self {
        self.metadata.push(metadata.into());
        self
    }

    /// The chain, at its first block.
    ///
    /// # Errors
    ///
    /// [`DemoError`] where a wish is beyond its limit, or where the metadata is none.
    pub fn build(self) -> Result<Chain, DemoError> {
        let limits = [
            ("subnets", self.subnets.into(), Self::MAX_SUBNETS.into()),
            ("neurons in a subnet", self.neurons.into(), Self::MAX_NEURONS.into()),
            ("neurons", u32::from(self.subnets) * u32::from(self.neurons), Self::MAX_ALL_NEURONS),
            ("accounts", self.accounts, Self::MAX_ACCOUNTS),
        ];
        if let Some((what, wanted, most)) = limits.into_iter().find(|limit| limit.1 > limit.2) {
            return Err(DemoError::TooMany { what, wanted, most });
        }
        let sizes = core::iter::repeat_n(self.neurons, self.subnets.into());
        let chain = runtime::described(founded(), self.metadata)?;
        Ok(populated(chain, World::new(self.seed, sizes, self.accounts)))
    }

    /// Builds the next block of a generated chain, so much later than the one before: its number and
    /// its time change, the pool's transactions come into it, and nothing else happens. Gives its hash.
    ///
    /// # Panics
    ///
    /// After block number `u32::MAX`.
    pub fn build_block(chain: &Chain, later: Duration) -> [u8; 32] {
        blocks::build(chain, later)
    }
}

fn founded() -> ChainBuilder {
    Chain::builder()
        .name("Subwire demo")
        .genesis(blake2b_256(b"subwire demo"))
        .block(FIRST, blake2b_256(b"subwire demo"))
        .hasher(blake2b_256)
        .block_hasher(blake2b_256)
}

fn populated(chain: ChainBuilder, world: World) -> Chain {
    let world = Arc::new(world);
    let chain = calls::answer(storage::fill(chain, &world), &world).build();
    for _ in 0..BLOCKS {
        blocks::build(&chain, BLOCK_TIME);
    }
    chain
}

/// Why a Subtensor cannot be generated.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DemoError {
    /// More was wanted than is made.
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many were wanted.
        wanted: u32,
        /// How many there may be.
        most: u32,
    },
    /// The metadata is none, or does not say of which runtime it is.
    Metadata(String),
}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { what, wanted, most } => {
                write!(f, "{wanted} {what}: there may be {most}")
            }
            Self::Metadata(reason) => write!(f, "the metadata: {reason}"),
        }
    }
}

impl core::error::Error for DemoError {}
