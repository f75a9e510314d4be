//! The command line.

mod question;
mod tool;
mod values;

use core::time::Duration;
use std::env;
use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use subwire::{Block, Network};

pub(crate) use self::question::{Metagraph, Picture, Question, Sending, Stage, Storage, Watch};
pub(crate) use self::tool::{Codegen, Tool};
pub(crate) use self::values::{Assignment, MetagraphOf, Name, Subnets};
use crate::output;

/// The exit status for arguments that make no sense.
pub(crate) const WRONG: u8 = 2;

/// Reads Bittensor's chain.
///
/// Exit status: 0 answered, 1 the chain or the network said no, 2 the arguments are wrong.
#[derive(Debug, Parser)]
#[command(name = "subwire", version, next_help_heading = "Global options")]
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

impl Args {
    /// Refuses what would be passed over in silence.
    fn check(&self) -> Result<(), &'static str> {
        let Command::Ask(question) = &self.command else { return Ok(()) };
        let is_asked = !self.network.is_empty() || self.replay.is_some() || self.record.is_some();
        match question {
            Question::Metagraph(Metagraph { of: MetagraphOf::File(_), save, .. })
                if is_asked || self.at.is_some() || save.is_some() =>
            {
                Err(
                    "a metagraph from a file asks no chain: no --at, --network, --replay, --record, --save",
                )
            }
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

/// All that the command line takes, for those who complete it.
pub(crate) fn all() -> clap::Command {
    Args::command()
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
        let named = Network::from_env().map_err(|error| wrong(&error.to_string()))?;
        args.network.push(named.unwrap_or(Network::Demo));
    }
    Ok(args)
}

/// A variable that is set to nothing is as good as none.
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
