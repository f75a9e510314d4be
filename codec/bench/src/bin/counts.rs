//! Runs one of our operations for callgrind to count its instructions; see `counts.sh`.
//!
//! Without arguments: names the operations. With a row and a set: runs the operation some times
//! to warm up, then within [`counted`], which callgrind is told to watch.

use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use subwire_bench::rows::{Case, ROWS};
use subwire_bench::{Corpus, Op};

/// The operations that are counted: a row, a text that picks one of its sets, and how often it
/// runs while it is counted. A small one runs often, so that what the allocator does now and
/// then makes no difference.
///
/// Few and quick: each of them is a process under valgrind.
const COUNTED: &[(&str, &str, u32)] = &[
    ("skip", "get_subnet_state.metagraph@01b3294d7", 1),
    ("skip", "bt_neurons.big", 1),
    ("view", "get_neurons_lite.metagraph@01b3294d7", 1),
    ("view", "get_subnets_info", 1),
    ("value", "get_neurons_lite.metagraph@01b3294d7", 1),
    ("value", "get_subnets_info", 1),
    ("json-hex", "get_neurons_lite.metagraph@01b3294d7", 1),
    ("json-hex", "get_subnets_info", 1),
    ("json-ss58", "get_neurons_lite.metagraph@01b3294d7", 1),
    ("adapt", "get_neurons_lite.metagraph@01b3294d7", 1),
    ("same", "get_neurons_lite.metagraph@01b3294d7", 1),
    ("same", "bt_neurons.big", 1),
    ("public", "get_metagraph.metagraph@01b3294d7", 1),
    ("registry", "subtensor_343.v15", 1),
    ("schema", "subtensor_343.v15", 1),
    ("ready", "subtensor_343.v15", 1),
    ("key", "System.Account", 1000),
    ("key", "SubtensorModule.Uids", 1000),
];

/// Runs before those that are counted: SIMD is found, and the allocator has pieces of the right
/// sizes.
const WARM_UP: u32 = 4;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => {
            COUNTED.iter().for_each(|(row, set, _)| println!("{row} {set}"));
            ExitCode::SUCCESS
        }
        [row, set] => match op(row, set) {
            Ok((mut op, times)) => {
                for _ in 0..WARM_UP {
                    black_box(op());
                }
                counted(&mut op, times);
                ExitCode::SUCCESS
            }
            Err(message) => {
                eprintln!("counts: {message}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("usage: counts [ROW SET]");
            ExitCode::from(2)
        }
    }
}

/// What callgrind counts; it finds this function by its name.
#[inline(never)]
fn counted(op: &mut Op, times: u32) {
    for _ in 0..times {
        black_box(op());
    }
}

fn op(row: &str, set: &str) -> Result<(Op, u32), String> {
    let counted = COUNTED.iter().find(|counted| counted.0 == row && counted.1 == set);
    let &(.., times) = counted.ok_or(format!("{row} {set} is not among the counted"))?;
    let corpus = Corpus::find().ok_or("no recorded data; set SUBWIRE_SHARED to its folder")?;
    let known = ROWS.iter().find(|known| known.name == row).ok_or(format!("no row {row}"))?;
    let mut cases = (known.cases)(&corpus, set);
    let Case { ours, .. } = cases.pop().ok_or(format!("{row} has no set {set}"))?;
    if !cases.is_empty() {
        return Err(format!("{row} has several sets {set}"));
    }
    Ok((ours.ok_or(format!("{row} has no operation of ours"))?, times))
}
