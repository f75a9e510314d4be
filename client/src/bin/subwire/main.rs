//! The program `subwire`: Subtensor from a shell.
//!
//! Answers go to stdout, everything else to stderr. Exit status: 0 answered, 1 the chain or the
//! network said no, 2 the arguments are wrong.

mod args;
mod balances;
mod block;
mod check;
mod codegen;
mod completions;
mod decode;
mod delegated;
mod delegates;
mod events;
mod hyperparameters;
mod log;
mod market;
mod metadata;
mod metagraph;
mod neurons;
mod output;
mod plot;
mod runtime;
mod secret;
mod serve;
mod source;
mod ss58;
mod stake;
mod storage;
mod subnets;
mod token;
mod transaction;
mod watch;

use core::time::Duration;
use std::process::ExitCode;
use std::time::Instant;

use subwire::codec::subtensor::NetUid;
use subwire::transport::layer::Meter;
use subwire::transport::{Error as TransportError, Transport};
use subwire::tx::TxError;
use subwire::{At, Block, Client, Error, Network, Subtensor};

use args::{Args, Command, MetagraphOf, Question, Tool};
use output::Answer;
use source::Source;

/// How often a node without subscriptions is asked what is new.
const POLL: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let args = match args::parse() {
        Ok(args) => args,
        Err(status) => return status,
    };
    let outcome = match &args.command {
        Command::Ask(question) => ask(question, &args),
        Command::Use(Tool::Decode { metadata }) => decode::run(metadata),
        Command::Use(Tool::Codegen(args)) => codegen::run(args),
        Command::Use(Tool::Check { metadata }) => check::run(metadata, args.json),
        Command::Use(Tool::Completions { shell }) => completions::run(*shell),
        Command::Use(Tool::Serve(wanted)) => serve::run(wanted),
        Command::Use(Tool::Ss58 { addresses, prefix }) => ss58::run(addresses, *prefix, args.json),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::say(&failure.message);
            ExitCode::from(failure.status)
        }
    }
}

/// Asks a network, or a recording of one.
fn ask(question: &Question, args: &Args) -> Result<(), Failure> {
    let started = Instant::now();
    Source::open(args).and_then(|source| {
        let meter = Meter::new(source.transport());
        let subtensor = Subtensor::over(source.client(meter.clone()));
        let (answer, recorded) = source.run(answer(&subtensor, question, args));
        let shown = answer.and_then(|answer| match answer {
            Some(answer) => output::show(&*answer, args.json),
            None => Ok(()),
        });
        if args.stats {
            output::stats(&meter.usage(), started);
        }
        shown.and(recorded)
    })
}

/// The answer; None where it was written as it came.
async fn answer<T: Transport>(
    subtensor: &Subtensor<T>,
    question: &Question,
    args: &Args,
) -> Result<Option<Box<dyn Answer>>, Failure> {
    if args.network == [Network::Demo] && question.is_by_name() {
        let message =
            "the demo chain has no metadata, by which this is read; --network names others";
        return Err(Failure { status: 1, message: message.into() });
    }
    let client = subtensor.client();
    let at = args.at;
    let answer = match question {
        Question::Balances { addresses } => balances::answer(subtensor, at, addresses).await?,
        Question::Block { block } => block::answer(&pin(client, block.or(at)).await?).await?,
        Question::Call { method, args } => {
            runtime::call(&pin(client, at).await?, method, args).await?
        }
        Question::Constant { name } => runtime::constant(&pin(client, at).await?, name).await?,
        Question::Delegated { coldkey } => {
            delegated::answer(&pin(client, at).await?, coldkey).await?
        }
        Question::Delegates => delegates::answer(&pin(client, at).await?).await?,
        Question::Events => events::answer(&pin(client, at).await?).await?,
        Question::Hyperparameters { netuid } => {
            hyperparameters::answer(&pin(client, at).await?, *netuid).await?
        }
        Question::Metagraph(wanted) => match &wanted.of {
            MetagraphOf::File(file) => metagraph::load(file, &wanted.picture)?,
            MetagraphOf::Subnet(netuid) => {
                metagraph::answer(&pin(client, at).await?, *netuid, wanted).await?
            }
        },
        Question::Metadata { pallet, save } => {
            let at = pin(client, at).await?;
            metadata::answer(&at, pallet.as_deref(), save.as_deref()).await?
        }
        Question::Neurons { netuid, full } => {
            neurons::answer(subtensor, at, *netuid, *full).await?
        }
        Question::Stake { coldkeys } => stake::answer(&pin(client, at).await?, coldkeys).await?,
        Question::Storage(wanted) => {
            return storage::answer(&pin(client, at).await?, wanted, args.json).await;
        }
        Question::Subnet { netuid } => subnets::one(&pin(client, at).await?, *netuid).await?,
        Question::Subnets => subnets::all(&pin(client, at).await?).await?,
        Question::Transfer { address, amount, allow_death, sending } => {
            transaction::transfer(client, address, *amount, *allow_death, sending).await?
        }
        Question::Tx { call, args, sending } => {
            transaction::any(client, call, args, sending).await?
        }
        Question::Watch(what) => {
            watch::run(client, what, args.json).await?;
            return Ok(None);
        }
    };
    Ok(Some(answer))
}

/// The block to read at: the one that is named, or the head.
async fn pin<T: Transport>(client: &Client<T>, block: Option<Block>) -> Result<At<T>, Error> {
    match block {
        Some(block) => client.at(block).await,
        None => client.at_head().await,
    }
}

/// Why there is no answer, and the exit status that says so.
struct Failure {
    status: u8,
    message: String,
}

impl Failure {
    fn arguments(error: impl core::fmt::Display) -> Self {
        Self { status: args::WRONG, message: error.to_string() }
    }

    /// What the chain answers about a subnet that it does not have.
    fn no_subnet(netuid: NetUid) -> Self {
        Self { status: 1, message: format!("subnet {netuid} does not exist") }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = if is_wrong(&error) { args::WRONG } else { 1 };
        Self { status, message: error.to_string() }
    }
}

impl From<TxError> for Failure {
    fn from(error: TxError) -> Self {
        let status = match &error {
            TxError::Argument { .. } | TxError::Compose(_) => args::WRONG,
            TxError::Chain(error) if is_wrong(error) => args::WRONG,
            _ => 1,
        };
        Self { status, message: error.to_string() }
    }
}

/// Whether the transport has no subscriptions. What happens is then asked for every so often.
fn is_unsupported(error: &Error) -> bool {
    matches!(error, Error::Request { error: TransportError::Unsupported { .. }, .. })
}

/// Whether what is wrong stands on the command line: a URL, a name, a value.
fn is_wrong(error: &Error) -> bool {
    matches!(
        error,
        Error::Argument { .. }
            | Error::Arguments { .. }
            | Error::Missing { .. }
            | Error::Request { error: TransportError::Endpoint { .. }, .. }
            | Error::StorageKey(_)
    )
}
