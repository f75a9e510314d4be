#!/usr/bin/env bash
# Writes src/subtensor/catalogue and src/subtensor/older anew: codec/catalogue.sh [SOURCE FOLDER]
#
# SUBWIRE names the program; without it, it is built.
set -euo pipefail
cd "$(dirname "$0")/.."
to=${1:-codec/src}/subtensor
metadata=${SUBWIRE_SHARED:-../shared}/chain/metadata
# Before anything is removed.
[ -d "$metadata" ] || { echo "no $metadata: set SUBWIRE_SHARED" >&2; exit 1; }

generate() { # FILE SPEC ARGUMENTS...
  local file=$1 arguments=(--metadata "$metadata/subtensor_$2.scale")
  shift 2
  for other in 212.v14 224.v14 233.v15 315.v15 320.v15 343.v15 365.v16; do
    arguments+=(--same "$metadata/subtensor_$other.scale")
  done
  rm -rf "${file%.rs}"
  ${SUBWIRE:-cargo run --quiet --release --package subwire --features cli --bin subwire --} \
    codegen "${arguments[@]}" --config "$config" --codec crate --no-std --out "$file" "$@"
  rustfmt --edition 2024 --config-path rustfmt.toml "$file"
}

only() {
  printf -- '--only %s ' "$@"
}

config=codec/catalogue.txt
generate "$to/catalogue.rs" 365.v16
# Our own type has the names of 365.
config=$(mktemp)
trap 'rm -f "$config"' EXIT
grep -v ::ProxyType codec/catalogue.txt >"$config"
# Types that 365 has as older runtimes had them, by its names. That they fit, the tests say.
as_in_365() { # PATH NAMES
  local name
  for name in "${@:2}"; do echo "type $1::${name%=*} = \$::subtensor::types::${name#*=}"; done >>"$config"
}
as_in_365 ethbloom Bloom
as_in_365 ethereum::header Header=EthereumHeader
as_in_365 ethereum::log Log
as_in_365 ethereum::receipt EIP658ReceiptData
as_in_365 ethereum::transaction::eip2930 AccessListItem
as_in_365 ethereum::transaction::legacy LegacyTransaction TransactionAction TransactionRecoveryId
as_in_365 ethereum::transaction::legacy TransactionSignature
as_in_365 ethereum_types::hash H64
as_in_365 evm_core::error ExitError ExitFatal ExitReason=EvmCoreExitReason ExitRevert ExitSucceed
as_in_365 evm_core::opcode Opcode
as_in_365 fp_evm UsedGas WeightInfo
as_in_365 fp_rpc TransactionStatus
as_in_365 fp_self_contained::unchecked_extrinsic \
  UncheckedExtrinsic=FpSelfContainedUncheckedExtrinsic
as_in_365 frame_support::dispatch RawOrigin=SupportRawOrigin
as_in_365 pallet_ethereum RawOrigin=EthereumRawOrigin
as_in_365 sp_arithmetic ArithmeticError
as_in_365 sp_runtime DispatchError ModuleError TokenError TransactionalError
as_in_365 sp_runtime::multiaddress MultiAddress
as_in_365 sp_runtime::proving_trie TrieError
# What 365 has in a form that does not fit these: keys and arguments that came, went or changed.
# shellcheck disable=SC2046
generate "$to/older/in_343.rs" 343.v15 $(only AdminUtils.{PrecompileEnable,sudo_toggle_evm_precompile})
# shellcheck disable=SC2046
generate "$to/older/in_320.rs" 320.v15 $(only \
  AdminUtils.{PrecompileEnable,sudo_toggle_evm_precompile} \
  ConvertTransactionRuntimeApi.convert_transaction \
  EVM.{call,create,create2} Ethereum.{CurrentBlock,Pending,transact} \
  EthereumRuntimeRPCApi.{call,create,current_all,current_block,extrinsic_filter,pending_block} \
  Proxy.{add_proxy,create_pure,kill_pure,proxy,proxy_announced,remove_proxy} \
  SubtensorModule.{AutoStakeDestination,associate_evm_key,set_coldkey_auto_stake_hotkey} \
  Utility.{dispatch_as,dispatch_as_fallible})
# shellcheck disable=SC2046
generate "$to/older/in_315.rs" 315.v15 $(only SubtensorModule.LastRateLimitedBlock Utility.dispatch_as)
