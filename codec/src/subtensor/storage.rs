//! Storage items of Subtensor.
//!
//! Defaults are named where they are the same in every runtime from spec version 212 to 365; the
//! others follow the runtime, and reading such an item where nothing is stored is an error.

use alloc::vec::Vec;

use super::{AccountInfo, AxonInfo, COMPARED, NetUid, PrometheusInfo};
use crate::hasher::{Blake2_128Concat, Identity, Twox64Concat};
use crate::{AccountId, Runtimes, Storage};

const FALSE: &[u8] = &[0];
const EMPTY: &[u8] = &[0];
const ZERO_U16: &[u8] = &[0; 2];

/// The number of the block.
pub const NUMBER: Storage<(), u32> =
    Storage::new("System", "Number").with_default(&[0; 4]).same_in(&COMPARED);

/// An account's nonce and balances.
pub const ACCOUNT: Storage<(Blake2_128Concat<AccountId>,), AccountInfo> =
    Storage::new("System", "Account").with_default(&ACCOUNT_DEFAULT).same_in(&COMPARED);

/// Whether a subnet exists.
pub const NETWORKS_ADDED: Storage<(Identity<NetUid>,), bool> =
    subtensor("NetworksAdded").with_default(FALSE);

/// How many subnets exist, the root network included.
pub const TOTAL_NETWORKS: Storage<(), u16> = subtensor("TotalNetworks").with_default(ZERO_U16);

/// How many neurons a subnet has.
pub const SUBNETWORK_N: Storage<(Identity<NetUid>,), u16> =
    subtensor("SubnetworkN").with_default(ZERO_U16);

/// The blocks of a subnet's epoch.
pub const TEMPO: Storage<(Identity<NetUid>,), u16> = subtensor("Tempo");

/// The blocks for which a new neuron cannot be replaced.
pub const IMMUNITY_PERIOD: Storage<(Identity<NetUid>,), u16> =
    subtensor("ImmunityPeriod").with_default(&[0, 16]);

/// The greatest weight that may be set, of 65535.
pub const MAX_WEIGHTS_LIMIT: Storage<(Identity<NetUid>,), u16> = subtensor("MaxWeightsLimit");

/// The difficulty of registering by proof of work.
pub const DIFFICULTY: Storage<(Identity<NetUid>,), u64> =
    subtensor("Difficulty").with_default(&[0x80, 0x96, 0x98, 0, 0, 0, 0, 0]);

/// A hotkey's uid on a subnet.
pub const UIDS: Storage<(Identity<NetUid>, Blake2_128Concat<AccountId>), Option<u16>> =
    subtensor("Uids");

/// Whether a hotkey is a member of a subnet.
pub const IS_NETWORK_MEMBER: Storage<(Blake2_128Concat<AccountId>, Identity<NetUid>), bool> =
    subtensor("IsNetworkMember").with_default(FALSE);

/// A hotkey's axon on a subnet.
pub const AXONS: Storage<(Identity<NetUid>, Blake2_128Concat<AccountId>), Option<AxonInfo>> =
    subtensor("Axons");

/// A hotkey's prometheus endpoint on a subnet.
pub const PROMETHEUS: Storage<
    (Identity<NetUid>, Blake2_128Concat<AccountId>),
    Option<PrometheusInfo>,
> = subtensor("Prometheus");

/// The block at which each uid of a subnet last set weights.
pub const LAST_UPDATE: Storage<(Identity<NetUid>,), Vec<u64>> =
    subtensor("LastUpdate").with_default(EMPTY);

/// The weights that a uid set: pairs of uid and weight, of which 65535 is the greatest.
pub const WEIGHTS: Storage<(Identity<NetUid>, Identity<u16>), Vec<(u16, u16)>> =
    subtensor("Weights").with_default(EMPTY);

/// The bonds that a uid holds: pairs of uid and bond, of which 65535 is the greatest.
pub const BONDS: Storage<(Identity<NetUid>, Identity<u16>), Vec<(u16, u16)>> =
    subtensor("Bonds").with_default(EMPTY);

/// How many incentive mechanisms a subnet has. Came after spec version 315 and was there at 320.
pub const MECHANISM_COUNT_CURRENT: Storage<(Twox64Concat<NetUid>,), u8> =
    subtensor("MechanismCountCurrent").with_default(&[1]).same_in(&WITH_MECHANISMS);

/// How a subnet's emission is split between its mechanisms, in parts of 65535; `None`: evenly.
/// Came after spec version 315 and was there at 320.
pub const MECHANISM_EMISSION_SPLIT: Storage<(Twox64Concat<NetUid>,), Option<Vec<u16>>> =
    subtensor("MechanismEmissionSplit").same_in(&WITH_MECHANISMS);

const WITH_MECHANISMS: Runtimes = Runtimes::new(COMPARED.spec_name(), &[320, 343, 365]);

const fn subtensor<Keys, Value>(item: &'static str) -> Storage<Keys, Value> {
    Storage::new("SubtensorModule", item).same_in(&COMPARED)
}

/// `frame_system`'s empty account: all zero but for the mark of the accounting in force.
const ACCOUNT_DEFAULT: [u8; 56] = {
    let mut bytes = [0; 56];
    bytes[55] = 0x80;
    bytes
};
