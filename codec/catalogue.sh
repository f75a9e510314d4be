#!/usr/bin/env bash
# Writes src/subtensor/catalogue anew: codec/catalogue.sh [FOLDER WITH METADATA]
set -euo pipefail
cd "$(dirname "$0")/.."
metadata=${1:-${SUBWIRE_SHARED:-../shared}/chain/metadata}
arguments=(--metadata "$metadata/subtensor_365.v16.scale")
for other in 212.v14 224.v14 233.v15 315.v15 320.v15 343.v15; do
  arguments+=(--same "$metadata/subtensor_$other.scale")
done
rm -rf codec/src/subtensor/catalogue
cargo run --quiet --release --package subwire --features cli --bin subwire -- codegen "${arguments[@]}" \
  --config codec/catalogue.txt --codec crate --no-std --out codec/src/subtensor/catalogue.rs
rustfmt --edition 2024 codec/src/subtensor/catalogue.rs
