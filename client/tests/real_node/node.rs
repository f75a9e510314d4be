//! A real runtime, served offline by another implementation of a node.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

/// The node; it is stopped when this is dropped.
pub(crate) struct Node {
    pub(crate) url: String,
    pid: String,
}

/// Starts it with `start-node.sh` of the folder `node` below `SUBWIRE_SHARED`, on a free port.
/// `NODE_DIR` names the folder with its packages. `None`, said loudly, where one of them is not set.
pub(crate) fn start(test: &str) -> Option<Node> {
    let (Some(shared), Some(_)) = (env::var_os("SUBWIRE_SHARED"), env::var_os("NODE_DIR")) else {
        // Not `eprintln!`, which is captured where the test passes.
        let text = "no node; set SUBWIRE_SHARED and NODE_DIR";
        let _ = writeln!(io::stderr(), "SKIPPED {test}: {text}");
        return None;
    };
    let folder = Path::new(&shared).join("node");
    let mut start = Command::new(folder.join("start-node.sh"));
    start.arg("0").arg(folder.join("subtensor-218.json")).args(["--mode", "Manual"]);
    let output = start.output().expect("the script starts");
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    let value = |name: &str| output.lines().find_map(|line| line.strip_prefix(name));
    let (url, pid) = value("URL=").zip(value("PID=")).expect("the node answers");
    Some(Node { url: url.replacen("http", "ws", 1), pid: pid.into() })
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(&self.pid).status();
    }
}
