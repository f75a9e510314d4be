//! Tells the program by which profile and compiler it was built, for the head of its report.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // target/<profile>/build/<package>/out; PROFILE names only the profile that is inherited.
    let out = env::var("OUT_DIR").unwrap_or_default();
    let profile = Path::new(&out).ancestors().nth(3).and_then(Path::file_name);
    let profile = profile.map_or("unknown".into(), |name| name.to_string_lossy().into_owned());
    println!("cargo:rustc-env=SUBWIRE_BENCH_PROFILE={profile}");
    let version = env::var("RUSTC").ok().and_then(|rustc| {
        let said = Command::new(rustc).arg("-V").output().ok()?;
        String::from_utf8(said.stdout).ok()
    });
    let version = version.as_deref().map_or("unknown", str::trim);
    println!("cargo:rustc-env=SUBWIRE_BENCH_RUSTC={version}");
}
