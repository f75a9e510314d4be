//! The program tries a transaction out: what it says, and its exit status.

#[path = "golden/file.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod file;
#[path = "tx/world.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod world;

use std::process::Command;

use serde_json::Value;
use subwire::transport::Reply;
use subwire::transport::mock::serve;

use file::recorded_metadata;
use world::World;

const METADATA: &str = "subtensor_365.v16";
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

/// A dry run ends as the run would.
#[test]
fn a_dry_run_tells_the_verdict_by_its_exit_status_too() {
    let test = "a_dry_run_tells_the_verdict";
    let cases = [
        (r#""0x0000""#, 0, "it would succeed"),
        (r#""0x0001030502000000""#, 1, "it would fail: Balances.InsufficientBalance"),
        (r#""0x010003""#, 1, "the chain would not take it: "),
    ];
    for (verdict, status, said) in cases {
        let Some(metadata) = recorded_metadata(test, METADATA) else { return };
        let world = World::with(test, METADATA, |chain| {
            let chain = chain.runtime(|runtime| runtime.metadata(metadata));
            chain.method("system_dryRun", move |_| Ok(Reply::from_json(verdict)))
        });
        let server = serve(world.unwrap().chain, 0).unwrap().spawn();
        let output = Command::new(env!("CARGO_BIN_EXE_subwire"))
            .args(["--json", "--network", &server.ws_url(), "transfer", BOB, "1"])
            .args(["--signer", "//Alice", "--dry-run"])
            .env_remove("SUBWIRE_NETWORK")
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{verdict}: {stderr}");
        assert_eq!(stderr.contains(said), status == 1, "{stderr}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(report["dry_run"].as_str().unwrap().starts_with(said), "{report}");
        assert_eq!(report["call"]["name"], "transfer_keep_alive");
    }
}
