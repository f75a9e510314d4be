//! Prints the table of comparisons, as Markdown. Being slow is not an error: the caller reads.

use std::env;
use std::process::ExitCode;

use subwire_bench::Corpus;
use subwire_bench::measure::{Effort, Timing, interleaved};
use subwire_bench::rows::{Case, Floor, ROWS, Row, Unit};

const USAGE: &str = "usage: subwire-bench [--quick] [--row NAME] [--set NAME] [--list]
  --quick      fewer and shorter rounds
  --row NAME   only the row of this name
  --set NAME   only sets whose name contains NAME
  --list       the rows' names and what they compare";

/// A ratio that is so close to its floor has reached it: the same code does not measure better.
const NOISE: f64 = 0.97;

fn main() -> ExitCode {
    let arguments = match Arguments::parse(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let rows = ROWS.iter().filter(|row| arguments.row.as_ref().is_none_or(|name| row.name == name));
    if arguments.list {
        rows.for_each(|row| println!("{}: {}; peer: {}", row.name, row.what, row.peer));
        return ExitCode::SUCCESS;
    }
    let Some(corpus) = Corpus::find() else {
        println!("SKIPPED: no recorded data; set SUBWIRE_SHARED to its folder");
        return ExitCode::SUCCESS;
    };
    let Effort { rounds, turn } = arguments.effort;
    let profile = env!("SUBWIRE_BENCH_PROFILE");
    println!("profile {profile}, {}, {rounds} rounds of {turn:?}\n", env!("SUBWIRE_BENCH_RUSTC"));
    println!("| row | set | bytes | ours | peer | ratio | floor | |");
    println!("|---|---|---:|---:|---:|---:|---:|---|");
    let mut summary = Vec::new();
    for row in rows {
        let mut verdicts = Vec::new();
        for case in (row.cases)(&corpus, &arguments.set) {
            verdicts.push(line(row, case, arguments.effort));
        }
        summary.push((row, verdicts));
    }
    println!("\n| row | what | peer | floor | sets below |");
    println!("|---|---|---|---:|---:|");
    for (row, verdicts) in summary {
        let judged = verdicts.iter().flatten().count();
        let below = verdicts.iter().flatten().filter(|&&reached| !reached).count();
        let below = if judged == 0 { "-".to_owned() } else { format!("{below} of {judged}") };
        println!("| {} | {} | {} | {} | {below} |", row.name, row.what, row.peer, row.floor);
    }
    ExitCode::SUCCESS
}

/// Measures a case and prints it; gives whether it reached the floor, where that can be said.
fn line(row: &Row, case: Case, effort: Effort) -> Option<bool> {
    let Case { set, bytes, ours, peer } = case;
    let timing = interleaved(ours, peer, effort);
    let cell =
        |seconds: Option<f64>| seconds.map_or("-".into(), |time| show(row.unit, bytes, time));
    let ratio = timing.ratio.map_or("-".into(), |ratio| format!("{ratio:.2}x"));
    let reached = reached(row.floor, bytes, timing);
    let verdict = match reached {
        Some(true) => "ok",
        Some(false) => "below",
        None => "-",
    };
    let (ours, peer) = (cell(timing.ours), cell(timing.peer));
    println!(
        "| {} | {set} | {bytes} | {ours} | {peer} | {ratio} | {} | {verdict} |",
        row.name, row.floor
    );
    reached
}

fn show(unit: Unit, bytes: usize, seconds: f64) -> String {
    match unit {
        Unit::Rate => format!("{:.0} MB/s", rate(bytes, seconds)),
        Unit::Time if seconds >= 1e-4 => format!("{:.2} ms", seconds * 1e3),
        Unit::Time => format!("{:.0} ns", seconds * 1e9),
    }
}

fn reached(floor: Floor, bytes: usize, timing: Timing) -> Option<bool> {
    match floor {
        Floor::Ratio(least) => Some(timing.ratio? >= least * NOISE),
        Floor::MegabytesPerSecond(least) => Some(rate(bytes, timing.ours?) >= least),
        Floor::Milliseconds(most) => Some(timing.ours? * 1e3 <= most),
        Floor::None => None,
    }
}

#[allow(clippy::cast_precision_loss, reason = "sets are small")]
fn rate(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / seconds / 1e6
}

struct Arguments {
    effort: Effort,
    row: Option<String>,
    set: String,
    list: bool,
}

impl Arguments {
    fn parse(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut parsed = Self { effort: Effort::FULL, row: None, set: String::new(), list: false };
        while let Some(argument) = given.next() {
            let mut value = || given.next().ok_or(format!("{argument} wants a name"));
            match argument.as_str() {
                "--quick" => parsed.effort = Effort::QUICK,
                "--list" => parsed.list = true,
                "--set" => parsed.set = value()?,
                "--row" => {
                    let name = value()?;
                    if !ROWS.iter().any(|row| row.name == name) {
                        return Err(format!("no row {name}; --list names them"));
                    }
                    parsed.row = Some(name);
                }
                _ => return Err(format!("what is {argument}?")),
            }
        }
        Ok(parsed)
    }
}
