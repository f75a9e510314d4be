//! The program `subwire`: Subtensor from a shell.
//!
//! Answers go to stdout, everything else to stderr. Exit status: 0 answered, 1 the chain or the
//! network said no, 2 the arguments are wrong.

mod args;
mod balances;
mod check;
mod decode;
mod log;
mod neurons;
mod output;
mod source;

use std::process::ExitCode;
use std::time::Instant;

use subwire::transport::layer::Meter;
use subwire::transport::{Error as TransportError, Transport};
use subwire::{Block, Error, Subtensor};

use args::{Args, Command, Question, Tool};
use output::Answer;
use source::Source;

fn main() -> ExitCode {
    let args = match args::parse() {
        Ok(args) => args,
        Err(status) => return status,
    };
    let outcome = match &args.command {
        Command::Ask(question) => ask(question, &args),
        Command::Use(Tool::Decode { metadata }) => decode::run(metadata),
        Command::Use(Tool::Check { metadata }) => check::run(metadata, args.json),
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
        let subtensor = Subtensor::new(meter.clone());
        let (answer, recorded) = source.run(answer(&subtensor, question, args.at));
        let answer = answer.map_err(Failure::from);
        let shown = answer.and_then(|answer| output::show(&*answer, args.json)).and(recorded);
        if args.stats {
            output::stats(&meter.usage(), started);
        }
        shown
    })
}

async fn answer<T: Transport>(
    subtensor: &Subtensor<T>,
    question: &Question,
    at: Option<Block>,
) -> Result<Box<dyn Answer>, Error> {
    match question {
        Question::Balances { addresses } => balances::answer(subtensor, at, addresses).await,
        Question::Neurons { netuid, full } => neurons::answer(subtensor, at, *netuid, *full).await,
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
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let wrong_url =
            matches!(&error, Error::Request { error: TransportError::Endpoint { .. }, .. });
        let status = if wrong_url { args::WRONG } else { 1 };
        Self { status, message: error.to_string() }
    }
}
