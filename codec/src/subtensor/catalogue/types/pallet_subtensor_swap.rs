//! Types of the crate `pallet_subtensor_swap`.

use crate::codec::{Decode, Encode};
use crate::fixed::I64F64;
use crate::subtensor::NetUid;
use crate::{AccountId, Alpha, Tao, describe};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum LayerLevel {
    Top,
    Middle,
    Bottom,
}

describe!(enum LayerLevel {
    0 Top,
    1 Middle,
    2 Bottom,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Position {
    pub id: PositionId,
    pub netuid: NetUid,
    pub tick_low: TickIndex,
    pub tick_high: TickIndex,
    pub liquidity: u64,
    pub fees_tao: I64F64,
    pub fees_alpha: I64F64,
}

describe!(Position {
    id: PositionId,
    netuid: NetUid,
    tick_low: TickIndex,
    tick_high: TickIndex,
    liquidity: u64,
    fees_tao: I64F64,
    fees_alpha: I64F64
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct PositionId(pub u128);

describe!(PositionId(u128));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum SubtensorSwapEvent {
    0 FeeRateSet { netuid: NetUid, rate: u16 },
    1 UserLiquidityToggled { netuid: NetUid, enable: bool },
    2 LiquidityAdded { coldkey: AccountId, hotkey: AccountId, netuid: NetUid, position_id: PositionId, liquidity: u64, tao: Tao, alpha: Alpha, tick_low: TickIndex, tick_high: TickIndex },
    3 LiquidityRemoved { coldkey: AccountId, hotkey: AccountId, netuid: NetUid, position_id: PositionId, liquidity: u64, tao: Tao, alpha: Alpha, fee_tao: Tao, fee_alpha: Alpha, tick_low: TickIndex, tick_high: TickIndex },
    4 LiquidityModified { coldkey: AccountId, hotkey: AccountId, netuid: NetUid, position_id: PositionId, liquidity: i64, tao: i64, alpha: i64, fee_tao: Tao, fee_alpha: Alpha, tick_low: TickIndex, tick_high: TickIndex },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Tick {
    pub liquidity_net: i128,
    pub liquidity_gross: u64,
    pub fees_out_tao: I64F64,
    pub fees_out_alpha: I64F64,
}

describe!(Tick {
    liquidity_net: i128,
    liquidity_gross: u64,
    fees_out_tao: I64F64,
    fees_out_alpha: I64F64
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct TickIndex(pub i32);

describe!(TickIndex(i32));
