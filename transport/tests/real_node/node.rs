//! A real Subtensor runtime behind a port of its own.

#![allow(unreachable_pub, reason = "shared by several test programs")]

use std::env;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

/// The node, which runs until it is dropped.
pub struct Node {
    pid: String,
    pub port: u16,
}

impl Node {
    /// Starts one at a port, with a file of storage beside the script laid over its genesis.
    pub fn start(port: u16, storage: Option<&str>) -> Self {
        let shared = env::var_os("SUBWIRE_SHARED").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
            PathBuf::from,
        );
        assert!(env::var_os("NODE_DIR").is_some(), "NODE_DIR names a folder for npm's packages");
        let folder = shared.join("node");
        let mut script = Command::new(folder.join("start-node.sh"));
        script.arg(port.to_string()).arg(folder.join("subtensor-218.json"));
        if let Some(file) = storage {
            script.arg("--storage").arg(folder.join(file));
        }
        let output = script.output().expect("the node's script runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let pid = said.lines().find_map(|line| line.strip_prefix("PID="));
        let pid = pid.unwrap_or_else(|| panic!("no node: {output:?}")).to_string();
        Self { pid, port }
    }

    /// At once, without a farewell.
    pub fn kill(&self) {
        let _ = Command::new("kill").args(["-9", &self.pid]).status();
    }

    pub fn url(&self, scheme: &str) -> String {
        format!("{scheme}://127.0.0.1:{}", self.port)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port that nobody uses now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}
