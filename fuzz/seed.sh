#!/usr/bin/env bash
# Writes the seeds of the fuzz targets into corpus/: a few built in, and the recorded chain data
# where SUBWIRE_SHARED, or the folder `shared` beside the repository, holds it.
set -euo pipefail
cd "$(dirname "$0")"
exec cargo run --quiet --locked --example seed
