//! Compares subwire with a peer where the way to the node is long; the README tells how. Being slow
//! is not an error: the caller reads.

use std::env;
use std::error::Error;
use std::fs;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

mod accounts;
mod ours;
#[cfg(feature = "peer")]
mod peer;
mod scenarios;
mod server;

use scenarios::{ROWS, Row};
use server::Server;

const USAGE: &str = "usage: subwire-client-bench [--rounds N] [--rtt MILLISECONDS] [--without-peer]
       subwire-client-bench serve MILLISECONDS     the server, which prints its URL
       subwire-client-bench client NAME ROW URL    one client: microseconds, and kilobytes at most";

type Failure = Box<dyn Error>;

/// What is asked of the report.
struct Wishes {
    rounds: usize,
    round_trip: Duration,
    with_peer: bool,
}

/// What one run took.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    megabytes: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["serve", millis] => serve(millis),
        ["client", name, row, url] => client(name, row, url),
        _ => wishes(&arguments).and_then(|wishes| report(&wishes)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(millis: &str) -> Result<(), Failure> {
    Ok(server::run(Duration::from_millis(millis.parse()?))?)
}

fn wishes(arguments: &[&str]) -> Result<Wishes, Failure> {
    let mut wishes = Wishes { rounds: 3, round_trip: Duration::from_millis(200), with_peer: true };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match *argument {
            "--rounds" => wishes.rounds = arguments.next().ok_or(USAGE)?.parse()?,
            "--rtt" => {
                let millis = arguments.next().ok_or(USAGE)?.parse()?;
                wishes.round_trip = Duration::from_millis(millis);
            }
            "--without-peer" => wishes.with_peer = false,
            _ => return Err(USAGE.into()),
        }
    }
    Ok(wishes)
}

fn report(wishes: &Wishes) -> Result<(), Failure> {
    let (profile, compiler) = (env!("SUBWIRE_BENCH_PROFILE"), env!("SUBWIRE_BENCH_RUSTC"));
    let (rounds, round_trip) = (wishes.rounds, wishes.round_trip);
    println!("profile {profile}, {compiler}, {rounds} rounds, a round trip of {round_trip:?}\n");
    let is_there = cfg!(feature = "peer") && server::recorded_metadata().is_some();
    let with_peer = wishes.with_peer && is_there;
    if wishes.with_peer && !with_peer {
        eprintln!("SKIPPED the peer, a feature that needs recorded metadata; set SUBWIRE_SHARED");
    }
    let server = Server::start(round_trip)?;
    println!("| what | s | to be reached | MB | subxt, s | MB | times as fast |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for row in &ROWS {
        // They take turns, so that what disturbs the machine disturbs both.
        let (mut ours, mut peers) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            ours.push(measured("ours", row, &server.url)?);
            if with_peer {
                peers.push(measured("subxt", row, &server.url)?);
            }
        }
        let Some(ours) = median(ours) else { continue };
        let peer = median(peers).map_or("| | |".into(), |peer| {
            let ratio = peer.seconds / ours.seconds;
            format!("{:.3} | {:.0} | {ratio:.1}x |", peer.seconds, peer.megabytes)
        });
        let (name, goal) = (row.name, row.seconds);
        println!("| {name} | {:.3} | {goal} | {:.0} | {peer}", ours.seconds, ours.megabytes);
    }
    Ok(())
}

/// Runs a client in a process of its own, since what was resident once may stay so.
fn measured(name: &str, row: &Row, url: &str) -> Result<Run, Failure> {
    let output =
        Command::new(env::current_exe()?).args(["client", name, row.name, url]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let (Some(Ok(micros)), Some(Ok(kilobytes))) = (numbers.next(), numbers.next()) else {
        return Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr)).into());
    };
    Ok(Run { seconds: micros / 1e6, megabytes: kilobytes / 1024.0 })
}

fn client(name: &str, row: &str, url: &str) -> Result<(), Failure> {
    let row = ROWS.iter().find(|known| known.name == row).ok_or(USAGE)?;
    let started = Instant::now();
    match name {
        "ours" => ours::run(url, row.scenario)?,
        #[cfg(feature = "peer")]
        "subxt" => peer::run(url, row.scenario)?,
        _ => return Err(USAGE.into()),
    }
    let micros = started.elapsed().as_micros();
    println!("{micros} {}", most_resident()?);
    Ok(())
}

/// What was resident of this process at the most, in kilobytes, as Linux counts it.
fn most_resident() -> Result<u64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("Linux does not say what was resident")?.parse()?)
}

/// The run in the middle, by time.
fn median(mut runs: Vec<Run>) -> Option<Run> {
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    runs.get(runs.len() / 2).copied()
}
