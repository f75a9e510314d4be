//! `subwire completions`

use clap_complete::{Shell, generate};

use crate::{Failure, args, output};

/// Writes a shell's script.
pub(crate) fn run(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    generate(shell, &mut args::all(), "subwire", &mut script);
    let script = String::from_utf8(script).map_err(Failure::arguments)?;
    output::print(script)
}
