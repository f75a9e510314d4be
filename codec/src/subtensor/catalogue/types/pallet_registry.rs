//! Types of the crate `pallet_registry`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::{AccountId, Tao};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct IdentityInfo {
    pub additional: Vec<(RegistryData, RegistryData)>,
    pub display: RegistryData,
    pub legal: RegistryData,
    pub web: RegistryData,
    pub riot: RegistryData,
    pub email: RegistryData,
    pub pgp_fingerprint: Option<[u8; 20]>,
    pub image: RegistryData,
    pub twitter: RegistryData,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum RegistryCall {
    set_identity { identified: AccountId, info: IdentityInfo },
    clear_identity { identified: AccountId },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum RegistryData {
    None,
    Raw0([u8; 0]),
    Raw1([u8; 1]),
    Raw2([u8; 2]),
    Raw3([u8; 3]),
    Raw4([u8; 4]),
    Raw5([u8; 5]),
    Raw6([u8; 6]),
    Raw7([u8; 7]),
    Raw8([u8; 8]),
    Raw9([u8; 9]),
    Raw10([u8; 10]),
    Raw11([u8; 11]),
    Raw12([u8; 12]),
    Raw13([u8; 13]),
    Raw14([u8; 14]),
    Raw15([u8; 15]),
    Raw16([u8; 16]),
    Raw17([u8; 17]),
    Raw18([u8; 18]),
    Raw19([u8; 19]),
    Raw20([u8; 20]),
    Raw21([u8; 21]),
    Raw22([u8; 22]),
    Raw23([u8; 23]),
    Raw24([u8; 24]),
    Raw25([u8; 25]),
    Raw26([u8; 26]),
    Raw27([u8; 27]),
    Raw28([u8; 28]),
    Raw29([u8; 29]),
    Raw30([u8; 30]),
    Raw31([u8; 31]),
    Raw32([u8; 32]),
    Raw33([u8; 33]),
    Raw34([u8; 34]),
    Raw35([u8; 35]),
    Raw36([u8; 36]),
    Raw37([u8; 37]),
    Raw38([u8; 38]),
    Raw39([u8; 39]),
    Raw40([u8; 40]),
    Raw41([u8; 41]),
    Raw42([u8; 42]),
    Raw43([u8; 43]),
    Raw44([u8; 44]),
    Raw45([u8; 45]),
    Raw46([u8; 46]),
    Raw47([u8; 47]),
    Raw48([u8; 48]),
    Raw49([u8; 49]),
    Raw50([u8; 50]),
    Raw51([u8; 51]),
    Raw52([u8; 52]),
    Raw53([u8; 53]),
    Raw54([u8; 54]),
    Raw55([u8; 55]),
    Raw56([u8; 56]),
    Raw57([u8; 57]),
    Raw58([u8; 58]),
    Raw59([u8; 59]),
    Raw60([u8; 60]),
    Raw61([u8; 61]),
    Raw62([u8; 62]),
    Raw63([u8; 63]),
    Raw64([u8; 64]),
    BlakeTwo256([u8; 32]),
    Sha256([u8; 32]),
    Keccak256([u8; 32]),
    ShaThree256([u8; 32]),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum RegistryEvent {
    IdentitySet { who: AccountId },
    IdentityDissolved { who: AccountId },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum RegistryHoldReason {
    RegistryIdentity,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct RegistryRegistration {
    pub deposit: Tao,
    pub info: IdentityInfo,
}
