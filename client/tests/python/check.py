"""Other people's clients read the chain that `subwire serve` serves, and say what `subwire` says.

    python3 check.py interface SUBWIRE METADATA...   # async-substrate-interface: interface.txt
    python3 check.py bittensor SUBWIRE METADATA...   # bittensor: bittensor.txt

SUBWIRE is the program; METADATA are the forms of one runtime's metadata, versions 14 and 15, both of
which these clients want. Everything is read at one block, which is not the head. Exit status 0: all of
it is the same.
"""

import asyncio
import json
import subprocess
import sys

# How long one run of the program may take, and all of a client's reads, in seconds.
PROGRAM_LIMIT = 60
READS_LIMIT = 240

ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"


class Chain:
    """A served chain, what our program says of it, and what has been compared."""

    def __init__(self, program, url):
        self.program, self.url = program, url
        self.compared, self.differing = 0, []
        head = self.ours("block", at=None)
        # The one before the head: whoever reads at the head instead reads another number.
        self.hash, self.number = head["header"]["parentHash"], head["number"] - 1

    def ours(self, *args, at="block"):
        """What our program says, as JSON; of a stream, its lines."""
        place = [] if at is None else ["--at", self.hash]
        command = [self.program, "--json", "--network", self.url, *place, *map(str, args)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PROGRAM_LIMIT)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: {done.stderr}")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        return lines[0] if len(lines) == 1 else lines

    def compare(self, name, theirs, ours):
        theirs, ours = (json.dumps(plain(value), sort_keys=True) for value in (theirs, ours))
        self.compared += 1
        if theirs != ours:
            self.differing.append(name)
            at = next((i for i, pair in enumerate(zip(theirs, ours)) if pair[0] != pair[1]), 0)
            at = max(0, at - 60)
            print(f"{name} differs:\n  theirs ...{theirs[at:at + 200]}\n  ours   ...{ours[at:at + 200]}")


def plain(value):
    """A decoded value in the one form that both are compared in.

    Numbers that JSON's readers would round are text with us; bytes are hex with us, and with them
    text wherever they are UTF-8.
    """
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, str):
        if value.isdecimal():
            return int(value)
        if value.startswith("0x"):
            try:
                return plain(bytes.fromhex(value[2:]).decode())
            except ValueError:
                return value
    return value


def value(answer):
    """Versions of async-substrate-interface differ in whether they wrap what they have decoded."""
    return getattr(answer, "value", answer)


async def interface(chain):
    """Storage and runtime calls as async-substrate-interface decodes them, by the metadata."""
    from async_substrate_interface import AsyncSubstrateInterface

    items = [
        ("System", "Number", []),
        ("Timestamp", "Now", []),
        ("System", "Account", [ALICE]),
        ("Balances", "TotalIssuance", []),
        ("SubtensorModule", "TotalStake", []),
        ("SubtensorModule", "TotalNetworks", []),
        ("SubtensorModule", "Owner", [ALICE]),
        ("SubtensorModule", "Burn", [1]),
        ("SubtensorModule", "Active", [1]),
        ("Proxy", "Proxies", [ALICE]),
    ]
    maps = [
        ("System", "Account", []),
        ("SubtensorModule", "NetworksAdded", []),
        ("SubtensorModule", "Tempo", []),
        ("SubtensorModule", "BlocksSinceLastStep", []),
        ("SubtensorModule", "SubnetTAO", []),
        ("SubtensorModule", "SubnetOwner", []),
        ("SubtensorModule", "SubnetIdentitiesV3", []),
        ("SubtensorModule", "IdentitiesV2", []),
        ("SubtensorModule", "Owner", []),
        ("SubtensorModule", "StakingHotkeys", []),
        ("SubtensorModule", "TotalHotkeyAlpha", []),
        ("SubtensorModule", "Uids", [1]),
        ("SubtensorModule", "Axons", [1]),
        ("SubtensorModule", "Weights", [1]),
    ]
    calls = [
        ("NeuronInfoRuntimeApi", "get_neurons", [1]),
        ("NeuronInfoRuntimeApi", "get_neurons_lite", [1]),
        ("SubnetInfoRuntimeApi", "get_metagraph", [1]),
        ("SubnetInfoRuntimeApi", "get_all_metagraphs", []),
        ("SubnetInfoRuntimeApi", "get_dynamic_info", [1]),
        ("SubnetInfoRuntimeApi", "get_all_dynamic_info", []),
        ("SubnetInfoRuntimeApi", "get_subnet_info_v2", [1]),
        ("SubnetInfoRuntimeApi", "get_subnets_info_v2", []),
        ("SubnetInfoRuntimeApi", "get_subnet_hyperparams_v2", [1]),
        ("DelegateInfoRuntimeApi", "get_delegates", []),
        ("DelegateInfoRuntimeApi", "get_delegated", [ALICE]),
        ("StakeInfoRuntimeApi", "get_stake_info_for_coldkey", [ALICE]),
        ("SwapRuntimeApi", "current_alpha_price", [1]),
        ("AccountNonceApi", "account_nonce", [ALICE]),
    ]
    at = chain.hash
    async with AsyncSubstrateInterface(chain.url, ss58_format=42) as substrate:
        chain.compare("block number", await substrate.get_block_number(at), chain.number)
        for pallet, item, args in items:
            theirs = value(await substrate.query(pallet, item, args, block_hash=at))
            ours = chain.ours("storage", f"{pallet}.{item}", *args)["value"]
            chain.compare(f"{pallet}.{item} {args}", theirs, ours)
        for pallet, item, args in maps:
            theirs = {}
            async for key, entry in await substrate.query_map(pallet, item, args, block_hash=at):
                key = key if isinstance(key, (list, tuple)) else [key]
                theirs[json.dumps(list(key))] = value(entry)
            ours = chain.ours("storage", f"{pallet}.{item}", *args)
            ours = {json.dumps(entry["args"][len(args):]): entry["value"] for entry in ours}
            chain.compare(f"{pallet}.{item} {args} as a map", theirs, ours)
        for api, method, args in calls:
            theirs = value(await substrate.runtime_call(api, method, args, block_hash=at))
            ours = chain.ours("call", f"{api}.{method}", *args)["value"]
            chain.compare(f"{api}.{method} {args}", theirs, ours)


async def bittensor(chain):
    """What bittensor makes of the answers, against our typed reads, which are made as it makes them
    where it is less exact: shares of 65535 and the alpha of its neurons are floats, and fixed-point
    numbers lose what they have before the point."""
    from bittensor.core.async_subtensor import AsyncSubtensor

    at, share, fraction = chain.hash, lambda part: part / 65535, lambda text: float(text) % 1
    async with AsyncSubtensor(chain.url) as subtensor:
        balances = await subtensor.get_balances(ALICE, BOB, block_hash=at)
        theirs = {address: balance.rao for address, balance in balances.items()}
        ours = chain.ours("balances", ALICE, BOB)
        chain.compare("balances", theirs, {entry["address"]: entry["rao"] for entry in ours})

        theirs = [
            {
                "hotkey": neuron.hotkey, "coldkey": neuron.coldkey, "uid": neuron.uid,
                "active": neuron.active, "permit": neuron.validator_permit,
                "updated": neuron.last_update, "emission": neuron.emission,
                "stake": {who: stake.rao for who, stake in neuron.stake_dict.items()},
                "shares": [neuron.incentive, neuron.consensus, neuron.dividends, neuron.validator_trust],
            }
            for neuron in await subtensor.neurons_lite(1, block_hash=at)
        ]
        ours = [
            {
                "hotkey": neuron["hotkey"], "coldkey": neuron["coldkey"], "uid": neuron["uid"],
                "active": neuron["active"], "permit": neuron["validator_permit"],
                "updated": neuron["last_update"], "emission": neuron["emission"] / 1e9,
                "stake": dict(neuron["stake"]),
                "shares": [
                    share(neuron[name])
                    for name in ("incentive", "consensus", "dividends", "validator_trust")
                ],
            }
            for neuron in chain.ours("neurons", 1)
        ]
        chain.compare("neurons_lite", theirs, ours)

        info, graph = await subtensor.get_metagraph_info(1, block_hash=at), chain.ours("metagraph", 1)
        same = ["netuid", "name", "symbol", "identity", "network_registered_at", "owner_hotkey",
                "owner_coldkey", "block", "tempo", "last_step", "blocks_since_last_step", "num_uids",
                "max_uids", "hotkeys", "coldkeys", "active", "validator_permit", "last_update",
                "block_at_registration"]
        amounts = ["alpha_in", "alpha_out", "tao_in", "subnet_volume", "burn"]
        columns = ["alpha_stake", "tao_stake", "total_stake", "emission"]
        shares = ["incentives", "consensus", "dividends"]
        theirs = {name: getattr(info, name) for name in same}
        theirs |= {name: getattr(info, name).rao for name in amounts}
        theirs |= {name: [amount.rao for amount in getattr(info, name)] for name in columns}
        theirs |= {name: getattr(info, name) for name in shares}
        ours = {name: graph[name] for name in same + amounts + columns}
        ours |= {name: [share(part) for part in graph[name]] for name in shares}
        chain.compare("metagraph_info", theirs, ours)

        theirs = [
            {
                "hotkey": one.hotkey_ss58, "owner": one.owner_ss58, "take": one.take,
                "permits": one.validator_permits, "registrations": one.registrations,
                "nominators": {
                    who: {str(netuid): stake.rao for netuid, stake in stakes.items()}
                    for who, stakes in one.nominators.items()
                },
            }
            for one in await subtensor.get_delegates(block_hash=at)
        ]
        ours = [
            {
                "hotkey": one["delegate_ss58"], "owner": one["owner_ss58"], "take": share(one["take"]),
                "permits": one["validator_permits"], "registrations": one["registrations"],
                "nominators": {
                    nominator["coldkey"]: {
                        str(stake["netuid"]): stake["stake"] for stake in nominator["stakes"]
                    }
                    for nominator in one["nominators"]
                },
            }
            for one in chain.ours("delegates")
        ]
        by_hotkey = lambda delegates: sorted(delegates, key=lambda one: one["hotkey"])
        chain.compare("delegates", by_hotkey(theirs), by_hotkey(ours))

        theirs = [
            [one.hotkey_ss58, one.coldkey_ss58, one.netuid, one.stake.rao, one.is_registered]
            for one in await subtensor.get_stake_info_for_coldkey(ALICE, block_hash=at)
        ]
        [ours] = chain.ours("stake", ALICE)
        names = ["hotkey", "coldkey", "netuid", "stake", "is_registered"]
        chain.compare("stake", theirs, [[one[name] for name in names] for one in ours["positions"]])

        theirs = vars(await subtensor.get_subnet_hyperparameters(1, block_hash=at))
        ours = chain.ours("hyperparameters", 1)
        ours["max_weight_limit"] = ours.pop("max_weights_limit")
        ours["alpha_sigmoid_steepness"] = fraction(ours["alpha_sigmoid_steepness"])
        chain.compare("hyperparameters", theirs, ours)

        same = ["netuid", "subnet_name", "owner_hotkey", "owner_coldkey", "tempo", "last_step",
                "blocks_since_last_step", "network_registered_at"]
        amounts = ["alpha_in", "alpha_out", "tao_in", "subnet_volume", "tao_in_emission"]
        theirs = [
            {name: getattr(one, name) for name in same}
            | {name: getattr(one, name).rao for name in amounts}
            | {"symbol": one.symbol, "moving_price": one.moving_price}
            for one in await subtensor.all_subnets(block_hash=at)
        ]
        ours = [
            {name: one[name] for name in same + amounts}
            | {"symbol": one["token_symbol"], "moving_price": fraction(one["moving_price"])}
            for one in chain.ours("subnets")
        ]
        chain.compare("subnets", theirs, ours)


def main():
    which, program, *metadata = sys.argv[1:]
    check = {"interface": interface, "bittensor": bittensor}[which]
    forms = [word for path in metadata for word in ("--metadata", path)]
    served = subprocess.Popen([program, "serve", *forms], stdout=subprocess.PIPE, text=True)
    try:
        chain = Chain(program, json.loads(served.stdout.readline())["url"])
        asyncio.run(asyncio.wait_for(check(chain), READS_LIMIT))
    finally:
        served.kill()
        served.wait()
    print(f"{which}: {chain.compared} reads compared, {len(chain.differing)} differ")
    raise SystemExit(1 if chain.differing else 0)


if __name__ == "__main__":
    main()
