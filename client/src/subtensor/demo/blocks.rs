//! What changes from one block of the generated state to the next.

use alloc::vec::Vec;
use core::time::Duration;

use subwire_codec::Storage;
use subwire_codec::codec::{Compact, Decode, Encode};
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    BLOCKS_SINCE_LAST_STEP, LAST_MECHANSIM_STEP_BLOCK, TEMPO, TOTAL_NETWORKS,
};
use subwire_codec::subtensor::pallets::{system, timestamp};
use subwire_transport::mock::{Chain, StateAt};

/// The inherent extrinsic that sets the time: version 4 without a signature, then the call's pallet
/// and number, which have been these ones in all runtimes.
const SET_TIME: [u8; 3] = [4, 2, 0];

/// Builds a block that is that much later than the one before.
pub(super) fn build(chain: &Chain, later: Duration) -> [u8; 32] {
    let state = chain.state();
    let number = state.number().saturating_add(1);
    let later = u64::try_from(later.as_millis()).unwrap_or(u64::MAX);
    let now = read(&state, &timestamp::storage::NOW).saturating_add(later);
    let mut changes = vec![
        (system::storage::NUMBER.key(()), number.encode()),
        (timestamp::storage::NOW.key(()), now.encode()),
    ];
    // The root network runs no epochs.
    for netuid in (1..read(&state, &TOTAL_NETWORKS)).map(NetUid) {
        let tempo =
            state.get(&TEMPO.key((netuid,))).and_then(|mut tempo| u16::decode(&mut tempo).ok());
        let since = since_last_step(netuid, tempo.unwrap_or_default(), number);
        changes.push((BLOCKS_SINCE_LAST_STEP.key((netuid,)), since.encode()));
        if since == 0 {
            let block = u64::from(number);
            changes.push((LAST_MECHANSIM_STEP_BLOCK.key((netuid,)), block.encode()));
        }
    }
    chain.build_block(|mut block| {
        for (key, value) in changes {
            block = block.set(key, value);
        }
        block.extrinsic(set_time(now))
    })
}

/// How many blocks before this one the subnet's epoch has ended, by the rule that subnets end
/// theirs one block after another; the root network has none.
pub(super) fn since_last_step(netuid: NetUid, tempo: u16, number: u32) -> u64 {
    if netuid == NetUid::ROOT {
        return 0;
    }
    let epoch = u64::from(tempo) + 1;
    // The chain counts down to 0 in the last block of an epoch.
    (u64::from(number) + u64::from(netuid.0) + 2) % epoch
}

fn set_time(now: u64) -> Vec<u8> {
    let call = [&SET_TIME[..], &Compact(now).encode()].concat();
    call.encode()
}

fn read<V: Decode + Default>(state: &StateAt, item: &Storage<(), V>) -> V {
    state.get(&item.key(())).and_then(|mut value| V::decode(&mut value).ok()).unwrap_or_default()
}
