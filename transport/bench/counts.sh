#!/usr/bin/env bash
# Counts the instructions that a request costs each client, by callgrind: all threads of the client's
# process, from the call to the answer in hand. The server is a process of its own, not counted.
#
# Each client runs twice, with more requests the second time: the difference is the requests', without
# connecting and starting.
#
#   counts.sh           prints the table
#   counts.sh NAME      prints where this client's instructions go
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
few=2000 many=12000

if ! command -v valgrind >/dev/null 2>&1; then
  echo "SKIPPED instruction counts: no valgrind" >&2
  exit 0
fi
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$here/target}

# From the folder's own place: nobody else's .cargo/config.toml or flags.
cd "$here"
cargo build --quiet --locked --release
bench=$CARGO_TARGET_DIR/release/subwire-transport-bench
work=$(mktemp -d)
"$bench" serve >"$work/url" &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
until [ -s "$work/url" ]; do kill -0 $server; done
url=$(cat "$work/url")

# The instructions of a client that asks so often.
count() {
  valgrind --tool=callgrind --callgrind-out-file="$work/out" \
    "$bench" client "$1" "$url" "$2" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/log"
}

if [ $# -gt 0 ]; then
  count "$1" $many >/dev/null
  callgrind_annotate --threshold=90 "$work/out"
  exit 0
fi
echo "| client | instructions per request |"
echo "|---|---:|"
for client in tokio smol block_on jsonrpsee; do
  first=$(count $client $few)
  second=$(count $client $many)
  echo "| $client | $(((second - first) / (many - few))) |"
done
