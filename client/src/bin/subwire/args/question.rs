//! What can be asked of a chain.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use subwire::Block;
use subwire::codec::subtensor::NetUid;
use subwire::codec::{AccountId, Tao};

use super::values::{Assignment, MetagraphOf, Name, Subnets};

/// What a chain answers.
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Shows the free balances of accounts, in TAO.
    Balances {
        /// SS58 addresses, or 0x and 64 hex digits.
        #[arg(value_name = "ADDRESS", required = true)]
        addresses: Vec<AccountId>,
    },
    /// Shows a block: its header and its extrinsics.
    Block {
        /// The block's hash or number; without it the one of --at, or the head.
        #[arg(value_name = "HASH|NUMBER")]
        block: Option<Block>,
    },
    /// Calls a runtime API.
    Call {
        /// The method.
        #[arg(value_name = "API.METHOD")]
        method: Name,
        /// JSON or bare words; addresses as SS58 or 0x and hex digits.
        #[arg(value_name = "ARG", allow_negative_numbers = true)]
        args: Vec<String>,
    },
    /// Shows a constant of the runtime.
    Constant {
        /// The constant.
        #[arg(value_name = "PALLET.NAME")]
        name: Name,
    },
    /// Shows on which delegates a coldkey stakes.
    Delegated {
        /// An SS58 address, or 0x and 64 hex digits.
        coldkey: AccountId,
    },
    /// Shows the hotkeys that others may stake on.
    Delegates,
    /// Shows the events of a block.
    Events,
    /// Shows the hyperparameters of a subnet.
    Hyperparameters {
        /// The subnet's number.
        #[arg(value_parser = netuid)]
        netuid: NetUid,
    },
    /// Shows a subnet and its neurons at one block, in a table or a picture.
    Metagraph(Metagraph),
    /// Shows what the runtime has: its pallets and runtime APIs, or all that one pallet has.
    Metadata {
        /// Only this pallet.
        pallet: Option<String>,
        /// Also writes the metadata's bytes into a file, for `decode` and `check`.
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
    },
    /// Shows the neurons of a subnet, or of all.
    Neurons {
        /// The subnet's number, or `all`.
        #[arg(value_name = "NETUID|all")]
        netuid: Subnets,
        /// With weights and bonds.
        #[arg(long)]
        full: bool,
    },
    /// Shows what coldkeys have staked, and what it is worth.
    Stake {
        /// SS58 addresses, or 0x and 64 hex digits.
        #[arg(value_name = "COLDKEY", required = true)]
        coldkeys: Vec<AccountId>,
    },
    /// Shows what is stored: one value, or of a map every entry below the arguments given.
    Storage(Storage),
    /// Shows a subnet: its token, its pool and its rules.
    Subnet {
        /// The subnet's number.
        #[arg(value_parser = netuid)]
        netuid: NetUid,
    },
    /// Shows all subnets.
    Subnets,
    /// Transfers TAO.
    Transfer {
        /// Where to: an SS58 address, or 0x and 64 hex digits.
        address: AccountId,
        /// How much, in TAO.
        #[arg(value_name = "TAO", allow_negative_numbers = true)]
        amount: Tao,
        /// Even if nothing but dust is left, and the account is removed with it.
        #[arg(long)]
        allow_death: bool,
        #[command(flatten)]
        sending: Sending,
    },
    /// Sends a transaction: any call of any pallet.
    Tx {
        /// The call.
        #[arg(value_name = "PALLET.CALL")]
        call: Name,
        /// The call's arguments by their names: JSON or bare words.
        #[arg(value_name = "NAME=VALUE")]
        args: Vec<Assignment>,
        #[command(flatten)]
        sending: Sending,
    },
    /// Shows what happens, until it is stopped.
    #[command(subcommand)]
    Watch(Watch),
}

/// Of which subnet, and in which form.
#[derive(Debug, clap::Args)]
pub(crate) struct Metagraph {
    /// The subnet's number, or a file that --save wrote.
    #[arg(value_name = "NETUID|FILE")]
    pub(crate) of: MetagraphOf,
    #[command(flatten)]
    pub(crate) picture: Picture,
    /// Also writes it into a file, which can be shown again without a chain.
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
}

/// How a metagraph's stakes are drawn.
#[derive(Debug, clap::Args)]
pub(crate) struct Picture {
    /// Draws how the stake is spread in place of the neurons.
    #[arg(long)]
    pub(crate) plot: bool,
    /// Draws how the stake is spread into a file, as SVG.
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Draws it on a logarithmic axis.
    #[arg(long)]
    pub(crate) log: bool,
}

/// What is read from storage.
#[derive(Debug, clap::Args)]
pub(crate) struct Storage {
    /// The storage item.
    #[arg(value_name = "PALLET.ITEM")]
    pub(crate) item: Name,
    /// JSON or bare words; addresses as SS58 or 0x and hex digits.
    #[arg(value_name = "ARG", allow_negative_numbers = true)]
    pub(crate) args: Vec<String>,
    /// Only the keys.
    #[arg(long, conflicts_with = "count")]
    pub(crate) keys: bool,
    /// Only how many entries there are.
    #[arg(long)]
    pub(crate) count: bool,
    /// No more entries than that.
    #[arg(long, value_name = "N", conflicts_with = "count", allow_negative_numbers = true)]
    pub(crate) limit: Option<usize>,
}

/// What is watched.
#[derive(Debug, Subcommand)]
pub(crate) enum Watch {
    /// The heads of the best chain.
    Heads,
    /// The finalized blocks.
    Finalized,
    /// A value in storage: as it is, and again when it has changed.
    Storage {
        /// The storage item.
        #[arg(value_name = "PALLET.ITEM")]
        item: Name,
        /// All of the item's arguments: JSON or bare words.
        #[arg(value_name = "ARG", allow_negative_numbers = true)]
        args: Vec<String>,
    },
}

/// How a transaction is signed and sent.
#[derive(Debug, clap::Args)]
pub(crate) struct Sending {
    /// Who signs: a secret such as //Alice, a file with a secret phrase or seed in it, or the name of
    /// an environment variable that holds one behind `env:`.
    #[arg(long, value_name = "//NAME|FILE|env:NAME")]
    pub(crate) signer: String,
    /// Only shows what would be sent, what it would cost, and what the node thinks of it. Ends as
    /// sending would: with 1 where it would fail.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Waits until it is in a block, or until that block is finalized.
    #[arg(long, value_name = "STAGE", conflicts_with = "dry_run")]
    pub(crate) wait: Option<Stage>,
    /// Sends without asking.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// How far a transaction has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    #[value(name = "inblock")]
    InBlock,
    Finalized,
}

impl Question {
    /// Whether it takes the runtime's metadata to answer.
    pub(crate) fn is_by_name(&self) -> bool {
        matches!(
            self,
            Self::Block { .. }
                | Self::Call { .. }
                | Self::Constant { .. }
                | Self::Events
                | Self::Metadata { .. }
                | Self::Storage(_)
                | Self::Transfer { .. }
                | Self::Tx { .. }
                | Self::Watch(Watch::Storage { .. })
        )
    }
}

fn netuid(text: &str) -> Result<NetUid, &'static str> {
    text.parse().map_err(|_| "a netuid is a number up to 65535")
}
