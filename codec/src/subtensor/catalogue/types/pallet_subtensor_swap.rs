//! Types of the crate `pallet_subtensor_swap`.

use crate::codec::{Decode, Encode};
use crate::fixed::I64F64;
use crate::scale_info::TypeInfo;
use crate::subtensor::NetUid;
use crate::{AccountId, Alpha, Tao};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum LayerLevel {
    Top,
    Middle,
    Bottom,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Position {
    pub id: PositionId,
    pub netuid: NetUid,
    pub tick_low: TickIndex,
    pub tick_high: TickIndex,
    pub liquidity: u64,
    pub fees_tao: I64F64,
    pub fees_alpha: I64F64,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct PositionId(pub u128);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorSwapCall {
    set_fee_rate {
        netuid: NetUid,
        rate: u16,
    },
    #[codec(index = 4)]
    toggle_user_liquidity {
        netuid: NetUid,
        enable: bool,
    },
    #[codec(index = 1)]
    add_liquidity {
        hotkey: AccountId,
        netuid: NetUid,
        tick_low: TickIndex,
        tick_high: TickIndex,
        liquidity: u64,
    },
    #[codec(index = 2)]
    remove_liquidity {
        hotkey: AccountId,
        netuid: NetUid,
        position_id: PositionId,
    },
    #[codec(index = 3)]
    modify_position {
        hotkey: AccountId,
        netuid: NetUid,
        position_id: PositionId,
        liquidity_delta: i64,
    },
    disable_lp,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorSwapEvent {
    FeeRateSet {
        netuid: NetUid,
        rate: u16,
    },
    UserLiquidityToggled {
        netuid: NetUid,
        enable: bool,
    },
    LiquidityAdded {
        coldkey: AccountId,
        hotkey: AccountId,
        netuid: NetUid,
        position_id: PositionId,
        liquidity: u64,
        tao: Tao,
        alpha: Alpha,
        tick_low: TickIndex,
        tick_high: TickIndex,
    },
    LiquidityRemoved {
        coldkey: AccountId,
        hotkey: AccountId,
        netuid: NetUid,
        position_id: PositionId,
        liquidity: u64,
        tao: Tao,
        alpha: Alpha,
        fee_tao: Tao,
        fee_alpha: Alpha,
        tick_low: TickIndex,
        tick_high: TickIndex,
    },
    LiquidityModified {
        coldkey: AccountId,
        hotkey: AccountId,
        netuid: NetUid,
        position_id: PositionId,
        liquidity: i64,
        tao: i64,
        alpha: i64,
        fee_tao: Tao,
        fee_alpha: Alpha,
        tick_low: TickIndex,
        tick_high: TickIndex,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Tick {
    pub liquidity_net: i128,
    pub liquidity_gross: u64,
    pub fees_out_tao: I64F64,
    pub fees_out_alpha: I64F64,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct TickIndex(pub i32);
