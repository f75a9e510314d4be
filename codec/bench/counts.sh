#!/usr/bin/env bash
# Counts the instructions of our own operations under callgrind and compares them with counts.txt.
# Exits non-zero when an operation needs more than 10 percent more than is written there, or when
# the operations are not those that are written there.
#
#   counts.sh            compares
#   counts.sh --update   writes counts.txt anew
#
# A count does not hang on how busy the machine is. It does hang on the compiler, so that with another
# one it is said and not judged, and on the processor where a crate looks for SIMD. After a change of
# either, update.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
shared=${SUBWIRE_SHARED:-$here/../../../shared}
limit=110 # percent

case ${1-} in
  "" | --update) ;;
  *) echo "usage: counts.sh [--update]" >&2; exit 2 ;;
esac
if ! command -v valgrind >/dev/null 2>&1; then
  echo "SKIPPED instruction counts: no valgrind" >&2
  exit 0
fi
if [ ! -d "$shared/chain/perf" ]; then
  echo "SKIPPED instruction counts: no recorded data; set SUBWIRE_SHARED to its folder" >&2
  exit 0
fi
export SUBWIRE_SHARED=$shared
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$here/target}

# From the folder's own place: nobody else's .cargo/config.toml or flags.
cd "$here"
cargo build --quiet --locked --profile fat --bin counts
counts=$CARGO_TARGET_DIR/fat/counts
log=$(mktemp) now=$(mktemp)
trap 'rm -f "$log" "$now"' EXIT

# Row and set of each operation, one operation a line.
while read -r row set; do
  valgrind --tool=callgrind --callgrind-out-file=/dev/null '--toggle-collect=counts::counted*' \
    "$counts" "$row" "$set" >"$log" 2>&1 </dev/null || { cat "$log" >&2; exit 1; }
  count=$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$log")
  # Nothing was counted: the function's name is not what it was.
  [ "${count:-0}" -gt 0 ] || { cat "$log" >&2; exit 1; }
  echo "$count $row $set" >>"$now"
done < <("$counts")

if [ "${1-}" = --update ]; then
  {
    echo "# Instructions of each operation, of small ones a thousand times; by counts.sh --update."
    echo "# $(rustc -V), profile fat"
    cat "$now"
  } >counts.txt
  cat counts.txt
  exit 0
fi

compiler=$(rustc -V)
judged=1
grep -qF "# $compiler," counts.txt || {
  judged=0
  echo "SKIPPED judging instruction counts: counts.txt is by another compiler, $(sed -n 2p counts.txt)" >&2
}
failed=0
while read -r count row set; do
  written=$(sed -n "s/^\([0-9]*\) $row $set\$/\1/p" counts.txt)
  if [ -z "$written" ]; then
    echo "NEW    $row $set: $count; counts.sh --update writes it down" >&2
    failed=1
  elif [ $((count * 100)) -gt $((written * limit)) ]; then
    echo "SLOWER $row $set: $count, was $written" >&2
    [ $judged = 0 ] || failed=1
  else
    echo "ok     $row $set: $count, was $written"
  fi
done <"$now"
while read -r written row set; do
  grep -qxF "$row $set" <(cut -d ' ' -f 2- "$now") || {
    echo "GONE   $row $set: $written instructions are written down, nothing was counted" >&2
    failed=1
  }
done < <(grep -v '^#' counts.txt)
exit $failed
