//! What requests take that wait: many more are asked for than may be under way.

use std::env;
use std::fs;
use std::io;
use std::process::Command;

use futures::executor::block_on;
use futures::stream::FuturesUnordered;
use futures::{StreamExt, poll};
use subwire_transport::{Params, Transport, WebSocket};

use crate::clients::{IN_FLIGHT, key};

/// How many requests wait.
pub const WAITING: usize = 100_000;

/// When the process is asked how much of it is resident.
pub const TIMES: [&str; 5] = [
    "over the connection 5,000 requests have gone",
    "100,000 futures are made, none is polled",
    "all of them wait",
    "at the most",
    "all are answered and dropped",
];

/// Starts this program anew to measure, since what was resident once may stay so. Without its caches
/// glibc gives the system back what is freed; with them a few small pieces keep all below them.
pub fn measured(url: &str, caches: bool) -> io::Result<Vec<usize>> {
    let mut program = Command::new(env::current_exe()?);
    if !caches {
        program.env("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0");
    }
    let output = program.args(["memory", url]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.split_whitespace().filter_map(|number| number.parse().ok()).collect())
}

/// Prints the kilobytes at the [`TIMES`].
pub fn measure(url: &str) {
    let (rpc, driver) = WebSocket::builder().endpoint(url).max_in_flight(IN_FLIGHT).build();
    let resident = block_on(driver.run(async {
        let ask = |number| rpc.request("state_getStorage", Params::new().hex(&key(number)));
        let mut few: FuturesUnordered<_> = (0..5000).map(ask).collect();
        while let Some(answer) = few.next().await {
            answer.expect("an answer");
        }
        drop(few);
        let before = resident("VmRSS");
        let mut all: FuturesUnordered<_> = (0..WAITING).map(ask).collect();
        let made = resident("VmRSS");
        // The driver has its turn only after this: every one is asked for, and none is sent.
        assert!(poll!(all.next()).is_pending());
        let waiting = resident("VmRSS");
        while let Some(answer) = all.next().await {
            answer.expect("an answer");
        }
        drop(all);
        [before, made, waiting, resident("VmHWM"), resident("VmRSS")]
    }));
    println!("{}", resident.map(|kilobytes| kilobytes.to_string()).join(" "));
}

/// A line of what Linux says of this process, in kilobytes.
fn resident(line: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
    let number = line.and_then(|text| text.split_whitespace().next());
    number.and_then(|text| text.parse().ok()).expect("a number")
}
