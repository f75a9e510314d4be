#!/usr/bin/env bash
# Proves that subwire-codec needs no std. Exits non-zero when it does, or when the proof is none.
#
# 1. Links it into a program without std and runs that, with serde and without.
# 2. Shows that a crate with std in the tree would have been noticed.
# 3. Builds it for targets that have no std at all, where Debian's rustc with library source is
#    installed (packages rustc-web, cargo-web, rust-web-src).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
target=${CARGO_TARGET_DIR:-$here/target}
export CARGO_TARGET_DIR=$target
log=$(mktemp)
trap 'rm -f "$log"' EXIT

for features in "" serde; do
  cargo build --locked --features "$features"
  out=$("$target/debug/subwire-codec-no-std") || {
    echo "no_std: check $? of src/lib.rs failed (features: '$features')" >&2
    exit 1
  }
  [ "$out" = "no_std ok" ] || { echo "no_std: said '$out'" >&2; exit 1; }
  echo "$out (features: '$features')"
done

for leak in leak leak-codec-std; do
  if cargo build --locked --features "$leak" >"$log" 2>&1; then
    echo "no_std: std came in by '$leak' and the build did not fail" >&2
    exit 1
  fi
  if ! grep -q panic_impl "$log"; then
    cat "$log" >&2
    echo "no_std: '$leak' failed for another reason than std" >&2
    exit 1
  fi
  echo "no_std notices: $leak"
done

# The host's cargo is rustup's; these are Debian's, which is the one with the library's source.
rustc=/usr/bin/rustc cargo=/usr/bin/cargo
if ! { [ -x "$rustc" ] && [ -x "$cargo" ] &&
  [ -f "$("$rustc" --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; }; then
  echo "foreign targets: skipped, no rustc with library source (Debian's rust-web-src)"
  exit 0
fi
# 32 bits and no operating system; 32 bits and no threads; 32 bits on Linux.
for triple in thumbv7em-none-eabi wasm32-unknown-unknown i686-unknown-linux-gnu; do
  # RUSTC_BOOTSTRAP lets a release compiler build core and alloc. The rustup variables would send
  # this cargo to another compiler.
  env -u RUSTUP_TOOLCHAIN -u CARGO -u RUSTC_WRAPPER RUSTC="$rustc" RUSTC_BOOTSTRAP=1 \
    "$cargo" build --locked --lib --features serde -Zbuild-std=core,alloc --target "$triple"
  echo "foreign target ok: $triple"
done
