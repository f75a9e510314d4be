//! The program `subwire`: Subtensor from a shell.
//!
//! Answers go to stdout, everything else to stderr. Exit status: 0 answered, 1 the chain or the
//! network said no, 2 the arguments are wrong.

mod args;
mod balances;
mod neurons;
mod output;
mod source;

use std::process::ExitCode;
use std::time::Instant;

use subwire::transport::layer::Meter;
use subwire::transport::{Error as TransportError, Transport};
use subwire::{Error, Subtensor};

use args::{Args, Command};
use output::Answer;
use source::Source;

fn main() -> ExitCode {
    let args = match args::parse() {
        Ok(args) => args,
        Err(status) => return status,
    };
    let started = Instant::now();
    let outcome = Source::open(&args).and_then(|source| {
        let meter = Meter::new(source.transport());
        let subtensor = Subtensor::new(meter.clone());
        let answer = source.run(answer(&subtensor, &args)).map_err(Failure::from);
        let shown = answer.and_then(|answer| output::show(&*answer, args.json));
        if args.stats {
            output::stats(&meter.usage(), started);
        }
        shown
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::say(&failure.message);
            ExitCode::from(failure.status)
        }
    }
}

async fn answer<T: Transport>(
    subtensor: &Subtensor<T>,
    args: &Args,
) -> Result<Box<dyn Answer>, Error> {
    match &args.command {
        Command::Balances { addresses } => balances::answer(subtensor, args.at, addresses).await,
        Command::Neurons { netuid, full } => {
            neurons::answer(subtensor, args.at, *netuid, *full).await
        }
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
