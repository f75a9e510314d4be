//! A node in memory behind a port, which answers everything a round trip later.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use futures::executor::block_on;
use subwire::Spec;
use subwire::codec::Tao;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::AccountInfo;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::transport::clock::SystemClock;
use subwire::transport::mock::{Answers, Chain, Faults, Runtime, serve};

use crate::accounts::{ACCOUNTS, account};

/// A server in a process of its own, ended with this.
pub struct Server {
    process: Child,
    /// Where it is, as a URL.
    pub url: String,
}

impl Server {
    /// Starts this program as a server.
    pub fn start(round_trip: Duration) -> io::Result<Self> {
        let mut process = Command::new(env::current_exe()?)
            .args(["serve", &round_trip.as_millis().to_string()])
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = process.stdout.take().ok_or(ErrorKind::BrokenPipe)?;
        let mut url = String::new();
        BufReader::new(stdout).read_line(&mut url)?;
        Ok(Self { process, url: url.trim().into() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Prints the URL and answers whoever connects, for ever.
pub fn run(round_trip: Duration) -> io::Result<()> {
    let faults = Faults::default().latency(Arc::new(SystemClock::new()), round_trip..=round_trip);
    let chain = chain();
    chain.set_faults(faults);
    let server = serve(Answers::of(chain), 0)?;
    println!("{}", server.ws_url());
    io::stdout().flush()?;
    block_on(server);
    Ok(())
}

/// Subtensor's runtime 365 with many accounts: account n has n rao.
fn chain() -> Chain {
    let spec = Spec::new("node-subtensor", 365);
    let accounts = (0..ACCOUNTS).map(|n| {
        let mut info = AccountInfo::default();
        info.data.free = Tao::from_rao(n.into());
        (ACCOUNT.key((account(n),)), info.encode())
    });
    let metadata = recorded_metadata();
    Chain::builder()
        .runtime(|runtime| {
            let runtime = runtime.spec_name(spec.name()).spec_version(spec.version());
            match metadata {
                Some(metadata) => with_metadata(runtime, &spec, metadata),
                None => runtime,
            }
        })
        .storage_many([spec.storage_entry()])
        .storage_many(accounts)
        .build()
}

/// Metadata of the runtime, below the folder of recorded data.
pub fn recorded_metadata() -> Option<Vec<u8>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = env::var_os("SUBWIRE_SHARED").map_or_else(beside, Into::into);
    fs::read(shared.join("chain/metadata/subtensor_365.v16.scale")).ok()
}

/// The runtime calls by which a client learns the version and the metadata.
fn with_metadata(runtime: Runtime, spec: &Spec, metadata: Vec<u8>) -> Runtime {
    // Names and versions, no APIs.
    let version = (spec.name(), "bench", 1_u32, spec.version(), 1_u32, [0_u8], 1_u32, 1_u8);
    let (version, metadata) = (version.encode(), Some(metadata).encode());
    runtime
        .call("Core_version", move |_| Ok(version.clone()))
        .call("Metadata_metadata_versions", |_| Ok(vec![14_u32, 15, 16].encode()))
        .call("Metadata_metadata_at_version", move |_| Ok(metadata.clone()))
}
