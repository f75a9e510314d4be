//! The pallet `SubtensorModule`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212, IN_212_224, IN_212_224_233, IN_212_224_233_315, IN_212_224_233_315_320,
        IN_212_224_233_315_320_343, IN_212_224_233_315_320_343_365, IN_212_233_315_320_343_365,
        IN_224_233_315_320_343_365, IN_233_315_320_343_365, IN_315, IN_315_320_343_365,
        IN_320_343_365, IN_343_365, IN_365,
    };
    use super::super::super::types::RateLimitKey;
    use crate::fixed::{I64F64, I96F32, U64F64, U96F32};
    use crate::hasher::{Blake2_128Concat, Identity, Twox64Concat};
    use crate::subtensor::{
        AxonInfo, ChainIdentityV2, NetUid, NetUidStorageIndex, NeuronCertificate, PerU16, PerU64,
        PrometheusInfo, RecycleOrBurnEnum, RootClaimTypeEnum, SubnetIdentityV3, SubnetLease, Text,
        TimelockedCommit, WeightCommit,
    };
    use crate::{AccountId, Alpha, Storage, Tao};
    use alloc::collections::BTreeMap;
    use alloc::vec::Vec;

    pub const MIN_ACTIVITY_CUTOFF: Storage<(), u16> =
        Storage::new("SubtensorModule", "MinActivityCutoff")
            .with_default(&[104, 1])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const ADMIN_FREEZE_WINDOW: Storage<(), u16> =
        Storage::new("SubtensorModule", "AdminFreezeWindow")
            .with_default(&[10, 0])
            .same_in(&IN_320_343_365)
            .missing_in(&IN_212_224_233_315);

    pub const OWNER_HYPERPARAM_RATE_LIMIT: Storage<(), u16> =
        Storage::new("SubtensorModule", "OwnerHyperparamRateLimit")
            .with_default(&[2, 0])
            .same_in(&IN_320_343_365)
            .missing_in(&IN_212_224_233_315);

    pub const COLDKEY_SWAP_SCHEDULE_DURATION: Storage<(), u32> =
        Storage::new("SubtensorModule", "ColdkeySwapScheduleDuration")
            .with_default(&[160, 140, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const COLDKEY_SWAP_RESCHEDULE_DURATION: Storage<(), u32> =
        Storage::new("SubtensorModule", "ColdkeySwapRescheduleDuration")
            .with_default(&[32, 28, 0, 0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const DISSOLVE_NETWORK_SCHEDULE_DURATION: Storage<(), u32> =
        Storage::new("SubtensorModule", "DissolveNetworkScheduleDuration")
            .with_default(&[160, 140, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_HOTKEY_SWAP_ON_NETUID: Storage<
        (Identity<NetUid>, Blake2_128Concat<AccountId>),
        u64,
    > = Storage::new("SubtensorModule", "LastHotkeySwapOnNetuid")
        .with_default(&[0; 8])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const NEXT_STAKE_JOB_ID: Storage<(), u64> =
        Storage::new("SubtensorModule", "NextStakeJobId")
            .with_default(&[0; 8])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const TAO_WEIGHT: Storage<(), PerU64> = Storage::new("SubtensorModule", "TaoWeight")
        .with_default(&[252, 98, 224, 62, 250, 60, 124, 13])
        .same_in(&IN_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const CK_BURN: Storage<(), PerU64> = Storage::new("SubtensorModule", "CKBurn")
        .with_default(&[0; 8])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const MAX_DELEGATE_TAKE: Storage<(), PerU16> =
        Storage::new("SubtensorModule", "MaxDelegateTake")
            .with_default(&[20, 46])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MIN_DELEGATE_TAKE: Storage<(), PerU16> =
        Storage::new("SubtensorModule", "MinDelegateTake")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MAX_CHILDKEY_TAKE: Storage<(), PerU16> =
        Storage::new("SubtensorModule", "MaxChildkeyTake")
            .with_default(&[20, 46])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MIN_CHILDKEY_TAKE: Storage<(), PerU16> =
        Storage::new("SubtensorModule", "MinChildkeyTake")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const OWNER: Storage<(Blake2_128Concat<AccountId>,), AccountId> =
        Storage::new("SubtensorModule", "Owner")
            .with_default(&[0; 32])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const DELEGATES: Storage<(Blake2_128Concat<AccountId>,), PerU16> =
        Storage::new("SubtensorModule", "Delegates")
            .with_default(&[20, 46])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const CHILDKEY_TAKE: Storage<(Blake2_128Concat<AccountId>, Identity<NetUid>), PerU16> =
        Storage::new("SubtensorModule", "ChildkeyTake")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const PENDING_CHILD_KEYS: Storage<
        (Identity<NetUid>, Blake2_128Concat<AccountId>),
        (Vec<(PerU64, AccountId)>, u64),
    > = Storage::new("SubtensorModule", "PendingChildKeys")
        .with_default(&[0; 9])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const CHILD_KEYS: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>),
        Vec<(PerU64, AccountId)>,
    > = Storage::new("SubtensorModule", "ChildKeys")
        .with_default(&[0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const PARENT_KEYS: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>),
        Vec<(PerU64, AccountId)>,
    > = Storage::new("SubtensorModule", "ParentKeys")
        .with_default(&[0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const ALPHA_DIVIDENDS_PER_SUBNET: Storage<
        (Identity<NetUid>, Blake2_128Concat<AccountId>),
        Alpha,
    > = Storage::new("SubtensorModule", "AlphaDividendsPerSubnet")
        .with_default(&[0; 8])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const ROOT_ALPHA_DIVIDENDS_PER_SUBNET: Storage<
        (Identity<NetUid>, Blake2_128Concat<AccountId>),
        Alpha,
    > = Storage::new("SubtensorModule", "RootAlphaDividendsPerSubnet")
        .with_default(&[0; 8])
        .same_in(&IN_365)
        .missing_in(&IN_212_224_233_315_320_343);

    pub const BLOCK_EMISSION: Storage<(), Tao> = Storage::new("SubtensorModule", "BlockEmission")
        .with_default(&[0, 202, 154, 59, 0, 0, 0, 0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_HOTKEY_EMISSION_ON_NETUID: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>),
        u64,
    > = Storage::new("SubtensorModule", "LastHotkeyEmissionOnNetuid")
        .with_default(&[0; 8])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const SUBNET_LIMIT: Storage<(), u16> = Storage::new("SubtensorModule", "SubnetLimit")
        .with_default(&[128, 0])
        .same_in(&IN_320_343_365)
        .missing_in(&IN_315);

    pub const TOTAL_ISSUANCE: Storage<(), Tao> = Storage::new("SubtensorModule", "TotalIssuance")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const TOTAL_STAKE: Storage<(), Tao> = Storage::new("SubtensorModule", "TotalStake")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const SUBNET_MOVING_ALPHA: Storage<(), I96F32> =
        Storage::new("SubtensorModule", "SubnetMovingAlpha")
            .with_default(&[85, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_233_315_320_343_365)
            .missing_in(&IN_212_224);

    pub const SUBNET_MOVING_PRICE: Storage<(Identity<NetUid>,), I96F32> =
        Storage::new("SubtensorModule", "SubnetMovingPrice")
            .with_default(&[0; 16])
            .same_in(&IN_233_315_320_343_365)
            .missing_in(&IN_212_224);

    pub const ROOT_PROP: Storage<(Identity<NetUid>,), U96F32> =
        Storage::new("SubtensorModule", "RootProp")
            .with_default(&[0; 16])
            .same_in(&IN_365)
            .missing_in(&IN_212_224_233_315_320_343);

    pub const SUBNET_VOLUME: Storage<(Identity<NetUid>,), u128> =
        Storage::new("SubtensorModule", "SubnetVolume")
            .with_default(&[0; 16])
            .same_in(&IN_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const SUBNET_TAO: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "SubnetTAO")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const SUBNET_TAO_PROVIDED: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "SubnetTaoProvided")
            .with_default(&[0; 8])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const SUBNET_ALPHA_IN_EMISSION: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "SubnetAlphaInEmission")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const SUBNET_ALPHA_OUT_EMISSION: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "SubnetAlphaOutEmission")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const SUBNET_TAO_IN_EMISSION: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "SubnetTaoInEmission")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const SUBNET_ALPHA_IN: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "SubnetAlphaIn")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const SUBNET_ALPHA_IN_PROVIDED: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "SubnetAlphaInProvided")
            .with_default(&[0; 8])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const SUBNET_ALPHA_OUT: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "SubnetAlphaOut")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const STAKING_HOTKEYS: Storage<(Blake2_128Concat<AccountId>,), Vec<AccountId>> =
        Storage::new("SubtensorModule", "StakingHotkeys")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const OWNED_HOTKEYS: Storage<(Blake2_128Concat<AccountId>,), Vec<AccountId>> =
        Storage::new("SubtensorModule", "OwnedHotkeys")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const AUTO_STAKE_DESTINATION: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>),
        Option<AccountId>,
    > = Storage::new("SubtensorModule", "AutoStakeDestination")
        .same_in(&IN_343_365)
        .missing_in(&IN_212_224_233);

    pub const AUTO_STAKE_DESTINATION_COLDKEYS: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>),
        Vec<AccountId>,
    > = Storage::new("SubtensorModule", "AutoStakeDestinationColdkeys")
        .with_default(&[0])
        .same_in(&IN_343_365)
        .missing_in(&IN_212_224_233_315_320);

    pub const COLDKEY_SWAP_SCHEDULED: Storage<(Blake2_128Concat<AccountId>,), (u32, AccountId)> =
        Storage::new("SubtensorModule", "ColdkeySwapScheduled")
            .with_default(&[0; 36])
            .same_in(&IN_315_320_343_365);

    pub const TOTAL_HOTKEY_ALPHA: Storage<(Blake2_128Concat<AccountId>, Identity<NetUid>), Alpha> =
        Storage::new("SubtensorModule", "TotalHotkeyAlpha")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const TOTAL_HOTKEY_ALPHA_LAST_EPOCH: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>),
        Alpha,
    > = Storage::new("SubtensorModule", "TotalHotkeyAlphaLastEpoch")
        .with_default(&[0; 8])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const TOTAL_HOTKEY_SHARES: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>),
        U64F64,
    > = Storage::new("SubtensorModule", "TotalHotkeyShares")
        .with_default(&[0; 16])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const ALPHA: Storage<
        (Blake2_128Concat<AccountId>, Blake2_128Concat<AccountId>, Identity<NetUid>),
        U64F64,
    > = Storage::new("SubtensorModule", "Alpha")
        .with_default(&[0; 16])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const ALPHA_MAP_LAST_KEY: Storage<(), Option<Vec<u8>>> =
        Storage::new("SubtensorModule", "AlphaMapLastKey")
            .with_default(&[0])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const TOKEN_SYMBOL: Storage<(Identity<NetUid>,), Text> =
        Storage::new("SubtensorModule", "TokenSymbol")
            .with_default(&[16, 240, 157, 156, 143])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const SUBNET_TAO_FLOW: Storage<(Identity<NetUid>,), i64> =
        Storage::new("SubtensorModule", "SubnetTaoFlow")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const SUBNET_EMA_TAO_FLOW: Storage<(Identity<NetUid>,), Option<(u64, I64F64)>> =
        Storage::new("SubtensorModule", "SubnetEmaTaoFlow")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const TAO_FLOW_CUTOFF: Storage<(), I64F64> =
        Storage::new("SubtensorModule", "TaoFlowCutoff")
            .with_default(&[0; 16])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const FLOW_NORM_EXPONENT: Storage<(), U64F64> =
        Storage::new("SubtensorModule", "FlowNormExponent")
            .with_default(&[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const FLOW_EMA_SMOOTHING_FACTOR: Storage<(), u64> =
        Storage::new("SubtensorModule", "FlowEmaSmoothingFactor")
            .with_default(&[157, 213, 171, 75, 235, 26, 0, 0])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const USED_WORK: Storage<(Identity<Vec<u8>>,), u64> =
        Storage::new("SubtensorModule", "UsedWork")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MAX_REGISTRATIONS_PER_BLOCK: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "MaxRegistrationsPerBlock")
            .with_default(&[1, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// How many subnets exist, the root network included.
    pub const TOTAL_NETWORKS: Storage<(), u16> = Storage::new("SubtensorModule", "TotalNetworks")
        .with_default(&[0, 0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const NETWORK_IMMUNITY_PERIOD: Storage<(), u64> =
        Storage::new("SubtensorModule", "NetworkImmunityPeriod")
            .with_default(&[128, 198, 19, 0, 0, 0, 0, 0])
            .same_in(&IN_320_343_365);

    pub const NETWORK_MIN_LOCK_COST: Storage<(), Tao> =
        Storage::new("SubtensorModule", "NetworkMinLockCost")
            .with_default(&[0, 16, 165, 212, 232, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const NETWORK_LAST_LOCK_COST: Storage<(), Tao> =
        Storage::new("SubtensorModule", "NetworkLastLockCost")
            .with_default(&[0, 16, 165, 212, 232, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const NETWORK_LOCK_REDUCTION_INTERVAL: Storage<(), u64> =
        Storage::new("SubtensorModule", "NetworkLockReductionInterval")
            .with_default(&[192, 137, 1, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const SUBNET_OWNER_CUT: Storage<(), PerU16> =
        Storage::new("SubtensorModule", "SubnetOwnerCut")
            .with_default(&[20, 46])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const NETWORK_RATE_LIMIT: Storage<(), u64> =
        Storage::new("SubtensorModule", "NetworkRateLimit")
            .with_default(&[32, 28, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_212_233_315_320_343_365);

    pub const NOMINATOR_MIN_REQUIRED_STAKE: Storage<(), u64> =
        Storage::new("SubtensorModule", "NominatorMinRequiredStake")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const WEIGHTS_VERSION_KEY_RATE_LIMIT: Storage<(), u64> =
        Storage::new("SubtensorModule", "WeightsVersionKeyRateLimit")
            .with_default(&[5, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const LAST_RATE_LIMITED_BLOCK: Storage<(Identity<RateLimitKey>,), u64> =
        Storage::new("SubtensorModule", "LastRateLimitedBlock")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233);

    pub const TRANSFER_TOGGLE: Storage<(Identity<NetUid>,), bool> =
        Storage::new("SubtensorModule", "TransferToggle")
            .with_default(&[1])
            .same_in(&IN_233_315_320_343_365)
            .missing_in(&IN_212_224);

    pub const SUBNET_LOCKED: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "SubnetLocked")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LARGEST_LOCKED: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "LargestLocked")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    /// The blocks of a subnet's epoch.
    pub const TEMPO: Storage<(Identity<NetUid>,), u16> = Storage::new("SubtensorModule", "Tempo")
        .with_default(&[104, 1])
        .same_in(&IN_315_320_343_365);

    pub const FIRST_EMISSION_BLOCK_NUMBER: Storage<(Identity<NetUid>,), Option<u64>> =
        Storage::new("SubtensorModule", "FirstEmissionBlockNumber")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const SUBNET_MECHANISM: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "SubnetMechanism")
            .with_default(&[0, 0])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    /// How many neurons a subnet has.
    pub const SUBNETWORK_N: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "SubnetworkN")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// Whether a subnet exists.
    pub const NETWORKS_ADDED: Storage<(Identity<NetUid>,), bool> =
        Storage::new("SubtensorModule", "NetworksAdded")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// Whether a hotkey is a member of a subnet.
    pub const IS_NETWORK_MEMBER: Storage<(Blake2_128Concat<AccountId>, Identity<NetUid>), bool> =
        Storage::new("SubtensorModule", "IsNetworkMember")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const NETWORK_REGISTRATION_ALLOWED: Storage<(Identity<NetUid>,), bool> =
        Storage::new("SubtensorModule", "NetworkRegistrationAllowed")
            .with_default(&[1])
            .same_in(&IN_315_320_343_365);

    pub const NETWORK_POW_REGISTRATION_ALLOWED: Storage<(Identity<NetUid>,), bool> =
        Storage::new("SubtensorModule", "NetworkPowRegistrationAllowed")
            .with_default(&[1])
            .same_in(&IN_315_320_343_365);

    pub const NETWORK_REGISTERED_AT: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "NetworkRegisteredAt")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const PENDING_SERVER_EMISSION: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "PendingServerEmission")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const PENDING_VALIDATOR_EMISSION: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "PendingValidatorEmission")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const PENDING_ROOT_ALPHA_DIVS: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "PendingRootAlphaDivs")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const PENDING_OWNER_CUT: Storage<(Identity<NetUid>,), Alpha> =
        Storage::new("SubtensorModule", "PendingOwnerCut")
            .with_default(&[0; 8])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const BLOCKS_SINCE_LAST_STEP: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "BlocksSinceLastStep")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_MECHANSIM_STEP_BLOCK: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "LastMechansimStepBlock")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const SUBNET_OWNER: Storage<(Identity<NetUid>,), AccountId> =
        Storage::new("SubtensorModule", "SubnetOwner")
            .with_default(&[0; 32])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const SUBNET_OWNER_HOTKEY: Storage<(Identity<NetUid>,), AccountId> =
        Storage::new("SubtensorModule", "SubnetOwnerHotkey")
            .with_default(&[0; 32])
            .same_in(&IN_224_233_315_320_343_365)
            .missing_in(&IN_212);

    pub const RECYCLE_OR_BURN: Storage<(Identity<NetUid>,), RecycleOrBurnEnum> =
        Storage::new("SubtensorModule", "RecycleOrBurn")
            .with_default(&[0])
            .same_in(&IN_320_343_365)
            .missing_in(&IN_212_224_233_315);

    pub const SERVING_RATE_LIMIT: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "ServingRateLimit")
            .with_default(&[50, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const RHO: Storage<(Identity<NetUid>,), u16> = Storage::new("SubtensorModule", "Rho")
        .with_default(&[10, 0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const ALPHA_SIGMOID_STEEPNESS: Storage<(Identity<NetUid>,), i16> =
        Storage::new("SubtensorModule", "AlphaSigmoidSteepness")
            .with_default(&[232, 3])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const KAPPA: Storage<(Identity<NetUid>,), PerU16> =
        Storage::new("SubtensorModule", "Kappa")
            .with_default(&[255, 127])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const REGISTRATIONS_THIS_INTERVAL: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "RegistrationsThisInterval")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const POW_REGISTRATIONS_THIS_INTERVAL: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "POWRegistrationsThisInterval")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const BURN_REGISTRATIONS_THIS_INTERVAL: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "BurnRegistrationsThisInterval")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MIN_ALLOWED_UIDS: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "MinAllowedUids")
            .with_default(&[64, 0])
            .same_in(&IN_320_343_365)
            .missing_in(&IN_212_224_233_315);

    pub const MAX_ALLOWED_UIDS: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "MaxAllowedUids")
            .with_default(&[0, 16])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// The blocks for which a new neuron cannot be replaced.
    pub const IMMUNITY_PERIOD: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "ImmunityPeriod")
            .with_default(&[0, 16])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const ACTIVITY_CUTOFF: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "ActivityCutoff")
            .with_default(&[136, 19])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// The greatest weight that may be set, of 65535.
    pub const MAX_WEIGHTS_LIMIT: Storage<(Identity<NetUid>,), PerU16> =
        Storage::new("SubtensorModule", "MaxWeightsLimit")
            .with_default(&[255, 255])
            .same_in(&IN_343_365);

    pub const WEIGHTS_VERSION_KEY: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "WeightsVersionKey")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MIN_ALLOWED_WEIGHTS: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "MinAllowedWeights")
            .with_default(&[0, 4])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MAX_ALLOWED_VALIDATORS: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "MaxAllowedValidators")
            .with_default(&[128, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const ADJUSTMENT_INTERVAL: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "AdjustmentInterval")
            .with_default(&[100, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const BONDS_MOVING_AVERAGE: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "BondsMovingAverage")
            .with_default(&[160, 187, 13, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const BONDS_PENALTY: Storage<(Identity<NetUid>,), PerU16> =
        Storage::new("SubtensorModule", "BondsPenalty")
            .with_default(&[255, 255])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212);

    pub const BONDS_RESET_ON: Storage<(Identity<NetUid>,), bool> =
        Storage::new("SubtensorModule", "BondsResetOn")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const WEIGHTS_SET_RATE_LIMIT: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "WeightsSetRateLimit")
            .with_default(&[100, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const VALIDATOR_PRUNE_LEN: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "ValidatorPruneLen")
            .with_default(&[1, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const SCALING_LAW_POWER: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "ScalingLawPower")
            .with_default(&[50, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const TARGET_REGISTRATIONS_PER_INTERVAL: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "TargetRegistrationsPerInterval")
            .with_default(&[2, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const ADJUSTMENT_ALPHA: Storage<(Identity<NetUid>,), PerU64> =
        Storage::new("SubtensorModule", "AdjustmentAlpha")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const COMMIT_REVEAL_WEIGHTS_ENABLED: Storage<(Identity<NetUid>,), bool> =
        Storage::new("SubtensorModule", "CommitRevealWeightsEnabled")
            .with_default(&[1])
            .same_in(&IN_315_320_343_365);

    pub const BURN: Storage<(Identity<NetUid>,), Tao> = Storage::new("SubtensorModule", "Burn")
        .with_default(&[0, 225, 245, 5, 0, 0, 0, 0])
        .same_in(&IN_315_320_343_365);

    /// The difficulty of registering by proof of work.
    pub const DIFFICULTY: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "Difficulty")
            .with_default(&[128, 150, 152, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MIN_BURN: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "MinBurn")
            .with_default(&[32, 161, 7, 0, 0, 0, 0, 0])
            .same_in(&IN_233_315_320_343_365);

    pub const MAX_BURN: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "MaxBurn")
            .with_default(&[0, 232, 118, 72, 23, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MIN_DIFFICULTY: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "MinDifficulty")
            .with_default(&[128, 150, 152, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const MAX_DIFFICULTY: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "MaxDifficulty")
            .with_default(&[255, 255, 255, 255, 255, 255, 255, 63])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_ADJUSTMENT_BLOCK: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "LastAdjustmentBlock")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const REGISTRATIONS_THIS_BLOCK: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "RegistrationsThisBlock")
            .with_default(&[0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const EMA_PRICE_HALVING_BLOCKS: Storage<(Identity<NetUid>,), u64> =
        Storage::new("SubtensorModule", "EMAPriceHalvingBlocks")
            .with_default(&[128, 19, 3, 0, 0, 0, 0, 0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const RAO_RECYCLED_FOR_REGISTRATION: Storage<(Identity<NetUid>,), Tao> =
        Storage::new("SubtensorModule", "RAORecycledForRegistration")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const TX_RATE_LIMIT: Storage<(), u64> = Storage::new("SubtensorModule", "TxRateLimit")
        .with_default(&[232, 3, 0, 0, 0, 0, 0, 0])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const TX_DELEGATE_TAKE_RATE_LIMIT: Storage<(), u64> =
        Storage::new("SubtensorModule", "TxDelegateTakeRateLimit")
            .with_default(&[192, 75, 3, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const TX_CHILDKEY_TAKE_RATE_LIMIT: Storage<(), u64> =
        Storage::new("SubtensorModule", "TxChildkeyTakeRateLimit")
            .with_default(&[192, 75, 3, 0, 0, 0, 0, 0])
            .same_in(&IN_212_233_315_320_343_365);

    pub const LIQUID_ALPHA_ON: Storage<(Blake2_128Concat<NetUid>,), bool> =
        Storage::new("SubtensorModule", "LiquidAlphaOn")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const YUMA3_ON: Storage<(Blake2_128Concat<NetUid>,), bool> =
        Storage::new("SubtensorModule", "Yuma3On")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const ALPHA_VALUES: Storage<(Identity<NetUid>,), (PerU16, PerU16)> =
        Storage::new("SubtensorModule", "AlphaValues")
            .with_default(&[51, 179, 102, 230])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const SUBTOKEN_ENABLED: Storage<(Identity<NetUid>,), bool> =
        Storage::new("SubtensorModule", "SubtokenEnabled")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const IMMUNE_OWNER_UIDS_LIMIT: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "ImmuneOwnerUidsLimit")
            .with_default(&[1, 0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const STAKE_WEIGHT: Storage<(Identity<NetUid>,), Vec<PerU16>> =
        Storage::new("SubtensorModule", "StakeWeight")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// A hotkey's uid on a subnet.
    pub const UIDS: Storage<(Identity<NetUid>, Blake2_128Concat<AccountId>), Option<u16>> =
        Storage::new("SubtensorModule", "Uids").same_in(&IN_212_224_233_315_320_343_365);

    pub const KEYS: Storage<(Identity<NetUid>, Identity<u16>), AccountId> =
        Storage::new("SubtensorModule", "Keys")
            .with_default(&[0; 32])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LOADED_EMISSION: Storage<(Identity<NetUid>,), Option<Vec<(AccountId, u64, u64)>>> =
        Storage::new("SubtensorModule", "LoadedEmission").same_in(&IN_212_224_233_315_320_343_365);

    pub const ACTIVE: Storage<(Identity<NetUid>,), Vec<bool>> =
        Storage::new("SubtensorModule", "Active")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const RANK: Storage<(Identity<NetUid>,), Vec<PerU16>> =
        Storage::new("SubtensorModule", "Rank")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const TRUST: Storage<(Identity<NetUid>,), Vec<PerU16>> =
        Storage::new("SubtensorModule", "Trust")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const CONSENSUS: Storage<(Identity<NetUid>,), Vec<PerU16>> =
        Storage::new("SubtensorModule", "Consensus")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const INCENTIVE: Storage<(Identity<NetUidStorageIndex>,), Vec<PerU16>> =
        Storage::new("SubtensorModule", "Incentive")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const DIVIDENDS: Storage<(Identity<NetUid>,), Vec<PerU16>> =
        Storage::new("SubtensorModule", "Dividends")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const EMISSION: Storage<(Identity<NetUid>,), Vec<Alpha>> =
        Storage::new("SubtensorModule", "Emission")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// The block at which each uid of a subnet last set weights.
    pub const LAST_UPDATE: Storage<(Identity<NetUidStorageIndex>,), Vec<u64>> =
        Storage::new("SubtensorModule", "LastUpdate")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const VALIDATOR_TRUST: Storage<(Identity<NetUid>,), Vec<PerU16>> =
        Storage::new("SubtensorModule", "ValidatorTrust")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const PRUNING_SCORES: Storage<(Identity<NetUid>,), Vec<u16>> =
        Storage::new("SubtensorModule", "PruningScores")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const VALIDATOR_PERMIT: Storage<(Identity<NetUid>,), Vec<bool>> =
        Storage::new("SubtensorModule", "ValidatorPermit")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// The weights that a uid set: pairs of uid and weight, of which 65535 is the greatest.
    pub const WEIGHTS: Storage<(Identity<NetUidStorageIndex>, Identity<u16>), Vec<(u16, PerU16)>> =
        Storage::new("SubtensorModule", "Weights")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// The bonds that a uid holds: pairs of uid and bond, of which 65535 is the greatest.
    pub const BONDS: Storage<(Identity<NetUidStorageIndex>, Identity<u16>), Vec<(u16, PerU16)>> =
        Storage::new("SubtensorModule", "Bonds")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const BLOCK_AT_REGISTRATION: Storage<(Identity<NetUid>, Identity<u16>), u64> =
        Storage::new("SubtensorModule", "BlockAtRegistration")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    /// A hotkey's axon on a subnet.
    pub const AXONS: Storage<(Identity<NetUid>, Blake2_128Concat<AccountId>), Option<AxonInfo>> =
        Storage::new("SubtensorModule", "Axons").same_in(&IN_212_224_233_315_320_343_365);

    pub const NEURON_CERTIFICATES: Storage<
        (Identity<NetUid>, Blake2_128Concat<AccountId>),
        Option<NeuronCertificate>,
    > = Storage::new("SubtensorModule", "NeuronCertificates")
        .same_in(&IN_212_224_233_315_320_343_365);

    /// A hotkey's prometheus endpoint on a subnet.
    pub const PROMETHEUS: Storage<
        (Identity<NetUid>, Blake2_128Concat<AccountId>),
        Option<PrometheusInfo>,
    > = Storage::new("SubtensorModule", "Prometheus").same_in(&IN_212_224_233_315_320_343_365);

    pub const IDENTITIES_V2: Storage<(Blake2_128Concat<AccountId>,), Option<ChainIdentityV2>> =
        Storage::new("SubtensorModule", "IdentitiesV2")
            .same_in(&IN_233_315_320_343_365)
            .missing_in(&IN_212_224);

    pub const SUBNET_IDENTITIES_V3: Storage<(Blake2_128Concat<NetUid>,), Option<SubnetIdentityV3>> =
        Storage::new("SubtensorModule", "SubnetIdentitiesV3")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const TRANSACTION_KEY_LAST_BLOCK: Storage<
        (Blake2_128Concat<AccountId>, Identity<NetUid>, Identity<u16>),
        u64,
    > = Storage::new("SubtensorModule", "TransactionKeyLastBlock")
        .with_default(&[0; 8])
        .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_TX_BLOCK: Storage<(Identity<AccountId>,), u64> =
        Storage::new("SubtensorModule", "LastTxBlock")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_TX_BLOCK_CHILD_KEY_TAKE: Storage<(Identity<AccountId>,), u64> =
        Storage::new("SubtensorModule", "LastTxBlockChildKeyTake")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_TX_BLOCK_DELEGATE_TAKE: Storage<(Identity<AccountId>,), u64> =
        Storage::new("SubtensorModule", "LastTxBlockDelegateTake")
            .with_default(&[0; 8])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const STAKE_THRESHOLD: Storage<(), u64> = Storage::new("SubtensorModule", "StakeThreshold")
        .with_default(&[0; 8])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const WEIGHT_COMMITS: Storage<
        (Twox64Concat<NetUidStorageIndex>, Twox64Concat<AccountId>),
        Option<Vec<WeightCommit>>,
    > = Storage::new("SubtensorModule", "WeightCommits").same_in(&IN_212_224_233_315_320_343_365);

    pub const TIMELOCKED_WEIGHT_COMMITS: Storage<
        (Twox64Concat<NetUidStorageIndex>, Twox64Concat<u64>),
        Vec<TimelockedCommit>,
    > = Storage::new("SubtensorModule", "TimelockedWeightCommits")
        .with_default(&[0])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const CRV3_WEIGHT_COMMITS: Storage<
        (Twox64Concat<NetUidStorageIndex>, Twox64Concat<u64>),
        Vec<(AccountId, Vec<u8>, u64)>,
    > = Storage::new("SubtensorModule", "CRV3WeightCommits")
        .with_default(&[0])
        .same_in(&IN_224_233_315_320_343_365)
        .missing_in(&IN_212);

    pub const CRV3_WEIGHT_COMMITS_V2: Storage<
        (Twox64Concat<NetUidStorageIndex>, Twox64Concat<u64>),
        Vec<TimelockedCommit>,
    > = Storage::new("SubtensorModule", "CRV3WeightCommitsV2")
        .with_default(&[0])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const REVEAL_PERIOD_EPOCHS: Storage<(Twox64Concat<NetUid>,), u64> =
        Storage::new("SubtensorModule", "RevealPeriodEpochs")
            .with_default(&[1, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const LAST_COLDKEY_HOTKEY_STAKE_BLOCK: Storage<
        (Twox64Concat<AccountId>, Twox64Concat<AccountId>),
        Option<u64>,
    > = Storage::new("SubtensorModule", "LastColdkeyHotkeyStakeBlock")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const STAKING_OPERATION_RATE_LIMITER: Storage<
        (Blake2_128Concat<AccountId>, Blake2_128Concat<AccountId>, Identity<NetUid>),
        bool,
    > = Storage::new("SubtensorModule", "StakingOperationRateLimiter")
        .with_default(&[0])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const ROOT_CLAIMABLE_THRESHOLD: Storage<(Blake2_128Concat<NetUid>,), I96F32> =
        Storage::new("SubtensorModule", "RootClaimableThreshold")
            .with_default(&[0, 0, 0, 0, 32, 161, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const ROOT_CLAIMABLE: Storage<(Blake2_128Concat<AccountId>,), BTreeMap<NetUid, I96F32>> =
        Storage::new("SubtensorModule", "RootClaimable")
            .with_default(&[0])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const ROOT_CLAIMED: Storage<
        (Identity<NetUid>, Blake2_128Concat<AccountId>, Blake2_128Concat<AccountId>),
        u128,
    > = Storage::new("SubtensorModule", "RootClaimed")
        .with_default(&[0; 16])
        .same_in(&IN_343_365)
        .missing_in(&IN_212_224_233_315_320);

    pub const ROOT_CLAIM_TYPE: Storage<(Blake2_128Concat<AccountId>,), RootClaimTypeEnum> =
        Storage::new("SubtensorModule", "RootClaimType")
            .with_default(&[0])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const STAKING_COLDKEYS_BY_INDEX: Storage<(Identity<u64>,), Option<AccountId>> =
        Storage::new("SubtensorModule", "StakingColdkeysByIndex")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const STAKING_COLDKEYS: Storage<(Identity<AccountId>,), Option<u64>> =
        Storage::new("SubtensorModule", "StakingColdkeys")
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const NUM_STAKING_COLDKEYS: Storage<(), u64> =
        Storage::new("SubtensorModule", "NumStakingColdkeys")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const NUM_ROOT_CLAIM: Storage<(), u64> = Storage::new("SubtensorModule", "NumRootClaim")
        .with_default(&[5, 0, 0, 0, 0, 0, 0, 0])
        .same_in(&IN_343_365)
        .missing_in(&IN_212_224_233_315_320);

    pub const ASSOCIATED_EVM_ADDRESS: Storage<
        (Twox64Concat<NetUid>, Twox64Concat<u16>),
        Option<([u8; 20], u64)>,
    > = Storage::new("SubtensorModule", "AssociatedEvmAddress")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const SUBNET_LEASES: Storage<(Twox64Concat<u32>,), Option<SubnetLease>> =
        Storage::new("SubtensorModule", "SubnetLeases")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const SUBNET_LEASE_SHARES: Storage<(Twox64Concat<u32>, Identity<AccountId>), U64F64> =
        Storage::new("SubtensorModule", "SubnetLeaseShares")
            .with_default(&[0; 16])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const SUBNET_UID_TO_LEASE_ID: Storage<(Twox64Concat<NetUid>,), Option<u32>> =
        Storage::new("SubtensorModule", "SubnetUidToLeaseId")
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const NEXT_SUBNET_LEASE_ID: Storage<(), u32> =
        Storage::new("SubtensorModule", "NextSubnetLeaseId")
            .with_default(&[0; 4])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const ACCUMULATED_LEASE_DIVIDENDS: Storage<(Twox64Concat<u32>,), Alpha> =
        Storage::new("SubtensorModule", "AccumulatedLeaseDividends")
            .with_default(&[0; 8])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const COMMIT_REVEAL_WEIGHTS_VERSION: Storage<(), u16> =
        Storage::new("SubtensorModule", "CommitRevealWeightsVersion")
            .with_default(&[4, 0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const NETWORK_REGISTRATION_START_BLOCK: Storage<(), u64> =
        Storage::new("SubtensorModule", "NetworkRegistrationStartBlock")
            .with_default(&[0; 8])
            .same_in(&IN_320_343_365)
            .missing_in(&IN_212_224_233_315);

    pub const MIN_NON_IMMUNE_UIDS: Storage<(Identity<NetUid>,), u16> =
        Storage::new("SubtensorModule", "MinNonImmuneUids")
            .with_default(&[10, 0])
            .same_in(&IN_365)
            .missing_in(&IN_212_224_233_315_320_343);

    /// How many incentive mechanisms a subnet has. Came after spec version 315 and was there at 320.
    pub const MECHANISM_COUNT_CURRENT: Storage<(Twox64Concat<NetUid>,), u8> =
        Storage::new("SubtensorModule", "MechanismCountCurrent")
            .with_default(&[1])
            .same_in(&IN_320_343_365)
            .missing_in(&IN_212_224_233_315);

    /// How a subnet's emission is split between its mechanisms, in parts of 65535; `None`: evenly.
    pub const MECHANISM_EMISSION_SPLIT: Storage<(Twox64Concat<NetUid>,), Option<Vec<PerU16>>> =
        Storage::new("SubtensorModule", "MechanismEmissionSplit")
            .same_in(&IN_320_343_365)
            .missing_in(&IN_212_224_233_315);

    pub const HAS_MIGRATION_RUN: Storage<(Identity<Vec<u8>>,), bool> =
        Storage::new("SubtensorModule", "HasMigrationRun")
            .with_default(&[0])
            .same_in(&IN_212_224_233_315_320_343_365);

    pub const PENDING_CHILD_KEY_COOLDOWN: Storage<(), u64> =
        Storage::new("SubtensorModule", "PendingChildKeyCooldown")
            .with_default(&[0; 8])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);
}

pub mod constants {
    //! Constants.

    use crate::subtensor::Percent;
    use crate::{Constant, Tao};

    pub const INITIAL_ISSUANCE: Constant<u64> = Constant::new("SubtensorModule", "InitialIssuance");

    pub const INITIAL_MIN_ALLOWED_WEIGHTS: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMinAllowedWeights");

    pub const INITIAL_EMISSION_VALUE: Constant<u16> =
        Constant::new("SubtensorModule", "InitialEmissionValue");

    pub const INITIAL_TEMPO: Constant<u16> = Constant::new("SubtensorModule", "InitialTempo");

    pub const INITIAL_DIFFICULTY: Constant<u64> =
        Constant::new("SubtensorModule", "InitialDifficulty");

    pub const INITIAL_MAX_DIFFICULTY: Constant<u64> =
        Constant::new("SubtensorModule", "InitialMaxDifficulty");

    pub const INITIAL_MIN_DIFFICULTY: Constant<u64> =
        Constant::new("SubtensorModule", "InitialMinDifficulty");

    pub const INITIAL_RAO_RECYCLED_FOR_REGISTRATION: Constant<u64> =
        Constant::new("SubtensorModule", "InitialRAORecycledForRegistration");

    pub const INITIAL_BURN: Constant<Tao> = Constant::new("SubtensorModule", "InitialBurn");

    pub const INITIAL_MAX_BURN: Constant<Tao> = Constant::new("SubtensorModule", "InitialMaxBurn");

    pub const INITIAL_MIN_BURN: Constant<Tao> = Constant::new("SubtensorModule", "InitialMinBurn");

    pub const MIN_BURN_UPPER_BOUND: Constant<u64> =
        Constant::new("SubtensorModule", "MinBurnUpperBound");

    pub const MAX_BURN_LOWER_BOUND: Constant<u64> =
        Constant::new("SubtensorModule", "MaxBurnLowerBound");

    pub const INITIAL_ADJUSTMENT_INTERVAL: Constant<u16> =
        Constant::new("SubtensorModule", "InitialAdjustmentInterval");

    pub const INITIAL_BONDS_MOVING_AVERAGE: Constant<u64> =
        Constant::new("SubtensorModule", "InitialBondsMovingAverage");

    pub const INITIAL_BONDS_PENALTY: Constant<u16> =
        Constant::new("SubtensorModule", "InitialBondsPenalty");

    pub const INITIAL_BONDS_RESET_ON: Constant<bool> =
        Constant::new("SubtensorModule", "InitialBondsResetOn");

    pub const INITIAL_TARGET_REGISTRATIONS_PER_INTERVAL: Constant<u16> =
        Constant::new("SubtensorModule", "InitialTargetRegistrationsPerInterval");

    pub const INITIAL_RHO: Constant<u16> = Constant::new("SubtensorModule", "InitialRho");

    pub const INITIAL_ALPHA_SIGMOID_STEEPNESS: Constant<i16> =
        Constant::new("SubtensorModule", "InitialAlphaSigmoidSteepness");

    pub const INITIAL_KAPPA: Constant<u16> = Constant::new("SubtensorModule", "InitialKappa");

    pub const INITIAL_MIN_ALLOWED_UIDS: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMinAllowedUids");

    pub const INITIAL_MAX_ALLOWED_UIDS: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMaxAllowedUids");

    pub const INITIAL_VALIDATOR_PRUNE_LEN: Constant<u64> =
        Constant::new("SubtensorModule", "InitialValidatorPruneLen");

    pub const INITIAL_SCALING_LAW_POWER: Constant<u16> =
        Constant::new("SubtensorModule", "InitialScalingLawPower");

    pub const INITIAL_IMMUNITY_PERIOD: Constant<u16> =
        Constant::new("SubtensorModule", "InitialImmunityPeriod");

    pub const INITIAL_ACTIVITY_CUTOFF: Constant<u16> =
        Constant::new("SubtensorModule", "InitialActivityCutoff");

    pub const INITIAL_MAX_REGISTRATIONS_PER_BLOCK: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMaxRegistrationsPerBlock");

    pub const INITIAL_PRUNING_SCORE: Constant<u16> =
        Constant::new("SubtensorModule", "InitialPruningScore");

    pub const INITIAL_MAX_ALLOWED_VALIDATORS: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMaxAllowedValidators");

    pub const INITIAL_DEFAULT_DELEGATE_TAKE: Constant<u16> =
        Constant::new("SubtensorModule", "InitialDefaultDelegateTake");

    pub const INITIAL_MIN_DELEGATE_TAKE: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMinDelegateTake");

    pub const INITIAL_DEFAULT_CHILD_KEY_TAKE: Constant<u16> =
        Constant::new("SubtensorModule", "InitialDefaultChildKeyTake");

    pub const INITIAL_MIN_CHILD_KEY_TAKE: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMinChildKeyTake");

    pub const INITIAL_MAX_CHILD_KEY_TAKE: Constant<u16> =
        Constant::new("SubtensorModule", "InitialMaxChildKeyTake");

    pub const INITIAL_WEIGHTS_VERSION_KEY: Constant<u64> =
        Constant::new("SubtensorModule", "InitialWeightsVersionKey");

    pub const INITIAL_SERVING_RATE_LIMIT: Constant<u64> =
        Constant::new("SubtensorModule", "InitialServingRateLimit");

    pub const INITIAL_TX_RATE_LIMIT: Constant<u64> =
        Constant::new("SubtensorModule", "InitialTxRateLimit");

    pub const INITIAL_TX_DELEGATE_TAKE_RATE_LIMIT: Constant<u64> =
        Constant::new("SubtensorModule", "InitialTxDelegateTakeRateLimit");

    pub const INITIAL_TX_CHILD_KEY_TAKE_RATE_LIMIT: Constant<u64> =
        Constant::new("SubtensorModule", "InitialTxChildKeyTakeRateLimit");

    pub const INITIAL_ADJUSTMENT_ALPHA: Constant<u64> =
        Constant::new("SubtensorModule", "InitialAdjustmentAlpha");

    pub const INITIAL_NETWORK_IMMUNITY_PERIOD: Constant<u64> =
        Constant::new("SubtensorModule", "InitialNetworkImmunityPeriod");

    pub const INITIAL_NETWORK_MIN_LOCK_COST: Constant<u64> =
        Constant::new("SubtensorModule", "InitialNetworkMinLockCost");

    pub const INITIAL_SUBNET_OWNER_CUT: Constant<u16> =
        Constant::new("SubtensorModule", "InitialSubnetOwnerCut");

    pub const INITIAL_NETWORK_LOCK_REDUCTION_INTERVAL: Constant<u64> =
        Constant::new("SubtensorModule", "InitialNetworkLockReductionInterval");

    pub const INITIAL_NETWORK_RATE_LIMIT: Constant<u64> =
        Constant::new("SubtensorModule", "InitialNetworkRateLimit");

    pub const KEY_SWAP_COST: Constant<Tao> = Constant::new("SubtensorModule", "KeySwapCost");

    pub const ALPHA_HIGH: Constant<u16> = Constant::new("SubtensorModule", "AlphaHigh");

    pub const ALPHA_LOW: Constant<u16> = Constant::new("SubtensorModule", "AlphaLow");

    pub const LIQUID_ALPHA_ON: Constant<bool> = Constant::new("SubtensorModule", "LiquidAlphaOn");

    pub const INITIAL_COLDKEY_SWAP_SCHEDULE_DURATION: Constant<u32> =
        Constant::new("SubtensorModule", "InitialColdkeySwapScheduleDuration");

    pub const INITIAL_COLDKEY_SWAP_RESCHEDULE_DURATION: Constant<u32> =
        Constant::new("SubtensorModule", "InitialColdkeySwapRescheduleDuration");

    pub const INITIAL_DISSOLVE_NETWORK_SCHEDULE_DURATION: Constant<u32> =
        Constant::new("SubtensorModule", "InitialDissolveNetworkScheduleDuration");

    pub const INITIAL_TAO_WEIGHT: Constant<u64> =
        Constant::new("SubtensorModule", "InitialTaoWeight");

    pub const INITIAL_EMA_PRICE_HALVING_PERIOD: Constant<u64> =
        Constant::new("SubtensorModule", "InitialEmaPriceHalvingPeriod");

    pub const DURATION_OF_START_CALL: Constant<u64> =
        Constant::new("SubtensorModule", "DurationOfStartCall");

    pub const KEY_SWAP_ON_SUBNET_COST: Constant<Tao> =
        Constant::new("SubtensorModule", "KeySwapOnSubnetCost");

    pub const HOTKEY_SWAP_ON_SUBNET_INTERVAL: Constant<u64> =
        Constant::new("SubtensorModule", "HotkeySwapOnSubnetInterval");

    pub const LEASE_DIVIDENDS_DISTRIBUTION_INTERVAL: Constant<u32> =
        Constant::new("SubtensorModule", "LeaseDividendsDistributionInterval");

    pub const MAX_IMMUNE_UIDS_PERCENTAGE: Constant<Percent> =
        Constant::new("SubtensorModule", "MaxImmuneUidsPercentage");
}

pub mod calls {
    //! Calls.

    use crate::codec::Compact;
    use crate::subtensor::{NetUid, Percent, RootClaimTypeEnum, SubnetIdentityV3};
    use crate::{AccountId, Alpha, Call, Tao};
    use alloc::collections::BTreeSet;
    use alloc::vec::Vec;

    /// Takes `netuid`, `dests`, `weights`, `version_key`.
    pub const SET_WEIGHTS: Call<(NetUid, Vec<u16>, Vec<u16>, u64)> =
        Call::new("SubtensorModule", "set_weights");

    /// Takes `netuid`, `mecid`, `dests`, `weights`, `version_key`.
    pub const SET_MECHANISM_WEIGHTS: Call<(NetUid, u8, Vec<u16>, Vec<u16>, u64)> =
        Call::new("SubtensorModule", "set_mechanism_weights");

    /// Takes `netuids`, `weights`, `version_keys`.
    pub const BATCH_SET_WEIGHTS: Call<(
        Vec<Compact<u16>>,
        Vec<Vec<(Compact<u16>, Compact<u16>)>>,
        Vec<Compact<u64>>,
    )> = Call::new("SubtensorModule", "batch_set_weights");

    /// Takes `netuid`, `commit_hash`.
    pub const COMMIT_WEIGHTS: Call<(NetUid, [u8; 32])> =
        Call::new("SubtensorModule", "commit_weights");

    /// Takes `netuid`, `mecid`, `commit_hash`.
    pub const COMMIT_MECHANISM_WEIGHTS: Call<(NetUid, u8, [u8; 32])> =
        Call::new("SubtensorModule", "commit_mechanism_weights");

    /// Takes `netuids`, `commit_hashes`.
    pub const BATCH_COMMIT_WEIGHTS: Call<(Vec<Compact<u16>>, Vec<[u8; 32]>)> =
        Call::new("SubtensorModule", "batch_commit_weights");

    /// Takes `netuid`, `uids`, `values`, `salt`, `version_key`.
    pub const REVEAL_WEIGHTS: Call<(NetUid, Vec<u16>, Vec<u16>, Vec<u16>, u64)> =
        Call::new("SubtensorModule", "reveal_weights");

    /// Takes `netuid`, `mecid`, `uids`, `values`, `salt`, `version_key`.
    pub const REVEAL_MECHANISM_WEIGHTS: Call<(NetUid, u8, Vec<u16>, Vec<u16>, Vec<u16>, u64)> =
        Call::new("SubtensorModule", "reveal_mechanism_weights");

    /// Takes `netuid`, `mecid`, `commit`, `reveal_round`.
    pub const COMMIT_CRV3_MECHANISM_WEIGHTS: Call<(NetUid, u8, Vec<u8>, u64)> =
        Call::new("SubtensorModule", "commit_crv3_mechanism_weights");

    /// Takes `netuid`, `uids_list`, `values_list`, `salts_list`, `version_keys`.
    pub const BATCH_REVEAL_WEIGHTS: Call<(
        NetUid,
        Vec<Vec<u16>>,
        Vec<Vec<u16>>,
        Vec<Vec<u16>>,
        Vec<u64>,
    )> = Call::new("SubtensorModule", "batch_reveal_weights");

    /// Takes `hotkey`, `take`.
    pub const DECREASE_TAKE: Call<(AccountId, u16)> = Call::new("SubtensorModule", "decrease_take");

    /// Takes `hotkey`, `take`.
    pub const INCREASE_TAKE: Call<(AccountId, u16)> = Call::new("SubtensorModule", "increase_take");

    /// Takes `hotkey`, `netuid`, `amount_staked`.
    pub const ADD_STAKE: Call<(AccountId, NetUid, Tao)> = Call::new("SubtensorModule", "add_stake");

    /// Takes `hotkey`, `netuid`, `amount_unstaked`.
    pub const REMOVE_STAKE: Call<(AccountId, NetUid, Alpha)> =
        Call::new("SubtensorModule", "remove_stake");

    /// Takes `netuid`, `version`, `ip`, `port`, `ip_type`, `protocol`, `placeholder1`, `placeholder2`.
    pub const SERVE_AXON: Call<(NetUid, u32, u128, u16, u8, u8, u8, u8)> =
        Call::new("SubtensorModule", "serve_axon");

    /// Takes `netuid`, `version`, `ip`, `port`, `ip_type`, `protocol`, `placeholder1`, `placeholder2`, `certificate`.
    pub const SERVE_AXON_TLS: Call<(NetUid, u32, u128, u16, u8, u8, u8, u8, Vec<u8>)> =
        Call::new("SubtensorModule", "serve_axon_tls");

    /// Takes `netuid`, `version`, `ip`, `port`, `ip_type`.
    pub const SERVE_PROMETHEUS: Call<(NetUid, u32, u128, u16, u8)> =
        Call::new("SubtensorModule", "serve_prometheus");

    /// Takes `netuid`, `block_number`, `nonce`, `work`, `hotkey`, `coldkey`.
    pub const REGISTER: Call<(NetUid, u64, u64, Vec<u8>, AccountId, AccountId)> =
        Call::new("SubtensorModule", "register");

    /// Takes `hotkey`.
    pub const ROOT_REGISTER: Call<(AccountId,)> = Call::new("SubtensorModule", "root_register");

    /// Takes `netuid`, `hotkey`.
    pub const BURNED_REGISTER: Call<(NetUid, AccountId)> =
        Call::new("SubtensorModule", "burned_register");

    /// Takes `hotkey`, `new_hotkey`, `netuid`.
    pub const SWAP_HOTKEY: Call<(AccountId, AccountId, Option<u16>)> =
        Call::new("SubtensorModule", "swap_hotkey");

    /// Takes `old_coldkey`, `new_coldkey`, `swap_cost`.
    pub const SWAP_COLDKEY: Call<(AccountId, AccountId, Tao)> =
        Call::new("SubtensorModule", "swap_coldkey");

    /// Takes `hotkey`, `netuid`, `take`.
    pub const SET_CHILDKEY_TAKE: Call<(AccountId, NetUid, u16)> =
        Call::new("SubtensorModule", "set_childkey_take");

    /// Takes `tx_rate_limit`.
    pub const SUDO_SET_TX_CHILDKEY_TAKE_RATE_LIMIT: Call<(u64,)> =
        Call::new("SubtensorModule", "sudo_set_tx_childkey_take_rate_limit");

    /// Takes `take`.
    pub const SUDO_SET_MIN_CHILDKEY_TAKE: Call<(u16,)> =
        Call::new("SubtensorModule", "sudo_set_min_childkey_take");

    /// Takes `take`.
    pub const SUDO_SET_MAX_CHILDKEY_TAKE: Call<(u16,)> =
        Call::new("SubtensorModule", "sudo_set_max_childkey_take");

    /// Takes `hotkey`.
    pub const REGISTER_NETWORK: Call<(AccountId,)> =
        Call::new("SubtensorModule", "register_network");

    /// Takes `coldkey`, `netuid`.
    pub const DISSOLVE_NETWORK: Call<(AccountId, NetUid)> =
        Call::new("SubtensorModule", "dissolve_network");

    /// Takes `hotkey`, `netuid`, `children`.
    pub const SET_CHILDREN: Call<(AccountId, NetUid, Vec<(u64, AccountId)>)> =
        Call::new("SubtensorModule", "set_children");

    /// Takes `new_coldkey`.
    pub const SCHEDULE_SWAP_COLDKEY: Call<(AccountId,)> =
        Call::new("SubtensorModule", "schedule_swap_coldkey");

    /// Takes `name`, `url`, `github_repo`, `image`, `discord`, `description`, `additional`.
    pub const SET_IDENTITY: Call<(Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>)> =
        Call::new("SubtensorModule", "set_identity");

    /// Takes `netuid`, `subnet_name`, `github_repo`, `subnet_contact`, `subnet_url`, `discord`, `description`, `logo_url`, `additional`.
    pub const SET_SUBNET_IDENTITY: Call<(
        NetUid,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
        Vec<u8>,
    )> = Call::new("SubtensorModule", "set_subnet_identity");

    /// Takes `hotkey`, `identity`.
    pub const REGISTER_NETWORK_WITH_IDENTITY: Call<(AccountId, Option<SubnetIdentityV3>)> =
        Call::new("SubtensorModule", "register_network_with_identity");

    /// Takes `hotkey`.
    pub const UNSTAKE_ALL: Call<(AccountId,)> = Call::new("SubtensorModule", "unstake_all");

    /// Takes `hotkey`.
    pub const UNSTAKE_ALL_ALPHA: Call<(AccountId,)> =
        Call::new("SubtensorModule", "unstake_all_alpha");

    /// Takes `origin_hotkey`, `destination_hotkey`, `origin_netuid`, `destination_netuid`, `alpha_amount`.
    pub const MOVE_STAKE: Call<(AccountId, AccountId, NetUid, NetUid, Alpha)> =
        Call::new("SubtensorModule", "move_stake");

    /// Takes `destination_coldkey`, `hotkey`, `origin_netuid`, `destination_netuid`, `alpha_amount`.
    pub const TRANSFER_STAKE: Call<(AccountId, AccountId, NetUid, NetUid, Alpha)> =
        Call::new("SubtensorModule", "transfer_stake");

    /// Takes `hotkey`, `origin_netuid`, `destination_netuid`, `alpha_amount`.
    pub const SWAP_STAKE: Call<(AccountId, NetUid, NetUid, Alpha)> =
        Call::new("SubtensorModule", "swap_stake");

    /// Takes `hotkey`, `netuid`, `amount_staked`, `limit_price`, `allow_partial`.
    pub const ADD_STAKE_LIMIT: Call<(AccountId, NetUid, Tao, Tao, bool)> =
        Call::new("SubtensorModule", "add_stake_limit");

    /// Takes `hotkey`, `netuid`, `amount_unstaked`, `limit_price`, `allow_partial`.
    pub const REMOVE_STAKE_LIMIT: Call<(AccountId, NetUid, Alpha, Tao, bool)> =
        Call::new("SubtensorModule", "remove_stake_limit");

    /// Takes `hotkey`, `origin_netuid`, `destination_netuid`, `alpha_amount`, `limit_price`, `allow_partial`.
    pub const SWAP_STAKE_LIMIT: Call<(AccountId, NetUid, NetUid, Alpha, Tao, bool)> =
        Call::new("SubtensorModule", "swap_stake_limit");

    /// Takes `hotkey`.
    pub const TRY_ASSOCIATE_HOTKEY: Call<(AccountId,)> =
        Call::new("SubtensorModule", "try_associate_hotkey");

    /// Takes `netuid`.
    pub const START_CALL: Call<(NetUid,)> = Call::new("SubtensorModule", "start_call");

    /// Takes `netuid`, `evm_key`, `block_number`, `signature`.
    pub const ASSOCIATE_EVM_KEY: Call<(NetUid, [u8; 20], u64, [u8; 65])> =
        Call::new("SubtensorModule", "associate_evm_key");

    /// Takes `hotkey`, `amount`, `netuid`.
    pub const RECYCLE_ALPHA: Call<(AccountId, Alpha, NetUid)> =
        Call::new("SubtensorModule", "recycle_alpha");

    /// Takes `hotkey`, `amount`, `netuid`.
    pub const BURN_ALPHA: Call<(AccountId, Alpha, NetUid)> =
        Call::new("SubtensorModule", "burn_alpha");

    /// Takes `cooldown`.
    pub const SET_PENDING_CHILDKEY_COOLDOWN: Call<(u64,)> =
        Call::new("SubtensorModule", "set_pending_childkey_cooldown");

    /// Takes `hotkey`, `netuid`, `limit_price`.
    pub const REMOVE_STAKE_FULL_LIMIT: Call<(AccountId, NetUid, Option<u64>)> =
        Call::new("SubtensorModule", "remove_stake_full_limit");

    /// Takes `emissions_share`, `end_block`.
    pub const REGISTER_LEASED_NETWORK: Call<(Percent, Option<u32>)> =
        Call::new("SubtensorModule", "register_leased_network");

    /// Takes `lease_id`, `hotkey`.
    pub const TERMINATE_LEASE: Call<(u32, AccountId)> =
        Call::new("SubtensorModule", "terminate_lease");

    /// Takes `netuid`, `symbol`.
    pub const UPDATE_SYMBOL: Call<(NetUid, Vec<u8>)> =
        Call::new("SubtensorModule", "update_symbol");

    /// Takes `netuid`, `commit`, `reveal_round`, `commit_reveal_version`.
    pub const COMMIT_TIMELOCKED_WEIGHTS: Call<(NetUid, Vec<u8>, u64, u16)> =
        Call::new("SubtensorModule", "commit_timelocked_weights");

    /// Takes `netuid`, `hotkey`.
    pub const SET_COLDKEY_AUTO_STAKE_HOTKEY: Call<(NetUid, AccountId)> =
        Call::new("SubtensorModule", "set_coldkey_auto_stake_hotkey");

    /// Takes `netuid`, `mecid`, `commit`, `reveal_round`, `commit_reveal_version`.
    pub const COMMIT_TIMELOCKED_MECHANISM_WEIGHTS: Call<(NetUid, u8, Vec<u8>, u64, u16)> =
        Call::new("SubtensorModule", "commit_timelocked_mechanism_weights");

    /// Takes `netuid`.
    pub const ROOT_DISSOLVE_NETWORK: Call<(NetUid,)> =
        Call::new("SubtensorModule", "root_dissolve_network");

    /// Takes `subnets`.
    pub const CLAIM_ROOT: Call<(BTreeSet<u16>,)> = Call::new("SubtensorModule", "claim_root");

    /// Takes `new_root_claim_type`.
    pub const SET_ROOT_CLAIM_TYPE: Call<(RootClaimTypeEnum,)> =
        Call::new("SubtensorModule", "set_root_claim_type");

    /// Takes `new_value`.
    pub const SUDO_SET_NUM_ROOT_CLAIMS: Call<(u64,)> =
        Call::new("SubtensorModule", "sudo_set_num_root_claims");

    /// Takes `netuid`, `new_value`.
    pub const SUDO_SET_ROOT_CLAIM_THRESHOLD: Call<(NetUid, u64)> =
        Call::new("SubtensorModule", "sudo_set_root_claim_threshold");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::MIN_ACTIVITY_CUTOFF,
    &storage::ADMIN_FREEZE_WINDOW,
    &storage::OWNER_HYPERPARAM_RATE_LIMIT,
    &storage::COLDKEY_SWAP_SCHEDULE_DURATION,
    &storage::COLDKEY_SWAP_RESCHEDULE_DURATION,
    &storage::DISSOLVE_NETWORK_SCHEDULE_DURATION,
    &storage::LAST_HOTKEY_SWAP_ON_NETUID,
    &storage::NEXT_STAKE_JOB_ID,
    &storage::TAO_WEIGHT,
    &storage::CK_BURN,
    &storage::MAX_DELEGATE_TAKE,
    &storage::MIN_DELEGATE_TAKE,
    &storage::MAX_CHILDKEY_TAKE,
    &storage::MIN_CHILDKEY_TAKE,
    &storage::OWNER,
    &storage::DELEGATES,
    &storage::CHILDKEY_TAKE,
    &storage::PENDING_CHILD_KEYS,
    &storage::CHILD_KEYS,
    &storage::PARENT_KEYS,
    &storage::ALPHA_DIVIDENDS_PER_SUBNET,
    &storage::ROOT_ALPHA_DIVIDENDS_PER_SUBNET,
    &storage::BLOCK_EMISSION,
    &storage::LAST_HOTKEY_EMISSION_ON_NETUID,
    &storage::SUBNET_LIMIT,
    &storage::TOTAL_ISSUANCE,
    &storage::TOTAL_STAKE,
    &storage::SUBNET_MOVING_ALPHA,
    &storage::SUBNET_MOVING_PRICE,
    &storage::ROOT_PROP,
    &storage::SUBNET_VOLUME,
    &storage::SUBNET_TAO,
    &storage::SUBNET_TAO_PROVIDED,
    &storage::SUBNET_ALPHA_IN_EMISSION,
    &storage::SUBNET_ALPHA_OUT_EMISSION,
    &storage::SUBNET_TAO_IN_EMISSION,
    &storage::SUBNET_ALPHA_IN,
    &storage::SUBNET_ALPHA_IN_PROVIDED,
    &storage::SUBNET_ALPHA_OUT,
    &storage::STAKING_HOTKEYS,
    &storage::OWNED_HOTKEYS,
    &storage::AUTO_STAKE_DESTINATION,
    &storage::AUTO_STAKE_DESTINATION_COLDKEYS,
    &storage::COLDKEY_SWAP_SCHEDULED,
    &storage::TOTAL_HOTKEY_ALPHA,
    &storage::TOTAL_HOTKEY_ALPHA_LAST_EPOCH,
    &storage::TOTAL_HOTKEY_SHARES,
    &storage::ALPHA,
    &storage::ALPHA_MAP_LAST_KEY,
    &storage::TOKEN_SYMBOL,
    &storage::SUBNET_TAO_FLOW,
    &storage::SUBNET_EMA_TAO_FLOW,
    &storage::TAO_FLOW_CUTOFF,
    &storage::FLOW_NORM_EXPONENT,
    &storage::FLOW_EMA_SMOOTHING_FACTOR,
    &storage::USED_WORK,
    &storage::MAX_REGISTRATIONS_PER_BLOCK,
    &storage::TOTAL_NETWORKS,
    &storage::NETWORK_IMMUNITY_PERIOD,
    &storage::NETWORK_MIN_LOCK_COST,
    &storage::NETWORK_LAST_LOCK_COST,
    &storage::NETWORK_LOCK_REDUCTION_INTERVAL,
    &storage::SUBNET_OWNER_CUT,
    &storage::NETWORK_RATE_LIMIT,
    &storage::NOMINATOR_MIN_REQUIRED_STAKE,
    &storage::WEIGHTS_VERSION_KEY_RATE_LIMIT,
    &storage::LAST_RATE_LIMITED_BLOCK,
    &storage::TRANSFER_TOGGLE,
    &storage::SUBNET_LOCKED,
    &storage::LARGEST_LOCKED,
    &storage::TEMPO,
    &storage::FIRST_EMISSION_BLOCK_NUMBER,
    &storage::SUBNET_MECHANISM,
    &storage::SUBNETWORK_N,
    &storage::NETWORKS_ADDED,
    &storage::IS_NETWORK_MEMBER,
    &storage::NETWORK_REGISTRATION_ALLOWED,
    &storage::NETWORK_POW_REGISTRATION_ALLOWED,
    &storage::NETWORK_REGISTERED_AT,
    &storage::PENDING_SERVER_EMISSION,
    &storage::PENDING_VALIDATOR_EMISSION,
    &storage::PENDING_ROOT_ALPHA_DIVS,
    &storage::PENDING_OWNER_CUT,
    &storage::BLOCKS_SINCE_LAST_STEP,
    &storage::LAST_MECHANSIM_STEP_BLOCK,
    &storage::SUBNET_OWNER,
    &storage::SUBNET_OWNER_HOTKEY,
    &storage::RECYCLE_OR_BURN,
    &storage::SERVING_RATE_LIMIT,
    &storage::RHO,
    &storage::ALPHA_SIGMOID_STEEPNESS,
    &storage::KAPPA,
    &storage::REGISTRATIONS_THIS_INTERVAL,
    &storage::POW_REGISTRATIONS_THIS_INTERVAL,
    &storage::BURN_REGISTRATIONS_THIS_INTERVAL,
    &storage::MIN_ALLOWED_UIDS,
    &storage::MAX_ALLOWED_UIDS,
    &storage::IMMUNITY_PERIOD,
    &storage::ACTIVITY_CUTOFF,
    &storage::MAX_WEIGHTS_LIMIT,
    &storage::WEIGHTS_VERSION_KEY,
    &storage::MIN_ALLOWED_WEIGHTS,
    &storage::MAX_ALLOWED_VALIDATORS,
    &storage::ADJUSTMENT_INTERVAL,
    &storage::BONDS_MOVING_AVERAGE,
    &storage::BONDS_PENALTY,
    &storage::BONDS_RESET_ON,
    &storage::WEIGHTS_SET_RATE_LIMIT,
    &storage::VALIDATOR_PRUNE_LEN,
    &storage::SCALING_LAW_POWER,
    &storage::TARGET_REGISTRATIONS_PER_INTERVAL,
    &storage::ADJUSTMENT_ALPHA,
    &storage::COMMIT_REVEAL_WEIGHTS_ENABLED,
    &storage::BURN,
    &storage::DIFFICULTY,
    &storage::MIN_BURN,
    &storage::MAX_BURN,
    &storage::MIN_DIFFICULTY,
    &storage::MAX_DIFFICULTY,
    &storage::LAST_ADJUSTMENT_BLOCK,
    &storage::REGISTRATIONS_THIS_BLOCK,
    &storage::EMA_PRICE_HALVING_BLOCKS,
    &storage::RAO_RECYCLED_FOR_REGISTRATION,
    &storage::TX_RATE_LIMIT,
    &storage::TX_DELEGATE_TAKE_RATE_LIMIT,
    &storage::TX_CHILDKEY_TAKE_RATE_LIMIT,
    &storage::LIQUID_ALPHA_ON,
    &storage::YUMA3_ON,
    &storage::ALPHA_VALUES,
    &storage::SUBTOKEN_ENABLED,
    &storage::IMMUNE_OWNER_UIDS_LIMIT,
    &storage::STAKE_WEIGHT,
    &storage::UIDS,
    &storage::KEYS,
    &storage::LOADED_EMISSION,
    &storage::ACTIVE,
    &storage::RANK,
    &storage::TRUST,
    &storage::CONSENSUS,
    &storage::INCENTIVE,
    &storage::DIVIDENDS,
    &storage::EMISSION,
    &storage::LAST_UPDATE,
    &storage::VALIDATOR_TRUST,
    &storage::PRUNING_SCORES,
    &storage::VALIDATOR_PERMIT,
    &storage::WEIGHTS,
    &storage::BONDS,
    &storage::BLOCK_AT_REGISTRATION,
    &storage::AXONS,
    &storage::NEURON_CERTIFICATES,
    &storage::PROMETHEUS,
    &storage::IDENTITIES_V2,
    &storage::SUBNET_IDENTITIES_V3,
    &storage::TRANSACTION_KEY_LAST_BLOCK,
    &storage::LAST_TX_BLOCK,
    &storage::LAST_TX_BLOCK_CHILD_KEY_TAKE,
    &storage::LAST_TX_BLOCK_DELEGATE_TAKE,
    &storage::STAKE_THRESHOLD,
    &storage::WEIGHT_COMMITS,
    &storage::TIMELOCKED_WEIGHT_COMMITS,
    &storage::CRV3_WEIGHT_COMMITS,
    &storage::CRV3_WEIGHT_COMMITS_V2,
    &storage::REVEAL_PERIOD_EPOCHS,
    &storage::LAST_COLDKEY_HOTKEY_STAKE_BLOCK,
    &storage::STAKING_OPERATION_RATE_LIMITER,
    &storage::ROOT_CLAIMABLE_THRESHOLD,
    &storage::ROOT_CLAIMABLE,
    &storage::ROOT_CLAIMED,
    &storage::ROOT_CLAIM_TYPE,
    &storage::STAKING_COLDKEYS_BY_INDEX,
    &storage::STAKING_COLDKEYS,
    &storage::NUM_STAKING_COLDKEYS,
    &storage::NUM_ROOT_CLAIM,
    &storage::ASSOCIATED_EVM_ADDRESS,
    &storage::SUBNET_LEASES,
    &storage::SUBNET_LEASE_SHARES,
    &storage::SUBNET_UID_TO_LEASE_ID,
    &storage::NEXT_SUBNET_LEASE_ID,
    &storage::ACCUMULATED_LEASE_DIVIDENDS,
    &storage::COMMIT_REVEAL_WEIGHTS_VERSION,
    &storage::NETWORK_REGISTRATION_START_BLOCK,
    &storage::MIN_NON_IMMUNE_UIDS,
    &storage::MECHANISM_COUNT_CURRENT,
    &storage::MECHANISM_EMISSION_SPLIT,
    &storage::HAS_MIGRATION_RUN,
    &storage::PENDING_CHILD_KEY_COOLDOWN,
    &constants::INITIAL_ISSUANCE,
    &constants::INITIAL_MIN_ALLOWED_WEIGHTS,
    &constants::INITIAL_EMISSION_VALUE,
    &constants::INITIAL_TEMPO,
    &constants::INITIAL_DIFFICULTY,
    &constants::INITIAL_MAX_DIFFICULTY,
    &constants::INITIAL_MIN_DIFFICULTY,
    &constants::INITIAL_RAO_RECYCLED_FOR_REGISTRATION,
    &constants::INITIAL_BURN,
    &constants::INITIAL_MAX_BURN,
    &constants::INITIAL_MIN_BURN,
    &constants::MIN_BURN_UPPER_BOUND,
    &constants::MAX_BURN_LOWER_BOUND,
    &constants::INITIAL_ADJUSTMENT_INTERVAL,
    &constants::INITIAL_BONDS_MOVING_AVERAGE,
    &constants::INITIAL_BONDS_PENALTY,
    &constants::INITIAL_BONDS_RESET_ON,
    &constants::INITIAL_TARGET_REGISTRATIONS_PER_INTERVAL,
    &constants::INITIAL_RHO,
    &constants::INITIAL_ALPHA_SIGMOID_STEEPNESS,
    &constants::INITIAL_KAPPA,
    &constants::INITIAL_MIN_ALLOWED_UIDS,
    &constants::INITIAL_MAX_ALLOWED_UIDS,
    &constants::INITIAL_VALIDATOR_PRUNE_LEN,
    &constants::INITIAL_SCALING_LAW_POWER,
    &constants::INITIAL_IMMUNITY_PERIOD,
    &constants::INITIAL_ACTIVITY_CUTOFF,
    &constants::INITIAL_MAX_REGISTRATIONS_PER_BLOCK,
    &constants::INITIAL_PRUNING_SCORE,
    &constants::INITIAL_MAX_ALLOWED_VALIDATORS,
    &constants::INITIAL_DEFAULT_DELEGATE_TAKE,
    &constants::INITIAL_MIN_DELEGATE_TAKE,
    &constants::INITIAL_DEFAULT_CHILD_KEY_TAKE,
    &constants::INITIAL_MIN_CHILD_KEY_TAKE,
    &constants::INITIAL_MAX_CHILD_KEY_TAKE,
    &constants::INITIAL_WEIGHTS_VERSION_KEY,
    &constants::INITIAL_SERVING_RATE_LIMIT,
    &constants::INITIAL_TX_RATE_LIMIT,
    &constants::INITIAL_TX_DELEGATE_TAKE_RATE_LIMIT,
    &constants::INITIAL_TX_CHILD_KEY_TAKE_RATE_LIMIT,
    &constants::INITIAL_ADJUSTMENT_ALPHA,
    &constants::INITIAL_NETWORK_IMMUNITY_PERIOD,
    &constants::INITIAL_NETWORK_MIN_LOCK_COST,
    &constants::INITIAL_SUBNET_OWNER_CUT,
    &constants::INITIAL_NETWORK_LOCK_REDUCTION_INTERVAL,
    &constants::INITIAL_NETWORK_RATE_LIMIT,
    &constants::KEY_SWAP_COST,
    &constants::ALPHA_HIGH,
    &constants::ALPHA_LOW,
    &constants::LIQUID_ALPHA_ON,
    &constants::INITIAL_COLDKEY_SWAP_SCHEDULE_DURATION,
    &constants::INITIAL_COLDKEY_SWAP_RESCHEDULE_DURATION,
    &constants::INITIAL_DISSOLVE_NETWORK_SCHEDULE_DURATION,
    &constants::INITIAL_TAO_WEIGHT,
    &constants::INITIAL_EMA_PRICE_HALVING_PERIOD,
    &constants::DURATION_OF_START_CALL,
    &constants::KEY_SWAP_ON_SUBNET_COST,
    &constants::HOTKEY_SWAP_ON_SUBNET_INTERVAL,
    &constants::LEASE_DIVIDENDS_DISTRIBUTION_INTERVAL,
    &constants::MAX_IMMUNE_UIDS_PERCENTAGE,
    &calls::SET_WEIGHTS,
    &calls::SET_MECHANISM_WEIGHTS,
    &calls::BATCH_SET_WEIGHTS,
    &calls::COMMIT_WEIGHTS,
    &calls::COMMIT_MECHANISM_WEIGHTS,
    &calls::BATCH_COMMIT_WEIGHTS,
    &calls::REVEAL_WEIGHTS,
    &calls::REVEAL_MECHANISM_WEIGHTS,
    &calls::COMMIT_CRV3_MECHANISM_WEIGHTS,
    &calls::BATCH_REVEAL_WEIGHTS,
    &calls::DECREASE_TAKE,
    &calls::INCREASE_TAKE,
    &calls::ADD_STAKE,
    &calls::REMOVE_STAKE,
    &calls::SERVE_AXON,
    &calls::SERVE_AXON_TLS,
    &calls::SERVE_PROMETHEUS,
    &calls::REGISTER,
    &calls::ROOT_REGISTER,
    &calls::BURNED_REGISTER,
    &calls::SWAP_HOTKEY,
    &calls::SWAP_COLDKEY,
    &calls::SET_CHILDKEY_TAKE,
    &calls::SUDO_SET_TX_CHILDKEY_TAKE_RATE_LIMIT,
    &calls::SUDO_SET_MIN_CHILDKEY_TAKE,
    &calls::SUDO_SET_MAX_CHILDKEY_TAKE,
    &calls::REGISTER_NETWORK,
    &calls::DISSOLVE_NETWORK,
    &calls::SET_CHILDREN,
    &calls::SCHEDULE_SWAP_COLDKEY,
    &calls::SET_IDENTITY,
    &calls::SET_SUBNET_IDENTITY,
    &calls::REGISTER_NETWORK_WITH_IDENTITY,
    &calls::UNSTAKE_ALL,
    &calls::UNSTAKE_ALL_ALPHA,
    &calls::MOVE_STAKE,
    &calls::TRANSFER_STAKE,
    &calls::SWAP_STAKE,
    &calls::ADD_STAKE_LIMIT,
    &calls::REMOVE_STAKE_LIMIT,
    &calls::SWAP_STAKE_LIMIT,
    &calls::TRY_ASSOCIATE_HOTKEY,
    &calls::START_CALL,
    &calls::ASSOCIATE_EVM_KEY,
    &calls::RECYCLE_ALPHA,
    &calls::BURN_ALPHA,
    &calls::SET_PENDING_CHILDKEY_COOLDOWN,
    &calls::REMOVE_STAKE_FULL_LIMIT,
    &calls::REGISTER_LEASED_NETWORK,
    &calls::TERMINATE_LEASE,
    &calls::UPDATE_SYMBOL,
    &calls::COMMIT_TIMELOCKED_WEIGHTS,
    &calls::SET_COLDKEY_AUTO_STAKE_HOTKEY,
    &calls::COMMIT_TIMELOCKED_MECHANISM_WEIGHTS,
    &calls::ROOT_DISSOLVE_NETWORK,
    &calls::CLAIM_ROOT,
    &calls::SET_ROOT_CLAIM_TYPE,
    &calls::SUDO_SET_NUM_ROOT_CLAIMS,
    &calls::SUDO_SET_ROOT_CLAIM_THRESHOLD,
];
