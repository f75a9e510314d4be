//! The command line.

mod values;

use core::time::Duration;
use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};
use subwire::codec::{AccountId, Tao};
use subwire::{Block, Network, ParseNetworkError};

pub(crate) use self::values::{Assignment, Name, Subnets};
use crate::output;

/// The exit status for arguments that make no sense.
pub(crate) const WRONG: u8 = 2;

/// Reads Bittensor's chain.
///
/// Exit status: 0 answered, 1 the chain or the network said no, 2 the arguments are wrong.
#[derive(Debug, Parser)]
#[command(name = "subwire", version)]
pub(crate) struct Args {
    /// The network: demo (in memory), finney, test, archive, local, or a ws://, wss://, http:// or
    /// https:// URL. Given several times: tried in that order. Without it SUBWIRE_NETWORK says, else demo.
    #[arg(long, value_name = "NAME|URL", global = true)]
    pub(crate) network: Vec<Network>,

    /// Answers from a recording instead of a network.
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "network")]
    pub(crate) replay: Option<PathBuf>,

    /// Writes what is asked and answered into a recording, for --replay; adds to one that is there.
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) record: Option<PathBuf>,

    /// Reads at this block instead of the head.
    #[arg(long, value_name = "HASH|NUMBER", global = true)]
    pub(crate) at: Option<Block>,

    /// Answers with one JSON document, or with one JSON line an item where the answer is a stream.
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// How long connecting, and each request, may take.
    #[arg(long, value_name = "SECONDS", global = true, value_parser = seconds, allow_negative_numbers = true)]
    pub(crate) timeout: Option<Duration>,

    /// Tells afterwards on stderr, as one JSON line, what the answer cost.
    #[arg(long, global = true)]
    pub(crate) stats: bool,

    /// Tells on stderr of each request and answer as it passes, with its beginning.
    #[arg(short, global = true)]
    pub(crate) verbose: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Ask(Question),
    #[command(flatten)]
    Use(Tool),
}

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
    /// Shows the events of a block.
    Events,
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
    /// Shows what is stored: one value, or of a map every entry below the arguments given.
    Storage(Storage),
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

/// What is done without a chain.
#[derive(Debug, Subcommand)]
pub(crate) enum Tool {
    /// Decodes JSON lines with raw bytes from stdin, by a runtime's metadata.
    ///
    /// Each line has a "kind": storage (with "key" and "raw"), runtime_call ("call", "raw"), type ("id",
    /// "raw"), extrinsic ("raw") or events ("raw"); bytes are hex. Each is answered with one JSON line.
    ///
    Decode {
        /// The runtime's metadata: the bytes, or their hex behind 0x.
        #[arg(long, value_name = "FILE")]
        metadata: PathBuf,
    },
    /// Compares the built-in descriptors with a runtime's metadata.
    Check {
        /// The runtime's metadata: the bytes, or their hex behind 0x.
        #[arg(long, value_name = "FILE")]
        metadata: PathBuf,
    },
}

impl Question {
    /// Whether it takes the runtime's metadata to answer.
    pub(crate) fn is_by_name(&self) -> bool {
        !matches!(
            self,
            Self::Balances { .. }
                | Self::Neurons { .. }
                | Self::Watch(Watch::Heads | Watch::Finalized)
        )
    }
}

impl Args {
    /// Refuses what would be passed over in silence.
    fn check(&self) -> Result<(), &'static str> {
        let Command::Ask(question) = &self.command else { return Ok(()) };
        match question {
            _ if self.at.is_none() => Ok(()),
            Question::Block { block: Some(_) } => Err("--at: the block is named already"),
            Question::Watch(_) => Err("--at: what is watched begins at the head"),
            Question::Transfer { .. } | Question::Tx { .. } => {
                Err("--at: transactions are made for the head")
            }
            _ => Ok(()),
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_string())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(timeout) if !timeout.is_zero() => Ok(timeout),
        _ => Err("not a time that can be waited for".into()),
    }
}

/// The arguments, or the exit status after help was shown or one line was said about an error.
pub(crate) fn parse() -> Result<Args, ExitCode> {
    if let Some(at) = env::args_os().position(|arg| has_control_character(&arg)) {
        // They would break the one line that is said about them.
        return Err(wrong(&format!("argument {at} has a control character in it")));
    }
    let mut args = Args::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match error.print() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Where nothing reads what is shown, nothing is lost.
            let _ = error.print();
            ExitCode::from(WRONG)
        }
        _ => wrong(&first_paragraph(&error.to_string())),
    })?;
    args.check().map_err(wrong)?;
    if args.network.is_empty() && args.replay.is_none() {
        args.network.push(default_network().map_err(|error| wrong(&error.to_string()))?);
    }
    Ok(args)
}

/// A variable that is set to nothing is as good as none.
fn default_network() -> Result<Network, ParseNetworkError> {
    match env::var_os("SUBWIRE_NETWORK") {
        Some(name) if !name.is_empty() => name.to_string_lossy().parse(),
        _ => Ok(Network::Demo),
    }
}

fn has_control_character(arg: &OsStr) -> bool {
    arg.to_string_lossy().contains(char::is_control)
}

fn wrong(message: &str) -> ExitCode {
    output::say(message);
    ExitCode::from(WRONG)
}

/// What clap says up to its first empty line; then come tips and usage.
fn first_paragraph(message: &str) -> String {
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let lines = message.lines().take_while(|line| !line.trim().is_empty()).map(str::trim);
    lines.collect::<Vec<_>>().join(" ")
}
