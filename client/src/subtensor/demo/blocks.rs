//! What changes from one block of the generated state to the next.

use core::time::Duration;

use subwire_codec::Storage;
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::subtensor::pallets::system::storage::NUMBER;
use subwire_transport::mock::{Chain, NewBlock};

/// The time of the block, in milliseconds since 1970.
const NOW: Storage<(), u64> = Storage::new("Timestamp", "Now");

/// Builds a block that is that much later than the one before.
pub(super) fn build(chain: &Chain, later: Duration) -> [u8; 32] {
    let state = chain.state();
    let now = state.get(&NOW.key(())).and_then(|mut bytes| u64::decode(&mut bytes).ok());
    let later = u64::try_from(later.as_millis()).unwrap_or(u64::MAX);
    let now = now.unwrap_or_default().saturating_add(later);
    let number = state.number().saturating_add(1);
    chain.build_block(|block: NewBlock| {
        block.set(NUMBER.key(()), number.encode()).set(NOW.key(()), now.encode())
    })
}
