//! The pallet `Swap`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{
        IN_212_224_233, IN_212_224_233_315_320, IN_315_320_343_365, IN_343_365,
    };
    use super::super::super::types::{LayerLevel, Position, PositionId, Tick, TickIndex};
    use crate::fixed::U64F64;
    use crate::hasher::Twox64Concat;
    use crate::subtensor::{NetUid, PerU16};
    use crate::{AccountId, Storage};

    pub const FEE_RATE: Storage<(Twox64Concat<NetUid>,), PerU16> = Storage::new("Swap", "FeeRate")
        .with_default(&[33, 0])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const FEE_GLOBAL_TAO: Storage<(Twox64Concat<NetUid>,), U64F64> =
        Storage::new("Swap", "FeeGlobalTao")
            .with_default(&[0; 16])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const FEE_GLOBAL_ALPHA: Storage<(Twox64Concat<NetUid>,), U64F64> =
        Storage::new("Swap", "FeeGlobalAlpha")
            .with_default(&[0; 16])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const TICKS: Storage<(Twox64Concat<NetUid>, Twox64Concat<TickIndex>), Option<Tick>> =
        Storage::new("Swap", "Ticks").same_in(&IN_315_320_343_365).missing_in(&IN_212_224_233);

    pub const SWAP_V3_INITIALIZED: Storage<(Twox64Concat<NetUid>,), bool> =
        Storage::new("Swap", "SwapV3Initialized")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const ALPHA_SQRT_PRICE: Storage<(Twox64Concat<NetUid>,), U64F64> =
        Storage::new("Swap", "AlphaSqrtPrice")
            .with_default(&[0; 16])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const CURRENT_TICK: Storage<(Twox64Concat<NetUid>,), TickIndex> =
        Storage::new("Swap", "CurrentTick")
            .with_default(&[0; 4])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const CURRENT_LIQUIDITY: Storage<(Twox64Concat<NetUid>,), u64> =
        Storage::new("Swap", "CurrentLiquidity")
            .with_default(&[0; 8])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const ENABLED_USER_LIQUIDITY: Storage<(Twox64Concat<NetUid>,), bool> =
        Storage::new("Swap", "EnabledUserLiquidity")
            .with_default(&[0])
            .same_in(&IN_315_320_343_365)
            .missing_in(&IN_212_224_233);

    pub const POSITIONS: Storage<
        (Twox64Concat<NetUid>, Twox64Concat<AccountId>, Twox64Concat<PositionId>),
        Option<Position>,
    > = Storage::new("Swap", "Positions").same_in(&IN_315_320_343_365).missing_in(&IN_212_224_233);

    pub const LAST_POSITION_ID: Storage<(), u128> = Storage::new("Swap", "LastPositionId")
        .with_default(&[0; 16])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const TICK_INDEX_BITMAP_WORDS: Storage<
        (Twox64Concat<NetUid>, Twox64Concat<LayerLevel>, Twox64Concat<u32>),
        u128,
    > = Storage::new("Swap", "TickIndexBitmapWords")
        .with_default(&[0; 16])
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_212_224_233);

    pub const SCRAP_RESERVOIR_TAO: Storage<(Twox64Concat<NetUid>,), u64> =
        Storage::new("Swap", "ScrapReservoirTao")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);

    pub const SCRAP_RESERVOIR_ALPHA: Storage<(Twox64Concat<NetUid>,), u64> =
        Storage::new("Swap", "ScrapReservoirAlpha")
            .with_default(&[0; 8])
            .same_in(&IN_343_365)
            .missing_in(&IN_212_224_233_315_320);
}

pub mod constants {
    //! Constants.

    use super::super::super::types::{NonZeroU64, PalletId};
    use crate::Constant;

    pub const PROTOCOL_ID: Constant<PalletId> = Constant::new("Swap", "ProtocolId");

    pub const MAX_FEE_RATE: Constant<u16> = Constant::new("Swap", "MaxFeeRate");

    pub const MAX_POSITIONS: Constant<u32> = Constant::new("Swap", "MaxPositions");

    pub const MINIMUM_LIQUIDITY: Constant<u64> = Constant::new("Swap", "MinimumLiquidity");

    pub const MINIMUM_RESERVE: Constant<NonZeroU64> = Constant::new("Swap", "MinimumReserve");
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{PositionId, TickIndex};
    use crate::subtensor::NetUid;
    use crate::{AccountId, Call};

    /// Takes `netuid`, `rate`.
    pub const SET_FEE_RATE: Call<(NetUid, u16)> = Call::new("Swap", "set_fee_rate");

    /// Takes `netuid`, `enable`.
    pub const TOGGLE_USER_LIQUIDITY: Call<(NetUid, bool)> =
        Call::new("Swap", "toggle_user_liquidity");

    /// Takes `hotkey`, `netuid`, `tick_low`, `tick_high`, `liquidity`.
    pub const ADD_LIQUIDITY: Call<(AccountId, NetUid, TickIndex, TickIndex, u64)> =
        Call::new("Swap", "add_liquidity");

    /// Takes `hotkey`, `netuid`, `position_id`.
    pub const REMOVE_LIQUIDITY: Call<(AccountId, NetUid, PositionId)> =
        Call::new("Swap", "remove_liquidity");

    /// Takes `hotkey`, `netuid`, `position_id`, `liquidity_delta`.
    pub const MODIFY_POSITION: Call<(AccountId, NetUid, PositionId, i64)> =
        Call::new("Swap", "modify_position");

    pub const DISABLE_LP: Call<()> = Call::new("Swap", "disable_lp");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::FEE_RATE,
    &storage::FEE_GLOBAL_TAO,
    &storage::FEE_GLOBAL_ALPHA,
    &storage::TICKS,
    &storage::SWAP_V3_INITIALIZED,
    &storage::ALPHA_SQRT_PRICE,
    &storage::CURRENT_TICK,
    &storage::CURRENT_LIQUIDITY,
    &storage::ENABLED_USER_LIQUIDITY,
    &storage::POSITIONS,
    &storage::LAST_POSITION_ID,
    &storage::TICK_INDEX_BITMAP_WORDS,
    &storage::SCRAP_RESERVOIR_TAO,
    &storage::SCRAP_RESERVOIR_ALPHA,
    &constants::PROTOCOL_ID,
    &constants::MAX_FEE_RATE,
    &constants::MAX_POSITIONS,
    &constants::MINIMUM_LIQUIDITY,
    &constants::MINIMUM_RESERVE,
    &calls::SET_FEE_RATE,
    &calls::TOGGLE_USER_LIQUIDITY,
    &calls::ADD_LIQUIDITY,
    &calls::REMOVE_LIQUIDITY,
    &calls::MODIFY_POSITION,
    &calls::DISABLE_LP,
];
