//! Compares subwire-transport with its peers; the README tells how. Being slow is not an error:
//! the caller reads.

use std::env;
use std::error::Error;
use std::process::ExitCode;

mod clients;
mod digits;
mod measure;
mod memory;
mod server;

use clients::CLIENTS;
use measure::in_turn;
use server::Server;

const USAGE: &str = "usage: subwire-transport-bench [--quick]
       subwire-transport-bench serve                      the server, which prints its URL
       subwire-transport-bench client NAME URL REQUESTS   one client, for counts.sh
       subwire-transport-bench memory URL                 the requests that wait, in kilobytes";

/// How many requests a client is timed for, and how many it has sent before.
const REQUESTS: usize = 10_000;
const WARM: usize = 1000;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        [] => report(15),
        ["--quick"] => report(3),
        ["client", name, url, requests] => client(name, url, requests),
        ["memory", url] => {
            memory::measure(url);
            Ok(())
        }
        ["serve"] => server::serve().map_err(Into::into),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn client(name: &str, url: &str, requests: &str) -> Result<(), Box<dyn Error>> {
    let (_, run) = CLIENTS.iter().find(|(known, _)| *known == name).ok_or(USAGE)?;
    run(url, 0, requests.parse()?);
    Ok(())
}

fn report(rounds: usize) -> Result<(), Box<dyn Error>> {
    let (profile, compiler) = (env!("SUBWIRE_BENCH_PROFILE"), env!("SUBWIRE_BENCH_RUSTC"));
    println!("profile {profile}, {compiler}, {rounds} rounds\n");
    let server = Server::start()?;
    throughput(&server.url, rounds);
    hex(rounds);
    memory(&server.url)?;
    Ok(())
}

fn throughput(url: &str, rounds: usize) {
    let turns = CLIENTS.iter().map(|(_, run)| move || run(url, WARM, REQUESTS));
    let timing = in_turn(turns.collect(), rounds);
    let in_flight = clients::IN_FLIGHT;
    println!("{REQUESTS} requests, {in_flight} at once, by WebSocket over loopback:\n");
    println!("| client | requests/s | of the peer's |\n|---|---:|---:|");
    #[allow(clippy::cast_precision_loss, reason = "they are few")]
    let requests = REQUESTS as f64;
    for ((name, _), (seconds, ratio)) in CLIENTS.iter().zip(timing.all()) {
        println!("| {name} | {:.0} | {ratio:.2}x |", requests / seconds);
    }
}

fn hex(rounds: usize) {
    println!("\nA frame with the hex of 1 MiB to bytes:\n");
    println!("| how | ms | faster than the peer |\n|---|---:|---:|");
    let names = ["rpc::parse and Reply::hex", "serde_json to String, hex::decode"];
    for (name, (seconds, ratio)) in names.iter().zip(digits::measure(rounds).all()) {
        println!("| {name} | {:.2} | {ratio:.2}x |", seconds * 1e3);
    }
}

fn memory(url: &str) -> Result<(), Box<dyn Error>> {
    println!("\n{} requests that wait for {} at once:\n", memory::WAITING, clients::IN_FLIGHT);
    println!("| when | resident, MB | without glibc's caches |\n|---|---:|---:|");
    let (with, without) = (memory::measured(url, true)?, memory::measured(url, false)?);
    for (when, both) in memory::TIMES.iter().zip(with.into_iter().zip(without)) {
        #[allow(clippy::cast_precision_loss, reason = "they are few")]
        let [with, without] = [both.0, both.1].map(|kilobytes| kilobytes as f64 / 1024.0);
        println!("| {when} | {with:.1} | {without:.1} |");
    }
    Ok(())
}
