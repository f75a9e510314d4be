//! What can be done without a chain.

use std::path::PathBuf;

use clap::Subcommand;
use clap_complete::Shell;
use subwire::codec::AccountId;
use subwire::codec::ss58::MAX_PREFIX;

use crate::serve::Serve;

/// What is done without a chain.
#[derive(Debug, Subcommand)]
pub(crate) enum Tool {
    /// Decodes JSON lines with raw bytes from stdin, by a runtime's metadata.
    ///
    /// Each line has a "kind": storage (with "key" and "raw"), runtime_call ("call", "raw"), type ("id",
    /// "raw"), extrinsic ("raw") or events ("raw"); bytes are hex. Each is answered with one JSON line.
    ///
    Decode {
        /// The runtime's metadata: the bytes, or their hex behind 0x.
        #[arg(long, value_name = "FILE")]
        metadata: PathBuf,
    },
    /// Writes descriptors and types in Rust, from a runtime's metadata. Format them with rustfmt.
    Codegen(Codegen),
    /// Compares the built-in descriptors with a runtime's metadata.
    Check {
        /// The runtime's metadata: the bytes, or their hex behind 0x.
        #[arg(long, value_name = "FILE")]
        metadata: PathBuf,
    },
    /// Writes what a shell needs to complete command lines of this program.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Puts a generated chain, or a recording, behind a port of this machine, for any client.
    ///
    /// The port speaks WebSocket and HTTP. The first line on stdout is {"url":"ws://127.0.0.1:PORT"}. Runs
    /// until it is stopped.
    Serve(Serve),
    /// Tells addresses apart: their public keys, their prefixes, and what is wrong with one.
    Ss58 {
        /// SS58 addresses, or public keys: 0x and 64 hex digits.
        #[arg(value_name = "ADDRESS", required = true)]
        addresses: Vec<String>,
        /// Writes them for the network with this prefix. Without it an address keeps its own, and a
        /// public key gets 42.
        #[arg(long, value_name = "N", value_parser = prefix, allow_negative_numbers = true)]
        prefix: Option<u16>,
    },
}

/// What is generated, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Codegen {
    /// The runtime's metadata: the bytes, or their hex behind 0x.
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: PathBuf,
    /// Only what has this name, PALLET, PALLET.ITEM, API or API.METHOD, and the types that it needs. May
    /// be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,
    /// The metadata of another runtime of the chain: descriptors say where they are the same. May be
    /// given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) same: Vec<PathBuf>,
    /// Which types are written by hand, and what is said of items: lines such as
    /// "type PATH = RUST", "doc PALLET.ITEM = TEXT".
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Writes this file, and a folder of modules of the same name beside it, instead of one text to
    /// stdout.
    #[arg(long, value_name = "FILE.rs")]
    pub(crate) out: Option<PathBuf>,
    /// The path of the codec's crate.
    #[arg(long, value_name = "PATH", default_value = "subwire_codec")]
    pub(crate) codec: String,
    /// Takes lists and texts from the crate alloc.
    #[arg(long)]
    pub(crate) no_std: bool,
}

fn prefix(text: &str) -> Result<u16, String> {
    let prefix = text.parse().map_err(|_| format!("a number up to {MAX_PREFIX} is wanted"))?;
    // Whether one may be written does not depend on the account.
    AccountId::from([0; 32]).to_ss58(prefix).map_err(|error| error.to_string())?;
    Ok(prefix)
}
