//! The command line.

use core::fmt;
use core::str::FromStr;
use core::time::Duration;
use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use subwire::codec::AccountId;
use subwire::codec::subtensor::NetUid;
use subwire::{Block, Network, ParseNetworkError};

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

    /// Answers with one JSON document.
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// How long connecting, and each request, may take.
    #[arg(long, value_name = "SECONDS", global = true, value_parser = seconds)]
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
    /// Shows the neurons of a subnet, or of all.
    Neurons {
        /// The subnet's number, or `all`.
        #[arg(value_name = "NETUID|all")]
        netuid: Subnets,
        /// With weights and bonds.
        #[arg(long)]
        full: bool,
    },
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

#[derive(Clone, Copy, Debug)]
pub(crate) enum Subnets {
    All,
    One(NetUid),
}

impl FromStr for Subnets {
    type Err = WrongNetUid;

    fn from_str(text: &str) -> Result<Self, WrongNetUid> {
        match text {
            "all" => Ok(Self::All),
            number => number.parse().map(Self::One).map_err(|_| WrongNetUid),
        }
    }
}

#[derive(Debug)]
pub(crate) struct WrongNetUid;

impl fmt::Display for WrongNetUid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a netuid is a number up to 65535, or `all`")
    }
}

impl core::error::Error for WrongNetUid {}

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
